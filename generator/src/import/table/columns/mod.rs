//! The meaning of each column: as the user states it, or as its heading and its cells suggest.

mod column;
mod column_cells;
mod guessing;
mod header_row;
pub(in crate::import::table) mod headings;
mod hierarchy;
pub(in crate::import::table) mod levels;
pub(in crate::import::table) mod marks;
pub mod meaning;
mod second_headings;
mod settling;
mod unfold;

use std::collections::HashSet;

pub use self::column::TableColumn;
use self::column_cells::ColumnCells;
use self::header_row::header;
use self::headings::{divided, meaning, plain};
use self::meaning::ColumnMeaning;
use self::settling::settle;
use crate::import::error::ImportError;
use crate::import::found::{FoundPlace, column_name, quoted};
use crate::import::input::ImportFile;
use crate::import::table::raw::{TableCells, TableOptions};
use crate::language::message::{Message, Series, message};
use crate::language::on_one_line;

/// Decides the meaning of each column. Returns the columns and the place of the row with their headings.
pub(super) fn understood(
    file: &ImportFile,
    cells: &mut TableCells,
    options: &TableOptions,
) -> Result<(Vec<TableColumn>, usize), ImportError> {
    let place = header(file, cells, options)?;
    if options.header.is_none() {
        second_headings::join(cells, place);
    }
    if options.columns.is_empty() && !hierarchy::flatten(cells, place) {
        unfold::unfold(cells, place);
    }
    let (_, headings) = &cells.rows[place];
    let rows = &cells.rows[place + 1..];
    let width = rows
        .iter()
        .map(|(_, row)| row.len())
        .max()
        .unwrap_or(0)
        .max(headings.len());
    let mut columns: Vec<TableColumn> = (0..width)
        .map(|index| {
            let heading = headings.get(index).map_or("", |heading| heading.trim());
            let heading = on_one_line(heading);
            let (base, language) = divided(&heading);
            let meaning = meaning(base).unwrap_or(ColumnMeaning::Ignore);
            TableColumn {
                base: base.to_owned(),
                language,
                index,
                meaning,
                is_stated: false,
                is_withheld: false,
                heading,
            }
        })
        .collect();
    let view = ColumnCells { rows };
    view.guess(&mut columns);
    for column in &mut columns {
        let is_hidden = cells.hidden.contains(&column.index);
        if is_hidden && column.meaning.is_published() && !column.is_stated {
            column.is_withheld = true;
            column.meaning = ColumnMeaning::Ignore;
        }
    }
    for option in &options.columns {
        let found = columns
            .iter()
            .position(|column| is_named(column, &option.heading));
        let Some(found) = found else {
            let names = columns
                .iter()
                .filter(|column| !column.heading.is_empty())
                .map(|column| quoted(&column.heading));
            return Err(ImportError::usage(
                message!(
                    "{file} has no column `{heading}`",
                    file = file.name,
                    heading = option.heading
                ),
                message!(
                    "its columns are {columns}; a letter such as `C` names a column, too",
                    columns = Series::plain(names)
                ),
            ));
        };
        columns[found].meaning = option.meaning;
        columns[found].is_stated = true;
        columns[found].is_withheld = false;
        columns[found].language = option.language.clone().or(columns[found].language.take());
    }
    settle(&view, &mut columns);
    for column in &mut columns {
        if !column.meaning.is_words() {
            column.language = None;
        }
    }
    let has_words = columns.iter().any(|column| {
        matches!(
            column.meaning,
            ColumnMeaning::Text | ColumnMeaning::Title | ColumnMeaning::Descriptor
        )
    });
    if !has_words {
        let help = match columns.iter().find(|column| column.is_withheld) {
            Some(column) => message!(
                "column {column} is hidden in the sheet; `--with-hidden` imports hidden rows and columns as well",
                column = column_name(column.index + 1)
            ),
            None => message!(
                "name the column with `--column text=HEADING`, and the row of the headings with `--header-row N`"
            ),
        };
        return Err(ImportError::content(
            &file.name,
            FoundPlace::Row(cells.rows[place].0),
            message!("no column has texts"),
            help,
        ));
    }
    let told = hidden(&columns, &cells.hidden);
    cells.decisions.extend(told);
    Ok((columns, place))
}

/// Says which columns are hidden in the sheet: those that are not imported, and those that tell the structure.
fn hidden(columns: &[TableColumn], hidden: &HashSet<usize>) -> Vec<Message> {
    let named = |is_withheld: bool| -> Vec<String> {
        columns
            .iter()
            .filter(|column| hidden.contains(&column.index))
            .filter(|column| column.is_withheld == is_withheld)
            .map(|column| column_name(column.index + 1))
            .collect()
    };
    let (withheld, used) = (named(true), named(false));
    let mut told = Vec::new();
    if !withheld.is_empty() {
        told.push(message!(
            "{count} {count|column is|columns are} hidden in the sheet and not imported: {columns}; `--with-hidden` imports {count|it|them}",
            count = withheld.len(),
            columns = Series::plain(withheld)
        ));
    }
    if !used.is_empty() {
        told.push(message!(
            "{count} {count|column is|columns are} hidden in the sheet and read like the others: {columns}",
            count = used.len(),
            columns = Series::plain(used)
        ));
    }
    told
}

/// Whether a user means this column: by its heading, or by its letter.
fn is_named(column: &TableColumn, named: &str) -> bool {
    let by_heading = !column.heading.is_empty() && plain(&column.heading) == plain(named);
    by_heading || column_name(column.index + 1) == named
}
