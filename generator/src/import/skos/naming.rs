//! The name of a resource, its place for a report, and whether it is still in use.

use super::vocabulary::{DEPRECATED, LABELS};
use crate::import::found::FoundPlace;
use crate::import::rdf::{RdfResource, RdfValue};

/// The place of a resource.
pub(super) fn place(resource: &RdfResource) -> FoundPlace {
    FoundPlace::Resource(resource.name.to_string())
}

/// The first name of a resource, or else its address.
pub(super) fn name_of(resource: &RdfResource) -> String {
    let names = LABELS.iter().flat_map(|label| resource.values(label));
    let words: Vec<(&String, Option<&str>)> = names
        .filter_map(|value| match value {
            RdfValue::Words(words, language) => Some((words, language.as_deref())),
            RdfValue::Node(_) => None,
        })
        .collect();
    let english = words.iter().find(|(_, language)| *language == Some("en"));
    let chosen = english.or(words.first());
    chosen.map_or_else(|| resource.name.to_string(), |(words, _)| (*words).clone())
}

/// Whether a concept is no longer in use.
pub(super) fn is_deprecated(resource: &RdfResource) -> bool {
    resource
        .values(DEPRECATED)
        .any(|value| matches!(value, RdfValue::Words(words, _) if words == "true" || words == "1"))
}
