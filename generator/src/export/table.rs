//! CSV tables (RFC 4180) for spreadsheets.
//!
//! Every cell is quoted, lines end with CR LF, and the first row names the columns. Spreadsheets
//! are the first readers of such a file, programs the second.

use csv::{QuoteStyle, Terminator, Writer, WriterBuilder};

/// Marks the file as UTF-8; without it, Excel misreads Chinese text.
const BYTE_ORDER_MARK: &str = "\u{feff}";

/// A table that is built in memory.
pub struct CsvTable {
    writer: Writer<Vec<u8>>,
}

impl Default for CsvTable {
    fn default() -> Self {
        CsvTable {
            writer: WriterBuilder::new()
                .quote_style(QuoteStyle::Always)
                .terminator(Terminator::CRLF)
                .flexible(true)
                .from_writer(BYTE_ORDER_MARK.into()),
        }
    }
}

impl CsvTable {
    /// Creates a table without rows.
    pub fn new() -> Self {
        CsvTable::default()
    }

    /// Appends a row. A cell that a spreadsheet would run as a formula is prefixed with an apostrophe, which makes it
    /// text.
    ///
    /// # Errors
    /// Returns an error if the row cannot be written.
    ///
    /// The signs are those that OWASP names for CSV injection, also in their full-width forms.
    pub fn row<Cell: AsRef<str>>(&mut self, cells: &[Cell]) -> Result<(), csv::Error> {
        let cells = cells.iter().map(|cell| {
            let cell = cell.as_ref();
            let is_formula =
                cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']);
            if is_formula {
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
