//! Tables as text: cells between commas, semicolons, tabs or bars.

use csv::{ReaderBuilder, StringRecord};

use super::other_formats;
use super::raw::{TableCells, TableOptions};
use crate::import::error::ImportError;
use crate::import::found::FoundPlace;
use crate::import::input::ImportFile;
use crate::language::message::{Message, message};

/// The longest cell, in bytes. A missing quote makes a cell of the rest of the file.
pub(super) const LONGEST_CELL: usize = 200_000;

/// The most columns.
pub(super) const WIDEST: usize = 1000;

/// The most cells of a table, most of which may be empty.
const MOST_CELLS: usize = 10_000_000;

/// The separators that are recognised.
const SEPARATORS: [u8; 4] = [b',', b';', b'\t', b'|'];

/// Reads the cells.
pub(in crate::import) fn read(
    file: &ImportFile,
    options: &TableOptions,
) -> Result<TableCells, ImportError> {
    let read = file.text(options.encoding.as_deref())?;
    other_formats::refuse(file, &read.text)?;
    let mut cells = TableCells::default();
    if let Some(encoding) = read.encoding {
        cells.remarks.push(message!(
            "read as {encoding}; if letters are wrong, name the encoding with `--encoding`",
            encoding
        ));
    }
    let (text, stated) = without_statement(&read.text);
    let separator = match options.separator.or(stated) {
        Some(separator) => u8::try_from(separator).map_err(|_| {
            ImportError::usage(
                message!("`{separator}` cannot separate cells", separator),
                message!("name an ASCII character, such as `;`"),
            )
        })?,
        None => guessed(text),
    };
    let shown = match separator {
        b'\t' => message!("tabs"),
        b',' => message!("commas"),
        b';' => message!("semicolons"),
        other => message!("`{separator}`", separator = char::from(other)),
    };
    cells.remarks.push(message!(
        "cells are separated by {separator}",
        separator = shown
    ));
    let mut reader = ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(separator)
        .from_reader(text.as_bytes());
    let mut record = StringRecord::new();
    let mut row = usize::from(stated.is_some());
    let mut count = 0;
    loop {
        let more = reader.read_record(&mut record).map_err(|error| {
            ImportError::content(
                &file.name,
                FoundPlace::Row(row + 1),
                Message::report(error.to_string()),
                message!("save the table as CSV in UTF-8"),
            )
        })?;
        if !more {
            break;
        }
        // Empty lines are rows, which the reader leaves out before a record.
        let begins = record.position().map_or(0, csv::Position::line);
        let lines = reader.position().line().saturating_sub(begins);
        let own: usize = record.iter().map(|cell| cell.matches('\n').count()).sum();
        row += usize::try_from(lines)
            .unwrap_or(0)
            .saturating_sub(own)
            .max(1);
        if record.len() > WIDEST {
            return Err(ImportError::content(
                &file.name,
                FoundPlace::Row(row),
                message!("the row has more than {most} cells", most = WIDEST),
                message!(
                    "name the separator with `--separator`, or remove the columns that are not needed"
                ),
            ));
        }
        if let Some(column) = record.iter().position(|cell| cell.len() > LONGEST_CELL) {
            return Err(ImportError::content(
                &file.name,
                FoundPlace::Cell(row, column + 1),
                message!("the cell has more than {most} bytes", most = LONGEST_CELL),
                message!("is a quotation mark missing at its end? Otherwise shorten it"),
            ));
        }
        count += record.len();
        if count > MOST_CELLS {
            return Err(ImportError::content(
                &file.name,
                FoundPlace::Row(row),
                message!("the table has more than {most} cells", most = MOST_CELLS),
                message!("remove the columns and rows that are empty, or split the table"),
            ));
        }
        if record.iter().any(|cell| !cell.trim().is_empty()) {
            cells
                .rows
                .push((row, record.iter().map(str::to_owned).collect()));
        }
    }
    Ok(cells)
}

/// The text after a first line such as `sep=;`, and the separator that the line states.
fn without_statement(text: &str) -> (&str, Option<char>) {
    let (first, rest) = text.split_once('\n').unwrap_or((text, ""));
    let stated = first
        .trim_end_matches('\r')
        .trim_matches('"')
        .strip_prefix("sep=");
    match stated
        .map(|stated| stated.chars().collect::<Vec<_>>())
        .as_deref()
    {
        Some([separator]) => (rest, Some(*separator)),
        Some(_) | None => (text, None),
    }
}

/// The separator that divides the most rows into the same number of cells.
fn guessed(text: &str) -> u8 {
    let end = text
        .char_indices()
        .nth(100_000)
        .map_or(text.len(), |(at, _)| at);
    let score = |separator: u8| {
        let mut reader = ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(separator)
            .from_reader(&text.as_bytes()[..end]);
        let counts: Vec<usize> = reader
            .records()
            .take(50)
            .flatten()
            .map(|record| record.len())
            .collect();
        let mut best = (0, 0);
        for count in counts.iter().filter(|count| **count > 1) {
            let same = counts.iter().filter(|other| *other == count).count();
            best = best.max((same, *count));
        }
        // The order of the separators decides between equals.
        best.0 * best.1.min(20)
    };
    let mut best = (b',', 0);
    for separator in SEPARATORS {
        let score = score(separator);
        if score > best.1 {
            best = (separator, score);
        }
    }
    best.0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cells(text: &str) -> TableCells {
        let file = ImportFile {
            name: "x.csv".to_owned(),
            bytes: text.into(),
        };
        read(&file, &TableOptions::default()).unwrap()
    }

    #[test]
    fn separators_are_recognised() {
        for (text, second) in [
            ("a,b\n1,\"2;3\"\n", "2;3"),
            ("a;b\n1;2,5\n3;4,5\n", "2,5"),
            ("a\tb\n1\t2, 3\n", "2, 3"),
            ("sep=|\na|b,c,d\n1|2,3,4\n", "2,3,4"),
        ] {
            let found = cells(text);
            assert_eq!(found.rows[1].1[1], second, "{text}");
        }
    }

    #[test]
    fn rows_are_counted_as_spreadsheets_count_them() {
        let found = cells("a,b\n\n\"1\n2\",x\n\n,\n3,4\n");
        let rows: Vec<usize> = found.rows.iter().map(|(row, _)| *row).collect();
        assert_eq!(rows, [1, 3, 6]);
    }
}
