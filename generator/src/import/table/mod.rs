//! Tables: CSV, TSV and XLSX.
//!
//! `delimited` and `workbook` read rows of cells, `columns` decides what each column means, and `rows` finds the
//! neutral tree in them. Workbooks of our own are read by the records in their hidden sheet (`own`), and by the cells
//! that differ from those that were written.

pub mod columns;
pub(in crate::import) mod delimited;
mod legend;
mod numbers;
mod other_formats;
mod own;
pub mod raw;
mod read_table;
mod rows;
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
        let own = workbook::returned(file)?.and_then(|sheets| own::read(&sheets));
        if let Some(read) = own {
            return Ok(read);
        }
    }
    let mut cells = match workbook::is_workbook(&file.bytes) {
        true => workbook::read(file, options)?,
        false => delimited::read(file, options)?,
    };
    let left = std::mem::take(&mut cells.left);
    let (columns, place) = columns::understood(file, &mut cells, options)?;
    let mut found = rows::found(&cells, &columns, place, options);
    found.left.splice(0..0, left);
    found
        .decisions
        .splice(0..0, std::mem::take(&mut cells.decisions));
    Ok(ReadTable {
        found,
        columns,
        header: cells.rows[place].0,
        remarks: cells.remarks,
    })
}
