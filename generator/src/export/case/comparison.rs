//! The comparison of an export with the framework in CASE that the standard was imported from.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use serde_json::Value as Json;

use crate::model::source_record::{SourceFramework, SourceName};
use crate::source::format::statements::{
    ALL_ITEMS, RecordedChange, RecordedStatement, StatementField, StatementLock,
};

/// A comparison while an export is made.
pub(super) struct SourceComparison<'a> {
    source: &'a SourceFramework,
    seen: RefCell<Seen>,
}

/// The fields so far.
#[derive(Default)]
struct Seen {
    fields: Vec<ComparedField>,
    /// The fields and hashes that an item has in neither.
    absent: BTreeSet<(StatementField, u64)>,
    changes: Vec<RecordedChange>,
}

/// A field of a record that the source has as well.
struct ComparedField {
    record: Arc<str>,
    is_item: bool,
    field: StatementField,
    imported: u64,
    /// The source's own value.
    own: Option<Json>,
    is_same: bool,
}

/// Whether many items usually have the same value of a field.
fn is_shared(field: StatementField) -> bool {
    use StatementField as Field;
    [
        Field::Language,
        Field::ItemType,
        Field::ConceptKeywords,
        Field::EducationLevel,
        Field::ListEnumeration,
        Field::Subject,
        Field::SubjectUri,
        Field::StatusStart,
        Field::StatusEnd,
    ]
    .contains(&field)
}

impl<'a> SourceComparison<'a> {
    pub(super) fn with(source: &'a SourceFramework) -> Self {
        SourceComparison {
            source,
            seen: RefCell::default(),
        }
    }

    /// Compares a field. Returns what an export is to have.
    pub(super) fn field(
        &self,
        record: SourceName,
        field: StatementField,
        imported: u64,
        made: Option<Json>,
    ) -> Option<Json> {
        let Some(source) = self.source.0.get(record.as_str()) else {
            return made;
        };
        let own = source.get(field);
        let is_item = matches!(record, SourceName::Item(_));
        let mut seen = self.seen.borrow_mut();
        match (own, &made) {
            (None, None) if is_item => {
                seen.absent.insert((field, imported));
            }
            (None, None) => {}
            (own, _) => seen.fields.push(ComparedField {
                record: record.as_str().into(),
                is_item,
                field,
                imported,
                own: own.cloned(),
                is_same: is_same(own, made.as_ref()),
            }),
        }
        own.cloned()
    }

    /// Compares a field that a record cannot be without, even if the source is.
    pub(super) fn required(
        &self,
        record: SourceName,
        field: StatementField,
        imported: u64,
        made: &str,
    ) -> Option<&'a Json> {
        let source = self.source.0.get(record.as_str())?;
        let own = source.get(field)?;
        self.field(record, field, imported, Some(made.into()));
        Some(own)
    }

    /// Notes the time of a record's last change.
    pub(super) fn time(&self, record: SourceName, imported: u64) {
        let source = self.source.0.get(record.as_str());
        let time = source.and_then(|source| source.changed.as_deref());
        let change = time.map(|time| RecordedChange {
            time: time.into(),
            imported,
        });
        self.seen.borrow_mut().changes.extend(change);
    }

    /// The fields that differ.
    pub(super) fn differences(self) -> StatementLock {
        let Seen {
            fields,
            absent,
            changes,
        } = self.seen.into_inner();
        let mut shared: BTreeMap<(StatementField, u64), Vec<&ComparedField>> = BTreeMap::new();
        for one in &fields {
            let key = (one.field, one.imported);
            if one.is_item && is_shared(one.field) && !absent.contains(&key) {
                shared.entry(key).or_default().push(one);
            }
        }
        let shared: BTreeMap<_, Option<Json>> = shared
            .into_iter()
            .filter_map(|(key, all)| Some((key, usual(&all)?)))
            .collect();
        let mut lock = StatementLock::default();
        for ((field, imported), value) in &shared {
            lock.statements.push(RecordedStatement {
                record: ALL_ITEMS.into(),
                field: *field,
                imported: *imported,
                value: value.clone(),
            });
        }
        for one in fields {
            let usual = shared.get(&(one.field, one.imported));
            let is_written = match usual.filter(|_| one.is_item) {
                Some(usual) => one.own != *usual,
                None => !one.is_same,
            };
            if is_written {
                lock.statements.push(RecordedStatement {
                    record: one.record,
                    field: one.field,
                    imported: one.imported,
                    value: one.own,
                });
            }
        }
        lock.changes = changes;
        lock
    }
}

/// The value that most of these fields have in the source, if it differs from what an export says and several have it.
fn usual(all: &[&ComparedField]) -> Option<Option<Json>> {
    let mut counts: BTreeMap<String, (usize, &ComparedField)> = BTreeMap::new();
    for one in all {
        let value = one.own.as_ref().map_or_else(String::new, Json::to_string);
        counts.entry(value).or_insert((0, one)).0 += 1;
    }
    let most = counts.into_values().max_by_key(|(count, _)| *count);
    let (count, one) = most?;
    (count > 1 && !one.is_same).then(|| one.own.clone())
}

/// Whether two values are the same. Numbers are compared by their values.
fn is_same(own: Option<&Json>, made: Option<&Json>) -> bool {
    let number = |value: Option<&Json>| value.and_then(Json::as_f64);
    match (number(own), number(made)) {
        (Some(own), Some(made)) => own == made,
        (Some(_) | None, _) => own == made,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::source_record::SourceRecord;

    /// What is recorded if an export says `made` in a field of each of these items, and the source has these values.
    fn recorded(field: StatementField, made: Option<&str>, own: &[Option<&str>]) -> Vec<String> {
        let mut source = SourceFramework::default();
        for (place, value) in own.iter().enumerate() {
            let fields = value.iter().map(|value| (field, Json::from(*value)));
            let record = SourceRecord {
                fields: fields.collect(),
                changed: None,
            };
            source.0.insert(place.to_string(), record);
        }
        let comparison = SourceComparison::with(&source);
        for place in 0..own.len() {
            let name = place.to_string();
            comparison.field(SourceName::Item(&name), field, 7, made.map(Json::from));
        }
        let lines = comparison.differences().statements.into_iter();
        let lines = lines.map(|one| {
            let value = one.value.unwrap_or(Json::Null);
            format!("{} {value}", one.record)
        });
        lines.collect()
    }

    #[test]
    fn one_line_is_true_of_all_items_with_the_same_difference() {
        let (x, y, none) = (Some("x"), Some("y"), None);
        for (made, own, lines) in [
            (none, [x, x, x], &["* \"x\""][..]),
            (none, [x, y, x], &["* \"x\"", "1 \"y\""]),
            (y, [none, y, none], &["* null", "1 \"y\""]),
            (y, [y, y, x], &["2 \"x\""]),
            (y, [y, y, y], &[]),
            // An item with nothing in the field would get a line of its own.
            (none, [x, none, x], &["0 \"x\"", "2 \"x\""]),
        ] {
            let found = recorded(StatementField::Language, made, &own);
            assert_eq!(found, lines, "{made:?} {own:?}");
        }
    }

    #[test]
    fn texts_have_a_line_each() {
        let found = recorded(StatementField::Full, Some("y"), &[Some("x"), Some("x")]);
        assert_eq!(found, ["0 \"x\"", "1 \"x\""]);
    }

    #[test]
    fn numbers_are_the_same_in_any_form() {
        let [one, same] = [serde_json::json!(2), serde_json::json!(2.0)];
        assert!(is_same(Some(&one), Some(&same)));
        assert!(!is_same(Some(&one), None));
        assert!(is_same(None, None));
    }
}
