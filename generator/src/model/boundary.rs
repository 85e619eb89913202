//! Word boundaries, for everything that searches a text for the words of a glossary.
//!
//! Rust's `char::is_alphanumeric` and a bound between scripts are enough here. The word breaking of
//! UAX #29 needs a dictionary for Chinese and Japanese, and would split the very terms that are
//! searched.

use std::ops::Range;

/// Whether the part of `text` at `range` is a whole word and not part of a longer one. In scripts that put spaces
/// between words, an adjacent letter, digit or hyphen continues the word; Han and kana need no space.
///
/// For example, `art` is a whole word in `an art`, but not in `part`, `arts` or `state-of-the-art`.
/// A hyphen continues only from outside: a term may itself end in one.
///
/// `range` must lie on character boundaries of `text`, as the ranges that a search finds do.
pub fn is_whole_word(text: &str, range: &Range<usize>) -> bool {
    let is_spaced = |character: char| character.is_alphanumeric() && character < '\u{2e80}';
    let joins = |inside: Option<char>, outside: Option<char>| {
        inside.is_some_and(is_spaced)
            && outside.is_some_and(|character| is_spaced(character) || character == '-')
    };
    let word = &text[range.clone()];
    !joins(word.chars().next(), text[..range.start].chars().next_back())
        && !joins(word.chars().next_back(), text[range.end..].chars().next())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn latin_words_need_boundaries_and_han_words_do_not() {
        let whole = |text: &str, word: &str| {
            let at = text.find(word).unwrap();
            is_whole_word(text, &(at..at + word.len()))
        };
        assert!(whole("清关工作", "关工"));
        assert!(whole("维护LISTING页面", "LISTING"));
        assert!(whole("a product, then", "product"));
        assert!(!whole("products", "product"));
        assert!(!whole("byproduct", "product"));
        assert!(!whole("an in-store offer", "store"));
        assert!(whole("a store – then", "store"));
    }
}
