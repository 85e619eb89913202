//! The words of items, which are the source's own where an import recorded them and nobody has edited the text since.

use std::collections::HashMap;

use super::names::{FrameworkNames, words_of};
use crate::model::framework_item::{FrameworkItem, hash_of_records};
use crate::source::format::statements::{StatementField, StatementLock};

/// The recorded words of a framework.
#[derive(Default)]
pub(super) struct RecordedWords<'a> {
    /// By the identifier of the item, the field, and the hash of the text as imported.
    statements: HashMap<(&'a str, StatementField, u64), Option<&'a str>>,
    /// The times, by the hashes of the items as imported.
    changes: HashMap<u64, &'a str>,
    /// The language of the standard.
    original: &'a str,
}

/// The words of an item.
pub(super) struct ItemWords {
    /// The statement, unless the item has no words at all.
    pub(super) statement: Option<String>,
    pub(super) abbreviated: Option<String>,
    /// The language in the source, if it is not that of the framework.
    pub(super) language: Option<String>,
    /// The standard's own remarks.
    pub(super) remarks: Vec<String>,
    /// The time of the last change in the source, unless a text has changed since.
    pub(super) changed: Option<String>,
}

impl<'a> RecordedWords<'a> {
    /// Reads the record of a standard. A translation has none, since its items are not those of the source.
    pub(super) fn of(names: &FrameworkNames<'a>) -> Self {
        let recorded = names.standard.statements.as_deref();
        let Some(recorded) = recorded.filter(|_| names.is_original()) else {
            return RecordedWords::default();
        };
        let statements = recorded.statements.iter();
        let statements = statements.map(|one| {
            let key = (&*one.identifier, one.field, one.imported);
            (key, one.words.as_deref())
        });
        RecordedWords {
            statements: statements.collect(),
            changes: changes_of(recorded),
            original: names.original(),
        }
    }

    /// The description of the framework, and its notes in the source.
    pub(super) fn of_framework(&self, names: &FrameworkNames) -> [Option<String>; 2] {
        let framework = FrameworkItem::of_framework(&names.standard.about);
        let made = framework.statements(|text| words_of(names, text)).full;
        let identifier = framework.imported_as();
        let recorded = |field| {
            let imported = framework.hash_of(field, &[self.original]);
            let key = (identifier.as_deref()?, field, imported);
            self.statements.get(&key).copied().flatten()
        };
        let description = recorded(StatementField::Description).map(str::to_owned);
        [
            description.or(made),
            recorded(StatementField::Notes).map(str::to_owned),
        ]
    }

    /// The words of an item.
    pub(super) fn words(&self, names: &FrameworkNames, item: &FrameworkItem) -> ItemWords {
        let made = item.statements(|text| words_of(names, text));
        let mut words = ItemWords {
            statement: made.full,
            abbreviated: made.abbreviated,
            language: None,
            remarks: item
                .remarks
                .iter()
                .map(|text| words_of(names, text))
                .collect(),
            changed: None,
        };
        if self.statements.is_empty() && self.changes.is_empty() {
            return words;
        }
        let Some(identifier) = item.imported_as() else {
            return words;
        };
        let languages = [self.original];
        let recorded = |field| {
            let key = (&*identifier, field, item.hash_of(field, &languages));
            self.statements.get(&key)
        };
        if let Some(Some(full)) = recorded(StatementField::Full) {
            words.statement = Some((*full).to_owned());
        }
        if let Some(abbreviated) = recorded(StatementField::Abbreviated) {
            words.abbreviated = abbreviated.map(str::to_owned);
        }
        let language = recorded(StatementField::Language).copied().flatten();
        words.language = language.map(str::to_owned);
        if let Some(Some(notes)) = recorded(StatementField::Notes) {
            words.remarks = vec![(*notes).to_owned()];
        }
        let changed = self.changes.get(&item.hash(&identifier, &languages));
        words.changed = changed.map(|time| (*time).to_owned());
        words
    }
}

fn changes_of(recorded: &StatementLock) -> HashMap<u64, &str> {
    let changes = recorded.changes.iter();
    changes.map(|one| (one.imported, &*one.time)).collect()
}

/// The time of the framework's last change in the source, as long as its records are those that were imported.
pub(super) fn last_change(names: &FrameworkNames) -> Option<String> {
    let recorded = names.standard.statements.as_deref();
    let recorded = recorded.filter(|_| names.is_original())?;
    let clauses = names.standard.clauses.iter();
    let clauses = clauses.filter_map(|clause| clause.as_clause());
    let hash = hash_of_records(&names.standard.about, clauses);
    changes_of(recorded)
        .get(&hash)
        .map(|time| (*time).to_owned())
}
