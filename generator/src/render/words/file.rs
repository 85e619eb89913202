//! A file of interface words.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::language::message::message;
use crate::language::placeholders::{PlaceholderFaultKind, form_faults};
use crate::language::{Plurals, Profile};
use crate::render::fill;
use crate::source::decode::Decode;
use crate::source::diagnostic::Diagnostic;
use crate::source::position::Position;
use crate::source::rule::Rule;
use crate::source::yaml::{self, Value};

/// The words of one file.
pub(super) struct WordFile {
    /// The language in the file's name.
    pub(super) language: String,
    /// The tag by which its words are filled.
    pub(super) tag: Arc<str>,
    pub(super) profile: Profile,
    /// Each word with the position of its key.
    pub(super) words: BTreeMap<Arc<str>, (Arc<str>, Position)>,
}

impl WordFile {
    /// Reads a file, a flat mapping.
    pub(super) fn read(
        language: &str,
        tag: Arc<str>,
        path: &str,
        text: &str,
        faults: &mut Vec<Diagnostic>,
    ) -> WordFile {
        let plurals = Plurals::of_tag(&tag);
        let mut file = WordFile {
            language: language.to_owned(),
            profile: Profile::of(&tag),
            tag,
            words: BTreeMap::new(),
        };
        let node = match yaml::parse(&path.into(), text) {
            Ok(node) => node,
            Err(fault) => {
                faults.push(fault);
                return file;
            }
        };
        let Value::Mapping(pairs) = &node.value else {
            faults.push(Rule::WrongType.at(
                &node.position,
                message!("the interface words are not written as keys with values"),
                message!("write one `key: words` per line"),
            ));
            return file;
        };
        for (key, value) in pairs {
            let Value::Scalar(name) = &key.value else {
                faults.push(Rule::WrongType.at(
                    &key.position,
                    message!("an interface word has no key"),
                    message!("write `key: words`"),
                ));
                continue;
            };
            let name: Arc<str> = name.as_str().into();
            if file.words.contains_key(&name) {
                faults.push(Rule::RepeatedKey.at(
                    &key.position,
                    message!(
                        "the key `{name}` appears twice in the interface words",
                        name
                    ),
                    message!("remove one of them"),
                ));
                continue;
            }
            // A faulty word is not reported as missing too.
            let word = String::decode(value, faults).unwrap_or_default();
            forms(&file.tag, &name, &word, &plurals, &value.position, faults);
            let word = fill::tagged(&word, &file.tag, &plurals);
            file.words.insert(name, (word.into(), key.position.clone()));
        }
        file
    }
}

/// Requires that placeholders are written correctly, and that each counted word has the forms of its language.
fn forms(
    tag: &str,
    key: &str,
    word: &str,
    plurals: &Plurals,
    position: &Position,
    faults: &mut Vec<Diagnostic>,
) {
    for fault in form_faults(tag, key, word, plurals) {
        let rule = match fault.kind {
            PlaceholderFaultKind::Written => Rule::WrongPlaceholders,
            PlaceholderFaultKind::Forms => Rule::WrongPluralForms,
        };
        faults.push(rule.at(position, fault.message, fault.help));
    }
}
