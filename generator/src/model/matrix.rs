//! Matrices: requirements by levels, with the descriptor of a requirement at each level, or the step that a role expects.

use std::collections::BTreeSet;

use super::clause::Clause;
use super::requirement::Requirement;
use super::standard::Standard;
use crate::index::{ClauseIndex, LevelIndex, List, RequirementIndex, RoleIndex};
use crate::source::format::axis::DescriptorRecord;
use crate::source::format::standard::{Level, Role};
use crate::source::format::text::Text;

/// The size of the texts of one page, in bytes, up to which it stays below 300 kB.
const LIMIT: usize = 230_000;

/// The HTML around the row of a requirement, in bytes.
const ROW: usize = 700;

/// The HTML around a cell or a criterion, in bytes.
const CELL: usize = 180;

/// The matrices of a standard.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Matrices {
    /// Whether any requirement is described at a level of the standard.
    pub has_any: bool,
    /// The clauses with a matrix of their own, in document order. Empty if one matrix holds all requirements.
    pub parts: Vec<ClauseIndex>,
    /// The roles with a matrix of their own levels.
    pub roles: Vec<RoleIndex>,
}

impl Matrices {
    /// Finds the matrices of `standard`.
    pub(super) fn of(standard: &Standard) -> Self {
        let roles = standard
            .about
            .iter()
            .flat_map(|about| about.roles.indexed());
        let roles = roles.filter(|(_, role)| standard.has_matrix_of(role));
        let mut matrices = Matrices {
            roles: roles.map(|(index, _)| index).collect(),
            ..Matrices::default()
        };
        let sizes = standard.matrix_sizes();
        let total: usize = standard.tops.iter().map(|top| sizes[*top]).sum();
        matrices.has_any = total > 0;
        if total > LIMIT {
            for top in &standard.tops {
                standard.divide(*top, &sizes, &mut matrices.parts);
            }
        }
        matrices
    }
}

impl Standard {
    /// Whether `requirement` is described at any of `levels`.
    pub fn is_described(requirement: &Requirement, levels: &List<LevelIndex, Level>) -> bool {
        let mut described = requirement.item().levels.0.iter();
        described.any(|descriptor| {
            levels
                .iter()
                .any(|level| descriptor.level == *level.id.as_str())
        })
    }

    /// The clause with a matrix of its own that shows the requirements of `clause`: the nearest one that contains it.
    pub fn matrix_part(&self, clause: ClauseIndex) -> Option<ClauseIndex> {
        let above = std::iter::successors(Some(clause), |clause| self.clauses[*clause].parent);
        let parts = &self.matrices().parts;
        let mut above = above.filter(|clause| parts.binary_search(clause).is_ok());
        above.next()
    }

    /// The requirements in the matrix of a clause, or in that of the standard if it is not divided, in document order.
    pub fn matrix_rows(&self, part: Option<ClauseIndex>) -> Vec<RequirementIndex> {
        let levels = self.levels_of(None);
        let all = self.requirements.indexed();
        let rows = all.filter(|(_, requirement)| {
            Standard::is_described(requirement, levels)
                && self.matrix_part(requirement.clause) == part
        });
        rows.map(|(index, _)| index).collect()
    }

    /// Whether a role has levels of its own at which its lists expect a step, or at which something that it asks for is
    /// described.
    fn has_matrix_of(&self, role: &Role) -> bool {
        if role.levels.is_empty() {
            return false;
        }
        let of_levels = role.levels.iter().flat_map(|level| &level.asks);
        let mut asks = role.asks.iter().chain(of_levels);
        asks.any(|ask| ask.level.is_some()) || {
            let is_described =
                |requirement: &Requirement| Standard::is_described(requirement, &role.levels);
            // What a role asks for takes long to find, and is needed only where something is described.
            self.requirements.iter().any(is_described) && {
                let asked = self.asked(Some(role.id.as_str()), None).into_iter();
                let mut asked = asked.map(|index| &self.requirements[index]);
                asked.any(is_described)
            }
        }
    }

    /// The sizes of the matrices of all clauses with what is below them.
    fn matrix_sizes(&self) -> List<ClauseIndex, usize> {
        let levels = self.levels_of(None);
        let own = |clause: &Clause| {
            let requirements = self.requirements_of(clause).iter();
            let described = requirements.filter(|of| Standard::is_described(of, levels));
            described.map(|of| row_size(of, levels)).sum()
        };
        let mut sizes: List<ClauseIndex, usize> = self.clauses.iter().map(own).collect();
        // Children come after their parents.
        for index in self.clauses.indices().rev() {
            if let Some(parent) = self.clauses[index].parent {
                sizes[parent] += sizes[index];
            }
        }
        sizes
    }

    /// Adds the clauses among which the matrix of `clause` is divided.
    fn divide(
        &self,
        clause: ClauseIndex,
        sizes: &List<ClauseIndex, usize>,
        parts: &mut Vec<ClauseIndex>,
    ) {
        let children = &self.clauses[clause].children;
        let within: usize = children.iter().map(|child| sizes[*child]).sum();
        let fits = sizes[clause] <= LIMIT || within == 0;
        if sizes[clause] > 0 && (fits || within < sizes[clause]) {
            parts.push(clause);
        }
        if !fits {
            for child in children {
                self.divide(*child, sizes, parts);
            }
        }
    }
}

/// The size of a requirement's row.
fn row_size(requirement: &Requirement, levels: &List<LevelIndex, Level>) -> usize {
    let cells = levels.iter().map(|level| {
        let words = requirement.descriptor(level.id.as_str());
        CELL + words.map_or(0, descriptor_size)
    });
    ROW + size(requirement.text()) + cells.sum::<usize>()
}

fn descriptor_size(words: &DescriptorRecord) -> usize {
    let criteria = words.criteria.iter().map(|text| CELL + size(text));
    words.text.as_ref().map_or(0, size) + criteria.sum::<usize>()
}

/// The size of the two longest languages of a text: most readings show at most two.
fn size(text: &Text) -> usize {
    let mut sizes: Vec<usize> = text
        .languages
        .iter()
        .map(|(_, words, _)| words.len())
        .collect();
    sizes.sort_unstable();
    sizes.iter().rev().take(2).sum()
}

/// The requirements of a matrix with those that they are part of, in document order. Those added are headings.
pub fn with_headings(
    standard: &Standard,
    rows: &[RequirementIndex],
) -> Vec<(RequirementIndex, bool)> {
    let shown: BTreeSet<RequirementIndex> = rows.iter().copied().collect();
    let mut all = shown.clone();
    for row in rows {
        let above = |of: &RequirementIndex| standard.requirements[*of].parent;
        all.extend(std::iter::successors(above(row), above));
    }
    let all = all.into_iter();
    all.map(|requirement| (requirement, !shown.contains(&requirement)))
        .collect()
}

#[cfg(test)]
#[path = "matrix_tests.rs"]
mod tests;
