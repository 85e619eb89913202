//! A text in several languages as a reading shows it.

use std::ops::Range;

use serde::ser::{Serialize, SerializeStruct, Serializer};
use tera::Value;

use super::html::Html;
use crate::model::{Language, Reading};
use crate::source::format::note::{Notes, Words};
use crate::source::format::text::Text;

/// A text as one reading shows it. Templates see `inline`, `plain`, and of each of the `pieces` its `lang`, `html` and
/// `is_source`.
#[derive(Clone, Debug, Default)]
pub struct TextView {
    /// All languages in one line, for labels and headings.
    pub inline: Html,
    /// One piece a language, for setting side by side.
    pub pieces: Vec<Piece>,
    /// The words in the page's own language, for titles and attributes.
    pub plain: String,
}

/// A text in one language.
#[derive(Clone, Debug, Default)]
pub struct Piece {
    /// The BCP 47 tag of the language.
    pub lang: String,
    /// The language's key: `zh`.
    pub language: String,
    /// The words.
    pub html: Html,
    /// Whether the language is the standard's own, whose words are the authority.
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
        // There are more texts on a page than anything else: a template's value is made once of what is the same.
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
    /// One text out of pieces; `own` is the tag of the page's language.
    pub fn of(pieces: Vec<Piece>, own: &str, plain: String) -> Self {
        let inline = match pieces.as_slice() {
            [only] if only.lang == own => only.html.clone(),
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

    /// The languages joined by a slash, for where no element can stand.
    pub fn joined(&self) -> Html {
        let words: Vec<&str> = self
            .pieces
            .iter()
            .map(|piece| piece.html.0.as_str())
            .collect();
        Html(words.join(" / "))
    }
}

/// How texts are shown: which languages, and which of them is the standard's.
#[derive(Clone, Copy, Debug)]
pub struct Voice<'a> {
    /// The reading.
    pub reading: &'a Reading,
    /// The language of the source, to fall back on and to mark.
    pub source: &'a str,
    /// All languages of the handbook.
    pub all: &'a [Language],
}

impl<'a> Voice<'a> {
    /// The page's own language.
    pub fn own(&self) -> &'a Language {
        &self.reading.languages[0]
    }

    /// `text` in the languages of the reading, escaped.
    pub fn text(&self, text: &Text) -> TextView {
        self.text_with(text, |_, words| set(words, &[], &[]))
    }

    /// `text` in the languages of the reading, with the words marked that `notes` quote.
    pub fn marked(&self, text: &Text, notes: &Notes) -> TextView {
        self.text_with(text, |_, words| set(words, &quoted(words, notes), &[]))
    }

    /// `text` in the languages of the reading, each made into HTML by `html(language, words)`.
    pub fn text_with(
        &self,
        text: &Text,
        mut html: impl FnMut(&Language, &str) -> Html,
    ) -> TextView {
        let mut pieces: Vec<Piece> = Vec::with_capacity(self.reading.languages.len());
        let mut plain = None;
        for language in &self.reading.languages {
            // Where a translation is missing the source stands in, or whatever there is, marked with its language.
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
            pieces.push(Piece {
                lang: language.tag.to_string(),
                language: language.id.to_string(),
                html: html(language, words),
                is_source: *language.id == *self.source,
            });
        }
        TextView::of(pieces, &self.own().tag, plain.unwrap_or_default())
    }

    fn fallback<'t>(&self, text: &'t Text) -> Option<(&'a Language, &'t str)> {
        let source = self
            .all
            .iter()
            .filter(|language| *language.id == *self.source);
        source
            .chain(self.all)
            .find_map(|language| Some((language, text.get(&language.id)?)))
    }

    /// The words of `text` in the page's own language, without HTML.
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
    /// The words that it is set on.
    pub range: Range<usize>,
    /// Its tag, with its attributes: sound HTML.
    pub tag: String,
}

/// Where `words` hold what `notes` quote: the first place of each quote, and one place where quotes overlap.
pub fn quoted(words: &str, notes: &Notes) -> Vec<Range<usize>> {
    let quotes = notes.0.iter().filter_map(|remark| remark.quote.as_ref());
    places(words, quotes.flat_map(Words::each))
}

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

/// `words`, escaped, with `quotes` marked and `links` set. Both are in order and do not overlap among themselves; a link
/// that is only partly within a quote is left out.
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

/// Appends the part of `words` at `range`, with the links that are wholly within it.
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

/// Appends `text`, escaped. What a line's end would make hard to read is kept whole: a word of one letter and more after
/// a hyphen, as `e-commerce`, and what begins with a number, as `5.3.1.2-a`, `1.1-2020` or `60–76`.
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

/// The length of what belongs to a dash at the end of `text`: a number, or a word that begins there.
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

/// The length of a word of two letters and more at the start of `text`.
fn word_after(text: &str) -> usize {
    let length = run(text, |character| character.is_ascii_alphabetic());
    if length < 2 { 0 } else { length }
}

/// The length of a number at the start of `text`, or of a letter that stands alone.
fn number_after(text: &str) -> usize {
    let length = run(text, |character| character.is_ascii_alphanumeric());
    let is_number = text[..length].bytes().all(|byte| byte.is_ascii_digit());
    if is_number || length == 1 { length } else { 0 }
}

fn run(text: &str, is_part: impl Fn(char) -> bool) -> usize {
    text.find(|character| !is_part(character))
        .unwrap_or(text.len())
}

#[cfg(test)]
mod tests {
    use super::*;

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
    fn words_and_numbers_that_no_line_should_break_are_kept_whole() {
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
