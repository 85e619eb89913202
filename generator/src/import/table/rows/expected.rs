//! The cells of the columns of roles: marks, or the levels that the roles expect.

use super::reader::{RowReader, ValueKind};
use super::signs::RANKED;
use crate::import::found::{FoundPlace, FoundText, quoted};
use crate::import::table::columns::TableColumn;
use crate::import::table::columns::levels::is_expected_level;
use crate::import::table::columns::marks::{CellMark, usual};
use crate::import::table::columns::meaning::ColumnMeaning;
use crate::import::table::legend;
use crate::language::message::{Series, message};

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
        if self.signs.are_ranks() {
            levels = RANKED.to_vec();
        }
        // A `1` alone is a mark.
        let is_known = !self.found.levels.is_empty();
        if is_known || levels.len() < 2 {
            return;
        }
        for level in &levels {
            self.value(ValueKind::Level, level);
        }
        self.expected = levels.iter().map(|level| (*level).to_owned()).collect();
    }

    /// Says which levels the columns of the roles name, and gives these the titles that a legend has for them.
    pub(super) fn tell_expected(&mut self) {
        let levels = std::mem::take(&mut self.expected);
        if levels.is_empty() {
            return;
        }
        self.is_order_told = true;
        let mut texts = self.asides.iter();
        let meanings = texts.find_map(|text| legend::meanings(text, &levels));
        let Some(meanings) = meanings else {
            self.found.decisions.push(message!(
                "the columns of the roles name the levels {levels}, taken for lowest first; give them titles",
                levels = Series::plain(levels.iter().map(|level| quoted(level)))
            ));
            return;
        };
        let mut titles = Vec::new();
        for (name, meaning) in levels.iter().zip(&meanings) {
            let key = (ValueKind::Level, name.to_lowercase());
            let level = self.values.get(&key).copied();
            let Some(level) = level.and_then(|place| self.found.levels.get_mut(place)) else {
                continue;
            };
            let title = legend::title(name, meaning);
            level.title = FoundText::one(&self.language, &title);
            if level.code.is_none() && name.chars().all(|c| c.is_ascii_alphanumeric()) {
                level.code = Some(name.clone());
            }
            titles.push(quoted(&title));
        }
        self.found.decisions.push(message!(
            "the levels have the titles by which the table explains them, taken for lowest first: {levels}",
            levels = Series::plain(titles)
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
            .get(&(ValueKind::Level, usual(words).to_lowercase()))
            .copied();
        match (self.signs.mark(words), level) {
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
