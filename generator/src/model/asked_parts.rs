//! The parts of the pages of roles and levels that list too much for one page, and of the matrices of roles.
//!
//! See [`super::parts`]. A page of a role or a level lists what the pages of a role do not leave to each other.

use std::collections::{BTreeMap, BTreeSet};

use super::clause::Clause;
use super::matrix::row_size;
use super::parts::{Division, LIMIT, MOST, PageSizes};
use super::requirement::Requirement;
use super::standard::Standard;
use super::text_size::shown_size;
use crate::index::{LevelIndex, List, RequirementIndex, RoleIndex};

/// The HTML around a requirement, in bytes.
const REQUIREMENT: usize = 300;

/// The HTML around a clause, in bytes.
const CLAUSE: usize = 300;

/// The HTML around a descriptor or a criterion, in bytes.
const TEXT: usize = 70;

static WHOLE: Division = Division::whole();

/// The divisions of the pages of roles and levels. Pages that are not divided have none.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct AskedParts {
    /// Those of the requirements that the page of a role lists, or of a level of it or of everybody.
    lists: BTreeMap<(Option<RoleIndex>, Option<LevelIndex>), Division>,
    /// Those of the matrices of roles.
    matrices: BTreeMap<RoleIndex, Division>,
}

impl AskedParts {
    /// Divides the pages of `standard`. Must be called again whenever a text has changed, since sizes decide.
    pub(super) fn of(standard: &Standard) -> Self {
        let mut parts = AskedParts::default();
        let sizes = PageSizes {
            clauses: standard.clauses.iter().map(clause_size).collect(),
            requirements: standard.requirements.iter().map(listed_size).collect(),
        };
        // What a role asks for takes long to find.
        if sizes.total() <= LIMIT {
            return parts;
        }
        let roles = standard
            .about
            .iter()
            .flat_map(|about| about.roles.indexed());
        let roles = roles.map(|(index, role)| Some((index, role.id.as_str())));
        let everybody = standard.roles().is_empty().then_some(None);
        for role in roles.chain(everybody) {
            let id = role.map(|(_, id)| id);
            let all = standard.asked_at_all(id);
            let index = role.map(|(index, _)| index);
            if let Some(role) = index {
                parts.add_matrix(standard, role, &all);
            }
            if sizes.of(standard, &all).total() <= LIMIT {
                continue;
            }
            let of_role = index.map(|_| None);
            let levels = standard.ladder(id).levels.indices().map(Some);
            for level in of_role.into_iter().chain(levels) {
                let listed = standard.listed(id, level);
                let division = standard.divided(&sizes.of(standard, &listed));
                if !division.is_empty() {
                    parts.lists.insert((index, level), division);
                }
            }
        }
        parts
    }

    /// Divides the matrix of a role, if it has one that is too large.
    fn add_matrix(
        &mut self,
        standard: &Standard,
        role: RoleIndex,
        all: &BTreeSet<RequirementIndex>,
    ) {
        let about = standard.about.as_ref().map(|about| &about.roles[role]);
        let Some(about) = about.filter(|_| standard.matrices().roles.contains(&role)) else {
            return;
        };
        let requirements = standard.requirements.indexed();
        let size = |(index, requirement): (RequirementIndex, &Requirement)| {
            if all.contains(&index) {
                row_size(requirement, &about.levels)
            } else {
                0
            }
        };
        let division = standard.divided(&PageSizes {
            clauses: standard.clauses.iter().map(|_| 0).collect(),
            requirements: requirements.map(size).collect(),
        });
        if !division.is_empty() {
            self.matrices.insert(role, division);
        }
    }
}

impl PageSizes {
    /// The sizes of these requirements and their clauses alone.
    fn of(&self, standard: &Standard, shown: &BTreeSet<RequirementIndex>) -> PageSizes {
        let mut clauses: List<_, usize> = self.clauses.iter().map(|_| 0).collect();
        let mut requirements: List<_, usize> = self.requirements.iter().map(|_| 0).collect();
        for index in shown {
            let clause = standard.requirements[*index].clause;
            clauses[clause] = self.clauses[clause];
            requirements[*index] = self.requirements[*index];
        }
        PageSizes {
            clauses,
            requirements,
        }
    }
}

impl Standard {
    /// The parts of the requirements that the page of a role lists, or that of a level, of a role or of everybody. Empty if
    /// the page lists them itself.
    pub fn parts_of_asked(&self, role: Option<RoleIndex>, level: Option<LevelIndex>) -> &Division {
        self.asked_parts()
            .lists
            .get(&(role, level))
            .unwrap_or(&WHOLE)
    }

    /// The parts of the matrix of a role. Empty if it is one page.
    pub fn parts_of_matrix(&self, role: RoleIndex) -> &Division {
        self.asked_parts().matrices.get(&role).unwrap_or(&WHOLE)
    }

    /// Everything that a role asks for, at any level.
    pub(super) fn asked_at_all(&self, role: Option<&str>) -> BTreeSet<RequirementIndex> {
        // Without requirements that are about roles, only lists need be looked at, which is much faster.
        if self.asks_by_lists() && !self.states_roles() {
            let listed = self.by_lists(role, &self.ladder(role), None).into_iter();
            return listed.map(|(requirement, _, _)| requirement).collect();
        }
        self.asked(role, None).into_iter().collect()
    }

    /// The requirements that the page of a role or of its level lists, and does not only count.
    fn listed(&self, role: Option<&str>, level: Option<LevelIndex>) -> BTreeSet<RequirementIndex> {
        let ladder = self.ladder(role);
        let asked = self.asked_of(role, &ladder, level);
        let is_shared_out = ladder.shares_out(level, asked.len());
        let about = level.map(|level| ladder.levels[level].id.as_str());
        let is_listed = |index: RequirementIndex, stated: Option<LevelIndex>| {
            !is_shared_out || stated == level || self.reads_differently(index, about)
        };
        let listed = asked.iter();
        let listed = listed.filter(|asked| is_listed(asked.requirement, asked.level));
        listed.map(|asked| asked.requirement).collect()
    }

    /// Whether a requirement has words of its own for a level, which only the page of that level shows.
    pub fn reads_differently(&self, index: RequirementIndex, level: Option<&str>) -> bool {
        level.is_some_and(|level| self.requirements[index].descriptor(level).is_some())
    }
}

fn clause_size(clause: &Clause) -> usize {
    CLAUSE + clause.label().map_or(0, shown_size)
}

/// The size of a requirement with its longest descriptor.
fn listed_size(requirement: &Requirement) -> usize {
    let title = requirement.title().map_or(0, shown_size);
    let described = requirement.item().levels.0.iter().map(|descriptor| {
        let words = &descriptor.words;
        let texts = words.text.iter().chain(&words.criteria);
        texts.map(|text| TEXT + shown_size(text)).sum::<usize>()
    });
    let size = REQUIREMENT + title + shown_size(requirement.text());
    (size + described.max().unwrap_or_default()).max(LIMIT / MOST)
}
