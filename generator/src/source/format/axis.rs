//! The roles, levels, dimensions and type of a clause or requirement, and its descriptors by level.
//!
//! [`crate::model::axis`] decides what is inherited. Whether the ids exist is checked in
//! [`crate::check::references`].

use serde_json::{Value as Json, json};

use super::note::Notes;
use super::text::{Id, Number, Symbol, Text};
use crate::language::message::message;
use crate::source::decode::{Decode, Definitions, mismatch};
use crate::source::diagnostic::Diagnostic;
use crate::source::emit::Yaml;
use crate::source::encode::Encode;
use crate::source::record::record;
use crate::source::rule::Rule;
use crate::source::texts::{self, TextRole, Texts, Walk};
use crate::source::yaml::{Node, Value};

record! {
    /// A type of clauses or requirements: a strand, a skill, a duty.
    "a type" TypeRecord {
        /// The type's id in data.
        required id: Id,
        /// The name of the type.
        #[text(label)]
        required title: Text,
        /// A description of the type.
        #[text(source)]
        optional description: Text,
    }
}

/// One id, or a list of ids: the roles, levels or dimensions that something belongs to. Empty if
/// the key is absent. One id need not be written as a list.
#[derive(Clone, Debug, Default)]
pub struct Ids(pub Vec<Id>);

impl Encode for Ids {
    fn encode(&self) -> Yaml {
        match &*self.0 {
            [id] => id.encode(),
            ids => Yaml::List(ids.iter().map(Id::encode).collect()),
        }
    }
}

impl Decode for Ids {
    const EXAMPLE: &'static str = Id::EXAMPLE;

    fn decode(node: &Node, faults: &mut Vec<Diagnostic>) -> Option<Self> {
        match &node.value {
            Value::Sequence(_) => Vec::decode(node, faults).map(Ids),
            _ => Id::decode(node, faults).map(|id| Ids(vec![id])),
        }
    }

    fn schema(definitions: &mut Definitions) -> Json {
        let id = Id::schema(definitions);
        json!({"anyOf": [id, {"type": "array", "items": id}]})
    }
}

/// How a requirement reads at each level: `{LEVEL: TEXT}`. In the order of the file; each level
/// once. Empty if the key is absent.
#[derive(Clone, Debug, Default)]
pub struct Descriptors(pub Vec<Descriptor>);

/// How a requirement reads at one level.
#[derive(Clone, Debug)]
pub struct Descriptor {
    /// The level.
    pub level: Id,
    /// The words.
    pub words: DescriptorRecord,
}

record! {
    /// The wording of a requirement at one level: a text, or a text with more about it.
    "a descriptor" DescriptorRecord {
        /// The code that the source prints for it.
        optional number: Number,
        /// The type of the descriptor, such as a proficiency.
        #[names(Type)]
        optional r#type: Id,
        /// The text, verbatim.
        #[text(source)]
        optional text: Text,
        /// The criteria, verbatim, in source order.
        #[text(source)]
        default criteria: Vec<Text>,
        /// Examples, verbatim, in source order.
        #[text(source)]
        default examples: Vec<Text>,
        /// The web addresses and other identifiers, such as `urn:example:42`, under which it is known elsewhere.
        default same_as: Vec<Symbol>,
        /// Notes on the descriptor.
        default note: Notes,
    }
}

impl DescriptorRecord {
    /// Whether a mapping with this key is a record, not a text.
    fn is_key(name: &str) -> bool {
        matches!(
            name,
            "number" | "type" | "text" | "criteria" | "examples" | "same_as" | "note"
        )
    }

    /// Reads a descriptor in either of its forms: a text, or a record.
    fn decode_any(node: &Node, faults: &mut Vec<Diagnostic>) -> Option<Self> {
        let is_record = matches!(&node.value, Value::Mapping(pairs) if pairs.iter().any(|(key, _)| {
            matches!(&key.value, Value::Scalar(name) if Self::is_key(name))
        }));
        if is_record {
            return DescriptorRecord::decode(node, faults);
        }
        Text::decode(node, faults).map(|text| DescriptorRecord {
            number: None,
            r#type: None,
            text: Some(texts::declared(text, TextRole::Source)),
            criteria: Vec::new(),
            examples: Vec::new(),
            same_as: Vec::new(),
            note: Notes::default(),
            position: node.position.clone(),
        })
    }

    /// The text alone if there is nothing else, and if no language has the name of a key of the
    /// record.
    fn encode_short(&self) -> Yaml {
        let is_text_alone = self.number.is_none()
            && self.r#type.is_none()
            && self.criteria.is_empty()
            && self.examples.is_empty()
            && self.same_as.is_empty()
            && self.note.0.is_empty();
        match &self.text {
            Some(text)
                if is_text_alone && !text.languages.iter().any(|(name, ..)| Self::is_key(name)) =>
            {
                text.encode()
            }
            Some(_) | None => self.encode(),
        }
    }
}

impl Encode for Descriptors {
    fn encode(&self) -> Yaml {
        let levels = self.0.iter();
        let one = |of: &Descriptor| (of.level.value.to_string(), of.words.encode_short());
        Yaml::Record(levels.map(one).collect())
    }
}

impl Decode for Descriptors {
    const EXAMPLE: &'static str = "{LEVEL: {zh: …, en: …}}";

    fn decode(node: &Node, faults: &mut Vec<Diagnostic>) -> Option<Self> {
        let Value::Mapping(pairs) = &node.value else {
            mismatch(
                node,
                message!("a text for each level"),
                message!("write `{{LEVEL: {{zh: …, en: …}}}}`"),
                faults,
            );
            return None;
        };
        let mut levels: Vec<Descriptor> = Vec::with_capacity(pairs.len());
        let mut is_sound = true;
        for (key, value) in pairs {
            let level = Id::decode(key, faults);
            let words = DescriptorRecord::decode_any(value, faults);
            let (Some(level), Some(words)) = (level, words) else {
                is_sound = false;
                continue;
            };
            if levels.iter().any(|known| known.level.value == level.value) {
                faults.push(Rule::RepeatedKey.at(
                    &key.position,
                    message!("the level `{level}` appears twice", level),
                    message!("remove one of them"),
                ));
                is_sound = false;
            }
            levels.push(Descriptor { level, words });
        }
        is_sound.then_some(Descriptors(levels))
    }

    fn schema(definitions: &mut Definitions) -> Json {
        let text = Text::schema(definitions);
        let record = DescriptorRecord::schema(definitions);
        json!({"type": "object", "additionalProperties": {"anyOf": [text, record]}})
    }
}

impl Texts<()> for Descriptors {
    fn texts<'a>(&'a self, (): (), walk: &mut Walk<'_, 'a>) {
        for descriptor in &self.0 {
            descriptor.words.texts((), walk);
        }
    }
}
