//! The groups of roles, as headings in lists of roles.

use crate::index::{RoleIndex, StandardIndex};
use crate::render::frame::Frame;
use crate::render::text::TextView;

/// The number of roles above which lists of them that only lead elsewhere are folded or left out.
pub(super) const MOST_ROLES: usize = 12;

/// Returns the roles of a list in the order of their groups, each with the heading of its group if it is the first of it.
pub(super) fn headed(
    frame: &Frame,
    standard_index: StandardIndex,
    roles: impl Fn(RoleIndex) -> bool,
) -> Vec<(RoleIndex, Option<TextView>)> {
    let standard = &frame.handbook().standards[standard_index];
    let voice = frame.voice_of(standard);
    let mut before = None;
    let all = standard.roles_by_group().into_iter();
    all.filter(|role| roles(*role))
        .map(|role| {
            let group = standard.group_of(role);
            let id = group.map(|group| group.id.as_str());
            let is_first = id != before;
            before = id;
            let heading = group.filter(|_| is_first);
            (role, heading.map(|group| voice.text(&group.title)))
        })
        .collect()
}
