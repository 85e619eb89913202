//! The mark between the first and the last of a range.

use super::Profile;

/// The mark between two numbers, as in “60–76”. Chinese and Japanese have a wave, since their dash joins other things.
pub fn between_numbers(tag: &str) -> &'static str {
    match Profile::of(tag).script() {
        Some("Hans" | "Hant") => "～",
        Some("Jpan") => "〜",
        _ => "–",
    }
}

/// The mark between two names, which may have several words. It never starts a line.
pub fn between_names(tag: &str) -> &'static str {
    match between_numbers(tag) {
        "–" => "\u{a0}– ",
        wave => wave,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_range_has_the_mark_of_its_language() {
        for (tag, numbers, names) in [
            ("zh", "～", "～"),
            ("zh-TW", "～", "～"),
            ("ja", "〜", "〜"),
            ("en", "–", "\u{a0}– "),
            ("zh-Latn", "–", "\u{a0}– "),
        ] {
            let marks = (between_numbers(tag), between_names(tag));
            assert_eq!(marks, (numbers, names), "{tag}");
        }
    }
}
