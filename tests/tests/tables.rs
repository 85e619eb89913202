//! Tables of a clause with rows of their own.

use clausebook_tests::page::Page;
use clausebook_tests::project::Project;

const CLAUSES: &str = "content/standards/kitchen/clauses/1.yaml";

const WEIGHTS: &str = "\
- id: 9
  title: {en: Weights, fr: Pondération}
  table:
    id: W1
    number: {en: Table 1, fr: Tableau 1}
    caption: {en: Weights in per cent, fr: Pondération en pour cent}
    columns: [{en: Subject, fr: Matière}, {en: Hand, fr: Aide}, {en: Chief, fr: Chef}]
    rows:
      - [{en: Heat, fr: Chaleur}, 60, '40']
      - [{en: Water}, 40, —]
      - ['', 100, '']
    note: {en: The last row is the sum., fr: La dernière ligne est la somme.}
";

/// A handbook in two languages with a table that has rows of its own.
fn weighed() -> Project {
    let project = Project::made_up("ladders");
    project.write(
        "content/handbook.yaml",
        "\
title: {en: Weights, fr: Pondération}
languages:
  - {id: en, tag: en, name: English}
  - {id: fr, tag: fr, name: Français}
readings: [en, fr, en-fr]
standards: [kitchen]
",
    );
    let clauses = project.read(CLAUSES);
    project.write(CLAUSES, format!("{clauses}{WEIGHTS}"));
    project
}

fn rows(page: &Page) -> Vec<Vec<String>> {
    let row = |row| page.words(&format!("table.own tbody tr:nth-child({row}) > *"));
    (1..=3).map(row).collect()
}

#[test]
fn a_table_has_rows_of_its_own_in_each_language_and_numbers_once() {
    let project = weighed();
    project.check().expect_code(0);
    let site = project.path("site");
    project.build(&site).expect_code(0);
    for name in ["9.html", "whole.html"] {
        let english = Page::open(&site.join("en/kitchen").join(name));
        let columns = english.words("table.own thead th");
        assert_eq!(columns, ["Subject", "Hand", "Chief"], "{name}");
        assert_eq!(
            rows(&english),
            [["Heat", "60", "40"], ["Water", "40", "—"], ["", "100", ""]],
            "{name}"
        );
        assert_eq!(english.words("table.own th[scope=row]"), ["Heat", "Water"]);
    }
    let french = Page::open(&site.join("fr/kitchen/9.html"));
    let heat = &rows(&french)[0];
    assert_eq!(heat, &["Chaleur", "60", "40"]);
    // A cell that one language lacks is shown in the other, and marked.
    let water = french.select("table.own tbody tr:nth-child(2) .untranslated");
    assert_eq!(water.len(), 1);
    let both = Page::open(&site.join("en-fr/kitchen/9.html"));
    assert_eq!(rows(&both)[0], ["Heat Chaleur", "60", "40"]);
    assert_eq!(both.select(".under details").len(), 1);
}

#[test]
fn data_and_search_have_the_rows_of_a_table() {
    let project = weighed();
    let site = project.path("site");
    project.build(&site).expect_code(0);
    let read =
        |path: &str| std::fs::read_to_string(site.join(path)).expect("the site has the file");
    let model: serde_json::Value =
        serde_json::from_str(&read("data/kitchen/standard.json")).expect("the data are JSON");
    let clauses = model["clauses"].as_array().expect("clauses are a list");
    let table = &clauses[clauses.len() - 1]["table"];
    assert_eq!(
        table["rows"][0],
        serde_json::json!([{"en": "Heat", "fr": "Chaleur"}, "60", "40"])
    );
    assert!(read("data/search/fr.js").contains("Chaleur"));
}

#[test]
fn a_role_leads_to_the_table_of_its_tasks_alone() {
    let project = weighed();
    project.replace(
        "content/standards/kitchen/standard.yaml",
        "    title: {en: Sink}\n",
        "    title: {en: Sink}\n    tasks: [{text: {en: Washing}}]\n",
    );
    let role = |site: &str| {
        let site = project.path(site);
        project.build(&site).expect_code(0);
        let page = Page::open(&site.join("en/kitchen/role/sink.html"));
        page.words(".role-tasks .fine a")
    };
    assert_eq!(role("without"), Vec::<String>::new());
    project.replace(
        CLAUSES,
        "- id: 2\n  title: {en: Water}\n",
        "\
- id: 2
  title: {en: Water}
  table:
    id: T2
    number: {en: Table 2}
    caption: {en: Tasks}
    columns: [{en: No.}, {en: Station}, {en: Task}]
    shows: tasks
",
    );
    assert_eq!(role("with"), ["2 Water"]);
}

#[test]
fn a_table_without_rows_or_with_uneven_rows_is_reported() {
    let project = weighed();
    project.replace(CLAUSES, "      - ['', 100, '']\n", "      - ['', 100]\n");
    let run = project.check().expect_code(1);
    assert!(
        run.said()
            .contains("row 3 has 2 cells, but the table has 3 columns"),
        "{}",
        run.said()
    );
    project.replace(CLAUSES, "      - ['', 100]\n", "");
    project.replace(
        CLAUSES,
        "    note: {en: The last",
        "    shows: tasks\n    note: {en: The last",
    );
    let run = project.check().expect_code(1);
    assert!(run.said().contains("this table has rows of its own"));
    let text = project.read(CLAUSES);
    let start = text.find("    rows:").expect("the table has rows");
    let end = text.find("    shows:").expect("the table shows tasks");
    project.write(
        CLAUSES,
        format!("{}{}", &text[..start], &text[end..]).replace("    shows: tasks\n", ""),
    );
    let run = project.check().expect_code(1);
    assert!(run.said().contains("this table has no rows"));
}
