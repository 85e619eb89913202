//! The running heads of the printed whole standard, as a style sheet: page margins can get their text only from CSS.
//!
//! Only the page of the whole standard links the sheet. It uses margin boxes and named pages of CSS
//! Paged Media; a browser without them prints without running heads.

use std::fmt::Write;

use crate::index::{ReadingIndex, StandardIndex};
use crate::model::CompleteHandbook;
use crate::render::words::Words;
use crate::source::format::text::Text;

/// Returns the style sheet for a standard in a reading. Every sheet but the first shows the standard's title and, on
/// the opposite side, a notice to readers of a translation; the sheets of an annex show the annex's name instead of the
/// notice.
pub fn css(
    handbook: &CompleteHandbook,
    words: &Words,
    reading: ReadingIndex,
    standard_index: StandardIndex,
) -> Vec<u8> {
    let standard = &handbook.standards[standard_index];
    let source = standard.about.language.as_str();
    let languages = &handbook.readings[reading].languages;
    // There is room for only one language: the page's own.
    let page_language = &languages[0].id;
    let own_words = |text: &Text| -> String { text.nearest(&[page_language, source]).1.to_owned() };
    let title = own_words(&standard.about.title);
    let is_translated = languages
        .iter()
        .any(|language| !standard.about.is_published_in(&language.id));
    let mark = if is_translated {
        words.get(page_language, "unofficial_mark").to_owned()
    } else {
        String::new()
    };
    let mut css = String::new();
    let mut last = String::new();
    // Writing to a string cannot fail.
    let _ = write!(
        css,
        "@page {{\n  @top-left {{ content: {}; }}\n  @top-right {{ content: {}; }}\n}}\n",
        string(&title),
        string(&mark)
    );
    for clause in &standard.clauses {
        let Some(annex) = clause.as_annex() else {
            continue;
        };
        let id = annex.id.as_str();
        last = page_name(id);
        let _ = write!(
            css,
            "@page {page} {{\n  @top-right {{ content: {}; }}\n}}\n[id={}] {{ page: {page}; }}\n",
            string(&own_words(annex.heading.as_ref().unwrap_or(&annex.title))),
            string(id),
            page = last
        );
    }
    if !last.is_empty() {
        // The text after the last annex continues on its sheets if there is room.
        let _ = writeln!(
            css,
            ".whole-text > .form-remarks, .colophon {{ page: {last}; }}"
        );
    }
    css.push_str(
        "@page :first {\n  @top-left { content: none; }\n  @top-right { content: none; }\n}\n",
    );
    css.into_bytes()
}

/// Returns the name of an annex's page type in the style sheet.
///
/// For example, `annex-A`. Characters that a CSS name cannot hold become hyphens.
fn page_name(id: &str) -> String {
    let plain = id.chars().map(|character| {
        if character.is_ascii_alphanumeric() {
            character
        } else {
            '-'
        }
    });
    format!("annex-{}", plain.collect::<String>())
}

/// Returns a CSS string literal, with everything that could end it escaped or replaced.
///
/// A `<` is escaped too, so that the words cannot end a `style` element either.
fn string(words: &str) -> String {
    let mut string = String::from("\"");
    for character in words.chars() {
        match character {
            '"' | '\\' => {
                string.push('\\');
                string.push(character);
            }
            '\n' | '\r' | '\u{c}' => string.push(' '),
            '<' => string.push_str("\\3c "),
            other => string.push(other),
        }
    }
    string.push('"');
    string
}

#[cfg(test)]
mod tests {
    use super::super::fixture::Fixture;
    use super::*;

    #[test]
    fn every_printed_page_has_a_running_head() {
        let fixture = Fixture::pottery();
        let frame = fixture.any();
        let sheet = |reading| {
            css(
                frame.handbook(),
                frame.words,
                ReadingIndex::at(reading),
                StandardIndex::at(0),
            )
        };
        let english = String::from_utf8(sheet(0)).unwrap();
        assert!(
            english.contains("@top-left { content: \"Skills of potters\"; }"),
            "{english}"
        );
        assert!(
            english.contains("@top-right { content: \"\"; }"),
            "{english}"
        );
        let annex = "@page annex-A {\n  @top-right { content: \"Annex A\"; }\n}\n[id=\"A\"] { page: annex-A; }";
        assert!(english.contains(annex), "{english}");
        let chinese = String::from_utf8(sheet(1)).unwrap();
        assert!(
            chinese.contains("@top-right { content: \"非官方译文\"; }"),
            "{chinese}"
        );
    }

    #[test]
    fn no_text_can_end_a_css_string() {
        assert_eq!(
            string("a\"b\\c\nd</style>"),
            "\"a\\\"b\\\\c d\\3c /style>\""
        );
    }
}
