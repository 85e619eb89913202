//! The relations that lead to a clause or requirement from others of its standard. Only kinds with words for this
//! direction count.

use std::collections::HashMap;

use super::standard::Standard;
use crate::index::{ClauseIndex, RequirementIndex};
use crate::source::format::relation::{Relation, RelationTarget, StatedKind};

/// The clause or requirement that states a relation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RelationSource {
    /// A clause.
    Clause(ClauseIndex),
    /// A requirement.
    Requirement(RequirementIndex),
}

/// A relation that leads to something.
#[derive(Clone, Debug)]
pub struct IncomingRelation {
    /// The id of its kind.
    pub kind: String,
    /// The clause or requirement that states it.
    pub source: RelationSource,
}

/// The relations that lead to each clause or requirement, by its id.
pub type Incoming = HashMap<String, Vec<IncomingRelation>>;

impl Standard {
    /// Finds the relations of those of the standard's own kinds that have words for this direction.
    pub(super) fn find_incoming(&self) -> Incoming {
        let mut incoming = Incoming::new();
        let about = self.about.as_deref();
        let kinds = about.map_or(&[][..], |about| &about.relations);
        let has_inverse = |id: &str| {
            kinds
                .iter()
                .any(|kind| kind.id == *id && kind.inverse.is_some())
        };
        if !kinds.iter().any(|kind| kind.inverse.is_some()) {
            return incoming;
        }
        let mut add = |relations: &[Relation], source: RelationSource| {
            for relation in relations {
                let StatedKind::Own(kind) = &relation.r#as else {
                    continue;
                };
                if let RelationTarget::Own(to) = relation.target()
                    && has_inverse(kind.as_str())
                {
                    incoming
                        .entry(to.to_owned())
                        .or_default()
                        .push(IncomingRelation {
                            kind: kind.as_str().to_owned(),
                            source,
                        });
                }
            }
        };
        for (index, clause) in self.clauses.indexed() {
            if let Some(body) = clause.as_clause() {
                add(&body.relates, RelationSource::Clause(index));
            }
        }
        for (index, requirement) in self.requirements.indexed() {
            add(
                &requirement.item().relates,
                RelationSource::Requirement(index),
            );
        }
        incoming
    }
}
