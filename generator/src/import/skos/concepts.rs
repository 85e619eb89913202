//! The scheme and its concepts: names, texts, codes, identifiers and types.

use std::collections::{HashMap, HashSet};

use super::SkosReader;
use super::naming::{name_of, place};
use super::own::OwnPart;
use super::vocabulary::{
    ABOVE, AUTHORITIES, BELOW, BROADER_TRANSITIVE, DC_LANGUAGE, DCT_LANGUAGE, DEFINITION,
    DESCRIPTIONS, EDITIONS, EDITORIAL_NOTE, EXAMPLE, HAS_TOP, IDENTIFIER, IN_SCHEME, LABELS,
    LICENSE, MATCHES, MEMBER_LIST, NOTATION, NOTE, OTHER_LABELS, RELATED, RELATION, REPLACED_BY,
    REPLACES, SAME_AS, SCOPE_NOTE, SKILL_TYPE, TOP_OF, TYPE, is_plain_type, short,
};
use crate::import::address::known_elsewhere;
use crate::import::found::{FoundForm, FoundItem, FoundText, FoundValue};
use crate::import::ids::id_of;
use crate::import::natural;
use crate::import::rdf::{RdfResource, RdfValue, address, local_name};
use crate::import::wording::spelled;
use crate::language::closing::without_closing;
use crate::language::message::message;
use crate::language::on_one_line;

/// The longest part of an address that becomes an id. In characters.
const LONGEST: usize = 40;

/// The names of schemes that say only that they are schemes.
const GENERAL: [&str; 8] = [
    "scheme",
    "conceptscheme",
    "concept-scheme",
    "vocabulary",
    "vocab",
    "thesaurus",
    "taxonomy",
    "index",
];

impl SkosReader<'_> {
    /// Reads the description of the scheme.
    pub(super) fn scheme(&mut self, scheme: Option<usize>) {
        let Some(index) = scheme else {
            return;
        };
        self.handled[index] = true;
        let resource = self.resource(index);
        self.found.title = self.words.label(resource, &LABELS);
        self.found.description = self.words.text(resource, &DESCRIPTIONS);
        if self.found.description.is_empty() {
            self.found.description = self.words.text(resource, &[DEFINITION]);
        }
        self.found.authority = self.authority(resource);
        let edition = EDITIONS.iter().flat_map(|key| resource.values(key)).next();
        self.found.edition = edition.and_then(|value| match value {
            RdfValue::Words(words, _) => Some(words.clone()),
            RdfValue::Node(name) => {
                Some(local_name(name).to_owned()).filter(|name| !name.is_empty())
            }
        });
        self.found.license = resource.values(LICENSE).next().map(|value| match value {
            RdfValue::Words(words, _) => (FoundText::one(&self.found.language, words), None),
            RdfValue::Node(name) => {
                let known = self.graph.get(name);
                let title = known.map(|licence| self.words.label(licence, &LABELS));
                let title = title.filter(|title| !title.is_empty()).unwrap_or_else(|| {
                    let name = known.map_or_else(|| local_name(name).to_owned(), name_of);
                    FoundText::one(&self.found.language, &name)
                });
                let url = address(name).and_then(known_elsewhere);
                (title, url)
            }
        });
        self.found.code = match &self.own {
            Some(own) => Some(own.standard.clone()),
            None => notation(resource).or_else(|| readable(&resource.name)),
        };
        self.found
            .same_as
            .extend(resource.address().and_then(known_elsewhere));
        for same in resource
            .nodes(SAME_AS)
            .filter_map(|name| known_elsewhere(name))
        {
            if !self.found.same_as.contains(&same) {
                self.found.same_as.push(same);
            }
        }
        let read = [
            HAS_TOP,
            DC_LANGUAGE,
            DCT_LANGUAGE,
            DEFINITION,
            LICENSE,
            NOTATION,
            SAME_AS,
        ];
        let read = read
            .into_iter()
            .chain(LABELS)
            .chain(DESCRIPTIONS)
            .chain(AUTHORITIES)
            .chain(EDITIONS);
        self.leave_rest(index, &read.collect::<Vec<_>>());
    }

    /// The body that issues the scheme, by its name.
    fn authority(&mut self, resource: &RdfResource) -> FoundText {
        for value in AUTHORITIES.iter().flat_map(|key| resource.values(key)) {
            let RdfValue::Node(name) = value else {
                return self.words.label(resource, &AUTHORITIES);
            };
            if let Some(index) = self.graph.index(name) {
                self.handled[index] = true;
                let body = self.resource(index);
                let names = ["http://xmlns.com/foaf/0.1/name", "http://schema.org/name"];
                let names: Vec<&str> = LABELS.into_iter().chain(names).collect();
                return self.words.label(body, &names);
            }
        }
        FoundText::default()
    }

    /// Puts the concepts in the order of their codes, or of the numbers at the end of their addresses, if all have one: RDF
    /// has no order, and programs that write it make one up. The program's own files are in order.
    pub(super) fn in_order(&mut self) {
        if self.own.is_none() {
            self.sort();
        }
        // A collection with an order says that of its members.
        for resource in &self.graph.resources {
            for list in resource.nodes(MEMBER_LIST) {
                let members = self
                    .graph
                    .list(list)
                    .into_iter()
                    .filter_map(|member| match member {
                        RdfValue::Node(name) => self.graph.index(&name),
                        RdfValue::Words(..) => None,
                    });
                let places: HashMap<usize, usize> = self
                    .concepts
                    .iter()
                    .enumerate()
                    .map(|(place, index)| (*index, place))
                    .collect();
                let mut members: Vec<usize> = members
                    .filter(|member| places.contains_key(member))
                    .collect();
                let mut seen = HashSet::new();
                members.retain(|member| seen.insert(*member));
                let mut free: Vec<usize> = members.iter().map(|member| places[member]).collect();
                free.sort_unstable();
                for (place, member) in free.into_iter().zip(members) {
                    self.concepts[place] = member;
                }
            }
        }
    }

    fn sort(&mut self) {
        let codes: Option<Vec<String>> = self
            .concepts
            .iter()
            .map(|index| notation(self.resource(*index)))
            .collect();
        let numbered = || -> Option<Vec<String>> {
            let names = self
                .concepts
                .iter()
                .map(|index| &*self.resource(*index).name);
            let beginning = |name: &str| {
                name.trim_end_matches(|c: char| c.is_ascii_digit())
                    .to_owned()
            };
            let first = beginning(names.clone().next()?);
            names
                .map(|name| {
                    (beginning(name) == first && name.len() > first.len()).then(|| name.to_owned())
                })
                .collect()
        };
        let Some(keys) = codes.or_else(numbered) else {
            return;
        };
        let mut all: Vec<(String, usize)> = keys
            .into_iter()
            .zip(std::mem::take(&mut self.concepts))
            .collect();
        all.sort_by(|(one, _), (other, _)| natural::compare(one, other));
        self.concepts = all.into_iter().map(|(_, index)| index).collect();
    }

    /// Makes an item of each concept.
    pub(super) fn concepts(&mut self) {
        let mut kinds: Vec<String> = Vec::new();
        let mut of_items: Vec<Option<usize>> = Vec::new();
        for index in self.concepts.clone() {
            self.handled[index] = true;
            let item = self.item(index);
            self.items.insert(index, self.found.items.len());
            self.found.items.push(item);
            let kind = self.kind(self.resource(index));
            of_items.push(kind.map(|kind| {
                kinds
                    .iter()
                    .position(|known| *known == kind)
                    .unwrap_or_else(|| {
                        kinds.push(kind);
                        kinds.len() - 1
                    })
            }));
        }
        let is_nameless =
            |item: &FoundItem| item.form == FoundForm::Requirement && item.code.is_none();
        self.found.hides_marks = self.own.is_some() && self.found.items.iter().any(is_nameless);
        // A type that all share says nothing.
        let differ = kinds.len() > 1 || of_items.iter().any(Option::is_none);
        if !kinds.is_empty() && differ {
            for (item, kind) in self.found.items.iter_mut().zip(of_items) {
                item.kind = kind;
            }
            self.found.types = kinds.iter().map(|kind| self.type_of(kind)).collect();
        }
    }

    fn item(&mut self, index: usize) -> FoundItem {
        let resource = self.resource(index);
        let mut item = FoundItem::new(place(resource));
        let mut title = self.words.label(resource, &LABELS[..2]);
        if title.is_empty() {
            title = self.words.label(resource, &LABELS[2..]);
        }
        item.title = title;
        let mut remarks = vec![NOTE];
        let own = self.own.as_ref().and_then(|own| own.part(&resource.name));
        if self.words.is_defined(resource) {
            item.text = self.words.text(resource, &[DEFINITION]);
            remarks.extend(DESCRIPTIONS);
            remarks.push(SCOPE_NOTE);
        } else if matches!(own, Some(OwnPart::Clause(_))) {
            item.text = self.words.text(resource, &[SCOPE_NOTE]);
        } else {
            item.text = self.words.text(resource, &DESCRIPTIONS);
            remarks.push(SCOPE_NOTE);
        }
        // A definition that only adds the mark at the end of a sentence, or lines, is the text, of which the label was made.
        let is_same = |(tag, words): &(String, String)| {
            let mut texts = item.text.0.iter();
            texts.any(|(known, text)| known == tag && without_closing(&on_one_line(text)) == words)
        };
        if item.text.0.len() == item.title.0.len() && item.title.0.iter().all(is_same) {
            item.title = FoundText::default();
        }
        for property in remarks {
            let texts = self.words.texts(resource, &[property]);
            item.remarks.extend(
                texts
                    .into_iter()
                    .filter(|text| *text != item.text && *text != item.title),
            );
        }
        item.examples = self.words.texts(resource, &[EXAMPLE]);
        item.notes = self.words.texts(resource, &[EDITORIAL_NOTE]);
        item.code = notation(resource);
        match own {
            Some(OwnPart::Clause(id)) => {
                item.id = Some(id);
                item.form = FoundForm::Clause;
            }
            Some(OwnPart::Requirement(id)) => {
                item.id = Some(id);
                item.form = FoundForm::Requirement;
                item.same_as.extend(known_elsewhere(&resource.name));
            }
            Some(OwnPart::Collection(..)) | None => {
                if item.code.is_none() {
                    item.id = readable(&resource.name);
                }
                item.same_as
                    .extend(resource.address().and_then(known_elsewhere));
            }
        }
        for value in resource.values(SAME_AS) {
            let known = self.words.shown(value);
            match known_elsewhere(&known) {
                Some(known) if !item.same_as.contains(&known) => item.same_as.push(known),
                Some(_) => {}
                None => self.leave(
                    place(resource),
                    message!("an identifier that is not an address"),
                    known,
                ),
            }
        }
        for value in resource.values(NOTATION).skip(1) {
            let code = self.words.shown(value);
            if Some(&code) != item.code.as_ref() {
                self.leave(place(resource), message!("a second code"), code);
            }
        }
        for property in OTHER_LABELS {
            for value in resource.values(property) {
                let words = self.words.shown(value);
                self.leave(
                    place(resource),
                    message!("another name, `{property}`", property = short(property)),
                    words,
                );
            }
        }
        let read = [
            DEFINITION,
            SCOPE_NOTE,
            NOTE,
            EXAMPLE,
            EDITORIAL_NOTE,
            NOTATION,
            IDENTIFIER,
            SAME_AS,
            IN_SCHEME,
            TOP_OF,
            RELATED,
            RELATION,
            REPLACES,
            REPLACED_BY,
            BROADER_TRANSITIVE,
            SKILL_TYPE,
        ];
        let read = read
            .into_iter()
            .chain(LABELS)
            .chain(OTHER_LABELS)
            .chain(DESCRIPTIONS)
            .chain(ABOVE)
            .chain(BELOW);
        let read: Vec<&str> = read.chain(MATCHES.map(|(property, _)| property)).collect();
        self.leave_rest(index, &read);
        item
    }

    /// The type of a concept, besides that it is one.
    fn kind(&self, resource: &RdfResource) -> Option<String> {
        let types = resource.nodes(SKILL_TYPE).chain(resource.nodes(TYPE));
        let mut types = types.filter(|kind| !is_plain_type(kind));
        types.next().map(|kind| kind.to_string())
    }

    fn type_of(&mut self, kind: &str) -> FoundValue {
        let known = self.graph.get(kind);
        let title = known
            .map(|resource| self.words.label(resource, &LABELS))
            .unwrap_or_default();
        let name = local_name(kind);
        FoundValue {
            code: Some(name.to_owned()),
            title: match title.is_empty() {
                true => FoundText::one(&self.found.language, &spelled(name)),
                false => title,
            },
            ..FoundValue::default()
        }
    }
}

/// The first code of a concept.
pub(super) fn notation(resource: &RdfResource) -> Option<String> {
    let values = [NOTATION, IDENTIFIER]
        .into_iter()
        .flat_map(|key| resource.values(key));
    let mut codes = values.filter_map(|value| match value {
        RdfValue::Words(words, _) => Some(words.trim()),
        RdfValue::Node(_) => None,
    });
    let is_code = |code: &&str| !code.is_empty() && code.len() <= LONGEST && !code.contains("://");
    codes.find(is_code).map(str::to_owned)
}

/// The last part of an address, if it can be an id that people can read.
fn readable(name: &str) -> Option<String> {
    let name = local_name(address(name)?);
    let is_general = GENERAL.contains(&&*name.to_lowercase());
    let is_made_up =
        name.len() > LONGEST || name.chars().filter(char::is_ascii_digit).count() * 2 > name.len();
    let has_words = name.chars().any(|c| c.is_ascii_alphabetic());
    (!is_made_up && !is_general && has_words)
        .then(|| id_of(name))
        .flatten()
}
