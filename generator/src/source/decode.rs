//! Decodes YAML nodes into records and reports every fault of a file at once.
//!
//! A record is declared once, with `record!`: its fields, their kinds and their documentation. Decoding, the messages
//! about missing and unknown keys, the JSON Schema that editors use, encoding ([`super::encode`]) and the walk over the
//! record's texts ([`super::texts`]) are all derived from that declaration.
//!
//! The errors of a single value are `E012` to `E019`. A value that cannot be read is `None`, and
//! its faults have been reported; the caller goes on with the next field, so that an author sees
//! all faults of a file in one run.

use serde_json::{Value as Json, json};

use super::closest::closest;
use super::comment;
pub use super::definitions::Definitions;
use super::diagnostic::Diagnostic;
use super::mismatch::{cut_by_comma, not_a_text};
pub use super::mismatch::{mismatch, misread};
use super::position::Position;
use super::rule::Rule;
use super::yaml::{Node, Value};
use crate::index::List;

/// A type that can be read from a YAML node.
pub trait Decode: Sized {
    /// An example of a written value, for the help of a message: `{zh: …, en: …}`.
    const EXAMPLE: &'static str;

    /// Reads `node`. If it does not fit, reports why in `faults` and returns `None`.
    ///
    /// It reports at least one fault if it returns `None`, and may report faults and return a
    /// value.
    fn decode(node: &Node, faults: &mut Vec<Diagnostic>) -> Option<Self>;

    /// The JSON Schema of the accepted values. Records add theirs to `definitions` and return a reference.
    fn schema(definitions: &mut Definitions) -> Json;
}

/// Whether a character is forbidden in HTML and not needed in any text. Line breaks and tabs are
/// allowed.
fn is_unprintable(character: char) -> bool {
    character.is_control() && !matches!(character, '\n' | '\t' | '\r')
}

/// Reads a scalar that cannot contain ` #`, such as a number or a reference, and that a comment may therefore follow.
///
/// Numbers, dates and `true` are scalars like any other here, so an id such as `5.10` keeps its
/// zero. `E016` for a control character.
pub fn symbol(node: &Node, faults: &mut Vec<Diagnostic>) -> Option<String> {
    match &node.value {
        Value::Scalar(text) if text.contains(is_unprintable) => {
            faults.push(Rule::ControlCharacter.at(
                &node.position,
                "this text contains a control character, which cannot be shown on a page",
                "remove it; it may have been copied from a PDF",
            ));
            None
        }
        Value::Scalar(text) => Some(text.clone()),
        _ => {
            not_a_text(node, faults);
            None
        }
    }
}

/// A text. It is an error if a comment cuts it off.
impl Decode for String {
    const EXAMPLE: &'static str = "text";

    fn decode(node: &Node, faults: &mut Vec<Diagnostic>) -> Option<Self> {
        let text = symbol(node, faults)?;
        match &node.comment {
            Some(comment) => {
                faults.push(comment::fault(comment));
                None
            }
            None => Some(text),
        }
    }

    fn schema(_: &mut Definitions) -> Json {
        json!({"type": ["string", "number"]})
    }
}

impl Decode for bool {
    const EXAMPLE: &'static str = "true";

    fn decode(node: &Node, faults: &mut Vec<Diagnostic>) -> Option<Self> {
        match &node.value {
            Value::Scalar(text) if text == "true" => Some(true),
            Value::Scalar(text) if text == "false" => Some(false),
            _ => {
                mismatch(node, "true or false", "write `true` or `false`", faults);
                None
            }
        }
    }

    fn schema(_: &mut Definitions) -> Json {
        json!({"type": "boolean"})
    }
}

impl<T: Decode> Decode for Vec<T> {
    const EXAMPLE: &'static str = "[…]";

    fn decode(node: &Node, faults: &mut Vec<Diagnostic>) -> Option<Self> {
        let Value::Sequence(items) = &node.value else {
            let help = "write a list: `[…]` on one line, or each item on its own line after `- `";
            mismatch(node, "a list", help, faults);
            return None;
        };
        // Every item is read, so that the faults of all items are reported at once.
        let read: Vec<Option<T>> = items.iter().map(|item| T::decode(item, faults)).collect();
        read.into_iter().collect()
    }

    fn schema(definitions: &mut Definitions) -> Json {
        json!({"type": "array", "items": T::schema(definitions)})
    }
}

impl<I, T: Decode> Decode for List<I, T> {
    const EXAMPLE: &'static str = Vec::<T>::EXAMPLE;

    fn decode(node: &Node, faults: &mut Vec<Diagnostic>) -> Option<Self> {
        Vec::decode(node, faults).map(List::from)
    }

    fn schema(definitions: &mut Definitions) -> Json {
        Vec::<T>::schema(definitions)
    }
}

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
    /// `record` is the record in messages, with its article: `a clause`. `E017` for repeated keys
    /// and `E018` for unknown ones. `None` if the node is not a mapping.
    pub fn open(
        node: &'a Node,
        record: &str,
        known: &[&'static str],
        faults: &mut Vec<Diagnostic>,
    ) -> Option<Self> {
        let Value::Mapping(pairs) = &node.value else {
            let help = format!("write its keys, as in `{}: …`", known[0]);
            mismatch(node, record, &help, faults);
            return None;
        };
        let mut taken: Vec<(&str, &Node, &Node)> = Vec::with_capacity(pairs.len());
        let mut meant = Vec::new();
        for (index, (key, value)) in pairs.iter().enumerate() {
            let Value::Scalar(name) = &key.value else {
                mismatch(key, "a key", "write a word before the colon", faults);
                continue;
            };
            if let Some((_, first, _)) = taken.iter().find(|(taken, _, _)| taken == name) {
                faults.push(
                    Rule::RepeatedKey
                        .at(
                            &key.position,
                            format!("the key `{name}` appears twice in {record}"),
                            "remove one of them",
                        )
                        .see(&first.position, "first written here"),
                );
            } else if known.contains(&name.as_str()) {
                taken.push((name, key, value));
            } else if let Some(fault) = misread(key) {
                faults.push(fault);
                let is_part = |c: char| c.is_ascii_lowercase() || c == '_';
                let word = name.trim_start_matches(|c| !is_part(c));
                let word = &word[..word.len() - word.trim_start_matches(is_part).len()];
                meant.extend(
                    known
                        .iter()
                        .find(|key| **key == word)
                        .map(|key| (*key, value)),
                );
            } else if key.lacks_colon && index > 0 {
                // The rest of the same text is part of that fault.
                faults
                    .extend(cut_by_comma(pairs, index).filter(|_| !pairs[index - 1].0.lacks_colon));
            } else {
                let help = match known
                    .iter()
                    .find(|key| Some(**key) == closest(name, known.iter().copied()))
                {
                    Some(key) => {
                        meant.push((*key, value));
                        format!("did you mean `{key}`?")
                    }
                    None => format!("the keys of {record} are {}", known.join(", ")),
                };
                faults.push(Rule::UnknownKey.at(
                    &key.position,
                    format!("`{name}` is not a key of {record}"),
                    help,
                ));
            }
        }
        Some(Fields {
            position: &node.position,
            pairs: taken,
            meant,
        })
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
        record: &str,
        key: &str,
        description: &str,
        faults: &mut Vec<Diagnostic>,
    ) -> Option<T> {
        let Some(node) = self.get(key) else {
            if let Some(value) = self.misspelt(key) {
                return value;
            }
            faults.push(Rule::MissingKey.at(
                self.position,
                format!("{record} must have the key `{key}`"),
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

/// The help for a missing key: how to write it, and the first sentence of its description. An example that is not only
/// a form to fill in would be copied as it is, so it is left out.
fn addition(key: &str, example: &str, description: &str) -> String {
    let example = match example.find('…') {
        Some(_) => example.split_inclusive('}').next().unwrap_or(example),
        None => "…",
    };
    let mut sentence = description
        .trim()
        .split(". ")
        .next()
        .unwrap_or_default()
        .trim_end_matches('.')
        .chars();
    let first = sentence
        .next()
        .map(|first| first.to_lowercase().to_string());
    let sentence = first.unwrap_or_default() + sentence.as_str();
    format!("add `{key}: {example}`: {sentence}")
}

/// The key of a field: its name, without the `r#` of a name that is a keyword of Rust. For example,
/// `type` for `r#type`.
pub const fn key(field: &'static str) -> &'static str {
    match field.as_bytes() {
        [b'r', b'#', ..] => field.split_at(2).1,
        _ => field,
    }
}

#[cfg(test)]
mod tests {
    use super::Decode;
    use crate::source::format::clause::ClauseRecord;
    use crate::source::format::standard::StandardRecord;
    use crate::source::yaml;

    fn messages<T: Decode>(text: &str) -> Vec<String> {
        let mut faults = Vec::new();
        let node = yaml::parse(&"a.yaml".into(), text).unwrap();
        T::decode(&node, &mut faults);
        faults.into_iter().map(|fault| fault.message).collect()
    }

    #[test]
    fn a_misspelt_key_is_not_also_missing() {
        let standard = messages::<StandardRecord>("languag: en\nlevelz: []\n");
        let missing: Vec<&String> = standard
            .iter()
            .filter(|message| message.contains("must"))
            .collect();
        assert!(
            missing
                .iter()
                .all(|message| !message.contains("language") && !message.contains("levels")),
            "{standard:?}"
        );
        assert_eq!(standard.len() - missing.len(), 2, "{standard:?}");
        assert_eq!(missing.len(), 2, "{standard:?}");
    }

    #[test]
    fn the_value_of_a_misspelt_key_is_read_if_it_fits() {
        let mut faults = Vec::new();
        let text = "id: 1\ntitel: {en: Tools}\nintrod: [x]\n";
        let node = yaml::parse(&"a.yaml".into(), text).unwrap();
        let clause = ClauseRecord::decode(&node, &mut faults).unwrap();
        assert!(clause.title.is_some() && clause.intro.is_none());
        assert_eq!(faults.len(), 2, "{faults:?}");
    }
}
