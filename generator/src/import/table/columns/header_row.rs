//! The row with the headings of a table.

use std::collections::HashMap;

use super::headings::{divided, meaning, plain};
use super::levels::{cefr, is_level};
use crate::import::error::ImportError;
use crate::import::found::FoundPlace;
use crate::import::input::ImportFile;
use crate::import::table::raw::{TableCells, TableOptions};
use crate::language::message::message;

/// The place of the row with the headings: the first of those with the most known headings.
pub(super) fn header(
    file: &ImportFile,
    cells: &TableCells,
    options: &TableOptions,
) -> Result<usize, ImportError> {
    let nothing = || {
        ImportError::content(
            &file.name,
            FoundPlace::File,
            message!("the table has no rows"),
            message!("name another sheet with `--sheet`, or check that this is the right file"),
        )
    };
    if let Some(row) = options.header {
        let found = cells.rows.iter().position(|(number, _)| *number == row);
        return found.ok_or_else(|| {
            ImportError::usage(
                message!("row {row} is empty", row),
                message!("name the row with the headings"),
            )
        });
    }
    // Levels in the cells of several rows are values, not headings.
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for (_, row) in cells.rows.iter().take(200) {
        for cell in row.iter().filter(|cell| is_level(cell)) {
            *counts.entry(cell.trim()).or_default() += 1;
        }
    }
    let is_repeated = |cell: &str| counts.get(cell.trim()).is_some_and(|count| *count > 1);
    let score = |row: &[String]| {
        let stated = |heading: &String| {
            options
                .columns
                .iter()
                .any(|option| plain(&option.heading) == plain(heading))
        };
        let has_values = row.iter().any(|cell| is_repeated(cell));
        let has_cefr = row.iter().filter(|cell| cefr(cell).is_some()).count() > 1;
        let hits = row
            .iter()
            .filter(|heading| heading.len() < 100)
            .filter(|heading| {
                let base = divided(heading).0;
                let is_level = is_level(base) || (has_cefr && cefr(base).is_some());
                stated(heading) || meaning(base).is_some() || (is_level && !has_values)
            });
        let filled = row.iter().filter(|cell| !cell.trim().is_empty()).count();
        // Headings are no addresses.
        let has_addresses = row.iter().any(|cell| cell.contains("://"));
        match has_addresses {
            true => (0, 0),
            false => (hits.count(), filled.min(3)),
        }
    };
    let rows = cells.rows.iter().take(30).enumerate();
    let best = rows.max_by_key(|(place, (_, row))| (score(row), usize::MAX - place));
    best.map(|(place, _)| place)
        .filter(|place| place + 1 < cells.rows.len())
        .ok_or_else(nothing)
}
