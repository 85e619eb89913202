//! The associations of a framework: the tree of its items, and the relations of items with each other and with others.

use serde_json::Value as Json;

use super::CaseReader;
use super::ends::CaseEnd;
use super::items::unmarked;
use super::recording::own_kind;
use crate::import::found::{FoundEnd, FoundRelation, FoundText};
use crate::import::json::{JsonRecord, leave, words};
use crate::language::message::{Message, message};
use crate::source::format::associations::plain_kind;
use crate::source::format::relation::RelationKind;

/// The fields of an association that have a place, or only repeat what is known.
const HANDLED: [&str; 8] = [
    "identifier",
    "uri",
    "associationType",
    "sequenceNumber",
    "originNodeURI",
    "destinationNodeURI",
    "notes",
    "CFDocumentURI",
];

impl CaseReader<'_> {
    /// Reads the associations.
    pub(super) fn associations(&mut self) {
        let records = JsonRecord::list(
            self.package.get("CFAssociations"),
            "/CFAssociations",
            &mut self.found.left,
        );
        let mut further = 0;
        let mut translations = Vec::new();
        for record in records {
            let ends = ["originNodeURI", "destinationNodeURI"]
                .map(|key| record.get(key).map(|value| self.end(value)));
            let kind = record.words("associationType").unwrap_or_default();
            let kind = plain_kind(&kind).to_owned();
            let [Some(origin), Some(destination)] = ends else {
                self.leave_whole(record, message!("an association without two ends"));
                continue;
            };
            let mut handled = HANDLED.to_vec();
            let mut kept = self.recorded(record, &kind, [&origin, &destination]);
            // Only relations have notes.
            let mut has_notes = false;
            let is_new = match (kind.as_str(), origin, destination) {
                ("isChildOf", CaseEnd::Item(child), CaseEnd::Item(parent)) if child != parent => {
                    let above = self.found.items[child].parent;
                    if above.is_none() && !self.sequence.contains_key(&child) {
                        self.found.items[child].parent = Some(parent);
                        self.count(record, child);
                        true
                    } else if above == Some(parent) {
                        false
                    } else {
                        further += 1;
                        has_notes = true;
                        self.relate(record, child, FoundEnd::Item(parent), "isChildOf")
                    }
                }
                ("isChildOf", CaseEnd::Item(child), CaseEnd::Framework) => {
                    if self.found.items[child].parent.is_some() {
                        self.leave_whole(
                            record,
                            message!(
                                "an association with the framework of an item that is in another"
                            ),
                        );
                        continue;
                    }
                    let is_new = !self.sequence.contains_key(&child);
                    self.count(record, child);
                    is_new
                }
                ("isParentOf", CaseEnd::Item(parent), CaseEnd::Item(child))
                    if child != parent && self.found.items[child].parent.is_none() =>
                {
                    self.found.items[child].parent = Some(parent);
                    self.count(record, child);
                    let ends = [&CaseEnd::Item(child), &CaseEnd::Item(parent)];
                    kept = self.recorded(record, "isChildOf", ends);
                    true
                }
                ("isPartOf", CaseEnd::Item(part), CaseEnd::Item(whole)) if part != whole => {
                    handled.push("extensions");
                    let more = record.get("extensions");
                    let is_new = self
                        .parts_seen
                        .insert((part, whole, more.map(Json::to_string)));
                    if is_new {
                        self.parts
                            .push((part, whole, record.fields.clone(), record.place()));
                    }
                    is_new
                }
                ("isTranslationOf", CaseEnd::Item(translation), CaseEnd::Item(original))
                    if translation != original =>
                {
                    translations.push((translation, original));
                    true
                }
                ("replacedBy", CaseEnd::Item(old), CaseEnd::Item(new)) if old != new => {
                    has_notes = true;
                    let kind = RelationKind::Replaces.word();
                    self.relate(record, new, FoundEnd::Item(old), kind)
                }
                ("", _, _) => {
                    self.leave_whole(record, message!("an association without a type"));
                    continue;
                }
                (_, CaseEnd::Item(own), CaseEnd::Item(other)) if own != other => {
                    has_notes = true;
                    let kind = self.relation_kind(record, &kind, &mut handled);
                    self.relate(record, own, FoundEnd::Item(other), &kind)
                }
                (_, CaseEnd::Item(own), CaseEnd::Outside(other)) => {
                    let Some((to, title)) = self.elsewhere(&other) else {
                        self.leave_whole(
                            record,
                            message!("an association with something that has no address"),
                        );
                        continue;
                    };
                    has_notes = true;
                    let kind = self.relation_kind(record, &kind, &mut handled);
                    self.relate_titled(record, own, FoundEnd::Elsewhere(to), &kind, title)
                }
                (_, CaseEnd::Item(_), CaseEnd::Item(_)) => {
                    self.leave_whole(record, message!("an association of an item with itself"));
                    continue;
                }
                (_, CaseEnd::Framework, _) | (_, _, CaseEnd::Framework) => {
                    self.leave_whole(record, message!("an association of the framework itself"));
                    continue;
                }
                (_, CaseEnd::Outside(_), _) => {
                    self.leave_whole(
                        record,
                        message!("an association of something outside the package"),
                    );
                    continue;
                }
            };
            if !is_new {
                self.leave_whole(
                    record,
                    message!("an association that says the same as an earlier one"),
                );
                continue;
            }
            let kept = self.keep(record, kept);
            if !has_notes {
                handled.retain(|key| *key != "notes");
            }
            handled.extend(kept);
            record.leave_rest(&handled, &mut self.found.left);
        }
        if further > 0 {
            self.found.decisions.push(message!(
                "{count} {count|item has a further parent|items have further parents}; {count|it is|each is} in the first, and related to the others by `isChildOf`",
                count = further
            ));
        }
        self.merge_translations(&translations);
    }

    fn leave_whole(&mut self, record: JsonRecord<'_>, what: Message) {
        leave(
            &mut self.found.left,
            record.place(),
            what,
            &Json::Object(record.fields.clone()),
        );
    }

    /// Notes the number of an item among those with the same parent.
    fn count(&mut self, record: JsonRecord<'_>, item: usize) {
        let number = record
            .words("sequenceNumber")
            .and_then(|number| number.parse::<f64>().ok());
        self.sequence.insert(
            item,
            number
                .filter(|number| number.is_finite())
                .unwrap_or(f64::MAX),
        );
    }

    /// The kind of a relation: one that every standard has, or the name of the type.
    fn relation_kind(
        &mut self,
        record: JsonRecord<'_>,
        kind: &str,
        handled: &mut Vec<&str>,
    ) -> String {
        let common = match kind {
            "exactMatchOf" => Some(RelationKind::ExactMatch),
            "precedes" => Some(RelationKind::Precedes),
            "isRelatedTo" => {
                let exact = record
                    .record("extensions")
                    .and_then(|own| own.get("relation"))
                    .and_then(words);
                let exact = RelationKind::ALL
                    .into_iter()
                    .find(|known| exact.as_deref() == Some(known.word()));
                if exact.is_some() {
                    handled.push("extensions");
                }
                Some(exact.unwrap_or(RelationKind::Related))
            }
            _ => None,
        };
        match common {
            Some(kind) => kind.word().to_owned(),
            None => own_kind(kind).unwrap_or_else(|| RelationKind::Related.word().to_owned()),
        }
    }

    /// Relates an item to another. Returns whether the relation is new.
    fn relate(&mut self, record: JsonRecord<'_>, item: usize, to: FoundEnd, kind: &str) -> bool {
        self.relate_titled(record, item, to, kind, FoundText::default())
    }

    fn relate_titled(
        &mut self,
        record: JsonRecord<'_>,
        item: usize,
        to: FoundEnd,
        kind: &str,
        title: FoundText,
    ) -> bool {
        let language = self.found.language.clone();
        if !self.related.insert((item, kind.to_owned(), to.clone())) {
            return false;
        }
        // A note is one paragraph. Earlier versions of this program marked those on relations as the editors'.
        let notes = record.words("notes").unwrap_or_default();
        let notes: Vec<FoundText> = unmarked(&notes)
            .iter()
            .map(|note| FoundText::one(&language, note))
            .collect();
        self.found.items[item].relations.push(FoundRelation {
            to,
            kind: kind.to_owned(),
            title,
            notes,
        });
        true
    }

    /// Adds the words of translations to their originals.
    fn merge_translations(&mut self, translations: &[(usize, usize)]) {
        let mut merged = vec![false; self.found.items.len()];
        for (translation, original) in translations {
            if merged[*original] || merged[*translation] {
                continue;
            }
            let own = self.found.items[*translation].clone();
            let target = &mut self.found.items[*original];
            let is_new = |text: &FoundText, known: &FoundText| {
                text.0
                    .iter()
                    .all(|(language, _)| !known.0.iter().any(|(other, _)| other == language))
            };
            if own.text.is_empty() || !is_new(&own.text, &target.text) {
                target.relations.push(FoundRelation {
                    to: FoundEnd::Item(*translation),
                    kind: "isTranslationOf".to_owned(),
                    title: FoundText::default(),
                    notes: Vec::new(),
                });
                continue;
            }
            target.text.0.extend(own.text.0);
            target.title.0.extend(own.title.0);
            self.found.decisions.extend((!merged.contains(&true)).then(|| {
                message!("translations are texts of their originals; their own identifiers are in the list of what has no place")
            }));
            for name in own.same_as {
                leave(
                    &mut self.found.left,
                    own.place.clone(),
                    message!("the identifier of a translation"),
                    &Json::from(name),
                );
            }
            merged[*translation] = true;
        }
        self.remove(&merged);
    }
}
