//! Trees of clauses and of groups of roles: the parent of each node, and the order of the nodes.
//!
//! The tree of groups is stated by `parent`. That of clauses is stated by nested `clauses` and by `parent`. Only if a
//! standard uses neither, it follows from the clauses' numbers: 5.3.1 is part of 5.3. Codes whose dots mean nothing, such as
//! `MA.Number.6` without `MA.Number`, are not numbers. No other code reads structure from an id.
//!
//! The work is on positions in the list of the files, not on indices of the model, which exist only
//! afterwards; `placing` turns one into the other. Whatever the files state, the result is
//! a tree with every node in it once.

use std::cmp::Ordering;
use std::collections::{HashMap, HashSet};

/// A clause or group as its file places it.
#[derive(Clone, Copy, Debug)]
pub struct TreeNode<'a> {
    /// The id.
    pub id: &'a str,
    /// The position of the node that it is nested in. `None` at the top level of a file. It is
    /// always less than its own position.
    pub within: Option<usize>,
    /// The id of the node that it names as its parent. Nesting takes precedence if both are
    /// stated; an id that no node has is ignored, and `E203` or `E221` reports it.
    pub parent: Option<&'a str>,
}

/// The parent of each node, and the nodes in document order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NodeTree {
    /// Whether the tree follows from the numbers of the clauses.
    pub is_dotted: bool,
    /// The position of each node's parent. `None` for a node at the top.
    pub parents: Vec<Option<usize>>,
    /// The positions of the nodes in document order. Each position occurs once, after that of its
    /// parent.
    pub order: Vec<usize>,
    /// The positions of nodes whose `parent` was ignored because it leads back to the node itself.
    pub cut: Vec<usize>,
}

impl NodeTree {
    /// Builds the tree of clauses, which are in the order of the files. Of nodes with the same id, the first is found.
    pub fn of(nodes: &[TreeNode<'_>]) -> Self {
        let is_dotted = !nodes
            .iter()
            .any(|node| node.within.is_some() || node.parent.is_some())
            && are_numbers(nodes);
        if is_dotted {
            NodeTree {
                is_dotted,
                parents: dotted(nodes),
                order: (0..nodes.len()).collect(),
                cut: Vec::new(),
            }
        } else {
            NodeTree::stated(nodes)
        }
    }

    /// The tree that the files state. Children are in the order in which they are written, each followed by its own.
    ///
    /// The traversal uses a stack of its own, so that deep nesting cannot exhaust the program's.
    pub fn stated(nodes: &[TreeNode<'_>]) -> Self {
        let mut places: HashMap<&str, usize> = HashMap::new();
        for (place, node) in nodes.iter().enumerate() {
            places.entry(node.id).or_insert(place);
        }
        let named = |node: &TreeNode<'_>| node.parent.and_then(|id| places.get(id).copied());
        let mut parents: Vec<Option<usize>> = nodes
            .iter()
            .map(|node| node.within.or_else(|| named(node)))
            .collect();
        let cut = cut_cycles(nodes, &mut parents);
        let mut children: Vec<Vec<usize>> = vec![Vec::new(); nodes.len()];
        let mut tops = Vec::new();
        for (place, parent) in parents.iter().enumerate() {
            match parent {
                Some(parent) => children[*parent].push(place),
                None => tops.push(place),
            }
        }
        let mut order = Vec::with_capacity(nodes.len());
        let mut left = tops;
        left.reverse();
        while let Some(place) = left.pop() {
            order.push(place);
            left.extend(children[place].iter().rev());
        }
        NodeTree {
            is_dotted: false,
            parents,
            order,
            cut,
        }
    }
}

/// Whether the dots of ids lead from part to part. A word after a dot makes an id a code, and codes tell nothing about the
/// parts unless at least one is part of another by its dots.
fn are_numbers(nodes: &[TreeNode<'_>]) -> bool {
    let is_code = |id: &str| {
        let mut parts = id.split('.').skip(1);
        parts.any(|part| part.parse::<u64>().is_err())
    };
    if !nodes.iter().any(|node| is_code(node.id)) {
        return true;
    }
    let ids: HashSet<&str> = nodes.iter().map(|node| node.id).collect();
    let mut above = nodes.iter().filter_map(|node| number_above(node.id));
    above.any(|above| ids.contains(above))
}

/// The parents by number. A parent comes before its children.
///
/// Only clauses that come earlier are found, so the parent of a clause that is out of order may be
/// missing; `E211` or `E212` reports it.
fn dotted(nodes: &[TreeNode<'_>]) -> Vec<Option<usize>> {
    let mut places: HashMap<&str, usize> = HashMap::new();
    nodes
        .iter()
        .enumerate()
        .map(|(place, node)| {
            let parent = number_above(node.id).and_then(|id| places.get(id).copied());
            places.entry(node.id).or_insert(place);
            parent
        })
        .collect()
}

/// Removes the parent of one node of each cycle: the first that is not nested in another. Returns these nodes.
/// In the order of discovery. Each node is visited at most once, so the time is linear.
fn cut_cycles(nodes: &[TreeNode<'_>], parents: &mut [Option<usize>]) -> Vec<usize> {
    let mut cut = Vec::new();
    // The round in which each node was met.
    let mut met: Vec<Option<usize>> = vec![None; nodes.len()];
    for round in 0..nodes.len() {
        let mut path: Vec<usize> = Vec::new();
        let mut next = Some(round);
        while let Some(place) = next {
            if let Some(earlier) = met[place] {
                if earlier == round {
                    let start = path.iter().position(|other| *other == place);
                    let cycle: &[usize] = &path[start.unwrap_or_default()..];
                    let stating = cycle.iter().copied();
                    let stating = stating.filter(|place| nodes[*place].within.is_none());
                    // Nesting alone makes no cycle.
                    if let Some(first) = stating.min() {
                        parents[first] = None;
                        cut.push(first);
                    }
                }
                break;
            }
            met[place] = Some(round);
            path.push(place);
            next = parents[place];
        }
    }
    cut
}

/// The number of the clause that the clause numbered `id` is part of. `5.3` for `5.3.1`; `None` for
/// `5`.
pub fn number_above(id: &str) -> Option<&str> {
    id.rsplit_once('.').map(|(above, _)| above)
}

/// The number of the outermost clause that the clause numbered `id` is part of, then those below it, and `id` itself.
/// For `5.3.1`: `5`, `5.3`, `5.3.1`.
pub fn numbers_to(id: &str) -> impl Iterator<Item = &str> {
    let ends = id.match_indices('.').map(|(at, _)| at);
    ends.chain([id.len()]).map(|end| &id[..end])
}

/// The number of clauses above the clause numbered `id`. 0 for `5`, 2 for `5.3.1`.
pub fn depth(id: &str) -> usize {
    id.matches('.').count()
}

/// Compares the numbers of two clauses part by part: 5.2 comes before 5.10, and 5 before 5.1. A
/// letter comes after all numbers, so annex A comes after clause 10.
pub fn number_order(a: &str, b: &str) -> Ordering {
    let mut a = a.split('.');
    let mut b = b.split('.');
    loop {
        let (x, y) = match (a.next(), b.next()) {
            (None, None) => return Ordering::Equal,
            (None, Some(_)) => return Ordering::Less,
            (Some(_), None) => return Ordering::Greater,
            (Some(x), Some(y)) => (x, y),
        };
        let ordering = match (x.parse::<u64>(), y.parse::<u64>()) {
            (Ok(x), Ok(y)) => x.cmp(&y),
            // Letters come after numbers, as annexes come after clauses.
            (Ok(_), Err(_)) => Ordering::Less,
            (Err(_), Ok(_)) => Ordering::Greater,
            (Err(_), Err(_)) if x == y || (x.len() == 1 && y.len() == 1) => x.cmp(y),
            // Words, such as `bibliography`, have no order.
            (Err(_), Err(_)) => return Ordering::Equal,
        };
        if ordering != Ordering::Equal {
            return ordering;
        }
    }
}

#[cfg(test)]
#[path = "tree_tests.rs"]
mod tests;
