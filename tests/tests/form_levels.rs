//! Forms with grades of their own, and with totals for the levels of their role: what is checked, and what other programs
//! receive.

use std::fs;

use clausebook_tests::page::Page;
use clausebook_tests::program;
use clausebook_tests::project::Project;
use serde_json::{Value, json};
use tempfile::TempDir;

const FORM: &str = "content/standards/riding/annexes/A.yaml";

/// The faults after a change of the riding test.
fn faults(old: &str, new: &str) -> String {
    let project = Project::made_up("forms");
    project.replace(FORM, old, new);
    project.check().said()
}

#[test]
fn each_level_of_the_role_has_a_total_in_order() {
    let said = faults("    - {level: tourer, rows: [flat, road]}\n", "");
    assert!(said.contains("[E305]"), "{said}");
    assert!(
        said.contains("this form has no total for the level `tourer`"),
        "{said}"
    );
    let said = faults("{level: tourer, rows: [flat", "{level: walker, rows: [flat");
    assert!(
        said.contains("there is no level of the role `walker`"),
        "{said}"
    );
    let said = faults(
        "    - {level: novice, rows: [flat]}\n    - {level: tourer, rows: [flat, road]}\n",
        "    - {level: tourer, rows: [flat, road]}\n    - {level: novice, rows: [flat]}\n",
    );
    assert!(said.contains("[E307]"), "{said}");
    let said = faults(
        "{id: tourer, from: 12, title: {en: Tourer}}",
        "{id: halfway, from: 12, title: {en: Halfway}}",
    );
    assert!(
        said.contains("no band has the id of the level `tourer`"),
        "{said}"
    );
}

#[test]
fn the_grades_of_a_form_are_checked_like_those_of_the_rubric() {
    let said = faults("    - {id: P, title: {en: Pass}}\n", "");
    assert!(said.contains("[E302]"), "{said}");
    let said = faults("{id: P, title", "{id: PP, title");
    assert!(
        said.contains("the grade `PP` is longer than one character"),
        "{said}"
    );
    let said = faults("{id: P, title", "{id: D, title");
    assert!(said.contains("there are two grades `D`"), "{said}");
    let said = faults(
        "      - {grade: P, from: 50}",
        "      - {grade: A, from: 50}",
    );
    assert!(said.contains("there is no grade `A`"), "{said}");
    let project = Project::made_up("forms");
    project.replace(
        "content/standards/riding/annexes/B.yaml",
        "  grades: [5, 4, 3, 2, 1]\n",
        "",
    );
    let said = project.check().said();
    assert!(said.contains("the rubric has no grades"), "{said}");
}

#[test]
fn exports_have_the_grades_and_totals_of_each_form() {
    let site = TempDir::new().expect("a temporary folder can be made");
    let project = Project::made_up("forms");
    let mut arguments = project.build_arguments(site.path());
    arguments.extend(["--base-url".into(), "https://handbook.example/".into()]);
    program::run(arguments).expect_code(0);
    let read = |path: &str| -> Value {
        let text = fs::read_to_string(site.path().join(path)).expect("the file can be read");
        serde_json::from_str(&text).expect("JSON")
    };
    let model = read("data/riding/standard.json");
    let form = model["annexes"].as_array().expect("annexes").iter();
    let form = form
        .map(|annex| &annex["form"])
        .find(|form| !form["guidance"].is_null());
    let form = form.expect("the riding test");
    assert_eq!(
        form["grades"][0],
        json!({"id": "D", "title": {"en": "Distinction"}})
    );
    let packages = site.path().join("ims/case/v1p1/CFPackages");
    let mut rubrics = fs::read_dir(packages)
        .expect("the packages")
        .filter_map(|entry| fs::read_to_string(entry.expect("an entry").path()).ok())
        .filter_map(|text| serde_json::from_str::<Value>(&text).ok())
        .flat_map(|package| package["CFRubrics"].as_array().cloned().unwrap_or_default());
    let rubric = rubrics.find(|rubric| rubric["title"] == "Form A Riding test");
    let rubric = rubric.expect("the rubric of the riding test");
    let levels = rubric["CFRubricCriteria"][0]["CFRubricCriterionLevels"].as_array();
    let levels = levels.expect("levels").iter();
    let levels: Vec<(&Value, &Value)> = levels
        .map(|level| (&level["quality"], &level["score"]))
        .collect();
    assert_eq!(
        levels,
        [
            (&json!("Distinction"), &json!(10)),
            (&json!("Pass"), &json!(6)),
            (&json!("Not yet"), &json!(1))
        ]
    );
    let totals = rubric["extensions"]["totals"]
        .as_array()
        .expect("totals")
        .iter();
    let titles: Vec<&Value> = totals.map(|total| &total["title"]).collect();
    assert_eq!(titles, ["Novice", "Tourer", "Jumper"]);
}

#[test]
fn pages_of_levels_mention_no_bands_where_a_form_has_none() {
    let project = Project::made_up("forms");
    let stated = "    - {id: jumper, from: 18, title: {en: Jumper}}\n    - {id: tourer, from: 12, title: {en: Tourer}}\n    \
                  - {id: novice, from: 6, title: {en: Novice}}\n    - {id: none, title: {en: None yet}}\n";
    project.replace(FORM, &format!("  bands:\n{stated}"), "");
    let out = TempDir::new().expect("a temporary folder can be made");
    project.build(out.path()).expect_code(0);
    let page = Page::open(&out.path().join("en/riding/role/rider/novice.html"));
    let text = page.text();
    assert!(
        text.contains("Total for this level: 1 to 10 points"),
        "{text}"
    );
    assert!(!text.to_lowercase().contains("band"), "{text}");
}
