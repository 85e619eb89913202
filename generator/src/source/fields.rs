//! The keys of a record: those that are unknown, repeated or missing, and the values of the others.

use std::cell::RefCell;

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
    /// The only key that is not known and like no known one, which may be another word for the only key that is missing.
    foreign: Option<ForeignKey<'a>>,
    /// The missing keys, which are one diagnostic.
    missing: RefCell<MissingKeys>,
}

/// A key that a record does not have.
struct ForeignKey<'a> {
    name: &'a str,
    /// Its diagnostic.
    reported: Diagnostic,
    /// The place of the diagnostic among the faults.
    fault: usize,
}

/// The keys that a record must have and does not.
#[derive(Default)]
struct MissingKeys {
    /// The keys, in the order in which they are read.
    keys: Vec<String>,
    /// Each key with its value: `title: {zh: …, en: …}`.
    examples: Vec<String>,
    /// The place of their diagnostic among the faults.
    fault: Option<usize>,
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
            // A text alone is more often the text of a record than its first key.
            let first = match known.contains(&"text") {
                true => "text",
                false => known[0],
            };
            let help = message!("write its keys, as in `{known}: …`", known = first);
            mismatch(node, record.clone(), help, faults);
            return None;
        };
        let mut fields = Fields {
            position: &node.position,
            pairs: Vec::with_capacity(pairs.len()),
            meant: Vec::new(),
            foreign: None,
            missing: RefCell::default(),
        };
        if known.contains(&"text") && is_bare_text(pairs, known) {
            faults.push(bare_text(record, &pairs[0].0));
            fields.meant.push(("text", node));
            return Some(fields);
        }
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
                let same = known.iter().find(|known| known.eq_ignore_ascii_case(name));
                let close = same
                    .copied()
                    .or_else(|| closest(name, known.iter().copied()));
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
            let reported = unknown(record, &foreign, help);
            if let [(name, _)] = *foreign {
                fields.foreign = Some(ForeignKey {
                    name,
                    reported: reported.clone(),
                    fault: faults.len(),
                });
            }
            faults.push(reported);
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
            self.report_missing(record, key, (T::EXAMPLE, description), faults);
            return None;
        };
        T::decode(node, faults)
    }

    /// Reports a missing key, together with those that are missing already. If it is the only one, a key that is not known may
    /// be meant for it, and both are one diagnostic.
    fn report_missing(
        &self,
        record: &Message,
        key: &str,
        (example, description): (&str, &'static str),
        faults: &mut Vec<Diagnostic>,
    ) {
        let mut missing = self.missing.borrow_mut();
        missing.keys.push(key.to_owned());
        missing.examples.push(format!("{key}: {}", form(example)));
        let is_only = missing.keys.len() == 1;
        let foreign = self.foreign.as_ref();
        let of_foreign = foreign.and_then(|foreign| {
            let fault = faults.get_mut(foreign.fault)?;
            *fault = foreign.reported.clone();
            Some((foreign, fault))
        });
        if let Some((foreign, fault)) = of_foreign.filter(|_| is_only) {
            fault.message = message!(
                "`{name}` is not a key of {record}, and its key `{key}` is missing",
                name = foreign.name,
                record,
                key
            );
            fault.help = message!(
                "if `{name}` is meant to be `{key}`, write `{key}`; otherwise, remove it and add `{example}`",
                name = foreign.name,
                key,
                example = &missing.examples[0]
            );
            return;
        }
        let (message, help) = match is_only {
            true => (
                message!("{record} must have the key `{key}`", record, key),
                addition(key, example, description),
            ),
            false => (
                message!(
                    "{record} must have the keys {keys}",
                    record,
                    keys = listed(missing.keys.iter().map(String::as_str))
                ),
                message!(
                    "add {examples}",
                    examples = listed(missing.examples.iter().map(String::as_str))
                ),
            ),
        };
        let reported = missing.fault.and_then(|fault| faults.get_mut(fault));
        if let Some(fault) = reported {
            fault.message = message;
            fault.help = help;
        } else {
            missing.fault = Some(faults.len());
            faults.push(Rule::MissingKey.at(self.position, message, help));
        }
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

/// The form of a value in the help for a missing key. An example that is not only a form to fill in would be copied as it
/// is, so it is left out.
fn form(example: &str) -> &str {
    match example.find('…') {
        Some(_) => example.split_inclusive('}').next().unwrap_or(example),
        None => "…",
    }
}

/// Whether the only keys of a record are languages, as in `- en: Words`: its text without the key `text`.
fn is_bare_text(pairs: &[(Node, Node)], known: &[&'static str]) -> bool {
    let is_language = |(key, value): &(Node, Node)| match (&key.value, &value.value) {
        (Value::Scalar(name), Value::Scalar(_)) => {
            let part = name.split('-').next().unwrap_or_default();
            (2..=3).contains(&part.len())
                && part.chars().all(|c| c.is_ascii_lowercase())
                && !known.contains(&name.as_str())
                && !key.lacks_colon
        }
        _ => false,
    };
    !pairs.is_empty() && pairs.iter().all(is_language)
}

/// The diagnostic of a text in its languages where a record is expected that has a text.
fn bare_text(record: &Message, key: &Node) -> Diagnostic {
    let language = match &key.value {
        Value::Scalar(name) => name.as_str(),
        Value::Mapping(_) | Value::Sequence(_) | Value::Null => "",
    };
    Rule::UnknownKey.at(
        &key.position,
        message!(
            "`{language}` is not a key of {record}, but of a text",
            language,
            record
        ),
        message!(
            "write `text:` before it, and indent the languages below it, as in `text: {{{language}: …}}`",
            language
        ),
    )
}

/// The help for a missing key: how to write it, and the first sentence of its description.
fn addition(key: &str, example: &str, description: &'static str) -> Message {
    message!(
        "add `{key}: {example}`: {meaning}",
        key,
        example = form(example),
        meaning = Phrase(first_sentence(description))
    )
}

/// The first sentence of a key's description, without its full stop.
pub fn first_sentence(description: &str) -> &str {
    let first = description.trim().split(". ").next().unwrap_or_default();
    first.trim_end_matches('.')
}
