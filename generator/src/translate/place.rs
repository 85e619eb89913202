//! The places of texts in YAML files, by the ids and keys that lead to them.

use std::collections::HashMap;

use crate::source::edit::words::At;
use crate::source::yaml::{Node, Value};

/// A record with an id of its own in the whole handbook: a clause, or a requirement.
#[derive(Clone, Debug)]
pub(super) struct Landmark {
    /// The beginning of the ids of its texts.
    pub id: String,
    /// Its name, for people.
    pub name: String,
    /// The address of its permalink.
    pub permalink: Option<String>,
}

/// The place of a text.
#[derive(Clone, Debug)]
pub(super) struct UnitPlace {
    /// The id of the text.
    pub id: String,
    /// The landmark to which it belongs.
    pub landmark: Option<Landmark>,
    /// The keys that lead from there to the text.
    pub keys: Vec<String>,
}

/// The keys by which the items of a list are known, the best first.
const KEYS: [&str; 4] = ["id", "letter", "address", "date"];

/// The length of the longest term that is part of an id, in characters.
const LONGEST_TERM: usize = 60;

/// Returns the places of all mappings below `root`, by where they begin. The ids of those that belong to no landmark begin
/// with `prefix`, and entries of the glossary are named by their terms in `language`.
pub(super) fn places(
    root: &Node,
    prefix: &str,
    landmarks: &HashMap<At, Landmark>,
    language: &str,
) -> HashMap<At, UnitPlace> {
    let mut search = Search {
        landmarks,
        language,
        found: HashMap::new(),
    };
    let start = UnitPlace {
        id: prefix.to_owned(),
        landmark: None,
        keys: Vec::new(),
    };
    search.node(root, &start);
    search.found
}

struct Search<'a> {
    landmarks: &'a HashMap<At, Landmark>,
    language: &'a str,
    found: HashMap<At, UnitPlace>,
}

impl Search<'_> {
    fn node(&mut self, node: &Node, place: &UnitPlace) {
        let at = (node.position.line, node.position.column);
        match &node.value {
            Value::Mapping(pairs) => {
                let landmark = self.landmarks.get(&at);
                let place = landmark.map_or_else(
                    || place.clone(),
                    |landmark| UnitPlace {
                        id: landmark.id.clone(),
                        landmark: Some(landmark.clone()),
                        keys: Vec::new(),
                    },
                );
                for (key, value) in pairs {
                    if let Value::Scalar(key) = &key.value {
                        self.node(value, &place.step(key));
                    }
                }
                // What an alias repeats is known by the place of the anchor.
                self.found.entry(at).or_insert(place);
            }
            Value::Sequence(items) => {
                let names: Vec<String> = items
                    .iter()
                    .map(|item| name(item, self.language).unwrap_or_default())
                    .collect();
                for (index, item) in items.iter().enumerate() {
                    let own = &names[index];
                    let is_known =
                        !own.is_empty() && names.iter().filter(|name| *name == own).count() == 1;
                    let step = if is_known {
                        own.clone()
                    } else {
                        (index + 1).to_string()
                    };
                    self.node(item, &place.step(&step));
                }
            }
            Value::Null | Value::Scalar(_) => {}
        }
    }
}

impl UnitPlace {
    /// The place of the value of a key, or of an item.
    fn step(&self, key: &str) -> UnitPlace {
        let mut keys = self.keys.clone();
        keys.push(key.to_owned());
        UnitPlace {
            id: format!("{}/{key}", self.id),
            landmark: self.landmark.clone(),
            keys,
        }
    }
}

/// The id of an item, or the term of an entry of the glossary in `language`, the original, which no translation changes.
fn name(item: &Node, language: &str) -> Option<String> {
    let key = KEYS.iter().find_map(|key| match &item.get(key)?.value {
        Value::Scalar(name) => Some(name.clone()),
        Value::Null | Value::Sequence(_) | Value::Mapping(_) => None,
    });
    key.or_else(|| match &item.get("term")?.get(language)?.value {
        Value::Scalar(term) if term.chars().count() <= LONGEST_TERM => {
            Some(term.trim().replace('\n', " "))
        }
        Value::Null | Value::Scalar(_) | Value::Sequence(_) | Value::Mapping(_) => None,
    })
}
