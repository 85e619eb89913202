//! `clausebook status`

use std::path::Path;

use clap::Args;

use super::check::sound;
use super::deny::Deny;
use super::terminal::{Failure, Terminal};
use crate::check::uncovered::reaches;
use crate::project::{Project, load_theme};

/// Says how far each curriculum covers what it leads to.
#[derive(Args, Debug)]
pub(super) struct Status {}

impl Status {
    pub(super) fn run(&self, root: &Path, terminal: &Terminal) -> Result<(), Failure> {
        let mut project = Project::read(root, load_theme)?;
        let handbook = sound(&mut project, &Deny::default(), terminal)?;
        let reaches = reaches(&handbook);
        if reaches.is_empty() {
            return terminal.result(&"no curriculum leads to a role and a level");
        }
        for reach in reaches {
            let covered = reach.asked - reach.uncovered.len();
            terminal.result(&format!(
                "{}: {} at {}: {covered} of {} requirements covered",
                reach.curriculum.id, reach.aim.role, reach.aim.level, reach.asked
            ))?;
            for (requirement, name) in reach.uncovered.iter().zip(reach.names()) {
                let text = reach.standard.requirements[*requirement].text();
                let words = text
                    .get(reach.standard.about.language.as_str())
                    .unwrap_or_default();
                terminal.result(&format!("  {name}  {words}"))?;
            }
        }
        Ok(())
    }
}
