//! The rubric of a form as the self-check uses it: the standard's rules with the form's scores and the role's
//! requirements.
//!
//! The result is a [`selfcheck_wasm::rubric`] source, which the browser receives with the page of
//! the form. The ids in it are those of the content, so that links and saved files remain readable
//! if a text changes. [`super::rating`] does the same for roles without a form.

use selfcheck_wasm::{
    Rubric, RubricError, Score, Source, SourceAnswer, SourceBand, SourceGuidance, SourceLevel,
    SourceRow,
};

use super::graded::GradedForm;
use super::requirement::Requirement;
use super::rubric::row_of;
use super::standard::Standard;
use crate::source::format::annex::{Criterion, Row};
use crate::source::format::rubric::{Guidance, RubricRow};
use crate::source::format::text::Id;

/// The scope of a form's row: the requirements that it grades, and the other requirements of its clauses.
#[derive(Debug)]
pub struct RowScope<'a> {
    /// The items that the row grades, in the order of its criteria, without duplicates. Empty if
    /// the form has no row with this id.
    pub graded: Vec<Graded<'a>>,
    /// The requirements of the row's dimension and level that no row of the form grades. They are
    /// shown beside the row, but do not count.
    pub ungraded: Vec<&'a Requirement>,
}

/// An item that a row grades. The reader answers each separately.
///
/// A requirement that several criteria of the row name is one item.
#[derive(Clone, Copy, Debug)]
pub enum Graded<'a> {
    /// A requirement that criteria of the row restate or summarise. Its answer has the
    /// requirement's own id, so that it is the same in every form that grades it.
    Requirement(&'a Requirement),
    /// A criterion without a counterpart among the requirements.
    Criterion {
        /// The row.
        row: &'a Row,
        /// The criterion's place in it, from 0.
        place: usize,
    },
}

impl Graded<'_> {
    /// The id of its answer in links and saved files: the requirement's id, or the criterion's anchor in the form.
    /// E.g. `5.3.1.2-a` or `skills-mid-2`.
    pub fn id(&self) -> String {
        match self {
            Graded::Requirement(requirement) => requirement.id.to_string(),
            Graded::Criterion { row, place } => criterion_anchor(row.key(), *place),
        }
    }
}

/// The anchor of the criterion at `place`, from 0, of the row whose anchor is `row`: `skills-mid-2`.
/// The last part counts from 1, as people do.
pub fn criterion_anchor(row: &str, place: usize) -> String {
    format!("{row}-{}", place + 1)
}

/// The names of the requirements that `criterion` restates or summarises. None if the criterion has
/// no counterpart in the clauses.
pub fn named(criterion: &Criterion) -> impl Iterator<Item = &Id> {
    let summarised = criterion.summarises.iter().flatten();
    criterion.restates.iter().chain(summarised)
}

/// Returns the scope of `row` of `graded_form`.
///
/// Names that no requirement has are skipped; `E204` reports them. A criterion all of whose names
/// are unknown counts as one without a counterpart.
pub fn scope<'a>(
    standard: &'a Standard,
    graded_form: GradedForm<'a>,
    row: &'a RubricRow,
) -> RowScope<'a> {
    let form = graded_form.form;
    let mut graded: Vec<Graded> = Vec::new();
    if let Some(row) = row_of(form, row.id.as_str()) {
        for (place, criterion) in row.criteria.iter().enumerate() {
            let requirements: Vec<&Requirement> = named(criterion)
                .filter_map(|id| standard.requirement(id.as_str()))
                .collect();
            if requirements.is_empty() {
                graded.push(Graded::Criterion { row, place });
            }
            for requirement in requirements {
                let id = requirement.id.to_string();
                if graded.iter().all(|known| known.id() != id) {
                    graded.push(Graded::Requirement(requirement));
                }
            }
        }
    }
    let in_form = |requirement: &Requirement| {
        let criteria = form.rows.iter().flat_map(|row| &row.criteria);
        criteria
            .flat_map(named)
            .any(|id| id.as_str() == &*requirement.id)
    };
    let role = graded_form.role();
    RowScope {
        graded,
        ungraded: standard
            .requirements_for_row(role, row)
            .filter(|requirement| !in_form(requirement))
            .collect(),
    }
}

/// The name that a file or a link has for an edition or a role if there is none. No content can have it as an id.
pub(super) const NONE: &str = "-";

/// The validated rubric of a form.
///
/// # Errors
/// Returns an error if the rubric and the form do not make a valid rubric together; see [`RubricError`].
pub fn rubric(standard: &Standard, graded_form: GradedForm<'_>) -> Result<Rubric, RubricError> {
    Rubric::new(source(standard, graded_form))
}

/// The rubric of a form with the ids of the content.
///
/// Nothing is validated here; [`rubric`] does that. The order of `requirements` is part of the
/// format of links: they hold the answers in this order and without ids.
pub fn source(standard: &Standard, graded_form: GradedForm<'_>) -> Source {
    let (form, rubric, role) = (graded_form.form, graded_form.rubric, graded_form.role());
    let grades: Vec<String> = rubric
        .grades
        .iter()
        .map(|grade| grade.id.to_string())
        .collect();
    let row = |row: &RubricRow| {
        let form_row = row_of(form, row.id.as_str());
        SourceRow {
            id: row.id.to_string(),
            // A score that the form lacks leaves the list too short, which makes the rubric invalid.
            scores: grades
                .iter()
                .filter_map(|grade| form_row?.score(grade))
                .map(Score::from_hundredths)
                .collect(),
            requirements: scope(standard, graded_form, row)
                .graded
                .iter()
                .map(Graded::id)
                .collect(),
        }
    };
    // All requirements of the rows' clauses, graded or not: links hold the answers in this order.
    let required = rubric.rows.iter().flat_map(|row| {
        let requirements = standard.requirements_for_row(role, row);
        requirements.map(|requirement| requirement.id.to_string())
    });
    let mut requirements: Vec<String> = Vec::new();
    for id in required {
        if !requirements.contains(&id) {
            requirements.push(id);
        }
    }
    let about = standard.about.as_deref();
    let edition = about.and_then(|about| about.edition.as_ref());
    Source {
        standard: standard.id().to_owned(),
        edition: edition
            .map_or(NONE, |edition| edition.id.as_str())
            .to_owned(),
        role: role.unwrap_or(NONE).to_owned(),
        form: if graded_form.is_further {
            graded_form.annex.id.to_string()
        } else {
            String::new()
        },
        requirements,
        rows: rubric.rows.iter().map(row).collect(),
        levels: rubric
            .totals
            .iter()
            .map(|total| SourceLevel {
                id: total.id().to_owned(),
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
    }
}

/// The rules of the guided self-check. The last grade has no bound, so its bound is 0.
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
