//! Comparing a standard with an earlier build of it, so that whatever is still valid is reused.

use std::sync::Arc;

use super::Standard;
use crate::index::{ClauseIndex, List};
use crate::model::clause::Body;
use crate::model::placing::PlacedBody;
use crate::model::shared::is_same;

impl Standard {
    /// Whether `bodies` match this standard's clauses one by one in parents, ids, roles, dimensions, levels and letters.
    /// If they do, every index and every inherited value of this standard is valid for them too.
    pub(super) fn is_placed_as(&self, bodies: &List<ClauseIndex, PlacedBody>) -> bool {
        let mut both = self.clauses.iter().zip(bodies);
        self.clauses.len() == bodies.len()
            && both.all(|(clause, placed)| {
                clause.parent == placed.parent && clause.body.is_placed_as(&placed.body)
            })
    }

    /// Whether `bodies` are this standard's own. They are compared by address, not by content.
    pub(super) fn has_bodies(&self, bodies: &List<ClauseIndex, PlacedBody>) -> bool {
        let mut both = self.clauses.iter().zip(bodies);
        self.clauses.len() == bodies.len()
            && both.all(|(clause, placed)| clause.body.is(&placed.body))
    }

    /// Whether `bodies` changes a clause that defines a term, or makes another clause define one.
    /// Assumes that the bodies match one by one.
    pub(super) fn changes_a_term(&self, bodies: &List<ClauseIndex, PlacedBody>) -> bool {
        let defines = |body: &Body| matches!(body, Body::Clause(clause) if clause.term.is_some());
        let mut both = self.clauses.iter().zip(bodies);
        both.any(|(clause, PlacedBody { body, .. })| {
            !clause.body.is(body) && (defines(&clause.body) || defines(body))
        })
    }

    /// Replaces the clauses' bodies with `bodies`, which must have the same parents, ids, roles, dimensions, levels and
    /// letters.
    pub(super) fn exchange(&mut self, bodies: List<ClauseIndex, PlacedBody>) {
        for (clause, PlacedBody { body, .. }) in self.clauses.iter_mut().zip(bodies.into_vec()) {
            if clause.body.is(&body) {
                continue;
            }
            if let Body::Clause(source) = &body {
                for requirement in &mut self.requirements[clause.requirements.clone()] {
                    requirement.body = source.clone();
                }
            }
            clause.body = body;
        }
    }

    /// Whether the other standard has the same ids, and therefore the same addresses. Returns `false` if this cannot be
    /// determined cheaply.
    pub fn has_places_of(&self, other: &Standard) -> bool {
        is_same(self.about.as_ref(), other.about.as_ref())
            && self.rubric.is_some() == other.rubric.is_some()
            && self.has_terms() == other.has_terms()
            && self.glossary.is_empty() == other.glossary.is_empty()
            && Arc::ptr_eq(&self.places, &other.places)
            && self.matrices == other.matrices
            && self.parts == other.parts
            && self.long_lists == other.long_lists
            && self.asked_parts == other.asked_parts
    }
}
