//! `clausebook export` writes the same bytes as the build, and says what it needs.

use std::fs;
use std::path::Path;

use clausebook_tests::program::{Run, run};
use clausebook_tests::project::Project;
use tempfile::TempDir;

const BASE: [&str; 2] = ["--base-url", "https://handbook.example/"];

#[track_caller]
fn export(project: &Project, arguments: &[&str]) -> Run {
    let root = project.root().to_str().expect("a path in UTF-8");
    run(["--root", root, "export"].iter().chain(arguments))
}

/// The package of the framework in this language, by its title.
fn package(site: &Path, title: &str) -> String {
    let folder = site.join("ims/case/v1p1/CFPackages");
    let files = fs::read_dir(folder).expect("a folder of packages");
    let texts = files.map(|file| fs::read_to_string(file.expect("a file").path()).expect("UTF-8"));
    let title = format!("\"title\":\"{title}\",\"lastChangeDateTime\"");
    let mut found: Vec<String> = texts.filter(|text| text.contains(&title)).collect();
    assert_eq!(found.len(), 1, "{title}");
    found.remove(0)
}

#[test]
fn every_format_is_the_file_of_the_site() {
    let project = Project::made_up("pottery");
    let out = TempDir::new().expect("a temporary folder");
    let site = out.path().join("site");
    let arguments = project.build_arguments(&site);
    run(arguments.into_iter().chain(BASE.map(Into::into))).expect_code(0);
    let read = |path: &str| fs::read_to_string(site.join(path)).expect("a file of the site");
    for (format, file) in [
        ("json", "data/pottery/standard.json"),
        ("json-schema", "data/standard.schema.json"),
        ("csv", "data/pottery/requirements.csv"),
        ("skos", "data/pottery/skos.jsonld"),
        ("moodle", "data/pottery/moodle.en.csv"),
        ("coverage", "data/curricula/first-year/coverage.csv"),
    ] {
        let printed = export(&project, &[&[format][..], &BASE].concat()).expect_code(0);
        assert_eq!(printed.stdout, read(file), "{format}");
    }
    let chinese = [&["moodle", "--language", "zh"][..], &BASE].concat();
    let printed = export(&project, &chinese).expect_code(0);
    assert_eq!(printed.stdout, read("data/pottery/moodle.zh.csv"));
    let printed = export(&project, &[&["case"][..], &BASE].concat()).expect_code(0);
    let title = "\"language\":\"en\"";
    assert!(
        printed.stdout.contains(title),
        "the language of the standard comes first"
    );
    let curriculum = [&["case", "--curriculum", "first-year"][..], &BASE].concat();
    let printed = export(&project, &curriculum).expect_code(0);
    assert_eq!(printed.stdout, package(&site, "First year at the wheel"));
    let file = out.path().join("file.json");
    let name = file.to_str().expect("a path in UTF-8");
    let written = export(&project, &["json", "--out", name]).expect_code(0);
    assert_eq!(written.stdout, "");
    assert_eq!(
        fs::read_to_string(file).expect("the file"),
        read("data/pottery/standard.json")
    );
}

#[test]
fn what_is_missing_is_said() {
    let project = Project::made_up("forms");
    let run = export(&project, &["case"]).expect_code(2);
    assert!(run.stderr.contains("base_url"), "{}", run.stderr);
    let run = export(&project, &["json"]).expect_code(2);
    assert!(run.stderr.contains("--standard`: "), "{}", run.stderr);
    export(&project, &["json", "--standard", "choir"]).expect_code(0);
    let run = export(&project, &["json", "--standard", "nothing"]).expect_code(2);
    let said = "nothing to export with `--standard nothing`; choose one of ";
    assert!(run.stderr.contains(said), "{}", run.stderr);
    let choir = ["--standard", "choir"];
    let run = export(&project, &[&["csv", "--form", "A"][..], &choir].concat()).expect_code(2);
    let said = "nothing to choose with `--form` here; leave it out";
    assert!(run.stderr.contains(said), "{}", run.stderr);
    let run = export(
        &project,
        &[&["xlsx-form", "--form", "Z"][..], &choir].concat(),
    );
    let run = run.expect_code(2);
    let said = "`--form Z`; choose one of ";
    assert!(run.stderr.contains(said), "{}", run.stderr);
    let run = export(&project, &["coverage"]).expect_code(2);
    let said = "nothing to export in this format";
    assert!(run.stderr.contains(said), "{}", run.stderr);
}
