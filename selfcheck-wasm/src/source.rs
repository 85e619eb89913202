//! A rubric by names, as the data holds it, and its conversion to a [`Rubric`].

use crate::rubric::{Item, Rubric};
use crate::score::Score;
use crate::validity::RubricError;

/// A rubric before validation.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Source {
    /// The standard's id.
    pub standard: String,
    /// The edition's id.
    pub edition: String,
    /// The id of the form's role.
    pub role: String,
    /// The id of the form, which links and files then state; empty for the first form of a role.
    pub form: String,
    /// Grades, best first; each one ASCII letter or digit.
    pub grades: Vec<String>,
    /// Requirements that can be answered, in the order of their answers in links. Requirements named only by rows follow
    /// them.
    pub requirements: Vec<String>,
    /// Rows in the form's order.
    pub rows: Vec<SourceRow>,
    /// Levels with a total, lowest first; may be empty.
    pub levels: Vec<SourceLevel>,
    /// Bands, highest first; the last has no bound. May be empty.
    pub bands: Vec<SourceBand>,
    /// The ids of the kinds of assessor; may be empty.
    pub assessors: Vec<String>,
    /// The rule of the guided self-check, if there is one.
    pub guidance: Option<SourceGuidance>,
}

/// A row of a [`Source`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SourceRow {
    /// The row's id.
    pub id: String,
    /// The points of each grade, in the order of the grades; empty if no total includes the row.
    pub scores: Vec<Score>,
    /// The requirements that the row grades. Several rows may grade the same requirement.
    pub requirements: Vec<String>,
}

/// A level of a [`Source`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SourceLevel {
    /// The level's id.
    pub id: String,
    /// The rows in its total.
    pub rows: Vec<String>,
}

/// The guided self-check of a [`Source`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SourceGuidance {
    /// The answers, best first.
    pub answers: Vec<SourceAnswer>,
    /// The least share of a row's requirements that must be answered, in percent.
    pub answered: Score,
    /// Grades with the least share of points for each, in percent, highest first; the last is 0.
    pub grades: Vec<(String, Score)>,
}

/// A band of a [`Source`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SourceBand {
    /// The band's id, often that of a level.
    pub id: String,
    /// The band's least total; `None` for the lowest band.
    pub from: Option<Score>,
}

/// An answer of a [`SourceGuidance`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SourceAnswer {
    /// The answer's id.
    pub id: String,
    /// The answer's points; `None` if the requirement is not counted.
    pub points: Option<Score>,
}

impl Rubric {
    /// Converts the names of `source` to positions and validates the rubric.
    ///
    /// # Errors
    /// Returns the first [`RubricError`] found. See [`validity`](crate::validity) for the rules.
    pub fn new(source: Source) -> Result<Rubric, RubricError> {
        let mut requirements = source.requirements;
        let mut rows = Vec::new();
        for SourceRow {
            id,
            scores,
            requirements: names,
        } in source.rows
        {
            let places = names
                .into_iter()
                .map(|name| place_or_push(&mut requirements, name))
                .collect();
            rows.push(Item { id, scores, places });
        }
        let mut levels = Vec::new();
        for SourceLevel { id, rows: names } in source.levels {
            let place = |name: String| {
                let place = rows.iter().position(|row| row.id == name);
                place.ok_or(RubricError::Unknown(name))
            };
            let places = names.into_iter().map(place).collect::<Result<_, _>>()?;
            levels.push(Item {
                id,
                scores: Vec::new(),
                places,
            });
        }
        let bands = source
            .bands
            .into_iter()
            .map(|band| item(band.id, band.from));
        let (mut answers, mut shares, mut thresholds) = (Vec::new(), Vec::new(), Vec::new());
        if let Some(guidance) = source.guidance {
            answers.extend(
                guidance
                    .answers
                    .into_iter()
                    .map(|answer| item(answer.id, answer.points)),
            );
            shares.push(item("answered".to_owned(), Some(guidance.answered)));
            thresholds.extend(
                guidance
                    .grades
                    .into_iter()
                    .map(|(grade, from)| item(grade, Some(from))),
            );
        }
        let mut identity = vec![source.standard, source.edition, source.role];
        if !source.form.is_empty() {
            identity.push(source.form);
        }
        let names = |names: Vec<String>| names.into_iter().map(|name| item(name, None)).collect();
        let rubric = Rubric {
            // In the order of `List`.
            lists: [
                names(identity),
                names(source.grades),
                names(requirements),
                names(source.assessors),
                rows,
                levels,
                bands.collect(),
                answers,
                shares,
                thresholds,
            ],
        };
        rubric.check()?;
        Ok(rubric)
    }
}

fn item(id: String, score: Option<Score>) -> Item {
    Item {
        id,
        scores: score.into_iter().collect(),
        places: Vec::new(),
    }
}

fn place_or_push(list: &mut Vec<String>, name: String) -> usize {
    let place = list
        .iter()
        .position(|known| *known == name)
        .unwrap_or(list.len());
    if place == list.len() {
        list.push(name);
    }
    place
}
