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
    let files = clausebook_tests::folder::bytes(&project.path("handbook/content"));
    String::from_utf8(files.into_values().flatten().collect()).expect("UTF-8")
}

#[test]
fn a_framework_of_moodle_becomes_a_standard() {
    let (project, run) = import(&fixture());
    let report = run.expect_code(0).stdout;
    for said in [
        "found `Bread making` in en: 3 clauses, 4 requirements, 2 types",
        "1 × a parent that is not in the file (row 8, column A)",
        "1 × a cross-reference that leads nowhere (row 7, column K)",
        "1 × the configuration of a scale (row 2, column G)",
        "1 × the values of a scale",
        "1 × a rule for completing a competency (row 4, column H)",
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
