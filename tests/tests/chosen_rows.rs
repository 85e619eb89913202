//! Generated forms that grade some requirements, or all but some.

use clausebook_tests::page::Page;
use clausebook_tests::program::{Run, run};
use clausebook_tests::project::Project;

/// The annex with the form for everybody, whose rows are `3-a` and `3-b`.
const ANNEX: &str = "content/standards/cafe/annexes/D.yaml";

/// A handbook whose form chooses what it grades.
fn choosing(choice: &str) -> Project {
    let project = Project::made_up("generated");
    let annex = project.read(ANNEX);
    let rule = format!("{{by: requirement, {choice}}}");
    let chosen = annex
        .replace("{by: requirement}", &rule)
        .replace("from: 7", "from: 1");
    assert_ne!(chosen, annex);
    project.write(ANNEX, chosen);
    project
}

fn check(project: &Project) -> Run {
    run(["check", "--root", project.root().to_str().expect("UTF-8")])
}

#[test]
fn a_form_grades_what_it_chooses() {
    for (choice, rows) in [
        ("only: [3-b]", vec!["grade.3-b"]),
        ("except: [3-b]", vec!["grade.3-a"]),
        ("only: [3], except: [3-a]", vec!["grade.3-b"]),
        ("only: [3-a..b]", vec!["grade.3-a", "grade.3-b"]),
    ] {
        let project = choosing(choice);
        let (root, out) = (project.root(), project.path("site"));
        let [root, out] = [root, &out].map(|path| path.to_str().expect("UTF-8"));
        run(["build", "--root", root, "--out", out]).expect_code(0);
        let page = Page::open(&project.path("site/en/cafe/selfcheck/index.html"));
        let radios = page.select("input[type=radio]");
        let mut names: Vec<&str> = radios.iter().filter_map(|one| one.attr("name")).collect();
        names.retain(|name| name.starts_with("grade."));
        names.dedup();
        assert_eq!(names, rows, "{choice}");
    }
}

#[test]
fn a_choice_of_nothing_and_an_unknown_name_are_reported() {
    for (choice, fault) in [
        (
            "only: [3-a], except: [3]",
            "this form has no rows: with `only` and `except`, it grades nothing that applies to everybody",
        ),
        ("only: [3-z]", "`3-z`"),
        ("except: [9]", "`9`"),
    ] {
        let report = check(&choosing(choice)).expect_code(1).stderr;
        assert!(report.contains(fault), "{fault}:\n{report}");
        assert!(
            report.ends_with("1 error\n") || report.contains("\n1 error"),
            "{report}"
        );
    }
}
