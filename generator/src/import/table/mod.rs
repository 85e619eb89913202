//! Tables: CSV, TSV and XLSX.
//!
//! `delimited` and `workbook` read rows of cells, `columns` decides what each column means, and `rows` finds the
//! neutral tree in them. Workbooks of our own are read by the records in their hidden sheet (`own_book`), and by the cells
//! that differ from those that were written.

mod cells;
mod codes;
pub mod columns;
pub(in crate::import) mod delimited;
mod expected;
mod headings;
mod marks;
pub mod meaning;
mod nesting;
mod numbers;
mod own_book;
mod own_clauses;
mod own_edits;
mod own_new_rows;
mod own_parts;
mod own_rows;
mod own_texts;
mod own_values;
pub mod raw;
mod read_table;
mod row_asks;
mod row_reader;
mod rows;
mod second_headings;
mod unfold;
mod workbook;

use super::error::ImportError;
use super::input::ImportFile;
use raw::TableOptions;
pub use read_table::ReadTable;

/// Reads a table.
///
/// # Errors
/// Returns an error if the file is not a table, or is too large.
pub fn read(file: &ImportFile, options: &TableOptions) -> Result<ReadTable, ImportError> {
    let is_plain = options.sheet.is_none() && options.columns.is_empty();
    if is_plain && workbook::is_workbook(&file.bytes) {
        let own = workbook::returned(file)?.and_then(|sheets| own_book::read(&sheets));
        if let Some(read) = own {
            return Ok(read);
        }
    }
    let mut cells = match workbook::is_workbook(&file.bytes) {
        true => workbook::read(file, options.sheet.as_deref())?,
        false => delimited::read(file, options)?,
    };
    let left = std::mem::take(&mut cells.left);
    let (columns, place) = columns::understood(file, &mut cells, options)?;
    let mut found = rows::found(&cells, &columns, place, options);
    found.left.splice(0..0, left);
    Ok(ReadTable {
        found,
        columns,
        header: cells.rows[place].0,
        remarks: cells.remarks,
    })
}
