//! `content/standards/ID/statements.lock`: the source's own words in the items of a framework in CASE that the standard was
//! imported from, where an export would have others.
//!
//! One line per text: the identifier of its item, the field, a hash of the text as the import wrote it, and the source's own
//! words as JSON, or `null` if the source has no such field:
//!
//! ```text
//! 6b65a0c8-d7cb-11e8-824f-0242ac160002 fullStatement 8fcc9dec93f28851 "Uses **ropes**\n\n* short\n* long"
//! ```
//!
//! The other lines have the times of the last changes in the source: a time, and hashes of the items that changed then, each
//! made of its identifier and all its texts:
//!
//! ```text
//! lastChangeDateTime 2024-05-01T09:30:00Z 3b5b755f64733c49 5f77fc7131cad75b
//! ```
//!
//! A line is about words, so it stays true if a part is moved or renamed, and Git may keep the lines of both sides of a
//! merge. If a text is edited, its hash is another and the line no longer counts.
//!
//! Only `clausebook import` writes the file.

use std::sync::Arc;

use super::merge::Merge;
use crate::language::message::message;
use crate::source::diagnostic::Diagnostic;
use crate::source::position::Position;
use crate::source::rule::Rule;

/// The recorded statements and times, in the order of the file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StatementLock {
    /// The texts.
    pub statements: Vec<RecordedStatement>,
    /// The times.
    pub changes: Vec<RecordedChange>,
}

/// A text of an item as the source has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecordedStatement {
    /// The identifier of the item in the source.
    pub identifier: Arc<str>,
    /// The field.
    pub field: StatementField,
    /// The hash of the text as it was imported.
    pub imported: u64,
    /// The source's own words; `None` if the source does not have the field.
    pub words: Option<Arc<str>>,
}

/// The time of the last change of an item in the source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecordedChange {
    /// The time, as the source writes it.
    pub time: Arc<str>,
    /// The hash of the item's identifier and texts as they were imported.
    pub imported: u64,
}

/// A field of an item that is recorded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum StatementField {
    /// `description`, of the framework itself.
    Description,
    /// `fullStatement`
    Full,
    /// `abbreviatedStatement`
    Abbreviated,
    /// `language`
    Language,
    /// `notes`, without the notes of the handbook's editors.
    Notes,
}

impl StatementField {
    const ALL: [StatementField; 5] = [
        StatementField::Description,
        StatementField::Full,
        StatementField::Abbreviated,
        StatementField::Language,
        StatementField::Notes,
    ];

    /// Its name in CASE.
    fn word(self) -> &'static str {
        match self {
            StatementField::Description => "description",
            StatementField::Full => "fullStatement",
            StatementField::Abbreviated => "abbreviatedStatement",
            StatementField::Language => "language",
            StatementField::Notes => "notes",
        }
    }
}

/// The first word of a line with a time.
const CHANGED: &str = "lastChangeDateTime";

/// The most hashes after a time.
const MOST_HASHES: usize = 5;

fn hash_of(word: &str) -> Option<u64> {
    u64::from_str_radix(word, 16)
        .ok()
        .filter(|_| word.len() == 16)
}

impl RecordedStatement {
    /// The line that records it, without a line ending.
    fn line(&self) -> String {
        let (identifier, field) = (&self.identifier, self.field.word());
        let words = serde_json::Value::from(self.words.as_deref());
        format!("{identifier} {field} {:016x} {words}", self.imported)
    }

    /// The text that a line records; `None` for a damaged line.
    fn parse(line: &str) -> Option<Self> {
        let mut parts = line.splitn(4, ' ');
        let (identifier, field, imported) = (parts.next()?, parts.next()?, parts.next()?);
        let words: Option<String> = serde_json::from_str(parts.next()?).ok()?;
        let mut fields = StatementField::ALL.into_iter();
        Some(RecordedStatement {
            identifier: identifier.into(),
            field: fields.find(|known| known.word() == field)?,
            imported: hash_of(imported)?,
            words: words.map(Arc::from),
        })
    }
}

/// The header of the file.
const HEAD: &str = "# For each imported text that an export would change, the identifier of its item, the field, a hash of the text as\n\
                    # imported, and the source's own words. Then the times of the last changes, each with hashes of the items.\n\
                    # Written by `clausebook import`.\n";

impl StatementLock {
    /// Reads `file`, and reports unreadable lines in `faults`.
    ///
    /// Lines that are empty or begin with `#` are skipped. A damaged line is `E032`, and a conflict of a merge `E031`;
    /// the other lines are read all the same.
    pub fn read(file: &Arc<str>, text: &str, faults: &mut Vec<Diagnostic>) -> Self {
        let mut lock = StatementLock::default();
        let mut merge = Merge::new(file);
        for (place, line) in text.lines().enumerate() {
            if merge.takes(place, line, faults) || line.trim().is_empty() || line.starts_with('#') {
                continue;
            }
            if lock.take(line).is_none() {
                let number = u32::try_from(place + 1).unwrap_or(u32::MAX);
                faults.push(Rule::DamagedRecord.at(
                    &Position::line(file.clone(), number, line),
                    message!("this line is neither a recorded text nor a time followed by hashes"),
                    message!("restore the line from an earlier version; only `clausebook` writes this file"),
                ));
            }
        }
        lock
    }

    /// Adds what a line records. `None` for a damaged line.
    fn take(&mut self, line: &str) -> Option<()> {
        let mut words = line.split_whitespace();
        if words.next() != Some(CHANGED) {
            self.statements.push(RecordedStatement::parse(line)?);
            return Some(());
        }
        let time: Arc<str> = words.next()?.into();
        let hashes: Option<Vec<u64>> = words.map(hash_of).collect();
        let hashes = hashes.filter(|hashes| !hashes.is_empty())?;
        let changes = hashes.into_iter().map(|imported| RecordedChange {
            time: time.clone(),
            imported,
        });
        self.changes.extend(changes);
        Some(())
    }

    /// Whether nothing is recorded.
    pub fn is_empty(&self) -> bool {
        self.statements.is_empty() && self.changes.is_empty()
    }

    /// The contents of the file: the texts in their order, then the times, earliest first.
    pub fn write(&self) -> String {
        let mut text = HEAD.to_owned();
        for statement in &self.statements {
            text.push_str(&statement.line());
            text.push('\n');
        }
        let mut changes: Vec<&RecordedChange> = self.changes.iter().collect();
        changes.sort_by(|one, other| one.time.cmp(&other.time));
        for same in changes.chunk_by(|one, other| one.time == other.time) {
            for some in same.chunks(MOST_HASHES) {
                text.push_str(&format!("{CHANGED} {}", some[0].time));
                for change in some {
                    text.push_str(&format!(" {:016x}", change.imported));
                }
                text.push('\n');
            }
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = "content/standards/demo/statements.lock";

    fn recorded(field: StatementField, words: Option<&str>) -> RecordedStatement {
        RecordedStatement {
            identifier: "6b65a0c8-d7cb-11e8-824f-0242ac160002".into(),
            field,
            imported: 7,
            words: words.map(Arc::from),
        }
    }

    #[test]
    fn it_reads_what_it_writes() {
        let change = |time: &str, imported| RecordedChange {
            time: time.into(),
            imported,
        };
        let times = ["2024-05-01T09:30:00Z", "2024-06-01T09:30:00Z"];
        let written = StatementLock {
            statements: vec![
                recorded(
                    StatementField::Full,
                    Some(" Two  spaces\r\n\n\"quotes\"\t<<<<<<<\u{2028}é "),
                ),
                recorded(StatementField::Abbreviated, None),
                recorded(StatementField::Notes, Some("<<<<<<< HEAD")),
            ],
            changes: (0..12)
                .map(|number| change(times[number / 9], u64::MAX - number as u64))
                .collect(),
        };
        let mut faults = Vec::new();
        let text = written.write();
        let read = StatementLock::read(&FILE.into(), &text, &mut faults);
        assert_eq!(read, written);
        assert_eq!(faults, Vec::new());
        assert_eq!(text.lines().count(), 3 + 3 + 2 + 1, "{text}");
    }

    #[test]
    fn damaged_lines_and_conflicts_are_reported() {
        let whole = recorded(StatementField::Full, Some("x")).line();
        for (line, rule) in [
            (whole.trim_end_matches('"'), Rule::DamagedRecord),
            (whole.split_once(' ').unwrap().0, Rule::DamagedRecord),
            (&*whole.replace("full", "half"), Rule::DamagedRecord),
            (&*whole.replace("0007", "7"), Rule::DamagedRecord),
            (&*whole.replace("\"x\"", "7"), Rule::DamagedRecord),
            (
                "lastChangeDateTime 2024-05-01T09:30:00Z",
                Rule::DamagedRecord,
            ),
            (
                "lastChangeDateTime 2024-05-01T09:30:00Z 7",
                Rule::DamagedRecord,
            ),
            ("<<<<<<< HEAD", Rule::MergeConflict),
        ] {
            let mut faults = Vec::new();
            let text = format!("# head\n{line}\n{whole}\n");
            let read = StatementLock::read(&FILE.into(), &text, &mut faults);
            let found: Vec<_> = faults
                .iter()
                .map(|fault| (fault.rule, fault.position.line))
                .collect();
            assert_eq!(found, [(rule, 2)], "{line}");
            assert_eq!(read.statements.len(), 1, "{line}");
        }
    }
}
