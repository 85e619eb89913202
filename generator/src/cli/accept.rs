//! `clausebook check --accept`: lists the differences from the published permalinks, asks for confirmation, and records
//! them.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::time::{SystemTime, UNIX_EPOCH};

use clap::Args;

use super::findings::{complete, refuse};
use super::levels::Levels;
use super::listing::listing;
use super::terminal::{Failure, Terminal, counted};
use crate::check::sorted;
use crate::model::CompleteHandbook;
use crate::model::acceptance::{Acceptance, AcceptedItem};
use crate::model::permalink::{Comparison, address, text_at};
use crate::project::Project;
use crate::source::diagnostic::Diagnostic;
use crate::source::format::date::Date;
use crate::source::format::wording::Day;

const LOCK: &str = "content/permalinks.lock";
const WORDS: &str = "content/permalinks.words";

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
    let faults = project.rendering(handbook.clone());
    if !faults.is_empty() {
        return Err(nothing_accepted(&project, &faults, terminal));
    }
    let confirmed = confirmed(&handbook, &accept.confirm)?;
    let comparison = Comparison::of(&handbook);
    let day = accept.date.unwrap_or_else(today);
    let acceptance = Acceptance::of(&handbook, &comparison, &confirmed, day);
    let text = |file: &str| project.sources.tree.files.get(file).map(|text| &**text);
    if acceptance.is_recorded(text(LOCK), text(WORDS)) {
        return terminal.result(&"nothing to accept: the permalinks are as they were recorded");
    }
    terminal.result(&listing(&acceptance))?;
    let is_agreed = if accept.yes {
        Some(true)
    } else {
        terminal.asks("Record this?")
    };
    match is_agreed {
        Some(true) => {}
        Some(false) => {
            terminal.remark("nothing was written");
            return Err(Failure::Content);
        }
        None => {
            terminal.remark(
                "nothing was written: if the list is right, record it with `clausebook check --accept --yes`",
            );
            return Err(Failure::Content);
        }
    }
    // Write the words first: words without a line in the lock are harmless, but a changed line without its earlier
    // words is not.
    write(root, WORDS, &acceptance.words)?;
    write(root, LOCK, &acceptance.lock)?;
    let lines = |text: &str| text.lines().filter(|line| !line.starts_with('#')).count();
    let before = text(WORDS).map_or(0, lines);
    let count =
        |is: fn(&AcceptedItem) -> bool| acceptance.items.iter().filter(|item| is(item)).count();
    let new = count(|item| matches!(item, AcceptedItem::New { .. }));
    let changes = acceptance.items.len() - new;
    terminal.result(&format!(
        "wrote {LOCK} ({}: {new} new, {changes} changed) and {WORDS} ({} added)",
        counted(lines(&acceptance.lock), "permalink"),
        counted(lines(&acceptance.words).saturating_sub(before), "wording"),
    ))
}

fn nothing_accepted(project: &Project, faults: &[Diagnostic], terminal: &Terminal) -> Failure {
    let failure = refuse(project, faults, terminal);
    terminal.remark("nothing was written: permalinks are recorded only once the errors are fixed");
    failure
}

/// The addresses of the requirements whose translations are confirmed.
fn confirmed(handbook: &CompleteHandbook, names: &[String]) -> Result<BTreeSet<String>, Failure> {
    names
        .iter()
        .map(|name| {
            let known = name
                .split_once('/')
                .map(|(standard, requirement)| address(standard, requirement))
                .filter(|address| text_at(handbook, address).is_some());
            known.ok_or_else(|| {
                Failure::Call(format!(
                    "there is no requirement `{name}`; write it as `STANDARD/REQUIREMENT`"
                ))
            })
        })
        .collect()
}

/// Writes a file through a temporary one, so that it is never left half written.
fn write(root: &Path, name: &str, text: &str) -> Result<(), Failure> {
    let file = root.join(name);
    // A hidden file is not read as content.
    let draft = file.with_file_name(format!(
        ".{}.new",
        name.rsplit('/').next().unwrap_or_default()
    ));
    let written = fs::write(&draft, text).and_then(|()| fs::rename(&draft, &file));
    written.map_err(|error| Failure::Call(format!("cannot write {}: {error}", file.display())))
}

fn date(written: &str) -> Result<Day, String> {
    Date::parse(written).ok_or_else(|| "write it as year-month-day, such as 2026-11-16".to_owned())
}

/// Today's date in UTC.
#[expect(
    clippy::disallowed_methods,
    reason = "the day goes into the recorded words, which are content: no page depends on the time of its build"
)]
fn today() -> Day {
    let since = SystemTime::now().duration_since(UNIX_EPOCH);
    day_after_epoch(since.map_or(0, |since| since.as_secs() / 86_400))
}

/// The date `days` days after 1 January 1970 in the Gregorian calendar.
fn day_after_epoch(days: u64) -> Day {
    // Years start in March, so that a leap day is the last day of its year. There are 719,468 days between 1 March of
    // year 0 and the epoch, and 146,097 days in 400 years.
    let days = days + 719_468;
    let (era, day_of_era) = (days / 146_097, days % 146_097);
    let year_of_era =
        (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month_from_march = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
    let month = (month_from_march + 2) % 12 + 1;
    let year = era * 400 + year_of_era + u64::from(month <= 2);
    (
        u16::try_from(year).unwrap_or(u16::MAX),
        u8::try_from(month).unwrap_or(12),
        u8::try_from(day).unwrap_or(31),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_since_the_epoch_are_converted_to_dates() {
        for (days, expected) in [
            (0, (1970, 1, 1)),
            (59, (1970, 3, 1)),
            (10_956, (1999, 12, 31)),
            (11_016, (2000, 2, 29)),
            (11_017, (2000, 3, 1)),
            (20_785, (2026, 11, 28)),
            (47_540, (2100, 2, 28)),
            (47_541, (2100, 3, 1)),
        ] {
            assert_eq!(day_after_epoch(days), expected, "{days}");
        }
    }
}
