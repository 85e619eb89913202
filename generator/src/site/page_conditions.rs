//! The conditions on which a standard has a page, for the [table](super::standard_page) of its pages.

use crate::index::{ClauseIndex, LevelIndex, RoleIndex};
use crate::model::CompleteStandard;

/// The pages for groups, if the handbook addresses people who look after others.
pub(super) fn of_groups<P>(standard: &CompleteStandard, groups: Vec<P>) -> Vec<P> {
    if standard.has_groups {
        groups
    } else {
        Vec::new()
    }
}

/// `page` of the role, if the role has a self-check.
pub(super) fn with_check<P>(
    standard: &CompleteStandard,
    role: RoleIndex,
    page: fn(RoleIndex) -> P,
) -> Vec<P> {
    let id = standard.about.roles[role].id.as_str();
    only_if(standard.has_self_check(Some(id)), page(role))
}

/// `page` of each annex with a further form of a role or of everybody.
pub(super) fn with_further<P>(standard: &CompleteStandard, page: fn(ClauseIndex) -> P) -> Vec<P> {
    let forms = standard.further_forms();
    forms.map(|form| page(form.index)).collect()
}

/// The levels that distinguish the branches of a role, or of everybody, after the first, if each has a self-check.
pub(super) fn further_branches(
    standard: &CompleteStandard,
    role: Option<RoleIndex>,
) -> impl Iterator<Item = LevelIndex> {
    let branches = standard.branches_of(standard.role_id(role)).iter();
    branches.skip(1).map(|branch| branch.key)
}

/// `page`, if there is anything to show on it.
pub(super) fn only_if<P>(has_any: bool, page: P) -> Vec<P> {
    if has_any { vec![page] } else { Vec::new() }
}
