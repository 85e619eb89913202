//! Collections: values of a dimension, or an order; in the program's own files also roles and levels.

use std::collections::HashMap;

use super::SkosReader;
use super::naming::{name_of, place};
use super::own::OwnPart;
use super::vocabulary::{
    COLLECTION, IN_SCHEME, LABELS, MEMBER, MEMBER_LIST, NOTATION, ORDERED, OTHER_LABELS, TYPE,
};
use crate::import::found::{
    FoundAsk, FoundAxis, FoundForm, FoundItem, FoundRole, FoundText, FoundValue,
};
use crate::import::rdf::{RdfResource, RdfValue};
use crate::language::message::message;

/// The places in the neutral tree of what a collection became.
enum Grouped {
    Role(usize),
    Level(usize),
    Dimension(usize, usize),
}

impl SkosReader<'_> {
    /// Reads the collections.
    pub(super) fn collections(&mut self) {
        let graph = self.graph;
        let is = |resource: &RdfResource| {
            resource
                .nodes(TYPE)
                .any(|kind| **kind == *COLLECTION || **kind == *ORDERED)
        };
        let all = graph.resources.iter().enumerate();
        let all: Vec<usize> = all
            .filter(|(_, resource)| is(resource))
            .map(|(index, _)| index)
            .collect();
        let members: HashMap<usize, Vec<usize>> = all
            .iter()
            .map(|index| (*index, self.members(*index)))
            .collect();
        // A collection of collections is an axis; the others are the values of it.
        let mut axis_of: HashMap<usize, usize> = HashMap::new();
        for index in &all {
            let inner: Vec<usize> = members[index]
                .iter()
                .copied()
                .filter(|member| members.contains_key(member))
                .collect();
            if inner.is_empty() || inner.len() < members[index].len() || axis_of.contains_key(index)
            {
                continue;
            }
            self.handled[*index] = true;
            let title = self.words.label(self.resource(*index), &LABELS);
            let axis = self.axis(title);
            for value in inner {
                axis_of.entry(value).or_insert(axis);
            }
        }
        for index in &all {
            if !self.handled[*index] {
                self.collection(*index, &members, axis_of.get(index).copied());
            }
        }
        self.found.axes.retain(|axis| !axis.values.is_empty());
        self.ask();
    }

    /// Lets the roles list what they ask for, if there is something that none of them asks for: a requirement that names no
    /// role belongs to all.
    fn ask(&mut self) {
        let is_free =
            |item: &FoundItem| item.form == FoundForm::Requirement && item.roles.is_empty();
        if self.found.roles.is_empty() || !self.found.items.iter().any(is_free) {
            return;
        }
        for (to, item) in self.found.items.iter_mut().enumerate() {
            for role in std::mem::take(&mut item.roles) {
                self.found.roles[role].asks.push(FoundAsk {
                    to,
                    is_optional: false,
                    level: None,
                });
            }
        }
    }

    /// Reads one collection of concepts.
    fn collection(
        &mut self,
        index: usize,
        members: &HashMap<usize, Vec<usize>>,
        axis: Option<usize>,
    ) {
        if std::mem::replace(&mut self.handled[index], true) {
            return;
        }
        let resource = self.resource(index);
        let title = self.words.label(resource, &LABELS);
        let items: Vec<usize> = members[&index]
            .iter()
            .filter_map(|member| self.items.get(member))
            .copied()
            .collect();
        if title.is_empty() || items.is_empty() {
            let what = if title.is_empty() {
                message!("a collection without a name")
            } else {
                message!("a collection without concepts of the scheme")
            };
            let names: Vec<String> = members[&index]
                .iter()
                .take(50)
                .map(|member| name_of(self.resource(*member)))
                .collect();
            self.leave(
                place(resource),
                what,
                format!("{}: {}", name_of(resource), names.join("; ")),
            );
            return;
        }
        let own = self.own.as_ref().and_then(|own| own.part(&resource.name));
        let mut value = FoundValue {
            code: super::concepts::notation(resource),
            title,
            ..FoundValue::default()
        };
        let grouped = match own {
            Some(OwnPart::Collection(kind, id)) => {
                value.code = Some(id);
                match kind.as_str() {
                    "role" => {
                        self.found.roles.push(FoundRole {
                            about: value,
                            ..FoundRole::default()
                        });
                        Grouped::Role(self.found.roles.len() - 1)
                    }
                    "level" => {
                        self.found.levels.push(value);
                        Grouped::Level(self.found.levels.len() - 1)
                    }
                    _ => self.dimension(value, axis),
                }
            }
            Some(OwnPart::Clause(_) | OwnPart::Requirement(_)) | None => {
                self.dimension(value, axis)
            }
        };
        for item in items {
            let item = &mut self.found.items[item];
            match grouped {
                Grouped::Role(role) if !item.roles.contains(&role) => item.roles.push(role),
                Grouped::Level(level) if !item.levels.contains(&level) => item.levels.push(level),
                Grouped::Dimension(axis, value) if !item.dimensions.contains(&(axis, value)) => {
                    item.dimensions.push((axis, value));
                }
                Grouped::Role(_) | Grouped::Level(_) | Grouped::Dimension(..) => {}
            }
        }
        let read = [MEMBER, MEMBER_LIST, NOTATION, IN_SCHEME];
        let read: Vec<&str> = read.into_iter().chain(LABELS).chain(OTHER_LABELS).collect();
        self.leave_rest(index, &read);
    }

    fn dimension(&mut self, value: FoundValue, axis: Option<usize>) -> Grouped {
        let axis = axis.unwrap_or_else(|| self.axis(FoundText::default()));
        self.found.axes[axis].values.push(value);
        Grouped::Dimension(axis, self.found.axes[axis].values.len() - 1)
    }

    /// The axis with this title.
    fn axis(&mut self, title: FoundText) -> usize {
        let known = self.found.axes.iter().position(|axis| axis.title == title);
        known.unwrap_or_else(|| {
            self.found.axes.push(FoundAxis {
                title,
                values: Vec::new(),
            });
            self.found.axes.len() - 1
        })
    }

    /// The members of a collection, in its order if it has one.
    fn members(&self, index: usize) -> Vec<usize> {
        let resource = self.resource(index);
        let mut names: Vec<RdfValue> = Vec::new();
        for list in resource.nodes(MEMBER_LIST) {
            names.extend(self.graph.list(list));
        }
        names.extend(resource.values(MEMBER).cloned());
        let mut all = Vec::new();
        for name in names {
            if let RdfValue::Node(name) = name
                && let Some(member) = self.graph.index(&name)
                && !all.contains(&member)
            {
                all.push(member);
            }
        }
        all
    }
}
