//! The requirements that are asked of nobody, and why.
//!
//! They have their places in the standard and in the list of requirements, but no page of a role or a level shows them,
//! and no self-check by profile rates them. See [`super::asked`].

use std::collections::BTreeSet;

use super::standard::Standard;
use crate::index::RequirementIndex;

/// The reason why nobody is asked for a requirement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Unasked {
    /// Roles ask by lists, none of which names it, and it names no role.
    Unlisted,
    /// It is about levels that no role has.
    LevelsOfNobody,
}

impl Standard {
    /// Returns the requirements that are asked of nobody at any level, in document order, each with the reason. Parts are
    /// left out if the requirement that contains them is asked of nobody either, and a requirement if any part of it is
    /// asked of somebody.
    ///
    /// Empty if anything that decides it is missing: the standard's own file, a role or a level that a requirement names,
    /// or what the list of a role names.
    pub fn unasked(&self) -> Vec<(RequirementIndex, Unasked)> {
        if self.about.is_none() || self.has_unresolved_list() {
            return Vec::new();
        }
        let roles = self.roles();
        let everybody = roles.is_empty().then_some(None);
        let roles = roles.iter().map(|role| Some(role.id.as_str()));
        let mut asked: BTreeSet<RequirementIndex> = BTreeSet::new();
        for role in roles.chain(everybody) {
            let of_role = self.asked_of(role, &self.ladder(role), None).into_iter();
            asked.extend(of_role.map(|one| one.requirement));
        }
        let mut above_asked: BTreeSet<RequirementIndex> = BTreeSet::new();
        for index in &asked {
            above_asked.extend(self.above(*index));
        }
        let is_asked =
            |index: &RequirementIndex| asked.contains(index) || above_asked.contains(index);
        let unasked = self.requirements.indices().filter(|index| {
            let parent = self.requirements[*index].parent;
            !is_asked(index) && parent.is_none_or(|parent| is_asked(&parent))
        });
        unasked
            .filter(|index| !self.above(*index).any(|above| asked.contains(&above)))
            .filter_map(|index| Some((index, self.why_unasked(index)?)))
            .collect()
    }

    /// The reason why a requirement is asked of nobody; `None` if something that it names is missing.
    fn why_unasked(&self, index: RequirementIndex) -> Option<Unasked> {
        let axes = &self.requirements[index].axes;
        if axes.roles.is_empty() && self.asks_by_lists() {
            return Some(Unasked::Unlisted);
        }
        let mut roles = axes.roles.iter();
        let mut levels = axes.levels.iter();
        let known = self.levels_among(&axes.roles);
        let is_known = roles.all(|role| self.role(role).is_some())
            && levels.all(|id| known.iter().any(|level| level.id == *id));
        is_known.then_some(Unasked::LevelsOfNobody)
    }

    /// Whether the list of a role names something that does not exist.
    fn has_unresolved_list(&self) -> bool {
        self.roles().iter().any(|role| {
            let levels = role.levels.iter().flat_map(|level| &level.asks);
            let mut asks = role.asks.iter().chain(levels);
            asks.any(|ask| self.resolve(&ask.to).is_err())
        })
    }
}
