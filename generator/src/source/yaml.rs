//! YAML as a tree of nodes that know where they stand.
//!
//! The tree is generic so that one pass over it can report every fault of a file; what a file may hold is said in
//! [`super::format`].

use std::fmt;
use std::sync::Arc;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_saphyr::Spanned;
use serde_saphyr::options::DuplicateKeyPolicy;

use super::diagnostic::Diagnostic;
use super::position::Position;

/// How deep a file may be nested. The format needs eight.
const DEPTH: usize = 48;
/// How many nodes a file may hold: some 200 times the largest file of the shipped standard.
const NODES: usize = 1_000_000;

/// One value of a YAML file.
#[derive(Clone, Debug)]
pub struct Node {
    /// The value itself.
    pub value: Value,
    /// Where it begins.
    pub position: Position,
}

/// What a node holds. Scalars are kept as they are written: `5.10` is a clause, not a number.
#[derive(Clone, Debug)]
pub enum Value {
    /// Nothing, `~` or `null`.
    Null,
    /// Any other scalar, as text.
    Scalar(String),
    /// A list.
    Sequence(Vec<Node>),
    /// Key and value pairs in the order of the file, repeated keys included.
    Mapping(Vec<(Node, Node)>),
}

impl Node {
    /// What kind of value this is, for a message.
    pub fn kind(&self) -> &'static str {
        match self.value {
            Value::Null => "nothing",
            Value::Scalar(_) => "a text",
            Value::Sequence(_) => "a list",
            Value::Mapping(_) => "a mapping",
        }
    }
}

/// Parses `text`, the content of `file`.
///
/// # Errors
/// One diagnostic at the place where the text stops being YAML, or exceeds the bounds that keep hostile input harmless.
pub fn parse(file: &Arc<str>, text: &str) -> Result<Node, Diagnostic> {
    let options = serde_saphyr::options! {
        duplicate_keys: DuplicateKeyPolicy::PassThrough,
        with_snippet: false,
        // Aliases save a translator some typing; they are no way to make a small file large.
        alias_limits: serde_saphyr::alias_limits! {
            max_total_replayed_events: 20_000,
        },
        budget: serde_saphyr::budget! {
            max_depth: DEPTH,
            max_nodes: NODES,
        },
    };
    match serde_saphyr::from_str_with_options::<Raw>(text, options) {
        Ok(raw) => Ok(raw.into_node(file, text)),
        Err(error) => {
            let position = error.location().map_or_else(
                || Position::file(file.clone()),
                |at| Position {
                    file: file.clone(),
                    line: narrow(at.line()),
                    column: narrow(at.column()),
                },
            );
            Err(Diagnostic::error(
                &position,
                format!("this is not YAML that can be read: {}", one_line(&error)),
                "check the indentation, the quotes and the brackets up to this line",
            ))
        }
    }
}

/// The error's words without the position, which the diagnostic says itself.
fn one_line(error: &serde_saphyr::Error) -> String {
    let text = error.without_snippet().to_string();
    let first = text.lines().next().unwrap_or_default();
    let first = first
        .split_once(": ")
        .filter(|(head, _)| head.contains("line ") && head.len() < 40)
        .map_or(first, |(_, tail)| tail);
    let end = first.find(" at line ").unwrap_or(first.len());
    first[..end].to_owned()
}

fn narrow(number: u64) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

/// A node as serde delivers it, before the file is known.
struct Raw(Spanned<RawValue>);

enum RawValue {
    Null,
    /// A scalar that YAML reads as text.
    Text(String),
    /// A scalar that YAML reads as a number: its own spelling is looked up in the file.
    Number(String),
    Sequence(Vec<Raw>),
    Mapping(Vec<(Raw, Raw)>),
}

impl Raw {
    fn into_node(self, file: &Arc<str>, text: &str) -> Node {
        let at = self.0.referenced;
        let value = match self.0.value {
            RawValue::Null => Value::Null,
            RawValue::Text(text) => Value::Scalar(text),
            RawValue::Number(number) => {
                let span = self.0.defined.span();
                Value::Scalar(written(text, span.byte_offset(), span.byte_len()).unwrap_or(number))
            }
            RawValue::Sequence(items) => Value::Sequence(
                items
                    .into_iter()
                    .map(|item| item.into_node(file, text))
                    .collect(),
            ),
            RawValue::Mapping(pairs) => Value::Mapping(
                pairs
                    .into_iter()
                    .map(|(key, value)| (key.into_node(file, text), value.into_node(file, text)))
                    .collect(),
            ),
        };
        Node {
            value,
            position: Position {
                file: file.clone(),
                line: narrow(at.line()),
                column: narrow(at.column()),
            },
        }
    }
}

/// The scalar as the file spells it, so that `5.10` does not become `5.1`.
fn written(text: &str, offset: Option<u64>, length: Option<u64>) -> Option<String> {
    let start = usize::try_from(offset?).ok()?;
    let end = start.checked_add(usize::try_from(length?).ok()?)?;
    let spelled = text.get(start..end)?.trim();
    (!spelled.is_empty()).then(|| spelled.to_owned())
}

impl<'de> Deserialize<'de> for Raw {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Spanned::deserialize(deserializer).map(Raw)
    }
}

impl<'de> Deserialize<'de> for RawValue {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(RawVisitor)
    }
}

struct RawVisitor;

impl<'de> Visitor<'de> for RawVisitor {
    type Value = RawValue;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a YAML value")
    }

    fn visit_unit<E>(self) -> Result<RawValue, E> {
        Ok(RawValue::Null)
    }

    fn visit_none<E>(self) -> Result<RawValue, E> {
        Ok(RawValue::Null)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<RawValue, D::Error> {
        RawValue::deserialize(deserializer)
    }

    fn visit_bool<E>(self, value: bool) -> Result<RawValue, E> {
        Ok(RawValue::Number(value.to_string()))
    }

    fn visit_i64<E>(self, value: i64) -> Result<RawValue, E> {
        Ok(RawValue::Number(value.to_string()))
    }

    fn visit_u64<E>(self, value: u64) -> Result<RawValue, E> {
        Ok(RawValue::Number(value.to_string()))
    }

    fn visit_i128<E>(self, value: i128) -> Result<RawValue, E> {
        Ok(RawValue::Number(value.to_string()))
    }

    fn visit_u128<E>(self, value: u128) -> Result<RawValue, E> {
        Ok(RawValue::Number(value.to_string()))
    }

    fn visit_f64<E>(self, value: f64) -> Result<RawValue, E> {
        Ok(RawValue::Number(value.to_string()))
    }

    fn visit_str<E>(self, value: &str) -> Result<RawValue, E> {
        Ok(RawValue::Text(value.to_owned()))
    }

    fn visit_string<E>(self, value: String) -> Result<RawValue, E> {
        Ok(RawValue::Text(value))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<RawValue, A::Error> {
        let mut out = Vec::new();
        while let Some(item) = items.next_element()? {
            out.push(item);
        }
        Ok(RawValue::Sequence(out))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut pairs: A) -> Result<RawValue, A::Error> {
        let mut out = Vec::new();
        while let Some(pair) = pairs.next_entry()? {
            out.push(pair);
        }
        Ok(RawValue::Mapping(out))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(text: &str) -> Node {
        parse(&"x.yaml".into(), text).expect("valid YAML")
    }

    #[test]
    fn values_know_their_place() {
        let node = parsed("a: 1\nb:\n  - 二\n  - c: [三]\n");
        let Value::Mapping(pairs) = &node.value else {
            panic!("{node:?}")
        };
        assert_eq!(pairs[1].0.position.to_string(), "x.yaml:2:1");
        let Value::Sequence(items) = &pairs[1].1.value else {
            panic!("{node:?}")
        };
        assert_eq!(items[0].position.to_string(), "x.yaml:3:5");
    }

    #[test]
    fn numbers_and_words_keep_their_spelling() {
        for spelled in [
            "5.10", "3.2", "1e3", "0x1F", "007", "true", "Yes", "5.3.1.2",
        ] {
            let node = parsed(&format!("- id: {spelled}\n"));
            let Value::Sequence(items) = &node.value else {
                panic!("{node:?}")
            };
            let Value::Mapping(pairs) = &items[0].value else {
                panic!("{node:?}")
            };
            assert!(
                matches!(&pairs[0].1.value, Value::Scalar(text) if text == spelled),
                "{spelled}: {:?}",
                pairs[0].1
            );
        }
    }

    #[test]
    fn repeated_keys_are_kept_for_the_reader_to_refuse() {
        let node = parsed("a: 1\na: 2\n");
        assert!(matches!(&node.value, Value::Mapping(pairs) if pairs.len() == 2));
    }

    #[test]
    fn a_fault_is_placed() {
        let fault = parse(&"x.yaml".into(), "a: 1\nb: [1,\nc: 2\n").expect_err("unclosed");
        assert!(fault.position.line >= 2, "{fault:?}");
    }

    #[test]
    fn hostile_files_are_refused_in_bounded_time() {
        let deep = "[".repeat(100_000);
        assert!(parse(&"x.yaml".into(), &deep).is_err());
        let mut laughs = String::from("a0: &a0 [ha, ha, ha, ha, ha, ha, ha, ha, ha]\n");
        for i in 1..12 {
            let inner = vec![format!("*a{}", i - 1); 9].join(", ");
            laughs.push_str(&format!("a{i}: &a{i} [{inner}]\n"));
        }
        assert!(parse(&"x.yaml".into(), &laughs).is_err());
    }
}
