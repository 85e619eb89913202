//! Texts in several languages, as a reading shows them.
//!
//! A text of the content is in several languages; a reading shows one or more of them. [`Voice`]
//! decides which, and what stands in for a missing translation; [`TextView`] is what templates get.
//! Plain words become HTML here, with the words that a note quotes marked, links set, and places
//! where a line must not break marked ([`push_words`]).

use std::ops::Range;

use serde::ser::{Serialize, SerializeStruct, Serializer};
use tera::Value;

use super::html::Html;
use crate::model::{Language, Reading};
use crate::source::format::note::{Notes, QuotedWords};
use crate::source::format::text::Text;

/// A text as one reading shows it. Templates see `inline`, `plain`, and the `lang`, `html` and `is_source` of each of
/// the `pieces`.
#[derive(Clone, Debug, Default)]
pub struct TextView {
    /// All languages in one line, for labels and headings. Each language has its own `lang`, unless
    /// it is the page's only one.
    pub inline: Html,
    /// One piece per language, for side-by-side views. Empty if the text has no words at all.
    pub pieces: Vec<Piece>,
    /// The words in the page's own language, for titles and attributes. Without HTML and not
    /// escaped.
    pub plain: String,
}

/// A text in one language.
#[derive(Clone, Debug, Default)]
pub struct Piece {
    /// The BCP 47 tag of the language.
    pub lang: String,
    /// The language's id: `zh`.
    pub language: String,
    /// The words. If the language is not one of the reading, the words are marked as not
    /// translated.
    pub html: Html,
    /// Whether the language is the standard's own, which is authoritative.
    pub is_source: bool,
}

/// A piece as templates see it.
#[derive(serde::Serialize)]
struct Shown<'a> {
    lang: &'a str,
    html: &'a Value,
    is_source: bool,
}

impl Serialize for TextView {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        // Texts are the most numerous values on a page, so identical HTML shares one template value.
        let line = Value::safe_string(&self.inline.0);
        let values: Vec<Value> = self
            .pieces
            .iter()
            .map(|piece| {
                if piece.html == self.inline {
                    line.clone()
                } else {
                    Value::safe_string(&piece.html.0)
                }
            })
            .collect();
        let pieces: Vec<Shown> = self
            .pieces
            .iter()
            .zip(&values)
            .map(|(piece, html)| Shown {
                lang: &piece.lang,
                html,
                is_source: piece.is_source,
            })
            .collect();
        let mut text = serializer.serialize_struct("TextView", 3)?;
        text.serialize_field("inline", &line)?;
        text.serialize_field("pieces", &pieces)?;
        text.serialize_field("plain", &self.plain)?;
        text.end()
    }
}

impl TextView {
    /// Combines the pieces into one text; `page_tag` is the tag of the page's language.
    ///
    /// Without pieces, everything is empty.
    pub fn of(pieces: Vec<Piece>, page_tag: &str, plain: String) -> Self {
        // The same words in several languages are shown once on a line: in the page's own, if it is one of them.
        let mut shown: Vec<&Piece> = Vec::with_capacity(pieces.len());
        for piece in &pieces {
            match shown.iter_mut().find(|known| known.html == piece.html) {
                Some(known) if piece.lang == page_tag => *known = piece,
                Some(_) => {}
                None => shown.push(piece),
            }
        }
        let inline = match shown.as_slice() {
            [only] if only.lang == page_tag => only.html.clone(),
            [only] => {
                let mut inline = Html::default();
                inline.push_element("span", &only.lang, "", &only.html);
                inline
            }
            several => {
                let mut inline = Html::default();
                for (index, piece) in several.iter().enumerate() {
                    if index > 0 {
                        inline.0.push(' ');
                    }
                    let class = if index == 0 { "first" } else { "second" };
                    inline.push_element("span", &piece.lang, class, &piece.html);
                }
                inline
            }
        };
        TextView {
            inline,
            pieces,
            plain,
        }
    }

    /// The languages joined by a slash, for places that cannot contain elements. E.g. `目录 /
    /// Contents`, still escaped.
    pub fn joined(&self) -> Html {
        let pieces = self.pieces.iter();
        let mut words: Vec<String> = Vec::with_capacity(self.pieces.len());
        for word in pieces.map(|piece| piece.html.without_elements()) {
            if !words.contains(&word) {
                words.push(word);
            }
        }
        Html(words.join(" / "))
    }
}

/// The languages in which texts are shown, and which of them is the standard's own.
#[derive(Clone, Copy, Debug)]
pub struct Voice<'a> {
    /// The reading.
    pub reading: &'a Reading,
    /// The source language, which is marked and serves as the fallback. For texts of the handbook
    /// itself, the page's own language.
    pub source: &'a str,
    /// All languages of the handbook.
    pub all: &'a [Language],
}

impl<'a> Voice<'a> {
    /// The page's own language.
    pub fn own(&self) -> &'a Language {
        &self.reading.languages[0]
    }

    /// Returns `text` in the languages of the reading, escaped. A missing translation is replaced
    /// by the source.
    pub fn text(&self, text: &Text) -> TextView {
        self.text_with(text, |_, words| set(words, &[], &[]))
    }

    /// Returns `text` in the languages of the reading, with the words that `notes` quote marked.
    pub fn marked(&self, text: &Text, notes: &Notes) -> TextView {
        self.text_with(text, |_, words| set(words, &quoted(words, notes), &[]))
    }

    /// Returns `text` in the languages of the reading, each converted to HTML by `html(language, words)`.
    ///
    /// If several languages of the reading lack the text, the same substitute is shown once.
    pub fn text_with(
        &self,
        text: &Text,
        mut html: impl FnMut(&Language, &str) -> Html,
    ) -> TextView {
        let mut pieces: Vec<Piece> = Vec::with_capacity(self.reading.languages.len());
        let mut plain = None;
        for language in &self.reading.languages {
            // A missing translation is replaced by the source or any other language, marked with that language.
            let found = text
                .get(&language.id)
                .map(|words| (language, words))
                .or_else(|| self.fallback(text));
            let Some((language, words)) = found else {
                continue;
            };
            if pieces.iter().any(|piece| piece.language == *language.id) {
                continue;
            }
            plain.get_or_insert_with(|| words.to_owned());
            let mut shown = html(language, words);
            let mut expected = self.reading.languages.iter();
            if !expected.any(|expected| expected.id == language.id) {
                shown = shown.untranslated(&language.tag);
            }
            pieces.push(Piece {
                lang: language.tag.to_string(),
                language: language.id.to_string(),
                html: shown,
                is_source: *language.id == *self.source,
            });
        }
        TextView::of(pieces, &self.own().tag, plain.unwrap_or_default())
    }

    /// The words that stand in for a missing translation: those of the source or, without them, of
    /// the first language of the handbook that has some.
    fn fallback<'t>(&self, text: &'t Text) -> Option<(&'a Language, &'t str)> {
        let source = self
            .all
            .iter()
            .filter(|language| *language.id == *self.source);
        source
            .chain(self.all)
            .find_map(|language| Some((language, text.get(&language.id)?)))
    }

    /// Returns the words of `text` in the page's own language, without HTML.
    pub fn plain(&self, text: &Text) -> String {
        text.get(&self.own().id)
            .or_else(|| self.fallback(text).map(|(_, words)| words))
            .unwrap_or_default()
            .to_owned()
    }
}

/// A link within a text.
#[derive(Clone, Debug)]
pub struct InText {
    /// The words of the link. In bytes.
    pub range: Range<usize>,
    /// Its start tag with attributes, as safe HTML. E.g. `<a href="5.1.html">`.
    pub tag: String,
}

/// Returns the places in `words` that `notes` quote: the first place of each quote, with overlapping quotes merged.
///
/// A quote that does not occur is ignored; a rule reports it (`E403`).
pub fn quoted(words: &str, notes: &Notes) -> Vec<Range<usize>> {
    let quotes = notes.0.iter().filter_map(|remark| remark.quote.as_ref());
    places(words, quotes.flat_map(QuotedWords::each))
}

/// The places of quotes in words, in order.
fn places<'a>(words: &str, quotes: impl Iterator<Item = &'a str>) -> Vec<Range<usize>> {
    let mut places: Vec<(usize, usize)> = quotes
        .filter(|quote| !quote.is_empty())
        .filter_map(|quote| words.find(quote).map(|at| (at, at + quote.len())))
        .collect();
    places.sort_unstable();
    let mut joined: Vec<Range<usize>> = Vec::with_capacity(places.len());
    for (start, end) in places {
        match joined.last_mut() {
            Some(last) if start < last.end => last.end = last.end.max(end),
            _ => joined.push(start..end),
        }
    }
    joined
}

/// Returns `words`, escaped, with `quotes` marked and `links` set. Each list is in order and without overlaps; a link
/// that is only partly within a quote is omitted.
pub fn set(words: &str, quotes: &[Range<usize>], links: &[InText]) -> Html {
    let mut html = Html::default();
    let mut done = 0;
    for quote in quotes {
        push_linked(&mut html, words, done..quote.start, links);
        let mut inner = Html::default();
        push_linked(&mut inner, words, quote.clone(), links);
        html.push_element("span", "", "quoted", &inner);
        done = quote.end;
    }
    push_linked(&mut html, words, done..words.len(), links);
    html
}

/// Appends the part of `words` at `range`, with the links that are entirely within it.
fn push_linked(html: &mut Html, words: &str, range: Range<usize>, links: &[InText]) {
    let mut done = range.start;
    for link in links {
        if link.range.start < done || link.range.end > range.end {
            continue;
        }
        push_words(html, &words[done..link.range.start]);
        html.0.push_str(&link.tag);
        push_words(html, &words[link.range.clone()]);
        html.0.push_str("</a>");
        done = link.range.end;
    }
    push_words(html, &words[done..range.end]);
}

/// Appends `text`, escaped. Prevents line breaks that would make it hard to read: in a word with a one-letter prefix,
/// such as `e-commerce`, and after a number that continues with a dash, such as `5.3.1.2-a`, `1.1-2020` or `60–76`.
pub fn push_words(html: &mut Html, text: &str) {
    let mut done = 0;
    for (dash, mark) in text.match_indices(['-', '–', '—']) {
        if dash < done {
            continue;
        }
        let before = &text[done..dash];
        let start = dash - whole_before(before);
        let rest = &text[dash + mark.len()..];
        let is_after_digit = before.ends_with(|last: char| last.is_ascii_digit());
        let length = if is_after_digit {
            number_after(rest)
        } else if mark == "-" && start + 1 == dash {
            word_after(rest)
        } else {
            0
        };
        if length == 0 {
            continue;
        }
        html.push_text(&text[done..start]);
        done = dash + mark.len() + length;
        html.push_element("span", "", "whole", &Html::escaped(&text[start..done]));
    }
    html.push_text(&text[done..]);
}

/// Returns the length of the number or word at the end of `text`, before a dash. Letters directly after a letter of
/// another script do not count.
fn whole_before(text: &str) -> usize {
    let is_part = |character: char| character.is_ascii_alphanumeric() || character == '.';
    let token = text.trim_end_matches(is_part).len();
    let follows_letter = text[..token].ends_with(char::is_alphanumeric);
    let token = &text[token..];
    let token = if follows_letter {
        token.trim_start_matches(|character: char| character.is_ascii_alphabetic())
    } else {
        token
    };
    token.trim_start_matches('.').len()
}

/// Returns the length of a word of at least two letters at the start of `text`, or 0.
fn word_after(text: &str) -> usize {
    let length = run(text, |character| character.is_ascii_alphabetic());
    if length < 2 { 0 } else { length }
}

/// Returns the length of a number or a single letter at the start of `text`, or 0.
fn number_after(text: &str) -> usize {
    let length = run(text, |character| character.is_ascii_alphanumeric());
    let is_number = text[..length].bytes().all(|byte| byte.is_ascii_digit());
    if is_number || length == 1 { length } else { 0 }
}

/// The length of the characters at the start of `text` that `is_part` accepts.
fn run(text: &str, is_part: impl Fn(char) -> bool) -> usize {
    text.find(|character| !is_part(character))
        .unwrap_or(text.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_words_in_several_languages_are_shown_once() {
        let piece = |lang: &str, words: &str| Piece {
            lang: lang.to_owned(),
            language: lang.to_owned(),
            html: Html::escaped(words),
            is_source: false,
        };
        let text = |all: &[(&str, &str)], page: &str| {
            let pieces = all.iter().map(|(lang, words)| piece(lang, words));
            TextView::of(pieces.collect(), page, String::new())
        };
        let same = text(&[("en", "A1"), ("de", "A1"), ("fr", "A1")], "de");
        assert_eq!(same.inline.0, "A1");
        assert_eq!(same.joined().0, "A1");
        assert_eq!(same.pieces.len(), 3, "each language keeps its words");
        let some = text(&[("en", "Data"), ("sv", "Data"), ("nl", "Gegevens")], "en");
        assert_eq!(some.joined().0, "Data / Gegevens");
        assert_eq!(some.inline.0.matches("Data").count(), 1);
    }

    fn marked(words: &str, quotes: &[&str]) -> Html {
        set(words, &places(words, quotes.iter().copied()), &[])
    }

    #[test]
    fn links_are_set_within_quotes_and_beside_them_but_not_across() {
        let words = "甲乙丙丁戊";
        let link = |from: usize, to: usize| InText {
            range: from * 3..to * 3,
            tag: "<a>".into(),
        };
        let quote = 3..9;
        let shown = |links: &[InText]| set(words, std::slice::from_ref(&quote), links).0;
        assert_eq!(
            shown(&[link(0, 1), link(2, 3), link(4, 5)]),
            "<a>甲</a><span class=\"quoted\">乙<a>丙</a></span>丁<a>戊</a>"
        );
        let alone = shown(&[]);
        assert_eq!(shown(&[link(0, 2)]), alone);
        assert_eq!(shown(&[link(2, 4)]), alone);
        assert_eq!(shown(&[link(0, 5)]), alone);
    }

    #[test]
    fn hyphenated_words_and_numbers_are_kept_on_one_line() {
        let whole = |words: &str| format!("<span class=\"whole\">{words}</span>");
        assert_eq!(
            marked("cross-border e-commerce, E-book", &[]).0,
            format!("cross-border {}, {}", whole("e-commerce"), whole("E-book"))
        );
        for text in [
            "a-",
            "-b",
            "x-1",
            "甲e-commerce乙-a",
            "一-二",
            "12-hour",
            "5—",
            "on-platform",
        ] {
            assert_eq!(marked(text, &[]).0, text);
        }
        assert_eq!(
            marked("见5.3.1.2-a、GB/T 1.1-2020；GB/T 35408—2017, 60–76.", &[]).0,
            format!(
                "见{}、GB/T {}；GB/T {}, {}.",
                whole("5.3.1.2-a"),
                whole("1.1-2020"),
                whole("35408—2017"),
                whole("60–76")
            )
        );
        assert_eq!(
            marked("e-commerce", &["-com"]).0,
            "e<span class=\"quoted\">-com</span>merce"
        );
    }

    #[test]
    fn quoted_words_are_marked_once() {
        let span = |words: &str| format!("<span class=\"quoted\">{words}</span>");
        assert_eq!(marked("a < b", &[]).0, "a &lt; b");
        assert_eq!(
            marked("低于等80分，低于60分", &["低于"]).0,
            format!("{}等80分，低于60分", span("低于"))
        );
        // Nested, overlapping, adjacent and absent quotes.
        assert_eq!(
            marked("包括但不限于涵盖", &["包括但不限于", "但不限于涵盖", "无"]).0,
            span("包括但不限于涵盖")
        );
        assert_eq!(
            marked("<b>与", &["<b>", "与"]).0,
            format!("{}{}", span("&lt;b&gt;"), span("与"))
        );
    }
}
