//! Words that may be the same in every language.

use std::borrow::Cow;
use std::sync::Arc;

use serde_json::{Value as Json, json};

use super::text::{Text, Word};
use crate::source::decode::{Decode, Definitions};
use crate::source::diagnostic::Diagnostic;
use crate::source::emit::Yaml;
use crate::source::encode::Encode;
use crate::source::position::Position;
use crate::source::text_role::TextRole;
use crate::source::yaml::{Node, Value};

/// Words that are the same in every language, or a text: quoted words, or a cell of a table.
#[derive(Clone, Debug)]
pub enum SharedText {
    /// Words that are the same in every language: a name, a number, or words that only the standard's language can show.
    Word(Word),
    /// Words in several languages.
    Text(Text),
}

impl SharedText {
    /// The words in `language`. For a word, it is the same for every language. `None` if a text
    /// lacks the language.
    pub fn get(&self, language: &str) -> Option<&str> {
        match self {
            SharedText::Word(word) => Some(&word.value),
            SharedText::Text(text) => text.get(language),
        }
    }

    /// The words in each of their languages, or once if they are the same in all.
    pub fn each(&self) -> impl Iterator<Item = &str> {
        let (word, text) = match self {
            SharedText::Word(word) => (Some(&*word.value), None),
            SharedText::Text(text) => (None, Some(text)),
        };
        let languages = text.into_iter().flat_map(|text| &text.languages);
        word.into_iter()
            .chain(languages.map(|(_, words, _)| &**words))
    }

    /// The text, if the words are in several languages.
    pub fn text(&self) -> Option<&Text> {
        match self {
            SharedText::Word(_) => None,
            SharedText::Text(text) => Some(text),
        }
    }

    /// The words as a text in each of `languages`. A text stays as it is.
    pub fn within<'a>(&self, languages: impl Iterator<Item = &'a Arc<str>>) -> Cow<'_, Text> {
        match self {
            SharedText::Text(text) => Cow::Borrowed(text),
            SharedText::Word(Word { value, position }) => Cow::Owned(Text {
                languages: languages
                    .map(|language| (language.clone(), value.clone(), position.clone()))
                    .collect(),
                role: TextRole::Label,
                position: position.clone(),
            }),
        }
    }

    /// The position of the words.
    pub fn position(&self) -> &Position {
        match self {
            SharedText::Word(word) => &word.position,
            SharedText::Text(text) => &text.position,
        }
    }
}

impl Encode for SharedText {
    fn encode(&self) -> Yaml {
        match self {
            SharedText::Word(word) => word.encode(),
            SharedText::Text(text) => text.encode(),
        }
    }
}

impl Decode for SharedText {
    const EXAMPLE: &'static str = "{zh: …, en: …}";

    fn decode(node: &Node, faults: &mut Vec<Diagnostic>) -> Option<Self> {
        match node.value {
            Value::Scalar(_) => Word::decode(node, faults).map(SharedText::Word),
            _ => Text::decode(node, faults).map(SharedText::Text),
        }
    }

    fn schema(definitions: &mut Definitions) -> Json {
        json!({"anyOf": [String::schema(definitions), Text::schema(definitions)]})
    }
}
