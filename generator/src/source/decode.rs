//! Decodes YAML nodes into records and reports every fault of a file at once.
//!
//! A record is declared once, with `record!`: its fields, their kinds and their documentation. Decoding, the messages
//! about missing and unknown keys, the JSON Schema that editors use, encoding ([`super::encode`]) and the walk over the
//! record's texts ([`super::texts`]) are all derived from that declaration.
//!
//! The errors of a single value are `E012` to `E019`. A value that cannot be read is `None`, and
//! its faults have been reported; the caller goes on with the next field, so that an author sees
//! all faults of a file in one run.

use crate::language::message::{Message, message};
use serde_json::{Value as Json, json};

use super::comment;
pub use super::definitions::Definitions;
use super::diagnostic::{Diagnostic, Related};
pub use super::fields::Fields;
use super::meant;
use super::mismatch::not_a_symbol;
pub use super::mismatch::{mismatch, misread};
use super::rule::Rule;
use super::spelling::is_reference;
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
                message!("this text contains a control character, which cannot be shown on a page"),
                message!("remove it; it may have been copied from a PDF"),
            ));
            None
        }
        Value::Scalar(text) => Some(text.clone()),
        _ => {
            not_a_symbol(node, faults);
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
                let meant = match &node.value {
                    Value::Scalar(text) => meant::truth(text),
                    Value::Mapping(_) | Value::Sequence(_) | Value::Null => None,
                };
                let help = match meant {
                    Some(true) => message!("write `true`"),
                    Some(false) => message!("write `false`"),
                    None => message!("write `true` or `false`"),
                };
                mismatch(node, message!("`true` or `false`"), help, faults);
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
            mismatch(node, message!("a list"), as_list(node), faults);
            return None;
        };
        // Every item is read, so that the faults of all items are reported at once.
        let known = faults.len();
        let read: Vec<Option<T>> = items.iter().map(|item| T::decode(item, faults)).collect();
        join_alike(faults, known);
        read.into_iter().collect()
    }

    fn schema(definitions: &mut Definitions) -> Json {
        json!({"type": "array", "items": T::schema(definitions)})
    }
}

/// Joins the faults from the index `start` on that follow each other and say the same about items of a list: each has the
/// same mistake.
fn join_alike(faults: &mut Vec<Diagnostic>, start: usize) {
    let found = faults.split_off(start);
    for fault in found {
        let alike = faults[start..].last_mut().filter(|last| {
            fault.rule == Rule::WrongType
                && last.rule == fault.rule
                && last.message == fault.message
                && last.help == fault.help
        });
        match alike {
            Some(first) => first.related.push(Related {
                position: fault.position,
                words: message!("the same here"),
            }),
            None => faults.push(fault),
        }
    }
}

/// The way to write a node as a list: with the author's own items, if they can be told apart.
fn as_list(node: &Node) -> Message {
    let first = match &node.value {
        Value::Scalar(text) => Some(text),
        Value::Mapping(pairs) => pairs.first().and_then(|(key, _)| match &key.value {
            Value::Scalar(name) => Some(name),
            Value::Mapping(_) | Value::Sequence(_) | Value::Null => None,
        }),
        Value::Sequence(_) | Value::Null => None,
    };
    if let Some(mark) = first.and_then(|text| meant::item_mark(text)) {
        return message!(
            "begin each item with `- ` on a line of its own, instead of `{mark}`",
            mark
        );
    }
    let items = first.filter(|_| matches!(node.value, Value::Scalar(_)));
    let items = items.and_then(|text| match is_reference(text) {
        true => Some(vec![text.clone()]),
        false => meant::ids(text),
    });
    match items {
        Some(items) => message!("write a list: `[{items}]`", items = items.join(", ")),
        None => {
            message!("write a list: `[…]` on one line, or each item on its own line after `- `")
        }
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
        faults
            .into_iter()
            .map(|fault| fault.message.english())
            .collect()
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
        assert_eq!(
            missing,
            ["the standard must have the keys `id` and `title`"],
            "{standard:?}"
        );
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
