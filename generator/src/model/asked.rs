//! Which requirements a role and a level ask for.

use super::clause::{Clause, Requirement};
use super::standard::Standard;
use crate::index::{ClauseIndex, RequirementIndex};
use crate::source::format::rubric::RubricRow;

impl Standard {
    /// Returns all requirements for a role at a level, in document order: those for everybody, those for the role, and
    /// those for the role at this level and the levels below it (the introductions in 5.3 add each level to the
    /// previous ones). Without a level, those at any level; without a role, those of clauses that are about no role.
    ///
    /// In a standard with dimensions, a clause without one asks for nothing unless it is about a role or a level: it may
    /// list the duties of an assessor.
    pub fn asked(&self, role: Option<&str>, level: Option<&str>) -> Vec<RequirementIndex> {
        let highest = level.map(|level| self.level_index(level));
        if highest == Some(None) {
            return Vec::new();
        }
        let highest = highest.flatten();
        let belongs = |clause: &Clause| {
            self.is_asked_of(clause, role)
                && clause.level.as_deref().is_none_or(|id| {
                    self.level_index(id)
                        .is_some_and(|level| highest.is_none_or(|highest| level <= highest))
                })
        };
        self.clauses
            .iter()
            .filter(|clause| belongs(clause))
            .flat_map(|clause| clause.requirements.clone())
            .collect()
    }

    /// Whether the requirements of `clause` are asked of `role`, at some level.
    pub fn is_asked_of(&self, clause: &Clause, role: Option<&str>) -> bool {
        let is_about_people =
            clause.dimension.is_some() || clause.role.is_some() || clause.level.is_some();
        (self.dimensions().is_empty() || is_about_people)
            && clause
                .role
                .as_deref()
                .is_none_or(|own_role| Some(own_role) == role)
    }

    /// The clauses with a role's requirements in a dimension, in document order: those of the role itself and those
    /// that apply to every role. With a level, only the clauses of that level; without one, only those that have no
    /// level.
    pub fn clauses_for<'a>(
        &'a self,
        role: Option<&'a str>,
        dimension: &'a str,
        level: Option<&'a str>,
    ) -> impl Iterator<Item = (ClauseIndex, &'a Clause)> {
        self.clauses.indexed().filter(move |(_, clause)| {
            !clause.requirements.is_empty()
                && clause.dimension.as_deref() == Some(dimension)
                && clause
                    .role
                    .as_deref()
                    .is_none_or(|own_role| Some(own_role) == role)
                && clause.level.as_deref() == level
        })
    }

    /// Whether a row of a role's form grades the requirements of `clause`.
    pub fn is_graded_by(&self, clause: &Clause, role: Option<&str>, row: &RubricRow) -> bool {
        clause.dimension.as_deref() == Some(row.dimension.as_str())
            && clause
                .role
                .as_deref()
                .is_none_or(|own_role| Some(own_role) == role)
            && clause.level.as_deref() == row.level.as_ref().map(|level| level.as_str())
    }

    /// The requirements that a row of a role's form grades: those of the row's dimension and, if the row has a level,
    /// of that level.
    pub fn requirements_for_row<'a>(
        &'a self,
        role: Option<&'a str>,
        row: &'a RubricRow,
    ) -> impl Iterator<Item = &'a Requirement> {
        let level = row.level.as_ref().map(|level| level.as_str());
        self.clauses_for(role, row.dimension.as_str(), level)
            .flat_map(|(_, clause)| self.requirements_of(clause))
    }
}
