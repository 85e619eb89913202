//! The small handbook after publication, with its permalinks locked.

use std::ffi::OsStr;
use std::sync::OnceLock;

use crate::program::{Run, run};
use crate::project::Project;

/// The file of the clauses with requirements.
pub const CLAUSES: &str = "content/standards/bicycle-repair/clauses/02-requirements.yaml";
/// The file of the form.
pub const FORM: &str = "content/standards/bicycle-repair/annexes/A.yaml";
/// The record of published permalinks.
pub const LOCK: &str = "content/permalinks.lock";
/// The record of their words.
pub const WORDS: &str = "content/permalinks.words";
/// The file of redirects and retired requirements.
pub const MOVES: &str = "content/permalinks.yaml";

/// The small handbook with its permalinks locked, as published. They are accepted once for all tests.
pub fn published() -> Project {
    static ACCEPTED: OnceLock<[String; 2]> = OnceLock::new();
    let accepted = ACCEPTED.get_or_init(|| {
        let project = Project::small();
        accept(&project).expect_code(0);
        let run = project.check().expect_code(0);
        assert!(!run.stderr.contains("warning"), "{}", run.stderr);
        recorded(&project)
    });
    let project = Project::small();
    for (file, text) in [LOCK, WORDS].into_iter().zip(accepted) {
        project.write(file, text);
    }
    project
}

/// Accepts changes without confirmation.
pub fn accept(project: &Project) -> Run {
    accept_on(project, "2026-11-28")
}

/// Accepts changes without confirmation, on a given date.
pub fn accept_on(project: &Project, day: &str) -> Run {
    accept_with(project, &["--yes", "--date", day])
}

/// Runs `check --accept` with options.
pub fn accept_with(project: &Project, options: &[&str]) -> Run {
    let mut arguments: Vec<&OsStr> = ["check", "--accept"].map(OsStr::new).into();
    arguments.extend(options.iter().map(OsStr::new));
    arguments.extend([OsStr::new("--root"), project.root().as_os_str()]);
    run(arguments)
}

/// The recorded permalinks and their words.
pub fn recorded(project: &Project) -> [String; 2] {
    [LOCK, WORDS].map(|file| project.read(file))
}

/// The text that the program's message suggests: the part between backticks that starts with `begins`.
pub fn told(said: &str, begins: &str) -> String {
    let from = said
        .find(&format!("`{begins}"))
        .unwrap_or_else(|| panic!("no suggestion starts with `{begins}`:\n{said}"));
    let rest = &said[from + 1..];
    rest[..rest.find('`').expect("the suggestion ends with a backtick")].to_owned()
}
