//! Records what exports keep: the identifiers of associations, as long as their ends stay, and the words of items, until
//! somebody edits them.

use std::collections::HashSet;

use serde_json::Value as Json;
use url::Url;
use uuid::Uuid;

use super::ends::CaseEnd;
use super::wording::{time_of, written};
use super::{CaseReader, ReadAssociation};
use crate::import::found::{FoundItem, FoundRole, FoundStatement};
use crate::import::ids::id_of;
use crate::import::json::{JsonRecord, leave};
use crate::language::message::message;
use crate::model::framework_item::imported_as;
use crate::model::identifier::Identifier;
use crate::source::format::associations::RecordedAssociation;
use crate::source::format::relation::RelationKind;
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

    /// Keeps the identifier of an association, unless an export makes the same again.
    pub(super) fn keep(&mut self, record: JsonRecord<'_>, read: Option<ReadAssociation>) {
        let Some(read) = read else {
            record.leave(
                "identifier",
                message!("the identifier of an association, which gets another in an export"),
                &mut self.found.left,
            );
            return;
        };
        let association = &read.association;
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

    /// Keeps the exact words of an item. Returns whether the time of its last change is kept.
    pub(super) fn keep_words(&mut self, record: JsonRecord<'_>, item: &FoundItem) -> bool {
        let Some(identifier) = imported_as(item.same_as.iter().map(String::as_str)) else {
            return false;
        };
        let own = |key: &str| written(record, key);
        let notes = match self.is_own {
            // The notes of editors follow them.
            true => {
                let remarks = item.remarks.iter().map(|remark| remark.nearest(""));
                let remarks: Vec<&str> = remarks.collect();
                (!remarks.is_empty()).then(|| remarks.join("\n"))
            }
            false => own("notes"),
        };
        let changed = time_of(record);
        let is_kept = changed.is_some();
        self.statements.push(FoundStatement {
            identifier,
            full: own("fullStatement"),
            // The specification allows neither line breaks nor tabs in it.
            abbreviated: own("abbreviatedStatement")
                .map(|words| words.replace("\r\n", " ").replace(['\r', '\n', '\t'], " ")),
            language: own("language").filter(|language| *language != self.found.language),
            notes,
            changed,
        });
        is_kept
    }
}
