//! The keys of a record: those that are unknown, repeated or missing, and the values of the others.

use super::closest::closest;
use super::decode::Decode;
use super::diagnostic::Diagnostic;
use super::mismatch::{cut_by_comma, mismatch, misread};
use super::position::Position;
use super::rule::Rule;
use super::yaml::{Node, Value};
use crate::language::message::{Message, Phrase, Series, message};

/// The keys of a mapping, which a record reads one by one.
pub struct Fields<'a> {
    /// The place of the mapping, at which missing keys are reported.
    position: &'a Position,
    /// The known keys, each once, with the node of the key and that of its value.
    pairs: Vec<(&'a str, &'a Node, &'a Node)>,
    /// The keys that misspelt keys were probably meant to be. The misspelling is reported; the key is not also missing.
    meant: Vec<(&'static str, &'a Node)>,
}

impl<'a> Fields<'a> {
    /// Opens `node` as a mapping with the `known` keys, and reports unknown and repeated keys.
    ///
    /// `record` is the record in messages, with its article: `a clause`. `E017` for repeated keys and `E018` for unknown
    /// ones. `None` if the node is not a mapping, or if so many keys are wrong that it must be something else.
    pub fn open(
        node: &'a Node,
        record: &Message,
        known: &[&'static str],
        faults: &mut Vec<Diagnostic>,
    ) -> Option<Self> {
        let Value::Mapping(pairs) = &node.value else {
            let help = message!("write its keys, as in `{known}: …`", known = known[0]);
            mismatch(node, record.clone(), help, faults);
            return None;
        };
        let mut fields = Fields {
            position: &node.position,
            pairs: Vec::with_capacity(pairs.len()),
            meant: Vec::new(),
        };
        let mut repeated = Vec::new();
        let mut foreign = Vec::new();
        for (index, (key, value)) in pairs.iter().enumerate() {
            let Value::Scalar(name) = &key.value else {
                mismatch(
                    key,
                    message!("a key"),
                    message!("write a word before the colon"),
                    faults,
                );
                continue;
            };
            if let Some((_, first, _)) = fields.pairs.iter().find(|(taken, _, _)| taken == name) {
                repeated.push((name.as_str(), key, *first));
            } else if known.contains(&name.as_str()) {
                fields.pairs.push((name, key, value));
            } else if let Some(fault) = misread(key) {
                faults.push(fault);
                let word = known.iter().find(|known| **known == key_in(name));
                fields.meant.extend(word.map(|word| (*word, value)));
            } else if key.lacks_colon && index > 0 {
                // The rest of the same text is part of that fault.
                let is_first = !pairs[index - 1].0.lacks_colon;
                faults.extend(cut_by_comma(pairs, index).filter(|_| is_first));
            } else {
                let close = closest(name, known.iter().copied());
                match known.iter().find(|known| Some(**known) == close) {
                    Some(known) => {
                        fields.meant.push((*known, value));
                        faults.push(unknown(
                            record,
                            &[(name, key)],
                            message!("did you mean `{known}`?", known),
                        ));
                    }
                    None => foreign.push((name.as_str(), key)),
                }
            }
        }
        // With several keys of something else, or of two records, no other fault of this one would help.
        let is_whole = foreign.len() < 2 && repeated.len() < 2;
        if !foreign.is_empty() {
            let help = message!(
                "the keys of {record} are {known}",
                record,
                known = Series::plain(known)
            );
            faults.push(unknown(record, &foreign, help));
        }
        if !repeated.is_empty() {
            faults.push(twice(record, &repeated));
        }
        is_whole.then_some(fields)
    }

    /// The value of a key; `None` if it is absent.
    fn get(&self, key: &str) -> Option<&'a Node> {
        self.pairs
            .iter()
            .find(|(name, _, _)| *name == key)
            .map(|(_, _, value)| *value)
            .filter(|value| !value.is_absent())
    }

    /// Reads the value of a misspelt `key`. Its faults are not reported, since another key may be meant.
    fn misspelt<T: Decode>(&self, key: &str) -> Option<Option<T>> {
        let (_, node) = self.meant.iter().find(|(name, _)| *name == key)?;
        let mut unreported = Vec::new();
        let value = T::decode(node, &mut unreported);
        Some(value.filter(|_| unreported.is_empty()))
    }

    /// Reads a key that must be present.
    ///
    /// `E019` if it is absent. `None` if there is no value that can be used. `description` is that of the key.
    pub fn required<T: Decode>(
        &self,
        record: &Message,
        key: &str,
        description: &'static str,
        faults: &mut Vec<Diagnostic>,
    ) -> Option<T> {
        let Some(node) = self.get(key) else {
            if let Some(value) = self.misspelt(key) {
                return value;
            }
            faults.push(Rule::MissingKey.at(
                self.position,
                message!("{record} must have the key `{key}`", record, key),
                addition(key, T::EXAMPLE, description),
            ));
            return None;
        };
        T::decode(node, faults)
    }

    /// Reads a key that may be absent. Returns `Some(None)` if it is absent and `None` if its value is faulty.
    pub fn optional<T: Decode>(
        &self,
        key: &str,
        faults: &mut Vec<Diagnostic>,
    ) -> Option<Option<T>> {
        match self.get(key) {
            None => Some(self.misspelt(key).flatten()),
            Some(node) => T::decode(node, faults).map(Some),
        }
    }
}

/// The diagnostic of keys that a record does not have.
fn unknown(record: &Message, keys: &[(&str, &Node)], help: Message) -> Diagnostic {
    let [(name, first), others @ ..] = keys else {
        return Rule::UnknownKey.at(
            &Position::file(""),
            message!("there is an unknown key"),
            help,
        );
    };
    let message = match others {
        [] => message!("`{name}` is not a key of {record}", name, record),
        _ => message!(
            "{keys} are not keys of {record}",
            keys = listed(keys.iter().map(|(name, _)| *name)),
            record
        ),
    };
    let fault = Rule::UnknownKey.at(&first.position, message, help);
    others.iter().fold(fault, |fault, (_, key)| {
        fault.see(&key.position, message!("also unknown"))
    })
}

/// The diagnostic of keys that a record has twice, each with the place of the first.
fn twice(record: &Message, keys: &[(&str, &Node, &Node)]) -> Diagnostic {
    let (message, help) = match keys {
        [(name, ..)] => (
            message!("the key `{name}` appears twice in {record}", name, record),
            message!("remove one of them"),
        ),
        _ => (
            message!(
                "the keys {names} appear twice in {record}",
                names = listed(keys.iter().map(|(name, ..)| *name)),
                record
            ),
            message!(
                "a second record probably begins here: begin it with `- ` and its id; otherwise, remove what is \
                 there twice"
            ),
        ),
    };
    let place = keys
        .first()
        .map_or_else(|| Position::file(""), |(_, key, _)| key.position.clone());
    let fault = Rule::RepeatedKey.at(&place, message, help);
    keys.iter().fold(fault, |fault, (_, _, first)| {
        fault.see(&first.position, message!("first written here"))
    })
}

/// Names in a sentence: `a`, `b` and `c`.
fn listed<'a>(names: impl Iterator<Item = &'a str>) -> Series {
    Series::all(names.map(|name| format!("`{name}`")))
}

/// The key with which a misread text begins: its first small letters.
fn key_in(text: &str) -> &str {
    let is_part = |c: char| c.is_ascii_lowercase() || c == '_';
    let word = text.trim_start_matches(|c| !is_part(c));
    &word[..word.len() - word.trim_start_matches(is_part).len()]
}

/// The help for a missing key: how to write it, and the first sentence of its description. An example that is not only
/// a form to fill in would be copied as it is, so it is left out.
fn addition(key: &str, example: &str, description: &'static str) -> Message {
    let example = match example.find('…') {
        Some(_) => example.split_inclusive('}').next().unwrap_or(example),
        None => "…",
    };
    message!(
        "add `{key}: {example}`: {meaning}",
        key,
        example,
        meaning = Phrase(first_sentence(description))
    )
}

/// The first sentence of a key's description, without its full stop.
pub fn first_sentence(description: &str) -> &str {
    let first = description.trim().split(". ").next().unwrap_or_default();
    first.trim_end_matches('.')
}
