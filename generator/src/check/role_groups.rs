//! Checks the groups of roles: those that roles and other groups name.
//!
//! The codes are `E221` and `E222` (circle).

use super::known::{ids, in_record};
use super::subject::Subject;
use super::suggest::unknown;
use crate::language::message::message;
use crate::model::role_groups::GroupTree;
use crate::source::diagnostic::Diagnostic;
use crate::source::format::standard::{RoleGroup, StandardRecord};
use crate::source::namespace::Namespace;
use crate::source::rule::Rule;

/// Requires that the groups that roles and groups name exist, and that no group is part of itself. Otherwise roles would be
/// listed without their groups.
pub fn rule(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let parts = subject.handbook.standards.iter();
    let standards = parts.filter_map(|part| part.about.as_deref());
    standards.flat_map(faults).collect()
}

fn faults(standard: &StandardRecord) -> Vec<Diagnostic> {
    let known = ids(in_record(Namespace::RoleGroup, standard)).into_iter();
    let of_groups = standard.groups.iter().map(|group| &group.parent);
    let of_roles = standard.roles.iter().map(|role| &role.group);
    let named = of_groups.chain(of_roles).flatten();
    let missing = named.filter(|named| !known.clone().any(|known| **named == *known));
    let mut found: Vec<Diagnostic> = missing
        .map(|id| {
            let what = message!("group of roles");
            unknown(Rule::UnknownGroup, id, what, known.clone())
        })
        .collect();
    let cut = GroupTree::of(standard).cut.into_iter();
    found.extend(cut.filter_map(|group| circle(&standard.groups[group])));
    found
}

/// The fault of a group whose parent is part of it.
///
/// `None` for a group without `parent`, which cannot be cut.
fn circle(group: &RoleGroup) -> Option<Diagnostic> {
    let parent = group.parent.as_ref()?;
    let group = &group.id;
    let message = if parent.value == group.value {
        message!("the group of roles `{group}` is its own parent", group)
    } else {
        message!(
            "the group of roles `{group}` is part of `{parent}`, which is part of it",
            group,
            parent
        )
    };
    Some(Rule::GroupCircle.at(
        &parent.position,
        message,
        message!(
            "name a group that is not part of this one, or remove `parent` from the outermost group"
        ),
    ))
}
