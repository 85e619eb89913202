//! `clausebook check`

use std::fs;
use std::path::Path;
use std::sync::Arc;

use clap::Args;

use super::deny::Deny;
use super::terminal::{Failure, Terminal, counted};
use crate::check::{sorted, uncovered::uncovered};
use crate::model::{Handbook, permalink};
use crate::output;
use crate::project::{Project, load_theme};
use crate::source::diagnostic::Diagnostic;

/// Says everything that is wrong with the content.
#[derive(Args, Debug)]
pub(super) struct Check {
    /// Lock the permalinks as they are now: `content/permalinks.lock` takes new ones and changed words, and loses none
    #[arg(long)]
    accept: bool,
    #[command(flatten)]
    deny: Deny,
}

impl Check {
    pub(super) fn run(&self, root: &Path, terminal: &Terminal) -> Result<(), Failure> {
        let mut project = Project::read(root, load_theme)?;
        if self.accept {
            accept(&project, terminal)?;
            project = Project::read(root, load_theme)?;
        }
        let handbook = sound(&mut project, &self.deny, terminal)?;
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

/// Writes the lock of the permalinks. The file is replaced whole, so that a published lock is never half written.
fn accept(project: &Project, terminal: &Terminal) -> Result<(), Failure> {
    let handbook = project
        .sources
        .handbook()
        .map_err(|faults| refuse(project, &faults, terminal))?;
    let lock = permalink::accepted(&handbook).write();
    let file = project.root.join("content/permalinks.lock");
    let draft = project.root.join("content/.permalinks.lock.new");
    let written = fs::write(&draft, lock).and_then(|()| fs::rename(&draft, &file));
    written.map_err(|error| Failure::Call(format!("cannot write {}: {error}", file.display())))
}

/// The handbook of a project, after everything that is wrong with its content and theme has been printed; what `deny`
/// names is an error.
pub(super) fn sound(
    project: &mut Project,
    deny: &Deny,
    terminal: &Terminal,
) -> Result<Arc<Handbook>, Failure> {
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

/// Prints faults that stop the call.
pub(super) fn refuse(project: &Project, faults: &[Diagnostic], terminal: &Terminal) -> Failure {
    terminal.remark(&project.sources.report(faults, terminal.shows_colour()));
    Failure::Content
}
