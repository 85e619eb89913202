//! The order of words, and the letters under which an index lists them.
//!
//! Orders follow the Unicode collation algorithm (UTS 10) with the tailoring of CLDR for each
//! language: in Swedish `å` comes after `z`, in Spanish `ñ` after `n`, and Chinese is in the order
//! of pinyin. Used for the index of keywords and the glossary.

use std::cmp::Ordering;

use icu_collator::options::{CollatorOptions, Strength};
use icu_collator::{Collator, CollatorBorrowed};
use icu_locale::Locale;
use icu_normalizer::DecomposingNormalizer;

/// The first kana of each row of the Japanese syllabary.
const ROWS: [char; 10] = ['あ', 'か', 'さ', 'た', 'な', 'は', 'ま', 'や', 'ら', 'わ'];

/// The order of words in a language.
#[derive(Debug)]
pub struct Collation {
    /// Compares letters, accents and case. `None` if ICU4X lacks the data, which it has for all languages.
    full: Option<CollatorBorrowed<'static>>,
    /// Distinguishes only letters, and neither accents nor case.
    letters: Option<CollatorBorrowed<'static>>,
}

impl Collation {
    /// The order of words in the language with a tag. For an unknown tag, it is
    /// the root order.
    pub fn of_tag(tag: &str) -> Collation {
        Collation::of(&super::locale::locale(tag))
    }

    pub(super) fn of(locale: &Locale) -> Collation {
        let collator = |options| Collator::try_new(locale.into(), options).ok();
        let mut letters = CollatorOptions::default();
        letters.strength = Some(Strength::Primary);
        Collation {
            full: collator(CollatorOptions::default()),
            letters: collator(letters),
        }
    }

    /// Compares two words. Without ICU's data, by code points.
    pub fn compare(&self, one: &str, other: &str) -> Ordering {
        let full = self.full.as_ref();
        full.map_or_else(|| one.cmp(other), |full| full.compare(one, other))
    }

    /// The letter under which an index lists a word: a capital without its accents, unless the language counts it as a
    /// letter of its own. Kana have the first of their row; Han characters, digits and signs have none.
    ///
    /// For example, `école` is under `E`, Spanish `ñandú` under `Ñ`, and `データ` under `た`; `3D` and
    /// an empty word have none.
    pub fn initial(&self, word: &str) -> Option<String> {
        let first = word.chars().next().filter(|first| first.is_alphabetic())?;
        let normalizer = DecomposingNormalizer::new_nfkd();
        let bare = normalizer
            .normalize(first.encode_utf8(&mut [0; 4]))
            .chars()
            .next()?;
        if let Some(row) = row(bare) {
            return Some(row.to_string());
        }
        if is_han(bare) {
            return None;
        }
        let is_same = |letters: &CollatorBorrowed<'_>| {
            let (first, bare) = (first.to_string(), bare.to_string());
            letters.compare(&first, &bare) == Ordering::Equal
        };
        let is_same = self.letters.as_ref().is_some_and(is_same);
        let letter = if is_same { bare } else { first };
        Some(letter.to_uppercase().collect())
    }
}

/// Whether a character is a Han character, a radical or an iteration mark.
fn is_han(character: char) -> bool {
    matches!(character, '\u{2e80}'..='\u{2fdf}' | '\u{3005}'..='\u{3007}' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3fffd}')
}

/// The first kana of the row to which a kana without its voicing belongs. `None` for what is not a
/// kana. Katakana count as hiragana.
fn row(kana: char) -> Option<char> {
    let hiragana = match kana {
        'ぁ'..='ん' => kana,
        'ァ'..='ン' => char::from_u32(u32::from(kana) - 0x60)?,
        _ => return None,
    };
    // Small kana precede the full ones.
    let first = if hiragana == 'ぁ' { 'あ' } else { hiragana };
    ROWS.into_iter().rev().find(|row| {
        *row <= first || (*row == 'や' && first == 'ゃ') || (*row == 'わ' && first == 'ゎ')
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sorted<const N: usize>(tag: &str, mut words: [&'static str; N]) -> [&'static str; N] {
        let collation = Collation::of_tag(tag);
        words.sort_by(|one, other| collation.compare(one, other));
        words
    }

    #[test]
    fn words_are_in_the_order_of_their_language() {
        assert_eq!(
            sorted("en", ["zoo", "Äpfel", "apple", "École", "edge"]),
            ["Äpfel", "apple", "École", "edge", "zoo"]
        );
        assert_eq!(
            sorted("sv", ["ö", "z", "ä", "å", "a"]),
            ["a", "z", "å", "ä", "ö"]
        );
        assert_eq!(
            sorted("es", ["o", "ñu", "nz", "na"]),
            ["na", "nz", "ñu", "o"]
        );
        assert_eq!(
            sorted("zh", ["张", "李", "王", "安"]),
            ["安", "李", "王", "张"]
        );
    }

    #[test]
    fn an_index_lists_words_under_the_letters_of_their_language() {
        for (tag, word, letter) in [
            ("en", "apple", Some("A")),
            ("fr", "école", Some("E")),
            ("es", "ñandú", Some("Ñ")),
            ("es", "ágil", Some("A")),
            ("sv", "ål", Some("Å")),
            ("pl", "łódź", Some("Ł")),
            ("ru", "ёлка", Some("Е")),
            ("ar", "بحث", Some("ب")),
            ("ja", "がくせい", Some("か")),
            ("ja", "データ", Some("た")),
            ("ja", "ゃ", Some("や")),
            ("ja", "評価", None),
            ("zh", "评价", None),
            ("zh", "pingjia", Some("P")),
            ("en", "3D", None),
            ("en", "", None),
            ("en", "–", None),
        ] {
            assert_eq!(
                Collation::of_tag(tag).initial(word).as_deref(),
                letter,
                "{tag}: {word}"
            );
        }
    }
}
