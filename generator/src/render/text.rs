//! Texts in several languages, as a reading shows them.
//!
//! A text of the content is in several languages; a reading shows one or more of them. [`Voice`]
//! decides which, and what stands in for a missing translation; [`TextView`] is what templates get.
//! Words become HTML here, as plain words ([`typeset`]) or as Markdown ([`statement`]): the voice knows which, so that
//! no view and no template decides it.

use std::borrow::Cow;

use serde::ser::{Serialize, SerializeStruct, Serializer};
use tera::Value;

use super::html::Html;
use super::statement::{self, Additions};
use super::statement_links::{StandardPlace, StatementLinks};
use super::typeset;
use crate::model::markdown::{is_markdown, plain_words};
use crate::model::translation_state::is_stale;
use crate::model::{Handbook, Language, Reading};
use crate::source::format::markup::Markup;
use crate::source::format::note::Notes;
use crate::source::format::text::Text;

/// A text as one reading shows it. Templates see `inline`, `plain`, and the `lang`, `html` and `is_source` of each of
/// the `pieces`, and of those in Markdown, the `blocks` if there is more than a paragraph, and
/// the `plain` words if they are not simply those of the `html`.
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
    /// What fits in a line, if that differs from `html`: a paragraph of Markdown without its links.
    pub line: Option<Html>,
    /// The paragraphs and lists, if there is more than one paragraph; `html` then has what fits in a line.
    pub blocks: Option<Html>,
    /// The words without markup, if they are not simply those of `html`: for scripts, which take only text from a page.
    pub plain: Option<String>,
    /// Whether the language is the standard's own, which is authoritative.
    pub is_source: bool,
}

impl Piece {
    /// What fits in a line, such as that of a link or a heading.
    pub fn line(&self) -> &Html {
        self.line.as_ref().unwrap_or(&self.html)
    }

    /// The piece as paragraphs and lists.
    pub fn as_blocks(&self) -> Html {
        self.blocks.clone().unwrap_or_else(|| {
            let mut paragraph = Html::default();
            paragraph.push_element("p", "", "", &self.html);
            paragraph
        })
    }
}

/// A piece as templates see it.
#[derive(serde::Serialize)]
struct Shown<'a> {
    lang: &'a str,
    html: &'a Value,
    #[serde(skip_serializing_if = "Option::is_none")]
    blocks: Option<&'a Html>,
    #[serde(skip_serializing_if = "Option::is_none")]
    plain: Option<&'a str>,
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
                blocks: piece.blocks.as_ref(),
                plain: piece.plain.as_deref(),
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
            match shown.iter_mut().find(|known| known.line() == piece.line()) {
                Some(known) if piece.lang == page_tag => *known = piece,
                Some(_) => {}
                None => shown.push(piece),
            }
        }
        let inline = match shown.as_slice() {
            [only] if only.lang == page_tag => only.line().clone(),
            [only] => {
                let mut inline = Html::default();
                inline.push_element("span", &only.lang, "", only.line());
                inline
            }
            several => {
                let mut inline = Html::default();
                for (index, piece) in several.iter().enumerate() {
                    if index > 0 {
                        inline.0.push(' ');
                    }
                    let class = if index == 0 { "first" } else { "second" };
                    inline.push_element("span", &piece.lang, class, piece.line());
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
        for word in pieces.map(|piece| piece.line().without_elements()) {
            if !words.contains(&word) {
                words.push(word);
            }
        }
        Html(words.join(" / "))
    }
}

/// The languages in which texts are shown, and which of them is the standard's own.
#[derive(Clone, Copy)]
pub struct Voice<'a> {
    /// The reading.
    pub reading: &'a Reading,
    /// The source language, which is marked and serves as the fallback. For texts of the handbook
    /// itself, the page's own language.
    pub source: &'a str,
    /// All languages of the handbook.
    pub all: &'a [Language],
    /// The handbook, which knows which translations are stale.
    pub handbook: &'a Handbook,
    /// The place of the texts, if they are those of a standard in Markdown.
    pub markdown: Option<StandardPlace<'a>>,
}

impl<'a> Voice<'a> {
    /// The page's own language.
    pub fn own(&self) -> &'a Language {
        &self.reading.languages[0]
    }

    /// Returns `text` in the languages of the reading, escaped or formatted. A missing translation is replaced
    /// by the source.
    pub fn text(&self, text: &Text) -> TextView {
        self.text_with(text, |_, _| Additions::default())
    }

    /// Returns `text` in the languages of the reading, with the words that `notes` quote marked.
    pub fn marked(&self, text: &Text, notes: &Notes) -> TextView {
        self.text_with(text, |_, words| Additions {
            quotes: typeset::quoted(words, notes),
            links: Vec::new(),
        })
    }

    /// Returns `text` in the languages of the reading, each with what `additions(language, words)` returns.
    pub fn text_with(
        &self,
        text: &Text,
        mut additions: impl FnMut(&Language, &str) -> Additions,
    ) -> TextView {
        self.pieces(text, |language, words| {
            let additions = additions(language, words);
            self.shown(text, language, words, &additions)
        })
    }

    /// Returns `text` in the languages of the reading, each cut by `cut` before it becomes HTML.
    pub fn part_of(&self, text: &Text, cut: fn(&str) -> &str) -> TextView {
        self.pieces(text, |language, words| {
            if self.is_markdown(text) {
                return self.shown(text, language, cut(words), &Additions::default());
            }
            WordForms {
                html: Html::escaped(cut(words)),
                ..WordForms::plain(words)
            }
        })
    }

    /// Returns `text`, whose words are not the standard's, in the languages of the reading, each converted to HTML by
    /// `html(language, words)`.
    pub fn converted(
        &self,
        text: &Text,
        mut html: impl FnMut(&Language, &str) -> Html,
    ) -> TextView {
        self.pieces(text, |language, words| WordForms {
            html: html(language, words),
            ..WordForms::plain(words)
        })
    }

    /// Returns the words of `text` in one of its languages, without markup.
    pub fn plain_words<'t>(&self, text: &Text, words: &'t str) -> Cow<'t, str> {
        let markup = match self.markdown {
            Some(_) => Markup::Markdown,
            None => Markup::Plain,
        };
        plain_words(markup, text, words)
    }

    /// Whether `text` is Markdown.
    pub fn is_markdown(&self, text: &Text) -> bool {
        self.markdown.is_some() && is_markdown(Markup::Markdown, text)
    }

    /// Returns the words of `text` in one of its languages, in all their forms.
    fn shown(
        &self,
        text: &Text,
        language: &Language,
        words: &str,
        additions: &Additions,
    ) -> WordForms {
        match self.markdown {
            Some(place) if is_markdown(Markup::Markdown, text) => {
                let links = StatementLinks {
                    place,
                    language,
                    file: &text.position.file,
                };
                let statement = statement::shown(words, additions, &links);
                WordForms {
                    html: statement.words,
                    line: Some(statement.line),
                    blocks: statement.blocks,
                    is_set: statement.is_set,
                    plain: statement.plain,
                }
            }
            Some(_) | None => WordForms {
                html: typeset::set(words, &additions.quotes, &additions.links),
                ..WordForms::plain(words)
            },
        }
    }

    /// Returns `text` in the languages of the reading. If several of them lack the text, the same substitute is shown
    /// once.
    fn pieces(&self, text: &Text, mut shown: impl FnMut(&Language, &str) -> WordForms) -> TextView {
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
            let mut words = shown(language, words);
            let mut expected = self.reading.languages.iter();
            if !expected.any(|expected| expected.id == language.id) {
                words.html = words.html.untranslated(&language.tag);
                words.line = words.line.map(|line| line.untranslated(&language.tag));
                words.blocks = words
                    .blocks
                    .map(|blocks| blocks.untranslated_blocks(&language.tag));
            }
            if is_stale(self.handbook, text, &language.id) {
                words.html = words.html.stale(&language.tag);
                words.line = words.line.map(|line| line.stale(&language.tag));
                words.blocks = (words.blocks).map(|blocks| blocks.stale_blocks(&language.tag));
            }
            pieces.push(Piece {
                lang: language.tag.to_string(),
                language: language.id.to_string(),
                html: words.html,
                line: words.line,
                blocks: words.blocks,
                plain: words.is_set.then(|| words.plain.clone()),
                is_source: *language.id == *self.source,
            });
            plain.get_or_insert(words.plain);
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

    /// Returns the words of `text` in the page's own language, without HTML or markup.
    pub fn plain(&self, text: &Text) -> String {
        let words = text
            .get(&self.own().id)
            .or_else(|| self.fallback(text).map(|(_, words)| words))
            .unwrap_or_default();
        self.plain_words(text, words).into_owned()
    }
}

/// The words of a text in one language, in all their forms; see [`Piece`].
struct WordForms {
    html: Html,
    line: Option<Html>,
    blocks: Option<Html>,
    /// Whether the words of the HTML are not simply the plain words, because of a formula or a list.
    is_set: bool,
    /// Without HTML and not escaped.
    plain: String,
}

impl WordForms {
    /// Plain words, without their HTML.
    fn plain(words: &str) -> Self {
        WordForms {
            html: Html::default(),
            line: None,
            blocks: None,
            is_set: false,
            plain: words.to_owned(),
        }
    }
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
            ..Piece::default()
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
}
