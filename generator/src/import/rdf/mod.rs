//! Statements of RDF, in whichever syntax a file has them: JSON-LD, Turtle and its relatives, or RDF/XML.
//!
//! Nothing is ever fetched. A context of JSON-LD that is only named is replaced by [`contexts::USUAL`].

mod contexts;
mod syntax;

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use oxjsonld::{JsonLdParser, JsonLdRemoteDocument};
use oxrdf::{NamedOrBlankNode, Term};
use oxrdfxml::RdfXmlParser;
use oxttl::TriGParser;

use super::error::ImportError;
use super::found::{FoundPlace, LeftOver};
use super::input::ImportFile;
use crate::language::message::{Message, message};
use syntax::Syntax;

/// The beginning of names that are relative in a file without a base, so that their address is not known.
const RELATIVE: &str = "http://relative.invalid/";
/// The most statements that are read.
const MOST: usize = 10_000_000;

/// A value of a statement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum RdfValue {
    /// Another resource, by its name.
    Node(Arc<str>),
    /// Words, and the tag of their language.
    Words(String, Option<Arc<str>>),
}

/// Everything that a file states about one thing.
#[derive(Debug)]
pub(super) struct RdfResource {
    /// Its address, or `_:` with a number if it has none.
    pub(super) name: Arc<str>,
    /// The properties with their values, in the order of the file.
    pub(super) statements: Vec<(Arc<str>, RdfValue)>,
}

impl RdfResource {
    /// The values of a property.
    pub(super) fn values<'a>(&'a self, property: &'a str) -> impl Iterator<Item = &'a RdfValue> {
        let statements = self.statements.iter();
        statements.filter_map(move |(known, value)| (**known == *property).then_some(value))
    }

    /// The names of the resources that a property leads to.
    pub(super) fn nodes<'a>(&'a self, property: &'a str) -> impl Iterator<Item = &'a Arc<str>> {
        self.values(property).filter_map(|value| match value {
            RdfValue::Node(name) => Some(name),
            RdfValue::Words(..) => None,
        })
    }

    /// Its address as others know it. `None` if it has none.
    pub(super) fn address(&self) -> Option<&str> {
        address(&self.name)
    }
}

/// The name of a resource as an address. `None` if others do not know it by that.
pub(super) fn address(name: &str) -> Option<&str> {
    (!name.starts_with("_:") && !name.starts_with(RELATIVE)).then_some(name)
}

/// The last part of an address, after the last slash, number sign or colon.
pub(super) fn local_name(name: &str) -> &str {
    let name = name.trim_end_matches(['/', '#']);
    name.rsplit(['/', '#', ':']).next().unwrap_or_default()
}

/// The statements of a file, by the resource that they are about.
#[derive(Debug, Default)]
pub(super) struct RdfGraph {
    /// The resources in the order of the file.
    pub(super) resources: Vec<RdfResource>,
    by_name: HashMap<Arc<str>, usize>,
    names: HashMap<String, Arc<str>>,
    /// The number of resources without an address.
    nameless: usize,
    /// The addresses of contexts that the file only names.
    pub(super) contexts: Vec<String>,
    /// Parts of the file that could not be read.
    pub(super) left: Vec<LeftOver>,
    /// The encoding of the file, if it had to be recognised.
    pub(super) remark: Option<Message>,
}

impl RdfGraph {
    /// Reads a file.
    ///
    /// # Errors
    /// Returns an error if the file is not RDF.
    pub(super) fn read(file: &ImportFile, encoding: Option<&str>) -> Result<RdfGraph, ImportError> {
        let read = file.text(encoding)?;
        let mut graph = RdfGraph {
            remark: read.remark(encoding),
            ..RdfGraph::default()
        };
        let text = read.text;
        let base = format!("{RELATIVE}file");
        let failed = |place: FoundPlace, message: Message| {
            ImportError::content(
                &file.name,
                place,
                message,
                message!(
                    "export or download the file again, as JSON-LD, Turtle, N-Triples or RDF/XML"
                ),
            )
        };
        let whole = |message: Message| failed(FoundPlace::File, message);
        match syntax::of(file, &text)? {
            Syntax::JsonLd => {
                let named = Arc::new(Mutex::new(Vec::new()));
                let seen = named.clone();
                let parser = JsonLdParser::new().lenient().with_base_iri(base);
                let parser = parser.map_err(|error| whole(Message::report(error.to_string())))?;
                let parser =
                    parser
                        .for_slice(&text)
                        .with_load_document_callback(move |address, _| {
                            let mut seen = seen.lock().unwrap_or_else(PoisonError::into_inner);
                            if !seen.iter().any(|known| known == address) {
                                seen.push(address.to_owned());
                            }
                            Ok(JsonLdRemoteDocument {
                                document: contexts::USUAL.as_bytes().to_vec(),
                                document_url: address.to_owned(),
                            })
                        });
                for quad in parser {
                    match quad {
                        Ok(quad) => graph.add(&quad.subject, quad.predicate.as_str(), quad.object),
                        Err(error) if error.code().is_none() => {
                            return Err(whole(message!(
                                "this is not valid JSON: {error}",
                                error = Message::report(error.to_string())
                            )));
                        }
                        Err(error) => graph.left.push(LeftOver {
                            place: FoundPlace::File,
                            what: message!("a part that is not valid JSON-LD"),
                            content: error.to_string(),
                        }),
                    }
                    graph.measured().map_err(whole)?;
                }
                graph.contexts =
                    std::mem::take(&mut *named.lock().unwrap_or_else(PoisonError::into_inner));
            }
            Syntax::Turtle => {
                let parser = TriGParser::new().lenient().with_base_iri(base);
                let parser = parser.map_err(|error| whole(Message::report(error.to_string())))?;
                for quad in parser.for_slice(&text) {
                    let quad = quad.map_err(|error| {
                        let line = usize::try_from(error.location().start.line).unwrap_or(0) + 1;
                        let message = message!(
                            "this is not valid Turtle: {error}",
                            error = Message::report(error.message())
                        );
                        failed(FoundPlace::Line(line), message)
                    })?;
                    graph.add(&quad.subject, quad.predicate.as_str(), quad.object);
                    graph.measured().map_err(whole)?;
                }
            }
            Syntax::RdfXml => {
                let parser = RdfXmlParser::new().lenient().with_base_iri(base);
                let parser = parser.map_err(|error| whole(Message::report(error.to_string())))?;
                for triple in parser.for_slice(&text) {
                    let triple = triple.map_err(|error| {
                        whole(message!(
                            "this is not valid RDF/XML: {error}",
                            error = Message::report(error.to_string())
                        ))
                    })?;
                    graph.add(&triple.subject, triple.predicate.as_str(), triple.object);
                    graph.measured().map_err(whole)?;
                }
            }
        }
        Ok(graph)
    }

    /// Ends the reading of a file with too many statements.
    fn measured(&self) -> Result<(), Message> {
        match self.resources.len() > MOST {
            true => Err(message!(
                "the file has more than {most} statements",
                most = MOST
            )),
            false => Ok(()),
        }
    }

    /// The resource with this name.
    pub(super) fn get(&self, name: &str) -> Option<&RdfResource> {
        self.index(name).map(|index| &self.resources[index])
    }

    /// The place of the resource with this name.
    pub(super) fn index(&self, name: &str) -> Option<usize> {
        self.by_name.get(name).copied()
    }

    /// The members of a list, by its first cell.
    pub(super) fn list(&self, first: &str) -> Vec<RdfValue> {
        let mut members = Vec::new();
        let mut current = first.to_owned();
        // A list may lead back into itself.
        while members.len() <= self.resources.len()
            && let Some(cell) = self.get(&current)
        {
            members.extend(
                cell.values(oxrdf::vocab::rdf::FIRST.as_str())
                    .next()
                    .cloned(),
            );
            match cell.nodes(oxrdf::vocab::rdf::REST.as_str()).next() {
                Some(rest) => current = rest.to_string(),
                None => break,
            }
        }
        members
    }

    fn add(&mut self, subject: &NamedOrBlankNode, property: &str, value: Term) {
        let name = match subject {
            NamedOrBlankNode::NamedNode(node) => self.name(node.as_str()),
            NamedOrBlankNode::BlankNode(node) => self.nameless(node.as_str()),
        };
        let property = self.name(property);
        let value = match value {
            Term::NamedNode(node) => RdfValue::Node(self.name(node.as_str())),
            Term::BlankNode(node) => RdfValue::Node(self.nameless(node.as_str())),
            Term::Literal(literal) => {
                let language = literal.language().map(|tag| self.name(tag));
                RdfValue::Words(literal.value().to_owned(), language)
            }
        };
        let index = match self.by_name.get(&name) {
            Some(index) => *index,
            None => {
                self.by_name.insert(name.clone(), self.resources.len());
                self.resources.push(RdfResource {
                    name,
                    statements: Vec::new(),
                });
                self.resources.len() - 1
            }
        };
        let statements = &mut self.resources[index].statements;
        let statement = (property, value);
        // Merged files repeat statements. Long lists of values are not searched.
        if statements.len() > 200 || !statements.contains(&statement) {
            statements.push(statement);
        }
    }

    /// A name that is kept once.
    fn name(&mut self, name: &str) -> Arc<str> {
        if let Some(known) = self.names.get(name) {
            return known.clone();
        }
        let shared: Arc<str> = name.into();
        self.names.insert(name.to_owned(), shared.clone());
        shared
    }

    /// The name of a resource without an address. Those of the parser are made by chance.
    fn nameless(&mut self, own: &str) -> Arc<str> {
        let key = format!("_:{own}");
        if let Some(known) = self.names.get(&key) {
            return known.clone();
        }
        self.nameless += 1;
        let name: Arc<str> = format!("_:{}", self.nameless).into();
        self.names.insert(key, name.clone());
        name
    }
}
