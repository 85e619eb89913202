//! Links to the comparisons of roles and levels.

use std::collections::HashSet;

use serde::Serialize;

use crate::index::{LevelIndex, RequirementIndex, RoleIndex, StandardIndex};
use crate::model::CompleteStandard;
use crate::render::frame::{Frame, LinkView};
use crate::site::address::StandardPage;

/// The comparisons that involve a role.
#[derive(Debug, Serialize)]
pub struct WayView {
    /// The role and the link to its page.
    pub role: LinkView,
    /// The link to the comparison of its levels; empty if there is only one level.
    pub levels: String,
    /// The number of requirements that it asks for at any level.
    pub asks: usize,
    /// Its comparisons with the other roles; empty in a large standard.
    pub others: Vec<OtherRole>,
    /// The link to the page on which the reader chooses what to compare the role with, in a large standard; otherwise empty.
    pub choice: String,
}

/// The comparison of a role with another.
#[derive(Debug, Serialize)]
pub struct OtherRole {
    /// The link to it, labelled with the other role.
    pub link: LinkView,
    /// The number of requirements that both ask for.
    pub shared: usize,
}

impl WayView {
    /// Whether there is any comparison.
    pub fn leads_anywhere(&self) -> bool {
        !self.levels.is_empty() || !self.others.is_empty() || !self.choice.is_empty()
    }
}

/// Returns the link to the overview of comparisons; empty if there is nothing to compare.
pub fn home(frame: &Frame, standard: StandardIndex) -> String {
    frame.link_if_any(standard, StandardPage::Compare)
}

/// Returns links to the comparisons of all roles.
pub fn ways(frame: &Frame, standard_index: StandardIndex) -> Vec<WayView> {
    let standard = &frame.handbook().standards[standard_index];
    let roles = standard.roles_by_group().into_iter();
    roles
        .map(|(role, _)| way(frame, standard_index, role, None))
        .collect()
}

/// Returns links to the comparisons of the role at `role`, or of its level at `level`.
pub fn way(
    frame: &Frame,
    standard_index: StandardIndex,
    role: RoleIndex,
    level: Option<LevelIndex>,
) -> WayView {
    let standard = &frame.handbook().standards[standard_index];
    let is_chosen = !standard.is_compared_on_pages();
    let roles = standard.roles_by_group().into_iter();
    let others = roles
        .map(|(role, _)| role)
        .filter(|other| *other != role && !is_chosen);
    let asked = |role| standard.asked(standard.role_id(Some(role)), None);
    let own: HashSet<RequirementIndex> = asked(role).into_iter().collect();
    WayView {
        role: role_link(frame, standard, standard_index, role),
        levels: frame.link_if_any(standard_index, StandardPage::CompareLevels(role)),
        asks: own.len(),
        others: others
            .map(|other| {
                let page = StandardPage::CompareRoles {
                    first: role.min(other),
                    second: role.max(other),
                };
                let title = &standard.about.roles[other].title;
                let shared = asked(other);
                OtherRole {
                    link: frame.link_view(standard, standard_index, page, title),
                    shared: shared.iter().filter(|index| own.contains(*index)).count(),
                }
            })
            .collect(),
        choice: if is_chosen && standard.has_comparisons() {
            let level = level.map(|level| &standard.levels_at(Some(role))[level].id);
            let id = &standard.about.roles[role].id;
            let level = level.map_or_else(String::new, |level| format!("/{level}"));
            format!("{}#first={id}{level}", home(frame, standard_index))
        } else {
            String::new()
        },
    }
}

/// Returns the link to the page of a role.
pub(super) fn role_link<'a>(
    frame: &Frame<'a>,
    standard: &'a CompleteStandard,
    standard_index: StandardIndex,
    role: RoleIndex,
) -> LinkView {
    let title = &standard.about.roles[role].title;
    frame.link_view(standard, standard_index, StandardPage::Role(role), title)
}
