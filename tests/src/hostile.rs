//! What holds for a build of any content, however it is meant.

use std::time::Duration;

use crate::folder::{bytes, differences};
use crate::program::Run;
use crate::project::Project;

/// Builds, and asserts what holds for any content: an end in good time, no panic, no flood, nothing beside the output.
#[track_caller]
pub fn build(project: &Project, what: &str) -> Run {
    let before = bytes(&project.path("content"));
    let run = project.build(&project.path("site"));
    let said = run.said();
    let beginning: String = said.chars().take(500).collect();
    assert!(
        !said.contains("panicked at") && !said.contains("overflowed its stack"),
        "{what}: {beginning}"
    );
    assert!(
        matches!(run.code, Some(0 | 1)),
        "{what}: code {:?}: {beginning}",
        run.code
    );
    assert!(
        run.took < Duration::from_secs(30),
        "{what}: it took {:?}",
        run.took
    );
    assert!(said.len() < 1 << 20, "{what}: it said {} bytes", said.len());
    assert_eq!(
        differences(&bytes(&project.path("content")), &before),
        [""; 0],
        "{what}: the content changed"
    );
    let beside = bytes(project.root())
        .into_keys()
        .filter(|path| !path.starts_with("content/") && !path.starts_with("site/"));
    assert_eq!(
        beside.collect::<Vec<_>>(),
        [""; 0],
        "{what}: written beside the output"
    );
    run
}
