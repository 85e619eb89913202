//! Estimates of the size of texts on a page, by which long pages are divided.

use crate::source::format::text::Text;

/// The HTML around a text in one language, in bytes.
const LANGUAGE: usize = 60;

/// The HTML around a paragraph or an item of a list within a text, in bytes.
const LINE: usize = 10;

/// The number of languages that most readings show at most.
pub(super) const SHOWN: usize = 2;

/// The size of a text in the languages that a page shows at most.
pub(super) fn shown_size(text: &Text) -> usize {
    size_in(text, SHOWN)
}

/// The size of so many languages of a text, the longest.
pub(super) fn size_in(text: &Text, shown: usize) -> usize {
    let languages = text.languages.iter();
    let mut sizes: Vec<usize> = languages.map(|(_, words, _)| size(words)).collect();
    sizes.sort_unstable();
    sizes.iter().rev().take(shown).sum()
}

/// The size of a text in one language. A page has the words of lists and formulas once more without them, for scripts.
fn size(words: &str) -> usize {
    let lines = words.trim_end().lines().count();
    let is_marked = lines > 1 || words.contains('$');
    let times = if is_marked { 2 } else { 1 };
    LANGUAGE + times * words.len() + lines.saturating_sub(1) * LINE
}

#[cfg(test)]
mod tests {
    use super::size;

    #[test]
    fn lists_and_formulas_count_twice_and_plain_words_once() {
        assert_eq!(size("You can sail."), 60 + 13);
        assert_eq!(size("You can sail.\n"), 60 + 14);
        assert_eq!(size("You can:\n- sail\n- moor"), 60 + 2 * 22 + 2 * 10);
        assert_eq!(size("$x^2$"), 60 + 2 * 5);
    }
}
