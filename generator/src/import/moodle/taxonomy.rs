//! The taxonomy of a framework: the kind of competency at each depth.

use std::collections::BTreeMap;

use crate::import::found::{FoundStandard, FoundText, FoundValue};

/// The kind of competency that says nothing about it.
const USUAL: &str = "competency";

/// The kinds by depth: words with commas between, or in older versions JSON with a number for each.
pub(super) fn kinds(cell: &str) -> Vec<String> {
    let by_depth = serde_json::from_str::<BTreeMap<String, String>>(cell);
    let kinds: Vec<&str> = match &by_depth {
        Ok(kinds) => kinds.values().map(String::as_str).collect(),
        Err(_) => cell.split(',').collect(),
    };
    kinds
        .into_iter()
        .map(|kind| kind.trim().to_owned())
        .collect()
}

/// Gives each competency the type of its depth, unless all kinds are the usual one.
pub(super) fn classify(found: &mut FoundStandard, kinds: &[String]) {
    if kinds.iter().all(|kind| matches!(&**kind, "" | USUAL)) {
        return;
    }
    let mut types: Vec<&String> = Vec::new();
    for index in 0..found.items.len() {
        let kind = kinds.get(depth(found, index, kinds.len()));
        let Some(kind) = kind.or(kinds.last()).filter(|kind| !kind.is_empty()) else {
            continue;
        };
        let known = types.iter().position(|known| *known == kind);
        found.items[index].kind = Some(known.unwrap_or_else(|| {
            types.push(kind);
            types.len() - 1
        }));
    }
    let types = types.into_iter().map(|kind| {
        let mut letters = kind.chars();
        let first = letters.next().into_iter().flat_map(char::to_uppercase);
        let title: String = first.chain(letters).collect();
        FoundValue {
            code: Some(kind.clone()),
            title: FoundText::one(&found.language, &title),
            ..FoundValue::default()
        }
    });
    found.types = types.collect();
}

/// The number of competencies that one is in, counted up to `most`, as parents may go in a circle.
fn depth(found: &FoundStandard, index: usize, most: usize) -> usize {
    let parent = |item: &usize| found.items[*item].parent;
    std::iter::successors(parent(&index), parent)
        .take(most)
        .count()
}
