//! `clausebook status`

use std::path::Path;

use clap::Args;

use super::findings::sound;
use super::levels::Levels;
use super::terminal::{Failure, Terminal};
use crate::check::languages::{LanguageProgress, progress};
use crate::check::permalinks::stale_name;
use crate::check::subject::Subject;
use crate::check::uncovered::reaches;
use crate::model::permalink::{Comparison, text_at};
use crate::project::Project;

/// Lists the requirements each curriculum leaves uncovered, and the progress of translations.
#[derive(Args, Debug)]
pub(super) struct Status {}

impl Status {
    pub(super) fn run(&self, root: &Path, terminal: &Terminal) -> Result<(), Failure> {
        let mut project = Project::read(root)?;
        let handbook = sound(&mut project, &Levels::default(), terminal)?;
        let reaches = reaches(&handbook);
        if reaches.is_empty() {
            terminal.result(&"no curriculum leads to a role and a level")?;
        }
        for reach in reaches {
            let covered = reach.asked - reach.uncovered.len();
            terminal.result(&format!(
                "{}{}: {covered} of {} requirements covered",
                reach.curriculum.id,
                match reach.aim {
                    (Some(role), Some(level)) => format!(": {role} at {level}"),
                    (Some(of), None) | (None, Some(of)) => format!(": {of}"),
                    (None, None) => String::new(),
                },
                reach.asked
            ))?;
            for (requirement, name) in reach.uncovered.iter().zip(reach.names()) {
                let text = reach.standard.requirements[*requirement].text();
                let words = text
                    .get(reach.standard.about.language.as_str())
                    .unwrap_or_default();
                terminal.result(&format!("  {name}  {words}"))?;
            }
        }
        if handbook.languages.len() > 1 {
            terminal.result(&"texts in each language:")?;
            for progress in progress(&Subject::new(&handbook, None, None)) {
                let LanguageProgress {
                    language,
                    texts,
                    written,
                } = progress;
                let missing = match texts - written {
                    0 => String::new(),
                    missing => format!(", {missing} missing"),
                };
                terminal.result(&format!("  {language}  {written} of {texts}{missing}"))?;
            }
        }
        if handbook.published.lock.is_none() {
            return Ok(());
        }
        let stale = Comparison::of(&handbook).stale;
        if !stale.is_empty() {
            terminal.result(&"translations older than the words that they translate:")?;
        }
        for (entry, languages) in stale {
            let text = text_at(&handbook, &entry.address);
            let words = text.and_then(|(language, text)| text.get(language));
            let name = stale_name(&entry, &languages);
            terminal.result(&format!("  {name}  {}", words.unwrap_or_default()))?;
        }
        Ok(())
    }
}
