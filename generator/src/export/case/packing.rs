//! A package while it is put together: what all its records share, and the records so far.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use serde_json::{Value as Json, json};

use super::names::{RelationNotes, in_package, node};
use super::record::{
    CASE, CfAssociation, CfDefinitions, CfDocument, CfItem, CfItemType, CfLink, CfNode, CfPackage,
    CfRubric, Extensions, Siblings,
};
use super::recorded::Recorded;
use super::worded::WordedHandbook;
use crate::language::on_one_line;
use crate::model::identifier::Identifier;
use crate::model::source_record::{DefinitionKind, SourceName};
use crate::model::{CompleteHandbook, Language};
use crate::site::framework::Framework;
use crate::source::format::associations::{AssociationLock, RecordedAssociation, plain_kind};
use crate::source::format::statements::StatementField;

/// A package while it is put together.
pub(super) struct Packing<'a> {
    pub(super) source: WordedHandbook<'a>,
    pub(super) base_url: &'a str,
    pub(super) framework: Framework,
    pub(super) document: CfDocument,
    pub(super) items: Vec<CfItem>,
    pub(super) definitions: CfDefinitions,
    pub(super) rubrics: Vec<CfRubric>,
    associations: Vec<CfAssociation>,
    associated: HashSet<Identifier>,
    /// The identifiers and numbers with which associations were imported.
    imported: RecordedAssociations<'a>,
    /// The fields as they were imported.
    pub(super) recorded: Recorded<'a>,
}

/// The type and both ends of an association.
type AssociationKey = (Arc<str>, Arc<str>, Arc<str>);

/// The recorded associations by their types and ends, the last of each first.
#[derive(Default)]
struct RecordedAssociations<'a>(HashMap<AssociationKey, Vec<&'a RecordedAssociation>>);

impl<'a> RecordedAssociations<'a> {
    fn of(lock: &'a AssociationLock) -> Self {
        let mut all: HashMap<AssociationKey, Vec<&RecordedAssociation>> = HashMap::new();
        for one in lock.0.iter().rev() {
            let key = (
                one.kind.clone(),
                one.origin.clone(),
                one.destination.clone(),
            );
            all.entry(key).or_default().push(one);
        }
        RecordedAssociations(all)
    }

    /// Takes the next association of this type between these ends.
    fn take(&mut self, kind: &str, ends: [&str; 2]) -> Option<&'a RecordedAssociation> {
        if self.0.is_empty() {
            return None;
        }
        let [origin, destination] = ends;
        let key = (plain_kind(kind).into(), origin.into(), destination.into());
        self.0.get_mut(&key)?.pop()
    }
}

impl<'a> Packing<'a> {
    /// Begins the package of a framework.
    pub(super) fn new(
        source: WordedHandbook<'a>,
        base_url: &'a str,
        framework: Framework,
        document: CfDocument,
    ) -> Self {
        Packing {
            source,
            base_url,
            framework,
            document,
            items: Vec::new(),
            definitions: CfDefinitions::default(),
            rubrics: Vec::new(),
            associations: Vec::new(),
            associated: HashSet::new(),
            imported: RecordedAssociations::default(),
            recorded: Recorded::default(),
        }
    }

    /// Lets records keep the fields, and associations the identifiers and numbers, with which they were imported.
    pub(super) fn keep(
        &mut self,
        recorded: Recorded<'a>,
        associations: Option<&'a AssociationLock>,
    ) {
        self.recorded = recorded;
        self.imported = associations.map_or_else(RecordedAssociations::default, |lock| {
            RecordedAssociations::of(lock)
        });
    }

    /// The package.
    pub(super) fn packed(mut self) -> CfPackage {
        self.number();
        CfPackage {
            document: self.document,
            items: self.items,
            associations: self.associations,
            definitions: self.definitions,
            rubrics: self.rubrics,
        }
    }

    pub(super) fn handbook(&self) -> &'a CompleteHandbook {
        self.source.handbook
    }

    pub(super) fn language(&self) -> &'a Language {
        &self.handbook().languages[self.framework.language]
    }

    /// An interface word in the language of the framework.
    pub(super) fn word(&self, key: &'a str) -> &'a str {
        self.source.words.word(&self.language().id, key)
    }

    /// The time of the last change, for records of which no more is known.
    pub(super) fn changed(&self) -> String {
        self.document.last_change_date_time.clone()
    }

    /// The absolute address of a record that is only in the package.
    pub(super) fn in_package(&self, identifier: Identifier) -> String {
        in_package(self.handbook(), self.base_url, self.framework, identifier)
    }

    /// A reference to the framework.
    pub(super) fn document_node(&self) -> CfNode {
        let document = &self.document;
        node(
            document.title.clone(),
            document.identifier,
            document.uri.clone(),
        )
    }

    /// Adds a type of items unless it is known, and refers to it.
    pub(super) fn item_type(&mut self, title: &str, description: Option<String>) -> CfLink {
        let title = on_one_line(title);
        let mut known = self.definitions.item_types.iter();
        if let Some(known) = known.find(|known| known.title == title) {
            return CfLink {
                identifier: known.identifier,
                uri: known.uri.clone(),
                title,
            };
        }
        let record = DefinitionKind::ItemTypes.record(&title);
        let record = SourceName::Other(&record);
        let recorded = &self.recorded;
        let made = || self.framework.identifier.within(&format!("type {title}"));
        let identifier = recorded.identifier(record).unwrap_or_else(made);
        let uri = self.in_package(identifier);
        let code = self.definitions.item_types.len() + 1;
        let description = description.unwrap_or_else(|| title.clone());
        let changed = recorded.time_of(record, [&*title, &*description]);
        let field = StatementField::HierarchyCode;
        let hierarchy_code = recorded.required_line(record, field, code.to_string());
        let field = StatementField::Description;
        let item_type = CfItemType {
            identifier,
            uri: uri.clone(),
            title: title.clone(),
            description: recorded.required_line(record, field, description),
            hierarchy_code,
            type_code: recorded.words_without_place(record, StatementField::TypeCode),
            last_change_date_time: changed.unwrap_or_else(|| self.changed()),
        };
        self.definitions.item_types.push(item_type);
        CfLink {
            title,
            identifier,
            uri,
        }
    }

    /// Adds an association. Two that say the same of the same ends are one.
    pub(super) fn associate(&mut self, kind: &str, ends: [CfNode; 2], extensions: Extensions) {
        self.add(kind, ends, None, RelationNotes::none(), extensions);
    }

    /// Adds an association with notes on it.
    pub(super) fn associate_noted(
        &mut self,
        kind: &str,
        ends: [CfNode; 2],
        notes: RelationNotes,
        extensions: Extensions,
    ) {
        self.add(kind, ends, None, notes, extensions);
    }

    /// Adds an item to those below another or below the framework, as the one with this number, counted from 1.
    pub(super) fn nest(&mut self, ends: [CfNode; 2], siblings: Siblings, number: usize) {
        let number = i64::try_from(number).ok();
        let place = number.map(|number| (siblings, number));
        let notes = RelationNotes::none();
        self.add("isChildOf", ends, place, notes, Extensions::new());
    }

    fn add(
        &mut self,
        kind: &str,
        [origin, destination]: [CfNode; 2],
        place: Option<(Siblings, i64)>,
        notes: RelationNotes,
        extensions: Extensions,
    ) {
        let more = match extensions.is_empty() {
            true => String::new(),
            false => Json::from(extensions.clone()).to_string(),
        };
        let ends = [&*origin.identifier, &*destination.identifier];
        let own = self.framework.identifier.of_association(kind, ends, &more);
        if !self.associated.insert(own) {
            return;
        }
        let recorded = self.imported.take(kind, ends);
        let kept = recorded
            .and_then(|recorded| Identifier::allowed_in_case(recorded.identifier))
            .filter(|kept| self.associated.insert(*kept));
        let identifier = kept.unwrap_or(own);
        let record = SourceName::Other(identifier.as_str());
        let changed = self.recorded.time_of(record, []);
        let RelationNotes { words, written } = notes;
        let field = StatementField::Notes;
        let notes = self.recorded.words_of_field(record, field, written, words);
        let association = CfAssociation {
            identifier,
            siblings: place.map(|(siblings, _)| siblings),
            is_recorded: recorded.is_some(),
            recorded_number: recorded.and_then(|recorded| recorded.number),
            association_type: kind.to_owned(),
            sequence_number: place.map(|(_, number)| number),
            uri: self.in_package(identifier),
            origin,
            destination,
            last_change_date_time: changed.unwrap_or_else(|| self.changed()),
            notes,
            extensions,
        };
        self.associations.push(association);
    }
}

impl Packing<'_> {
    /// Gives the items in another the numbers with which they were imported, as long as all have one and those of each kind
    /// are in that order. If all were imported without a number, they stay without, in the order of the file.
    fn number(&mut self) {
        let mut numbered: HashSet<String> = HashSet::new();
        let mut last: HashMap<(&str, Siblings), i64> = HashMap::new();
        let mut differing: HashSet<String> = HashSet::new();
        for one in &self.associations {
            let Some(siblings) = one.siblings else {
                continue;
            };
            let above = one.destination.identifier.as_str();
            if !one.is_recorded || one.recorded_number.is_some() {
                numbered.insert(above.to_owned());
            }
            let is_in_order = one.recorded_number.is_some_and(|number| {
                let before = last.insert((above, siblings), number);
                before.is_none_or(|before| before <= number)
            });
            if !is_in_order {
                differing.insert(above.to_owned());
            }
        }
        for one in &mut self.associations {
            let above = &one.destination.identifier;
            let is_unnumbered = !numbered.contains(above);
            if is_unnumbered || (one.recorded_number.is_some() && !differing.contains(above)) {
                one.sequence_number = one.recorded_number;
            }
        }
    }
}

/// A reference to an item as the end of an association.
pub(super) fn item_node(item: &CfItem) -> CfNode {
    let label = item.human_coding_scheme.as_ref();
    let label = label.or(item.abbreviated_statement.as_ref());
    CfNode {
        title: label
            .cloned()
            .unwrap_or_else(|| on_one_line(&item.full_statement)),
        identifier: item.identifier.to_string(),
        uri: item.uri.clone(),
        target_type: CASE,
    }
}

/// Hundredths as a number. A whole number is written without a fraction.
pub(super) fn number(hundredths: i32) -> Json {
    if hundredths % 100 == 0 {
        json!(hundredths / 100)
    } else {
        json!(f64::from(hundredths) / 100.0)
    }
}

/// Extensions with the given keys, without those that have no value.
pub(super) fn extensions<const N: usize>(keys: [(&str, Json); N]) -> Extensions {
    let keys = keys.into_iter();
    let is_there =
        |value: &Json| !value.is_null() && value.as_array().is_none_or(|list| !list.is_empty());
    keys.filter(|(_, value)| is_there(value))
        .map(|(key, value)| (key.to_owned(), value))
        .collect()
}
