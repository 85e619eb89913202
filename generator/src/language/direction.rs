//! The direction in which a language is written.

use icu_locale::{self as icu, LanguageIdentifier, LocaleDirectionality};

/// The direction in which lines are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Direction {
    /// Written from left to right.
    #[default]
    LeftToRight,
    /// Written from right to left.
    RightToLeft,
}

impl Direction {
    /// The direction of a language; left to right if the language is unknown.
    pub(super) fn of(id: &LanguageIdentifier) -> Direction {
        match LocaleDirectionality::new_extended().get(id) {
            Some(icu::Direction::RightToLeft) => Direction::RightToLeft,
            _ => Direction::LeftToRight,
        }
    }

    /// Whether a text has a letter that is written from right to left.
    pub fn has_right_to_left(text: &str) -> bool {
        text.chars().any(|letter| {
            matches!(letter,
                '\u{590}'..='\u{8ff}'
                    | '\u{fb1d}'..='\u{fdff}'
                    | '\u{fe70}'..='\u{fefc}'
                    | '\u{10800}'..='\u{10fff}'
                    | '\u{1e800}'..='\u{1efff}')
        })
    }

    /// The value of the attribute `dir`.
    pub fn attribute(self) -> &'static str {
        match self {
            Direction::LeftToRight => "ltr",
            Direction::RightToLeft => "rtl",
        }
    }
}
