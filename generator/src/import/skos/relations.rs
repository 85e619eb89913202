//! The tree of the concepts, and their relations.

use super::SkosReader;
use super::naming::{is_deprecated, name_of, place};
use super::vocabulary::{
    ABOVE, BELOW, BROADER_TRANSITIVE, LABELS, MATCHES, RELATED, RELATION, REPLACED_BY, REPLACES,
    SAME_AS,
};
use crate::import::address::known_elsewhere;
use crate::import::found::{FoundEnd, FoundRelation, FoundText};
use crate::import::rdf::address;
use crate::language::message::message;
use crate::source::format::relation::RelationKind;

/// The most steps up that are followed, in case they lead in a circle.
const HIGHEST: usize = 100;

impl SkosReader<'_> {
    /// Finds what each item is in, and how it relates to others.
    pub(super) fn relations(&mut self) {
        let mut above: Vec<Vec<usize>> = vec![Vec::new(); self.found.items.len()];
        for (item, index) in self.concepts.clone().into_iter().enumerate() {
            for property in ABOVE {
                for name in self.resource(index).nodes(property) {
                    let name = self.in_use(name);
                    let known = self
                        .graph
                        .index(&name)
                        .and_then(|index| self.items.get(&index));
                    match known {
                        Some(parent) if *parent == item => {
                            self.leave(
                                place(self.resource(index)),
                                message!("a concept above that is the concept itself"),
                                &*name,
                            );
                        }
                        Some(parent) if above[item].contains(parent) => {}
                        Some(parent) => above[item].push(*parent),
                        None => self.elsewhere(index, item, RelationKind::Broader.word(), &name),
                    }
                }
            }
        }
        for (item, index) in self.concepts.clone().into_iter().enumerate() {
            let resource = self.resource(index);
            for name in BELOW.iter().flat_map(|property| resource.nodes(property)) {
                let below = self.graph.index(name);
                match below.and_then(|below| self.items.get(&below)) {
                    Some(child) if *child != item && !above[*child].contains(&item) => {
                        above[*child].push(item)
                    }
                    Some(_) => {}
                    None if below.is_some_and(|below| is_deprecated(self.resource(below))) => {}
                    None => self.elsewhere(index, item, RelationKind::Narrower.word(), name),
                }
            }
        }
        for (item, parents) in above.iter().enumerate() {
            let mut parents = parents.iter();
            self.found.items[item].parent = parents.next().copied();
            for parent in parents {
                self.relate(item, *parent, RelationKind::Broader.word());
            }
        }
        for (item, index) in self.concepts.clone().into_iter().enumerate() {
            self.associative(item, index);
            self.transitive(item, index);
        }
    }

    /// A concept above, or the one above that if it is no longer in use.
    fn in_use(&self, name: &str) -> String {
        let mut name = name.to_owned();
        for _ in 0..HIGHEST {
            let resource = self
                .graph
                .get(&name)
                .filter(|resource| is_deprecated(resource));
            let Some(next) = resource.and_then(|resource| resource.nodes(ABOVE[0]).next()) else {
                break;
            };
            name = next.to_string();
        }
        name
    }

    /// Reads the relations of a concept that are not part of the tree.
    fn associative(&mut self, item: usize, index: usize) {
        let related = [
            (RELATED, RelationKind::Related.word()),
            (RELATION, RelationKind::Related.word()),
            (REPLACES, RelationKind::Replaces.word()),
        ];
        for (property, kind) in related.into_iter().chain(MATCHES) {
            for name in self.resource(index).nodes(property) {
                // The program's own files name the same thing as identical and as an exact match.
                let same = self.resource(index).nodes(SAME_AS).any(|same| same == name);
                match self
                    .graph
                    .index(name)
                    .and_then(|other| self.items.get(&other))
                    .copied()
                {
                    Some(other) if other != item => self.relate(item, other, kind),
                    Some(_) => {}
                    None if same => {}
                    None => self.elsewhere(index, item, kind, name),
                }
            }
        }
        for name in self.resource(index).nodes(REPLACED_BY) {
            match self
                .graph
                .index(name)
                .and_then(|other| self.items.get(&other))
                .copied()
            {
                Some(other) if other != item => {
                    self.relate(other, item, RelationKind::Replaces.word())
                }
                Some(_) | None => {
                    self.leave(
                        place(self.resource(index)),
                        message!("a concept that replaces this one"),
                        &**name,
                    );
                }
            }
        }
    }

    /// Leaves the concepts above at any distance that the tree does not have.
    fn transitive(&mut self, item: usize, index: usize) {
        for name in self.resource(index).nodes(BROADER_TRANSITIVE) {
            let known = self
                .graph
                .index(name)
                .and_then(|other| self.items.get(&other))
                .copied();
            let mut current = self.found.items[item].parent;
            let mut is_implied = known == Some(item);
            for _ in 0..HIGHEST {
                is_implied = is_implied || (current.is_some() && current == known);
                current = current.and_then(|parent| self.found.items[parent].parent);
            }
            if !is_implied {
                self.leave(
                    place(self.resource(index)),
                    message!("a concept above at some distance"),
                    &**name,
                );
            }
        }
    }

    /// Relates two items of the scheme. A relation that has no direction is kept at one end.
    fn relate(&mut self, from: usize, to: usize, kind: &str) {
        let both = [
            RelationKind::Related,
            RelationKind::ExactMatch,
            RelationKind::CloseMatch,
        ];
        let is_known = |from: usize, to: usize| {
            self.found.items[from]
                .relations
                .iter()
                .any(|known| known.to == FoundEnd::Item(to) && known.kind == kind)
        };
        let is_both = both.iter().any(|known| known.word() == kind);
        if is_known(from, to) || (is_both && is_known(to, from)) {
            return;
        }
        self.found.items[from].relations.push(FoundRelation {
            to: FoundEnd::Item(to),
            kind: kind.to_owned(),
            title: FoundText::default(),
            notes: Vec::new(),
        });
    }

    /// Relates an item to a resource outside the scheme.
    fn elsewhere(&mut self, index: usize, item: usize, kind: &str, name: &str) {
        let Some(to) = address(name).and_then(known_elsewhere) else {
            let content = self
                .graph
                .get(name)
                .map_or_else(|| name.to_owned(), name_of);
            self.leave(
                place(self.resource(index)),
                message!("a relation to something without an address"),
                content,
            );
            return;
        };
        let title = match self.graph.get(name) {
            Some(other) => self.words.label(other, &LABELS),
            None => FoundText::default(),
        };
        self.found.items[item].relations.push(FoundRelation {
            to: FoundEnd::Elsewhere(to),
            kind: kind.to_owned(),
            title,
            notes: Vec::new(),
        });
    }
}
