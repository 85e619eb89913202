//! The cells of a sheet, with limits on everything that it may state about its own size.

use std::io::Cursor;

use calamine::{Cell, CellType, DataRef, Xlsx};

use super::merged::{fill_merged, put, value};
use super::number_format::shown;
use crate::import::error::ImportError;
use crate::import::found::{FoundPlace, LeftOver};
use crate::import::input::ImportFile;
use crate::import::table::delimited::{LONGEST_CELL, WIDEST};
use crate::import::table::raw::TableCells;
use crate::language::message::{Message, Series, message};

/// The most bytes of all cells together.
const MOST_TEXT: usize = 256 << 20;

/// The last row that is read, which is the last that spreadsheets have.
const LAST_ROW: usize = 1_048_576;

/// The most things of a sheet without a place.
const MOST_LEFT: usize = 100_000;

/// Something that a person should know about the value of a cell.
enum CellRemark {
    /// The sheet shows fewer decimals than the number has, which is this.
    Rounded(String),
    /// The format of the number, which is this, is not understood.
    Format(String),
    /// The value is a date.
    Date,
}

/// A sheet cannot be read.
pub(super) fn unread(file: &ImportFile, name: &str, error: &dyn std::fmt::Display) -> ImportError {
    ImportError::content(
        &file.name,
        FoundPlace::File,
        message!(
            "the sheet `{name}` cannot be read: {error}",
            name,
            error = Message::report(error.to_string())
        ),
        message!("save the workbook as XLSX again, or the table as CSV in UTF-8"),
    )
}

/// Reads the cells of a sheet that are not empty.
pub(super) fn cells(
    file: &ImportFile,
    book: &mut Xlsx<Cursor<&[u8]>>,
    name: &str,
    text: &mut usize,
) -> Result<TableCells, ImportError> {
    let failed = |place: FoundPlace, message: Message, help: Message| {
        ImportError::content(&file.name, place, message, help)
    };
    let unread = |error: &dyn std::fmt::Display| unread(file, name, error);
    let mut found = TableCells {
        sheet: Some(name.to_owned()),
        ..TableCells::default()
    };
    let mut reader = book
        .worksheet_cells_reader(name)
        .map_err(|error| unread(&error))?;
    let mut dates = Vec::new();
    while let Some((cell, style)) = reader
        .next_cell_with_style_id()
        .map_err(|error| unread(&error))?
    {
        let (row, column) = position(&cell);
        let place = FoundPlace::Cell(row, column);
        let format = reader.styles().get(style);
        let format = format.and_then(|style| style.number_format.as_ref());
        let format = format.map_or("General", |format| format.format_code.as_str());
        let (words, remark) = match cell.get_value() {
            DataRef::Error(error) => {
                found.left.push(left(
                    place,
                    message!("a cell with an error"),
                    error.to_string(),
                ));
                continue;
            }
            value => written(value, format),
        };
        if words.trim().is_empty() {
            continue;
        }
        if row > LAST_ROW || column > WIDEST {
            let help = message!(
                "remove the cells far to the right or below, which are often left by mistake"
            );
            return Err(failed(
                place,
                message!(
                    "the table has more than {columns} columns or {rows} rows",
                    columns = WIDEST,
                    rows = LAST_ROW
                ),
                help,
            ));
        }
        *text += words.len();
        if words.len() > LONGEST_CELL || *text > MOST_TEXT {
            return Err(failed(
                place,
                message!("the cells have too much text"),
                message!("shorten them, or split the table"),
            ));
        }
        match remark.filter(|_| found.left.len() < MOST_LEFT) {
            Some(CellRemark::Rounded(exact)) => found.left.push(left(
                place,
                message!("a number that the sheet shows with fewer decimals, as it was imported"),
                exact,
            )),
            Some(CellRemark::Format(plain)) => found.left.push(left(
                place,
                message!(
                    "a number that the sheet shows in the format `{format}`, which was not applied",
                    format
                ),
                plain,
            )),
            Some(CellRemark::Date) if dates.len() < MOST_LEFT => dates.push(place.message()),
            Some(CellRemark::Date) | None => {}
        }
        match found.rows.last_mut() {
            Some((last, cells)) if *last == row => *text += put(cells, column, words),
            Some((last, _)) if *last > row => {
                let position = found.rows.binary_search_by_key(&row, |(row, _)| *row);
                let position = position.unwrap_or_else(|position| {
                    found.rows.insert(position, (row, Vec::new()));
                    position
                });
                *text += put(&mut found.rows[position].1, column, words);
            }
            Some(_) | None => {
                let mut cells = Vec::new();
                *text += put(&mut cells, column, words);
                found.rows.push((row, cells));
            }
        }
    }
    drop(reader);
    let mut reader = book
        .worksheet_cells_reader(name)
        .map_err(|error| unread(&error))?;
    while let Some(cell) = reader.next_formula().map_err(|error| unread(&error))? {
        let (row, column) = position(&cell);
        let has_value = value(&found, row, column).is_some();
        if !cell.get_value().is_empty() && !has_value && found.left.len() < MOST_LEFT {
            let formula = format!("={}", cell.get_value());
            found.left.push(left(
                FoundPlace::Cell(row, column),
                message!(
                    "a formula without a value; open and save the file in a spreadsheet program"
                ),
                formula,
            ));
        }
    }
    drop(reader);
    let merged = book
        .merge_cells_by_sheet_name(name)
        .map_err(|error| unread(&error))?;
    *text += fill_merged(&mut found, &merged);
    if !dates.is_empty() {
        let count = dates.len();
        dates.truncate(3);
        if count > 3 {
            dates.push(message!("…"));
        }
        found.remarks.push(message!(
            "{count} {count|date is|dates are} written as year, month and day ({places})",
            count,
            places = Series::parted(dates)
        ));
    }
    Ok(found)
}

/// The row and the column of a cell, counted from 1.
fn position<T: CellType>(cell: &Cell<T>) -> (usize, usize) {
    let (row, column) = cell.get_position();
    let of = |number: u32| {
        usize::try_from(number)
            .unwrap_or(usize::MAX)
            .saturating_add(1)
    };
    (of(row), of(column))
}

/// The value of a cell as the sheet shows it, and what a person should know about it. A formula has the value that was saved
/// with it.
fn written(value: &DataRef<'_>, format: &str) -> (String, Option<CellRemark>) {
    let number = |number: f64, plain: String| match shown(number, format) {
        Some(shown) if shown.is_rounded => (shown.words, Some(CellRemark::Rounded(plain))),
        Some(shown) => (shown.words, None),
        None => (plain.clone(), Some(CellRemark::Format(plain))),
    };
    match value {
        // Whole numbers with more digits than spreadsheets keep were written by other programs.
        DataRef::Int(whole) => match whole.to_string() {
            plain if plain.len() > 15 => (plain, None),
            plain => number(plain.parse().unwrap_or_default(), plain),
        },
        DataRef::Float(float) => number(*float, float.to_string()),
        DataRef::String(words) => (words.clone(), None),
        DataRef::SharedString(words) if words.len() <= LONGEST_CELL => ((*words).to_owned(), None),
        DataRef::SharedString(words) => (words.chars().take(LONGEST_CELL + 1).collect(), None),
        DataRef::Bool(value) => (value.to_string(), None),
        DataRef::DateTime(date) if date.is_duration() => {
            let minutes = (date.as_f64() * 24.0 * 60.0).round();
            let hours = (minutes / 60.0).trunc();
            let minutes = (minutes - hours * 60.0).abs();
            (format!("{hours}:{minutes:02}"), None)
        }
        DataRef::DateTime(date) => {
            let (year, month, day, hour, minute, _, _) = date.to_ymd_hms_milli();
            let is_time = (0.0..1.0).contains(&date.as_f64());
            match (hour, minute) {
                (hour, minute) if is_time => (format!("{hour}:{minute:02}"), None),
                (0, 0) => (
                    format!("{year:04}-{month:02}-{day:02}"),
                    Some(CellRemark::Date),
                ),
                (hour, minute) => (
                    format!("{year:04}-{month:02}-{day:02} {hour:02}:{minute:02}"),
                    Some(CellRemark::Date),
                ),
            }
        }
        DataRef::DateTimeIso(words) | DataRef::DurationIso(words) => (words.clone(), None),
        DataRef::Error(_) | DataRef::Empty => (String::new(), None),
    }
}

pub(super) fn left(place: FoundPlace, what: Message, content: String) -> LeftOver {
    LeftOver {
        place,
        what,
        content,
    }
}
