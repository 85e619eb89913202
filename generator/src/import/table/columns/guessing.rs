//! The meaning of columns whose headings alone do not tell it.

use super::column::TableColumn;
use super::column_cells::ColumnCells;
use super::levels::{cefr, is_expected_level, is_level};
use super::marks::{CellMark, mark};
use super::meaning::ColumnMeaning;

impl ColumnCells<'_> {
    /// Guesses what headings alone do not tell.
    pub(super) fn guess(&self, columns: &mut [TableColumn]) {
        let is_export = columns
            .first()
            .is_some_and(|column| column.heading == "requirement")
            && columns.iter().any(|column| column.heading == "clause");
        if is_export {
            self.guess_export(columns);
            return;
        }
        let cefr: Vec<usize> = unmapped(columns)
            .filter(|index| cefr(&columns[*index].base).is_some())
            .collect();
        let levels: Vec<usize> = unmapped(columns)
            .filter(|index| {
                is_level(&columns[*index].base) || (cefr.len() > 1 && cefr.contains(index))
            })
            .collect();
        let in_one = |row: &Vec<String>| {
            levels
                .iter()
                .filter(|index| row.get(**index).is_some_and(|cell| !cell.trim().is_empty()))
                .count()
        };
        let single = self.rows.iter().filter(|(_, row)| in_one(row) == 1).count();
        let several = self.rows.iter().filter(|(_, row)| in_one(row) > 1).count();
        // An outline has one cell in each row, further to the right the deeper it is.
        let is_outline = levels.len() > 1 && single > several * 4;
        for index in levels {
            columns[index].meaning = match is_outline {
                true => ColumnMeaning::Clause,
                false => ColumnMeaning::Descriptor,
            };
        }
        for index in unmapped(columns).collect::<Vec<_>>() {
            let mut marks = self.filled(index).map(mark);
            let has_marks = self
                .filled(index)
                .any(|cell| matches!(mark(cell), Some(CellMark::Must | CellMark::Optional)));
            let heading = &columns[index].heading;
            // A heading such as "must/optional" names no role.
            let is_role =
                !heading.is_empty() && !heading.split(['/', '、']).any(|part| mark(part).is_some());
            if has_marks && is_role && marks.all(|mark| mark.is_some()) {
                columns[index].meaning = ColumnMeaning::Asks;
            }
        }
        // Several columns with the same few levels say which level each role needs.
        let is_of_levels = |index: &usize| {
            // A dash means that a role needs none.
            let cells = self.filled(*index);
            let mut cells = cells
                .filter(|cell| mark(cell) != Some(CellMark::No))
                .peekable();
            let is_named = !columns[*index].heading.is_empty() && !is_level(&columns[*index].base);
            is_named && cells.peek().is_some() && cells.all(is_expected_level)
        };
        let of_levels: Vec<usize> = unmapped(columns).filter(is_of_levels).collect();
        if of_levels.len() > 1 {
            for index in of_levels {
                columns[index].meaning = ColumnMeaning::Asks;
            }
        }
    }

    /// The columns of our own export: the rest are axes and, with languages, levels.
    fn guess_export(&self, columns: &mut [TableColumn]) {
        let has_titles = columns
            .iter()
            .any(|column| column.base == "clause" && column.language.is_some());
        for column in columns.iter_mut() {
            column.meaning = match (column.heading.as_str(), column.meaning) {
                ("requirement", _) => ColumnMeaning::Id,
                ("number", _) => ColumnMeaning::Number,
                ("clause", _) if has_titles => ColumnMeaning::ClauseId,
                ("permalink", _) => ColumnMeaning::SameAs,
                (_, _) if column.base == "text" => ColumnMeaning::Text,
                (_, ColumnMeaning::Ignore) if column.language.is_some() => {
                    ColumnMeaning::Descriptor
                }
                (_, ColumnMeaning::Ignore) => ColumnMeaning::Dimension,
                (_, known) => known,
            };
            column.is_stated = true;
        }
    }
}

/// The columns without a meaning.
pub(super) fn unmapped(columns: &[TableColumn]) -> impl Iterator<Item = usize> {
    columns
        .iter()
        .enumerate()
        .filter(|(_, column)| column.meaning == ColumnMeaning::Ignore)
        .filter(|(_, column)| !column.is_stated && !column.is_withheld)
        .map(|(index, _)| index)
}
