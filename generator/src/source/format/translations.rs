//! `translations.lock`: for which words each translation was made.
//!
//! One line per pair of words and translation: the language, a hash of the translation's words, and a hash of the words
//! that it translates. `draft` at the end says that somebody has yet to review it:
//!
//! ```text
//! en 5f77fc7131cad75b 3b5b755f64733c49
//! es 8fcc9dec93f28851 3b5b755f64733c49 draft
//! ```
//!
//! Words of the interface are recorded as well, with `words:` before the language:
//!
//! ```text
//! words:es 1c0f5e0b8a9d3b77 77aa01d5c4be2f10 draft
//! ```
//!
//! A line names no place, so it stays true if a text is moved or renamed, and Git may keep the lines of both sides of a
//! merge. Translations of requirements are recorded in [`super::lock`] as well. Which of them fit the present words is
//! decided by [`crate::model::translated`].
//!
//! Only `clausebook check --accept` and `clausebook translate in` write the file.

use std::sync::Arc;

use super::merge::Merge;
use crate::language::message::message;
use crate::source::diagnostic::Diagnostic;
use crate::source::position::Position;
use crate::source::rule::Rule;

/// The recorded translations.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TranslationLock {
    /// The translations of the handbook's texts, in the order of the file.
    pub entries: Vec<RecordedTranslation>,
    /// The translations of words of the interface, in the order of the file.
    pub words: Vec<RecordedTranslation>,
}

/// A translation and the words for which it was made.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct RecordedTranslation {
    /// The language's key: `en`.
    pub language: Arc<str>,
    /// The hash of the translation's words.
    pub words: u64,
    /// The hash of the words that it translates.
    pub source: u64,
    /// Whether it has yet to be reviewed.
    pub is_draft: bool,
}

impl RecordedTranslation {
    /// The line that records it, without a line ending.
    fn line(&self) -> String {
        let draft = if self.is_draft { " draft" } else { "" };
        let (language, words, source) = (&self.language, self.words, self.source);
        format!("{language} {words:016x} {source:016x}{draft}")
    }

    /// The translation that a line records; `None` for a damaged line.
    fn parse(line: &str) -> Option<Self> {
        let hash = |part: &str| u64::from_str_radix(part, 16).ok();
        let parts: Vec<&str> = line.split_whitespace().collect();
        let (language, words, source, is_draft) = match *parts {
            [language, words, source] => (language, words, source, false),
            [language, words, source, "draft"] => (language, words, source, true),
            _ => return None,
        };
        Some(RecordedTranslation {
            language: language.into(),
            words: hash(words)?,
            source: hash(source)?,
            is_draft,
        })
    }
}

/// The beginning of a line that records a word of the interface.
const WORDS: &str = "words:";

/// Translations in order, each once. Of one that is both a draft and not, the latter.
fn in_order(entries: &[RecordedTranslation]) -> Vec<RecordedTranslation> {
    let mut entries = entries.to_vec();
    entries.sort();
    entries.dedup_by(|later, kept| {
        (&later.language, later.words, later.source) == (&kept.language, kept.words, kept.source)
    });
    entries
}

/// The header of the file.
const HEAD: &str = "# For each translation, its language, a hash of its words and a hash of the words for which it was made.\n\
                    # Written by `clausebook check --accept` and `clausebook translate in`.\n";

impl TranslationLock {
    /// Reads `file`, and reports unreadable lines in `faults`.
    ///
    /// Lines that are empty or begin with `#` are skipped. A damaged line is `E032`, and a conflict of a merge `E031`;
    /// the other lines are read all the same.
    pub fn read(file: &Arc<str>, text: &str, faults: &mut Vec<Diagnostic>) -> Self {
        let mut lock = TranslationLock::default();
        let mut merge = Merge::new(file);
        for (place, line) in text.lines().enumerate() {
            if merge.takes(place, line, faults) || line.trim().is_empty() || line.starts_with('#') {
                continue;
            }
            let number = u32::try_from(place + 1).unwrap_or(u32::MAX);
            let (list, entry) = match line.strip_prefix(WORDS) {
                Some(rest) => (&mut lock.words, rest),
                None => (&mut lock.entries, line),
            };
            match RecordedTranslation::parse(entry) {
                Some(entry) => list.push(entry),
                None => faults.push(Rule::DamagedRecord.at(
                    &Position::line(file.clone(), number, line),
                    message!("this line is not a language followed by two hashes"),
                    message!("restore the line from an earlier version; only `clausebook` writes this file"),
                )),
            }
        }
        lock
    }

    /// The contents of the file, in order. Equal lines are written once, and of a translation that is both a draft and
    /// not, the latter: one side of a merge has reviewed it.
    pub fn write(&self) -> String {
        let mut text = HEAD.to_owned();
        for entry in in_order(&self.entries) {
            text.push_str(&entry.line());
            text.push('\n');
        }
        for entry in in_order(&self.words) {
            text.push_str(&format!("{WORDS}{}\n", entry.line()));
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = "content/translations.lock";

    fn entry(words: u64, is_draft: bool) -> RecordedTranslation {
        RecordedTranslation {
            language: "en".into(),
            words,
            source: 2,
            is_draft,
        }
    }

    #[test]
    fn it_reads_what_it_writes_and_reviews_win() {
        let written = TranslationLock {
            entries: vec![entry(5, true), entry(4, true), entry(4, false)],
            words: vec![entry(7, true), entry(6, false)],
        };
        let mut faults = Vec::new();
        let read = TranslationLock::read(&FILE.into(), &written.write(), &mut faults);
        assert_eq!(read.entries, [entry(4, false), entry(5, true)]);
        assert_eq!(read.words, [entry(6, false), entry(7, true)]);
        assert_eq!(faults, Vec::new());
    }

    #[test]
    fn damaged_lines_are_reported() {
        for line in ["en 12", "en 12 zz", "en 12 13 drafts", "en 12 13 draft x"] {
            let mut faults = Vec::new();
            TranslationLock::read(&FILE.into(), &format!("# head\n{line}\n"), &mut faults);
            let lines: Vec<u32> = faults.iter().map(|fault| fault.position.line).collect();
            assert_eq!(lines, [2], "{line}");
        }
    }
}
