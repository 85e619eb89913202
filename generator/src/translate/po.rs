//! Units as a file of gettext, PO.

use super::unit::Unit;
use crate::model::Language;
use crate::model::translated::TranslationState;

/// Writes a file. `title` names the handbook.
pub fn write(units: &[Unit<'_>], title: &str, from: Option<&Language>, to: &Language) -> String {
    let mut text = String::new();
    let mut head = vec![
        format!("Project-Id-Version: {}", title.replace(['\n', '\r'], " ")),
        format!("Language: {}", to.tag),
        "MIME-Version: 1.0".to_owned(),
        "Content-Type: text/plain; charset=UTF-8".to_owned(),
        "Content-Transfer-Encoding: 8bit".to_owned(),
        "X-Generator: Clausebook".to_owned(),
    ];
    if let Some(from) = from {
        head.push(format!("{SOURCE_LANGUAGE}: {}", from.tag));
    }
    let head: String = head.iter().map(|line| format!("{line}\n")).collect();
    text.push_str("msgid \"\"\n");
    keyword(&mut text, "msgstr", &head);
    for unit in units {
        text.push('\n');
        for remark in unit.remarks() {
            for line in remark.lines() {
                text.push_str(&format!("#. {line}\n"));
            }
        }
        text.push_str(&format!("#: {}\n", unit.file));
        match unit.state {
            TranslationState::Draft | TranslationState::Stale => text.push_str("#, fuzzy\n"),
            TranslationState::Missing | TranslationState::Done => {}
        }
        keyword(&mut text, "msgctxt", &unit.id);
        keyword(&mut text, "msgid", &unit.text.shown.words);
        keyword(
            &mut text,
            "msgstr",
            unit.text.target.as_deref().unwrap_or_default(),
        );
    }
    text
}

/// The header that names the language of the words.
pub(super) const SOURCE_LANGUAGE: &str = "X-Source-Language";

/// Writes a keyword and its string; a string of several lines has one line for each.
fn keyword(text: &mut String, keyword: &str, words: &str) {
    text.push_str(keyword);
    if words.trim_end_matches('\n').contains('\n') || words.ends_with('\n') {
        text.push_str(" \"\"\n");
        for line in words.split_inclusive('\n') {
            text.push_str(&format!("\"{}\"\n", escaped(line)));
        }
    } else {
        text.push_str(&format!(" \"{}\"\n", escaped(words)));
    }
}

/// A string between its quotes.
fn escaped(words: &str) -> String {
    let mut escaped = String::with_capacity(words.len());
    for character in words.chars() {
        match character {
            '"' => escaped.push_str("\\\""),
            '\\' => escaped.push_str("\\\\"),
            '\n' => escaped.push_str("\\n"),
            '\r' => escaped.push_str("\\r"),
            '\t' => escaped.push_str("\\t"),
            '\u{7}' => escaped.push_str("\\a"),
            '\u{8}' => escaped.push_str("\\b"),
            '\u{b}' => escaped.push_str("\\v"),
            '\u{c}' => escaped.push_str("\\f"),
            other => escaped.push(other),
        }
    }
    escaped
}
