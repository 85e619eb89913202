//! `clausebook import moodle` reads what Moodle exports.

use std::fs;

use clausebook_tests::program::{Run, repository, run};
use clausebook_tests::project::Project;

fn fixture() -> String {
    fs::read_to_string(repository().join("tests/fixtures/imports/moodle.csv")).expect("a fixture")
}

fn import(content: &str) -> (Project, Run) {
    let project = Project::empty();
    project.write("bake.csv", content);
    let (file, into) = (project.path("bake.csv"), project.path("handbook"));
    let run = run([
        "import",
        "moodle",
        file.to_str().expect("UTF-8"),
        "--into",
        into.to_str().expect("UTF-8"),
    ]);
    (project, run)
}

/// Requires that the imported handbook has no errors and can be built. Returns its content in one text.
#[track_caller]
fn content(project: &Project) -> String {
    let (root, out) = (project.path("handbook"), project.path("site"));
    let [root, out] = [&root, &out].map(|path| path.to_str().expect("UTF-8"));
    run(["check", "--root", root]).expect_code(0);
    run(["build", "--root", root, "--out", out]).expect_code(0);
    let mut files = clausebook_tests::folder::bytes(&project.path("handbook/content"));
    files.retain(|path, _| path.ends_with(".yaml"));
    String::from_utf8(files.into_values().flatten().collect()).expect("UTF-8")
}

#[test]
fn a_framework_of_moodle_becomes_a_standard() {
    let (project, run) = import(&fixture());
    let report = run.expect_code(0).stdout;
    for said in [
        "found `Bread making` in en: 3 clauses, 4 requirements, 2 types, 1 form",
        "1 × a parent that is not in the file (row 8, column A)",
        "1 × a cross-reference that leads nowhere (row 7, column K)",
        "cells kept for Moodle",
    ] {
        assert!(report.contains(said), "{said}:\n{report}");
    }
    let content = content(&project);
    for part in [
        "number: D,1",
        "Kneads until **smooth**.",
        "- by hand",
        "en: Bakes & cools.",
        "{to: O-1, as: related}",
        "{to: D-1, as: related}",
        "type: domain",
    ] {
        assert!(content.contains(part), "{part}:\n{content}");
    }
}

#[test]
fn an_older_file_with_twelve_columns_in_another_language_is_read_by_position() {
    let file = "上级编号,编号,名称,说明,格式,等级值,等级配置,规则,结果,配置,是框架,分类\r\n\
                ,bake,面包制作,,1,\"未达到,达到\",,,,,1,\"competency,competency,competency,competency\"\r\n\
                ,D,面团,,1,,,,,,,\r\nD,D1,和面,<p>和面至光滑。</p>,1,,,,,,,\r\n";
    let (project, run) = import(file);
    assert!(
        run.expect_code(0)
            .stdout
            .contains("1 clause, 1 requirement")
    );
    assert!(content(&project).contains("zh: 和面至光滑。"));
}

#[test]
fn an_older_export_names_the_kinds_of_competency_in_json_and_repeats_texts_as_names() {
    let file = "Parent ID number,ID number,Shortname,Description,Description format,Scale values,Scale configuration,\
                Rule type,Rule outcome,Rule config,Is framework,Taxonomy\n\
                ,bake,Baking,,1,,,,,,1,\"{\"\"1\"\":\"\"domain\"\",\"\"2\"\":\"\"competency\"\",\"\"3\"\":\"\"behaviour\"\"}\"\n\
                ,1,Dough,Dough,1,,,,0,,,\n\
                1,1.1,Kneads the dough,<p>Kneads the dough.</p>,1,,,,0,,,\n\
                1,1.2,Lets the dough rest for as ...,Lets the dough rest for as long as it needs.,1,,,,0,,,\n\
                1,1.3,Shaping,Shapes loaves.,1,,,,0,,,\n";
    let (project, run) = import(file);
    run.expect_code(0);
    let content = content(&project);
    for part in [
        "{id: domain, title: {en: Domain}}",
        "{id: competency, title: {en: Competency}}",
        "title: {en: Shaping}",
    ] {
        assert!(content.contains(part), "{part}:\n{content}");
    }
    for words in ["Kneads the dough", "Lets the dough rest for as"] {
        assert_eq!(content.matches(words).count(), 1, "{words}:\n{content}");
    }
    let root = project.path("handbook");
    let again = clausebook_tests::program::run([
        "export",
        "moodle",
        "--root",
        root.to_str().expect("UTF-8"),
    ]);
    let again = again.expect_code(0).stdout;
    for row in [
        ",1,Dough,Dough,",
        "1,1.1,Kneads the dough,<p>Kneads the dough.</p>,",
        "1,1.2,Lets the dough rest for as ...,Lets the dough rest for as long as it needs.,",
    ] {
        assert!(again.contains(row), "{row}:\n{again}");
    }
}

#[test]
fn a_flat_framework_comes_back_without_a_competency_above() {
    let rows = fixture();
    let head = rows.lines().next().expect("headings");
    let file =
        format!("{head}\n,bake,Baking,,1,,,,,,,,1,\n,A,Kneads,Kneads dough well.,1,,,,,,,,,\n");
    let (project, run) = import(&file);
    run.expect_code(0);
    content(&project);
    let root = project.path("handbook");
    let root = root.to_str().expect("UTF-8");
    let again = clausebook_tests::program::run(["export", "moodle", "--root", root]);
    let again = again.expect_code(0).stdout;
    assert_eq!(again.lines().count(), 3, "{again}");
    assert!(again.contains("\n,A,Kneads,Kneads dough well."), "{again}");
}

#[test]
fn our_own_framework_comes_back_with_its_ids() {
    let original = Project::made_up("pottery");
    let root = original.root().to_str().expect("UTF-8");
    let file = run(["export", "moodle", "--root", root])
        .expect_code(0)
        .stdout;
    let (project, imported) = import(&file);
    imported.expect_code(0);
    content(&project);
    let root = project.path("handbook");
    let again = run(["export", "moodle", "--root", root.to_str().expect("UTF-8")])
        .expect_code(0)
        .stdout;
    let rows = |file: &str| file.lines().count();
    assert_eq!(rows(&again), rows(&file));
}

#[test]
fn another_table_is_refused() {
    let (_, run) = import("id,text\nA,x\n");
    let run = run.expect_code(2);
    assert!(
        run.stderr
            .contains("not the columns of a competency framework of Moodle"),
        "{}",
        run.stderr
    );
}
