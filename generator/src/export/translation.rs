//! Translations in exported data: the mark of an unofficial translation, and the original text.

use crate::model::{CompleteStandard, Language};
use crate::source::format::text::Text;

/// Removes the punctuation that ends a list item from a text of a standard; the point of “etc.” stays. The theme's
/// scripts follow the same rule when copying.
pub fn item(words: &str) -> &str {
    if words.ends_with("etc.") {
        return words;
    }
    words
        .strip_suffix(['；', '。', ';', '.', '؛', '۔', '।'])
        .unwrap_or(words)
}

/// The text in `language`, or in the standard's own language if there is no translation.
pub fn words<'t>(standard: &CompleteStandard, text: &'t Text, language: &Language) -> &'t str {
    words_in(standard, text, language).1
}

/// The text in `language`, or in the standard's own language if there is no translation, after the id of its language.
pub fn words_in<'t>(
    standard: &CompleteStandard,
    text: &'t Text,
    language: &Language,
) -> (&'t str, &'t str) {
    text.nearest(&[&language.id, standard.about.language.as_str()])
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
            .replace("{translation}", item(translation))
            .replace("{original}", item(original))
    })
}

#[cfg(test)]
mod tests {
    use super::item;

    #[test]
    fn an_item_loses_the_final_mark_of_its_list() {
        for (words, ends) in [
            ("开店；", "开店"),
            ("开店。", "开店"),
            ("Open a shop;", "Open a shop"),
            ("Open a shop.", "Open a shop"),
            ("Shops, stalls, etc.;", "Shops, stalls, etc."),
            ("Shops, stalls, etc.", "Shops, stalls, etc."),
            ("Shops, stalls, etc;", "Shops, stalls, etc"),
            ("开店", "开店"),
            ("افتح متجرا؛", "افتح متجرا"),
        ] {
            assert_eq!(item(words), ends);
        }
    }
}
