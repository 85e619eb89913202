//! The clauses of a standard's files in document order, each with its parent.
//!
//! Joins the records that [`crate::source::gathering`] collects, in the order of the files, with
//! the tree that [`super::tree`] finds. [`super::Standard::build`] adds the clauses from here one
//! by one.

use std::sync::Arc;

use super::clause::Body;
use super::tree::{NodeTree, TreeNode};
use crate::index::{ClauseIndex, List};
use crate::source::format::annex::Annex;
use crate::source::format::text::Id;
use crate::source::gathering::GatheredClause;

/// The content of a clause, and the index of the clause that it is part of.
pub(super) struct PlacedBody {
    /// The record, shared with its document.
    pub(super) body: Body,
    /// `None` at the top level; otherwise less than the index of the clause itself.
    pub(super) parent: Option<ClauseIndex>,
}

/// The clauses of a standard in document order, the annexes last.
pub(super) struct DocumentOrder {
    /// The clauses, each after its parent. Every record of the files is in it exactly once,
    /// whatever its `parent` says.
    pub(super) bodies: List<ClauseIndex, PlacedBody>,
    /// Whether the clauses are part of one another by their numbers.
    pub(super) is_dotted: bool,
    /// The clauses whose `parent` leads back to them. They are placed at the top level, and `E215`
    /// reports them.
    pub(super) cut: Vec<ClauseIndex>,
}

impl DocumentOrder {
    /// Orders the clauses of the files.
    pub(super) fn of(clauses: Vec<GatheredClause>, annexes: Vec<Arc<Annex>>) -> Self {
        let of_clauses = clauses.iter().map(|clause| TreeNode {
            id: clause.record.id.as_str(),
            within: clause.within,
            parent: clause.record.parent.as_ref().map(Id::as_str),
        });
        let of_annexes = annexes.iter().map(|annex| TreeNode {
            id: annex.id.as_str(),
            within: None,
            parent: None,
        });
        let nodes: Vec<TreeNode<'_>> = of_clauses.chain(of_annexes).collect();
        let tree = NodeTree::of(&nodes);
        let of_clauses = clauses
            .iter()
            .map(|clause| Body::Clause(clause.record.clone()));
        let mut bodies: Vec<Option<Body>> = of_clauses
            .chain(annexes.iter().cloned().map(Body::Annex))
            .map(Some)
            .collect();
        // The index of each node among the clauses, as far as they are placed.
        let mut indices: Vec<Option<ClauseIndex>> = vec![None; bodies.len()];
        let mut placed: List<ClauseIndex, PlacedBody> = List::default();
        for place in tree.order {
            if let Some(body) = bodies[place].take() {
                let parent = tree.parents[place].and_then(|parent| indices[parent]);
                indices[place] = Some(placed.push(PlacedBody { body, parent }));
            }
        }
        let cut = tree.cut.into_iter().filter_map(|place| indices[place]);
        DocumentOrder {
            bodies: placed,
            is_dotted: tree.is_dotted,
            cut: cut.collect(),
        }
    }
}
