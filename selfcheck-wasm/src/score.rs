//! Exact points, for the scores of grades, totals and the bounds of bands.

use std::fmt;
use std::iter::Sum;
use std::ops::{Add, Sub};
use std::str::FromStr;

/// A number of points in exact hundredths. The guided self-check also uses it for percentages.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Score(i32);

/// The reason why a text is not a [`Score`].
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ScoreError {
    /// The text is not a number.
    #[error("`{0}` is not a number of points, such as 20 or 7.5")]
    NotANumber(String),
    /// The number has more than two significant decimal places.
    #[error("`{0}` has more than two decimal places")]
    TooFine(String),
    /// The number is more than [`Score::MAX`].
    #[error("`{0}` is more than 100000 points")]
    TooLarge(String),
}

impl Score {
    /// No points.
    pub const ZERO: Score = Score(0);
    /// The largest score or bound. Sums over a rubric's rows stay far within the range of the type.
    pub const MAX: Score = Score(10_000_000);

    /// Creates a score from hundredths of a point.
    pub const fn from_hundredths(hundredths: i32) -> Score {
        Score(hundredths)
    }

    /// Creates a score from whole points.
    pub const fn from_points(points: u16) -> Score {
        Score(points as i32 * 100)
    }

    /// The score in hundredths of a point.
    pub const fn hundredths(self) -> i32 {
        self.0
    }
}

impl FromStr for Score {
    type Err = ScoreError;

    fn from_str(text: &str) -> Result<Score, ScoreError> {
        let (whole, part) = text.split_once('.').unwrap_or((text, "0"));
        let digits =
            |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
        if !digits(whole) || !digits(part) {
            return Err(ScoreError::NotANumber(text.to_owned()));
        }
        let part = part.trim_end_matches('0');
        if part.len() > 2 {
            return Err(ScoreError::TooFine(text.to_owned()));
        }
        let whole = whole.trim_start_matches('0');
        if whole.len() > 6 {
            return Err(ScoreError::TooLarge(text.to_owned()));
        }
        let digit = |byte: Option<u8>| byte.map_or(0, |byte| i32::from(byte - b'0'));
        let mut bytes = part.bytes();
        let hundredths = whole
            .bytes()
            .fold(0, |sum, byte| sum * 10 + digit(Some(byte)))
            * 100
            + digit(bytes.next()) * 10
            + digit(bytes.next());
        if hundredths > Score::MAX.0 {
            return Err(ScoreError::TooLarge(text.to_owned()));
        }
        Ok(Score(hundredths))
    }
}

impl fmt::Display for Score {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let (whole, part) = (self.0.unsigned_abs() / 100, self.0.unsigned_abs() % 100);
        match (part, part % 10) {
            (0, _) => write!(f, "{sign}{whole}"),
            (_, 0) => write!(f, "{sign}{whole}.{}", part / 10),
            _ => write!(f, "{sign}{whole}.{part:02}"),
        }
    }
}

impl Add for Score {
    type Output = Score;

    fn add(self, other: Score) -> Score {
        Score(self.0.wrapping_add(other.0))
    }
}

impl Sub for Score {
    type Output = Score;

    fn sub(self, other: Score) -> Score {
        Score(self.0.wrapping_sub(other.0))
    }
}

impl Sum for Score {
    fn sum<I: Iterator<Item = Score>>(scores: I) -> Score {
        scores.fold(Score::ZERO, Add::add)
    }
}
