//! Notes: the editors' remarks on the source, never part of its text.
//!
//! A note is written as a text, as one remark or as a list of remarks; all give [`Notes`]. The
//! words that a note quotes must be in the text beside it (`E403`).

use serde_json::{Value as Json, json};

use super::shared_text::SharedText;
use super::text::Text;
use crate::source::decode::{Decode, Definitions};
use crate::source::diagnostic::Diagnostic;
use crate::source::emit::Yaml;
use crate::source::encode::Encode;
use crate::source::record::record;
use crate::source::yaml::{Node, Value};

record! {
    /// A remark: the printed words, the words presumably meant, and why it matters.
    "a note" Remark {
        /// The exact words that the remark is about, in the standard's language or in every language. They must occur
        /// in the noted text.
        #[text(quote)]
        optional quote: SharedText,
        /// The words presumably meant.
        #[text(ours)]
        optional meant: SharedText,
        /// The remark, in inline Markdown.
        #[text(markdown)]
        required text: Text,
    }
}

/// The notes on one element: a text, one remark, or a list of remarks. Empty if the key is absent.
#[derive(Clone, Debug, Default)]
pub struct Notes(pub Vec<Remark>);

impl Notes {
    /// Whether a mapping with this key is a remark, not a text.
    fn is_key_of_remark(name: &str) -> bool {
        matches!(name, "text" | "quote" | "meant")
    }
}

impl Encode for Notes {
    fn encode(&self) -> Yaml {
        let [remark] = &*self.0 else {
            return self.0.encode();
        };
        let mut languages = remark.text.languages.iter();
        let is_text = remark.quote.is_none()
            && remark.meant.is_none()
            && !languages.any(|(name, ..)| Self::is_key_of_remark(name));
        if is_text {
            remark.text.encode()
        } else {
            remark.encode()
        }
    }
}

impl Decode for Notes {
    const EXAMPLE: &'static str = "{zh: …, en: …}";

    fn decode(node: &Node, faults: &mut Vec<Diagnostic>) -> Option<Self> {
        match &node.value {
            Value::Sequence(_) => Vec::<Remark>::decode(node, faults).map(Notes),
            Value::Mapping(pairs)
                if pairs.iter().any(|(key, _)| {
                    matches!(&key.value, Value::Scalar(name) if Self::is_key_of_remark(name))
                }) =>
            {
                Remark::decode(node, faults).map(|remark| Notes(vec![remark]))
            }
            _ => Text::decode(node, faults).map(|text| {
                Notes(vec![Remark {
                    quote: None,
                    meant: None,
                    text,
                    position: node.position.clone(),
                }])
            }),
        }
    }

    fn schema(definitions: &mut Definitions) -> Json {
        let remark = Remark::schema(definitions);
        json!({"anyOf": [Text::schema(definitions), remark, {"type": "array", "items": remark}]})
    }
}
