//! The ends of associations.

use serde_json::{Map, Value as Json};

use super::CaseReader;
use super::items::link;
use crate::import::address::{known_elsewhere, uuid};
use crate::import::found::FoundText;
use crate::import::json::words;
use crate::model::identifier::Identifier;

/// The end of an association.
pub(super) enum CaseEnd {
    Item(usize),
    /// The framework itself.
    Framework,
    /// Something outside the package: its fields.
    Outside(Map<String, Json>),
}

impl CaseReader<'_> {
    /// The end that a value names: by its identifier, or by its address or the last part of it.
    pub(super) fn end(&self, value: &Json) -> CaseEnd {
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
    pub(super) fn elsewhere(&self, fields: &Map<String, Json>) -> Option<(String, FoundText)> {
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
}
