//! Schemes that this program exported, recognised by their addresses.

use crate::source::format::permalinks::PAGE_ENDING;

/// The parts of the addresses of a scheme that this program exported.
#[derive(Debug)]
pub(super) struct OwnScheme {
    scheme: String,
    /// The beginning of the permalinks of requirements.
    permalinks: String,
    /// The id of the standard.
    pub(super) standard: String,
}

/// A part of a standard, by its address in an exported scheme.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum OwnPart {
    /// A clause.
    Clause(String),
    /// A requirement.
    Requirement(String),
    /// A collection, by its kind and id.
    Collection(String, String),
}

impl OwnScheme {
    /// The scheme with this address. `None` if this program did not export it.
    pub(super) fn of(scheme: &str) -> Option<Self> {
        let (base, standard) = scheme.strip_suffix("/skos.jsonld")?.rsplit_once("data/")?;
        let is_own = !standard.is_empty() && !standard.contains('/');
        is_own.then(|| OwnScheme {
            scheme: format!("{scheme}#"),
            permalinks: format!("{base}id/{standard}/"),
            standard: standard.to_owned(),
        })
    }

    /// The part with this address.
    pub(super) fn part(&self, address: &str) -> Option<OwnPart> {
        if let Some(name) = address.strip_prefix(&self.permalinks) {
            let id = name.strip_suffix(PAGE_ENDING)?;
            return Some(OwnPart::Requirement(id.to_owned()));
        }
        let (kind, id) = address.strip_prefix(&self.scheme)?.split_once('/')?;
        Some(match kind {
            "clause" => OwnPart::Clause(id.to_owned()),
            kind => OwnPart::Collection(kind.to_owned(), id.to_owned()),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_parts_of_an_exported_scheme_are_known() {
        let scheme = OwnScheme::of("https://a.example/b/data/demo/skos.jsonld").expect("a scheme");
        assert_eq!(scheme.standard, "demo");
        for (address, part) in [
            (
                "https://a.example/b/id/demo/2.1-a.html",
                OwnPart::Requirement("2.1-a".into()),
            ),
            (
                "https://a.example/b/data/demo/skos.jsonld#clause/2",
                OwnPart::Clause("2".into()),
            ),
            (
                "https://a.example/b/data/demo/skos.jsonld#level/mid",
                OwnPart::Collection("level".into(), "mid".into()),
            ),
        ] {
            assert_eq!(scheme.part(address), Some(part), "{address}");
        }
        assert_eq!(scheme.part("https://a.example/x"), None);
        assert!(OwnScheme::of("https://a.example/skills").is_none());
    }
}
