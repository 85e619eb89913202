//! The cells of the columns of roles: marks, or the levels that the roles expect.

use super::reader::{RowReader, ValueKind};
use crate::import::found::{FoundPlace, quoted};
use crate::import::table::columns::marks::{CellMark, mark};
use crate::import::table::columns::meaning::ColumnMeaning;
use crate::import::table::columns::{TableColumn, is_expected_level};
use crate::language::message::{Series, message};

/// Whether an `x` in the columns of roles is the opposite of a tick.
pub(super) fn crosses_mean_no(columns: &[TableColumn], rows: &[(usize, Vec<String>)]) -> bool {
    let has = |signs: &[&str]| {
        let mut asks = columns
            .iter()
            .filter(|column| column.meaning == ColumnMeaning::Asks);
        asks.any(|column| {
            let mut cells = rows.iter().filter_map(|(_, row)| row.get(column.index));
            cells.any(|cell| signs.contains(&cell.trim()))
        })
    };
    has(&["x", "X"]) && has(&["✓", "✔", "√", "✔️", "✅"])
}

impl RowReader<'_> {
    /// Declares the levels that the columns of roles name, lowest first, if these hold levels instead of marks.
    pub(super) fn declare_expected(&mut self, rows: &[(usize, Vec<String>)]) {
        let columns = self.columns;
        let asks = columns
            .iter()
            .filter(|column| column.meaning == ColumnMeaning::Asks);
        let cells = asks.flat_map(|column| {
            rows.iter()
                .filter_map(|(_, row)| row.get(column.index).map(|cell| cell.trim()))
        });
        let mut levels: Vec<&str> = cells.filter(|cell| is_expected_level(cell)).collect();
        levels.sort_unstable();
        levels.dedup();
        // A `1` alone is a mark.
        let is_known = !self.found.levels.is_empty();
        if is_known || levels.len() < 2 {
            return;
        }
        for level in &levels {
            self.value(ValueKind::Level, level);
        }
        self.found.decisions.push(message!(
            "the columns of the roles name the levels {levels}, taken for lowest first; give them titles",
            levels = Series::plain(levels.iter().map(|level| quoted(level)))
        ));
    }

    /// Reads a cell of the column of a role.
    pub(super) fn ask(
        &mut self,
        column: &TableColumn,
        place: FoundPlace,
        words: &str,
        asks: &mut Vec<(usize, bool, Option<usize>)>,
    ) {
        let role = self.value(ValueKind::Role, &column.base);
        let level = self
            .values
            .get(&(ValueKind::Level, words.to_lowercase()))
            .copied();
        let mark = match mark(words) {
            Some(CellMark::Must) if self.crosses_mean_no && words.eq_ignore_ascii_case("x") => {
                Some(CellMark::No)
            }
            mark => mark,
        };
        match (mark, level) {
            (_, Some(level)) => asks.push((role, false, Some(level))),
            (Some(CellMark::Must), None) => asks.push((role, false, None)),
            (Some(CellMark::Optional), None) => asks.push((role, true, None)),
            (Some(CellMark::No), None) => {}
            (None, None) => self.leave(
                place,
                message!(
                    "a cell of the role `{role}` that is not a mark",
                    role = column.base
                ),
                words,
            ),
        }
    }
}
