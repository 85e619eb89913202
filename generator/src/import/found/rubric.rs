//! Rubrics, and forms whose rows are requirements.

use super::place::FoundPlace;
use super::text::FoundText;
use crate::model::source_record::SourceRecord;

/// A rubric with scores, or a form whose rows are requirements.
#[derive(Clone, Debug)]
pub struct FoundRubric {
    /// Its place in the file.
    pub place: FoundPlace,
    /// The letter of the annex that it had in a handbook.
    pub annex: Option<String>,
    /// The id of the role that it had in a handbook.
    pub role: Option<String>,
    /// The number of the form that it had in a handbook.
    pub number: Option<String>,
    /// Its title.
    pub title: FoundText,
    /// The grades, best first.
    pub grades: Vec<FoundGrade>,
    /// The rows.
    pub rows: Vec<FoundRow>,
    /// The parts that are rows, in place of `rows`.
    pub generated: Option<FoundGeneration>,
    /// The totals.
    pub totals: Vec<FoundTotal>,
    /// The bands of the totals, highest first.
    pub bands: Vec<FoundBand>,
    /// What the source says of it, if an export can say it again.
    pub source: Option<SourceRecord>,
}

/// The parts that are the rows of a form: all requirements, if neither list has any.
#[derive(Clone, Debug, Default)]
pub struct FoundGeneration {
    /// The only parts that are graded.
    pub only: Vec<usize>,
    /// The parts that are not graded.
    pub except: Vec<usize>,
}

/// A grade of all rows.
#[derive(Clone, Debug)]
pub struct FoundGrade {
    /// Its sign.
    pub id: String,
    /// Its name; empty if it has none but the sign.
    pub title: FoundText,
    /// The points that it is worth in each row of a form whose rows are requirements, in hundredths.
    pub points: Option<i32>,
    /// Whether it is known to mean that the row is met.
    pub is_met: bool,
}

/// A row of a rubric.
#[derive(Clone, Debug)]
pub struct FoundRow {
    /// The id that it had in a handbook.
    pub id: Option<String>,
    /// The id of the level that it graded in a handbook.
    pub level: Option<String>,
    /// What several rows are about.
    pub category: FoundText,
    /// The text, a line each.
    pub lines: Vec<FoundText>,
    /// The part that it grades, by its place among the parts of the standard.
    pub item: Option<usize>,
    /// Its grades, in the order of those of the rubric.
    pub grades: Vec<FoundGrading>,
    /// What the source says of it, if an export can say it again.
    pub source: Option<SourceRecord>,
}

/// A grade of a row.
#[derive(Clone, Debug, Default)]
pub struct FoundGrading {
    /// The name by which the row alone knows it.
    pub name: String,
    /// The score, in hundredths of a point.
    pub score: Option<i32>,
    /// How the grade reads in this row.
    pub text: FoundText,
    /// What the source says of it, if an export can say it again.
    pub source: Option<SourceRecord>,
}

/// A total.
#[derive(Clone, Debug)]
pub struct FoundTotal {
    /// The id of the level that it is about.
    pub level: Option<String>,
    /// Its title, if it is about no level.
    pub title: FoundText,
    /// The rows that are added up.
    pub rows: Vec<usize>,
}

/// A band.
#[derive(Clone, Debug)]
pub struct FoundBand {
    /// The id that it had in a handbook.
    pub id: Option<String>,
    /// Its title.
    pub title: FoundText,
    /// The lowest total, in hundredths of a point; `None` for the lowest band.
    pub from: Option<i32>,
}
