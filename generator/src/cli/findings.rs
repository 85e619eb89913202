//! The findings of a check, as the commands print them.
//!
//! All commands that read a handbook find the same problems with the same severities.

use std::sync::Arc;

use super::levels::Levels;
use super::terminal::{Failure, Terminal};
use crate::check::{permalinks::unlocked, sorted, uncovered::uncovered};
use crate::language::message::message;
use crate::model::CompleteHandbook;
use crate::project::Project;
use crate::source::diagnostic::Diagnostic;
use crate::source::rule::Rule;

/// Prints a remark if none of the handbook's permalinks is locked yet.
pub(super) fn remark_unlocked(handbook: &CompleteHandbook, terminal: &Terminal) {
    let mut standards = handbook.standards.iter();
    if handbook.published.lock.is_none()
        && standards.any(|standard| !standard.requirements.is_empty())
    {
        terminal.note(&message!(
            "note: no permalinks are locked yet; before you publish the handbook, lock them with `clausebook check \
             --accept`"
        ));
    }
}

/// The project's handbook, if there is one, and every problem in the content and the theme.
pub(super) fn findings(
    project: &mut Project,
    levels: &Levels,
) -> (Option<Arc<CompleteHandbook>>, Vec<Diagnostic>) {
    let (handbook, mut faults) = project.check();
    // Without any locked permalinks, only those who ask for them are warned: the handbook may be a draft.
    if let Some(handbook) = handbook.as_deref()
        && levels.denies(Rule::UnlockedPermalinks)
        && handbook.published.lock.is_none()
    {
        faults.extend(unlocked(handbook));
    }
    complete(&mut faults, handbook.as_deref(), levels);
    (handbook, sorted(faults))
}

/// Adds the requirements that no curriculum covers to the other faults, and applies the levels that the user has set.
pub(super) fn complete(
    faults: &mut Vec<Diagnostic>,
    handbook: Option<&CompleteHandbook>,
    levels: &Levels,
) {
    // A wrong reference makes the requirement that it means seem uncovered.
    if let Some(handbook) = handbook
        && !faults.iter().any(Diagnostic::is_error)
    {
        faults.extend(uncovered(handbook));
    }
    levels.apply(faults);
}

/// Prints every problem in the content and the theme, and returns the project's handbook if there are no errors.
///
/// Warnings are printed and do not stop the command.
pub(super) fn sound(
    project: &mut Project,
    levels: &Levels,
    terminal: &Terminal,
) -> Result<Arc<CompleteHandbook>, Failure> {
    let (handbook, faults) = findings(project, levels);
    match handbook {
        Some(handbook) if !faults.iter().any(Diagnostic::is_error) => {
            if !faults.is_empty() {
                terminal.report(&project.sources.report(
                    &faults,
                    terminal.language(),
                    terminal.shows_colour(),
                ));
            }
            Ok(handbook)
        }
        _ => Err(refuse(project, &faults, terminal)),
    }
}

/// Prints errors that stop the command.
///
/// Returns the failure with which the command ends.
pub(super) fn refuse(project: &Project, faults: &[Diagnostic], terminal: &Terminal) -> Failure {
    terminal.report(
        &project
            .sources
            .report(faults, terminal.language(), terminal.shows_colour()),
    );
    Failure::Content
}
