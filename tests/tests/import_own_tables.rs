//! Tables that `clausebook export` wrote come back as they were.

use clausebook_tests::program::{repository, run};
use clausebook_tests::project::Project;

fn export(root: &str, standard: Option<&str>) -> String {
    let mut arguments = vec!["export", "csv", "--root", root];
    arguments.extend(
        standard
            .into_iter()
            .flat_map(|standard| ["--standard", standard]),
    );
    run(&arguments).expect_code(0).stdout
}

#[test]
fn our_own_csv_comes_back_as_it_was() {
    let all = [
        ("small", None),
        ("profile", None),
        ("levels", None),
        ("ladders", Some("workshop")),
        ("forms", Some("rescue")),
        ("grid", Some("signals")),
        ("outline", None),
        ("matrix", None),
        ("pottery", None),
        ("", None),
    ];
    for (fixture, standard) in all {
        let root = match fixture {
            // The shipped standard, in two languages.
            "" => repository().to_owned(),
            fixture => repository().join("tests/fixtures").join(fixture),
        };
        let before = export(root.to_str().expect("UTF-8"), standard);
        let project = Project::empty();
        project.write("requirements.csv", &before);
        let (file, into) = (project.path("requirements.csv"), project.path("handbook"));
        let [file, into] = [&file, &into].map(|path| path.to_str().expect("UTF-8"));
        let report = run(["import", "table", file, "--into", into])
            .expect_code(0)
            .stdout;
        assert!(!report.contains("without a place"), "{fixture}: {report}");
        run(["check", "--root", into]).expect_code(0);
        assert_eq!(export(into, None), before, "{fixture}");
    }
}

#[test]
fn texts_that_a_spreadsheet_would_run_come_back_to_the_letter() {
    let project = Project::made_up("profile");
    let text = "content/standards/beekeeping/clauses/";
    let file = std::fs::read_dir(project.path(text))
        .expect("clauses")
        .map(|entry| entry.expect("a file").file_name())
        .find(|name| {
            let words = project.read(&format!("{text}{}", name.to_string_lossy()));
            words.contains("tells a drone")
        });
    let file = format!("{text}{}", file.expect("the file").to_string_lossy());
    let words = "'=cmd|calc'";
    project.replace(
        &file,
        "{en: tells a drone from a worker;,",
        &format!("{{en: {words},"),
    );
    let root = project.root().to_str().expect("UTF-8").to_owned();
    let before = export(&root, None);
    assert!(before.contains("\"'=cmd|calc\""), "{before}");
    project.write("requirements.csv", &before);
    let (file, into) = (project.path("requirements.csv"), project.path("handbook"));
    let [file, into] = [&file, &into].map(|path| path.to_str().expect("UTF-8"));
    run(["import", "table", file, "--into", into]).expect_code(0);
    assert_eq!(export(into, None), before);
}
