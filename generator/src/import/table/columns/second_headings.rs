//! Headings in two rows, where one heading in the first row covers several in the second.

use super::marks::mark;
use crate::import::table::raw::TableCells;
use crate::language::message::message;

/// The longest heading of a second row, in characters.
const LONGEST: usize = 40;

/// Joins the row of headings at `place` with the one below it, if that has headings as well.
pub(super) fn join(cells: &mut TableCells, place: usize) {
    let (Some((_, first)), Some((number, second))) =
        (cells.rows.get(place), cells.rows.get(place + 1))
    else {
        return;
    };
    let of =
        |row: &[String], column: usize| row.get(column).map_or("", |cell| cell.trim()).to_owned();
    // A heading that was merged over both rows is that of the first.
    let filled: Vec<usize> = (0..second.len())
        .filter(|column| !of(second, *column).is_empty())
        .filter(|column| of(second, *column) != of(first, *column))
        .collect();
    // A heading above several columns is in the first of them, and nothing is in the others.
    let is_below = |column: &usize| {
        let is_first = !of(second, *column + 1).is_empty() && of(first, *column + 1).is_empty();
        let has_group = (0..=*column)
            .rev()
            .find(|left| !of(first, *left).is_empty());
        has_group.is_some() && (of(first, *column).is_empty() || is_first)
    };
    let is_heading = |column: &usize| {
        let words = of(second, *column);
        words.chars().count() <= LONGEST
            && mark(&words).is_none()
            && words.chars().any(char::is_alphabetic)
    };
    let is_second = filled.len() > 1
        && cells.rows.len() > place + 2
        && filled.iter().all(is_below)
        && filled.iter().all(is_heading)
        && filled.len() < first.len().max(second.len());
    if !is_second {
        return;
    }
    let number = *number;
    let (_, second) = cells.rows.remove(place + 1);
    let first = &mut cells.rows[place].1;
    first.resize(first.len().max(second.len()), String::new());
    for column in filled {
        second[column].clone_into(&mut first[column]);
    }
    cells.remarks.push(message!(
        "the headings are in two rows; row {row} has those below the others",
        row = number
    ));
}
