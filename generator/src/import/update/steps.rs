//! The edits of one file, by the places of the records that they change.

use std::collections::HashMap;

use super::merging::ValueEdit;
use crate::source::edit::YamlEdits;
use crate::source::emit::{self, Yaml};
use crate::source::yaml::{Node, Value};

/// An edit, before it is made.
pub(super) enum Step {
    Value {
        /// The line and column of the record; `None` for the standard itself.
        at: Option<(u32, u32)>,
        edit: ValueEdit,
        earlier: Vec<String>,
    },
    /// Adds records to the list of a key of a record, after the record at this place, or at its beginning or its end.
    Add {
        at: (u32, u32),
        key: &'static str,
        after: Option<(u32, u32)>,
        begins: bool,
        records: Vec<Yaml>,
    },
    /// Sets the list of a key of a record, none of whose records is left.
    Replace {
        at: (u32, u32),
        key: String,
        records: Vec<Yaml>,
    },
    /// Adds a record to the end of a file.
    Append(Yaml),
    /// Replaces all records of a file.
    ReplaceAll(Vec<Yaml>),
    /// Removes these records of one list.
    Remove(Vec<(u32, u32)>),
    /// States the letter of a requirement.
    Letter { at: (u32, u32), letter: String },
}

/// A record in a file, with the list that it is in.
#[derive(Clone, Copy)]
pub(super) struct PartNode<'a> {
    pub(super) mapping: &'a Node,
    pub(super) list: &'a Node,
    pub(super) place: usize,
    /// The record and the key that the list is the value of. `None` for the list that a file consists of.
    pub(super) above: Option<(&'a Node, &'a str)>,
}

/// Finds the records of a file by their places.
pub(super) fn index<'a>(
    list: &'a Node,
    above: Option<(&'a Node, &'a str)>,
    nodes: &mut HashMap<(u32, u32), PartNode<'a>>,
) {
    let Value::Sequence(items) = &list.value else {
        return;
    };
    for (place, mapping) in items.iter().enumerate() {
        nodes.insert(
            (mapping.position.line, mapping.position.column),
            PartNode {
                mapping,
                list,
                place,
                above,
            },
        );
        for key in ["requirements", "clauses"] {
            if let Some(inner) = mapping.get(key) {
                index(inner, Some((mapping, key)), nodes);
            }
        }
    }
}

/// Writes the records in braces that get something that does not fit into braces with a key on each line.
pub(super) fn unfold(
    edits: &mut YamlEdits<'_>,
    nodes: &HashMap<(u32, u32), PartNode<'_>>,
    steps: &[Step],
) {
    for step in steps {
        let at = match step {
            Step::Add { at, .. } | Step::Replace { at, .. } => Some(at),
            Step::Value { at, edit, .. } => {
                let fits = edit.after.as_ref().is_none_or(|new| new.line().is_some());
                at.as_ref().filter(|_| !fits && edit.path.len() == 1)
            }
            Step::Append(_) | Step::ReplaceAll(_) | Step::Remove(_) | Step::Letter { .. } => None,
        };
        if let Some(node) = at.and_then(|at| nodes.get(at)) {
            // Where this is not possible, the edit itself is refused.
            edits.unfold(node.mapping);
        }
    }
}

/// Joins the steps that remove all records of a list with those that add some to it.
pub(super) fn joined(steps: Vec<Step>, nodes: &HashMap<(u32, u32), PartNode<'_>>) -> Vec<Step> {
    let emptied = |step: &Step| match step {
        Step::Remove(places) => {
            let first = nodes.get(places.first()?)?;
            let is_all = places.len() == count(first.list);
            is_all.then(|| first.above.map(|(mapping, key)| (place_of(mapping), key)))
        }
        Step::Value { .. }
        | Step::Add { .. }
        | Step::Replace { .. }
        | Step::Append(_)
        | Step::ReplaceAll(_)
        | Step::Letter { .. } => None,
    };
    let lists: Vec<_> = steps.iter().filter_map(emptied).collect();
    let mut added: Vec<Vec<Yaml>> = vec![Vec::new(); lists.len()];
    let mut others = Vec::new();
    for step in steps {
        let list = match &step {
            Step::Add { at, key, .. } => Some(Some((*at, *key))),
            Step::Append(_) => Some(None),
            Step::Value { .. }
            | Step::Replace { .. }
            | Step::ReplaceAll(_)
            | Step::Remove(_)
            | Step::Letter { .. } => None,
        };
        let list = list.and_then(|list| lists.iter().position(|known| *known == list));
        match (step, list) {
            (Step::Add { records, .. }, Some(list)) => added[list].extend(records),
            (Step::Append(record), Some(list)) => added[list].push(record),
            (step, _) => others.push(step),
        }
    }
    let replaced = |step: Step| {
        let list = emptied(&step).and_then(|list| lists.iter().position(|known| *known == list));
        match list.map(|list| (lists[list], added[list].clone())) {
            Some((Some((at, key)), records)) if !records.is_empty() => {
                let key = key.to_owned();
                Step::Replace { at, key, records }
            }
            Some((None, records)) if !records.is_empty() => Step::ReplaceAll(records),
            Some(_) | None => step,
        }
    };
    others.into_iter().map(replaced).collect()
}

/// The number of records of a list.
fn count(list: &Node) -> usize {
    match &list.value {
        Value::Sequence(items) => items.len(),
        Value::Null | Value::Scalar(_) | Value::Mapping(_) => 0,
    }
}

/// The line and the column of a node.
fn place_of(node: &Node) -> (u32, u32) {
    (node.position.line, node.position.column)
}

/// The result of an edit.
pub(super) enum Made {
    Edited,
    /// Nothing is left in the file.
    Empty,
    /// The file has another text.
    Written(String),
    /// The layout does not allow it, on this line.
    Refused(u32),
}

pub(super) fn make(
    edits: &mut YamlEdits<'_>,
    root: &Node,
    nodes: &HashMap<(u32, u32), PartNode<'_>>,
    step: &Step,
) -> Made {
    let done = |is_done: bool, line: u32| {
        if is_done {
            Made::Edited
        } else {
            Made::Refused(line)
        }
    };
    match step {
        Step::Value { at, edit, earlier } => {
            let line = at.map_or(1, |(line, _)| line);
            let mapping = match at {
                Some(at) => nodes.get(at).map(|node| node.mapping),
                None => Some(root),
            };
            let is_done = mapping.is_some_and(|mapping| set(edits, mapping, edit, earlier));
            done(is_done, line)
        }
        Step::Add {
            at,
            key,
            after,
            begins,
            records,
        } => {
            let Some(parent) = nodes.get(at) else {
                return Made::Refused(at.0);
            };
            let list = parent.mapping.get(key);
            let place = after
                .and_then(|after| nodes.get(&after))
                .map(|after| after.place + 1);
            let is_done = match list {
                Some(
                    list @ Node {
                        value: Value::Sequence(items),
                        ..
                    },
                ) if !items.is_empty() => {
                    let place = place.unwrap_or(if *begins { 0 } else { items.len() });
                    records.iter().all(|record| {
                        edits.insert(list, place, record) || edits.insert(list, items.len(), record)
                    })
                }
                _ => edits.set(parent.mapping, key, &Yaml::List(records.clone()), &[]),
            };
            done(is_done, at.0)
        }
        Step::Replace { at, key, records } => {
            let Some(parent) = nodes.get(at) else {
                return Made::Refused(at.0);
            };
            let list = Yaml::List(records.clone());
            done(edits.set(parent.mapping, key, &list, &[]), at.0)
        }
        Step::Append(record) => done(edits.insert(root, count(root), record), 1),
        Step::ReplaceAll(records) => Made::Written(emit::document(&Yaml::List(records.clone()))),
        Step::Remove(places) => {
            let Some(first) = places.first().and_then(|at| nodes.get(at)) else {
                return Made::Refused(1);
            };
            let line = first.mapping.position.line;
            if places.len() == count(first.list) {
                return match first.above {
                    Some((mapping, key)) => done(edits.remove(mapping, key), line),
                    None => Made::Empty,
                };
            }
            let mut places = places.iter().filter_map(|at| nodes.get(at));
            done(
                places.all(|node| edits.remove_item(node.list, node.place)),
                line,
            )
        }
        Step::Letter { at, letter } => {
            let mapping = nodes.get(at).map(|node| node.mapping);
            let letter = Yaml::Symbol(letter.clone());
            done(
                mapping.is_some_and(|mapping| {
                    edits.set(mapping, "letter", &letter, &["id", "number"])
                }),
                at.0,
            )
        }
    }
}

/// Sets or removes a value. If the innermost mapping cannot be edited, the edit is refused.
fn set(edits: &mut YamlEdits<'_>, mapping: &Node, edit: &ValueEdit, earlier: &[String]) -> bool {
    let Some((last, above)) = edit.path.split_last() else {
        return false;
    };
    let mut current = mapping;
    for key in above {
        match member(current, key) {
            Some(inner) => current = inner,
            None => return false,
        }
    }
    if let Value::Sequence(items) = &current.value {
        return match (&edit.after, item(items, last)) {
            (Some(new), None) => {
                let before = |item: &Node| edit.follows.iter().any(|id| has_id(item, id));
                let place = items.iter().rposition(before).map_or(0, |place| place + 1);
                edits.insert(current, place, new)
            }
            (None, Some(place)) => edits.remove_item(current, place),
            (Some(_), Some(_)) | (None, None) => false,
        };
    }
    let earlier: Vec<&str> = if above.is_empty() {
        earlier.iter().map(String::as_str).collect()
    } else {
        Vec::new()
    };
    match &edit.after {
        Some(new) => edits.set(current, last, new, &earlier),
        None => edits.remove(current, last),
    }
}

/// The value of a key, or the record of a list with this id.
fn member<'n>(node: &'n Node, key: &str) -> Option<&'n Node> {
    match &node.value {
        Value::Sequence(items) => item(items, key).map(|place| &items[place]),
        Value::Null | Value::Scalar(_) | Value::Mapping(_) => node.get(key),
    }
}

/// The place of the record with this id.
fn item(items: &[Node], id: &str) -> Option<usize> {
    items.iter().position(|item| has_id(item, id))
}

/// Whether a record has this id.
fn has_id(item: &Node, id: &str) -> bool {
    let known = item.get("id").map(|known| &known.value);
    matches!(known, Some(Value::Scalar(known)) if known == id)
}
