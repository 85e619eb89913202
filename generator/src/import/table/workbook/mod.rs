//! Workbooks: XLSX files, read cell by cell, with limits on everything that a file may state about its own size.

use std::io::{self, Cursor, Read, Write};

use calamine::{Cell, CellType, DataRef, Dimensions, Reader, Xlsx};
use zip::ZipArchive;

use crate::import::error::ImportError;
use crate::import::found::quoted;
use crate::import::found::{FoundPlace, LeftOver};
use crate::import::input::ImportFile;
use crate::import::table::columns::headings::{divided, meaning};
use crate::import::table::columns::meaning::ColumnMeaning;
use crate::import::table::delimited::{LONGEST_CELL, WIDEST};
use crate::import::table::raw::TableCells;
use crate::language::message::{Message, Series, message};
use crate::source::return_sheet::RETURN_SHEET;

/// The most bytes of an unpacked workbook.
const LARGEST: u64 = 512 << 20;

/// The most bytes of all cells together.
const MOST_TEXT: usize = 256 << 20;

/// The last row that is read, which is the last that spreadsheets have.
const LAST_ROW: usize = 1_048_576;

/// Whether a file is a workbook, or claims to be.
pub(super) fn is_workbook(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"\xd0\xcf\x11\xe0")
}

/// Opens a workbook.
fn opened(file: &ImportFile) -> Result<Xlsx<Cursor<&[u8]>>, ImportError> {
    let failed = |message: Message, help: Message| {
        ImportError::content(&file.name, FoundPlace::File, message, help)
    };
    if file.bytes.starts_with(b"\xd0\xcf") {
        return Err(failed(
            message!("this is a workbook in the old format of Excel, or one with a password"),
            message!("save it as XLSX without a password"),
        ));
    }
    measured(file)?;
    Xlsx::new(Cursor::new(file.bytes.as_slice())).map_err(|error| {
        failed(
            message!(
                "the workbook cannot be read: {error}",
                error = Message::report(error.to_string())
            ),
            message!("save it as XLSX again, or as CSV in UTF-8"),
        )
    })
}

/// Reads all sheets of a workbook of our own. `None` if it lacks the sheet by which it is read back.
pub(super) fn returned(file: &ImportFile) -> Result<Option<Vec<TableCells>>, ImportError> {
    let mut book = opened(file)?;
    let names = book.sheet_names();
    if !names.iter().any(|name| name == RETURN_SHEET) {
        return Ok(None);
    }
    let mut text = 0;
    let sheets = names
        .iter()
        .map(|name| cells(file, &mut book, name, &mut text));
    sheets
        .collect::<Result<Vec<TableCells>, ImportError>>()
        .map(Some)
}

/// Reads the cells of a sheet: the named one, or the one with the most cells.
pub(super) fn read(file: &ImportFile, sheet: Option<&str>) -> Result<TableCells, ImportError> {
    let failed = |message: Message, help: Message| {
        ImportError::content(&file.name, FoundPlace::File, message, help)
    };
    let mut book = opened(file)?;
    let names = book.sheet_names();
    if let Some(wanted) = sheet.filter(|wanted| !names.iter().any(|name| name == wanted)) {
        return Err(ImportError::usage(
            message!("{file} has no sheet `{wanted}`", file = file.name, wanted),
            message!(
                "its sheets are {names}",
                names = Series::plain(names.iter().map(|name| quoted(name)))
            ),
        ));
    }
    let wanted: Vec<&String> = names
        .iter()
        .filter(|name| sheet.is_none_or(|sheet| sheet == **name))
        .collect();
    let mut text = 0;
    let mut all: Vec<TableCells> = Vec::new();
    for name in wanted {
        match cells(file, &mut book, name, &mut text) {
            Ok(cells) => all.push(cells),
            Err(error) if sheet.is_some() => return Err(error),
            Err(error @ ImportError::Content { .. }) if all.is_empty() && names.len() == 1 => {
                return Err(error);
            }
            Err(ImportError::Content { fault, .. }) => all.push(TableCells {
                sheet: Some(name.clone()),
                left: vec![left(
                    FoundPlace::File,
                    message!(
                        "a sheet that cannot be read: {message}",
                        message = fault.message
                    ),
                    name.clone(),
                )],
                ..TableCells::default()
            }),
            Err(error) => return Err(error),
        }
    }
    let count = |cells: &TableCells| cells.rows.iter().map(|(_, row)| row.len()).sum::<usize>();
    // A sheet with texts comes before a larger one without.
    let has_texts = |cells: &TableCells| {
        let words = |heading: &String| {
            matches!(
                meaning(divided(heading).0),
                Some(ColumnMeaning::Text | ColumnMeaning::Title)
            )
        };
        cells
            .rows
            .iter()
            .take(30)
            .any(|(_, row)| row.len() > 1 && row.iter().any(words))
    };
    let largest = (0..all.len()).max_by_key(|place| {
        let cells = &all[*place];
        (has_texts(cells), count(cells), usize::MAX - place)
    });
    let Some(largest) = largest else {
        return Err(failed(
            message!("the workbook has no sheets"),
            message!("save the table as CSV in UTF-8"),
        ));
    };
    let mut chosen = all.swap_remove(largest);
    for other in all {
        let name = other.sheet.unwrap_or_default();
        chosen.left.extend(other.left);
        if !other.rows.is_empty() {
            let rows = other.rows.len();
            chosen.left.push(left(
                FoundPlace::File,
                message!("the number of rows of the sheet `{name}`", name),
                rows.to_string(),
            ));
            chosen.remarks.push(message!(
                "the sheet `{name}` was not read; import it with `--sheet`",
                name
            ));
        }
    }
    if names.len() > 1 {
        let name = chosen.sheet.clone().unwrap_or_default();
        chosen
            .remarks
            .insert(0, message!("the sheet is `{name}`", name));
    }
    Ok(chosen)
}

fn left(place: FoundPlace, what: Message, content: String) -> LeftOver {
    LeftOver {
        place,
        what,
        content,
    }
}

/// The most bytes between two marks of XML: those of the longest cell, each of which may be written with several.
const LONGEST_WORDS: usize = LONGEST_CELL * 8;

/// Measures the words between the marks of XML, which the reader of a workbook would keep in memory.
#[derive(Default)]
struct WordsOfXml {
    current: usize,
    longest: usize,
}

impl Write for WordsOfXml {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let mut parts = bytes.split(|byte| *byte == b'<');
        let first = parts.next().map_or(0, <[u8]>::len);
        self.current += first;
        for part in parts {
            self.longest = self.longest.max(self.current);
            self.current = part.len();
        }
        self.longest = self.longest.max(self.current);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Unpacks the workbook once without keeping anything, since the sizes that it states may be wrong.
fn measured(file: &ImportFile) -> Result<(), ImportError> {
    let failed = |message: Message, help: Message| {
        ImportError::content(&file.name, FoundPlace::File, message, help)
    };
    let damaged = |error: &dyn std::fmt::Display| {
        failed(
            message!(
                "the workbook is damaged: {error}",
                error = Message::report(error.to_string())
            ),
            message!("save it again as XLSX"),
        )
    };
    let mut archive =
        ZipArchive::new(Cursor::new(file.bytes.as_slice())).map_err(|error| damaged(&error))?;
    let mut total = 0;
    let mut is_xlsx = false;
    let mut is_long = false;
    for index in 0..archive.len() {
        let entry = archive.by_index(index).map_err(|error| damaged(&error))?;
        is_xlsx |= entry
            .name()
            .is_ok_and(|name| name.eq_ignore_ascii_case("xl/workbook.xml"));
        let is_xml = entry.name().is_ok_and(|name| name.ends_with(".xml"));
        let more = LARGEST.saturating_sub(total) + 1;
        let mut words = WordsOfXml::default();
        total += io::copy(&mut entry.take(more), &mut words).map_err(|error| damaged(&error))?;
        is_long |= is_xml && words.longest > LONGEST_WORDS;
        if total > LARGEST {
            return Err(failed(
                message!(
                    "the workbook has more than {size} MB when it is unpacked",
                    size = LARGEST >> 20
                ),
                message!(
                    "remove the sheets that are not needed, or save the table as CSV in UTF-8"
                ),
            ));
        }
    }
    match (is_xlsx, is_long) {
        (true, false) => Ok(()),
        (true, true) => Err(failed(
            message!("the cells have too much text"),
            message!("shorten them, or split the table"),
        )),
        (false, _) => Err(failed(
            message!("this is an archive, but not a workbook"),
            message!("name an XLSX file, or save the table as CSV in UTF-8"),
        )),
    }
}

/// Reads the cells of a sheet that are not empty.
fn cells(
    file: &ImportFile,
    book: &mut Xlsx<Cursor<&[u8]>>,
    name: &str,
    text: &mut usize,
) -> Result<TableCells, ImportError> {
    let failed = |place: FoundPlace, message: Message, help: Message| {
        ImportError::content(&file.name, place, message, help)
    };
    let unread = |error: &dyn std::fmt::Display| {
        let message = message!(
            "the sheet `{name}` cannot be read: {error}",
            name,
            error = Message::report(error.to_string())
        );
        failed(
            FoundPlace::File,
            message,
            message!("save the workbook as XLSX again, or the table as CSV in UTF-8"),
        )
    };
    let mut found = TableCells {
        sheet: Some(name.to_owned()),
        ..TableCells::default()
    };
    let mut reader = book
        .worksheet_cells_reader(name)
        .map_err(|error| unread(&error))?;
    while let Some(cell) = reader.next_cell().map_err(|error| unread(&error))? {
        let (row, column) = position(&cell);
        let place = FoundPlace::Cell(row, column);
        let words = match cell.get_value() {
            DataRef::Error(error) => {
                found.left.push(left(
                    place,
                    message!("a cell with an error"),
                    error.to_string(),
                ));
                continue;
            }
            value => written(value),
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
    Ok(found)
}

/// The most things of a sheet without a place, and the most cells that merged ones fill.
const MOST_LEFT: usize = 100_000;

/// The words of a cell. `None` if it is empty.
fn value(cells: &TableCells, row: usize, column: usize) -> Option<&str> {
    let place = cells
        .rows
        .binary_search_by_key(&row, |(row, _)| *row)
        .ok()?;
    let words = cells.rows[place].1.get(column.checked_sub(1)?)?;
    (!words.is_empty()).then_some(words)
}

/// Repeats the words of cells that are merged over several rows in each of these, and returns the bytes that they take. What
/// is a code stays that of the first row.
fn fill_merged(cells: &mut TableCells, merged: &[Dimensions]) -> usize {
    let (mut count, mut taken) = (0, 0);
    for region in merged.iter().filter(|region| region.end.0 > region.start.0) {
        let of = |number: u32| {
            usize::try_from(number)
                .unwrap_or(usize::MAX)
                .saturating_add(1)
        };
        let (first, last, column) = (of(region.start.0), of(region.end.0), of(region.start.1));
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
            if count == MOST_LEFT || taken > LONGEST_CELL * 100 {
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
fn put(cells: &mut Vec<String>, column: usize, words: String) -> usize {
    let added = column.saturating_sub(cells.len());
    if added > 0 {
        cells.resize(column, String::new());
    }
    cells[column - 1] = words;
    added * size_of::<String>()
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

/// The value of a cell as it is probably shown. A formula has the value that was saved with it.
fn written(value: &DataRef<'_>) -> String {
    match value {
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) => number.to_string(),
        DataRef::String(words) => words.clone(),
        DataRef::SharedString(words) if words.len() <= LONGEST_CELL => (*words).to_owned(),
        DataRef::SharedString(words) => words.chars().take(LONGEST_CELL + 1).collect(),
        DataRef::Bool(value) => value.to_string(),
        DataRef::DateTime(date) => {
            let (year, month, day, hour, minute, _, _) = date.to_ymd_hms_milli();
            match (hour, minute) {
                (0, 0) => format!("{year:04}-{month:02}-{day:02}"),
                (hour, minute) => format!("{year:04}-{month:02}-{day:02} {hour:02}:{minute:02}"),
            }
        }
        DataRef::DateTimeIso(words) | DataRef::DurationIso(words) => words.clone(),
        DataRef::Error(_) | DataRef::Empty => String::new(),
    }
}
