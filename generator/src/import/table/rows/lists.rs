//! Cells that name several values.

use std::collections::HashSet;

use super::reader::{RowReader, ValueKind};
use crate::import::table::columns::TableColumn;
use crate::import::table::columns::levels::is_expected_level;
use crate::import::table::columns::meaning::ColumnMeaning;
use crate::language::message::message;

impl RowReader<'_> {
    /// Finds the columns of roles, levels and dimensions whose cells are lists with commas between.
    pub(super) fn find_lists(&mut self, rows: &[(usize, Vec<String>)]) {
        if self.is_export || self.is_own_book {
            return;
        }
        let named = self.columns.iter().filter(|column| {
            matches!(
                column.meaning,
                ColumnMeaning::Level | ColumnMeaning::Role | ColumnMeaning::Dimension
            )
        });
        for column in named {
            let cells = rows.iter().filter_map(|(_, row)| row.get(column.index));
            if !are_lists(cells.map(|cell| cell.trim())) {
                continue;
            }
            self.lists.insert(column.index);
            self.found.decisions.push(message!(
                "the commas in the column `{heading}` are taken to divide its values",
                heading = column.heading
            ));
        }
    }

    /// The values that a cell names, divided by semicolons, bars, line breaks or Chinese commas, and by commas if the cells of the
    /// column are such lists.
    pub(super) fn several(
        &mut self,
        kind: ValueKind,
        column: &TableColumn,
        words: &str,
    ) -> Vec<usize> {
        let separators: &[char] = match self.is_export {
            true => &[' '],
            false => &[';', '；', '、', '|', '\n'],
        };
        let has_commas = self.lists.contains(&column.index);
        let mut all = Vec::new();
        for part in words.split(separators) {
            let parts = match has_commas {
                true => between_commas(part),
                false => vec![part.trim()],
            };
            for part in parts.into_iter().filter(|part| !part.is_empty()) {
                let value = self.value(kind, part);
                if !all.contains(&value) {
                    all.push(value);
                }
            }
        }
        all
    }
}

/// Whether cells are lists with commas between, and not single names with a comma, such as `Manager, Sales`: at least half of
/// what the commas divide also stands alone in a cell.
fn are_lists<'a>(cells: impl Iterator<Item = &'a str>) -> bool {
    let cells: HashSet<&str> = cells.collect();
    let lists = cells.iter().map(|cell| between_commas(cell));
    let parts: HashSet<&str> = lists.filter(|parts| parts.len() > 1).flatten().collect();
    let is_level =
        |part: &str| is_expected_level(part) || part.bytes().all(|byte| byte.is_ascii_digit());
    let is_known = |part: &&&str| cells.contains(**part) || is_level(part);
    !parts.is_empty() && parts.iter().filter(is_known).count() * 2 >= parts.len()
}

/// The parts of a cell between its commas, except for those in brackets.
fn between_commas(cell: &str) -> Vec<&str> {
    let mut depth = 0_usize;
    let parts = cell.split(|c| {
        match c {
            '(' | '（' | '[' => depth += 1,
            ')' | '）' | ']' => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth == 0 && matches!(c, ',' | '，')
    });
    parts.map(str::trim).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commas_divide_lists_but_not_names() {
        for (cells, expected) in [
            (&["Baker, Seller", "Baker", "Seller"][..], true),
            (&["Baker, Seller", "Baker"], true),
            (&["13,14", "15,16"], true),
            (&["Expert, Beginner"], true),
            (&["Manager, Sales", "Manager, Shop"], false),
            (&["Manager, Sales", "Manager, Shop", "Manager"], false),
            (&["Baker (bread, rolls)", "Baker"], false),
            (&["Baker"], false),
        ] {
            assert_eq!(are_lists(cells.iter().copied()), expected, "{cells:?}");
        }
    }
}
