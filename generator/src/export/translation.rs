//! What programs are told of a translation: that it is not official, and the words that count.

use crate::model::{Language, Standard};
use crate::source::format::text::Text;

/// A text of a standard without the mark that closes it as an item: that belongs to the list. The point of “etc.” stays.
/// What the theme's scripts copy follows the same rule.
pub fn item(words: &str) -> &str {
    if words.ends_with("etc.") {
        return words;
    }
    words.strip_suffix(['；', '。', ';', '.']).unwrap_or(words)
}

/// A text of a standard in `language`; in the standard's own where it has no other.
pub fn words<'t>(of: &Standard, text: &'t Text, language: &Language) -> &'t str {
    let own = text.get(&language.id);
    let source = || text.get(of.about.language.as_str());
    own.or_else(source).unwrap_or_default()
}

/// `translation`, marked as the unofficial translation of `original`, by the theme's `pattern` for that. Nothing in the
/// standard's own language, and where there is no translation.
pub fn marked(
    of: &Standard,
    language: &Language,
    pattern: &str,
    translation: &str,
    original: &str,
) -> Option<String> {
    let is_translation = *language.id != *of.about.language.as_str() && translation != original;
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
    fn an_item_ends_without_the_mark_of_its_list() {
        for (words, ends) in [
            ("开店；", "开店"),
            ("开店。", "开店"),
            ("Open a shop;", "Open a shop"),
            ("Open a shop.", "Open a shop"),
            ("Shops, stalls, etc.;", "Shops, stalls, etc."),
            ("Shops, stalls, etc.", "Shops, stalls, etc."),
            ("Shops, stalls, etc;", "Shops, stalls, etc"),
            ("开店", "开店"),
        ] {
            assert_eq!(item(words), ends);
        }
    }
}
