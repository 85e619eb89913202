//! `clausebook check`

use std::path::Path;
use std::sync::Arc;

use clap::Args;

use super::accept::{self, Accept};
use super::deny::Deny;
use super::terminal::{Failure, Terminal, counted};
use crate::check::{sorted, uncovered::uncovered};
use crate::model::CompleteHandbook;
use crate::output;
use crate::project::{Project, load_theme};
use crate::source::diagnostic::Diagnostic;

/// Checks the content and reports every problem.
#[derive(Args, Debug)]
pub(super) struct Check {
    #[command(flatten)]
    accept: Accept,
    #[command(flatten)]
    deny: Deny,
}

impl Check {
    pub(super) fn run(&self, root: &Path, terminal: &Terminal) -> Result<(), Failure> {
        if self.accept.is_asked() {
            accept::run(root, &self.accept, &self.deny, terminal)?;
        }
        let mut project = Project::read(root, load_theme)?;
        let handbook = sound(&mut project, &self.deny, terminal)?;
        remark_unlocked(&handbook, terminal);
        let faults = project.rendering(handbook.clone());
        if !faults.is_empty() {
            return Err(refuse(&project, &faults, terminal));
        }
        let site = project
            .site(handbook, None)
            .map_err(|faults| refuse(&project, &faults, terminal))?;
        output::refuse_unsafe(&site)?;
        let files = counted(project.sources.tree.files.len(), "file");
        terminal.result(&format!("{files} checked: no errors"))
    }
}

/// Prints a remark if none of the handbook's permalinks is locked yet.
pub(super) fn remark_unlocked(handbook: &CompleteHandbook, terminal: &Terminal) {
    let mut standards = handbook.standards.iter();
    if handbook.published.lock.is_none() && standards.any(|of| !of.requirements.is_empty()) {
        terminal.remark(
            "note: no permalinks are locked yet; before you publish the handbook, lock them with `clausebook check --accept`",
        );
    }
}

/// Prints every problem in the content and the theme, and returns the project's handbook if there are no errors. The
/// warnings named in `deny` count as errors.
pub(super) fn sound(
    project: &mut Project,
    deny: &Deny,
    terminal: &Terminal,
) -> Result<Arc<CompleteHandbook>, Failure> {
    let (handbook, mut faults) = project.check();
    if let Some(handbook) = &handbook {
        faults.extend(uncovered(handbook, deny.uncovered()));
        faults = sorted(faults);
    }
    match handbook {
        Some(handbook) if !faults.iter().any(Diagnostic::is_error) => {
            if !faults.is_empty() {
                terminal.remark(&project.sources.report(&faults, terminal.shows_colour()));
            }
            Ok(handbook)
        }
        _ => Err(refuse(project, &faults, terminal)),
    }
}

/// Prints errors that stop the command.
pub(super) fn refuse(project: &Project, faults: &[Diagnostic], terminal: &Terminal) -> Failure {
    terminal.remark(&project.sources.report(faults, terminal.shows_colour()));
    Failure::Content
}
