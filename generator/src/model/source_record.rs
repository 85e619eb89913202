//! What a framework in CASE says of its records, as an import found it, and the names of the records.
//!
//! An export compares it with what it would say itself, and what differs is recorded (`source/format/statements.rs`).

use std::collections::HashMap;

use serde_json::Value as Json;

use crate::source::format::lock::exact_hash;
use crate::source::format::statements::StatementField;

/// The records of a framework, by their names.
#[derive(Clone, Debug, Default)]
pub struct SourceFramework(pub HashMap<String, SourceRecord>);

/// The fields of a record, as far as they can be exported as they are.
#[derive(Clone, Debug, Default)]
pub struct SourceRecord {
    /// The fields that the record has.
    pub fields: Vec<(StatementField, Json)>,
    /// The time of the last change.
    pub changed: Option<String>,
}

impl SourceRecord {
    /// The value of a field.
    pub fn get(&self, field: StatementField) -> Option<&Json> {
        let mut fields = self.fields.iter();
        fields.find_map(|(known, value)| (*known == field).then_some(value))
    }
}

/// The name of a record in the source.
#[derive(Clone, Copy, Debug)]
pub enum SourceName<'n> {
    /// The identifier of an item.
    Item(&'n str),
    /// The name of another record.
    Other(&'n str),
}

impl<'n> SourceName<'n> {
    /// The name as text.
    pub fn as_str(self) -> &'n str {
        let (SourceName::Item(name) | SourceName::Other(name)) = self;
        name
    }
}

/// A kind of definitions, by its name in CASE.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DefinitionKind {
    /// The types of items.
    ItemTypes,
    /// The concepts, which are levels and dimensions.
    Concepts,
    /// The licences.
    Licenses,
}

impl DefinitionKind {
    /// The field of a package that has them.
    pub fn word(self) -> &'static str {
        match self {
            DefinitionKind::ItemTypes => "CFItemTypes",
            DefinitionKind::Concepts => "CFConcepts",
            DefinitionKind::Licenses => "CFLicenses",
        }
    }

    /// The name of the definition with this title.
    pub fn record(self, title: &str) -> String {
        format!("{}:{:016x}", self.word(), exact_hash([title]))
    }
}

/// The name of the rubric that the form of an annex is made from.
pub fn form_record(annex: &str) -> String {
    format!("form:{annex}")
}

/// The name of the criterion that a row of a form is made from.
pub fn row_record(annex: &str, row: &str) -> String {
    format!("form:{annex}/{row}")
}

/// The name of the level that a grade of a row is made from.
pub fn grade_record(annex: &str, row: &str, grade: &str) -> String {
    format!("form:{annex}/{row}/{grade}")
}

/// The name of the criterion that has the descriptors of an item.
pub fn criterion_record(item: &str) -> String {
    format!("{item}/descriptors")
}
