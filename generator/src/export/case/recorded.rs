//! The fields of a framework that was imported: the source's own, as long as the handbook says what it said then.
//!
//! This is the only place that decides it. An import asks the same export, with a [`SourceComparison`], for each field that would
//! differ from the source, and records these.

use std::collections::HashMap;

use serde_json::Value as Json;
use uuid::Uuid;

use super::comparison::SourceComparison;
use super::names::{FrameworkNames, words_of};
use crate::model::framework_item::{FrameworkItem, hash_of_records};
use crate::model::identifier::Identifier;
use crate::model::source_record::SourceName;
use crate::source::format::lock::exact_hash;
use crate::source::format::statements::{ALL_ITEMS, StatementField};

/// The record of a framework.
#[derive(Clone, Default)]
pub(super) struct Recorded<'a> {
    /// By the record, the field, and the hash of what was said when it was imported.
    fields: HashMap<(&'a str, StatementField, u64), Option<&'a Json>>,
    /// The times, by the hashes of the records as imported.
    changes: HashMap<u64, &'a str>,
    /// The language of the standard.
    original: &'a str,
    /// The identifier of the framework in the source, if it was imported.
    framework: Option<String>,
    comparison: Option<&'a SourceComparison<'a>>,
}

/// The words of an item.
pub(super) struct ItemWords {
    /// The identifier in the source, if it was imported.
    pub(super) record: Option<String>,
    /// The statement, unless the item has no words at all.
    pub(super) statement: Option<String>,
    pub(super) abbreviated: Option<String>,
    /// The standard's own remarks.
    pub(super) remarks: Vec<String>,
    /// The time of the last change in the source, unless a text has changed since.
    pub(super) changed: Option<String>,
}

/// A hash of what a handbook says in a field.
pub(super) fn said(value: Option<&Json>) -> u64 {
    let text = value.map(Json::to_string);
    exact_hash(text.as_deref())
}

impl<'a> Recorded<'a> {
    /// Reads the record of a standard. A translation has none, since its items are not those of the source.
    pub(super) fn of(names: &FrameworkNames<'a>) -> Self {
        let recorded = names.standard.statements.as_deref();
        let Some(recorded) = recorded.filter(|_| names.is_original()) else {
            return Recorded::default();
        };
        let fields = recorded.statements.iter();
        let fields = fields.map(|one| {
            let key = (&*one.record, one.field, one.imported);
            (key, one.value.as_ref())
        });
        let changes = recorded.changes.iter();
        Recorded {
            fields: fields.collect(),
            changes: changes.map(|one| (one.imported, &*one.time)).collect(),
            original: names.original(),
            framework: FrameworkItem::of_framework(&names.standard.about).imported_as(),
            comparison: None,
        }
    }

    /// Compares what an export says with a source, instead of having a record.
    pub(super) fn comparing(
        names: &FrameworkNames<'a>,
        comparison: &'a SourceComparison<'a>,
    ) -> Self {
        Recorded {
            original: names.original(),
            framework: FrameworkItem::of_framework(&names.standard.about).imported_as(),
            comparison: Some(comparison),
            ..Recorded::default()
        }
    }

    /// The framework itself, if it was imported.
    pub(super) fn framework(&self) -> Option<SourceName<'_>> {
        self.framework.as_deref().map(SourceName::Other)
    }

    /// Whether nothing is recorded, as in a framework that was not imported.
    pub(super) fn is_idle(&self) -> bool {
        self.fields.is_empty() && self.changes.is_empty() && self.comparison.is_none()
    }

    /// The value of a field, which may be that there is none. `imported` is a hash of what the handbook says, from which it
    /// is known whether that has changed since the import.
    pub(super) fn value(
        &self,
        record: SourceName,
        field: StatementField,
        imported: u64,
        made: Option<Json>,
    ) -> Option<Json> {
        match (self.comparison, self.own(record, field, imported)) {
            (Some(comparison), _) => comparison.field(record, field, imported, made),
            (None, Some(own)) => own.cloned(),
            (None, None) => made,
        }
    }

    /// The words of a field that a record cannot be without.
    pub(super) fn required(
        &self,
        record: SourceName,
        field: StatementField,
        imported: u64,
        made: String,
    ) -> String {
        if self.is_idle() {
            return made;
        }
        let own = match self.comparison {
            Some(comparison) => comparison.required(record, field, imported, &made),
            None => self.own(record, field, imported).flatten(),
        };
        own.and_then(Json::as_str).map_or(made, str::to_owned)
    }

    /// The words of a field that a record cannot be without, of which `made` is all that a handbook says.
    pub(super) fn required_line(
        &self,
        record: SourceName,
        field: StatementField,
        made: String,
    ) -> String {
        let imported = exact_hash([&*made]);
        self.required(record, field, imported, made)
    }

    /// The identifier that a record without one in the handbook has in the source, if CASE 1.1 allows it.
    pub(super) fn identifier(&self, record: SourceName) -> Option<Identifier> {
        let words = self.words_without_place(record, StatementField::Identifier)?;
        Identifier::allowed_in_case(Uuid::try_parse(&words).ok()?)
    }

    /// The words of a field.
    pub(super) fn words_of_field(
        &self,
        record: SourceName,
        field: StatementField,
        imported: u64,
        made: Option<String>,
    ) -> Option<String> {
        if self.is_idle() {
            return made;
        }
        match self.value(record, field, imported, made.map(Json::from)) {
            Some(Json::String(words)) => Some(words),
            Some(other) => Some(other.to_string()),
            None => None,
        }
    }

    /// The words of a field, of which `made` is all that a handbook says.
    pub(super) fn line(
        &self,
        record: SourceName,
        field: StatementField,
        made: Option<String>,
    ) -> Option<String> {
        if self.is_idle() {
            return made;
        }
        let imported = exact_hash(made.as_deref());
        self.words_of_field(record, field, imported, made)
    }

    /// The words of a field that is a list.
    pub(super) fn list(
        &self,
        record: SourceName,
        field: StatementField,
        made: Vec<String>,
    ) -> Vec<String> {
        if self.is_idle() {
            return made;
        }
        let json = (!made.is_empty()).then(|| Json::from(made.clone()));
        let imported = said(json.as_ref());
        match self.value(record, field, imported, json) {
            Some(Json::Array(items)) => {
                let items = items.iter().filter_map(Json::as_str);
                items.map(str::to_owned).collect()
            }
            Some(_) | None => Vec::new(),
        }
    }

    /// A field for which a handbook has no place.
    pub(super) fn without_place(&self, record: SourceName, field: StatementField) -> Option<Json> {
        match self.is_idle() {
            true => None,
            false => self.value(record, field, said(None), None),
        }
    }

    /// The words of a field for which a handbook has no place.
    pub(super) fn words_without_place(
        &self,
        record: SourceName,
        field: StatementField,
    ) -> Option<String> {
        let value = self.without_place(record, field)?;
        value.as_str().map(str::to_owned)
    }

    /// The time of a record's last change in the source, as long as its texts have this hash.
    pub(super) fn time(&self, record: SourceName, imported: u64) -> Option<String> {
        if let Some(comparison) = self.comparison {
            comparison.time(record, imported);
        }
        let time = self.changes.get(&imported)?;
        Some((*time).to_owned())
    }

    /// The time of the last change of a record that consists of these texts.
    pub(super) fn time_of<'t>(
        &self,
        record: SourceName<'t>,
        texts: impl IntoIterator<Item = &'t str>,
    ) -> Option<String> {
        if self.is_idle() {
            return None;
        }
        let all = std::iter::once(record.as_str()).chain(texts);
        self.time(record, exact_hash(all))
    }

    fn own(
        &self,
        record: SourceName,
        field: StatementField,
        imported: u64,
    ) -> Option<Option<&'a Json>> {
        let own = self.fields.get(&(record.as_str(), field, imported));
        let of_all = match record {
            SourceName::Item(_) => self.fields.get(&(ALL_ITEMS, field, imported)),
            SourceName::Other(_) => None,
        };
        own.or(of_all).copied()
    }

    /// The description of the framework, and its notes in the source.
    pub(super) fn of_framework(&self, names: &FrameworkNames) -> [Option<String>; 2] {
        let framework = FrameworkItem::of_framework(&names.standard.about);
        let made = framework.statements(|text| words_of(names, text)).full;
        let Some(record) = self.framework() else {
            return [made, None];
        };
        let languages = [self.original];
        let description = framework.hash_of_description(&languages);
        let field = StatementField::Description;
        let description = self.words_of_field(record, field, description, made);
        let notes = framework.hash_of_remarks(&languages);
        [
            description,
            self.words_of_field(record, StatementField::Notes, notes, None),
        ]
    }

    /// The time of the framework's last change in the source, as long as its records are those that were imported.
    pub(super) fn last_change(&self, names: &FrameworkNames) -> Option<String> {
        let about = &names.standard.about;
        let record = self.framework()?;
        let clauses = names.standard.clauses.iter();
        let clauses = clauses.filter_map(|clause| clause.as_clause());
        let hash = hash_of_records(about, clauses);
        self.time(record, hash)
    }

    /// The words of an item.
    pub(super) fn words(&self, names: &FrameworkNames, item: &FrameworkItem) -> ItemWords {
        let made = item.statements(|text| words_of(names, text));
        let remarks = item.remarks.iter();
        let mut words = ItemWords {
            record: None,
            statement: made.full,
            abbreviated: made.abbreviated,
            remarks: remarks.map(|text| words_of(names, text)).collect(),
            changed: None,
        };
        if self.is_idle() {
            return words;
        }
        let Some(identifier) = item.imported_as() else {
            return words;
        };
        let languages = [self.original];
        let record = SourceName::Item(&identifier);
        let full = item.hash_of_statement(&languages);
        let statement = words.statement.take();
        let statement = statement.unwrap_or_default();
        let statement = self.required(record, StatementField::Full, full, statement);
        words.statement = Some(statement).filter(|words| !words.is_empty());
        let field = StatementField::Abbreviated;
        let short = item.hash_of_short_statement(&languages);
        words.abbreviated = self.words_of_field(record, field, short, words.abbreviated);
        // Several remarks stay apart.
        if words.remarks.len() < 2 {
            let field = StatementField::Notes;
            let notes = words.remarks.pop();
            let notes = self.words_of_field(record, field, item.hash_of_remarks(&languages), notes);
            words.remarks.extend(notes);
        }
        words.changed = self.time(record, item.hash(&identifier, &languages));
        words.record = Some(identifier);
        words
    }
}
