//! Matrices: requirements by levels, with the descriptor of a requirement at each level, or the step that a role expects.
//!
//! A large standard has one matrix for each of its parts ([`super::parts`]) instead of one for all.
//! `render/views/matrix.rs` shows the rows.

use std::collections::BTreeSet;

use super::parts::{Division, PageSizes, PartName};
use super::requirement::Requirement;
use super::standard::Standard;
use super::text_size::shown_size;
use crate::index::{LevelIndex, List, RequirementIndex, RoleIndex};
use crate::source::format::axis::DescriptorRecord;
use crate::source::format::standard::{Level, Role};

/// The HTML around the row of a requirement, in bytes.
const ROW: usize = 600;

/// The HTML around a cell or a criterion, in bytes.
const CELL: usize = 100;

/// The matrices of a standard.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Matrices {
    /// Whether any requirement is described at a level of the standard. If not, the standard has no
    /// matrix of its own levels, but roles may have one of theirs.
    pub has_any: bool,
    /// The parts with a matrix of their own. Empty if one matrix holds all requirements.
    pub division: Division,
    /// The roles with a matrix of their own levels. In the standard's order.
    pub roles: Vec<RoleIndex>,
}

impl Matrices {
    /// Finds the matrices of `standard`. Must be called again whenever a text has changed, since
    /// sizes decide the division.
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
        let levels = standard.levels_of(None);
        let requirements = standard.requirements.iter();
        let sizes = PageSizes {
            clauses: standard.clauses.iter().map(|_| 0).collect(),
            requirements: requirements
                .map(|of| {
                    if Standard::is_described(of, levels) {
                        row_size(of, levels)
                    } else {
                        0
                    }
                })
                .collect(),
        };
        matrices.has_any = sizes.requirements.iter().any(|size| *size > 0);
        matrices.division = standard.divided(&sizes);
        matrices
    }
}

impl Standard {
    /// Whether `requirement` is described at any of `levels`. Descriptors of levels that are not
    /// among them do not count: they are those of another ladder.
    pub fn is_described(requirement: &Requirement, levels: &List<LevelIndex, Level>) -> bool {
        let mut described = requirement.item().levels.0.iter();
        described.any(|descriptor| {
            levels
                .iter()
                .any(|level| descriptor.level == *level.id.as_str())
        })
    }

    /// The requirements in the matrix of a part, or in that of the standard if it is not divided, in document order.
    /// With `part` `None` and a divided matrix, the result is empty, since each requirement is then
    /// in a part.
    pub fn matrix_rows(&self, part: Option<PartName>) -> Vec<RequirementIndex> {
        let levels = self.levels_of(None);
        let division = &self.matrices().division;
        let all = self.requirements.indexed();
        let rows = all.filter(|(index, requirement)| {
            Standard::is_described(requirement, levels)
                && division
                    .of_requirement(requirement.clause, *index)
                    .map(|part| part.name)
                    == part
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
}

/// The size of a requirement's row. An estimate in bytes, with a cell for each level, described or
/// not.
pub(super) fn row_size(requirement: &Requirement, levels: &List<LevelIndex, Level>) -> usize {
    let cells = levels.iter().map(|level| {
        let words = requirement.descriptor(level.id.as_str());
        CELL + words.map_or(0, descriptor_size)
    });
    ROW + shown_size(requirement.text()) + cells.sum::<usize>()
}

/// The size of the words at one level, with the list of criteria.
fn descriptor_size(words: &DescriptorRecord) -> usize {
    let criteria = words.criteria.iter().map(|text| CELL + shown_size(text));
    words.text.as_ref().map_or(0, shown_size) + criteria.sum::<usize>()
}

/// The requirements of a matrix with those that they are part of, in document order. Those added are headings.
///
/// The flag is true for an added one, which has no cells of its own.
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
