//! Finding the clauses, annexes and requirements of a standard by their ids.

use super::Standard;
use crate::index::{ClauseIndex, RequirementIndex};
use crate::model::clause::Clause;
use crate::model::requirement::Requirement;
use crate::source::format::annex::Annex;
use crate::source::format::clause::ClauseRecord;

impl Standard {
    /// The clauses without the annexes, in document order.
    pub fn main_clauses(&self) -> impl Iterator<Item = &ClauseRecord> + Clone {
        self.clauses.iter().filter_map(Clause::as_clause)
    }

    /// The annexes, in document order.
    pub fn annex_bodies(&self) -> impl Iterator<Item = &Annex> + Clone {
        self.clauses.iter().filter_map(Clause::as_annex)
    }

    /// The clause with this id, unless it is an annex. Finds only clauses; for either kind, use
    /// [`Standard::clause`].
    pub fn main_clause(&self, id: &str) -> Option<&ClauseRecord> {
        self.clause(id)?.as_clause()
    }

    /// The annex with this id.
    pub fn annex(&self, id: &str) -> Option<&Annex> {
        self.clause(id)?.as_annex()
    }

    /// Whether there is a clause or an annex with this id.
    pub fn has_clause(&self, id: &str) -> bool {
        self.clause_index(id).is_some()
    }

    /// Whether there is a requirement with this id.
    pub fn has_requirement(&self, id: &str) -> bool {
        self.requirement_index(id).is_some()
    }

    /// The clause with this id. Annexes are found as well.
    pub fn clause(&self, id: &str) -> Option<&Clause> {
        self.clause_index(id).map(|index| &self.clauses[index])
    }

    /// The index of the clause with this id.
    pub fn clause_index(&self, id: &str) -> Option<ClauseIndex> {
        self.places.clauses.get(id).copied()
    }

    /// The requirement with this id. Of several with the same id, the first, as for clauses.
    pub fn requirement(&self, id: &str) -> Option<&Requirement> {
        self.places
            .requirements
            .get(id)
            .map(|index| &self.requirements[*index])
    }

    /// The requirements of `clause` itself, without those of its children.
    pub fn requirements_of(&self, clause: &Clause) -> &[Requirement] {
        &self.requirements[clause.requirements.clone()]
    }

    /// The index of the requirement with this id.
    pub fn requirement_index(&self, id: &str) -> Option<RequirementIndex> {
        self.places.requirements.get(id).copied()
    }
}
