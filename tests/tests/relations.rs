//! Relations of clauses, to identifiers, and of the standard's own kinds; and groups of roles.

use clausebook_tests::page::Page;
use clausebook_tests::project::Project;

const STANDARD: &str = "content/standards/lighthouse/standard.yaml";

/// The lighthouse with groups of roles, kinds of relations, and relations.
fn lighthouse() -> Project {
    let project = Project::made_up("roles");
    project.write(
        STANDARD,
        "\
id: lighthouse
language: en
title: {en: Work at a lighthouse}
relations:
  - {id: needs, title: {en: Needs}, inverse: {en: Needed for}}
groups:
  - {id: sea, title: {en: At sea}}
  - {id: tower, title: {en: In the tower}}
roles:
  - {id: keeper, title: {en: Keeper}, group: tower}
  - {id: boatman, title: {en: Boatman}, group: sea}
  - {id: visitor, title: {en: Visitor}}
",
    );
    let clauses = "content/standards/lighthouse/clauses/1.yaml";
    let light = "  title: {en: Light}\n  role: keeper\n";
    let relations = "  relates:
    - {to: 'urn:lamps:7', as: exact-match, title: {en: A lamp}}
    - {to: 'local:8', as: needs}
    - {to: 2.2-a, as: needs}
";
    project.replace(clauses, light, &format!("{light}{relations}"));
    project
}

#[test]
fn relations_of_clauses_lead_to_identifiers_and_are_shown_at_both_ends() {
    let project = lighthouse();
    let site = project.path("site");
    project.check().expect_code(0);
    project.build(&site).expect_code(0);
    let page = |path: &str| Page::open(&site.join(path));
    let lines = |page: &Page, selector: &str| -> Vec<String> {
        let found = page.select(selector).into_iter();
        found
            .map(|element| {
                element
                    .text()
                    .collect::<String>()
                    .split_whitespace()
                    .collect::<Vec<_>>()
                    .join(" ")
            })
            .collect()
    };
    let clause = page("en/lighthouse/2.1.html");
    assert_eq!(
        lines(&clause, ".relations dt, .relations dd"),
        [
            "Same as",
            "A lamp urn:lamps:7",
            "Needs",
            "local:8",
            "2.2-a Land in a swell."
        ]
    );
    // What cannot be opened is no link.
    assert_eq!(lines(&clause, ".relations a"), ["2.2-a Land in a swell."]);
    let permalink = page("id/lighthouse/2.2-a.html");
    assert_eq!(
        lines(&permalink, ".relations dt, .relations dd"),
        ["Needed for", "2.1 Light"]
    );
}

#[test]
fn roles_are_listed_by_group_wherever_they_are_listed() {
    let project = lighthouse();
    let site = project.path("site");
    project.build(&site).expect_code(0);
    let front = Page::open(&site.join("en/index.html"));
    let lines = |selector: &str| -> Vec<String> {
        let found = front.select(selector).into_iter();
        found
            .map(|element| element.text().collect::<String>().trim().to_owned())
            .collect()
    };
    assert_eq!(
        lines(".grid tbody th"),
        ["Visitor", "At sea", "Boatman", "In the tower", "Keeper"]
    );
    assert_eq!(
        lines(".checks h3, .checks .role"),
        ["Visitor", "At sea", "Boatman", "In the tower", "Keeper"]
    );
    // Without groups, nothing is said of them.
    let text = project.read(STANDARD);
    let plain: Vec<&str> = text.lines().collect();
    let plain: Vec<String> = (plain.iter())
        .filter(|line| {
            !line.contains("At sea") && !line.contains("In the tower") && **line != "groups:"
        })
        .map(|line| {
            line.replace(", group: tower", "")
                .replace(", group: sea", "")
        })
        .collect();
    project.write(STANDARD, plain.join("\n") + "\n");
    project.build(&site).expect_code(0);
    let front = Page::open(&site.join("en/index.html"));
    assert_eq!(front.select(".grid .group").len(), 0);
    assert_eq!(front.select(".checks h3").len(), 0);
}
