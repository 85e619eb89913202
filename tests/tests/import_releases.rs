//! A standard that is imported, published, and brought up to date with newer releases of its source.

use clausebook_tests::folder::bytes;
use clausebook_tests::program::{Run, run};
use clausebook_tests::project::Project;

/// Imports a file into the handbook of a project.
#[track_caller]
pub(crate) fn import(project: &Project, format: &str, text: &str, options: &[&str]) -> Run {
    project.write("release", text);
    let (file, into) = (project.path("release"), project.path("handbook"));
    let [file, into] = [&file, &into].map(|path| path.to_str().expect("UTF-8"));
    let mut arguments = vec!["import", format, file, "--into", into, "--title", "Boats"];
    arguments.extend(options);
    run(&arguments)
}

/// Imports the first release of a table, and publishes it.
#[track_caller]
pub(crate) fn published(table: &str) -> Project {
    let project = Project::empty();
    import(&project, "table", table, &["--id", "boats"]).expect_code(0);
    accept(&project);
    project
}

#[track_caller]
pub(crate) fn accept(project: &Project) {
    let into = project.path("handbook");
    let into = into.to_str().expect("UTF-8");
    run(["check", "--root", into, "--accept", "--yes"]).expect_code(0);
}

/// Updates with a newer release. A dry run has to say the same and to write nothing.
#[track_caller]
pub(crate) fn update(project: &Project, format: &str, text: &str) -> String {
    let folder = project.path("handbook");
    let before = bytes(&folder);
    let dry = import(project, format, text, &["--update", "boats", "--dry-run"])
        .expect_code(0)
        .stdout;
    assert!(bytes(&folder) == before, "a dry run writes nothing");
    let done = import(project, format, text, &["--update", "boats"])
        .expect_code(0)
        .stdout;
    let plain = |report: &str| -> Vec<String> {
        let lines = report.lines().filter(|line| line.starts_with("  "));
        lines
            .map(|line| line.replace("(would be removed)", "(removed)"))
            .collect()
    };
    assert_eq!(plain(&dry), plain(&done));
    let again = import(project, format, text, &["--update", "boats", "--dry-run"])
        .expect_code(0)
        .stdout;
    assert!(
        again.contains("nothing changed") || !again.contains("would be"),
        "{again}"
    );
    done
}

#[track_caller]
pub(crate) fn says(text: &str, all: &[&str]) {
    for one in all {
        assert!(text.contains(one), "{one}\n---\n{text}");
    }
}
