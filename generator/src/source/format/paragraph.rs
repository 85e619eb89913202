//! A paragraph: a text, or a text with notes.

use serde_json::{Value as Json, json};

use super::note::Notes;
use super::text::Text;
use crate::source::decode::{Decode, Definitions};
use crate::source::diagnostic::Diagnostic;
use crate::source::emit::Yaml;
use crate::source::encode::Encode;
use crate::source::record::record;
use crate::source::yaml::{Node, Value};

record! {
    /// A paragraph with notes.
    "a paragraph" NotedParagraph {
        /// The text of the paragraph.
        #[text(source)]
        required text: Text,
        /// Notes on the paragraph.
        default note: Notes,
    }
}

/// A paragraph of prose, written as a text or as `{text: …, note: …}`.
#[derive(Clone, Debug)]
pub struct Paragraph {
    /// The text of the paragraph.
    pub text: Text,
    /// Notes on the paragraph.
    pub note: Notes,
}

impl Paragraph {
    /// Whether a mapping with this key is a paragraph with notes, not a text.
    fn is_key_of_noted(name: &str) -> bool {
        matches!(name, "text" | "note")
    }
}

impl Encode for Paragraph {
    fn encode(&self) -> Yaml {
        let mut languages = self.text.languages.iter();
        if self.note.0.is_empty() && !languages.any(|(name, ..)| Self::is_key_of_noted(name)) {
            return self.text.encode();
        }
        NotedParagraph {
            text: self.text.clone(),
            note: self.note.clone(),
            position: self.text.position.clone(),
        }
        .encode()
    }
}

impl Decode for Paragraph {
    const EXAMPLE: &'static str = "{zh: …, en: …}";

    fn decode(node: &Node, faults: &mut Vec<Diagnostic>) -> Option<Self> {
        let noted = matches!(&node.value, Value::Mapping(pairs) if pairs.iter().any(|(key, _)| {
            matches!(&key.value, Value::Scalar(name) if Self::is_key_of_noted(name))
        }));
        if noted {
            NotedParagraph::decode(node, faults).map(|paragraph| Paragraph {
                text: paragraph.text,
                note: paragraph.note,
            })
        } else {
            Text::decode(node, faults).map(|text| Paragraph {
                text,
                note: Notes::default(),
            })
        }
    }

    fn schema(definitions: &mut Definitions) -> Json {
        json!({"anyOf": [Text::schema(definitions), NotedParagraph::schema(definitions)]})
    }
}
