//! The plain words of a standard's texts.
//!
//! A text of a standard whose `markup` is `markdown` has two forms: its HTML, which `render` makes, and its plain words,
//! which are here, for data, descriptions, labels and comparisons. Permalinks are known by the words as written.

use std::borrow::Cow;

use super::Standard;
use crate::source::format::markup::Markup;
use crate::source::format::standard::StandardRecord;
use crate::source::format::text::Text;
use crate::source::markdown::lines;
use crate::source::markdown::statement;
use crate::source::text_role::TextRole;

/// Whether `text`, of a standard with this markup, is Markdown. Titles and other labels never are.
pub fn is_markdown(markup: Markup, text: &Text) -> bool {
    markup == Markup::Markdown && text.role == TextRole::Source
}

/// Returns `words`, which are those of `text` in one of its languages, without markup.
pub fn plain_words<'t>(markup: Markup, text: &Text, words: &'t str) -> Cow<'t, str> {
    if is_markdown(markup, text) {
        statement::plain(words)
    } else {
        Cow::Borrowed(words)
    }
}

/// Returns `words`, which are those of `text` in one of its languages, without markup, but with a line for each paragraph
/// and each item of a list.
pub fn plain_lines<'t>(markup: Markup, text: &Text, words: &'t str) -> Cow<'t, str> {
    if is_markdown(markup, text) {
        lines::plain_lines(words)
    } else {
        Cow::Borrowed(words)
    }
}

impl Standard {
    /// The markup of its texts; plain if its `standard.yaml` could not be read.
    pub fn markup(&self) -> Markup {
        let about = self.about.as_deref();
        about.map_or(Markup::Plain, StandardRecord::markup)
    }

    /// Returns `words`, which are those of `text` in one of its languages, without markup.
    pub fn plain_words<'t>(&self, text: &Text, words: &'t str) -> Cow<'t, str> {
        plain_words(self.markup(), text, words)
    }

    /// Returns `words`, which are those of `text` in one of its languages, without markup, but with a line for each
    /// paragraph and each item of a list.
    pub fn plain_lines<'t>(&self, text: &Text, words: &'t str) -> Cow<'t, str> {
        plain_lines(self.markup(), text, words)
    }
}
