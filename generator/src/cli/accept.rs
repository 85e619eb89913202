//! `clausebook check --accept`: lists the differences from the published permalinks, asks for confirmation, and records
//! them.
//!
//! [`crate::model::acceptance`] computes what is recorded; this file asks and writes. Nothing
//! is written while there is an error that accepting would not settle, and nothing if nobody can be
//! asked, unless `--yes` says that somebody has read the list.

use std::collections::BTreeSet;
use std::path::Path;

use clap::Args;

use super::day::today;
use super::findings::{complete, refuse};
use super::help::Refusal;
use super::levels::Levels;
use super::listing::listing;
use super::terminal::{Failure, Terminal, grouped};
use super::writing::replace;
use crate::check::sorted;
use crate::language::message::message;
use crate::model::CompleteHandbook;
use crate::model::acceptance::{Acceptance, AcceptedItem};
use crate::model::permalink::{Comparison, address, text_at};
use crate::project::Project;
use crate::source::diagnostic::Diagnostic;
use crate::source::format::date::Date;
use crate::source::format::wording::Day;

const LOCK: &str = "content/permalinks.lock";
const WORDS: &str = "content/permalinks.words";
const TRANSLATIONS: &str = "content/translations.lock";

/// The options of `check` that accept permalinks.
#[derive(Args, Debug)]
pub(super) struct Accept {
    /// List new permalinks and changed words, ask, and record them in `content/permalinks.lock` and `.words`
    #[arg(long)]
    accept: bool,
    /// Record without asking
    #[arg(long, requires = "accept")]
    yes: bool,
    /// The date to record, such as 2026-11-16 [default: today, in UTC]
    #[arg(long, requires = "accept", value_name = "DATE", value_parser = date)]
    date: Option<Day>,
    /// Confirm that the translations of this requirement still fit its changed words; may be repeated
    #[arg(long, requires = "accept", value_name = "STANDARD/REQUIREMENT")]
    confirm: Vec<String>,
}

impl Accept {
    /// Whether `--accept` was given.
    pub(super) fn is_asked(&self) -> bool {
        self.accept
    }
}

/// Lists what would be recorded, asks for confirmation unless `--yes` was given, and writes it. Writes nothing while
/// the content or the theme has errors.
pub(super) fn run(
    root: &Path,
    accept: &Accept,
    levels: &Levels,
    terminal: &Terminal,
) -> Result<(), Failure> {
    let mut project = Project::read(root)?;
    let checked = project.check_apart();
    let mut faults = checked.faults;
    complete(&mut faults, checked.handbook.as_deref(), levels);
    let handbook = match checked.handbook {
        Some(handbook) if !faults.iter().any(Diagnostic::is_error) => handbook,
        _ => {
            faults.extend(checked.pending);
            return Err(nothing_accepted(&project, &sorted(faults), terminal));
        }
    };
    let mut faults = project.rendering(handbook.clone());
    levels.apply(&mut faults);
    if faults.iter().any(Diagnostic::is_error) {
        return Err(nothing_accepted(&project, &faults, terminal));
    }
    let confirmed = confirmed(&handbook, &accept.confirm)?;
    let comparison = Comparison::of(&handbook);
    let day = accept.date.unwrap_or_else(today);
    let acceptance = Acceptance::of(&handbook, &comparison, &confirmed, day);
    let text = |file: &str| project.sources.tree.files.get(file).map(|text| &**text);
    if acceptance.is_recorded(text(LOCK), text(WORDS), text(TRANSLATIONS)) {
        return terminal.answer(&message!(
            "nothing to accept: the permalinks are as they were recorded"
        ));
    }
    terminal.result(&listing(&acceptance, terminal.language()))?;
    let is_agreed = if accept.yes {
        Some(true)
    } else {
        terminal.asks(&message!("Record this?"))
    };
    match is_agreed {
        Some(true) => {}
        Some(false) => {
            terminal.remark(&message!("nothing was written"));
            return Err(Failure::Content);
        }
        None => {
            terminal.remark(&message!(
                "nothing was written: if the list is right, record it with `clausebook check --accept --yes`"
            ));
            return Err(Failure::Content);
        }
    }
    // Write the words first: words without a line in the lock are harmless, but a changed line without its earlier
    // words is not.
    replace(root, WORDS, &acceptance.words)?;
    replace(root, LOCK, &acceptance.lock)?;
    let translations = acceptance.translations.text.as_deref();
    let translations = translations.filter(|after| text(TRANSLATIONS) != Some(after));
    if let Some(translations) = translations {
        replace(root, TRANSLATIONS, translations)?;
    }
    let lines = |text: &str| text.lines().filter(|line| !line.starts_with('#')).count();
    let before = text(WORDS).map_or(0, lines);
    let count =
        |is: fn(&AcceptedItem) -> bool| acceptance.items.iter().filter(|item| is(item)).count();
    let new = count(|item| matches!(item, AcceptedItem::New { .. }));
    let changes = acceptance.items.len() - new;
    terminal.summary(&message!(
        "wrote {lock} ({permalinks} {permalinks|permalink|permalinks}: {new} new, {changes} changed) and {words} ({added} \
         {added|wording|wordings} added)",
        lock = LOCK,
        permalinks = grouped(lines(&acceptance.lock)),
        new,
        changes,
        words = WORDS,
        added = grouped(lines(&acceptance.words).saturating_sub(before)),
    ))?;
    match translations {
        Some(translations) => terminal.summary(&message!(
            "wrote {file} ({translations} {translations|translation|translations})",
            file = TRANSLATIONS,
            translations = grouped(lines(translations))
        )),
        None => Ok(()),
    }
}

/// Prints the problems for which nothing was accepted.
fn nothing_accepted(project: &Project, faults: &[Diagnostic], terminal: &Terminal) -> Failure {
    let failure = refuse(project, faults, terminal);
    terminal.remark(&message!(
        "nothing was written: permalinks are recorded only once the errors are fixed"
    ));
    failure
}

/// The addresses of the requirements whose translations are confirmed.
///
/// # Errors
///
/// Returns an error for a name that no requirement has.
fn confirmed(handbook: &CompleteHandbook, names: &[String]) -> Result<BTreeSet<String>, Failure> {
    names
        .iter()
        .map(|name| {
            let known = name
                .split_once('/')
                .map(|(standard, requirement)| address(standard, requirement))
                .filter(|address| text_at(handbook, address).is_some());
            known.ok_or_else(|| {
                Failure::Call(message!(
                    "there is no requirement `{name}`; write it as `STANDARD/REQUIREMENT`",
                    name
                ))
            })
        })
        .collect()
}

/// Parses the value of `--date`.
fn date(written: &str) -> Result<Day, Refusal> {
    let refusal = || Refusal(message!("write it as year-month-day, such as 2026-11-16"));
    Date::parse(written).ok_or_else(refusal)
}
