//! Decodes YAML nodes into records and reports every fault of a file at once.
//!
//! A record is declared once, with `record!`: its fields, their kinds and their documentation. Decoding, the messages
//! about missing and unknown keys, the JSON Schema that editors use, encoding ([`super::encode`]) and the walk over the
//! record's texts ([`super::texts`]) are all derived from that declaration.

use serde_json::{Value as Json, json};

use super::closest::closest;
use super::comment;
pub use super::definitions::Definitions;
use super::diagnostic::Diagnostic;
use super::lookalike;
use super::position::Position;
use super::rule::Rule;
use super::yaml::{Node, Value};
use crate::index::List;

/// A type that can be read from a YAML node.
pub trait Decode: Sized {
    /// An example of a written value, for the help of a message: `{zh: …, en: …}`.
    const EXAMPLE: &'static str;

    /// Reads `node`. If it does not fit, reports why in `faults` and returns `None`.
    fn decode(node: &Node, faults: &mut Vec<Diagnostic>) -> Option<Self>;

    /// The JSON Schema of the accepted values. Records add theirs to `definitions` and return a reference.
    fn schema(definitions: &mut Definitions) -> Json;
}

/// The fault of a scalar that was meant to be a key, or a key with its value, but contains a character that only looks
/// like a colon or a space.
pub fn misread(node: &Node) -> Option<Diagnostic> {
    let Value::Scalar(text) = &node.value else {
        return None;
    };
    let (column, character) = lookalike::in_line(text)?;
    let mut at = node.position.clone();
    let column = u32::try_from(column).unwrap_or(u32::MAX);
    at.column = at.column.saturating_add(column);
    Some(lookalike::fault(&at, character))
}

/// Reports that `node` should have been `expected`.
pub fn mismatch(node: &Node, expected: &str, example: &str, faults: &mut Vec<Diagnostic>) {
    if let Some(fault) = misread(node) {
        return faults.push(fault);
    }
    faults.push(match (&node.value, &node.comment) {
        (Value::Null, Some(comment)) => Rule::TextAfterHash.at(
            comment,
            format!("{expected} is expected here, but `#` begins a comment"),
            "put the text in quotes if `#` belongs to it; otherwise write the value before the comment",
        ),
        _ => Rule::WrongType.at(
            &node.position,
            format!("{expected} is expected here, not {}", node.kind()),
            format!("write it as {example}"),
        ),
    });
}

/// Whether a character is forbidden in HTML and not needed in any text.
fn is_unprintable(character: char) -> bool {
    character.is_control() && !matches!(character, '\n' | '\t' | '\r')
}

/// Reads a scalar that cannot contain ` #`, such as a number or a reference, and that a comment may therefore follow.
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
            mismatch(node, "a text", String::EXAMPLE, faults);
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
                mismatch(node, "true or false", Self::EXAMPLE, faults);
                None
            }
        }
    }

    fn schema(_: &mut Definitions) -> Json {
        json!({"type": "boolean"})
    }
}

impl<T: Decode> Decode for Vec<T> {
    const EXAMPLE: &'static str = "a list, one `- ` per line";

    fn decode(node: &Node, faults: &mut Vec<Diagnostic>) -> Option<Self> {
        let Value::Sequence(items) = &node.value else {
            mismatch(node, "a list", Self::EXAMPLE, faults);
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
    position: &'a Position,
    pairs: Vec<(&'a str, &'a Node, &'a Node)>,
    /// The keys that misspelt keys were probably meant to be. The misspelling is reported; the key is not also missing.
    meant: Vec<(&'static str, &'a Node)>,
}

impl<'a> Fields<'a> {
    /// Opens `node` as a mapping with the `known` keys, and reports unknown and repeated keys.
    pub fn open(
        node: &'a Node,
        record: &str,
        known: &[&'static str],
        faults: &mut Vec<Diagnostic>,
    ) -> Option<Self> {
        let Value::Mapping(pairs) = &node.value else {
            mismatch(
                node,
                &format!("{record}, a mapping,"),
                &format!("`{}: …`", known[0]),
                faults,
            );
            return None;
        };
        let mut taken: Vec<(&str, &Node, &Node)> = Vec::with_capacity(pairs.len());
        let mut meant = Vec::new();
        for (key, value) in pairs {
            let Value::Scalar(name) = &key.value else {
                mismatch(key, "a key", "a plain word", faults);
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
                    format!("{record} has no key `{name}`"),
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

    fn get(&self, key: &str) -> Option<&'a Node> {
        self.pairs
            .iter()
            .find(|(name, _, _)| *name == key)
            .map(|(_, _, value)| *value)
    }

    /// Reads the value of a misspelt `key`. Its faults are not reported, since another key may be meant.
    fn misspelt<T: Decode>(&self, key: &str) -> Option<Option<T>> {
        let (_, node) = self.meant.iter().find(|(name, _)| *name == key)?;
        let mut unreported = Vec::new();
        let value = T::decode(node, &mut unreported);
        Some(value.filter(|_| unreported.is_empty()))
    }

    /// Reads a key that must be present.
    pub fn required<T: Decode>(
        &self,
        record: &str,
        key: &str,
        faults: &mut Vec<Diagnostic>,
    ) -> Option<T> {
        let Some(node) = self.get(key) else {
            if let Some(value) = self.misspelt(key) {
                return value;
            }
            faults.push(Rule::MissingKey.at(
                self.position,
                format!("{record} must have the key `{key}`"),
                format!("add `{key}: {}`", T::EXAMPLE),
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

/// The key of a field: its name, without the `r#` of a name that is a keyword of Rust.
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
