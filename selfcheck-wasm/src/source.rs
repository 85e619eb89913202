//! A rubric as data has it, by names, and how it becomes a [`Rubric`].

use crate::rubric::{Item, Rubric};
use crate::score::Score;
use crate::sound::RubricError;

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
    /// Requirements that can be answered, in the order in which links hold their answers. Those that only rows name follow them.
    pub requirements: Vec<String>,
    /// Rows in the form's order.
    pub rows: Vec<SourceRow>,
    /// Levels, lowest first, each with the rows that its total adds up.
    pub levels: Vec<SourceLevel>,
    /// Bands, highest first; the last has no bound.
    pub bands: Vec<SourceBand>,
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
    /// The requirements that the row grades; a requirement may be in several rows.
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
    pub answers: Vec<SourceAnswer>,
    /// The least share of a row's requirements that must be answered, in percent.
    pub answered: Score,
    /// Grades with the share of points from which each is proposed, in percent, highest first; the last begins at 0.
    pub grades: Vec<(String, Score)>,
}

/// A band of a [`Source`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SourceBand {
    /// The band's identifier, often that of a level.
    pub id: String,
    /// Its least total; none for the lowest band.
    pub from: Option<Score>,
}

/// An answer of a [`SourceGuidance`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SourceAnswer {
    /// The answer's identifier.
    pub id: String,
    /// What it is worth; none leaves the requirement out of the count.
    pub points: Option<Score>,
}

impl Rubric {
    /// Turns the names of `source` into places and checks the whole.
    ///
    /// # Errors
    /// The first [`RubricError`] that is found. See [`sound`](crate::sound) for what makes a rubric sound.
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
        let names = |names: Vec<String>| names.into_iter().map(|name| item(name, None)).collect();
        let rubric = Rubric {
            // In the order of `List`.
            lists: [
                names(vec![source.standard, source.edition, source.role]),
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
