//! What the cells of a column tell about it.

use std::collections::{HashMap, HashSet};

use crate::import::address::uuid;

/// The cells below the headings.
pub(super) struct ColumnCells<'a> {
    /// The rows below the headings, each with its number in the file.
    pub(super) rows: &'a [(usize, Vec<String>)],
}

impl ColumnCells<'_> {
    /// The cells of a column that are not empty.
    pub(super) fn filled(&self, index: usize) -> impl Iterator<Item = &str> {
        let cells = self.rows.iter().filter_map(move |(_, row)| row.get(index));
        cells
            .map(|cell| cell.trim())
            .filter(|cell| !cell.is_empty())
    }

    /// Whether the values of a column are repeated, as those of a heading are.
    pub(super) fn is_repeated(&self, index: usize) -> bool {
        let values: Vec<&str> = self.filled(index).collect();
        let distinct: HashSet<&&str> = values.iter().collect();
        distinct.len() * 5 < values.len() * 4
    }

    /// Whether a column has cells in the first row and in fewer than half of the others, as a heading that is written once
    /// for the rows below it.
    pub(super) fn is_written_once(&self, index: usize) -> bool {
        let count = self.filled(index).count();
        let is_first = self
            .rows
            .first()
            .and_then(|(_, row)| row.get(index))
            .is_some_and(|cell| !cell.trim().is_empty());
        is_first && count > 1 && count * 2 < self.rows.len()
    }

    /// Whether each value of a column always comes with the same value of another, in rows that do not follow each other:
    /// the rows are about the same thing again.
    pub(super) fn decides(&self, index: usize, other: usize) -> bool {
        let mut known: HashMap<&str, &str> = HashMap::new();
        let mut last = "";
        let mut comes_again = false;
        for (_, row) in self.rows {
            let of = |index: usize| row.get(index).map_or("", |cell| cell.trim());
            let (value, words) = (of(index), of(other));
            if value.is_empty() || words.is_empty() {
                continue;
            }
            match known.insert(value, words) {
                Some(before) if before != words => return false,
                Some(_) => comes_again |= value != last,
                None => {}
            }
            last = value;
        }
        comes_again
    }

    /// Whether the cells of a column are the depths in the tree that another column tells by naming parents: the rows
    /// without a parent, and only these, have the lowest number.
    pub(super) fn is_depth(&self, index: usize, parent: usize) -> bool {
        let of =
            |row: &[String], index: usize| row.get(index).map_or("", |cell| cell.trim()).to_owned();
        let depths: Option<Vec<(u8, bool)>> = (self.rows.iter())
            .map(|(_, row)| Some((of(row, index).parse().ok()?, of(row, parent).is_empty())))
            .collect();
        let depths = depths.unwrap_or_default();
        let Some(least) = depths
            .iter()
            .map(|(depth, _)| *depth)
            .min()
            .filter(|least| *least < 2)
        else {
            return false;
        };
        let is_told = depths
            .iter()
            .all(|(depth, is_top)| (*depth == least) == *is_top);
        is_told && depths.iter().any(|(_, is_top)| !is_top)
    }

    /// Whether most cells of a column are UUIDs.
    pub(super) fn has_uuids(&self, index: usize) -> bool {
        let count = self
            .filled(index)
            .filter(|cell| uuid(cell).is_some())
            .count();
        count > 0 && count * 2 > self.filled(index).count()
    }
}
