//! Cells that are merged over several rows.

use calamine::Dimensions;

use crate::import::table::delimited::LONGEST_CELL;
use crate::import::table::raw::TableCells;

/// The most cells that merged ones fill.
const MOST_CELLS_FILLED: usize = 100_000;

/// The most bytes of the words that merged cells repeat.
const MOST_FILLED: usize = LONGEST_CELL * 100;

/// The words of a cell. `None` if it is empty.
pub(super) fn value(cells: &TableCells, row: usize, column: usize) -> Option<&str> {
    let place = cells
        .rows
        .binary_search_by_key(&row, |(row, _)| *row)
        .ok()?;
    let words = cells.rows[place].1.get(column.checked_sub(1)?)?;
    (!words.is_empty()).then_some(words)
}

/// Repeats the words of cells that are merged over several rows in each of these, and returns the bytes that they take. What
/// is a code stays that of the first row.
pub(super) fn fill_merged(cells: &mut TableCells, merged: &[Dimensions]) -> usize {
    let (mut count, mut taken) = (0, 0);
    let place = |number: u32| {
        let number = usize::try_from(number).unwrap_or(usize::MAX);
        number.saturating_add(1)
    };
    for region in merged
        .iter()
        .filter(|region| region.end.1 > region.start.1 && region.end.0 == region.start.0)
    {
        let row = place(region.start.0);
        if cells
            .rows
            .binary_search_by_key(&row, |(row, _)| *row)
            .is_ok()
        {
            let columns = (place(region.start.1), place(region.end.1));
            cells.across.entry(row).or_insert(columns);
        }
    }
    for region in merged.iter().filter(|region| region.end.0 > region.start.0) {
        let (first, last) = (place(region.start.0), place(region.end.0));
        let column = place(region.start.1);
        let Some(words) = value(cells, first, column).map(str::to_owned) else {
            continue;
        };
        let is_code = words.bytes().any(|byte| byte.is_ascii_digit());
        if is_code || !words.chars().any(char::is_alphabetic) {
            continue;
        }
        let start = cells.rows.partition_point(|(row, _)| *row <= first);
        for (_, row) in cells.rows[start..]
            .iter_mut()
            .take_while(|(row, _)| *row <= last)
        {
            let is_empty = row.get(column - 1).is_none_or(String::is_empty);
            taken += words.len();
            if count == MOST_CELLS_FILLED || taken > MOST_FILLED {
                return taken;
            }
            if is_empty {
                count += 1;
                taken += put(row, column, words.clone());
            }
        }
    }
    taken
}

/// Puts words into a row, and returns the bytes that its new cells take.
pub(super) fn put(cells: &mut Vec<String>, column: usize, words: String) -> usize {
    let added = column.saturating_sub(cells.len());
    if added > 0 {
        cells.resize(column, String::new());
    }
    cells[column - 1] = words;
    added * size_of::<String>()
}
