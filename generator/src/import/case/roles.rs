//! The items that are roles, and what belongs to them.

use std::collections::HashMap;

use serde_json::Value as Json;

use super::CaseReader;
use crate::import::found::{
    FoundAsk, FoundEnd, FoundGroup, FoundItem, FoundPlace, FoundRelation, FoundRole, FoundTask,
    FoundText, FoundValue,
};
use crate::import::ids::slug;
use crate::import::json::{JsonRecord, leave};
use crate::language::message::message;
use crate::source::format::standard::{MUST, OPTIONAL};

/// The types of items that are usually roles, in small letters.
const ROLES: [&str; 16] = [
    "role",
    "job role",
    "work role",
    "job",
    "occupation",
    "job family role",
    "profession",
    "人员类别",
    "人員類別",
    "岗位",
    "角色",
    "职业",
    "職種",
    "職務",
    "perfil",
    "الدور الوظيفي",
];

/// The words of the interface for a role, in small letters.
const USUAL: [&str; 5] = ["role", "人员类别", "職種", "perfil", "職務"];

/// The part of a standard that an item becomes.
#[derive(Clone, Copy)]
enum RolePart {
    Role,
    Group,
    Task,
}

impl CaseReader<'_> {
    /// Makes roles of the items whose type says so, groups of those that contain nothing but roles and groups, and tasks of
    /// what is in roles.
    pub(super) fn find_roles(&mut self) {
        let count = self.found.items.len();
        let mut children: Vec<Vec<usize>> = vec![Vec::new(); count];
        for (index, item) in self.found.items.iter().enumerate() {
            if let Some(parent) = item.parent {
                children[parent].push(index);
            }
        }
        let is_named = |index: usize| {
            let item = &self.found.items[index];
            let kind = item
                .kind
                .map(|kind| self.found.types[kind].title.nearest("").to_lowercase());
            kind.is_some_and(|kind| {
                ROLES.contains(&kind.as_str())
                    || self
                        .options
                        .role_types
                        .iter()
                        .any(|role| role.to_lowercase() == kind)
            })
        };
        // What holds roles is a group, even if its type is also one of roles, such as *Profession*.
        let is_task = |index: usize| children[index].is_empty() && !is_named(index);
        let is_role =
            |index: usize| is_named(index) && children[index].iter().all(|child| is_task(*child));
        let roles: Vec<usize> = (0..count).filter(|index| is_role(*index)).collect();
        let groups = self.groups_of(&roles, &children);
        let mut removed = vec![false; count];
        let mut group_places: HashMap<usize, usize> = HashMap::new();
        for group in &groups {
            group_places.insert(*group, group_places.len());
            removed[*group] = true;
        }
        self.name_groups(&groups);
        for group in groups {
            let mut about = self.value_of(group);
            let item = &self.found.items[group];
            if !item.title.is_empty() {
                about.description = item.text.clone();
            }
            let parent = item.parent;
            self.leave_details(group, RolePart::Group);
            self.found.groups.push(FoundGroup {
                about,
                parent: parent.and_then(|parent| group_places.get(&parent).copied()),
            });
        }
        let mut places: HashMap<usize, usize> = HashMap::new();
        for role in roles {
            let mut about = self.value_of(role);
            let item = &self.found.items[role];
            if !item.title.is_empty() {
                about.description = item.text.clone();
            }
            let tasks: Vec<usize> = children[role].clone();
            let found = FoundRole {
                about,
                group: item
                    .parent
                    .and_then(|parent| group_places.get(&parent).copied()),
                tasks: tasks
                    .iter()
                    .map(|task| task_of(&self.found.items[*task]))
                    .collect(),
                notes: item.notes.clone(),
                ..FoundRole::default()
            };
            self.leave_details(role, RolePart::Role);
            for task in tasks {
                removed[task] = true;
                self.leave_details(task, RolePart::Task);
            }
            removed[role] = true;
            places.insert(role, self.found.roles.len());
            self.found.roles.push(found);
        }
        self.name_roles(&places);
        self.belong(&places);
        for (index, item) in self
            .found
            .items
            .iter()
            .enumerate()
            .filter(|(index, _)| removed[*index])
        {
            for relation in &item.relations {
                let to = match &relation.to {
                    FoundEnd::Item(to) => self.found.items[*to].place.notation(),
                    FoundEnd::Elsewhere(to) => to.clone(),
                };
                let content = Json::from(format!("{} {to}", relation.kind));
                leave(
                    &mut self.found.left,
                    self.found.items[index].place.clone(),
                    message!("a relation of a role or task"),
                    &content,
                );
            }
        }
        for (index, item) in self
            .found
            .items
            .iter()
            .enumerate()
            .filter(|(index, _)| !removed[*index])
        {
            for relation in &item.relations {
                if let FoundEnd::Item(to) = &relation.to
                    && removed[*to]
                {
                    let content = Json::from(format!(
                        "{} {}",
                        relation.kind,
                        self.found.items[*to].place.notation()
                    ));
                    leave(
                        &mut self.found.left,
                        self.found.items[index].place.clone(),
                        message!("a relation with a role or task"),
                        &content,
                    );
                }
            }
        }
        self.remove(&removed);
        self.drop_types();
    }

    /// The items that contain roles or groups, and nothing else.
    fn groups_of(&self, roles: &[usize], children: &[Vec<usize>]) -> Vec<usize> {
        // The number of items in each that are not known to be roles or groups.
        let mut others: Vec<usize> = children.iter().map(Vec::len).collect();
        let mut groups = Vec::new();
        let mut met = roles.to_vec();
        while let Some(index) = met.pop() {
            let Some(parent) = self.found.items[index].parent else {
                continue;
            };
            others[parent] -= 1;
            if others[parent] == 0 && roles.binary_search(&parent).is_err() {
                groups.push(parent);
                met.push(parent);
            }
        }
        groups.sort_unstable();
        groups
    }

    /// Takes the standard's word for a group of roles from their type, if all have the same.
    fn name_groups(&mut self, groups: &[usize]) {
        let mut kinds = groups.iter().map(|group| self.found.items[*group].kind);
        let Some(Some(first)) = kinds.next() else {
            return;
        };
        if kinds.all(|kind| kind == Some(first)) {
            self.found.group_name = self.found.types[first].title.clone();
        }
    }

    /// Lists what an item said that a role, a group of roles or a task cannot say.
    fn leave_details(&mut self, index: usize, part: RolePart) {
        let item = &self.found.items[index];
        let named = |values: &[usize], all: &[FoundValue]| -> Vec<String> {
            let titles = values.iter().map(|value| all[*value].title.nearest(""));
            titles.map(str::to_owned).collect()
        };
        let words = |texts: &[FoundText]| -> Vec<String> {
            texts
                .iter()
                .map(|text| text.nearest("").to_owned())
                .collect()
        };
        let mut details = named(&item.levels, &self.found.levels);
        details.extend(item.dimensions.iter().map(|(axis, value)| {
            let value = &self.found.axes[*axis].values[*value];
            value.title.nearest("").to_owned()
        }));
        details.extend(
            item.weight
                .map(|weight| (f64::from(weight) / 100.0).to_string()),
        );
        details.extend(words(&item.examples));
        details.extend(words(&item.remarks));
        match part {
            RolePart::Role => {}
            RolePart::Group => {
                details.extend(words(&item.notes));
                details.extend(item.code.clone());
            }
            RolePart::Task => {
                details.extend(item.code.clone());
                if !item.text.is_empty() && !item.title.is_empty() {
                    details.push(item.title.nearest("").to_owned());
                }
            }
        }
        let place = item.place.clone();
        let heading = item.text.nearest(&self.found.language);
        let is_heading = item.title.is_empty() && !matches!(part, RolePart::Task);
        if is_heading && heading.contains('\n') {
            let content = Json::from(heading);
            leave(
                &mut self.found.left,
                place.clone(),
                message!("line breaks of a heading, in whose place there are spaces"),
                &content,
            );
        }
        for detail in details {
            leave(
                &mut self.found.left,
                place.clone(),
                message!("a detail that a role, a group of roles or a task does not have"),
                &Json::from(detail),
            );
        }
    }

    fn value_of(&self, index: usize) -> FoundValue {
        let item = &self.found.items[index];
        FoundValue {
            code: item.id.clone().or(item.code.clone()),
            title: if item.title.is_empty() {
                item.text.clone()
            } else {
                item.title.clone()
            },
            description: FoundText::default(),
            same_as: item.same_as.clone(),
            ..FoundValue::default()
        }
    }

    /// Takes the standard's word for a role from the type of the roles, and removes the types that only roles and tasks have.
    fn name_roles(&mut self, roles: &HashMap<usize, usize>) {
        let kind = roles
            .keys()
            .min()
            .and_then(|role| self.found.items[*role].kind);
        if let Some(kind) = kind {
            let title = self.found.types[kind].title.clone();
            let is_usual = USUAL.contains(&title.nearest("").to_lowercase().as_str());
            if !is_usual {
                self.found.role_name = title;
            }
        }
    }

    /// Removes the types that no item has.
    fn drop_types(&mut self) {
        let mut places = vec![None; self.found.types.len()];
        for item in &self.found.items {
            if let Some(kind) = item.kind {
                places[kind] = Some(0);
            }
        }
        let types = std::mem::take(&mut self.found.types);
        for (kind, value) in types.into_iter().enumerate() {
            if places[kind].is_some() {
                places[kind] = Some(self.found.types.len());
                self.found.types.push(value);
            } else if !value.description.is_empty() {
                let content = Json::from(format!(
                    "{}: {}",
                    value.title.nearest(""),
                    value.description.nearest("")
                ));
                leave(
                    &mut self.found.left,
                    FoundPlace::Pointer("/CFDefinitions/CFItemTypes".to_owned()),
                    message!("a type that no clause or requirement has"),
                    &content,
                );
            }
        }
        for item in &mut self.found.items {
            item.kind = item.kind.and_then(|kind| places[kind]);
        }
    }

    /// Reads what belongs to roles. What belongs to anything else is related to it.
    fn belong(&mut self, roles: &HashMap<usize, usize>) {
        for (part, whole, fields, place) in std::mem::take(&mut self.parts) {
            let Some(role) = roles.get(&whole) else {
                self.found.items[part].relations.push(FoundRelation {
                    to: FoundEnd::Item(whole),
                    kind: "isPartOf".to_owned(),
                    title: FoundText::default(),
                    notes: Vec::new(),
                });
                continue;
            };
            let own = fields.get("extensions").and_then(Json::as_object);
            let pointer = format!("{}/extensions", place.notation());
            let own = own.map(|own| JsonRecord::at(own, &pointer));
            let [of, tier, expected] =
                ["level", "tier", "expectedLevel"].map(|key| own.and_then(|own| own.words(key)));
            if of.is_none() && tier.is_none() && expected.is_none() {
                self.found.items[part].roles.push(*role);
                continue;
            }
            let level = |id: &str, levels: &[FoundValue]| {
                levels.iter().position(|level| {
                    let title = level.title.nearest("en");
                    title == id || slug(title, 40) == id
                })
            };
            let expected_level = expected
                .as_deref()
                .and_then(|id| level(id, &self.found.levels));
            let is_unknown = tier
                .as_deref()
                .is_some_and(|tier| tier != MUST && tier != OPTIONAL)
                || (expected.is_some() && expected_level.is_none());
            if let (true, Some(own)) = (is_unknown, own) {
                leave(
                    &mut self.found.left,
                    place,
                    message!("the terms on which a role asks for something"),
                    &Json::Object(own.fields.clone()),
                );
            }
            let ask = FoundAsk {
                to: part,
                is_optional: tier.as_deref().is_some_and(|tier| tier == OPTIONAL),
                level: expected_level,
            };
            let role = &mut self.found.roles[*role];
            let asks = match of {
                None => &mut role.asks,
                Some(of) => {
                    let known = role
                        .levels
                        .iter()
                        .position(|(value, _)| value.code.as_deref() == Some(&of));
                    let place = known.unwrap_or_else(|| {
                        role.levels.push((
                            FoundValue {
                                title: FoundText::one(&self.found.language, &of),
                                code: Some(of),
                                ..FoundValue::default()
                            },
                            Vec::new(),
                        ));
                        role.levels.len() - 1
                    });
                    &mut role.levels[place].1
                }
            };
            asks.push(ask);
        }
    }
}

/// The task that an item becomes.
fn task_of(item: &FoundItem) -> FoundTask {
    let text = match item.text.is_empty() {
        true => &item.title,
        false => &item.text,
    };
    FoundTask {
        text: text.clone(),
        same_as: item.same_as.clone(),
        notes: item.notes.clone(),
    }
}
