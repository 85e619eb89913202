//! What a form is: rows with scores, levels with their totals, bands, and the rule of the guided way.
//!
//! A [`Rubric`] is built from data ([`Source`](crate::source::Source)) and checked there, so that everything after it can rely on it.

use crate::score::Score;

/// A rubric that is sound. See [`Rubric::new`] for what that means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rubric {
    pub(crate) standard: String,
    pub(crate) edition: String,
    pub(crate) role: String,
    pub(crate) grades: Vec<char>,
    pub(crate) rows: Vec<Row>,
    pub(crate) levels: Vec<Level>,
    pub(crate) bands: Vec<Band>,
    pub(crate) assessors: Vec<String>,
    pub(crate) requirements: Vec<String>,
    pub(crate) guidance: Option<Guidance>,
}

/// A graded line of a form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The row's identifier.
    pub id: String,
    /// What each grade is worth, in the order of [`Rubric::grades`]; never rises from a better grade to a worse.
    pub scores: Vec<Score>,
    /// The requirements that the row sums up, as places in [`Rubric::requirements`].
    pub requirements: Vec<usize>,
}

/// A level and its form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Level {
    /// The level's identifier.
    pub id: String,
    /// The rows that its total adds up, as places in [`Rubric::rows`].
    pub rows: Vec<usize>,
}

/// A range of totals.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Band {
    /// The band's identifier, often that of a level.
    pub id: String,
    /// The least total of the band; none for the lowest band.
    pub from: Option<Score>,
}

/// The rule that turns answers into a proposed grade.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Guidance {
    /// The answers, best first.
    pub answers: Vec<AnswerRule>,
    /// The least share of a row's requirements that must be answered, in percent.
    pub answered: Score,
    /// From which share each grade is proposed, highest first.
    pub thresholds: Vec<Threshold>,
}

/// An answer about a requirement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AnswerRule {
    /// The answer's identifier.
    pub id: String,
    /// What it is worth; none leaves the requirement out of the count.
    pub points: Option<Score>,
}

/// From which share of the possible points a grade is proposed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Threshold {
    /// A place in [`Rubric::grades`].
    pub grade: usize,
    /// The share, in percent.
    pub from: Score,
}

impl Rubric {
    /// The standard's identifier.
    pub fn standard(&self) -> &str {
        &self.standard
    }

    /// The edition's identifier.
    pub fn edition(&self) -> &str {
        &self.edition
    }

    /// The role whose form this is.
    pub fn role(&self) -> &str {
        &self.role
    }

    /// The grades, best first.
    pub fn grades(&self) -> &[char] {
        &self.grades
    }

    /// The rows, in the form's order.
    pub fn rows(&self) -> &[Row] {
        &self.rows
    }

    /// The levels, lowest first.
    pub fn levels(&self) -> &[Level] {
        &self.levels
    }

    /// The bands, highest first.
    pub fn bands(&self) -> &[Band] {
        &self.bands
    }

    /// Who may assess.
    pub fn assessors(&self) -> &[String] {
        &self.assessors
    }

    /// The requirements of all rows, each once, in the order in which rows name them.
    pub fn requirements(&self) -> &[String] {
        &self.requirements
    }

    /// The rule of the guided way.
    pub fn guidance(&self) -> Option<&Guidance> {
        self.guidance.as_ref()
    }

    /// The place of a level.
    pub fn level(&self, id: &str) -> Option<usize> {
        self.levels.iter().position(|level| level.id == id)
    }

    /// The place of a band.
    pub fn band(&self, id: &str) -> Option<usize> {
        self.bands.iter().position(|band| band.id == id)
    }

    /// The band that `total` falls in.
    pub fn band_of(&self, total: Score) -> usize {
        let last = self.bands.len().saturating_sub(1);
        self.bands
            .iter()
            .position(|band| band.from.is_none_or(|from| total >= from))
            .unwrap_or(last)
    }
}
