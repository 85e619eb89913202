//! The small handbook as it was published: its permalinks are locked, and what changes is accepted.

use std::ffi::OsStr;

use crate::program::{Run, run};
use crate::project::Project;

/// Its clauses with requirements.
pub const CLAUSES: &str = "content/standards/bicycle-repair/clauses/02-requirements.yaml";
/// Its form.
pub const FORM: &str = "content/standards/bicycle-repair/annexes/A.yaml";
/// The permalinks that were published.
pub const LOCK: &str = "content/permalinks.lock";
/// The words that were published.
pub const WORDS: &str = "content/permalinks.words";
/// Where permalinks moved, and which were retired.
pub const MOVES: &str = "content/permalinks.yaml";

/// The small handbook with its permalinks locked, as it was published.
pub fn published() -> Project {
    let project = Project::small();
    accept(&project).expect_code(0);
    let run = project.check().expect_code(0);
    assert!(!run.stderr.contains("warning"), "{}", run.stderr);
    project
}

/// Accepts without being asked.
pub fn accept(project: &Project) -> Run {
    accept_on(project, "2026-11-28")
}

/// Accepts without being asked, on a day.
pub fn accept_on(project: &Project, day: &str) -> Run {
    accept_with(project, &["--yes", "--date", day])
}

/// Accepts with options.
pub fn accept_with(project: &Project, options: &[&str]) -> Run {
    let mut arguments: Vec<&OsStr> = ["check", "--accept"].map(OsStr::new).into();
    arguments.extend(options.iter().map(OsStr::new));
    arguments.extend([OsStr::new("--root"), project.root().as_os_str()]);
    run(arguments)
}

/// What is recorded of permalinks.
pub fn recorded(project: &Project) -> [String; 2] {
    [LOCK, WORDS].map(|file| project.read(file))
}

/// What the program's message tells to write: the part between backticks that begins so.
pub fn told(said: &str, begins: &str) -> String {
    let from = said
        .find(&format!("`{begins}"))
        .unwrap_or_else(|| panic!("nothing to write is told:\n{said}"));
    let rest = &said[from + 1..];
    rest[..rest.find('`').expect("what is told ends")].to_owned()
}
