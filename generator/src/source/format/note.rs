//! Notes: the editors' remarks on the source, never part of its text.

use serde_json::{Value as Json, json};

use super::text::{Text, Word};
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
        optional quote: QuotedWords,
        /// The words presumably meant.
        #[text(ours)]
        optional meant: QuotedWords,
        /// The remark, in inline Markdown.
        #[text(markdown)]
        required text: Text,
    }
}

/// Quoted words, or words presumably meant: the same in every language, or a text.
#[derive(Clone, Debug)]
pub enum QuotedWords {
    /// Words that are the same in every language: a name, or words that only the standard's language can show.
    Word(Word),
    /// Words in several languages.
    Text(Text),
}

impl QuotedWords {
    /// The words in `language`.
    pub fn get(&self, language: &str) -> Option<&str> {
        match self {
            QuotedWords::Word(word) => Some(&word.value),
            QuotedWords::Text(text) => text.get(language),
        }
    }

    /// The words in each of their languages, or once if they are the same in all.
    pub fn each(&self) -> impl Iterator<Item = &str> {
        let (word, text) = match self {
            QuotedWords::Word(word) => (Some(&*word.value), None),
            QuotedWords::Text(text) => (None, Some(text)),
        };
        let languages = text.into_iter().flat_map(|text| &text.languages);
        word.into_iter()
            .chain(languages.map(|(_, words, _)| &**words))
    }
}

impl Encode for QuotedWords {
    fn encode(&self) -> Yaml {
        match self {
            QuotedWords::Word(word) => word.encode(),
            QuotedWords::Text(text) => text.encode(),
        }
    }
}

impl Decode for QuotedWords {
    const EXAMPLE: &'static str = "{zh: …, en: …}";

    fn decode(node: &Node, faults: &mut Vec<Diagnostic>) -> Option<Self> {
        match node.value {
            Value::Scalar(_) => Word::decode(node, faults).map(QuotedWords::Word),
            _ => Text::decode(node, faults).map(QuotedWords::Text),
        }
    }

    fn schema(definitions: &mut Definitions) -> Json {
        json!({"anyOf": [String::schema(definitions), Text::schema(definitions)]})
    }
}

/// The notes on one element: a text, one remark, or a list of remarks.
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
