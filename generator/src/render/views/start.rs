//! Where to start in a standard: its roles by levels, or those it has of either, each with its number of requirements.

use std::collections::BTreeMap;

use serde::Serialize;

use super::compare_ways;
use super::grid::{self, GridView};
use super::group::{self, GroupHeading};
use crate::index::StandardIndex;
use crate::render::frame::{Frame, LinkView};
use crate::render::html::Html;
use crate::render::named;
use crate::site::address::StandardPage;

/// The roles and levels of a standard.
#[derive(Debug, Serialize)]
pub struct StartView {
    /// The words for its parts, by the keys of the interface words: its own names, if it has any.
    pub names: BTreeMap<&'static str, Html>,
    /// The grid of roles by levels, if it has both.
    pub grid: Option<GridView>,
    /// The roles of a standard without levels, or the levels of one without roles, each with its number of requirements.
    pub list: Vec<CountedLink>,
    /// Whether there are roles.
    pub has_roles: bool,
    /// Whether the number of a level includes those of the levels below it.
    pub is_cumulative: bool,
    /// Whether the levels of a role are not a chain, so that none is simply below another.
    pub forks: bool,
    /// The link to the comparisons of roles and levels; empty if there is nothing to compare.
    pub compare: String,
}

/// A link with the number of requirements that it leads to.
#[derive(Debug, Serialize)]
pub struct CountedLink {
    /// The headings of the groups that begin with the role, the outermost first.
    pub groups: Vec<GroupHeading>,
    /// The link.
    pub link: LinkView,
    /// The number of requirements.
    pub count: usize,
}

/// Returns the roles and levels of a standard; `None` if it has neither.
pub fn of_standard(frame: &Frame, index: StandardIndex) -> Option<StartView> {
    let standard = &frame.handbook().standards[index];
    let (grid, list) = (grid::of_standard(frame, index), list(frame, index));
    (grid.is_some() || !list.is_empty()).then(|| StartView {
        names: named::in_front(frame, index),
        grid,
        list,
        has_roles: !standard.about.roles.is_empty(),
        is_cumulative: standard.is_cumulative(),
        forks: standard.forks(),
        compare: compare_ways::home(frame, index),
    })
}

/// Returns the roles of a standard without levels, or the levels of one without roles.
fn list(frame: &Frame, index: StandardIndex) -> Vec<CountedLink> {
    let standard = &frame.handbook().standards[index];
    let (roles, levels) = (&standard.about.roles, &standard.about.levels);
    let has_both = !roles.is_empty() && !levels.is_empty();
    if has_both && standard.has_common_levels() {
        return Vec::new();
    }
    let levels = levels.indexed().filter(|_| roles.is_empty());
    let headed = group::headed(frame, index, |_| true).into_iter();
    let roles = headed.map(|(role, groups)| {
        let about = &roles[role];
        CountedLink {
            groups,
            link: frame.link_view(standard, index, StandardPage::Role(role), &about.title),
            count: standard.asked(Some(about.id.as_str()), None).len(),
        }
    });
    let levels = levels.map(|(level, about)| CountedLink {
        groups: Vec::new(),
        link: frame.link_view(
            standard,
            index,
            StandardPage::LevelOfAll(level),
            &about.title,
        ),
        count: standard.asked(None, Some(about.id.as_str())).len(),
    });
    roles.chain(levels).collect()
}
