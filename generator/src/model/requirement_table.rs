//! The requirements of the clauses below a clause as a table: a row for each clause, a column for each dimension.
//!
//! Standards print what somebody does beside what they know for it in this way.

use std::collections::BTreeSet;

use super::standard::Standard;
use crate::index::{ClauseIndex, RequirementIndex};
use crate::source::format::dimension::Dimension;

/// The word in `shows` of a table of requirements.
pub const REQUIREMENTS: &str = "requirements";

/// A table of requirements.
#[derive(Debug)]
pub struct RequirementTable<'a> {
    /// The number of columns for clauses, before those for dimensions.
    pub depth: usize,
    /// The dimensions to which any of the requirements belong, in the standard's order.
    pub dimensions: Vec<&'a Dimension>,
    /// The rows, in document order.
    pub rows: Vec<RequirementRow>,
}

/// The requirements of a clause, by dimension.
#[derive(Debug)]
pub struct RequirementRow {
    /// The clauses that it is part of below that of the table, the outermost first, and the clause itself.
    pub path: Vec<ClauseIndex>,
    /// The requirements in each column for a dimension. Those without a dimension are in the first.
    pub cells: Vec<Vec<RequirementIndex>>,
}

/// The clauses that head a row, and its requirements in document order.
type HeadedRow = (Vec<ClauseIndex>, Vec<RequirementIndex>);

impl Standard {
    /// The table of the requirements below `clause`. A clause that is only about a dimension has no row of its own: its
    /// requirements are in that of the clause above it. Empty if there are none.
    pub fn requirement_table(&self, clause: ClauseIndex) -> RequirementTable<'_> {
        let mut rows: Vec<HeadedRow> = Vec::new();
        self.collect_rows(clause, &[], &mut rows);
        let all = rows.iter().flat_map(|(_, all)| all).copied();
        let all: BTreeSet<RequirementIndex> = all.collect();
        let dimensions: Vec<&Dimension> = (self.rated_dimensions().iter())
            .filter(|dimension| {
                let id = dimension.id.as_str();
                let mut all = all.iter();
                all.any(|index| self.requirements[*index].axes.dimensions.has(id))
            })
            .collect();
        let column = |index: &RequirementIndex| {
            let axes = &self.requirements[*index].axes;
            let mut ids = dimensions.iter().map(|dimension| dimension.id.as_str());
            ids.position(|id| axes.dimensions.has(id)).unwrap_or(0)
        };
        let depth = rows.iter().map(|(path, _)| path.len()).max();
        let rows = rows.iter().map(|(path, all)| {
            let mut cells = vec![Vec::new(); dimensions.len().max(1)];
            for index in all {
                cells[column(index)].push(*index);
            }
            let path = path.clone();
            RequirementRow { path, cells }
        });
        let rows = rows.collect();
        RequirementTable {
            depth: depth.unwrap_or(0),
            rows,
            dimensions,
        }
    }

    /// Adds the rows below `clause`, which is at `path` below the clause of the table.
    fn collect_rows(&self, clause: ClauseIndex, path: &[ClauseIndex], rows: &mut Vec<HeadedRow>) {
        for &child in &self.clauses[clause].children {
            let entry = &self.clauses[child];
            let own = entry.as_clause();
            let is_side = !path.is_empty() && own.is_some_and(|own| !own.dimension.0.is_empty());
            let mut path = path.to_vec();
            if !is_side {
                path.push(child);
            }
            let requirements: Vec<RequirementIndex> = entry.requirements.clone().collect();
            match rows.last_mut().filter(|(last, _)| *last == path) {
                Some((_, all)) => all.extend(requirements),
                None if requirements.is_empty() => {}
                None => rows.push((path.clone(), requirements)),
            }
            self.collect_rows(child, &path, rows);
        }
    }
}
