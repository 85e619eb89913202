//! The tree of a standard's groups of roles, and the order in which they list the roles.

use super::standard::Standard;
use super::tree::{NodeTree, TreeNode};
use crate::index::{List, RoleGroupIndex, RoleIndex};
use crate::source::format::standard::{RoleGroup, StandardRecord};
use crate::source::format::text::Id;

/// The mark between the titles of a group and of one that is part of it, which never starts a line. Writing from right to left
/// mirrors it.
pub const WITHIN: &str = "\u{a0}› ";

/// The groups of roles as a tree, whatever they state.
#[derive(Debug)]
pub struct GroupTree<'a> {
    groups: &'a List<RoleGroupIndex, RoleGroup>,
    /// The group that each group is part of.
    parents: List<RoleGroupIndex, Option<RoleGroupIndex>>,
    /// The groups, each followed by those that are part of it.
    pub order: Vec<RoleGroupIndex>,
    /// The groups whose `parent` was ignored because it leads back to the group.
    pub cut: Vec<RoleGroupIndex>,
}

impl<'a> GroupTree<'a> {
    /// Builds the tree of a standard's groups.
    pub fn of(standard: &'a StandardRecord) -> Self {
        let groups = &standard.groups;
        let nodes = groups.iter().map(|group| TreeNode {
            id: group.id.as_str(),
            within: None,
            parent: group.parent.as_ref().map(Id::as_str),
        });
        let tree = NodeTree::stated(&nodes.collect::<Vec<_>>());
        let index = |place: usize| groups.index_at(place);
        GroupTree {
            groups,
            parents: (tree.parents.into_iter())
                .map(|parent| parent.and_then(index))
                .collect(),
            order: tree.order.into_iter().filter_map(index).collect(),
            cut: tree.cut.into_iter().filter_map(index).collect(),
        }
    }

    /// The group that a group is part of; `None` for an outermost group.
    pub fn parent(&self, group: RoleGroupIndex) -> Option<RoleGroupIndex> {
        self.parents[group]
    }

    /// The group with this id, which a role or a group names.
    pub fn named(&self, id: Option<&Id>) -> Option<RoleGroupIndex> {
        let id = id?;
        self.groups.find_index(|group| group.id == *id.as_str())
    }

    /// The groups from the outermost to `group`.
    fn path(&self, group: RoleGroupIndex) -> Vec<&'a RoleGroup> {
        let above = std::iter::successors(Some(group), |group| self.parents[*group]);
        let mut path: Vec<&RoleGroup> = above.map(|group| &self.groups[group]).collect();
        path.reverse();
        path
    }
}

impl Standard {
    /// The indices of its roles, each with its groups, the outermost first. Roles without a group come first, then those of
    /// each group, followed by those of the groups that are part of it.
    pub fn roles_by_group(&self) -> Vec<(RoleIndex, Vec<&RoleGroup>)> {
        let Some(about) = self.about.as_deref() else {
            return Vec::new();
        };
        let tree = GroupTree::of(about);
        let roles = about.roles.indexed();
        let mut roles: Vec<(RoleIndex, Option<RoleGroupIndex>)> = roles
            .map(|(role, record)| (role, tree.named(record.group.as_ref())))
            .collect();
        let place = |group| tree.order.iter().position(|known| *known == group);
        roles.sort_by_cached_key(|(_, group)| group.and_then(place));
        let path = |group: Option<RoleGroupIndex>| group.map(|group| tree.path(group));
        roles
            .into_iter()
            .map(|(role, group)| (role, path(group).unwrap_or_default()))
            .collect()
    }

    /// The groups of a role, the outermost first.
    pub fn groups_of(&self, role: RoleIndex) -> Vec<&RoleGroup> {
        let Some(about) = self.about.as_deref() else {
            return Vec::new();
        };
        let tree = GroupTree::of(about);
        let group = tree.named(about.roles[role].group.as_ref());
        group.map(|group| tree.path(group)).unwrap_or_default()
    }
}
