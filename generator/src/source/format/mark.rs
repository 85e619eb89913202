//! The marks that a source puts before the items of its lists, and whether it prints ids as numbers.
//!
//! [`crate::model::requirement`] counts with the marks. Ids, and so permalinks, do not depend on
//! them.

use serde_json::{Value as Json, json};

use super::text::Word;
use crate::language::message::message;
use crate::source::decode::{Decode, Definitions, symbol};
use crate::source::diagnostic::Diagnostic;
use crate::source::emit::Yaml;
use crate::source::encode::Encode;
use crate::source::record::record;
use crate::source::rule::Rule;
use crate::source::yaml::{Node, Value};

record! {
    /// The marks that the source puts before the items of its lists. An `a` in a mark is a placeholder for the item's
    /// letter; in the mark of a requirement, `A`, `1`, `i` and `I` are placeholders for other letters and numbers.
    "the marks" Marks {
        /// The mark before a requirement, or a list of marks: for the requirements of a clause, for their parts, and so on.
        /// The last applies to all below. `none` if the source prints no mark.
        required requirement: DepthMarks,
        /// The mark before an outcome; `a)` if absent.
        optional outcome: Word,
    }
}

/// The marks of requirements by depth: one mark, or a list. E.g. `["a)", "1)"]`; never empty.
#[derive(Clone, Debug)]
pub struct DepthMarks(pub Vec<Word>);

impl DepthMarks {
    /// The word for no mark.
    pub const NONE: &'static str = "none";

    /// The mark at `depth`, counting from 0. Below the last, the last applies. `None` only for an
    /// empty list.
    pub fn at(&self, depth: usize) -> Option<&str> {
        let mark = self.0.get(depth).or(self.0.last())?;
        Some(mark.value.trim())
    }
}

impl Encode for DepthMarks {
    fn encode(&self) -> Yaml {
        match &*self.0 {
            [mark] => mark.encode(),
            marks => Yaml::List(marks.iter().map(Word::encode).collect()),
        }
    }
}

impl Decode for DepthMarks {
    const EXAMPLE: &'static str = "a)";

    fn decode(node: &Node, faults: &mut Vec<Diagnostic>) -> Option<Self> {
        match &node.value {
            Value::Sequence(items) if items.is_empty() => {
                faults.push(Rule::EmptyList.at(
                    &node.position,
                    message!("the list of marks is empty"),
                    message!("write the mark before a requirement, or `none`"),
                ));
                None
            }
            Value::Sequence(_) => Vec::decode(node, faults).map(DepthMarks),
            _ => Word::decode(node, faults).map(|mark| DepthMarks(vec![mark])),
        }
    }

    fn schema(definitions: &mut Definitions) -> Json {
        let mark = Word::schema(definitions);
        json!({"anyOf": [mark, {"type": "array", "items": mark, "minItems": 1}]})
    }
}

/// The number printed for a clause or requirement that states none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Numbering {
    /// Its id.
    #[default]
    Ids,
    /// Nothing: only stated numbers are printed.
    Stated,
}

impl Numbering {
    /// The word used for it in content.
    fn word(self) -> &'static str {
        match self {
            Numbering::Ids => "ids",
            Numbering::Stated => "stated",
        }
    }
}

impl Encode for Numbering {
    fn encode(&self) -> Yaml {
        Yaml::Symbol(self.word().to_owned())
    }
}

impl Decode for Numbering {
    const EXAMPLE: &'static str = "stated";

    fn decode(node: &Node, faults: &mut Vec<Diagnostic>) -> Option<Self> {
        let word = symbol(node, faults)?;
        match word.as_str() {
            "ids" => Some(Numbering::Ids),
            "stated" => Some(Numbering::Stated),
            _ => {
                faults.push(Rule::UnknownValue.at(
                    &node.position,
                    message!("`{word}` is not a kind of numbering", word),
                    message!(
                        "write `ids` to print the ids of clauses and requirements that state no number, or `stated` \
                         to print only stated numbers"
                    ),
                ));
                None
            }
        }
    }

    fn schema(_: &mut Definitions) -> Json {
        json!({"enum": ["ids", "stated"]})
    }
}
