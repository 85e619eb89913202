//! The marks that close a text as an item of a list: full stops, semicolons and commas of every script.

/// Whether `character` is a mark that closes an item of a list.
pub fn is_closing(character: char) -> bool {
    matches!(
        character,
        '；' | '。' | '，' | '、' | ';' | '.' | ',' | '؛' | '،' | '۔' | '।'
    )
}

/// Removes the marks that close `words` as an item of a list; the point of “etc.” stays. The theme's scripts follow the
/// same rule when copying. Words that are nothing but marks stay, since a name must not be empty.
pub fn without_closing(words: &str) -> &str {
    let bare = words.trim_end_matches(is_closing);
    if bare.trim().is_empty() {
        words
    } else if bare.ends_with("etc") && words[bare.len()..].starts_with('.') {
        &words[..=bare.len()]
    } else {
        bare
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn an_item_loses_the_closing_marks_of_its_list() {
        for (words, bare) in [
            ("开店；", "开店"),
            ("开店。", "开店"),
            ("开店、", "开店"),
            ("Open a shop;", "Open a shop"),
            ("Open a shop.", "Open a shop"),
            ("Open a shop,", "Open a shop"),
            ("Open a shop.;", "Open a shop"),
            ("Shops, stalls, etc.;", "Shops, stalls, etc."),
            ("Shops, stalls, etc.", "Shops, stalls, etc."),
            ("Shops, stalls, etc;", "Shops, stalls, etc"),
            ("开店", "开店"),
            ("افتح متجرا؛", "افتح متجرا"),
            ("", ""),
            ("…", "…"),
            (".", "."),
            ("；。", "；。"),
        ] {
            assert_eq!(without_closing(words), bare, "{words}");
        }
    }

    #[test]
    fn the_script_that_copies_texts_removes_the_same_marks() {
        let script = include_str!("../../../themes/default/scripts/shared/citing.js");
        let start = "(/(?<!etc(?=[.]))[";
        let (_, rest) = script.split_once(start).expect("the rule of the script");
        let (marks, rest) = rest.split_once(']').expect("a set of marks");
        assert!(rest.starts_with("+$/u, \"\")"), "{rest}");
        let marks: BTreeSet<char> = marks.chars().collect();
        let ours: BTreeSet<char> = ('\0'..=char::MAX).filter(|one| is_closing(*one)).collect();
        assert_eq!(marks, ours);
    }
}
