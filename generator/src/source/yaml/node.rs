//! The nodes of a YAML tree.

use crate::language::message::{Message, message};
use crate::source::position::Position;

/// One value of a YAML file.
///
/// An alias is replaced by a copy of its node, with the position of the alias.
#[derive(Clone, Debug)]
pub struct Node {
    /// The value itself.
    pub value: Value,
    /// The place from its first character to its last.
    pub position: Position,
    /// The position of the `#` of a comment that ends an unquoted scalar, or takes its place, on the scalar's last
    /// line.
    pub comment: Option<Box<Position>>,
    /// Whether it is a key in brackets that no colon follows: probably the rest of a text that a comma cuts off.
    pub lacks_colon: bool,
}

/// The content of a node. Scalars are kept as written: `5.10` is a clause, not a number.
#[derive(Clone, Debug)]
pub enum Value {
    /// Nothing, `~` or `null`. Only if it is not quoted.
    Null,
    /// Any other scalar, as text.
    Scalar(String),
    /// A list.
    Sequence(Vec<Node>),
    /// Key and value pairs in file order, including repeated keys.
    Mapping(Vec<(Node, Node)>),
}

impl Node {
    /// The kind of value, for messages. With its article.
    pub fn kind(&self) -> Message {
        match self.value {
            Value::Null => message!("nothing"),
            Value::Scalar(_) => message!("a text"),
            Value::Sequence(_) => message!("a list"),
            Value::Mapping(_) => message!("keys with values"),
        }
    }

    /// Whether it is `null` or `~`, with which an author says that there is no value. Not if nothing is written.
    pub fn is_absent(&self) -> bool {
        let Position {
            line, column, end, ..
        } = &self.position;
        matches!(self.value, Value::Null) && (end.line, end.column) > (*line, *column)
    }

    /// The value of a key, if it is a mapping that has the key.
    pub fn get(&self, key: &str) -> Option<&Node> {
        let Value::Mapping(pairs) = &self.value else {
            return None;
        };
        let mut pairs = pairs.iter();
        let is_it = |name: &Node| matches!(&name.value, Value::Scalar(name) if name == key);
        pairs.find(|(name, _)| is_it(name)).map(|(_, value)| value)
    }

    /// The number of nodes in it, including itself.
    pub(super) fn size(&self) -> usize {
        1 + match &self.value {
            Value::Null | Value::Scalar(_) => 0,
            Value::Sequence(items) => items.iter().map(Node::size).sum(),
            Value::Mapping(pairs) => pairs
                .iter()
                .map(|(key, value)| key.size() + value.size())
                .sum(),
        }
    }
}
