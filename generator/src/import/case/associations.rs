//! The associations of a framework: the tree of its items, and the relations of items with each other and with others.

use serde_json::{Map, Value as Json};

use super::CaseReader;
use super::items::link;
use crate::import::address::{known_elsewhere, uuid};
use crate::import::found::{FoundEnd, FoundRelation, FoundText};
use crate::import::json::{JsonRecord, leave, words};
use crate::language::message::{Message, message};
use crate::model::identifier::Identifier;
use crate::source::format::relation::RelationKind;
use crate::source::format::text::Id;

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

/// The end of an association.
enum CaseEnd {
    Item(usize),
    /// The framework itself.
    Framework,
    /// Something outside the package: its fields.
    Outside(Map<String, Json>),
}

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
            let kind = kind.strip_prefix("ext:").unwrap_or(&kind).to_owned();
            let [Some(origin), Some(destination)] = ends else {
                self.leave_whole(record, message!("an association without two ends"));
                continue;
            };
            let mut handled = HANDLED.to_vec();
            match (kind.as_str(), origin, destination) {
                ("isChildOf", CaseEnd::Item(child), CaseEnd::Item(parent)) if child != parent => {
                    if self.found.items[child].parent.is_none()
                        && !self.sequence.contains_key(&child)
                    {
                        self.found.items[child].parent = Some(parent);
                        self.count(record, child);
                    } else {
                        further += 1;
                        self.relate(
                            record,
                            child,
                            FoundEnd::Item(parent),
                            "isChildOf",
                            FoundText::default(),
                        );
                    }
                }
                ("isChildOf", CaseEnd::Item(child), CaseEnd::Framework) => {
                    if self.found.items[child].parent.is_none() {
                        self.count(record, child);
                    }
                }
                ("isParentOf", CaseEnd::Item(parent), CaseEnd::Item(child))
                    if child != parent && self.found.items[child].parent.is_none() =>
                {
                    self.found.items[child].parent = Some(parent);
                    self.count(record, child);
                }
                ("isPartOf", CaseEnd::Item(part), CaseEnd::Item(whole)) if part != whole => {
                    handled.push("extensions");
                    self.parts
                        .push((part, whole, record.fields.clone(), record.place()));
                }
                ("isTranslationOf", CaseEnd::Item(translation), CaseEnd::Item(original))
                    if translation != original =>
                {
                    translations.push((translation, original));
                }
                ("replacedBy", CaseEnd::Item(old), CaseEnd::Item(new)) => {
                    self.relate(
                        record,
                        new,
                        FoundEnd::Item(old),
                        RelationKind::Replaces.word(),
                        FoundText::default(),
                    );
                }
                ("", _, _) => {
                    self.leave_whole(record, message!("an association without a type"));
                    continue;
                }
                (_, CaseEnd::Item(own), CaseEnd::Item(other)) if own != other => {
                    let kind = self.relation_kind(record, &kind, &mut handled);
                    self.relate(
                        record,
                        own,
                        FoundEnd::Item(other),
                        &kind,
                        FoundText::default(),
                    );
                }
                (_, CaseEnd::Item(own), CaseEnd::Outside(other)) => {
                    let Some((to, title)) = self.elsewhere(&other) else {
                        self.leave_whole(
                            record,
                            message!("an association with something that has no address"),
                        );
                        continue;
                    };
                    let kind = self.relation_kind(record, &kind, &mut handled);
                    self.relate(record, own, FoundEnd::Elsewhere(to), &kind, title);
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
            }
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

    /// The end that a value names: by its identifier, or by its address or the last part of it.
    fn end(&self, value: &Json) -> CaseEnd {
        let fields = link(value);
        let all = ["identifier", "uri"].into_iter();
        let names = all
            .filter_map(|key| fields.get(key).and_then(words))
            .map(|name| name.to_lowercase());
        let names: Vec<String> = names.collect();
        let last = names
            .iter()
            .filter_map(|name| name.trim_end_matches('/').rsplit_once('/'))
            .map(|(_, last)| last.to_owned())
            .filter(|last| uuid(last).is_some());
        let candidates: Vec<String> = names.iter().cloned().chain(last).collect();
        if let Some(item) = candidates.iter().find_map(|name| self.by_name.get(name)) {
            return CaseEnd::Item(*item);
        }
        match candidates.iter().any(|name| self.own_names.contains(name)) {
            true => CaseEnd::Framework,
            false => CaseEnd::Outside(fields),
        }
    }

    /// The address of something outside the package, from which its identifier can be told, and its title.
    fn elsewhere(&self, fields: &Map<String, Json>) -> Option<(String, FoundText)> {
        let of = |key: &str| fields.get(key).and_then(words);
        let uri = of("uri").and_then(|uri| known_elsewhere(&uri));
        let own = of("identifier").and_then(|identifier| uuid(&identifier.to_lowercase()));
        let tells = match (&uri, &own) {
            (Some(uri), Some(own)) => {
                Identifier::of_case(uri).is_some()
                    && Identifier::of_case(uri) == Identifier::of_case(own)
            }
            (Some(_), None) => true,
            (None, _) => false,
        };
        let to = if tells { uri } else { own.or(uri) };
        let title = of("title").filter(|title| Some(title) != of("uri").as_ref());
        let title = title.map_or_else(FoundText::default, |title| {
            FoundText::one(&self.found.language, &title)
        });
        Some((to?, title))
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
            None if Id::is_valid(kind) => kind.to_owned(),
            None => crate::import::ids::id_of(kind)
                .unwrap_or_else(|| RelationKind::Related.word().to_owned()),
        }
    }

    fn relate(
        &mut self,
        record: JsonRecord<'_>,
        item: usize,
        to: FoundEnd,
        kind: &str,
        title: FoundText,
    ) {
        let language = self.found.language.clone();
        let notes = record
            .words("notes")
            .map(|notes| FoundText::one(&language, &notes));
        self.found.items[item].relations.push(FoundRelation {
            to,
            kind: kind.to_owned(),
            title,
            notes: notes.into_iter().collect(),
        });
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
