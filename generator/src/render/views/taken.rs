//! The rows of forms that restate or sum up a requirement.

use serde::Serialize;

use super::criterion;
use super::difference::{self, DifferenceView};
use super::generated;
use crate::index::{RequirementIndex, StandardIndex};
use crate::model::assessment::named;
use crate::model::{CompleteStandard, GradedForm, Requirement};
use crate::render::frame::{Frame, LinkView};
use crate::render::text::{TextView, Voice};
use crate::site::address::StandardPage;
use crate::source::format::annex::{Criterion, Layout, Row};

/// A row, shared by one or more forms, that takes up a requirement or leaves it out.
#[derive(Debug, Serialize)]
pub struct TakenView {
    /// Links to the row in the annexes whose forms have it. Several if the forms say the same in
    /// that row; each is labelled with its role or,
    /// without one or if the role has several forms, with the title of the annex.
    pub annexes: Vec<LinkView>,
    /// The label of the row's dimension.
    pub row: TextView,
    /// The row's own label, if it has one.
    pub label: Option<TextView>,
    /// The criteria that restate or sum up the requirement; empty if the row leaves it out.
    pub criteria: Vec<TakenCriterionView>,
}

/// A criterion that restates or sums up a requirement.
#[derive(Debug, Serialize)]
pub struct TakenCriterionView {
    /// The criterion.
    pub text: TextView,
    /// Whether it restates the requirement, rather than summing it up.
    pub is_restated: bool,
    /// The differences, if it restates the requirement. `None` if it does so to the letter.
    pub difference: Option<DifferenceView>,
    /// The link to it. The anchor is that of the criterion or, if the row is printed as running
    /// text, of the row.
    pub href: String,
}

/// Returns every row that grades the subject of the requirement at `requirement`, form by form; the same row in several
/// forms is merged into one.
///
/// Forms of roles to which the requirement does not apply are left out.
pub fn views(
    frame: &Frame,
    voice: &Voice,
    standard_index: StandardIndex,
    requirement: RequirementIndex,
) -> Vec<TakenView> {
    let standard = &frame.handbook().standards[standard_index];
    let entry = &standard.requirements[requirement];
    let rows = standard
        .graded_forms()
        .filter(|graded| entry.axes.roles.allow(graded.role()))
        .flat_map(|graded| graded.form.rows.iter().map(move |row| (graded, row)))
        .filter(|(graded, row)| is_about(standard, *graded, row, entry))
        .map(|(graded, row)| {
            let page = frame.standard_link(standard_index, StandardPage::Clause(graded.index));
            let row_href = format!("{page}#{}", row.key());
            let criteria = row.criteria.iter().enumerate();
            TakenView {
                annexes: vec![LinkView {
                    href: row_href.clone(),
                    number: frame.number_of(standard, &standard.clauses[graded.index]),
                    label: graded
                        .role()
                        .filter(|_| standard.forms_of(graded.role()).len() == 1)
                        .and_then(|role| standard.role(role))
                        .map_or_else(
                            || voice.text(&graded.annex.title),
                            |role| voice.text(&role.title),
                        ),
                    current: false,
                }],
                row: heading(voice, standard, graded, row),
                label: generated::label(voice, standard, graded, row),
                criteria: criteria
                    .filter(|(_, criterion)| names(criterion, &entry.id))
                    .map(|(place, criterion)| {
                        let is_restated = criterion.restates.is_some();
                        TakenCriterionView {
                            text: voice.text(&criterion.text),
                            is_restated,
                            difference: criterion::restated(standard, criterion).and_then(
                                |restated| difference::view(voice, restated, &criterion.text),
                            ),
                            href: if graded.generated.is_some() {
                                format!("{page}#{}", entry.id)
                            } else if row.layout == Some(Layout::Run) {
                                row_href.clone()
                            } else {
                                format!("{row_href}-{}", place + 1)
                            },
                        }
                    })
                    .collect(),
            }
        });
    let mut together: Vec<TakenView> = Vec::new();
    for mut row in rows {
        match together.iter_mut().find(|other| says_the_same(other, &row)) {
            Some(other) => other.annexes.append(&mut row.annexes),
            None => together.push(row),
        }
    }
    together
}

/// Whether two rows of different forms treat the requirement in the same words.
fn says_the_same(one: &TakenView, other: &TakenView) -> bool {
    let words = |row: &TakenView| {
        let criteria = row.criteria.iter();
        let texts: Vec<_> = criteria
            .map(|criterion| criterion.text.plain.clone())
            .collect();
        let label = row.label.as_ref().map(|label| label.plain.clone());
        (label, texts)
    };
    words(one) == words(other)
}

/// Whether a row grades the dimension and level of the requirement, or refers to it.
fn is_about(
    standard: &CompleteStandard,
    graded: GradedForm<'_>,
    row: &Row,
    requirement: &Requirement,
) -> bool {
    row.criteria
        .iter()
        .any(|criterion| names(criterion, &requirement.id))
        || graded
            .row(row.key())
            .is_some_and(|rubric| standard.is_graded_by(requirement, graded.role(), rubric))
}

/// Whether a criterion restates or sums up the requirement with an id.
fn names(criterion: &Criterion, requirement: &str) -> bool {
    named(criterion).any(|id| *id == *requirement)
}

/// Returns the label of the row's dimension, as the form prints it, or the title of its clause in a generated form.
fn heading(
    voice: &Voice,
    standard: &CompleteStandard,
    graded: GradedForm<'_>,
    row: &Row,
) -> TextView {
    let made = graded.generated_row(row.key());
    if let Some(group) = made.and_then(|made| made.group) {
        return generated::title(voice, standard, group);
    }
    let dimension = (graded.row(row.key()))
        .and_then(|row| row.dimension.as_ref())
        .map(|dimension| dimension.as_str());
    (graded.form.headings)
        .iter()
        .find(|heading| dimension.is_some_and(|dimension| heading.dimension == *dimension))
        .map(|heading| voice.text(&heading.label))
        .unwrap_or_default()
}
