//! Which requirements a role and a level ask for.

use super::axis::Axes;
use super::requirement::Requirement;
use super::standard::Standard;
use crate::index::RequirementIndex;
use crate::source::format::rubric::RubricRow;

impl Standard {
    /// Returns all requirements for a role at a level, in document order: those for everybody, those for the role, and
    /// those for the role at this level and the levels below it (the introductions in 5.3 add each level to the
    /// previous ones). Without a level, those at any level; without a role, those that are about no role.
    ///
    /// In a standard with dimensions, a requirement without one is not asked of anybody unless it is about a role or a level: it
    /// may be among the duties of an assessor.
    pub fn asked(&self, role: Option<&str>, level: Option<&str>) -> Vec<RequirementIndex> {
        let highest = level.map(|level| self.level_index(level));
        if highest == Some(None) {
            return Vec::new();
        }
        let highest = highest.flatten();
        let is_reached = |axes: &Axes| {
            let lowest = self.lowest_level(axes);
            axes.levels.is_empty()
                || lowest.is_some_and(|lowest| highest.is_none_or(|highest| lowest <= highest))
        };
        let requirements = self.requirements.indexed();
        requirements
            .filter(|(_, requirement)| {
                self.is_asked_of(&requirement.axes, role) && is_reached(&requirement.axes)
            })
            .map(|(index, _)| index)
            .collect()
    }

    /// Whether what belongs to `axes` is asked of `role`, at some level.
    pub fn is_asked_of(&self, axes: &Axes, role: Option<&str>) -> bool {
        let is_about_people =
            !axes.dimensions.is_empty() || !axes.roles.is_empty() || !axes.levels.is_empty();
        (self.dimensions().is_empty() || is_about_people) && axes.roles.allow(role)
    }

    /// Whether a row of a role's form grades a requirement: one of the row's dimension, for the role or for every role,
    /// and of the row's level or, if it has none, of no level.
    pub fn is_graded_by(
        &self,
        requirement: &Requirement,
        role: Option<&str>,
        row: &RubricRow,
    ) -> bool {
        let axes = &requirement.axes;
        axes.dimensions.has(row.dimension.as_str())
            && axes.roles.allow(role)
            && match &row.level {
                Some(level) => axes.levels.has(level.as_str()),
                None => axes.levels.is_empty(),
            }
    }

    /// The requirements that a row of a role's form grades, in document order.
    pub fn requirements_for_row<'a>(
        &'a self,
        role: Option<&'a str>,
        row: &'a RubricRow,
    ) -> impl Iterator<Item = &'a Requirement> {
        let requirements = self.requirements.iter();
        requirements.filter(move |requirement| self.is_graded_by(requirement, role, row))
    }
}
