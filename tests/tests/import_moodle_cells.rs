//! A framework of Moodle comes back as it was: its words to the letter, its rules, and the ids by which rules name competencies,
//! until an editor changes what they follow from.

use std::collections::BTreeMap;

use clausebook_tests::program::run;
use clausebook_tests::project::Project;

const HEADINGS: &str = "Parent ID number,ID number,Short name,Description,Description format,Scale values,\
                        Scale configuration,Rule type (optional),Rule outcome (optional),Rule config (optional),\
                        Cross-referenced competency ID numbers,Exported ID (optional),Is framework,Taxonomy\n";

const FRAMEWORK: &str = ",bake,Bread making,\"<p dir=\"\"ltr\"\">What bakers<br>can do</p>\",1,\"Not yet,Done\",\
                         \"[{\"\"scaleid\"\":\"\"2\"\"},{\"\"id\"\":1,\"\"scaledefault\"\":1,\"\"proficient\"\":0},{\"\"id\"\":2,\"\"scaledefault\"\":0,\"\"proficient\"\":1}]\",\
                         ,,,,,1,\"domain,competency,skill,value\"\n";

/// A hundred characters without a mark at their end.
const LONG: &str = "Kneads every kind of dough by hand and by machine until it is smooth and can be pulled thin enough, ";

/// Competencies with rules, the traps of names and descriptions, and cross-references at both ends.
fn competencies() -> String {
    let points = r#""{""base"":{""points"":2},""competencies"":[{""id"":12,""points"":2,""required"":1},{""id"":""13"",""points"":1,""required"":0}]}""#;
    format!(
        ",D,\"Dough \",\"<p>All about<br />dough</p>\",1,\"Not yet,Done\",\"[{{\"\"scaleid\"\":\"\"2\"\"}},{{\"\"id\"\":2,\"\"scaledefault\"\":1,\"\"proficient\"\":1}}]\",core_competency\\competency_rule_points,2,{points},,11,,\n\
         D,D.1,\"{LONG}\",<p>By <u>hand</u>.</p>,1,,,,0,null,\"D.10,D.2\",12,,\n\
         D,D.2,Same,<p>Proves.</p>,1,,,,0,null,D.1,13,,\n\
         D,D.10,Same,Rests **well**.,4,,,,0,null,D.1,14,,\n\
         ,O,Oven,,1,,,core_competency\\competency_rule_all,1,null,,15,,\n\
         O,5.1,Heat,<p>Heats.</p>,1,,,,0,null,,16,,\nO,5.10,Bakes,<p>Bakes.</p>,1,,,,0,null,,17,,\n"
    )
}

/// Imports a framework, and requires that the handbook has no errors.
fn imported(competencies: &str) -> Project {
    let project = Project::empty();
    let file = [HEADINGS, FRAMEWORK, competencies].concat();
    project.write("bake.csv", &file);
    let (file, into) = (project.path("bake.csv"), project.path("handbook"));
    let [file, into] = [&file, &into].map(|path| path.to_str().expect("UTF-8"));
    run(["import", "moodle", file, "--into", into]).expect_code(0);
    run(["check", "--root", into]).expect_code(0);
    project
}

fn exported(project: &Project, options: &[&str]) -> String {
    let root = project.path("handbook");
    let call = ["export", "moodle", "--root", root.to_str().expect("UTF-8")];
    run([&call, options].concat()).expect_code(0).stdout
}

/// The rows of a file, by id number.
fn rows(file: &str) -> BTreeMap<String, Vec<String>> {
    let mut reader = csv::Reader::from_reader(file.as_bytes());
    let rows = reader.records().map(|row| row.expect("a row"));
    let rows = rows.map(|row| row.iter().map(str::to_owned).collect::<Vec<_>>());
    rows.map(|row| (row[1].clone(), row)).collect()
}

/// The file of the handbook that has this text, changed.
fn edit(project: &Project, file: &str, from: &str, to: &str) {
    let file = format!("handbook/content/standards/bake/{file}");
    let text = project.read(&file);
    assert!(text.contains(from), "{from}:\n{text}");
    project.write(&file, text.replace(from, to));
}

const DOUGH: &str = "clauses/01-dough.yaml";

#[test]
fn every_cell_comes_back_to_the_letter() {
    let project = imported(&competencies());
    let source = [HEADINGS, FRAMEWORK, &competencies()].concat();
    assert_eq!(rows(&exported(&project, &[])), rows(&source));
    let lock = project.read("handbook/content/standards/bake/competencies.lock");
    // What an export would write anyway is not recorded.
    assert!(!lock.contains("Proves."), "{lock}");
}

#[test]
fn a_text_that_was_edited_is_exported_as_it_is() {
    let project = imported(&competencies());
    edit(&project, DOUGH, "By hand.", "By hand only.");
    let again = rows(&exported(&project, &[]));
    assert_eq!(again["D.1"][3], "<p>By hand only.</p>");
    assert_eq!(again["D.1"][2], LONG);
    edit(&project, DOUGH, "title: {en: Dough}", "title: {en: Doughs}");
    let again = rows(&exported(&project, &[]));
    assert_eq!(again["D"][2], "Doughs");
    assert_eq!(again["D"][3], "<p>All about<br />dough</p>");
}

#[test]
fn a_permalink_follows_the_words_of_the_source() {
    let project = imported(&competencies());
    let again = rows(&exported(
        &project,
        &["--base-url", "https://handbook.example/"],
    ));
    let link = "https://handbook.example/id/bake/D.1.html";
    let expected = format!("<p>By <u>hand</u>.</p><p><a href=\"{link}\">{link}</a></p>");
    assert_eq!(again["D.1"][3], expected);
    // Markdown cannot have a paragraph of HTML after it.
    assert_eq!(again["D.10"][4], "1");
    assert!(again["D.10"][3].starts_with("<p>Rests <strong>well</strong>.</p><p><a"));
}

#[test]
fn a_rule_that_names_a_competency_that_is_gone_is_left_out() {
    let project = imported(&competencies());
    edit(&project, DOUGH, "D.2", "D.3");
    let again = rows(&exported(&project, &[]));
    assert_eq!(again["D"][7..10], ["", "0", "null"]);
    assert_eq!(again["D"][11], "11");
    assert_eq!(again["D.3"][11], "");
    assert_eq!(
        again["O"][7..9],
        ["core_competency\\competency_rule_all", "1"]
    );
}

#[test]
fn an_id_that_is_there_twice_leaves_the_others_alone() {
    let twice =
        ",D,Dough,,1,,,,0,null,,,,\nD,D.1,Kneads,,1,,,,0,null,,,,\nD,D.1,Proves,,1,,,,0,null,,,,\n";
    let again = rows(&exported(&imported(twice), &[]));
    let ids: Vec<&str> = again.keys().map(String::as_str).collect();
    assert_eq!(ids, ["D", "D.1", "D.1-2", "bake"]);
    // Moodle would give the parts of 5.1 to 5.10 too.
    let equal = ",5.1,Dough,,1,,,,0,null,,,,\n5.1,K,Kneads,,1,,,,0,null,,,,\n,5.10,Oven,,1,,,,0,null,,,,\n5.10,B,Bakes,,1,,,,0,null,,,,\n";
    let again = rows(&exported(&imported(equal), &[]));
    assert!(again.contains_key("bake/5-10/"), "{again:?}");
}

#[test]
fn a_scale_that_no_form_has_comes_back() {
    let rows_of = |count: usize| -> String {
        let rows = (0..count).map(|row| format!("D,D{row},Step {row},,1,,,,0,null,,,,\n"));
        format!(",D,Dough,,1,,,,0,null,,,,\n{}", rows.collect::<String>())
    };
    let again = rows(&exported(&imported(&rows_of(300)), &[]));
    assert_eq!(again["bake"][5], "Not yet,Done");
}

#[test]
fn a_newer_file_renews_the_record() {
    let project = imported(&competencies());
    let newer = competencies().replace("<u>hand</u>", "<u>hands</u>");
    let newer = newer
        .replace(",2,\"{", ",3,\"{")
        .replace("D,D.10", "D,D.11");
    let newer = newer.replace("\"D.10,D.2\"", "\"D.11,D.2\"");
    project.write("bake.csv", [HEADINGS, FRAMEWORK, &newer].concat());
    let (file, into) = (project.path("bake.csv"), project.path("handbook"));
    let [file, into] = [&file, &into].map(|path| path.to_str().expect("UTF-8"));
    run(["import", "moodle", file, "--into", into, "--update", "bake"]).expect_code(0);
    run(["check", "--root", into]).expect_code(0);
    let source = [HEADINGS, FRAMEWORK, &newer].concat();
    let again = exported(&project, &[]);
    assert_eq!(rows(&again), rows(&source));
}
