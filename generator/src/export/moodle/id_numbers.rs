//! The id numbers of competencies.
//!
//! Moodle takes id numbers that look like equal decimals for the same (`5.1` and `5.10`), so the id of the standard precedes
//! each. In a framework that came from Moodle, they are what they were, unless two of them would now be the same.

use crate::index::{ClauseIndex, RequirementIndex};
use crate::model::CompleteStandard;
use crate::model::identifier::Identifier;

/// The longest id number or short name, in characters.
pub(super) const LONGEST: usize = 100;

/// Makes the id numbers of a standard.
#[derive(Clone, Copy)]
pub(super) struct IdNumbers<'a> {
    standard: &'a CompleteStandard,
    /// Whether they stand alone, without the id of the standard before them.
    are_own: bool,
}

impl<'a> IdNumbers<'a> {
    pub(super) fn of(standard: &'a CompleteStandard) -> Self {
        let settings = standard.about.moodle.as_ref();
        let own = IdNumbers {
            standard,
            are_own: settings.is_some_and(|moodle| moodle.own_ids),
        };
        IdNumbers {
            are_own: own.are_own && own.are_distinct(),
            ..own
        }
    }

    /// Whether the id numbers are the standard's own, so that names need no number before them.
    pub(super) fn are_own(&self) -> bool {
        self.are_own
    }

    /// The id number of a clause. A requirement may have the same id, so a clause ends in a slash.
    pub(super) fn clause(&self, index: ClauseIndex) -> String {
        let clause = &self.standard.clauses[index];
        let id = clause.id();
        if !self.are_own {
            return short_id(&format!("{}/{id}/", self.standard.id()));
        }
        let stated = clause.as_clause().and_then(|body| body.number.as_ref());
        short_id(stated.map_or(id.as_str(), |number| &number.value))
    }

    /// The id number of a requirement.
    pub(super) fn requirement(&self, index: RequirementIndex) -> String {
        let requirement = &self.standard.requirements[index];
        if !self.are_own {
            return short_id(&format!("{}/{}", self.standard.id(), requirement.id));
        }
        let stated = requirement.item().number.as_ref();
        short_id(stated.map_or(&*requirement.id, |number| &number.value))
    }

    /// Whether Moodle can tell all id numbers apart.
    fn are_distinct(&self) -> bool {
        let standard = self.standard;
        let clauses = standard.clauses.indices();
        let clauses = clauses.filter(|index| standard.clauses[*index].within > 0);
        let ids = clauses.map(|index| self.clause(index));
        let requirements = standard.requirements.indices();
        let ids = ids.chain(requirements.map(|index| self.requirement(index)));
        let mut ids: Vec<String> = ids.map(|id| compared(&id)).collect();
        ids.sort_unstable();
        ids.windows(2).all(|pair| pair[0] != pair[1])
    }
}

/// An id number as Moodle compares it: those that are numbers by their values.
fn compared(id: &str) -> String {
    match id.trim().parse::<f64>() {
        Ok(number) if number.is_finite() => format!("{number:e}"),
        Ok(_) | Err(_) => id.to_lowercase(),
    }
}

/// An id number. One that is too long is replaced by an identifier, since ids that differ only at their ends would be the
/// same once they are cut.
pub(super) fn short_id(id: &str) -> String {
    if id.chars().count() <= LONGEST {
        id.to_owned()
    } else {
        Identifier::of(id).to_string()
    }
}
