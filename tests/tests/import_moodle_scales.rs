//! The scales of a framework of Moodle become the grades of its self-check, and an export writes them back.

use std::collections::BTreeMap;

use clausebook_tests::page::Page;
use clausebook_tests::program::{Run, run};
use clausebook_tests::project::Project;
use selfcheck_wasm::{Grades, Rubric, assess};

const HEADINGS: &str = "Parent ID number,ID number,Short name,Description,Description format,Scale values,\
                        Scale configuration,Rule type (optional),Rule outcome (optional),Rule config (optional),\
                        Cross-referenced competency ID numbers,Exported ID (optional),Is framework,Taxonomy";

/// The framework with a scale, whose configuration is JSON.
fn framework(values: &str, configuration: &str) -> String {
    let quoted = configuration.replace('"', "\"\"");
    format!(
        "{HEADINGS}\n,bake,Bread making,<p>What bakers can do.</p>,1,\"{values}\",\"{quoted}\",,,,,,1,\
         \"domain,competency,competency,competency\"\n"
    )
}

/// Two competencies in one, as Moodle exports them.
const COMPETENCIES: &str = ",D,Dough,<p>All about dough.</p>,1,,,,0,null,,,,\n\
                            D,D1,Kneads,<p>Kneads until smooth.</p>,1,,,,0,null,,,,\n\
                            D,D2,Proves,<p>Lets the <strong>dough</strong> rise:</p><ul><li>warm</li><li>cold</li></ul>,1,,,,0,null,D1,,,\n";

/// A configuration in which the lowest value is the default, and the two others mean that somebody is proficient.
const CONFIGURATION: &str = r#"[{"scaleid":"0"},{"id":1,"scaledefault":1,"proficient":0},{"id":2,"scaledefault":0,"proficient":1},{"id":3,"scaledefault":0,"proficient":1}]"#;

fn import(project: &Project, file: &str, options: &[&str]) -> Run {
    project.write("bake.csv", file);
    let (file, into) = (project.path("bake.csv"), project.path("handbook"));
    let [file, into] = [&file, &into].map(|path| path.to_str().expect("UTF-8"));
    run([&["import", "moodle", file, "--into", into], options].concat())
}

fn check(project: &Project) {
    let root = project.path("handbook");
    run(["check", "--root", root.to_str().expect("UTF-8")]).expect_code(0);
}

/// Imports a file without options, and requires that the handbook has no errors.
fn imported(file: &str) -> (Project, String) {
    let project = Project::empty();
    let report = import(&project, file, &[]).expect_code(0).stdout;
    check(&project);
    (project, report)
}

/// The rows of the export, by id number.
fn exported(project: &Project) -> BTreeMap<String, Vec<String>> {
    let root = project.path("handbook");
    let root = root.to_str().expect("UTF-8");
    rows(
        &run(["export", "moodle", "--root", root])
            .expect_code(0)
            .stdout,
    )
}

fn rows(file: &str) -> BTreeMap<String, Vec<String>> {
    let mut reader = csv::Reader::from_reader(file.as_bytes());
    let rows = reader.records().map(|row| row.expect("a row"));
    let rows = rows.map(|row| row.iter().map(str::to_owned).collect::<Vec<_>>());
    rows.map(|row| (row[1].clone(), row)).collect()
}

/// The annex with a form.
fn annex(project: &Project, letter: &str) -> String {
    project.read(&format!(
        "handbook/content/standards/bake/annexes/{letter}.yaml"
    ))
}

#[test]
fn the_self_check_has_the_words_of_the_scale_and_counts_what_is_met() {
    let file = framework("Not yet,Competent,Excellent", CONFIGURATION) + COMPETENCIES;
    let (project, report) = imported(&file);
    assert!(report.contains("1 form"), "{report}");
    assert!(!report.contains("scale"), "{report}");
    let (root, out) = (project.path("handbook"), project.path("site"));
    let [root, out] = [&root, &out].map(|path| path.to_str().expect("UTF-8"));
    run(["build", "--root", root, "--out", out]).expect_code(0);
    let page = Page::open(&project.path("site/en/bake/selfcheck/index.html"));
    let text = page.text();
    for words in ["Not yet", "Competent", "Excellent", "Number met"] {
        assert!(text.contains(words), "{words}:\n{text}");
    }
    let form = page.select("form[data-selfcheck]")[0];
    let rubric = Rubric::decode(form.attr("data-rubric").expect("a rubric")).expect("is valid");
    for (grades, total) in [("32", "2"), ("31", "1"), ("11", "0")] {
        let graded = Grades::parse(&rubric, grades).expect("grades");
        let found = assess(&rubric, &graded, None).forms[0].total();
        assert_eq!(
            found.map(|total| total.to_string()).as_deref(),
            Some(total),
            "{grades}"
        );
    }
}

#[test]
fn every_column_comes_back() {
    let file = framework("Not yet,Competent,Excellent", CONFIGURATION) + COMPETENCIES;
    let (project, _) = imported(&file);
    let (source, mut again) = (rows(&file), exported(&project));
    // Moodle names a cross-reference at both ends.
    assert_eq!(
        again
            .get_mut("D1")
            .map(|row| row[10].split_off(0))
            .as_deref(),
        Some("D2")
    );
    assert_eq!(again, source);
}

#[test]
fn the_lowest_proficient_value_is_the_default_unless_the_standard_states_another() {
    let usual = r#"[{"scaleid":"0"},{"id":2,"scaledefault":1,"proficient":1}]"#;
    let (project, _) = imported(&(framework("No,Yes", usual) + COMPETENCIES));
    assert_eq!(exported(&project)["bake"][6], usual);
    let about = project.read("handbook/content/standards/bake/standard.yaml");
    assert!(!about.contains("completed_as"), "{about}");
    let (project, _) = imported(&(framework("No,So,Yes", CONFIGURATION) + COMPETENCIES));
    let about = project.read("handbook/content/standards/bake/standard.yaml");
    assert!(about.contains("completed_as: 1"), "{about}");
    project.write(
        "handbook/content/standards/bake/standard.yaml",
        about.replace("completed_as: 1", "completed_as: 9"),
    );
    let root = project.path("handbook");
    let root = root.to_str().expect("UTF-8");
    let report = run(["check", "--root", root]).expect_code(1).stderr;
    assert!(report.contains("there is no grade `9`"), "{report}");
}

#[test]
fn competencies_with_a_scale_of_their_own_have_a_form_of_their_own() {
    let usual = r#"[{"scaleid":"0"},{"id":2,"scaledefault":1,"proficient":1}]"#;
    let quoted = usual.replace('"', "\"\"");
    let own = format!(",1,\"Fails,Passes\",\"{quoted}\",,0,null,,,,\n");
    let file = framework("No,Yes", usual)
        + COMPETENCIES
        + &format!("D,D3,Shapes,<p>Shapes loaves.</p>{own},O,Oven,<p>Heat.</p>{own}")
        + "O,O1,Bakes,<p>Bakes bread.</p>,1,,,,0,null,,,,\n";
    let (project, report) = imported(&file);
    assert!(report.contains("2 forms"), "{report}");
    let left = "1 × a scale of a competency that has others in it (row 7, column F)";
    assert!(report.contains(left), "{report}");
    assert!(annex(&project, "A").contains("except: [D3]"));
    let second = annex(&project, "B");
    for part in [
        "only: [D3]",
        "Rating form: Fails – Passes",
        "title: {en: Passes}",
    ] {
        assert!(second.contains(part), "{part}:\n{second}");
    }
    let again = exported(&project);
    assert_eq!(again["bake"][5], "No,Yes");
    assert_eq!(again["D3"][5..7], ["Fails,Passes", usual]);
    assert_eq!(again["D1"][5..7], ["", ""]);
}

#[test]
fn a_long_framework_has_a_form_for_each_outermost_competency() {
    let usual = r#"[{"scaleid":"0"},{"id":2,"scaledefault":1,"proficient":1}]"#;
    let part = |part: char| -> String {
        let rows = (0..150).map(|row| {
            format!("{part},{part}{row},Step {row},<p>Step {row} of {part}.</p>,1,,,,0,null,,,,\n")
        });
        format!(
            ",{part},Part {part},<p>A part.</p>,1,,,,0,null,,,,\n{}",
            rows.collect::<String>()
        )
    };
    let (project, report) = imported(&(framework("No,Yes", usual) + &part('P') + &part('Q')));
    assert!(report.contains("2 forms"), "{report}");
    let second = annex(&project, "B");
    assert!(
        second.contains("only: [Q]") && second.contains("Rating form: Part Q"),
        "{second}"
    );
    assert_eq!(exported(&project)["bake"][5], "No,Yes");
}

#[test]
fn scales_that_are_not_imported_are_listed_with_their_places() {
    let usual = r#"[{"scaleid":"0"},{"id":2,"scaledefault":1,"proficient":1}]"#;
    let long = vec!["value"; 200].join(",");
    for (values, configuration, left) in [
        (
            "Alone",
            usual,
            "a scale with fewer than two values (row 2, column F)",
        ),
        (
            &*long,
            usual,
            "a scale with more than 10 values (row 2, column F)",
        ),
        (
            "A,B,A",
            usual,
            "a scale that has a value twice (row 2, column F)",
        ),
        (
            "No,,Yes",
            usual,
            "a value of a scale without a name (row 2, column F)",
        ),
        (
            "No,Yes",
            "[{",
            "the configuration of a scale, which is not a list in JSON (row 2, column G)",
        ),
        (
            "No,Yes",
            r#"[{"scaleid":1},{"id":7,"proficient":1}]"#,
            "the configuration of a value that its scale does not have (row 2, column G)",
        ),
    ] {
        let (_, report) = imported(&(framework(values, configuration) + COMPETENCIES));
        assert!(report.contains(left), "{left}:\n{report}");
    }
}

#[test]
fn a_scale_that_does_not_say_who_is_proficient_is_not_given_to_moodle() {
    let (project, report) = imported(&(framework("No,Yes", "") + COMPETENCIES));
    assert!(
        report.contains("add `met: true` to their grades"),
        "{report}"
    );
    assert!(!annex(&project, "A").contains("points"));
    assert_eq!(exported(&project)["bake"][5], "Not met yet,Partly met,Met");
}

#[test]
fn an_update_adds_values_and_leaves_the_signs_of_the_others() {
    let before = r#"[{"scaleid":"0"},{"id":2,"scaledefault":1,"proficient":1}]"#;
    let (project, _) = imported(&(framework("No,Yes", before) + COMPETENCIES));
    let own = "id: Z\ntitle: {en: Ours}\nform:\n  number: {en: Form Z}\n  caption: {en: Ours}\n  columns: {item: {en: I}, \
               criteria: {en: C}, grade: {en: G}}\n  grades: [A, B]\n  generate: {by: clause}\n";
    project.write("handbook/content/standards/bake/annexes/Z.yaml", own);
    check(&project);
    let after = r#"[{"scaleid":"0"},{"id":3,"scaledefault":1,"proficient":1}]"#;
    let file = framework("No,Almost,Yes", after) + COMPETENCIES;
    import(&project, &file, &["--update", "bake"]).expect_code(0);
    check(&project);
    let form = annex(&project, "A");
    for grade in [
        "{id: 2, title: {en: 'Yes'}, points: 1, met: true}",
        "{id: 3, title: {en: Almost}, points: 0}",
        "{id: 1, title: {en: 'No'}, points: 0}",
    ] {
        assert!(form.contains(grade), "{grade}:\n{form}");
    }
    assert_eq!(annex(&project, "Z"), own);
}

#[test]
fn a_competency_with_the_scale_of_the_framework_has_no_form_of_its_own() {
    let configuration = r#"[{"scaleid":"1"},{"id":2,"scaledefault":1,"proficient":0},{"id":3,"scaledefault":0,"proficient":1}]"#;
    let quoted = configuration.replace('"', "\"\"");
    let values = "Irrelevant,Not validated,Validated";
    let file = framework(values, configuration) + COMPETENCIES;
    let own = format!("<p>All about dough.</p>,1,\"{values}\",\"{quoted}\"");
    let (project, report) = imported(&file.replace("<p>All about dough.</p>,1,,", &own));
    assert!(
        report.contains("1 form") && !report.contains("scale"),
        "{report}"
    );
    let again = exported(&project);
    assert_eq!(again["bake"][5..7], [values, configuration]);
    assert_eq!(again["D"][5..7], [values, configuration]);
}

#[test]
fn id_numbers_have_the_id_of_the_standard_if_moodle_would_take_two_for_one() {
    let usual = r#"[{"scaleid":"0"},{"id":2,"scaledefault":1,"proficient":1}]"#;
    let file = framework("No,Yes", usual)
        + ",5,Dough,<p>Dough.</p>,1,,,,0,null,,,,\n5,5.1,Kneads,<p>Kneads it.</p>,1,,,,0,null,,,,\n\
           5,5.10,Proves,<p>Proves it.</p>,1,,,,0,null,,,,\n";
    // Nothing is in 5.1 or 5.10, so Moodle looks for neither.
    let (project, _) = imported(&file);
    let ids: Vec<String> = exported(&project).into_keys().collect();
    assert_eq!(ids, ["5", "5.1", "5.10", "bake"]);
    let (project, _) = imported(&(file + "5.1,K,By hand,<p>By hand.</p>,1,,,,0,null,,,,\n"));
    let ids: Vec<String> = exported(&project).into_keys().collect();
    assert!(ids.contains(&"bake/5.10".to_owned()), "{ids:?}");
}

#[test]
fn a_short_name_that_two_competencies_have_is_told_apart_once_it_is_edited() {
    let usual = r#"[{"scaleid":"0"},{"id":2,"scaledefault":1,"proficient":1}]"#;
    let file = framework("No,Yes", usual)
        + ",D,Dough,<p>Dough.</p>,1,,,,0,null,,,,\n,S,Shape,<p>Shape.</p>,1,,,,0,null,,,,\n\
           D,D1,Weighs,<p>Weighs it.</p>,1,,,,0,null,,,,\nS,S1,Weighs,<p>Weighs them.</p>,1,,,,0,null,,,,\n";
    let (project, _) = imported(&file);
    let names = |project: &Project| ["D1", "S1"].map(|id| exported(project)[id][2].clone());
    assert_eq!(names(&project), ["Weighs", "Weighs"]);
    let clauses = "handbook/content/standards/bake/clauses/02-shape.yaml";
    let edited = project.read(clauses).replace("Shape.", "Weighs");
    project.write(clauses, edited);
    assert_eq!(names(&project), ["Weighs", "Weighs"]);
    assert_eq!(exported(&project)["S"][2], "Weighs (2)");
}

#[test]
fn a_name_that_is_cut_without_dots_is_no_title_and_one_kind_of_competency_is_a_type() {
    let usual = r#"[{"scaleid":"0"},{"id":2,"scaledefault":1,"proficient":1}]"#;
    let text = "Identifies new information ".repeat(6);
    let head = framework("No,Yes", usual).replace(
        "domain,competency,competency,competency",
        "skill,skill,skill,skill",
    );
    let file = format!(
        "{head},D,Dough,<p>Dough.</p>,1,,,,0,null,,,,\nD,D1,{},<p>{text}</p>,1,,,,0,null,,,,\n",
        &text[..100]
    );
    let (project, _) = imported(&file);
    let clauses = project.read("handbook/content/standards/bake/clauses/01-dough.yaml");
    assert!(!clauses.contains("title: {en: Identifies"), "{clauses}");
    assert_eq!(exported(&project)["bake"][13], "skill,skill,skill,skill");
}
