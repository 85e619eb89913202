//! Finds the parts whose ids the editor changed since the last import, so that they are not taken for parts of the editor's.

use std::collections::HashMap;

use super::matching::identifiers;
use super::nearness::plain;
use super::snapshot::{Snapshot, SnapshotPart};

/// The fewest letters of words by which a part is known without an identifier.
const SHORTEST: usize = 8;

/// The last import with the ids that its parts have today.
pub(super) fn renamed(base: Snapshot, today: &Snapshot) -> Snapshot {
    let is_gone = |part: &&SnapshotPart| today.get(&part.id).is_none();
    let is_new = |part: &&SnapshotPart| base.get(&part.id).is_none();
    let gone: Vec<&SnapshotPart> = base.parts.iter().filter(is_gone).collect();
    if gone.is_empty() {
        return base;
    }
    let mut by_identifier: HashMap<String, Vec<&str>> = HashMap::new();
    let mut by_words: HashMap<(bool, String), Vec<&str>> = HashMap::new();
    for part in today.parts.iter().filter(is_new) {
        for identifier in identifiers(part) {
            by_identifier
                .entry(identifier.to_owned())
                .or_default()
                .push(&part.id);
        }
        by_words
            .entry((part.is_clause, plain(&part.words())))
            .or_default()
            .push(&part.id);
    }
    let mut words: HashMap<(bool, String), usize> = HashMap::new();
    for part in &gone {
        *words
            .entry((part.is_clause, plain(&part.words())))
            .or_default() += 1;
    }
    let only = |found: Option<&Vec<&str>>| -> Option<String> {
        let [id] = found?.as_slice() else {
            return None;
        };
        Some((*id).to_owned())
    };
    let mut new: HashMap<String, String> = HashMap::new();
    for part in gone {
        let mut known = identifiers(part);
        let same = known.find_map(|identifier| only(by_identifier.get(identifier)));
        let key = (part.is_clause, plain(&part.words()));
        let is_telling = key.1.chars().count() >= SHORTEST && words.get(&key) == Some(&1);
        let own = same.or_else(|| only(by_words.get(&key)).filter(|_| is_telling));
        // Letters follow from the id above, and a part has one id.
        let is_free = |id: &String| !new.values().any(|known| known == id);
        if let Some(own) = own.filter(is_free) {
            new.insert(part.id.clone(), own);
        }
    }
    match new.is_empty() {
        true => base,
        false => base.with_ids(new, today),
    }
}
