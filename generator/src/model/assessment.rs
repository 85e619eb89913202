//! The rubric of a role's form as the self-check uses it: the standard's rules with the form's scores and the role's
//! requirements.

use selfcheck_wasm::{
    Rubric, RubricError, Score, Source, SourceAnswer, SourceBand, SourceGuidance, SourceLevel,
    SourceRow,
};

use super::rubric::row_of;
use super::standard::Standard;
use crate::source::format::rubric::{Guidance, RubricRow};
use crate::source::format::text::Id;

/// The validated rubric of a role's form; `None` if the role has no form.
///
/// # Errors
/// Returns an error if the rubric and the form do not make a valid rubric together; see [`RubricError`].
pub fn rubric(standard: &Standard, role: &str) -> Option<Result<Rubric, RubricError>> {
    source(standard, role).map(Rubric::new)
}

/// The rubric of a role's form with the ids of the content; `None` if the role has no form.
pub fn source(standard: &Standard, role: &str) -> Option<Source> {
    let (_, annex) = standard.annex_of(role)?;
    let rubric = &standard.rubric;
    let grades = names(&rubric.grades);
    let row = |row: &RubricRow| {
        let scores = row_of(&annex.form, row.id.as_str()).map(|row| &row.scores);
        SourceRow {
            id: row.id.to_string(),
            // A score that the form lacks leaves the list too short, which makes the rubric invalid.
            scores: grades
                .iter()
                .filter_map(|grade| scores?.get(grade))
                .map(Score::from_hundredths)
                .collect(),
            requirements: standard
                .requirements_for_row(role, row)
                .map(|requirement| requirement.id.to_string())
                .collect(),
        }
    };
    Some(Source {
        standard: standard.id().to_owned(),
        edition: standard.about.edition.id.to_string(),
        role: role.to_owned(),
        rows: rubric.rows.iter().map(row).collect(),
        levels: rubric
            .totals
            .iter()
            .map(|total| SourceLevel {
                id: total.level.to_string(),
                rows: names(&total.rows),
            })
            .collect(),
        bands: rubric
            .bands
            .iter()
            .map(|band| SourceBand {
                id: band.id.to_string(),
                from: band
                    .from
                    .as_ref()
                    .map(|from| Score::from_hundredths(from.hundredths)),
            })
            .collect(),
        assessors: rubric
            .assessors
            .iter()
            .flat_map(|assessors| &assessors.kinds)
            .map(|kind| kind.id.to_string())
            .collect(),
        guidance: rubric.guidance.as_ref().map(guidance),
        grades,
    })
}

fn guidance(guidance: &Guidance) -> SourceGuidance {
    SourceGuidance {
        answers: guidance
            .answers
            .iter()
            .map(|answer| SourceAnswer {
                id: answer.id.to_string(),
                points: answer
                    .points
                    .as_ref()
                    .map(|points| Score::from_hundredths(points.hundredths)),
            })
            .collect(),
        answered: Score::from_hundredths(guidance.answered.hundredths),
        grades: guidance
            .grades
            .iter()
            .map(|bound| {
                let from = bound.from.as_ref().map_or(0, |from| from.hundredths);
                (bound.grade.to_string(), Score::from_hundredths(from))
            })
            .collect(),
    }
}

fn names(ids: &[Id]) -> Vec<String> {
    ids.iter().map(Id::to_string).collect()
}
