//! Changes the words of a text in one language.

use super::rows::normal;
use crate::import::found::FoundText;
use crate::import::language::LanguageKeys;
use crate::import::records::id;
use crate::import::records::{nowhere, text};
use crate::import::wording::{cleaned, escaped};
use crate::language::on_one_line;
use crate::source::format::axis::{Descriptor, DescriptorRecord, Descriptors};
use crate::source::format::note::{Notes, Remark};
use crate::source::format::text::Text;

/// How the words of a cell are written.
#[derive(Clone, Copy, Debug)]
pub(super) struct CellWords<'a> {
    pub(super) language: &'a str,
    /// The texts of the standard are Markdown.
    pub(super) is_markdown: bool,
}

impl CellWords<'_> {
    /// The words of a text.
    fn of_text(self, words: &str) -> String {
        let words = cleaned(&normal(words));
        match self.is_markdown {
            true => words.lines().map(escaped).collect::<Vec<_>>().join("\n"),
            false => words,
        }
    }

    /// Sets the words of a text. Without words, the language is removed.
    pub(super) fn set_text(self, text: &mut Option<Text>, words: &str) {
        self.set(text, &self.of_text(words));
    }

    /// Sets the words of a label.
    pub(super) fn set_label(self, text: &mut Option<Text>, words: &str) {
        self.set(text, &one_line(words));
    }

    fn set(self, text: &mut Option<Text>, words: &str) {
        match text {
            Some(known) => {
                known
                    .languages
                    .retain(|(language, ..)| !(words.is_empty() && **language == *self.language));
                let own = known
                    .languages
                    .iter_mut()
                    .find(|(language, ..)| **language == *self.language);
                match own {
                    Some((_, own, _)) => *own = words.into(),
                    None if words.is_empty() => {}
                    None => {
                        let new = (self.language.into(), words.into(), nowhere());
                        known.languages.push(new);
                    }
                }
                if known.languages.is_empty() {
                    *text = None;
                }
            }
            None => *text = new_text(self.language, words),
        }
    }

    /// Sets the words of a descriptor.
    pub(super) fn set_descriptor(self, all: &mut Descriptors, level: &str, words: &str) {
        let known = all
            .0
            .iter()
            .position(|descriptor| descriptor.level == *level);
        let place = known.unwrap_or_else(|| {
            all.0.push(Descriptor {
                level: id(level),
                words: DescriptorRecord {
                    number: None,
                    r#type: None,
                    text: None,
                    criteria: Vec::new(),
                    examples: Vec::new(),
                    same_as: Vec::new(),
                    note: Notes::default(),
                    position: nowhere(),
                },
            });
            all.0.len() - 1
        });
        let words_of = &mut all.0[place].words;
        self.set_text(&mut words_of.text, words);
        let is_empty = words_of.text.is_none() && words_of.criteria.is_empty();
        if is_empty && words_of.examples.is_empty() {
            all.0.remove(place);
        }
    }

    /// Sets the words of the only note. Returns whether there are not several.
    pub(super) fn set_note(self, notes: &mut Notes, words: &str) -> bool {
        let words = escaped(&one_line(words));
        match &mut *notes.0 {
            [] => {
                if let Some(text) = new_text(self.language, &words) {
                    notes.0.push(Remark {
                        quote: None,
                        meant: None,
                        text,
                        position: nowhere(),
                    });
                }
                true
            }
            [only] => {
                let mut text = Some(only.text.clone());
                self.set(&mut text, &words);
                match text {
                    Some(text) => only.text = text,
                    None => notes.0.clear(),
                }
                true
            }
            [_, _, ..] => false,
        }
    }
}

/// A text in one language. `None` without words.
pub(super) fn new_text(language: &str, words: &str) -> Option<Text> {
    let mut new = text(
        &FoundText::one(language, words),
        &LanguageKeys::default(),
        str::to_owned,
    )?;
    // The key of a language is the handbook's own.
    for (key, ..) in &mut new.languages {
        *key = language.into();
    }
    Some(new)
}

/// Words on one line.
pub(super) fn one_line(words: &str) -> String {
    let words = cleaned(words);
    on_one_line(&words)
}
