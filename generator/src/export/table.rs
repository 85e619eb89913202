//! CSV tables (RFC 4180) for spreadsheets.
//!
//! Every cell is quoted, lines end with CR LF, and the first row names the columns. Spreadsheets
//! are the first readers of such a file, programs the second.

use crate::source::return_sheet::FORMULA_SIGNS;
use csv::{QuoteStyle, Terminator, Writer, WriterBuilder};

/// Marks the file as UTF-8; without it, Excel misreads Chinese text.
const BYTE_ORDER_MARK: &str = "\u{feff}";

/// A table that is built in memory.
pub struct CsvTable {
    writer: Writer<Vec<u8>>,
    is_for_programs: bool,
}

impl Default for CsvTable {
    fn default() -> Self {
        CsvTable {
            writer: WriterBuilder::new()
                .quote_style(QuoteStyle::Always)
                .terminator(Terminator::CRLF)
                .flexible(true)
                .from_writer(BYTE_ORDER_MARK.into()),
            is_for_programs: false,
        }
    }
}

impl CsvTable {
    /// Creates a table without rows.
    pub fn new() -> Self {
        CsvTable::default()
    }

    /// Creates a table without rows for a program that reads every character: without a mark at its beginning, with
    /// cells as they are, and with quotes only where they are needed.
    pub fn for_programs() -> Self {
        CsvTable {
            writer: WriterBuilder::new().flexible(true).from_writer(Vec::new()),
            is_for_programs: true,
        }
    }

    /// Appends a row. A cell that a spreadsheet would run as a formula is prefixed with an apostrophe, which makes it
    /// text, unless the table is for programs.
    ///
    /// # Errors
    /// Returns an error if the row cannot be written.
    pub fn row<Cell: AsRef<str>>(&mut self, cells: &[Cell]) -> Result<(), csv::Error> {
        let is_for_programs = self.is_for_programs;
        let cells = cells.iter().map(|cell| {
            let cell = cell.as_ref();
            let is_formula = cell.starts_with(FORMULA_SIGNS);
            if is_formula && !is_for_programs {
                format!("'{cell}")
            } else {
                cell.to_owned()
            }
        });
        self.writer.write_record(cells)
    }

    /// The bytes of the file.
    ///
    /// # Errors
    /// Returns an error if the last rows cannot be written.
    pub fn into_bytes(self) -> Result<Vec<u8>, csv::Error> {
        let bytes = self.writer.into_inner();
        bytes.map_err(|error| error.into_error().into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_escaped_and_never_become_formulas() {
        let mut table = CsvTable::new();
        table.row(&["a,\"b\"\nc", "=1+1", "中文", "-x"]).unwrap();
        assert_eq!(
            String::from_utf8(table.into_bytes().unwrap()).unwrap(),
            "\u{feff}\"a,\"\"b\"\"\nc\",\"'=1+1\",\"中文\",\"'-x\"\r\n"
        );
    }
}
