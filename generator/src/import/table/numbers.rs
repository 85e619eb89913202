//! Numbers before words: `2.1 Safety`.

/// Splits a number such as `2.1` from the words after it. Without a number, returns the words unchanged.
pub(super) fn numbered(words: &str) -> (Option<&str>, &str) {
    let end = words
        .find(|c: char| !c.is_ascii_digit() && c != '.')
        .unwrap_or(words.len());
    let (number, rest) = words.split_at(end);
    let code = number.trim_end_matches('.');
    let is_number =
        code.starts_with(|c: char| c.is_ascii_digit()) && !code.contains("..") && code.len() <= 20;
    let is_parted =
        rest.starts_with([' ', '\u{3000}', '、', ')', '）', '\u{a0}']) || number.ends_with('.');
    let rest = rest.trim_start_matches([' ', '\u{3000}', '、', ')', '）', '\u{a0}']);
    match is_number && is_parted && !rest.is_empty() {
        true => (Some(code), rest),
        false => (None, words),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_before_words_are_codes() {
        assert_eq!(numbered("2.1 Safety"), (Some("2.1"), "Safety"));
        assert_eq!(numbered("1. Safety"), (Some("1"), "Safety"));
        assert_eq!(numbered("3、安全"), (Some("3"), "安全"));
        for words in ["2nd floor", "2.1", "Safety", "1..2 x"] {
            assert_eq!(numbered(words), (None, words));
        }
    }
}
