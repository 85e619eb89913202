//! The rules for valid rubrics.
//!
//! Ids consist of ASCII letters, digits, `.`, `_` and `-`, and are unique in their list. Each row of a total has a score for
//! each grade, and a better grade never scores less. Totals are optional, and so are bands where there are totals. Bands are
//! ordered from the highest bound down, and only the last has none. Answers are ordered from best to worst, and thresholds descend to 0. Lists keep to the limits below. All later
//! code relies on these rules.

use crate::rubric::{Item, List, Rubric};
use crate::score::Score;

/// The largest number of rows.
pub const MAX_ROWS: usize = 256;
/// The largest number of grades, levels, bands, kinds of assessor, or answers.
pub const MAX_CHOICES: usize = 10;
/// The largest number of requirements in all rows together.
pub const MAX_REQUIREMENTS: usize = 1024;
/// The largest total. Sums over the rows stay far within the range of [`Score`].
pub const MAX_TOTAL: Score = Score::from_hundredths(32 * Score::MAX.hundredths());
/// The longest id, in bytes.
pub const MAX_ID: usize = 256;

/// The reason why a rubric is not valid.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RubricError {
    /// An id contains other characters than allowed, or is too long.
    #[error(
        "`{0}` is not an id: ids consist of ASCII letters, digits, `.`, `_` and `-`, at most {MAX_ID} characters"
    )]
    BadId(String),
    /// A grade is not a single letter or digit.
    #[error("grade `{0}` is not one ASCII letter or digit")]
    BadGrade(String),
    /// An id is repeated in a list, or a place in an item.
    #[error("`{0}` is given twice")]
    Duplicate(String),
    /// A name is not in the rubric, or a place of the named item is not.
    #[error("`{0}` is not in this rubric")]
    Unknown(String),
    /// The named list is empty or too long.
    #[error("there are no {0}, or too many")]
    Count(&'static str),
    /// The named item has too few or too many scores.
    #[error("`{0}` has the wrong number of scores")]
    ScoreCount(String),
    /// A score, bound or share of the named item is negative or too large.
    #[error("`{0}` has a number outside its range")]
    OutOfRange(String),
    /// A better grade scores less than a worse one in the named row.
    #[error("row `{0}` gives a better grade fewer points than a worse one")]
    ScoreOrder(String),
    /// There are bands, but no total that could fall into one.
    #[error("there are bands but no totals")]
    BandsWithoutTotals,
    /// The named band breaks the order of bands.
    #[error(
        "band `{0}` is out of order: bands go from the highest bound to the lowest, and only the last has none"
    )]
    BandOrder(String),
    /// Answers are not ordered from best to worst, or the best has no points.
    #[error("answers must go from best to worst, and the first must have more than 0 points")]
    AnswerOrder,
    /// Thresholds do not descend to 0, in grade and in share.
    #[error("thresholds must descend in grade and in share, and the last must be 0")]
    ThresholdOrder,
}

/// The rule for a list: the list, its name, its least and largest number of items, the least and largest number of
/// scores of an item, and the list that its places refer to.
type Rule = (List, &'static str, [usize; 2], [usize; 2], Option<List>);

const RULES: [Rule; 10] = [
    (
        List::Identity,
        "names of standard, edition, role and form",
        [3, 4],
        [0, 0],
        None,
    ),
    (List::Grades, "grades", [1, MAX_CHOICES], [0, 0], None),
    (
        List::Requirements,
        "requirements",
        [0, MAX_REQUIREMENTS],
        [0, 0],
        None,
    ),
    (List::Assessors, "assessors", [0, MAX_CHOICES], [0, 0], None),
    (
        List::Rows,
        "rows",
        [1, MAX_ROWS],
        [0, MAX_CHOICES],
        Some(List::Requirements),
    ),
    (
        List::Levels,
        "levels",
        [0, MAX_CHOICES],
        [0, 0],
        Some(List::Rows),
    ),
    (List::Bands, "bands", [0, MAX_CHOICES], [0, 1], None),
    (List::Answers, "answers", [0, MAX_CHOICES], [0, 1], None),
    (List::Shares, "shares", [0, 1], [1, 1], None),
    (
        List::Thresholds,
        "thresholds",
        [0, MAX_CHOICES],
        [1, 1],
        None,
    ),
];

impl Rubric {
    /// Validates the rubric.
    pub(crate) fn check(&self) -> Result<(), RubricError> {
        for (list, name, count, scores, place_list) in RULES {
            let items = self.items(list);
            if items.len() < count[0] || items.len() > count[1] {
                return Err(RubricError::Count(name));
            }
            for (place, item) in items.iter().enumerate() {
                let before = items.iter().take(place);
                check_id(&item.id)?;
                if list != List::Identity && before.clone().any(|other| other.id == item.id) {
                    return Err(RubricError::Duplicate(item.id.clone()));
                }
                if item.scores.len() < scores[0] || item.scores.len() > scores[1] {
                    return Err(RubricError::ScoreCount(item.id.clone()));
                }
                let out_of_range = |score: &Score| *score < Score::ZERO || *score > Score::MAX;
                if item.scores.iter().any(out_of_range) {
                    return Err(RubricError::OutOfRange(item.id.clone()));
                }
                check_places(item, place_list.map_or(0, |list| self.items(list).len()))?;
            }
        }
        self.check_grades()?;
        self.check_bands()?;
        self.check_guidance()
    }

    fn check_grades(&self) -> Result<(), RubricError> {
        for grade in self.grades() {
            if grade.id.len() != 1 || !grade.id.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
                return Err(RubricError::BadGrade(grade.id.clone()));
            }
        }
        for row in self.rows() {
            if !row.scores.is_empty() && row.scores.len() != self.grades().len() {
                return Err(RubricError::ScoreCount(row.id.clone()));
            }
            if !row.scores.is_sorted_by(|better, worse| better >= worse) {
                return Err(RubricError::ScoreOrder(row.id.clone()));
            }
        }
        for level in self.levels() {
            if level.places.is_empty() {
                return Err(RubricError::Count("rows of a level"));
            }
            let rows = level.places.iter();
            let mut rows = rows.filter_map(|place| self.rows().get(*place));
            if let Some(row) = rows.clone().find(|row| row.scores.is_empty()) {
                return Err(RubricError::ScoreCount(row.id.clone()));
            }
            let mut most = i64::from(MAX_TOTAL.hundredths());
            if rows.any(|row| {
                most -= i64::from(row.score().unwrap_or_default().hundredths());
                most < 0
            }) {
                return Err(RubricError::OutOfRange(level.id.clone()));
            }
        }
        Ok(())
    }

    fn check_bands(&self) -> Result<(), RubricError> {
        if self.levels().is_empty() && !self.bands().is_empty() {
            return Err(RubricError::BandsWithoutTotals);
        }
        let mut above = None;
        for (place, band) in self.bands().iter().enumerate() {
            let last = place + 1 == self.bands().len();
            let falls = band
                .score()
                .is_none_or(|from| above.is_none_or(|above| from < above));
            if !falls || band.score().is_none() != last {
                return Err(RubricError::BandOrder(band.id.clone()));
            }
            above = band.score();
        }
        Ok(())
    }

    fn check_guidance(&self) -> Result<(), RubricError> {
        let shares = self.items(List::Shares);
        let thresholds = self.items(List::Thresholds);
        let lengths = [self.answers().len(), shares.len(), thresholds.len()];
        if lengths == [0; 3] {
            return Ok(());
        }
        if lengths.contains(&0) {
            return Err(RubricError::Count("answers or thresholds"));
        }
        let points: Vec<Score> = self.answers().iter().filter_map(Item::score).collect();
        let best = points.first().copied().unwrap_or_default();
        if best == Score::ZERO || !points.is_sorted_by(|better, worse| better >= worse) {
            return Err(RubricError::AnswerOrder);
        }
        let mut before: Option<(usize, Option<Score>)> = None;
        for item in shares.iter().chain(thresholds) {
            if item.score() > Some(Score::from_points(100)) {
                return Err(RubricError::OutOfRange(item.id.clone()));
            }
        }
        for threshold in thresholds {
            let unknown = || RubricError::Unknown(threshold.id.clone());
            let grade = self
                .place(List::Grades, &threshold.id)
                .ok_or_else(unknown)?;
            if before.is_some_and(|(above, from)| grade <= above || threshold.score() >= from) {
                return Err(RubricError::ThresholdOrder);
            }
            before = Some((grade, threshold.score()));
        }
        match before {
            Some((_, Some(Score::ZERO))) => Ok(()),
            _ => Err(RubricError::ThresholdOrder),
        }
    }
}

fn check_id(id: &str) -> Result<(), RubricError> {
    if is_id(id) {
        Ok(())
    } else {
        Err(RubricError::BadId(id.to_owned()))
    }
}

/// Whether a text consists of ASCII letters, digits, `.`, `_` and `-`, and is neither empty nor too long.
pub(crate) fn is_id(id: &str) -> bool {
    let good = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_' | b'-');
    !id.is_empty() && id.len() <= MAX_ID && id.bytes().all(good)
}

/// Checks that the places of `item` are less than `length` and not repeated.
fn check_places(item: &Item, length: usize) -> Result<(), RubricError> {
    for (at, place) in item.places.iter().enumerate() {
        if *place >= length {
            return Err(RubricError::Unknown(item.id.clone()));
        }
        if item.places.iter().take(at).any(|other| other == place) {
            return Err(RubricError::Duplicate(item.id.clone()));
        }
    }
    Ok(())
}
