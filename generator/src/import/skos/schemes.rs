//! The scheme that is read, and the concepts that are in it.

use std::collections::{HashMap, HashSet};

use super::naming::{is_deprecated, name_of, place};
use super::options::SkosOptions;
use super::vocabulary::{
    ABOVE, BELOW, COLLECTION, CONCEPT, HAS_TOP, IN_SCHEME, LABELS, ORDERED, SCHEME, TOP_OF, TYPE,
};
use crate::import::error::ImportError;
use crate::import::found::quoted;
use crate::import::found::{FoundPlace, LeftOver};
use crate::import::input::ImportFile;
use crate::import::rdf::{RdfGraph, RdfResource, local_name};
use crate::language::message::{Message, Series, message};

/// A scheme with its concepts, by the places of their resources.
#[derive(Debug)]
pub(super) struct ChosenScheme {
    /// The scheme; `None` if the file describes none.
    pub(super) scheme: Option<usize>,
    /// The concepts in the order of the file.
    pub(super) concepts: Vec<usize>,
    /// What a person should know about the choice.
    pub(super) remark: Option<Message>,
    /// The other schemes, and concepts that are no longer in use.
    pub(super) left: Vec<LeftOver>,
    /// The number of concepts that are no longer in use.
    pub(super) deprecated: usize,
}

/// Chooses the scheme of a file: the one that was asked for, or else the one with the most concepts.
pub(super) fn chosen(
    file: &ImportFile,
    graph: &RdfGraph,
    options: &SkosOptions,
) -> Result<ChosenScheme, ImportError> {
    let failed = |message: Message, help: Message| {
        ImportError::content(&file.name, FoundPlace::File, message, help)
    };
    let concepts = concepts(graph);
    if concepts.is_empty() {
        let context = graph.contexts.first();
        return Err(match context {
            Some(address) => failed(
                message!(
                    "this file has no concepts of SKOS that can be understood without its context, {address}",
                    address
                ),
                message!(
                    "contexts are not fetched: put the content of that address into the file in place of the address"
                ),
            ),
            None => failed(
                message!("this file has no concepts of SKOS"),
                message!(
                    "download the concept scheme with its concepts, as JSON-LD, Turtle, N-Triples or RDF/XML"
                ),
            ),
        });
    }
    let memberships = memberships(graph, &concepts);
    let mut names: Vec<&str> = Vec::new();
    let mut counts: HashMap<&str, usize> = HashMap::new();
    let known = graph
        .resources
        .iter()
        .filter(|resource| resource.nodes(TYPE).any(|kind| **kind == *SCHEME));
    let known = known.map(|resource| &*resource.name);
    let used = concepts
        .iter()
        .filter_map(|concept| memberships.get(concept))
        .flatten()
        .copied();
    for name in known.chain(used.clone()) {
        if counts.insert(name, 0).is_none() {
            names.push(name);
        }
    }
    for name in used {
        *counts.entry(name).or_default() += 1;
    }
    let most = names
        .iter()
        .rev()
        .max_by_key(|name| counts[**name])
        .copied();
    let wanted = match &options.scheme {
        None => most,
        Some(wanted) => {
            let is_meant = |name: &&str| {
                let title = title(graph, name);
                **name == **wanted
                    || local_name(name) == wanted
                    || title.to_lowercase() == wanted.to_lowercase()
            };
            let found = names.iter().copied().find(is_meant);
            Some(found.ok_or_else(|| {
                let all = names
                    .iter()
                    .take(20)
                    .map(|name| quoted(&title(graph, name)));
                failed(
                    message!("the file has no concept scheme `{wanted}`", wanted),
                    message!("it has {schemes}", schemes = Series::plain(all)),
                )
            })?)
        }
    };
    let is_in = |concept: &usize| match (memberships.get(concept), wanted) {
        (Some(schemes), Some(wanted)) => schemes.contains(&wanted),
        (_, _) => true,
    };
    let mut left = Vec::new();
    let mut inside: Vec<usize> = concepts.iter().copied().filter(is_in).collect();
    let all = inside.len();
    inside.retain(|concept| {
        let resource = &graph.resources[*concept];
        let is_old = is_deprecated(resource);
        if is_old {
            left.push(LeftOver {
                place: place(resource),
                what: message!("a concept that is no longer in use"),
                content: name_of(resource),
            });
        }
        !is_old
    });
    let deprecated = all - inside.len();
    let others: Vec<&str> = names
        .iter()
        .copied()
        .filter(|name| Some(*name) != wanted && counts[*name] > 0)
        .collect();
    let remark = wanted.filter(|_| !others.is_empty() && options.scheme.is_none()).map(|wanted| {
        let mut shown: Vec<Message> = others
            .iter()
            .take(8)
            .map(|name| {
                message!(
                    "`{title}` ({count} {count|concept|concepts})",
                    title = title(graph, name),
                    count = counts[*name]
                )
            })
            .collect();
        if others.len() > 8 {
            shown.push(message!("…"));
        }
        message!(
            "the file has several concept schemes, and `{title}` was imported; `--scheme` chooses another: {others}",
            title = title(graph, wanted),
            others = Series::plain(shown)
        )
    });
    let taken: HashSet<usize> = inside.iter().copied().collect();
    for name in others {
        let missing = concepts.iter().filter(|concept| {
            !taken.contains(concept)
                && memberships
                    .get(concept)
                    .is_some_and(|all| all.contains(&name))
        });
        left.push(LeftOver {
            place: FoundPlace::Resource(name.to_owned()),
            what: message!(
                "another concept scheme, with the number of its concepts that no part was made of"
            ),
            content: format!("{}: {}", title(graph, name), missing.count()),
        });
    }
    Ok(ChosenScheme {
        scheme: wanted.and_then(|name| graph.index(name)),
        concepts: inside,
        remark,
        left,
        deprecated,
    })
}

/// The concepts of a file: those that say so, and those that are used as concepts.
fn concepts(graph: &RdfGraph) -> Vec<usize> {
    let mut used: HashSet<&str> = HashSet::new();
    for resource in &graph.resources {
        for property in ABOVE.into_iter().chain(BELOW).chain([HAS_TOP]) {
            used.extend(resource.nodes(property).map(|name| &**name));
        }
    }
    let is_concept = |resource: &RdfResource| {
        let is = |kind: &str| resource.nodes(TYPE).any(|known| **known == *kind);
        if is(CONCEPT) {
            return true;
        }
        let links = [IN_SCHEME, TOP_OF].into_iter().chain(ABOVE).chain(BELOW);
        let mut links = links.filter(|property| resource.nodes(property).next().is_some());
        let is_other = is(SCHEME) || is(COLLECTION) || is(ORDERED);
        let has_label = LABELS
            .iter()
            .any(|label| resource.values(label).next().is_some());
        has_label && !is_other && (links.next().is_some() || used.contains(&*resource.name))
    };
    let all = graph.resources.iter().enumerate();
    all.filter(|(_, resource)| is_concept(resource))
        .map(|(index, _)| index)
        .collect()
}

/// The schemes of each concept: those that it names, that name it, or of a concept above it.
fn memberships<'a>(graph: &'a RdfGraph, concepts: &[usize]) -> HashMap<usize, Vec<&'a str>> {
    let mut all: HashMap<usize, Vec<&str>> = HashMap::new();
    for concept in concepts {
        let resource = &graph.resources[*concept];
        for scheme in resource.nodes(TOP_OF).chain(resource.nodes(IN_SCHEME)) {
            let schemes = all.entry(*concept).or_default();
            if !schemes.contains(&&**scheme) {
                schemes.push(scheme);
            }
        }
    }
    for resource in &graph.resources {
        for top in resource.nodes(HAS_TOP) {
            if let Some(concept) = graph.index(top) {
                let schemes = all.entry(concept).or_default();
                if !schemes.contains(&&*resource.name) {
                    schemes.push(&resource.name);
                }
            }
        }
    }
    let mut below: HashMap<usize, Vec<usize>> = HashMap::new();
    for concept in concepts {
        let resource = &graph.resources[*concept];
        for parent in ABOVE.iter().flat_map(|property| resource.nodes(property)) {
            if let Some(parent) = graph.index(parent) {
                below.entry(parent).or_default().push(*concept);
            }
        }
        let children = BELOW.iter().flat_map(|property| resource.nodes(property));
        let children = children.filter_map(|child| graph.index(child));
        below.entry(*concept).or_default().extend(children);
    }
    let mut rest: Vec<usize> = concepts
        .iter()
        .rev()
        .copied()
        .filter(|concept| all.contains_key(concept))
        .collect();
    while let Some(concept) = rest.pop() {
        let schemes = all[&concept].clone();
        for child in below.get(&concept).into_iter().flatten() {
            if !all.contains_key(child) {
                all.insert(*child, schemes.clone());
                rest.push(*child);
            }
        }
    }
    all
}

/// The title of a scheme, or else its address.
fn title(graph: &RdfGraph, name: &str) -> String {
    graph.get(name).map_or_else(|| name.to_owned(), name_of)
}
