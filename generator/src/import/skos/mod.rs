//! Concept schemes in SKOS (<https://www.w3.org/TR/skos-reference/>), in JSON-LD, Turtle, N-Triples or RDF/XML.
//!
//! `schemes` decides which concepts are read, `words` reads their texts, `concepts` the concepts themselves, `relations` their
//! tree and relations, and `collections` what groups them. A scheme that this program exported is recognised by its address,
//! and gets back the ids, roles, levels and dimensions that it had.

mod collections;
mod concepts;
mod naming;
mod options;
mod own;
mod relations;
mod schemes;
mod vocabulary;
mod words;

use std::collections::{BTreeMap, HashMap};

use super::error::ImportError;
use super::found::{FoundPlace, FoundStandard, LeftOver};
use super::input::{ImportFile, LONGEST_TEXT};
use super::rdf::{RdfGraph, RdfResource, RdfValue};
use crate::language::message::{Message, message};
use naming::place;
pub use options::SkosOptions;
use own::OwnScheme;
use words::WordReader;

/// Reads a scheme.
///
/// # Errors
/// Returns an error if the file is not RDF, or has no concepts.
pub fn read(file: &ImportFile, options: &SkosOptions) -> Result<FoundStandard, ImportError> {
    let mut graph = RdfGraph::read(file, options.encoding.as_deref())?;
    let is_long = |value: &RdfValue| match value {
        RdfValue::Words(words, _) => words.len() > LONGEST_TEXT,
        RdfValue::Node(_) => false,
    };
    let mut resources = graph.resources.iter();
    if let Some(resource) =
        resources.find(|resource| resource.statements.iter().any(|(_, value)| is_long(value)))
    {
        return Err(ImportError::content(
            &file.name,
            place(resource),
            message!("this text is longer than {size} bytes", size = LONGEST_TEXT),
            message!("shorten it, or remove pictures and other files from it"),
        ));
    }
    let left = std::mem::take(&mut graph.left);
    let chosen = schemes::chosen(file, &graph, options)?;
    let words = WordReader::new(&graph, &chosen, options);
    let mut reader = SkosReader {
        own: chosen
            .scheme
            .and_then(|index| OwnScheme::of(&graph.resources[index].name)),
        graph: &graph,
        words,
        found: FoundStandard::default(),
        items: HashMap::new(),
        concepts: chosen.concepts,
        handled: vec![false; graph.resources.len()],
    };
    reader.found.left = left;
    reader.found.language = reader.words.language.clone();
    reader.scheme(chosen.scheme);
    reader.in_order();
    reader.concepts();
    reader.relations();
    reader.collections();
    reader.rest();
    let mut found = reader.found;
    found.left.append(&mut reader.words.left);
    found.decisions.extend(graph.remark.clone());
    found.decisions.extend(chosen.remark);
    if chosen.deprecated > 0 {
        found.decisions.push(message!(
            "{count} deprecated {count|concept was|concepts were} not imported",
            count = chosen.deprecated
        ));
    }
    found.left.extend(chosen.left);
    if let [first, ..] = &graph.contexts[..] {
        found.decisions.push(message!(
            "the file names its context, {first}, which was not fetched; the usual prefixes and the names of SKOS were used",
            first
        ));
    }
    Ok(found)
}

/// A scheme while it is read.
struct SkosReader<'a> {
    graph: &'a RdfGraph,
    words: WordReader<'a>,
    /// The scheme, if this program exported it.
    own: Option<OwnScheme>,
    found: FoundStandard,
    /// The items by the places of their resources.
    items: HashMap<usize, usize>,
    /// The places of the concepts.
    concepts: Vec<usize>,
    /// Whether each resource was read, so that the others can be listed.
    handled: Vec<bool>,
}

impl<'a> SkosReader<'a> {
    fn resource(&self, index: usize) -> &'a RdfResource {
        &self.graph.resources[index]
    }

    fn leave(&mut self, place: FoundPlace, what: Message, content: impl Into<String>) {
        self.found.left.push(LeftOver {
            place,
            what,
            content: content.into(),
        });
    }

    /// Leaves the statements about a resource whose properties are not in `read`.
    fn leave_rest(&mut self, index: usize, read: &[&str]) {
        let resource = self.resource(index);
        for (property, value) in &resource.statements {
            if read.contains(&&**property) || vocabulary::is_implied(property) {
                continue;
            }
            let content = self.words.shown(value);
            if content.trim().is_empty() {
                continue;
            }
            self.leave(
                place(resource),
                message!("the property `{name}`", name = vocabulary::short(property)),
                content,
            );
        }
    }

    /// Lists the resources that are no part of the scheme, by their types.
    fn rest(&mut self) {
        let mut kinds: BTreeMap<String, (usize, FoundPlace)> = BTreeMap::new();
        for (index, resource) in self.graph.resources.iter().enumerate() {
            let kind = resource.nodes(vocabulary::TYPE).next();
            let Some(kind) = kind.filter(|_| !self.handled[index]) else {
                continue;
            };
            if self.words.is_read(index) || vocabulary::is_read_elsewhere(kind) {
                continue;
            }
            let entry = kinds
                .entry(vocabulary::short(kind))
                .or_insert_with(|| (0, place(resource)));
            entry.0 += 1;
        }
        for (kind, (count, place)) in kinds {
            let what = message!(
                "the number of resources of the type `{kind}` in the file",
                kind
            );
            self.leave(place, what, count.to_string());
        }
    }
}
