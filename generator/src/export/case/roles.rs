//! The roles of a framework, their groups and tasks as items, and what belongs to them.
//!
//! A clause or requirement is a part of the roles that it names itself, and of those whose lists name it. What is below it
//! belongs to these roles too, and what names no role belongs to all; so an association is written only once.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value as Json;

use super::names::{FrameworkNames, elsewhere, node, notes_of, with_remarks, words_of};
use super::packing::extensions;
use super::record::{CfNode, Extensions, Siblings};
use super::standard_packing::{ItemParts, StandardPacking, item};
use crate::index::{RoleGroupIndex, RoleIndex};
use crate::language::on_one_line;
use crate::model::framework_item::FrameworkItem;
use crate::model::role_groups::GroupTree;
use crate::source::format::axis::Ids;
use crate::source::format::reference::Reference;
use crate::source::format::standard::{Ask, Level, RoleGroup, Task};
use crate::source::format::text::Id;

/// Adds the roles with their groups and tasks, and the associations of what belongs to them.
pub(super) fn add<'a>(standard: &mut StandardPacking<'a>) {
    let about = &standard.names.standard.about;
    add_by_group(standard);
    add_stated(standard);
    for (index, role) in about.roles.indexed() {
        add_asks(standard, index, &role.asks, None);
        for level in &role.levels {
            add_asks(standard, index, &level.asks, Some(level));
        }
    }
}

/// Adds the roles without a group, then each group with its roles and the groups that are part of it. Groups without roles
/// are left out.
fn add_by_group(standard: &mut StandardPacking) {
    let about = &standard.names.standard.about;
    let tree = GroupTree::of(about);
    let of_role = |role: RoleIndex| tree.named(about.roles[role].group.as_ref());
    let mut members: BTreeMap<RoleGroupIndex, Vec<RoleIndex>> = BTreeMap::new();
    for role in about.roles.indices() {
        match of_role(role) {
            Some(group) => members.entry(group).or_default().push(role),
            None => add_role(standard, role, None),
        }
    }
    let above = |group: &RoleGroupIndex| tree.parent(*group);
    let held = members.keys().copied();
    let held: BTreeSet<RoleGroupIndex> = held
        .flat_map(|group| std::iter::successors(Some(group), above))
        .collect();
    // The item of each group, and the number of items in it.
    let mut items: BTreeMap<RoleGroupIndex, (CfNode, usize)> = BTreeMap::new();
    for group in tree.order.iter().filter(|group| held.contains(group)) {
        let outer = tree.parent(*group).and_then(|outer| items.get_mut(&outer));
        let outer = outer.map(|(item, count)| {
            *count += 1;
            (item.clone(), *count)
        });
        let item = add_group(standard, &about.groups[*group], outer);
        let roles = members.remove(group).unwrap_or_default();
        let count = roles.len();
        for (place, role) in roles.into_iter().enumerate() {
            add_role(standard, role, Some((item.clone(), place + 1)));
        }
        items.insert(*group, (item, count));
    }
}

fn add_group<'a>(
    standard: &mut StandardPacking<'a>,
    group: &'a RoleGroup,
    above: Option<(CfNode, usize)>,
) -> CfNode {
    let names = standard.names.standard.about.names.as_ref();
    let word = names.and_then(|names| names.group.as_ref());
    let kind = word.map(|word| standard.kind(None, Some(word), "role_group"));
    let names = &standard.names;
    let words = standard
        .packing
        .recorded
        .words(names, &FrameworkItem::of_group(group));
    let parts = ItemParts {
        record: words.record,
        identifier: names.group(group),
        uri: names.group_node(group).uri,
        statement: words.statement.unwrap_or_default(),
        abbreviated: words.abbreviated,
        kind,
        changed: words.changed,
        language: standard.language_of(&group.title),
    };
    let mut new = item(&standard.packing, parts);
    let record = &mut new.item;
    record.notes = with_remarks(&words.remarks, None);
    record.extensions = extensions([
        ("remarks", words.remarks.into()),
        ("sameAs", elsewhere(&group.same_as, names.group(group))),
    ]);
    standard.push(new, Siblings::Others, above, |names| {
        names.group_node(group)
    })
}

fn add_role<'a>(
    standard: &mut StandardPacking<'a>,
    index: RoleIndex,
    above: Option<(CfNode, usize)>,
) {
    let of = standard.names.standard;
    let role = &of.about.roles[index];
    let named = of
        .about
        .names
        .as_ref()
        .and_then(|names| names.role.as_ref());
    let kind = standard.kind(None, named, "role");
    let names = &standard.names;
    let words = standard
        .packing
        .recorded
        .words(names, &FrameworkItem::of_role(role));
    let personnel = role.personnel.as_ref().map(|text| words_of(names, text));
    let parts = ItemParts {
        record: words.record,
        identifier: names.role(index),
        uri: names.role_node(index).uri,
        statement: words.statement.unwrap_or_default(),
        abbreviated: words.abbreviated,
        kind: Some(kind),
        changed: words.changed,
        language: standard.language_of(&role.title),
    };
    let notes = notes_of(names, standard.packing.source.words, &[&role.note]);
    let mut new = item(&standard.packing, parts);
    let record = &mut new.item;
    record.human_coding_scheme = role
        .number
        .as_ref()
        .map(|number| on_one_line(&number.value));
    record.notes = with_remarks(&words.remarks, notes);
    record.extensions = extensions([
        ("remarks", words.remarks.into()),
        ("personnel", personnel.map_or(Json::Null, Json::from)),
        ("sameAs", elsewhere(&role.same_as, names.role(index))),
    ]);
    let own = standard.push(new, Siblings::Others, above, |names| names.role_node(index));
    for (place, task) in role.tasks.iter().enumerate() {
        add_task(standard, role.id.as_str(), task, (own.clone(), place + 1));
    }
}

/// Adds a task. It has no id, so its identifier is made of its words in the language of the standard, unless it was imported.
fn add_task<'a>(
    standard: &mut StandardPacking<'a>,
    role: &'a str,
    task: &'a Task,
    above: (CfNode, usize),
) {
    let words = task.text.nearest(&[standard.names.original()]).1;
    let path = format!("role/{role}/task/{words}");
    let identifier = |names: &FrameworkNames| {
        let imported = names.imported(&task.same_as);
        imported.unwrap_or_else(|| names.part(&path))
    };
    let named = |names: &FrameworkNames<'a>| {
        let identifier = identifier(names);
        let title = on_one_line(&words_of(names, &task.text));
        node(title, identifier, names.in_package(identifier))
    };
    let kind = standard.kind(None, None, "task");
    let names = &standard.names;
    let words = standard
        .packing
        .recorded
        .words(names, &FrameworkItem::of_task(task));
    let parts = ItemParts {
        record: words.record,
        identifier: identifier(names),
        uri: named(names).uri,
        statement: words.statement.unwrap_or_default(),
        abbreviated: words.abbreviated,
        kind: Some(kind),
        changed: words.changed,
        language: standard.language_of(&task.text),
    };
    let notes = notes_of(names, standard.packing.source.words, &[&task.note]);
    let mut new = item(&standard.packing, parts);
    let record = &mut new.item;
    record.notes = with_remarks(&words.remarks, notes);
    record.extensions = extensions([
        ("remarks", words.remarks.into()),
        ("sameAs", elsewhere(&task.same_as, identifier(names))),
    ]);
    standard.push(new, Siblings::Others, Some(above), named);
}

/// Adds the associations of clauses and requirements with the roles that they name.
fn add_stated(standard: &mut StandardPacking) {
    let of = standard.names.standard;
    for (index, clause) in of.clauses.indexed() {
        let Some(body) = clause.as_clause().filter(|_| clause.within > 0) else {
            continue;
        };
        let stated = standard.names.clause_node(index);
        add_named(standard, &stated, &body.role);
        for requirement in clause.requirements.clone() {
            let roles = &of.requirements[requirement].item().role;
            if !roles.0.is_empty() {
                let stated = standard.names.requirement_node(requirement);
                add_named(standard, &stated, roles);
            }
        }
    }
}

fn add_named(standard: &mut StandardPacking, stated: &CfNode, roles: &Ids) {
    for role in &roles.0 {
        let all = &standard.names.standard.about.roles;
        if let Some(index) = all.find_index(|known| known.id == *role.value) {
            let ends = [stated.clone(), standard.names.role_node(index)];
            standard
                .packing
                .associate("isPartOf", ends, Extensions::new());
        }
    }
}

/// Adds the associations with a role of what a list of it names, with the level whose list it is.
fn add_asks(standard: &mut StandardPacking, role: RoleIndex, asks: &[Ask], of: Option<&Level>) {
    for ask in asks {
        let id = |id: Option<&Id>| id.map_or(Json::Null, |id| Json::from(id.as_str()));
        let terms = extensions([
            ("level", id(of.map(|level| &level.id))),
            ("tier", id(ask.r#as.as_ref())),
            ("expectedLevel", id(ask.level.as_ref())),
        ]);
        for asked in named_by(&standard.names, &ask.to) {
            let ends = [asked, standard.names.role_node(role)];
            standard.packing.associate("isPartOf", ends, terms.clone());
        }
    }
}

/// The clause or requirements that a reference names, without what is below them.
fn named_by(names: &FrameworkNames, reference: &Reference) -> Vec<CfNode> {
    let standard = names.standard;
    let clause = standard.clause_index(&reference.first);
    if reference.last.is_none()
        && standard.requirement_index(&reference.first).is_none()
        && let Some(clause) = clause
    {
        let is_item = standard.clauses[clause].within > 0;
        return is_item
            .then(|| names.clause_node(clause))
            .into_iter()
            .collect();
    }
    let all = standard.resolve(reference).unwrap_or_default();
    let depth = all.first().map(|first| standard.requirements[*first].depth);
    let all = all.into_iter();
    let top = all.filter(|index| Some(standard.requirements[*index].depth) == depth);
    top.map(|index| names.requirement_node(index)).collect()
}
