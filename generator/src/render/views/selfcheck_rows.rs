//! The rows of a self-check: the requirements that each grades, and the other requirements of its clauses.

use std::collections::BTreeSet;

use serde::Serialize;

use super::details::DescriptorView;
use super::form::{FormRowView, RowGroupView};
use super::generated;
use super::joined::joined;
use super::lead;
use super::taught::{self, TaughtCurriculum};
use crate::index::{ClauseIndex, StandardIndex};
use crate::language::closing::without_closing;
use crate::model::assessment::{self, Graded, criterion_anchor, named};
use crate::model::{CompleteStandard, GradedForm, Requirement};
use crate::render::frame::{Frame, LinkView};
use crate::render::text::TextView;
use crate::site::address::StandardPage;
use crate::source::format::annex::{Criterion, Row};
use crate::source::format::text::Text;

/// The rows of one dimension.
#[derive(Debug, Serialize)]
pub struct CheckGroupView {
    /// The dimension's label, as this form prints it.
    pub label: TextView,
    /// The rows.
    pub rows: Vec<CheckRowView>,
}

/// A row to be graded.
#[derive(Debug, Serialize)]
pub struct CheckRowView {
    /// The row's id.
    pub id: String,
    /// The row, as printed.
    pub row: FormRowView,
    /// The requirements that the row grades, and the criteria without a corresponding requirement.
    pub graded: Vec<CheckRequirementView>,
    /// The requirements of the row's clauses that the form does not grade.
    pub ungraded: Vec<CheckRequirementView>,
    /// The clauses of the ungraded requirements.
    pub clauses: Vec<LinkView>,
}

/// A requirement of a row, or a criterion without a corresponding requirement.
#[derive(Debug, Serialize)]
pub struct CheckRequirementView {
    /// The id of its answer: `5.3.1.2-a`, or `knowledge-1` for a criterion.
    pub id: String,
    /// The name: `5.3.1.2-a`; empty for a criterion.
    pub name: String,
    /// The number of the form if this is a criterion, since criteria have no numbers.
    pub form: Option<TextView>,
    /// The link to it on its clause's page.
    pub href: String,
    /// The text.
    pub text: TextView,
    /// How it reads at its levels, in a generated form.
    pub descriptors: Vec<DescriptorView>,
    /// Its parts, if it is rated as a whole in a generated form.
    pub parts: Vec<TextView>,
    /// The criteria that summarise it, if the row grades it in other words.
    pub graded_as: Option<TextView>,
    /// The modules that teach it, by curriculum.
    pub taught: Vec<TaughtCurriculum>,
}

/// Builds the rows of a form.
pub(super) struct Rows<'f, 'a> {
    pub(super) frame: &'f Frame<'a>,
    pub(super) standard_index: StandardIndex,
    pub(super) standard: &'a CompleteStandard,
    pub(super) graded: GradedForm<'a>,
}

impl Rows<'_, '_> {
    /// Builds the rows of one dimension from those of the form.
    pub(super) fn group(&self, group: RowGroupView) -> CheckGroupView {
        let rows = group.rows.into_iter().map(|row| self.row(row));
        CheckGroupView {
            label: group.label,
            rows: rows.collect(),
        }
    }

    fn row(&self, row: FormRowView) -> CheckRowView {
        let mut view = CheckRowView {
            id: row.anchor.clone(),
            row,
            graded: Vec::new(),
            ungraded: Vec::new(),
            clauses: Vec::new(),
        };
        let Some(rubric) = self.graded.row(&view.id) else {
            return view;
        };
        let scope = assessment::scope(self.standard, self.graded, rubric);
        view.graded = scope
            .graded
            .iter()
            .map(|graded| match graded {
                Graded::Requirement(requirement) => CheckRequirementView {
                    graded_as: self.graded_as(&view.id, requirement),
                    ..self.requirement(requirement)
                },
                Graded::Criterion { row, place } => self.criterion(row, *place),
            })
            .collect();
        let clauses: BTreeSet<ClauseIndex> = scope.ungraded.iter().map(|one| one.clause).collect();
        view.clauses = clauses
            .into_iter()
            .map(|clause| self.frame.clause_link(self.standard_index, clause))
            .collect();
        view.ungraded = scope
            .ungraded
            .into_iter()
            .map(|requirement| self.requirement(requirement))
            .collect();
        view
    }

    fn requirement(&self, requirement: &Requirement) -> CheckRequirementView {
        let index = self.standard.requirement_index(&requirement.id);
        let made = index.filter(|_| self.graded.generated.is_some());
        CheckRequirementView {
            id: requirement.id.to_string(),
            name: requirement.name.to_string(),
            form: None,
            href: self.frame.item_link(self.standard_index, requirement),
            text: match index {
                Some(index) => lead::text(self.frame, self.standard, index, None),
                None => self.frame.voice_of(self.standard).text(requirement.text()),
            },
            descriptors: made.map_or_else(Vec::new, |index| {
                generated::descriptors(self.frame, self.standard, self.graded, index)
            }),
            parts: made.map_or_else(Vec::new, |index| {
                generated::parts(self.frame, self.standard, index)
            }),
            graded_as: None,
            taught: index
                .map(|index| taught::curricula(self.frame, self.standard_index, &[index]))
                .unwrap_or_default(),
        }
    }

    fn criterion(&self, row: &Row, place: usize) -> CheckRequirementView {
        let anchor = criterion_anchor(row.key(), place);
        let page = StandardPage::Clause(self.graded.index);
        let page = self.frame.standard_link(self.standard_index, page);
        let text = row.criteria.get(place).map(|criterion| &criterion.text);
        CheckRequirementView {
            form: Some(
                self.frame
                    .voice_of(self.standard)
                    .text(&self.graded.form.number),
            ),
            href: format!("{page}#{}", row.key()),
            id: anchor,
            name: String::new(),
            text: text.map(|text| self.phrase(text)).unwrap_or_default(),
            descriptors: Vec::new(),
            parts: Vec::new(),
            graded_as: None,
            taught: Vec::new(),
        }
    }

    /// The criteria of a row that summarise `requirement`.
    fn graded_as(&self, row: &str, requirement: &Requirement) -> Option<TextView> {
        let row = self.graded.form.rows.iter().find(|one| one.key() == row)?;
        let is_it = |criterion: &&Criterion| {
            criterion.restates.is_none() && named(criterion).any(|id| *id == *requirement.id)
        };
        let phrases: Vec<TextView> = row
            .criteria
            .iter()
            .filter(is_it)
            .map(|criterion| self.phrase(&criterion.text))
            .collect();
        let language = self.frame.voice_of(self.standard).own();
        (!phrases.is_empty()).then(|| joined(&phrases, " · ", &language.tag))
    }

    /// The text of a criterion without its final punctuation mark.
    fn phrase(&self, text: &Text) -> TextView {
        self.frame
            .voice_of(self.standard)
            .part_of(text, without_closing)
    }
}
