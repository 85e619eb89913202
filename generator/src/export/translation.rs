//! Translations in exported data: the mark of an unofficial translation, and the original text.
//!
//! A translation that the issuer has not published must not be taken for the standard. Data that
//! leaves the site therefore names the original beside it.

use std::borrow::Cow;

use crate::language::closing::without_closing;
use crate::model::{CompleteStandard, Language};
use crate::source::format::text::Text;

/// The text in `language`, without markup. If it is not translated, it is in the standard's own language, or else in
/// the first language that it has.
pub fn words<'t>(standard: &CompleteStandard, text: &'t Text, language: &Language) -> Cow<'t, str> {
    words_in(standard, text, language).1
}

/// The text in the standard's own language, without markup; empty if it is not written in it.
pub fn original<'t>(standard: &CompleteStandard, text: &'t Text) -> Cow<'t, str> {
    let words = text.get(standard.about.language.as_str());
    standard.plain_words(text, words.unwrap_or_default())
}

/// The text in `language`, or in the standard's own language if there is no translation, without markup and after the id
/// of its language.
pub fn words_in<'t>(
    standard: &CompleteStandard,
    text: &'t Text,
    language: &Language,
) -> (&'t str, Cow<'t, str>) {
    let (language, words) = text.nearest(&[&language.id, standard.about.language.as_str()]);
    (language, standard.plain_words(text, words))
}

/// Marks `translation` as the unofficial translation of `original` with the theme's `pattern`. Returns `None` if the
/// issuer publishes the standard in this language, or if the text is not translated.
pub fn marked(
    standard: &CompleteStandard,
    language: &Language,
    pattern: &str,
    translation: &str,
    original: &str,
) -> Option<String> {
    let is_translation = !standard.about.is_published_in(&language.id) && translation != original;
    is_translation.then(|| {
        pattern
            .replace("{translation}", without_closing(translation))
            .replace("{original}", without_closing(original))
    })
}
