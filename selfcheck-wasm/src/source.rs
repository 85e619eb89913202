//! A rubric as data has it, by names, and what makes it sound.

use crate::rubric::{AnswerRule, Band, Guidance, Level, Row, Rubric, Threshold};
use crate::score::Score;

/// The most rows that a rubric may have.
pub const MAX_ROWS: usize = 32;
/// The most grades, levels, bands, kinds of assessor, or answers.
pub const MAX_CHOICES: usize = 10;
/// The most requirements of all rows together.
pub const MAX_REQUIREMENTS: usize = 512;
/// The longest identifier, in bytes.
pub const MAX_ID: usize = 64;

/// A rubric before it is checked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Source {
    /// The standard's identifier.
    pub standard: String,
    /// The edition's identifier.
    pub edition: String,
    /// The role whose form this is.
    pub role: String,
    /// Grades, best first; each one ASCII letter or digit.
    pub grades: Vec<String>,
    /// Rows in the form's order.
    pub rows: Vec<SourceRow>,
    /// Levels, lowest first, each with the rows that its total adds up.
    pub levels: Vec<SourceLevel>,
    /// Bands, highest first; the last has no bound.
    pub bands: Vec<Band>,
    /// Who may assess (identifiers); may be empty.
    pub assessors: Vec<String>,
    /// The rule of the guided way, where there is one.
    pub guidance: Option<SourceGuidance>,
}

/// A row of a [`Source`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SourceRow {
    /// The row's identifier.
    pub id: String,
    /// What each grade is worth, in the order of the grades.
    pub scores: Vec<Score>,
    /// The requirements that the row sums up; a requirement may stand in several rows.
    pub requirements: Vec<String>,
}

/// A level of a [`Source`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SourceLevel {
    /// The level's identifier.
    pub id: String,
    /// The rows that its total adds up.
    pub rows: Vec<String>,
}

/// The guided way of a [`Source`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SourceGuidance {
    /// The answers, best first.
    pub answers: Vec<AnswerRule>,
    /// The least share of a row's requirements that must be answered, in percent.
    pub answered: Score,
    /// Grades with the share of points from which each is proposed, in percent, highest first; the last begins at 0.
    pub grades: Vec<(String, Score)>,
}

/// Why data is not a rubric.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RubricError {
    /// Not an identifier.
    #[error(
        "`{0}` is not an identifier: ASCII letters, digits, `.`, `_`, `-`; at most {MAX_ID} characters"
    )]
    BadId(String),
    /// Not a single letter or digit.
    #[error("grade `{0}` is not one ASCII letter or digit")]
    BadGrade(String),
    /// The same identifier twice in one list.
    #[error("`{0}` stands twice")]
    Duplicate(String),
    /// A name of a row or grade that the rubric does not have.
    #[error("`{0}` is not in this rubric")]
    Unknown(String),
    /// A list that must hold something is empty (its name).
    #[error("there are no {0}")]
    Empty(&'static str),
    /// A list is too long (its name).
    #[error("there are too many {0}")]
    TooMany(&'static str),
    /// A row has not one score for each grade.
    #[error("row `{0}` does not have one score for each grade")]
    ScoreCount(String),
    /// A score, bound or share is negative or too large (where).
    #[error("`{0}` has a number outside its range")]
    OutOfRange(String),
    /// A better grade is worth less than a worse one (row).
    #[error("row `{0}` gives a better grade fewer points than a worse one")]
    ScoreOrder(String),
    /// Bands do not go from the highest to one without a bound (the band where it shows).
    #[error(
        "band `{0}`: bands go from the highest bound to the lowest, and only the last has none"
    )]
    BandOrder(String),
    /// Answers do not go from the best to the worst, or none is worth anything.
    #[error("answers go from the best to the worst, and the first is worth more than 0")]
    AnswerOrder,
    /// Thresholds do not go down in grade and share to 0.
    #[error("thresholds go down, in grade and in share, and the last begins at 0")]
    ThresholdOrder,
}

impl RubricError {
    /// A stable name of the error, for a program that has its own words.
    pub fn code(&self) -> &'static str {
        match self {
            RubricError::BadId(_) => "bad-id",
            RubricError::BadGrade(_) => "bad-grade",
            RubricError::Duplicate(_) => "duplicate",
            RubricError::Unknown(_) => "unknown",
            RubricError::Empty(_) => "empty",
            RubricError::TooMany(_) => "too-many",
            RubricError::ScoreCount(_) => "score-count",
            RubricError::OutOfRange(_) => "out-of-range",
            RubricError::ScoreOrder(_) => "score-order",
            RubricError::BandOrder(_) => "band-order",
            RubricError::AnswerOrder => "answer-order",
            RubricError::ThresholdOrder => "threshold-order",
        }
    }
}

impl Rubric {
    /// Checks `source` and turns its names into places.
    ///
    /// # Errors
    /// Any [`RubricError`], the first that is found. In a sound rubric identifiers are unique in their list, each row has a score for each
    /// grade, a better grade is never worth less, bands go down to one without a bound, and lists keep to the limits of this module.
    pub fn new(source: Source) -> Result<Rubric, RubricError> {
        let Source {
            standard,
            edition,
            role,
            grades,
            rows,
            levels,
            bands,
            assessors,
            guidance,
        } = source;
        for id in [&standard, &edition, &role] {
            check_id(id)?;
        }
        check_ids("grades", grades.iter(), 1, MAX_CHOICES)?;
        check_ids("rows", rows.iter().map(|row| &row.id), 1, MAX_ROWS)?;
        check_ids(
            "levels",
            levels.iter().map(|level| &level.id),
            1,
            MAX_CHOICES,
        )?;
        check_ids("bands", bands.iter().map(|band| &band.id), 1, MAX_CHOICES)?;
        check_ids("assessors", assessors.iter(), 0, MAX_CHOICES)?;
        check_bands(&bands)?;

        let letters = grades
            .iter()
            .map(|grade| grade_letter(grade))
            .collect::<Result<Vec<_>, _>>()?;
        let guidance = guidance
            .map(|guidance| check_guidance(guidance, &grades))
            .transpose()?;
        let mut requirements = Vec::new();
        let rows = rows
            .into_iter()
            .map(|row| check_row(row, letters.len(), &mut requirements))
            .collect::<Result<Vec<_>, _>>()?;
        let levels = levels
            .into_iter()
            .map(|level| check_level(level, &rows))
            .collect::<Result<Vec<_>, _>>()?;
        Ok(Rubric {
            standard,
            edition,
            role,
            grades: letters,
            rows,
            levels,
            bands,
            assessors,
            requirements,
            guidance,
        })
    }
}

fn check_id(id: &str) -> Result<(), RubricError> {
    let good = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_' | b'-');
    if id.is_empty() || id.len() > MAX_ID || !id.bytes().all(good) {
        return Err(RubricError::BadId(id.to_owned()));
    }
    Ok(())
}

fn check_ids<'a>(
    name: &'static str,
    ids: impl ExactSizeIterator<Item = &'a String> + Clone,
    least: usize,
    most: usize,
) -> Result<(), RubricError> {
    if ids.len() < least {
        return Err(RubricError::Empty(name));
    }
    if ids.len() > most {
        return Err(RubricError::TooMany(name));
    }
    for (place, id) in ids.clone().enumerate() {
        check_id(id)?;
        if ids.clone().take(place).any(|other| other == id) {
            return Err(RubricError::Duplicate(id.clone()));
        }
    }
    Ok(())
}

fn grade_letter(grade: &str) -> Result<char, RubricError> {
    match grade.as_bytes() {
        [byte] if byte.is_ascii_alphanumeric() => Ok(char::from(*byte)),
        _ => Err(RubricError::BadGrade(grade.to_owned())),
    }
}

fn check_range(number: Score, most: Score, place: &str) -> Result<(), RubricError> {
    if number < Score::ZERO || number > most {
        return Err(RubricError::OutOfRange(place.to_owned()));
    }
    Ok(())
}

fn check_row(
    row: SourceRow,
    grades: usize,
    requirements: &mut Vec<String>,
) -> Result<Row, RubricError> {
    let SourceRow {
        id,
        scores,
        requirements: names,
    } = row;
    if scores.len() != grades {
        return Err(RubricError::ScoreCount(id));
    }
    for &score in &scores {
        check_range(score, Score::MAX, &id)?;
    }
    if !scores.is_sorted_by(|better, worse| better >= worse) {
        return Err(RubricError::ScoreOrder(id));
    }
    check_ids("requirements", names.iter(), 0, MAX_REQUIREMENTS)?;
    let mut places = Vec::new();
    for name in names {
        let place = requirements
            .iter()
            .position(|known| *known == name)
            .unwrap_or(requirements.len());
        if place == requirements.len() {
            requirements.push(name);
        }
        places.push(place);
    }
    if requirements.len() > MAX_REQUIREMENTS {
        return Err(RubricError::TooMany("requirements"));
    }
    Ok(Row {
        id,
        scores,
        requirements: places,
    })
}

fn check_level(level: SourceLevel, rows: &[Row]) -> Result<Level, RubricError> {
    let SourceLevel { id, rows: names } = level;
    check_ids("rows of a level", names.iter(), 1, MAX_ROWS)?;
    let place = |name: String| {
        rows.iter()
            .position(|row| row.id == name)
            .ok_or(RubricError::Unknown(name))
    };
    let rows = names
        .into_iter()
        .map(place)
        .collect::<Result<Vec<_>, _>>()?;
    Ok(Level { id, rows })
}

fn check_bands(bands: &[Band]) -> Result<(), RubricError> {
    let mut above = None;
    for (place, band) in bands.iter().enumerate() {
        let last = place + 1 == bands.len();
        let falls = match (band.from, above) {
            (None, _) => last,
            (Some(from), Some(above)) => !last && from < above,
            (Some(_), None) => !last,
        };
        if !falls {
            return Err(RubricError::BandOrder(band.id.clone()));
        }
        if let Some(from) = band.from {
            check_range(from, Score::MAX, &band.id)?;
        }
        above = band.from;
    }
    Ok(())
}

fn check_guidance(guidance: SourceGuidance, grades: &[String]) -> Result<Guidance, RubricError> {
    let SourceGuidance {
        answers,
        answered,
        grades: thresholds,
    } = guidance;
    let percent = Score::from_points(100);
    check_ids(
        "answers",
        answers.iter().map(|answer| &answer.id),
        1,
        MAX_CHOICES,
    )?;
    for answer in &answers {
        check_range(answer.points.unwrap_or(Score::ZERO), Score::MAX, &answer.id)?;
    }
    let points = || answers.iter().filter_map(|answer| answer.points);
    if !points().is_sorted_by(|better, worse| better >= worse)
        || points().next().is_none_or(|best| best == Score::ZERO)
    {
        return Err(RubricError::AnswerOrder);
    }
    check_range(answered, percent, "answered")?;

    let mut found: Vec<Threshold> = Vec::new();
    for (id, from) in thresholds {
        check_range(from, percent, &id)?;
        let grade = grades
            .iter()
            .position(|grade| *grade == id)
            .ok_or(RubricError::Unknown(id))?;
        if found
            .last()
            .is_some_and(|above| grade <= above.grade || from >= above.from)
        {
            return Err(RubricError::ThresholdOrder);
        }
        found.push(Threshold { grade, from });
    }
    if found.last().is_none_or(|last| last.from != Score::ZERO) {
        return Err(RubricError::ThresholdOrder);
    }
    Ok(Guidance {
        answers,
        answered,
        thresholds: found,
    })
}
