//! Suggestions for misspelt names.
//!
//! Every “did you mean” of the program comes from here: for keys, ids, rules, links, and the files and words of themes.

use rapidfuzz::distance::levenshtein;

/// The name in `known` that `word` was probably meant to be. About a third of its letters may differ.
///
/// The distance is that of Levenshtein, in characters. If several names are equally close, the
/// first in alphabetical order is returned, so that a message does not depend on the order of a
/// set. `None` if none is close enough: for a word of one to three letters, one letter may differ.
pub fn closest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let allowed = word.chars().count().div_ceil(3);
    known
        .into_iter()
        .map(|name| (levenshtein::distance(word.chars(), name.chars()), name))
        .filter(|(distance, _)| *distance <= allowed)
        .min()
        .map(|(_, name)| name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_of_the_finger_is_recognised() {
        assert_eq!(closest("titel", ["title", "text"]), Some("title"));
        assert_eq!(
            closest("requirments", ["requirements", "role"]),
            Some("requirements")
        );
        assert_eq!(closest("colour", ["title", "text"]), None);
    }
}
