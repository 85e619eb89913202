//! `glossary.yaml`: the terms of a standard and their translations.

use crate::language::message::message;
use std::sync::Arc;

use serde_json::{Value as Json, json};

use super::note::Notes;
use super::text::{Id, Text, Word};
use crate::source::decode::{Decode, Definitions, mismatch};
use crate::source::diagnostic::Diagnostic;
use crate::source::emit::Yaml;
use crate::source::encode::Encode;
use crate::source::record::record;
use crate::source::yaml::{Node, Value};

record! {
    /// An entry of the glossary.
    "a glossary entry" GlossaryEntry {
        /// The term in each language.
        #[text(ours)]
        required term: Text,
        /// Other forms of the term in its translations, by language.
        #[names(Language)]
        default forms: Forms,
        /// The definition of the term; ours, not the source's.
        #[text(ours)]
        optional definition: Text,
        /// The clauses in which the word has a different sense, and is neither explained nor indexed.
        #[names(Clause)]
        default not_in: Vec<Id>,
        /// The Chinese term in pinyin, for the index.
        optional pinyin: Word,
        /// Notes on the term.
        default note: Notes,
    }
}

/// Other forms of a term, by language: `{en: [clear customs, clearing customs]}`. Empty if the key
/// is absent. The main form is the term itself and not among them.
#[derive(Clone, Debug, Default)]
pub struct Forms(pub Vec<(Arc<str>, Vec<Word>)>);

impl Forms {
    /// The other forms in `language`. Empty if there are none.
    pub fn get(&self, language: &str) -> &[Word] {
        self.0
            .iter()
            .find(|(name, _)| &**name == language)
            .map_or(&[], |(_, forms)| forms)
    }
}

impl Encode for Forms {
    fn encode(&self) -> Yaml {
        let forms = self.0.iter();
        Yaml::Table(
            forms
                .map(|(language, forms)| (language.to_string(), forms.encode()))
                .collect(),
        )
    }
}

impl Decode for Forms {
    const EXAMPLE: &'static str = "{en: [customs clearance, clear customs]}";

    fn decode(node: &Node, faults: &mut Vec<Diagnostic>) -> Option<Self> {
        let Value::Mapping(pairs) = &node.value else {
            mismatch(
                node,
                message!("a list for each language"),
                message!(
                    "write the languages with their forms, as in `{{en: [customs clearance, clear customs]}}`"
                ),
                faults,
            );
            return None;
        };
        let mut forms = Vec::new();
        for (key, value) in pairs {
            forms.push((
                String::decode(key, faults)?.into(),
                Vec::<Word>::decode(value, faults)?,
            ));
        }
        Some(Forms(forms))
    }

    fn schema(_: &mut Definitions) -> Json {
        json!({"type": "object", "additionalProperties": {"type": "array", "items": {"type": "string"}}})
    }
}
