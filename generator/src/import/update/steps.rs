//! The edits of one file, by the places of the records that they change.

use std::collections::HashMap;

use super::merging::ValueEdit;
use crate::source::edit::YamlEdits;
use crate::source::emit::Yaml;
use crate::source::yaml::{Node, Value};

/// An edit, before it is made.
pub(super) enum Step {
    Value {
        /// The line and column of the record; `None` for the standard itself.
        at: Option<(u32, u32)>,
        edit: ValueEdit,
        earlier: Vec<String>,
    },
    /// Adds records to the list of a key of a record, after the record at this place, or at its end.
    Add {
        at: (u32, u32),
        key: &'static str,
        after: Option<(u32, u32)>,
        records: Vec<Yaml>,
    },
    /// Adds a record to the end of a file.
    Append(Yaml),
    /// Removes these records of one list.
    Remove(Vec<(u32, u32)>),
    /// States the letter of a requirement.
    Letter { at: (u32, u32), letter: String },
}

/// A record in a file, with the list that it is in.
#[derive(Clone, Copy)]
pub(super) struct PartNode<'a> {
    mapping: &'a Node,
    list: &'a Node,
    place: usize,
    /// The record and the key that the list is the value of. `None` for the list that a file consists of.
    above: Option<(&'a Node, &'a str)>,
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

/// The result of an edit.
pub(super) enum Made {
    Edited,
    /// Nothing is left in the file.
    Empty,
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
                    let place = place.unwrap_or(items.len());
                    records
                        .iter()
                        .all(|record| edits.insert(list, place, record))
                }
                _ => edits.set(parent.mapping, key, &Yaml::List(records.clone()), &[]),
            };
            done(is_done, at.0)
        }
        Step::Append(record) => {
            let count = match &root.value {
                Value::Sequence(items) => items.len(),
                Value::Null | Value::Scalar(_) | Value::Mapping(_) => 0,
            };
            done(edits.insert(root, count, record), 1)
        }
        Step::Remove(places) => {
            let Some(first) = places.first().and_then(|at| nodes.get(at)) else {
                return Made::Refused(1);
            };
            let count = match &first.list.value {
                Value::Sequence(items) => items.len(),
                Value::Null | Value::Scalar(_) | Value::Mapping(_) => 0,
            };
            let line = first.mapping.position.line;
            if places.len() == count {
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
        match current.get(key) {
            Some(inner) => current = inner,
            None => return false,
        }
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
