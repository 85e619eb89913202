//! The id numbers of competencies.
//!
//! Moodle takes id numbers that look like equal decimals for the same (`5.1` and `5.10`) when it looks for a parent, so the id
//! of the standard precedes each. In a framework that came from Moodle, they are what they were, unless Moodle would take the
//! parts of one competency for those of another.

use std::collections::{HashMap, HashSet};

use crate::index::{ClauseIndex, List, RequirementIndex};
use crate::model::CompleteStandard;
use crate::model::identifier::Identifier;
use crate::site::moodle::LONGEST;

/// The id numbers of a standard.
pub(super) struct IdNumbers {
    /// Whether they stand alone, without the id of the standard before them.
    are_own: bool,
    clauses: List<ClauseIndex, String>,
    requirements: List<RequirementIndex, String>,
}

impl IdNumbers {
    pub(super) fn of(standard: &CompleteStandard) -> Self {
        let settings = standard.about.moodle.as_ref();
        let is_own = settings.is_some_and(|moodle| moodle.own_ids);
        let own = is_own.then(|| IdNumbers::own(standard));
        own.filter(|own| own.are_distinct(standard))
            .unwrap_or_else(|| IdNumbers {
                are_own: false,
                clauses: with_standard(standard, standard.clauses.iter(), |clause| {
                    format!("{}/", clause.id())
                }),
                requirements: with_standard(standard, standard.requirements.iter(), |one| {
                    one.id.to_string()
                }),
            })
    }

    /// The standard's own numbers. Where several parts have the same, only the first of them has it.
    fn own(standard: &CompleteStandard) -> Self {
        let mut clauses: HashMap<ClauseIndex, String> = HashMap::new();
        let mut requirements: HashMap<RequirementIndex, String> = HashMap::new();
        let mut taken: HashSet<String> = HashSet::new();
        let mut take = |number: Option<&str>, id: &str| -> String {
            let number = number.map(short_id).filter(|number| {
                let is_free = !taken.contains(&number.to_lowercase());
                is_free && !number.is_empty()
            });
            let taken_as = number.unwrap_or_else(|| short_id(id));
            taken.insert(taken_as.to_lowercase());
            taken_as
        };
        for (index, clause) in standard.clauses.indexed() {
            if clause.within > 0 && !standard.only_holds(index) {
                let body = clause.as_clause();
                let number = body.and_then(|body| body.number.as_ref());
                let number = number.map(|number| &*number.value);
                clauses.insert(index, take(number, clause.id().as_str()));
            }
            for requirement in clause.requirements.clone() {
                let one = &standard.requirements[requirement];
                let number = one.item().number.as_ref().map(|number| &*number.value);
                requirements.insert(requirement, take(number, &one.id));
            }
        }
        let clause = |index: ClauseIndex| {
            let id = || standard.clauses[index].id().to_string();
            clauses.remove(&index).unwrap_or_else(id)
        };
        let requirement = |index: RequirementIndex| {
            let id = || standard.requirements[index].id.to_string();
            requirements.remove(&index).unwrap_or_else(id)
        };
        IdNumbers {
            are_own: true,
            clauses: standard.clauses.indices().map(clause).collect(),
            requirements: standard.requirements.indices().map(requirement).collect(),
        }
    }

    /// Whether the id numbers are the standard's own, so that names need no number before them.
    pub(super) fn are_own(&self) -> bool {
        self.are_own
    }

    /// The id number of a clause. A requirement may have the same id, so a clause ends in a slash.
    pub(super) fn clause(&self, index: ClauseIndex) -> &str {
        &self.clauses[index]
    }

    /// The id number of a requirement.
    pub(super) fn requirement(&self, index: RequirementIndex) -> &str {
        &self.requirements[index]
    }

    /// Whether Moodle can tell all id numbers apart, and finds the parts of each.
    fn are_distinct(&self, standard: &CompleteStandard) -> bool {
        let mut all: HashSet<String> = HashSet::new();
        let mut by_value: HashMap<String, HashSet<&str>> = HashMap::new();
        let mut parents: HashSet<&str> = HashSet::new();
        let mut add = |id: &str| all.insert(id.to_lowercase());
        let mut are_distinct = true;
        let rows = standard.clauses.indexed();
        for (index, clause) in rows.filter(|(_, clause)| clause.within > 0) {
            let has_row = !standard.only_holds(index);
            let own = self.clause(index);
            if has_row {
                are_distinct &= add(own);
                by_value.entry(compared(own)).or_default().insert(own);
                parents.extend(clause.parent.map(|parent| self.clause(parent)));
            }
            for requirement in clause.requirements.clone() {
                let id = self.requirement(requirement);
                are_distinct &= add(id);
                by_value.entry(compared(id)).or_default().insert(id);
                match standard.requirements[requirement].parent {
                    Some(parent) => parents.insert(self.requirement(parent)),
                    None => has_row && parents.insert(own),
                };
            }
        }
        let is_alone = |parent: &&str| {
            let same = by_value.get(&compared(parent));
            same.is_none_or(|same| same.len() < 2)
        };
        are_distinct && parents.iter().all(is_alone)
    }
}

/// Id numbers after the id of the standard.
fn with_standard<'a, I, T: 'a>(
    standard: &CompleteStandard,
    parts: impl Iterator<Item = &'a T>,
    id: impl Fn(&T) -> String,
) -> List<I, String>
where
    List<I, String>: FromIterator<String>,
{
    let numbers = parts.map(|part| short_id(&format!("{}/{}", standard.id(), id(part))));
    numbers.collect()
}

/// An id number as Moodle compares it with that of a parent: those that are numbers by their values.
fn compared(id: &str) -> String {
    match id.trim().parse::<f64>() {
        Ok(number) if number.is_finite() => format!("{number:e}"),
        Ok(_) | Err(_) => id.to_owned(),
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
