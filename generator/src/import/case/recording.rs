//! Records what exports keep: the identifiers of associations, as long as their ends stay, and what the source says of items
//! and definitions, until somebody edits them.

use std::collections::HashSet;

use serde_json::{Map, Value as Json};
use url::Url;
use uuid::Uuid;

use super::ends::CaseEnd;
use super::levels::levels_of;
use super::wording::{kept, kept_names};
use super::{CaseReader, ReadAssociation};
use crate::import::found::{FoundItem, FoundRole};
use crate::import::ids::id_of;
use crate::import::json::{JsonRecord, leave, words};
use crate::language::message::message;
use crate::language::on_one_line;
use crate::model::framework_item::imported_as;
use crate::model::identifier::Identifier;
use crate::model::source_record::DefinitionKind;
use crate::source::format::associations::RecordedAssociation;
use crate::source::format::relation::RelationKind;
use crate::source::format::statements::StatementField;
use crate::source::format::text::Id;

/// The identifier that CASE 1.1 allows among the addresses of something.
fn identifier_of(same_as: &[String]) -> Option<String> {
    let found = same_as.iter().find_map(|to| Identifier::of_case(to));
    found.map(|found| found.to_string())
}

/// The id of a relation of the standard's own that is made of a type of associations. `None` if nothing is left of it.
pub(super) fn own_kind(kind: &str) -> Option<String> {
    match Id::is_valid(kind) {
        true => Some(kind.to_owned()),
        false => id_of(kind),
    }
}

impl CaseReader<'_> {
    /// The record of an association between these ends. `None` if one of them or the association has no identifier that an
    /// export can keep.
    pub(super) fn recorded(
        &self,
        record: JsonRecord<'_>,
        kind: &str,
        ends: [&CaseEnd; 2],
    ) -> Option<ReadAssociation> {
        let identifier = Uuid::try_parse(&record.words("identifier")?).ok()?;
        Identifier::allowed_in_case(identifier)?;
        let [origin, destination] = ends.map(|end| self.name_of(end));
        let kind = own_kind(kind);
        Some(ReadAssociation {
            association: RecordedAssociation {
                kind: kind
                    .as_deref()
                    .unwrap_or(RelationKind::Related.word())
                    .into(),
                origin: origin?.into(),
                destination: destination?.into(),
                identifier,
                number: record
                    .words("sequenceNumber")
                    .and_then(|number| number.parse::<i32>().ok())
                    .map(i64::from),
            },
            place: record.place_of("identifier"),
            is_within: ends.map(|end| !matches!(end, CaseEnd::Outside(_))),
        })
    }

    /// The name that an end has in an export: its identifier or, outside CASE, its address.
    fn name_of(&self, end: &CaseEnd) -> Option<String> {
        match end {
            CaseEnd::Item(item) => identifier_of(&self.found.items[*item].same_as),
            CaseEnd::Framework => identifier_of(&self.found.same_as),
            CaseEnd::Outside(fields) => {
                let (to, _) = self.elsewhere(fields)?;
                match Identifier::of_case(&to) {
                    Some(identifier) => Some(identifier.to_string()),
                    None => Some(Url::parse(&to).ok()?.to_string()),
                }
            }
        }
    }

    /// Keeps what the source says of an association, and its identifier unless an export makes the same again. Returns the
    /// names of the fields that are kept.
    pub(super) fn keep(
        &mut self,
        record: JsonRecord<'_>,
        read: Option<ReadAssociation>,
    ) -> Vec<&'static str> {
        let Some(read) = read else {
            record.leave(
                "identifier",
                message!("the identifier of an association, which gets another in an export"),
                &mut self.found.left,
            );
            return Vec::new();
        };
        let source = kept(record, &[StatementField::Notes]);
        let names = kept_names(&source).collect();
        let association = &read.association;
        let name = association.identifier.to_string();
        self.source.0.insert(name, source);
        let framework = self.name_of(&CaseEnd::Framework);
        let framework = framework.and_then(|own| Identifier::of_case(&format!("urn:uuid:{own}")));
        let kind = record.words("associationType").unwrap_or_default();
        let more = record.get("extensions").map(Json::to_string);
        let ends = [&*association.origin, &*association.destination];
        let made = framework
            .map(|own| own.of_association(&kind, ends, more.as_deref().unwrap_or_default()));
        if made != Some(Identifier::from(association.identifier)) {
            self.associations.push(read);
        }
        names
    }

    /// Records the associations whose ends are still in the standard.
    pub(super) fn record_associations(&mut self) {
        let found = &self.found;
        let groups = found.groups.iter().map(|group| &group.about);
        let tasks = found.roles.iter().flat_map(|role| &role.tasks);
        let roles = found.roles.iter().map(|role: &FoundRole| &role.about);
        let known: HashSet<String> = [&found.same_as]
            .into_iter()
            .chain(found.items.iter().map(|item| &item.same_as))
            .chain(roles.chain(groups).map(|value| &value.same_as))
            .chain(tasks.map(|task| &task.same_as))
            .filter_map(|same_as| identifier_of(same_as))
            .collect();
        for read in std::mem::take(&mut self.associations) {
            let association = read.association;
            let has = |end: &str, is_within: bool| !is_within || known.contains(end);
            let [origin_within, destination_within] = read.is_within;
            if has(&association.origin, origin_within)
                && has(&association.destination, destination_within)
            {
                self.found.associations.push(association);
            } else {
                leave(
                    &mut self.found.left,
                    read.place,
                    message!("the identifier of an association, which gets another in an export"),
                    &Json::from(association.identifier.to_string()),
                );
            }
        }
    }

    /// Keeps what the source says of an item. Returns the names of the fields that are kept.
    pub(super) fn keep_item(
        &mut self,
        record: JsonRecord<'_>,
        item: &FoundItem,
    ) -> Vec<&'static str> {
        let Some(identifier) = imported_as(item.same_as.iter().map(String::as_str)) else {
            return Vec::new();
        };
        let mut source = kept(record, &ITEM);
        let fields = &mut source.fields;
        // Older programs have fields of other names.
        let levels = levels_of(&record);
        if record.get(StatementField::EducationLevel.word()).is_none() && !levels.is_empty() {
            fields.push((StatementField::EducationLevel, levels.into()));
        }
        let named = record.record("CFItemTypeURI");
        let named = named.and_then(|link| link.get("title")).and_then(words);
        if let (None, Some(named)) = (record.words(StatementField::ItemType.word()), named) {
            fields.push((StatementField::ItemType, named.into()));
        }
        if self.is_own {
            // The notes of editors follow those of the standard.
            fields.retain(|(field, _)| *field != StatementField::Notes);
            let remarks = item.remarks.iter().map(|remark| remark.nearest(""));
            let remarks: Vec<&str> = remarks.collect();
            let remarks = (!remarks.is_empty()).then(|| remarks.join("\n"));
            fields.extend(remarks.map(|words| (StatementField::Notes, words.into())));
        }
        let names = kept_names(&source).collect();
        self.source.0.insert(identifier, source);
        names
    }

    /// Keeps what the source says of the framework itself.
    pub(super) fn keep_framework(&mut self, document: JsonRecord<'_>) -> Vec<&'static str> {
        let same_as = self.found.same_as.iter().map(String::as_str);
        let Some(identifier) = imported_as(same_as) else {
            return Vec::new();
        };
        let mut source = kept(document, &FRAMEWORK);
        if self.is_own {
            // Our own have the notes of editors, and whether a translation is official.
            let notes = StatementField::Notes;
            source.fields.retain(|(field, _)| *field != notes);
        }
        let names = kept_names(&source).collect();
        self.source.0.insert(identifier, source);
        names
    }

    /// Keeps the definitions of subjects, for which a handbook has no place.
    pub(super) fn keep_subjects(&mut self, definitions: &Map<String, Json>) -> Vec<&'static str> {
        let same_as = self.found.same_as.iter().map(String::as_str);
        let framework = imported_as(same_as).and_then(|own| self.source.0.get_mut(&own));
        let subjects = kept(JsonRecord::at(definitions, ""), &[StatementField::Subjects]);
        match framework {
            Some(framework) => {
                let names = kept_names(&subjects).collect();
                framework.fields.extend(subjects.fields);
                names
            }
            None => Vec::new(),
        }
    }

    /// Keeps what the source says of a definition.
    pub(super) fn keep_definition(
        &mut self,
        record: JsonRecord<'_>,
        kind: DefinitionKind,
    ) -> Vec<&'static str> {
        let fields: &[StatementField] = match kind {
            DefinitionKind::ItemTypes => &[
                StatementField::Identifier,
                StatementField::Description,
                StatementField::HierarchyCode,
                StatementField::TypeCode,
            ],
            DefinitionKind::Concepts => &[
                StatementField::Identifier,
                StatementField::Description,
                StatementField::HierarchyCode,
                StatementField::Keywords,
            ],
            DefinitionKind::Licenses => &[
                StatementField::Identifier,
                StatementField::Description,
                StatementField::LicenseText,
            ],
        };
        let Some(title) = record.words("title") else {
            return Vec::new();
        };
        let source = kept(record, fields);
        let names = kept_names(&source).collect();
        let name = kind.record(&on_one_line(&title));
        self.source.0.entry(name).or_insert(source);
        names
    }
}

/// The fields of items that are kept.
const ITEM: [StatementField; 14] = [
    StatementField::Full,
    StatementField::Abbreviated,
    StatementField::AlternativeLabel,
    StatementField::Code,
    StatementField::ListEnumeration,
    StatementField::ItemType,
    StatementField::ConceptKeywords,
    StatementField::Notes,
    StatementField::Subject,
    StatementField::SubjectUri,
    StatementField::Language,
    StatementField::EducationLevel,
    StatementField::StatusStart,
    StatementField::StatusEnd,
];

/// The fields of the framework itself that are kept.
const FRAMEWORK: [StatementField; 13] = [
    StatementField::Title,
    StatementField::Creator,
    StatementField::Publisher,
    StatementField::Description,
    StatementField::Notes,
    StatementField::Version,
    StatementField::AdoptionStatus,
    StatementField::FrameworkType,
    StatementField::OfficialSource,
    StatementField::Subject,
    StatementField::SubjectUri,
    StatementField::StatusStart,
    StatementField::StatusEnd,
];
