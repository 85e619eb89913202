//! Workbooks: XLSX files, read cell by cell, with limits on everything that a file may state about its own size.

mod hidden;
mod merged;
mod number_format;
mod package;
mod sheet;

use calamine::{Reader, SheetVisible};

use self::hidden::HiddenParts;
use self::package::opened;
use self::sheet::{cells, left, unread};
use crate::import::error::ImportError;
use crate::import::found::FoundPlace;
use crate::import::found::quoted;
use crate::import::input::ImportFile;
use crate::import::table::columns::headings::{divided, meaning};
use crate::import::table::columns::meaning::ColumnMeaning;
use crate::import::table::raw::{TableCells, TableOptions};
use crate::language::message::{Message, Series, message};
use crate::source::return_sheet::RETURN_SHEET;

/// Whether a file is a workbook, or claims to be.
pub(super) fn is_workbook(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"\xd0\xcf\x11\xe0")
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

/// Reads the cells of a sheet: the named one, or the one with the most cells that is not hidden.
pub(super) fn read(file: &ImportFile, options: &TableOptions) -> Result<TableCells, ImportError> {
    let sheet = options.sheet.as_deref();
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
    let hidden: Vec<&str> = (book.sheets_metadata().iter())
        .filter(|sheet| sheet.visible != SheetVisible::Visible)
        .map(|sheet| sheet.name.as_str())
        .collect();
    let is_hidden = |cells: &TableCells| {
        cells
            .sheet
            .as_deref()
            .is_some_and(|name| hidden.contains(&name))
    };
    // A cover has words, but no table.
    let is_table = |cells: &TableCells| {
        let has_columns = |(_, row): &(usize, Vec<String>)| {
            row.iter().filter(|cell| !cell.trim().is_empty()).count() > 1
        };
        cells.rows.len() > 1 && (has_texts(cells) || cells.rows.iter().any(has_columns))
    };
    // A sheet that nobody sees is not published unless the user asks for it.
    let is_kept = |cells: &TableCells| sheet.is_some() || options.with_hidden || !is_hidden(cells);
    let hidden_tables = all
        .iter()
        .filter(|cells| !is_kept(cells) && is_table(cells));
    let hidden_tables: Vec<&str> = hidden_tables
        .filter_map(|cells| cells.sheet.as_deref())
        .collect();
    let has_table = all.iter().any(|cells| is_kept(cells) && is_table(cells));
    if !has_table && !hidden_tables.is_empty() {
        return Err(failed(
            message!("only hidden sheets have a table"),
            message!(
                "name the one to import with `--sheet`: {names}",
                names = Series::plain(hidden_tables.into_iter().map(quoted))
            ),
        ));
    }
    let largest = (0..all.len()).max_by_key(|place| {
        let cells = &all[*place];
        (
            is_kept(cells) && is_table(cells),
            is_kept(cells) && !cells.rows.is_empty(),
            has_texts(cells),
            !is_hidden(cells),
            count(cells),
            usize::MAX - place,
        )
    });
    let Some(largest) = largest else {
        return Err(failed(
            message!("the workbook has no sheets"),
            message!("save the table as CSV in UTF-8"),
        ));
    };
    let mut chosen = all.swap_remove(largest);
    if let Some(name) = chosen.sheet.clone().filter(|_| is_hidden(&chosen)) {
        chosen.decisions.insert(
            0,
            message!("the sheet `{name}` is hidden in the workbook", name),
        );
    }
    let name = chosen.sheet.clone().unwrap_or_default();
    let parts = HiddenParts::of(&file.bytes, &name);
    let parts = parts.map_err(|error| unread(file, &name, &error))?;
    let withheld = parts.withhold(&mut chosen, options.header, options.with_hidden);
    if chosen.rows.len() < 2 && withheld > 0 {
        return Err(failed(
            message!("all rows of the sheet `{name}` are hidden", name),
            message!(
                "show them in the sheet, or import hidden rows and columns with `--with-hidden`"
            ),
        ));
    }
    for other in all {
        let name = other.sheet.unwrap_or_default();
        chosen.left.extend(other.left);
        if !hidden.contains(&&*name) {
            chosen.legends.extend(legend(&other.rows));
        }
        if !other.rows.is_empty() {
            let rows = other.rows.len();
            chosen.left.push(left(
                FoundPlace::File,
                message!("the number of rows of the sheet `{name}`", name),
                rows.to_string(),
            ));
            chosen.remarks.push(match hidden.contains(&&*name) {
                true => message!(
                    "the sheet `{name}`, which is hidden, was not read; import it with `--sheet`",
                    name
                ),
                false => message!(
                    "the sheet `{name}` was not read; import it with `--sheet`",
                    name
                ),
            });
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

/// The most rows of a sheet with a legend.
const LONGEST_LEGEND: usize = 50;

/// The rows of a sheet that may be a legend, each with a name and its meaning.
fn legend(rows: &[(usize, Vec<String>)]) -> Option<String> {
    if rows.len() > LONGEST_LEGEND {
        return None;
    }
    let pair = |(_, row): &(usize, Vec<String>)| {
        let filled = row.iter().map(|cell| cell.trim());
        let filled: Vec<&str> = filled.filter(|cell| !cell.is_empty()).collect();
        match filled[..] {
            [name, meaning] => Some(format!("{name} = {meaning}")),
            [] | [_] | [_, _, _, ..] => None,
        }
    };
    let pairs: Vec<String> = rows.iter().filter_map(pair).collect();
    Some(pairs.join("\n")).filter(|text| !text.is_empty())
}
