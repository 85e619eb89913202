//! The criteria of a form, and the requirements that they restate or sum up.

use std::collections::BTreeSet;

use serde::Serialize;

use super::details::DescriptorView;
use super::difference::{self, DifferenceView};
use super::generated;
use super::joined::joined;
use super::note::{self, NoteView};
use crate::index::{ClauseIndex, StandardIndex};
use crate::model::assessment::{criterion_anchor, named};
use crate::model::{CompleteStandard, GradedForm, Requirement};
use crate::render::frame::{Frame, LinkView};
use crate::render::text::TextView;
use crate::source::format::annex::{Criterion, Row};
use crate::source::format::text::Id;

/// A criterion: a phrase of a row.
#[derive(Debug, Serialize)]
pub struct CriterionView {
    /// The anchor: `skills-mid-2`, or that of the requirement in a generated form. Empty if that is the anchor of the row.
    pub anchor: String,
    /// The phrase, verbatim.
    pub text: TextView,
    /// Whether it restates one requirement, rather than summing up some or none.
    pub is_restated: bool,
    /// The requirements that it restates or sums up.
    pub references: Vec<ReferenceView>,
    /// How the requirement reads at its levels, in a generated form.
    pub descriptors: Vec<DescriptorView>,
    /// The parts of the requirement that is rated as a whole, in a generated form.
    pub parts: Vec<TextView>,
    /// The differences from the requirement that it restates.
    pub difference: Option<DifferenceView>,
    /// Notes on the criterion.
    pub notes: Vec<NoteView>,
}

/// A requirement that a form refers to or leaves out.
#[derive(Clone, Debug, Serialize)]
pub struct ReferenceView {
    /// The name: `5.3.1.2-b`.
    pub id: String,
    /// The part of the name that is not needed if the clause is clear: `5.3.1.2-`; empty if the whole name must be shown.
    pub known: String,
    /// The rest of the name: `b`.
    pub shown: String,
    /// The link to it on its clause's page.
    pub href: String,
    /// The requirement's text.
    pub text: TextView,
}

/// A comparison of a row of a form with the clauses that it grades.
#[derive(Clone, Debug, Serialize)]
pub struct ComparisonView {
    /// The clauses.
    pub clauses: Vec<LinkView>,
    /// The number of requirements in them.
    pub asked: usize,
    /// The number of these that the row restates or sums up.
    pub taken: usize,
    /// The number of criteria whose wording differs from the requirement that they restate.
    pub differing: usize,
    /// The requirements that no criterion of the row covers.
    pub left_out: Vec<ReferenceView>,
}

/// Returns the criteria of a row of `graded`, whose anchors begin with `anchor`, or with `prefix` in a generated form.
pub fn views(
    frame: &Frame,
    standard_index: StandardIndex,
    (graded, row): (GradedForm<'_>, &Row),
    anchor: &str,
    prefix: &str,
) -> Vec<CriterionView> {
    let made = graded.generated_row(row.key());
    let standard = &frame.handbook().standards[standard_index];
    let voice = frame.voice_of(standard);
    let only = only_clause(standard, row);
    let criteria = row.criteria.iter().enumerate();
    criteria
        .map(|(place, criterion)| {
            let references = named(criterion)
                .filter_map(|id| standard.requirement(id.as_str()))
                .map(|requirement| reference(frame, standard_index, requirement, only));
            let requirement = made.and_then(|made| made.requirements.get(place));
            let whole = requirement.copied();
            CriterionView {
                anchor: match requirement {
                    Some(index) => {
                        let id = &standard.requirements[*index].id;
                        match graded.row(id) {
                            Some(_) => String::new(),
                            None => format!("{prefix}{id}"),
                        }
                    }
                    None => criterion_anchor(anchor, place),
                },
                text: made
                    .and_then(|made| generated::text(frame, standard, made, place))
                    .unwrap_or_else(|| voice.marked(&criterion.text, &criterion.note)),
                descriptors: whole.map_or_else(Vec::new, |index| {
                    generated::descriptors(frame, standard, graded, index)
                }),
                parts: whole
                    .map_or_else(Vec::new, |index| generated::parts(frame, standard, index)),
                is_restated: criterion.restates.is_some(),
                references: references.collect(),
                difference: restated(standard, criterion)
                    .and_then(|requirement| difference::view(&voice, requirement, &criterion.text)),
                notes: note::views(frame, &voice, &criterion.note),
            }
        })
        .collect()
}

/// Compares `row` of a form with the clauses that it grades; `None` if there are none.
pub fn comparison(
    frame: &Frame,
    standard_index: StandardIndex,
    graded: GradedForm<'_>,
    row: &Row,
) -> Option<ComparisonView> {
    let standard = &frame.handbook().standards[standard_index];
    let rubric = graded.row(row.key())?;
    let asked: Vec<&Requirement> = standard
        .requirements_for_row(graded.role(), rubric)
        .collect();
    let clauses: BTreeSet<ClauseIndex> =
        asked.iter().map(|requirement| requirement.clause).collect();
    let taken: BTreeSet<&str> = row
        .criteria
        .iter()
        .flat_map(named)
        .map(Id::as_str)
        .collect();
    let (taken, left_out): (Vec<&Requirement>, Vec<&Requirement>) = asked
        .iter()
        .partition(|requirement| taken.contains(&*requirement.id));
    let differing = row.criteria.iter().filter(|criterion| {
        let source = standard.about.language.as_str();
        restated(standard, criterion)
            .is_some_and(|requirement| requirement.text().get(source) != criterion.text.get(source))
    });
    (!asked.is_empty()).then(|| ComparisonView {
        clauses: clauses
            .iter()
            .map(|clause| frame.clause_link(standard_index, *clause))
            .collect(),
        asked: asked.len(),
        taken: taken.len(),
        differing: differing.count(),
        left_out: left_out
            .iter()
            .map(|requirement| reference(frame, standard_index, requirement, None))
            .collect(),
    })
}

/// Returns the criteria of a row printed as running text, as lines.
pub fn lines(frame: &Frame, standard_index: StandardIndex, row: &Row) -> Vec<TextView> {
    let standard = &frame.handbook().standards[standard_index];
    let voice = frame.voice_of(standard);
    let mut lines: Vec<Vec<&Criterion>> = Vec::new();
    for criterion in &row.criteria {
        match lines.last_mut() {
            Some(line) if !criterion.starts_line => line.push(criterion),
            _ => lines.push(vec![criterion]),
        }
    }
    lines
        .into_iter()
        .map(|line| {
            let phrases: Vec<TextView> = line
                .iter()
                .map(|criterion| voice.marked(&criterion.text, &criterion.note))
                .collect();
            joined(&phrases, " ", &voice.own().tag)
        })
        .collect()
}

/// Returns a requirement as a form refers to it; its clause is not needed if it is `only`.
fn reference(
    frame: &Frame,
    standard_index: StandardIndex,
    requirement: &Requirement,
    only: Option<ClauseIndex>,
) -> ReferenceView {
    let standard = &frame.handbook().standards[standard_index];
    // A part of another requirement is clear by all its letters below the clause.
    let letters = (requirement.parent.is_some() && requirement.code.is_none())
        .then(|| requirement.name.strip_suffix(&*requirement.anchor))
        .flatten();
    let known = match only {
        Some(clause) if clause == requirement.clause => letters.unwrap_or(requirement.known()),
        Some(_) | None => "",
    };
    ReferenceView {
        id: requirement.name.to_string(),
        known: known.to_owned(),
        shown: requirement.name[known.len()..].to_owned(),
        href: frame.item_link(standard_index, requirement),
        text: frame.voice_of(standard).text(requirement.text()),
    }
}

/// Returns the clause that all criteria of `row` refer to, if there is only one.
fn only_clause(standard: &CompleteStandard, row: &Row) -> Option<ClauseIndex> {
    let clauses: BTreeSet<ClauseIndex> = row
        .criteria
        .iter()
        .flat_map(named)
        .filter_map(|id| standard.requirement(id.as_str()))
        .map(|requirement| requirement.clause)
        .collect();
    clauses.first().copied().filter(|_| clauses.len() == 1)
}

/// Returns the requirement that `criterion` restates.
pub fn restated<'a>(
    standard: &'a CompleteStandard,
    criterion: &Criterion,
) -> Option<&'a Requirement> {
    standard.requirement(criterion.restates.as_ref()?.as_str())
}
