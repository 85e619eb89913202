//! The self-checks by profile whose texts are too many for one page. Their pages list the areas of what is rated, and a
//! script that is loaded with the page brings the texts.

use std::collections::{BTreeSet, HashSet};

use super::clause::Clause;
use super::parts::{LIMIT, MOST, shown_size};
use super::requirement::Requirement;
use super::standard::Standard;
use crate::index::{ClauseIndex, List, RequirementIndex};

/// The HTML around a requirement to rate, in bytes.
const REQUIREMENT: usize = 300;

/// The HTML around a level of a requirement or a criterion, in bytes.
const STEP: usize = 20;

/// The HTML around a clause, in bytes.
const CLAUSE: usize = 150;

/// The roles with a long self-check by profile, if they have one at all.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct LongChecks {
    /// The ids; an empty one means everybody.
    roles: BTreeSet<String>,
}

impl LongChecks {
    /// Finds those of `standard`. Must be called again whenever a text has changed, since sizes decide.
    pub(super) fn of(standard: &Standard) -> Self {
        let sizes = RatedSizes {
            clauses: standard.clauses.iter().map(clause_size).collect(),
            requirements: standard.requirements.iter().map(rated_size).collect(),
        };
        let all = sizes.clauses.iter().chain(&sizes.requirements);
        // What a role asks for takes long to find.
        if all.sum::<usize>() <= LIMIT {
            return LongChecks::default();
        }
        let roles = standard.roles().iter().map(|role| Some(role.id.as_str()));
        let everybody = standard.roles().is_empty().then_some(None);
        let long = roles
            .chain(everybody)
            .filter(|role| sizes.of(standard, *role) > LIMIT);
        LongChecks {
            roles: long
                .map(|role| role.unwrap_or_default().to_owned())
                .collect(),
        }
    }
}

impl Standard {
    /// Whether a self-check by profile of `role`, or of everybody, has more to rate than one page can hold.
    pub fn has_long_check(&self, role: Option<&str>) -> bool {
        self.long_checks().roles.contains(role.unwrap_or_default())
    }
}

/// The sizes of what a self-check shows, in bytes.
struct RatedSizes {
    /// Those of clauses without their requirements.
    clauses: List<ClauseIndex, usize>,
    /// Those of requirements.
    requirements: List<RequirementIndex, usize>,
}

impl RatedSizes {
    /// The size of everything that a role asks for.
    fn of(&self, standard: &Standard, role: Option<&str>) -> usize {
        let asked = standard.asked_at_all(role);
        let clause_of = |index: &RequirementIndex| standard.requirements[*index].clause;
        let clauses: HashSet<ClauseIndex> = asked.iter().map(clause_of).collect();
        let clauses = clauses.into_iter().map(|clause| self.clauses[clause]);
        let requirements = asked.into_iter().map(|index| self.requirements[index]);
        clauses.chain(requirements).sum()
    }
}

fn clause_size(clause: &Clause) -> usize {
    CLAUSE + clause.label().map_or(0, shown_size)
}

fn rated_size(requirement: &Requirement) -> usize {
    let item = requirement.item();
    let title = requirement.title().map_or(0, shown_size);
    let described = item.levels.0.iter().map(|words| {
        let texts = words.words.text.iter().chain(&words.words.criteria);
        texts.map(|text| STEP + shown_size(text)).sum::<usize>()
    });
    let size = REQUIREMENT + title + shown_size(requirement.text()) + described.sum::<usize>();
    size.max(LIMIT / MOST)
}

#[cfg(test)]
#[path = "long_check_tests.rs"]
mod tests;
