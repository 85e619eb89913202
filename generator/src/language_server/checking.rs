//! The thread that runs the rules, so that an answer never waits for them.

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::mpsc::Receiver;

use crate::project::{Project, Sources};
use crate::source::diagnostic::Diagnostic;

/// Content to run the rules on.
pub(super) struct CheckJob {
    /// The folder of the handbook.
    pub(super) root: PathBuf,
    /// The content.
    pub(super) sources: Sources,
    /// The number of the last change in it.
    pub(super) change: u64,
    /// Whether the theme may have changed since the last job.
    pub(super) has_new_theme: bool,
}

/// What the rules found.
pub(super) struct CheckResult {
    /// The content that was checked.
    pub(super) job: CheckJob,
    /// The faults, in the order of places. `None` if the rules could not be run to their end.
    pub(super) faults: Option<Vec<Diagnostic>>,
}

/// Runs the rules on each job until the sender of jobs is dropped, or `finished` answers that nobody waits for results.
pub(super) fn run(jobs: &Receiver<CheckJob>, finished: impl Fn(CheckResult) -> bool) {
    let mut projects: BTreeMap<PathBuf, Project> = BTreeMap::new();
    while let Ok(job) = jobs.recv() {
        let known = projects.remove(&job.root);
        let checked = catch_unwind(AssertUnwindSafe(|| {
            let mut project = match known {
                Some(project) => project,
                None => Project::of(&job.root, Sources::default()),
            };
            project.sources = job.sources.clone();
            if job.has_new_theme {
                project.forget_theme();
            }
            let (_, faults) = project.check();
            (project, faults)
        }));
        // A fault of the program must not end the session; without the project, the next run begins afresh.
        let faults = checked.ok().map(|(project, faults)| {
            projects.insert(job.root.clone(), project);
            faults
        });
        if !finished(CheckResult { job, faults }) {
            return;
        }
    }
}
