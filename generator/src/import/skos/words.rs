//! Texts: literals with the tags of their languages, labels of SKOS-XL, and literals that are resources of their own.

use std::cell::RefCell;
use std::collections::{HashMap, HashSet};

use super::naming::place;
use super::options::SkosOptions;
use super::schemes::ChosenScheme;
use super::vocabulary::{
    DC_LANGUAGE, DCT_LANGUAGE, DEFINITION, LABELS, LITERAL_FORM, NODE_LANGUAGE, NODE_LITERAL, VALUE,
};
use crate::import::found::{FoundText, LeftOver};
use crate::import::language::{guessed, key_of};
use crate::import::rdf::{RdfGraph, RdfResource, RdfValue};
use crate::language::message::{Message, message};

/// The properties that hold the words of a literal that is a resource.
const FORMS: [&str; 3] = [LITERAL_FORM, NODE_LITERAL, VALUE];
/// Tags that name no language.
const NONE: [&str; 4] = ["und", "mul", "zxx", "mis"];

/// Reads the texts of a scheme.
pub(super) struct WordReader<'a> {
    graph: &'a RdfGraph,
    /// The language of the standard.
    pub(super) language: String,
    /// The resources that were read as words.
    read: RefCell<HashSet<usize>>,
    pub(super) left: Vec<LeftOver>,
}

impl<'a> WordReader<'a> {
    /// Decides the language: the user's, the scheme's, or the one that most names have.
    pub(super) fn new(graph: &'a RdfGraph, chosen: &ChosenScheme, options: &SkosOptions) -> Self {
        let mut reader = WordReader {
            graph,
            language: String::new(),
            read: RefCell::default(),
            left: Vec::new(),
        };
        let stated = chosen.scheme.and_then(|scheme| {
            let scheme = &graph.resources[scheme];
            let values = [DC_LANGUAGE, DCT_LANGUAGE]
                .into_iter()
                .flat_map(|key| scheme.values(key));
            let mut tags = values.filter_map(|value| match value {
                RdfValue::Words(words, _) => Some(words.trim().to_owned()),
                RdfValue::Node(_) => None,
            });
            // Several languages are those of its texts.
            let first = tags.next()?;
            (tags.next().is_none() && (2..=11).contains(&first.len())).then_some(first)
        });
        let mut counts: Vec<(String, usize)> = Vec::new();
        let mut untagged = Vec::new();
        for concept in &chosen.concepts {
            for (tag, words) in reader.literals(&graph.resources[*concept], &LABELS[..2]) {
                match tag {
                    Some(tag) => match counts.iter_mut().find(|(known, _)| *known == tag) {
                        Some((_, count)) => *count += 1,
                        None => counts.push((tag, 1)),
                    },
                    None => untagged.push(words),
                }
            }
        }
        let most = counts.iter().map(|(_, count)| *count).max().unwrap_or(0);
        let mut tops = counts.iter().filter(|(_, count)| *count == most);
        // Of languages that are equally complete, that in which the scheme has its name.
        let titles = chosen
            .scheme
            .map(|scheme| reader.literals(&graph.resources[scheme], &LABELS))
            .unwrap_or_default();
        let is_of_title =
            |tag: &String| titles.iter().any(|(known, _)| known.as_ref() == Some(tag));
        let named = tops
            .clone()
            .find(|(tag, _)| titles.len() == 1 && is_of_title(tag));
        let english = tops.clone().find(|(tag, _)| key_of(tag) == "en");
        let main = named
            .or(english)
            .or_else(|| tops.next())
            .map(|(tag, _)| tag.clone());
        let main = main.filter(|_| most >= untagged.len());
        let stated = stated.filter(|tag| {
            counts.is_empty() || counts.iter().any(|(known, _)| key_of(known) == key_of(tag))
        });
        let guess = || guessed(untagged.iter().map(String::as_str)).to_owned();
        reader.language = options
            .language
            .clone()
            .or(stated)
            .or(main)
            .unwrap_or_else(guess);
        reader
    }

    /// Whether a resource was read as words.
    pub(super) fn is_read(&self, index: usize) -> bool {
        self.read.borrow().contains(&index)
    }

    /// The words of the values of these properties, with their tags.
    fn literals(
        &self,
        resource: &RdfResource,
        properties: &[&str],
    ) -> Vec<(Option<String>, String)> {
        let values = properties
            .iter()
            .flat_map(|property| resource.values(property));
        let mut all: Vec<(Option<String>, String)> = Vec::new();
        for value in values {
            let literal = match value {
                RdfValue::Words(words, tag) => (tag.as_deref().map(str::to_owned), words.clone()),
                RdfValue::Node(name) => match self.form(name) {
                    Some(literal) => literal,
                    None => continue,
                },
            };
            let (tag, words) = literal;
            let tag = tag.filter(|tag| !NONE.contains(&&*tag.to_lowercase()));
            let literal = (tag, words.trim().to_owned());
            if !literal.1.is_empty() && !all.contains(&literal) {
                all.push(literal);
            }
        }
        all
    }

    /// The words of a literal that is a resource, and the tag of their language.
    fn form(&self, name: &str) -> Option<(Option<String>, String)> {
        let index = self.graph.index(name)?;
        let resource = &self.graph.resources[index];
        let mut values = FORMS.iter().flat_map(|form| resource.values(form));
        let (words, tag) = values.find_map(|value| match value {
            RdfValue::Words(words, tag) => Some((words.clone(), tag.clone())),
            RdfValue::Node(_) => None,
        })?;
        self.read.borrow_mut().insert(index);
        let stated = [NODE_LANGUAGE, DCT_LANGUAGE]
            .into_iter()
            .flat_map(|key| resource.values(key));
        let mut stated = stated.filter_map(|value| match value {
            RdfValue::Words(words, _) => Some(words.clone()),
            RdfValue::Node(_) => None,
        });
        Some((
            tag.as_deref().map(str::to_owned).or_else(|| stated.next()),
            words,
        ))
    }

    /// The one text of these properties, of which the first that has words counts in each language. Other words are left.
    pub(super) fn label(&mut self, resource: &RdfResource, properties: &[&str]) -> FoundText {
        let mut text = FoundText::default();
        for (tag, words) in self.in_order(resource, properties) {
            let known = text
                .0
                .iter()
                .find(|(known, _)| key_of(known) == key_of(&tag));
            match known {
                None => text.add(&tag, &words),
                Some((_, before)) if *before == words => {}
                Some(_) => self.leave(
                    resource,
                    message!("another name in the same language"),
                    &tag,
                    &words,
                ),
            }
        }
        text
    }

    /// The text of these properties; several values in a language are several lines.
    pub(super) fn text(&mut self, resource: &RdfResource, properties: &[&str]) -> FoundText {
        let mut text = FoundText::default();
        for (tag, words) in self.in_order(resource, properties) {
            let known = text
                .0
                .iter()
                .find(|(known, _)| key_of(known) == key_of(&tag));
            match known {
                Some((known, _)) if *known != tag => {
                    self.leave(
                        resource,
                        message!("words in another variety of a language"),
                        &tag,
                        &words,
                    );
                }
                Some((_, before)) if before.lines().any(|line| line == words) => {}
                Some(_) | None => text.add(&tag, &words),
            }
        }
        text
    }

    /// The texts of a property with several values: the first of each language belong together if all have as many.
    pub(super) fn texts(&mut self, resource: &RdfResource, properties: &[&str]) -> Vec<FoundText> {
        let mut languages: Vec<(String, Vec<String>)> = Vec::new();
        for (tag, words) in self.in_order(resource, properties) {
            match languages
                .iter_mut()
                .find(|(known, _)| key_of(known) == key_of(&tag))
            {
                Some((known, all)) if *known == tag => all.push(words),
                Some(_) => self.leave(
                    resource,
                    message!("words in another variety of a language"),
                    &tag,
                    &words,
                ),
                None => languages.push((tag, vec![words])),
            }
        }
        let Some(count) = languages.first().map(|(_, all)| all.len()) else {
            return Vec::new();
        };
        if languages.iter().all(|(_, all)| all.len() == count) {
            let one = |place: usize| {
                let mut text = FoundText::default();
                languages
                    .iter()
                    .for_each(|(tag, all)| text.add(tag, &all[place]));
                text
            };
            return (0..count).map(one).collect();
        }
        let alone = |(tag, all): (String, Vec<String>)| {
            all.into_iter()
                .map(move |words| FoundText::one(&tag, &words))
                .collect::<Vec<_>>()
        };
        languages.into_iter().flat_map(alone).collect()
    }

    /// The literals with the tag of each: the plain tag of a language before its varieties, and words without a tag, which
    /// are in the language of the standard, last.
    fn in_order(&self, resource: &RdfResource, properties: &[&str]) -> Vec<(String, String)> {
        let mut all = self.literals(resource, properties);
        let mut first: HashMap<String, usize> = HashMap::new();
        for (place, (tag, _)) in all.iter().enumerate() {
            let key = tag.as_deref().map(key_of).unwrap_or_default();
            first.entry(key).or_insert(place);
        }
        all.sort_by_key(|(tag, _)| match tag {
            Some(tag) => {
                let key = key_of(tag);
                (
                    first.get(&key).copied().unwrap_or(0),
                    !tag.eq_ignore_ascii_case(&key),
                )
            }
            None => (usize::MAX, true),
        });
        let own = |tag: Option<String>| tag.unwrap_or_else(|| self.language.clone());
        all.into_iter()
            .map(|(tag, words)| (own(tag), words))
            .collect()
    }

    /// A value as it is shown in a report.
    pub(super) fn shown(&self, value: &RdfValue) -> String {
        match value {
            RdfValue::Words(words, Some(tag)) => format!("{words} ({tag})"),
            RdfValue::Words(words, None) => words.clone(),
            RdfValue::Node(name) => match self.form(name) {
                Some((Some(tag), words)) => format!("{words} ({tag})"),
                Some((None, words)) => words,
                None => self.inside(name),
            },
        }
    }

    /// A resource as it is shown in a report: one without an address by its words.
    fn inside(&self, name: &str) -> String {
        let Some(index) = self.graph.index(name).filter(|_| name.starts_with("_:")) else {
            return name.to_owned();
        };
        self.read.borrow_mut().insert(index);
        let values = self.graph.resources[index]
            .statements
            .iter()
            .map(|(_, value)| match value {
                RdfValue::Words(words, _) => words.as_str(),
                RdfValue::Node(name) => name,
            });
        values.take(20).collect::<Vec<_>>().join("; ")
    }

    /// Whether a resource has a definition.
    pub(super) fn is_defined(&self, resource: &RdfResource) -> bool {
        !self.literals(resource, &[DEFINITION]).is_empty()
    }

    fn leave(&mut self, resource: &RdfResource, what: Message, tag: &str, words: &str) {
        self.left.push(LeftOver {
            place: place(resource),
            what,
            content: format!("{words} ({tag})"),
        });
    }
}
