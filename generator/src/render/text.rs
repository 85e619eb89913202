//! A text in several languages as a reading shows it.

use serde::Serialize;

use super::html::Html;
use crate::model::{Language, Reading};
use crate::source::format::note::{Notes, Words};
use crate::source::format::text::Text;

/// A text as one reading shows it.
#[derive(Clone, Debug, Default, Serialize)]
pub struct TextView {
    /// All languages in one line, for labels and headings.
    pub inline: Html,
    /// One piece a language, for setting side by side.
    pub pieces: Vec<Piece>,
    /// The words in the page's own language, for titles and attributes.
    pub plain: String,
}

/// A text in one language.
#[derive(Clone, Debug, Default, Serialize)]
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
        self.text_with(text, |_, words| marked(words, &[]))
    }

    /// `text` in the languages of the reading, with the words marked that `notes` quote.
    pub fn marked(&self, text: &Text, notes: &Notes) -> TextView {
        let quotes: Vec<&str> = notes
            .0
            .iter()
            .filter_map(|remark| remark.quote.as_ref())
            .flat_map(Words::each)
            .collect();
        self.text_with(text, |_, words| marked(words, &quotes))
    }

    /// `text` in the languages of the reading, each made into HTML by `html(language, words)`.
    pub fn text_with(&self, text: &Text, html: impl Fn(&Language, &str) -> Html) -> TextView {
        let mut pieces: Vec<Piece> = Vec::with_capacity(self.reading.languages.len());
        let mut plain = None;
        for language in &self.reading.languages {
            // Where a translation is missing the source stands in, marked with its language.
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
        let language = self
            .all
            .iter()
            .find(|language| *language.id == *self.source)?;
        Some((language, text.get(&language.id)?))
    }

    /// The words of `text` in the page's own language, without HTML.
    pub fn plain(&self, text: &Text) -> String {
        text.get(&self.own().id)
            .or_else(|| text.get(self.source))
            .unwrap_or_default()
            .to_owned()
    }
}

/// `words` with the first place of each quote marked; where quotes overlap, the mark spans both.
fn marked(words: &str, quotes: &[&str]) -> Html {
    let mut places: Vec<(usize, usize)> = quotes
        .iter()
        .filter(|quote| !quote.is_empty())
        .filter_map(|quote| words.find(quote).map(|at| (at, at + quote.len())))
        .collect();
    places.sort_unstable();
    let mut html = Html::default();
    let mut done = 0;
    let mut places = places.into_iter().peekable();
    while let Some((start, mut end)) = places.next() {
        while let Some((_, further)) = places.next_if(|(next, _)| *next < end) {
            end = end.max(further);
        }
        push_words(&mut html, &words[done..start]);
        let mut inner = Html::default();
        push_words(&mut inner, &words[start..end]);
        html.push_element("span", "", "quoted", &inner);
        done = end;
    }
    push_words(&mut html, &words[done..]);
    html
}

/// Appends `text`, escaped. A word of one letter and more after a hyphen, as `e-commerce`, is kept whole: a line that
/// ends in `e-` is hard to read.
fn push_words(html: &mut Html, text: &str) {
    let bytes = text.as_bytes();
    let mut done = 0;
    for (hyphen, _) in text.match_indices('-') {
        let starts_word = hyphen > done
            && bytes[hyphen - 1].is_ascii_alphabetic()
            && (hyphen < 2 || bytes[hyphen - 2] == b' ' || bytes[hyphen - 2] == b'(');
        let rest = &text[hyphen + 1..];
        let length = rest
            .find(|character: char| !character.is_ascii_alphabetic())
            .unwrap_or(rest.len());
        if !starts_word || length < 2 {
            continue;
        }
        html.push_text(&text[done..hyphen - 1]);
        let end = hyphen + 1 + length;
        html.push_element("span", "", "whole", &Html::escaped(&text[hyphen - 1..end]));
        done = end;
    }
    html.push_text(&text[done..]);
}

#[cfg(test)]
mod tests {
    use super::marked;

    #[test]
    fn a_word_with_one_letter_before_its_hyphen_is_kept_whole() {
        let whole = |words: &str| format!("<span class=\"whole\">{words}</span>");
        assert_eq!(
            marked("cross-border e-commerce, E-book", &[]).0,
            format!("cross-border {}, {}", whole("e-commerce"), whole("E-book"))
        );
        for text in ["5.3.1.2-a", "a-", "-b", "x-1", "甲e-commerce乙-a", "一-二"] {
            assert_eq!(marked(text, &[]).0, text);
        }
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
