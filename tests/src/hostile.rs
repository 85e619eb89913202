//! Checks of a build that must hold for any content, however hostile.

use crate::folder::{bytes, differences};
use crate::program::{LIMIT, Run, call, finish_within};
use crate::project::Project;

/// Builds a project and adds every violation to `wrong`: a panic, a hang, excessive output, a write outside the output
/// folder. `what` names the content.
pub fn build(project: &Project, what: &str, wrong: &mut Vec<String>) -> Run {
    let before = bytes(&project.path("content"));
    let out = project.path("site");
    let child = call(project.build_arguments(&out))
        .spawn()
        .expect("the program starts");
    let run = finish_within(child, LIMIT);
    let said = run.said();
    let beginning: String = said.chars().take(500).collect();
    if said.contains("panicked at") {
        wrong.push(format!("{what}: a panic: {beginning}"));
    } else if run.took >= LIMIT {
        wrong.push(format!("{what}: not done in {LIMIT:?}"));
    } else if !matches!(run.code, Some(0 | 1)) {
        wrong.push(format!("{what}: exit code {:?}: {beginning}", run.code));
    }
    if said.len() > 1 << 20 {
        wrong.push(format!("{what}: it printed {} bytes", said.len()));
    }
    for path in differences(&bytes(&project.path("content")), &before) {
        wrong.push(format!("{what}: it changed content/{path}"));
    }
    for path in bytes(project.root()).into_keys() {
        if !path.starts_with("content/") && !path.starts_with("site/") {
            wrong.push(format!("{what}: it wrote {path}"));
        }
    }
    run
}

/// Fails with all violations, one per line.
#[track_caller]
pub fn assert_none(wrong: &[String]) {
    assert!(
        wrong.is_empty(),
        "{} faults:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}
