//! The reader's ratings of the requirements.

use super::model::{Profile, Requirement};
use crate::state::{NONE, none_or, push_or_none};

/// The rating of one requirement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rating {
    /// The steps reached; 0 is not yet.
    Steps(u8),
    /// The requirement does not apply to the person, and is not counted.
    DoesNotApply,
}

/// The ratings of a profile's requirements.
///
/// They are stored as in a link: one character per requirement, in their order. A hexadecimal digit is the number of steps
/// reached, `x` is a requirement that does not apply, `-` one that is not rated.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ratings(String);

impl Ratings {
    /// Creates ratings, in the order of the requirements. A missing rating, or one with more steps than the requirement
    /// has, is none.
    pub fn new(profile: &Profile, ratings: &[Option<Rating>]) -> Ratings {
        let letter = |place: usize, requirement: &Requirement| match ratings.get(place) {
            Some(Some(Rating::Steps(steps))) if *steps <= requirement.steps => {
                let digit = usize::from(*steps);
                DIGITS.get(digit..=digit).unwrap_or("")
            }
            Some(Some(Rating::DoesNotApply)) => "x",
            _ => "",
        };
        let mut text = String::new();
        for (place, requirement) in profile.requirements.iter().enumerate() {
            push_or_none(&mut text, letter(place, requirement));
        }
        Ratings::from_letters(text)
    }

    /// Creates ratings from characters that are known to be valid.
    pub(super) fn from_letters(letters: String) -> Ratings {
        Ratings(none_or(letters))
    }

    /// Reads the text. Returns `None` if its length or one of its characters is not valid. The empty text has no
    /// rating.
    pub fn parse(profile: &Profile, text: &str) -> Option<Ratings> {
        if text.is_empty() {
            return Some(Ratings::default());
        }
        for (place, requirement) in profile.requirements.iter().enumerate() {
            let letter = text.get(place..=place)?;
            if letter != NONE && !is_rating(letter, requirement) {
                return None;
            }
        }
        (text.len() == profile.requirements.len()).then(|| Ratings::from_letters(text.to_owned()))
    }

    /// The text; empty if nothing is rated.
    pub fn text(&self) -> &str {
        &self.0
    }

    /// The character of a requirement, by its position; empty if it is not rated.
    pub(super) fn letter(&self, requirement: usize) -> &str {
        let letter = self.0.get(requirement..=requirement).unwrap_or("");
        if letter == NONE { "" } else { letter }
    }

    /// The rating of a requirement, by its position.
    pub fn get(&self, requirement: usize) -> Option<Rating> {
        rating(*self.0.as_bytes().get(requirement)?)
    }
}

/// The digits for the numbers of steps.
const DIGITS: &str = "0123456789abcdef";

/// The rating that a character stands for.
#[inline(never)]
fn rating(letter: u8) -> Option<Rating> {
    match letter {
        b'x' => Some(Rating::DoesNotApply),
        b'0'..=b'9' => Some(Rating::Steps(letter - b'0')),
        b'a'..=b'f' => Some(Rating::Steps(letter - b'a' + 10)),
        _ => None,
    }
}

/// Whether a text is a rating of the requirement: `x`, or a digit within its steps.
#[inline(never)]
pub(super) fn is_rating(text: &str, requirement: &Requirement) -> bool {
    let letter = match text.as_bytes() {
        [letter] => rating(*letter),
        _ => None,
    };
    match letter {
        Some(Rating::Steps(steps)) => steps <= requirement.steps,
        Some(Rating::DoesNotApply) => true,
        None => false,
    }
}
