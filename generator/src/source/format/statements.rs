//! `content/standards/ID/statements.lock`: what the framework in CASE that the standard was imported from says of its items,
//! rubrics and other records, where an export would say something else.
//!
//! One line per field: the record, the field, a hash of what the handbook said when it was imported, and the source's own value
//! as JSON, or `null` if the source has no such field. An item, an association and the framework are named by their identifiers:
//!
//! ```text
//! 6b65a0c8-d7cb-11e8-824f-0242ac160002 fullStatement 8fcc9dec93f28851 "Uses **ropes**\n\n* short\n* long"
//! ```
//!
//! A line for `*` is true of all imported items that have no line of their own for the field and the hash.
//!
//! The other lines have the times of the last changes in the source: a time, and hashes of the records that changed then, each
//! made of its name and all its texts:
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

use serde_json::Value as Json;

use super::merge::Merge;
use crate::language::message::message;
use crate::source::diagnostic::Diagnostic;
use crate::source::position::Position;
use crate::source::rule::Rule;

/// The recorded fields and times, in the order of the file.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct StatementLock {
    /// The fields.
    pub statements: Vec<RecordedStatement>,
    /// The times.
    pub changes: Vec<RecordedChange>,
}

/// A field of a record as the source has it.
#[derive(Clone, Debug, PartialEq)]
pub struct RecordedStatement {
    /// The record: the identifier that an item has in the source, or another name without spaces.
    pub record: Arc<str>,
    /// The field.
    pub field: StatementField,
    /// The hash of what the handbook said when it was imported.
    pub imported: u64,
    /// The source's own value; `None` if the source does not have the field.
    pub value: Option<Json>,
}

/// The name of all imported items that have no line of their own for a field.
pub const ALL_ITEMS: &str = "*";

/// The time of the last change of a record in the source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecordedChange {
    /// The time, as the source writes it.
    pub time: Arc<str>,
    /// The hash of the record's name and texts as they were imported.
    pub imported: u64,
}

/// Declares the fields that are recorded, each with its name in CASE.
macro_rules! statement_fields {
    ($($(#[$about:meta])* $field:ident = $word:literal,)*) => {
        /// A field that is recorded.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum StatementField {
            $($(#[$about])* $field,)*
        }

        impl StatementField {
            /// All fields.
            pub const ALL: &[StatementField] = &[$(StatementField::$field,)*];

            /// Its name in CASE.
            pub fn word(self) -> &'static str {
                match self {
                    $(StatementField::$field => $word,)*
                }
            }
        }
    };
}

statement_fields! {
    /// The description of a framework, a rubric, a criterion, a level or a definition.
    Description = "description",
    /// The statement of an item.
    Full = "fullStatement",
    /// The short statement of an item.
    Abbreviated = "abbreviatedStatement",
    /// The language of an item.
    Language = "language",
    /// Notes, without those of the handbook's editors.
    Notes = "notes",
    /// The title of a framework, a rubric or a definition.
    Title = "title",
    /// The creator of a framework.
    Creator = "creator",
    /// The publisher of a framework.
    Publisher = "publisher",
    /// The version of a framework.
    Version = "version",
    /// The state of a framework.
    AdoptionStatus = "adoptionStatus",
    /// The kind of a framework.
    FrameworkType = "frameworkType",
    /// The address of a framework's official text.
    OfficialSource = "officialSourceURL",
    /// The subjects of a framework or an item.
    Subject = "subject",
    /// References to these subjects.
    SubjectUri = "subjectURI",
    /// The subjects that a package defines.
    Subjects = "CFSubjects",
    /// The day from which a framework or an item applies.
    StatusStart = "statusStartDate",
    /// The day until which a framework or an item applies.
    StatusEnd = "statusEndDate",
    /// Another label of an item.
    AlternativeLabel = "alternativeLabel",
    /// The code of an item.
    Code = "humanCodingScheme",
    /// The mark of an item in a list.
    ListEnumeration = "listEnumeration",
    /// The type of an item.
    ItemType = "CFItemType",
    /// The concepts of an item.
    ConceptKeywords = "conceptKeywords",
    /// The levels of an item.
    EducationLevel = "educationLevel",
    /// The identifier of a definition, a rubric, a criterion or a level.
    Identifier = "identifier",
    /// The place of a definition.
    HierarchyCode = "hierarchyCode",
    /// The code of a type.
    TypeCode = "typeCode",
    /// The keywords of a concept.
    Keywords = "keywords",
    /// The text of a licence.
    LicenseText = "licenseText",
    /// The identifier of the rubric of a criterion.
    RubricId = "rubricId",
    /// The category of a criterion.
    Category = "category",
    /// The weight of a criterion.
    Weight = "weight",
    /// The place of a criterion or a level.
    Position = "position",
    /// The name of a level.
    Quality = "quality",
    /// The score of a level.
    Score = "score",
    /// The advice of a level.
    Feedback = "feedback",
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
        let (record, field) = (&self.record, self.field.word());
        let value = self.value.as_ref().unwrap_or(&Json::Null);
        format!("{record} {field} {:016x} {value}", self.imported)
    }

    /// The field that a line records; `None` for a damaged line.
    fn parse(line: &str) -> Option<Self> {
        let mut parts = line.splitn(4, ' ');
        let (record, field, imported) = (parts.next()?, parts.next()?, parts.next()?);
        let mut fields = StatementField::ALL.iter().copied();
        Some(RecordedStatement {
            record: record.into(),
            field: fields.find(|known| known.word() == field)?,
            imported: hash_of(imported)?,
            value: serde_json::from_str(parts.next()?).ok()?,
        })
    }
}

/// The header of the file.
const HEAD: &str = "# For each imported field that an export would change, the identifier of its item or another name of its record, the\n\
                    # field, a hash of the text as imported, and the source's own value. Then the times of the last changes, each with\n\
                    # hashes of the records. Written by `clausebook import`.\n";

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
                    message!("this line is neither a recorded field nor a time followed by hashes"),
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

    fn recorded(field: StatementField, value: Option<&str>) -> RecordedStatement {
        RecordedStatement {
            record: "6b65a0c8-d7cb-11e8-824f-0242ac160002".into(),
            field,
            imported: 7,
            value: value.map(Json::from),
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
                RecordedStatement {
                    record: ALL_ITEMS.into(),
                    value: Some(serde_json::json!(["07", "08"])),
                    ..recorded(StatementField::EducationLevel, None)
                },
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
        assert_eq!(text.lines().count(), 3 + 4 + 2 + 1, "{text}");
    }

    #[test]
    fn damaged_lines_and_conflicts_are_reported() {
        let whole = recorded(StatementField::Full, Some("x")).line();
        for (line, rule) in [
            (whole.trim_end_matches('"'), Rule::DamagedRecord),
            (whole.split_once(' ').unwrap().0, Rule::DamagedRecord),
            (&*whole.replace("full", "half"), Rule::DamagedRecord),
            (&*whole.replace("0007", "7"), Rule::DamagedRecord),
            (&*whole.replace("\"x\"", "x"), Rule::DamagedRecord),
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
