//! The tree of the parts found: parts without a circle, at a depth that a file can have, and what each part becomes.

use std::collections::HashSet;

use super::found::{FoundForm, FoundItem, LeftOver};
use crate::language::message::message;

/// The most parts that are nested in each other. A file nests twice as deep, and the reader of files has a limit.
pub(super) const DEEPEST: usize = 16;

/// The tree of parts.
#[derive(Debug)]
pub(super) struct FoundTree {
    /// The parts that are in no other.
    pub(super) tops: Vec<usize>,
    /// The parts in each part, in the order of the file.
    pub(super) children: Vec<Vec<usize>>,
    /// Whether each part is a clause; the others are requirements.
    pub(super) is_clause: Vec<bool>,
    /// The clauses that the source does not have.
    pub(super) added: HashSet<usize>,
}

impl FoundTree {
    /// Builds the tree. Removes parents that would make a circle or a tree that is too deep, and reports them.
    pub(super) fn of(items: &mut [FoundItem], left: &mut Vec<LeftOver>) -> Self {
        break_circles(items, left);
        limit_depth(items, left);
        let mut tops = Vec::new();
        let mut children = vec![Vec::new(); items.len()];
        for (index, item) in items.iter().enumerate() {
            match item.parent {
                Some(parent) => children[parent].push(index),
                None => tops.push(index),
            }
        }
        // A clause that was added after its parts comes where the first of them is.
        let mut first: Vec<usize> = (0..items.len()).collect();
        for index in 0..items.len() {
            let mut above = items[index].parent;
            while let Some(parent) = above.filter(|parent| first[*parent] > index) {
                first[parent] = index;
                above = items[parent].parent;
            }
        }
        let sorted = |list: &mut Vec<usize>| list.sort_by_key(|index| first[*index]);
        sorted(&mut tops);
        children.iter_mut().for_each(sorted);
        let mut tree = FoundTree {
            is_clause: vec![false; items.len()],
            added: HashSet::new(),
            tops,
            children,
        };
        tree.decide(items);
        tree
    }

    /// Decides which parts are clauses, from the outermost to the innermost.
    fn decide(&mut self, items: &[FoundItem]) {
        let mut rest: Vec<usize> = Vec::new();
        for top in self.tops.clone() {
            let is_leaf = self.children[top].is_empty();
            self.is_clause[top] = match items[top].form {
                FoundForm::Clause => true,
                FoundForm::Requirement => false,
                FoundForm::Unknown => !is_leaf,
            };
            rest.push(top);
        }
        while let Some(above) = rest.pop() {
            let children = self.children[above].clone();
            if self.is_clause[above] {
                let leaf = |child: &&usize| {
                    self.children[**child].is_empty() && items[**child].form != FoundForm::Clause
                };
                let leaves: Vec<usize> = children.iter().filter(leaf).copied().collect();
                for child in &children {
                    self.is_clause[*child] = self.is_clause_among(items, *child, &leaves);
                }
            }
            rest.extend(children);
        }
    }

    /// Whether a part of a clause is a clause. One with parts is a requirement among others of its type.
    fn is_clause_among(&self, items: &[FoundItem], child: usize, leaves: &[usize]) -> bool {
        let item = &items[child];
        let is_rated =
            item.weight.is_some() || !item.descriptors.is_empty() || !item.examples.is_empty();
        match item.form {
            FoundForm::Clause => true,
            FoundForm::Requirement => false,
            FoundForm::Unknown if self.children[child].is_empty() || is_rated => false,
            FoundForm::Unknown => {
                let parts = &self.children[child];
                let is_low = parts.iter().all(|part| self.children[*part].is_empty());
                let is_like_a_leaf = match item.kind {
                    Some(kind) => leaves.iter().any(|leaf| items[*leaf].kind == Some(kind)),
                    None => is_low && leaves.iter().any(|leaf| items[*leaf].kind.is_none()),
                };
                !is_like_a_leaf
            }
        }
    }
}

/// Removes the parent of one part of each circle.
fn break_circles(items: &mut [FoundItem], left: &mut Vec<LeftOver>) {
    // 0: not seen; 1: on the way up from the current part; 2: known to end at the top.
    let mut states = vec![0u8; items.len()];
    for start in 0..items.len() {
        let mut path = Vec::new();
        let mut current = start;
        loop {
            match states[current] {
                0 => {}
                1 => {
                    if let Some(parent) = items[current].parent.take() {
                        left.push(LeftOver {
                            place: items[current].place.clone(),
                            what: message!("a parent that is below its own part"),
                            content: format!(
                                "{} → {}",
                                label(&items[current]),
                                label(&items[parent])
                            ),
                        });
                    }
                    break;
                }
                _ => break,
            }
            states[current] = 1;
            path.push(current);
            match items[current].parent {
                Some(parent) => current = parent,
                None => break,
            }
        }
        for index in path {
            states[index] = 2;
        }
    }
}

/// Moves parts that are nested too deeply up to the deepest place.
fn limit_depth(items: &mut [FoundItem], left: &mut Vec<LeftOver>) {
    let mut depths = vec![usize::MAX; items.len()];
    for start in 0..items.len() {
        let mut path = Vec::new();
        let mut current = start;
        while depths[current] == usize::MAX {
            path.push(current);
            match items[current].parent {
                Some(parent) => current = parent,
                None => break,
            }
        }
        while let Some(index) = path.pop() {
            let Some(parent) = items[index].parent else {
                depths[index] = 0;
                continue;
            };
            let depth = depths[parent] + 1;
            if depth < DEEPEST {
                depths[index] = depth;
                continue;
            }
            left.push(LeftOver {
                place: items[index].place.clone(),
                what: message!(
                    "a place more than {deepest} levels deep, moved up",
                    deepest = DEEPEST
                ),
                content: format!("{} → {}", label(&items[index]), label(&items[parent])),
            });
            // The parent is at the deepest place already, or was moved there.
            items[index].parent = items[parent].parent;
            depths[index] = depths[parent];
        }
    }
}

/// The words by which a part is named in a report.
pub(super) fn label(item: &FoundItem) -> String {
    let words = if item.title.is_empty() {
        &item.text
    } else {
        &item.title
    };
    let words = words.nearest("");
    let short: String = words.chars().take(60).collect();
    match &item.code {
        Some(code) if short.is_empty() => code.clone(),
        Some(code) => format!("{code} {short}"),
        None if short.is_empty() => item.place.notation(),
        None => short,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::found::FoundPlace;

    fn items(parents: &[Option<usize>]) -> Vec<FoundItem> {
        let all = parents.iter().enumerate();
        all.map(|(row, parent)| FoundItem {
            parent: *parent,
            ..FoundItem::new(FoundPlace::Row(row + 1))
        })
        .collect()
    }

    #[test]
    fn circles_are_broken_and_reported() {
        let mut all = items(&[Some(2), Some(0), Some(1), Some(3), None, Some(0)]);
        let mut left = Vec::new();
        let tree = FoundTree::of(&mut all, &mut left);
        assert_eq!(tree.tops, [0, 3, 4]);
        assert_eq!(tree.children[0], [1, 5]);
        assert_eq!(left.len(), 2);
    }

    #[test]
    fn a_chain_of_any_length_is_made_shallow() {
        let parents: Vec<Option<usize>> =
            (0..50_000usize).map(|index| index.checked_sub(1)).collect();
        let mut all = items(&parents);
        let mut left = Vec::new();
        let tree = FoundTree::of(&mut all, &mut left);
        assert_eq!(tree.tops.len(), 1);
        assert_eq!(left.len(), 50_000 - DEEPEST);
    }

    #[test]
    fn parts_among_requirements_are_requirements() {
        let mut all = items(&[None, Some(0), Some(0), Some(2), Some(0)]);
        let tree = FoundTree::of(&mut all, &mut Vec::new());
        assert_eq!(tree.is_clause, [true, false, false, false, false]);
        let mut all = items(&[None, Some(0), Some(1), None]);
        let tree = FoundTree::of(&mut all, &mut Vec::new());
        assert_eq!(tree.is_clause, [true, true, false, false]);
    }
}
