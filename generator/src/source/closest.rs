//! Suggestions for misspelt names.

/// The name in `known` that `word` was probably meant to be. About a third of its letters may differ.
pub fn closest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let allowed = word.chars().count().div_ceil(3);
    known
        .into_iter()
        .map(|name| (strsim::levenshtein(word, name), name))
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
