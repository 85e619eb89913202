//! Texts in several languages, and identifiers.
//!
//! [`Text`] is what readers read, [`Id`] what addresses are made of. [`Word`] and [`Symbol`] are
//! strings in no particular language; they differ in whether a comment may follow.

use std::fmt;
use std::ops::Deref;
use std::sync::Arc;

use serde_json::{Value as Json, json};

use crate::language::message::message;
use crate::source::decode::{Decode, Definitions, mismatch, misread, symbol};
use crate::source::diagnostic::{Cause, Diagnostic};
use crate::source::emit::Yaml;
use crate::source::encode::Encode;
use crate::source::meant;
use crate::source::mismatch::cut_by_comma;
use crate::source::position::Position;
use crate::source::rule::Rule;
use crate::source::spelling;
use crate::source::text_role::TextRole;
use crate::source::yaml::{Node, Value};

/// A text in several languages: `{zh: …, en: …}`.
///
/// No language has empty words, which are a fault (`E020`).
#[derive(Clone, Debug)]
pub struct Text {
    /// Each language with its words and their position, in file order. Each language once. There
    /// are few, so a list is searched faster than a map.
    pub languages: Vec<(Arc<str>, Arc<str>, Position)>,
    /// The kind of words, as the field that holds the text declares it.
    pub role: TextRole,
    /// The position of the text.
    pub position: Position,
}

impl Text {
    /// The words in `language`, if the text has them. Without white space at the end.
    pub fn get(&self, language: &str) -> Option<&str> {
        self.languages
            .iter()
            .find(|(name, _, _)| &**name == language)
            .map(|(_, words, _)| &**words)
    }

    /// The words in the first of `languages` that the text has, or else in its own first language, with that language.
    /// Empty if the text has no words at all. The pair is the language and the words.
    pub fn nearest(&self, languages: &[&str]) -> (&str, &str) {
        let wanted = languages.iter().find_map(|wanted| {
            let mut all = self.languages.iter();
            all.find(|(name, _, _)| **name == **wanted)
        });
        let found = wanted.or_else(|| self.languages.first());
        found.map_or(("", ""), |(name, words, _)| (name, words))
    }

    /// The position of the words in `language`, or of the text itself if it has none.
    pub fn position_of(&self, language: &str) -> &Position {
        self.languages
            .iter()
            .find(|(name, _, _)| &**name == language)
            .map_or(&self.position, |(_, _, position)| position)
    }
}

impl Encode for Text {
    fn encode(&self) -> Yaml {
        let languages = self.languages.iter();
        Yaml::Table(
            languages
                .map(|(language, words, _)| {
                    // Decoding drops the end of the last line, which people do not mark as absent.
                    let end = if words.contains('\n') { "\n" } else { "" };
                    (language.to_string(), Yaml::Text(format!("{words}{end}")))
                })
                .collect(),
        )
    }
}

/// The longest text in quotation marks that a help repeats, in characters.
const QUOTED: usize = 100;

impl Decode for Text {
    const EXAMPLE: &'static str = "{zh: …, en: …}";

    fn decode(node: &Node, faults: &mut Vec<Diagnostic>) -> Option<Self> {
        let Value::Mapping(pairs) = &node.value else {
            let is_wide =
                matches!(&node.value, Value::Scalar(text) if text.starts_with(['｛', '【', '（']));
            let quoted = match &node.value {
                Value::Scalar(text) => Some(text).filter(|text| {
                    let is_short = text.chars().count() <= QUOTED;
                    is_short && text.starts_with('{') && text.ends_with('}') && text.contains(": ")
                }),
                Value::Null | Value::Sequence(_) | Value::Mapping(_) => None,
            };
            let help = if let Some(words) = quoted {
                message!("remove the quotation marks: `{words}`", words)
            } else if is_wide {
                message!(
                    "write `{{`, `:`, `,` and `}}` as half-width characters: `{example}`",
                    example = Self::EXAMPLE
                )
            } else {
                message!(
                    "write it with its language: `{example}`",
                    example = Self::EXAMPLE
                )
            };
            mismatch(node, message!("a text in several languages"), help, faults);
            return None;
        };
        let mut languages: Vec<(Arc<str>, Arc<str>, Position)> = Vec::with_capacity(pairs.len());
        let mut sound = true;
        for (index, (key, value)) in pairs.iter().enumerate() {
            if let Some(fault) = misread(key) {
                faults.push(fault);
                sound = false;
                continue;
            }
            if value.is_absent() {
                continue;
            }
            if key.lacks_colon && index > 0 {
                // The rest of the same text is part of that fault.
                faults
                    .extend(cut_by_comma(pairs, index).filter(|_| !pairs[index - 1].0.lacks_colon));
                sound = false;
                continue;
            }
            let (Some(language), Some(words)) =
                (String::decode(key, faults), String::decode(value, faults))
            else {
                sound = false;
                continue;
            };
            if languages.iter().any(|(name, _, _)| **name == *language) {
                faults.push(Rule::RepeatedKey.at(
                    &key.position,
                    message!(
                        "the language `{language}` appears twice in this text",
                        language
                    ),
                    message!("remove one of them"),
                ));
                sound = false;
            } else if words.trim().is_empty() {
                faults.push(Rule::EmptyText.at(
                    &value.position,
                    message!("the text in `{language}` is empty", language),
                    message!("write it, or remove the whole text if it is optional"),
                ));
                sound = false;
            } else {
                languages.push((
                    language.into(),
                    words.trim_end().into(),
                    value.position.clone(),
                ));
            }
        }
        sound.then(|| Text {
            languages,
            role: TextRole::Label,
            position: node.position.clone(),
        })
    }

    fn schema(_: &mut Definitions) -> Json {
        json!({
            "type": "object",
            "minProperties": 1,
            "patternProperties": {"^[a-z]{2,3}(-[A-Za-z0-9]+)*$": {"type": "string"}},
            "additionalProperties": false,
        })
    }
}

/// An identifier for addresses and references: letters, digits, `.`, `-` and `_`, beginning and ending with a letter or
/// digit. It is a valid file name on every system, and never leads out of a folder.
///
/// Two ids are compared by `value`; the position does not matter.
#[derive(Clone, Debug)]
pub struct Id {
    /// The identifier.
    pub value: Arc<str>,
    /// The position of the identifier.
    pub position: Position,
}

impl Id {
    /// The identifier as a string.
    pub fn as_str(&self) -> &str {
        &self.value
    }

    /// The fault of words that are not an identifier, the same wherever they are written: the handbook may know the id
    /// of which they are the label.
    fn fault(words: &str, at: &Position) -> Diagnostic {
        let rule = Rule::InvalidIdentifier;
        let message = message!("`{words}` is not a valid identifier", words);
        let help = if words.len() > spelling::LONGEST {
            message!(
                "use at most {longest} characters",
                longest = spelling::LONGEST
            )
        } else if let Some(ids) = meant::ids(words) {
            message!(
                "write one id; if there may be several, write them as a list: `[{ids}]`",
                ids = ids.join(", ")
            )
        } else if let Some(id) = meant::id(words) {
            message!(
                "use letters, digits, `.`, `-` and `_`, without spaces, as in `{id}`",
                id
            )
        } else {
            message!("use letters, digits, `.`, `-` and `_`; begin and end with a letter or digit")
        };
        rule.at(at, &message, &help).because(Cause {
            rule,
            standard: "".into(),
            name: words.trim().into(),
            message,
            help,
        })
    }

    /// Whether `name` may be an identifier.
    pub fn is_valid(name: &str) -> bool {
        spelling::is_id(name)
    }
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.value)
    }
}

impl PartialEq<str> for Id {
    fn eq(&self, other: &str) -> bool {
        &*self.value == other
    }
}

impl Encode for Id {
    fn encode(&self) -> Yaml {
        Yaml::Symbol(self.value.to_string())
    }
}

impl Decode for Id {
    const EXAMPLE: &'static str = "…";

    fn decode(node: &Node, faults: &mut Vec<Diagnostic>) -> Option<Self> {
        let value = symbol(node, faults)?;
        if !Id::is_valid(&value) {
            faults.push(Id::fault(&value, &node.position));
            return None;
        }
        Some(Id {
            value: value.into(),
            position: node.position.clone(),
        })
    }

    fn schema(_: &mut Definitions) -> Json {
        json!({"type": ["string", "number"], "pattern": "^[A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?$"})
    }
}

/// A string with its position.
#[derive(Clone, Debug)]
pub struct Word {
    /// The string.
    pub value: Arc<str>,
    /// The position of the string.
    pub position: Position,
}

impl Encode for Word {
    fn encode(&self) -> Yaml {
        Yaml::Text(self.value.to_string())
    }
}

impl Decode for Word {
    const EXAMPLE: &'static str = "text";

    fn decode(node: &Node, faults: &mut Vec<Diagnostic>) -> Option<Self> {
        String::decode(node, faults).map(|value| Word {
            value: value.into(),
            position: node.position.clone(),
        })
    }

    fn schema(definitions: &mut Definitions) -> Json {
        String::schema(definitions)
    }
}

/// The number or code of a clause or requirement as printed: one line in any script. It need not be
/// an [`Id`]: `§ 4`, `第二条`.
#[derive(Clone, Debug)]
pub struct Number(Word);

impl Number {
    /// A number that is not read from a file of the content.
    pub fn new(value: &str) -> Self {
        Number(Word {
            value: value.into(),
            position: Position::file(""),
        })
    }
}

impl Deref for Number {
    type Target = Word;

    fn deref(&self) -> &Word {
        &self.0
    }
}

impl Encode for Number {
    fn encode(&self) -> Yaml {
        self.0.encode()
    }
}

impl Decode for Number {
    const EXAMPLE: &'static str = "3.MD.C.5";

    fn decode(node: &Node, faults: &mut Vec<Diagnostic>) -> Option<Self> {
        let mut word = Word::decode(node, faults)?;
        let trimmed: Arc<str> = word.value.trim().into();
        if trimmed.is_empty() {
            faults.push(Rule::EmptyText.at(
                &node.position,
                message!("the number is empty"),
                message!("write the number as printed, or remove the key"),
            ));
            return None;
        }
        word.value = trimmed;
        Some(Number(word))
    }

    fn schema(definitions: &mut Definitions) -> Json {
        String::schema(definitions)
    }
}

/// A string that cannot contain ` #`, such as an address or a file name, and that a comment may therefore follow.
#[derive(Clone, Debug)]
pub struct Symbol(Word);

impl Symbol {
    /// A symbol that is not read from a file of the content.
    pub fn new(value: &str) -> Self {
        Symbol(Word {
            value: value.into(),
            position: Position::file(""),
        })
    }
}

impl Deref for Symbol {
    type Target = Word;

    fn deref(&self) -> &Word {
        &self.0
    }
}

impl Encode for Symbol {
    fn encode(&self) -> Yaml {
        Yaml::Symbol(self.value.to_string())
    }
}

impl Decode for Symbol {
    const EXAMPLE: &'static str = "text";

    fn decode(node: &Node, faults: &mut Vec<Diagnostic>) -> Option<Self> {
        let value = symbol(node, faults)?;
        Some(Symbol(Word {
            value: value.into(),
            position: node.position.clone(),
        }))
    }

    fn schema(definitions: &mut Definitions) -> Json {
        String::schema(definitions)
    }
}
