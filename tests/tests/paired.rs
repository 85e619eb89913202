//! A table of requirements: what somebody does beside what they know for it, a row for each part of a clause.

use clausebook_tests::page::Page;
use clausebook_tests::project::Project;

const CLAUSES: &str = "content/standards/workshop/clauses/1.yaml";

/// A workshop whose source prints skills and knowledge side by side. In one part of a clause, they have clauses of their
/// own.
fn workshop() -> Project {
    let project = Project::made_up("ladders");
    project.write(
        "content/standards/workshop/standard.yaml",
        "\
id: workshop
language: en
title: {en: Work in a workshop}
dimensions:
  - {id: skill, title: {en: Skill}}
  - {id: knowledge, title: {en: Knowledge}}
  - {id: manner, title: {en: Manner}}
",
    );
    project.write(
        CLAUSES,
        "\
- id: work
  number: '1'
  title: {en: Work}
  table:
    id: T1
    number: {en: Table 1}
    caption: {en: Work}
    columns: [{en: Function}, {en: Content}, {en: Skills}, {en: Knowledge}]
    shows: requirements
  clauses:
    - id: joining
      number: '1.1'
      title: {en: Joining}
      clauses:
        - id: marking
          number: '1.1.1'
          title: {en: Marking}
          requirements:
            - {text: {en: Marks a tenon.}, dimension: skill}
            - {text: {en: Kinds of gauges.}, dimension: knowledge}
            - {text: {en: Marks a mortise.}, dimension: skill}
        - id: cutting
          number: '1.1.2'
          title: {en: Cutting}
          clauses:
            - {id: cuts, title: {en: Skills}, dimension: skill, requirements: [{text: {en: Saws to the line.}}]}
            - {id: saws, title: {en: Knowledge}, dimension: knowledge, requirements: [{text: {en: Kinds of saws.}}]}
    - id: finishing
      number: '1.2'
      title: {en: Finishing}
      requirements:
        - {text: {en: Oils a board.}, dimension: skill}
",
    );
    project
}

#[test]
fn a_table_shows_requirements_of_a_clause_side_by_side_by_dimension() {
    let project = workshop();
    let site = project.path("site");
    project.check().expect_code(0);
    project.build(&site).expect_code(0);
    let page = Page::open(&site.join("en/workshop/work.html"));
    assert_eq!(
        page.words(".paired thead th"),
        ["Function", "Content", "Skills", "Knowledge"]
    );
    let rows: Vec<Vec<String>> = (1..=3)
        .map(|row| {
            let cells = format!(".paired tbody tr:nth-child({row}) > *");
            page.words(&cells)
        })
        .collect();
    assert_eq!(
        rows,
        [
            vec![
                "1.1 Joining",
                "1.1.1 Marking",
                "a Marks a tenon.c Marks a mortise.",
                "b Kinds of gauges."
            ],
            vec!["1.1.2 Cutting", "a Saws to the line.", "a Kinds of saws."],
            vec!["1.2 Finishing", "a Oils a board.", ""],
        ]
    );
    let spans = |selector: &str, name: &str| {
        let found = page.select(selector);
        found[0].attr(name).map(str::to_owned)
    };
    assert_eq!(
        spans(".paired tbody tr:first-child th", "rowspan").as_deref(),
        Some("2")
    );
    assert_eq!(
        spans(".paired tbody tr:nth-child(3) th", "colspan").as_deref(),
        Some("2")
    );
    // The table is in place of the list of parts.
    assert!(page.select(".parts").is_empty());
}

#[test]
fn a_table_of_requirements_has_a_heading_for_each_column() {
    let project = workshop();
    project.replace(CLAUSES, "[{en: Function}, {en: Content}", "[{en: Content}");
    let run = project.check().expect_code(1);
    let expected =
        "the number of column headings is 3, but a table of `requirements` has 4 columns";
    assert!(run.stderr.contains(expected), "{}", run.stderr);
}
