//! The parts of a large standard: runs of clauses whose text, and whose requirements, have a page of their own.

use super::standard::Standard;
use crate::index::ClauseIndex;

/// The most requirements on one page.
const LIMIT: usize = 400;

/// A run of clauses in document order, up to the next part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ClauseRun {
    /// The first clause.
    pub first: ClauseIndex,
    /// The clause that the part is named after: the first, or the first below it that is not divided.
    pub clause: ClauseIndex,
    /// The number of its requirements.
    pub count: usize,
}

impl Standard {
    /// Divides a standard with more than [`LIMIT`] requirements by its outermost clauses, and those with more than that by
    /// their children. Returns nothing for other standards, and for those that cannot be divided.
    pub(super) fn divided(&self) -> Vec<ClauseRun> {
        let mut parts = Vec::new();
        if self.requirements.len() <= LIMIT {
            return parts;
        }
        for top in &self.tops {
            self.divide_text(*top, *top, &mut parts);
        }
        if parts.len() < 2 {
            parts.clear();
        }
        parts
    }

    /// Adds the parts into which `clause` is divided. The run of the first begins with `first`, which is the clause itself
    /// or contains it.
    fn divide_text(&self, first: ClauseIndex, clause: ClauseIndex, parts: &mut Vec<ClauseRun>) {
        let entry = &self.clauses[clause];
        let own = entry.requirements.len();
        if entry.within <= LIMIT || own == entry.within {
            let count = entry.within;
            parts.push(ClauseRun {
                first,
                clause,
                count,
            });
            return;
        }
        let mut first = first;
        if own > 0 {
            parts.push(ClauseRun {
                first,
                clause,
                count: own,
            });
        }
        for (place, child) in entry.children.iter().enumerate() {
            if own > 0 || place > 0 {
                first = *child;
            }
            self.divide_text(first, *child, parts);
        }
    }

    /// The place among [`Standard::parts`] of the part that contains `clause`; `None` if the standard is not divided.
    pub fn part_with(&self, clause: ClauseIndex) -> Option<usize> {
        let after = self.parts().partition_point(|part| part.first <= clause);
        after.checked_sub(1)
    }

    /// The clauses of the part that is named after `clause`, in document order.
    pub fn clauses_of_part(&self, clause: ClauseIndex) -> Vec<ClauseIndex> {
        let place = self.part_with(clause);
        let mut clauses: Vec<ClauseIndex> = self.clauses.indices().collect();
        clauses.retain(|clause| self.part_with(*clause) == place);
        clauses
    }
}

#[cfg(test)]
#[path = "parts_tests.rs"]
mod tests;
