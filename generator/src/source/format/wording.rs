//! `permalinks.words`: the words of every permalink since they were first recorded.
//!
//! One line per wording, which never changes once it is written: the address, the language, the date on which the words
//! were accepted, and the words. The words of a clause (its title, then its intro) have the address without a letter.
//!
//! ```text
//! id/demo/2.1-a.html en 2026-11-28 be honest;
//! ```
//!
//! [`super::lock`] proves that words have changed; this file says what they were. The pages of
//! permalinks show them ([`crate::model::history`]). Lines are only ever added.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::date::Date;
use super::merge::Merge;
use crate::language::message::message;
use crate::source::diagnostic::Diagnostic;
use crate::source::position::Position;
use crate::source::rule::Rule;

/// A day, as a year, a month and a day.
pub type Day = (u16, u8, u8);

/// Every recorded wording.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wordings {
    /// The wordings, in the order of the file.
    pub entries: Vec<Wording>,
    /// The places in `entries` of each address, by day.
    by_address: BTreeMap<Arc<str>, Vec<usize>>,
}

/// The words of a permalink in one language from one day on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wording {
    /// The address, from the site's root.
    pub address: Arc<str>,
    /// The language's key. E.g. `zh`.
    pub language: Arc<str>,
    /// The day on which the words were accepted. It may be later than the day of publication, for
    /// words that were published before words were recorded.
    pub since: Day,
    /// The words. Each text of the requirement or clause is on a line.
    pub words: Arc<str>,
}

/// The header of the file.
const HEAD: &str = "# The words of every permalink: its address, the language, the day on which the words were accepted, the words.\n\
                    # Written by `clausebook check --accept`; never change or remove a line.\n";

impl Wordings {
    /// Creates the wordings with their index.
    pub fn new(entries: Vec<Wording>) -> Self {
        let mut by_address: BTreeMap<Arc<str>, Vec<usize>> = BTreeMap::new();
        for (index, entry) in entries.iter().enumerate() {
            by_address
                .entry(entry.address.clone())
                .or_default()
                .push(index);
        }
        // The sort is stable: of two wordings on one day, the one on the later line is the later.
        for places in by_address.values_mut() {
            places.sort_by_key(|index| entries[*index].since);
        }
        Wordings {
            entries,
            by_address,
        }
    }

    /// Reads the wordings in `file`, and reports unreadable lines in `faults`.
    ///
    /// Damaged lines are `E032`; the other lines are read all the same.
    pub fn read(file: &Arc<str>, text: &str, faults: &mut Vec<Diagnostic>) -> Self {
        let mut entries = Vec::new();
        let mut merge = Merge::new(file);
        for (place, line) in text.lines().enumerate() {
            if merge.takes(place, line, faults) || line.trim().is_empty() || line.starts_with('#') {
                continue;
            }
            match Wording::parse(line) {
                Some(entry) => entries.push(entry),
                None => faults.push(Rule::DamagedRecord.at(
                    &Position::line(file.clone(), u32::try_from(place + 1).unwrap_or(u32::MAX), line),
                    message!("this line is not an address, a language, a date and words"),
                    message!(
                        "restore the line from the published version; only `clausebook check --accept` writes this \
                         file"
                    ),
                )),
            }
        }
        Wordings::new(entries)
    }

    /// The wordings at `address` in all languages, earliest first. Empty if nothing is recorded
    /// there.
    pub fn history(&self, address: &str) -> impl Iterator<Item = &Wording> {
        let places = self.by_address.get(address);
        places
            .into_iter()
            .flatten()
            .map(|index| &self.entries[*index])
    }

    /// The latest recorded words at `address` in `language`. `None` if none are.
    pub fn latest(&self, address: &str, language: &str) -> Option<&str> {
        self.history(address)
            .filter(|wording| &*wording.language == language)
            .last()
            .map(|wording| &*wording.words)
    }

    /// The wordings as a file's contents: by address and language, then by date.
    pub fn write(&self) -> String {
        let mut entries: Vec<&Wording> = self.entries.iter().collect();
        entries.sort_by(|one, other| {
            (&one.address, &one.language, one.since).cmp(&(
                &other.address,
                &other.language,
                other.since,
            ))
        });
        entries.dedup();
        let mut text = HEAD.to_owned();
        for entry in entries {
            text.push_str(&entry.line());
            text.push('\n');
        }
        text
    }
}

impl Wording {
    /// The line that records this wording, without a line ending. Line breaks are written as `\n`
    /// and backslashes as `\\`.
    pub fn line(&self) -> String {
        let (year, month, day) = self.since;
        let words = self.words.replace('\\', "\\\\").replace('\n', "\\n");
        format!(
            "{} {} {year:04}-{month:02}-{day:02} {words}",
            self.address, self.language
        )
    }

    /// The wording that a line records; `None` for a damaged line.
    fn parse(line: &str) -> Option<Wording> {
        let mut parts = line.splitn(4, ' ');
        let address = parts.next().filter(|address| !address.is_empty())?;
        let language = parts.next().filter(|language| !language.is_empty())?;
        let since = Date::parse(parts.next()?)?;
        let written = parts.next()?;
        let mut words = String::with_capacity(written.len());
        let mut characters = written.chars();
        while let Some(character) = characters.next() {
            match character {
                '\\' => words.push(match characters.next()? {
                    'n' => '\n',
                    '\\' => '\\',
                    _ => return None,
                }),
                character if character.is_control() => return None,
                character => words.push(character),
            }
        }
        Some(Wording {
            address: address.into(),
            language: language.into(),
            since,
            words: words.into(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wording(language: &str, since: Day, words: &str) -> Wording {
        Wording {
            address: "id/a/5.1-a.html".into(),
            language: language.into(),
            since,
            words: words.into(),
        }
    }

    #[test]
    fn wordings_read_what_they_write_and_keep_the_order_of_one_day() {
        let wordings = Wordings::new(vec![
            wording("en", (2026, 11, 28), "first\nsecond \\n line"),
            wording("en", (2026, 11, 28), "b"),
            wording("en", (2026, 11, 28), "a"),
            wording("zh", (2026, 1, 2), "诚实守信；"),
        ]);
        let mut faults = Vec::new();
        let read = Wordings::read(&"x".into(), &wordings.write(), &mut faults);
        assert_eq!((&read, faults), (&wordings, Vec::new()));
        assert_eq!(read.latest("id/a/5.1-a.html", "en"), Some("a"));
        assert_eq!(read.latest("id/a/5.1-a.html", "es"), None);
    }

    #[test]
    fn the_latest_words_have_the_latest_date_in_any_order_of_lines() {
        let wordings = Wordings::new(vec![
            wording("en", (2026, 12, 1), "late"),
            wording("en", (2026, 11, 28), "early"),
        ]);
        assert_eq!(wordings.latest("id/a/5.1-a.html", "en"), Some("late"));
    }

    #[test]
    fn damaged_lines_are_reported() {
        for line in [
            "id/a/5.1-a.html en 2026-02-30 words",
            "id/a/5.1-a.html en 2026-02-03",
            "id/a/5.1-a.html  2026-02-03 words",
            "id/a/5.1-a.html en 2026-02-03 a\\b",
        ] {
            let mut faults = Vec::new();
            Wordings::read(&"x".into(), &format!("# head\n{line}\n"), &mut faults);
            assert_eq!(faults.len(), 1, "{line}");
            assert_eq!(faults[0].position.line, 2);
        }
    }
}
