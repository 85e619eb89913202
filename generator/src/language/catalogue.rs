//! The templates of messages in other languages than English, from the files in `catalogue/`.
//!
//! The format is that of gettext (`.po`), which translators have programs for. Only `msgid` and `msgstr` are used, each
//! on one line; plural forms are in the template (see [`super::message`]). A test holds the catalogues complete.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::program_language::ProgramLanguage;

/// The catalogue of Chinese.
const CHINESE: &str = include_str!("catalogue/zh.po");

static CHINESE_TEMPLATES: LazyLock<HashMap<String, String>> =
    LazyLock::new(|| entries(CHINESE).into_iter().collect());

/// The template in a language with that language, or itself in English if the language does not have it.
pub(super) fn template(
    language: ProgramLanguage,
    english: &'static str,
) -> (&'static str, ProgramLanguage) {
    match translation(language, english) {
        Some(translated) => (translated, language),
        None => (english, ProgramLanguage::English),
    }
}

/// A text of the program that no message is made of, such as the help of an option. `None` if the language lacks it.
pub fn translation(language: ProgramLanguage, english: &str) -> Option<&'static str> {
    match language {
        ProgramLanguage::English => None,
        ProgramLanguage::Chinese => CHINESE_TEMPLATES.get(english).map(String::as_str),
    }
}

/// The templates and texts of the catalogue of a language, in English and translated, for the tests of the catalogue.
#[cfg(test)]
pub fn entries_of(language: ProgramLanguage) -> Vec<(String, String)> {
    match language {
        ProgramLanguage::English => Vec::new(),
        ProgramLanguage::Chinese => entries(CHINESE),
    }
}

/// The pairs of a catalogue in their order, without its head.
fn entries(text: &str) -> Vec<(String, String)> {
    let mut all = Vec::new();
    let mut english = None;
    for line in text.lines() {
        if let Some(id) = line.strip_prefix("msgid ") {
            english = Some(unquoted(id));
        } else if let Some(translated) = line.strip_prefix("msgstr ")
            && let Some(english) = english.take()
            && !english.is_empty()
        {
            all.push((english, unquoted(translated)));
        }
    }
    all
}

/// The text of a string in double quotes, with the escapes `\"`, `\\` and `\n`.
fn unquoted(string: &str) -> String {
    let inside = string.trim().trim_start_matches('"');
    let inside = inside.strip_suffix('"').unwrap_or(inside);
    let mut text = String::with_capacity(inside.len());
    let mut characters = inside.chars();
    while let Some(character) = characters.next() {
        match (character, character == '\\') {
            (_, true) => match characters.next() {
                Some('n') => text.push('\n'),
                Some(other) => text.push(other),
                None => {}
            },
            (_, false) => text.push(character),
        }
    }
    text
}

#[cfg(test)]
#[path = "catalogue_tests.rs"]
mod tests;
