//! Forms that people can be graded with: those of annexes in a standard that has a rubric.
//!
//! The self-check by form ([`super::assessment`]) exists for these; roles without one are rated
//! requirement by requirement ([`super::rating`]).

use super::clause::Clause;
use super::standard::Standard;
use crate::index::ClauseIndex;
use crate::source::format::annex::{Annex, Form};
use crate::source::format::rubric::Rubric;

/// A form with the annex that holds it and the rules by which it is graded.
#[derive(Clone, Copy, Debug)]
pub struct GradedForm<'a> {
    /// The index of the annex among the clauses. An index of [`Standard::clauses`], in which
    /// annexes come last.
    pub index: ClauseIndex,
    /// The annex.
    pub annex: &'a Annex,
    /// The form.
    pub form: &'a Form,
    /// The rules that turn the completed form into a total, and a total into a band.
    pub rubric: &'a Rubric,
}

impl GradedForm<'_> {
    /// The role whose form it is, if the annex names one. Without one, the form is for everybody.
    pub fn role(&self) -> Option<&str> {
        self.annex.role.as_ref().map(|role| role.as_str())
    }
}

impl Standard {
    /// The forms, in the order of their annexes. Without a rubric there is nothing to grade, and so there are none.
    pub fn graded_forms(&self) -> impl Iterator<Item = GradedForm<'_>> {
        let rubric = self.rubric.as_deref();
        let annexes = self.annexes.iter();
        annexes.filter_map(move |index| {
            let annex = self.clauses[*index].as_annex()?;
            Some(GradedForm {
                index: *index,
                annex,
                form: annex.form.as_ref()?,
                rubric: rubric?,
            })
        })
    }

    /// The form of `role`, or the form that belongs to no role. The form for everybody is not found
    /// for a role: callers that fall back to it ask twice. If several annexes name the role, the
    /// first counts; `E313` reports the others.
    pub fn graded_form(&self, role: Option<&str>) -> Option<GradedForm<'_>> {
        self.graded_forms().find(|form| form.role() == role)
    }

    /// The form in the annex at `index`. `None` if the clause is not an annex, or its annex has no
    /// form.
    pub fn graded_form_at(&self, index: ClauseIndex) -> Option<GradedForm<'_>> {
        self.graded_forms().find(|form| form.index == index)
    }

    /// Whether the clause is about the evaluation: it defines the bands, the assessors or the consequences of a band, or
    /// it consists of such clauses and has no requirements itself. The page of such a clause links
    /// to the self-check. Always `false` without a rubric.
    pub fn is_evaluation(&self, clause: &Clause) -> bool {
        let Some(rubric) = self.rubric.as_deref() else {
            return false;
        };
        let id = clause.id().as_str();
        let assessors = rubric.assessors.as_ref();
        rubric.clause.as_ref().is_some_and(|clause| *clause == *id)
            || assessors.is_some_and(|assessors| *assessors.clause.as_str() == *id)
            || clause.as_clause().is_some_and(|body| body.band.is_some())
            || (clause.within == 0
                && clause
                    .children
                    .iter()
                    .any(|child| self.is_evaluation(&self.clauses[*child])))
    }
}
