//! The direction in which a language is written.

use icu_locale::{self as icu, LanguageIdentifier, LocaleDirectionality};

/// The direction in which lines are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Direction {
    /// From left to right.
    #[default]
    LeftToRight,
    /// From right to left.
    RightToLeft,
}

impl Direction {
    /// The direction of a language; from left to right if nothing is known of it.
    pub(super) fn of(id: &LanguageIdentifier) -> Direction {
        match LocaleDirectionality::new_extended().get(id) {
            Some(icu::Direction::RightToLeft) => Direction::RightToLeft,
            _ => Direction::LeftToRight,
        }
    }

    /// The value of the attribute `dir`.
    pub fn attribute(self) -> &'static str {
        match self {
            Direction::LeftToRight => "ltr",
            Direction::RightToLeft => "rtl",
        }
    }
}
