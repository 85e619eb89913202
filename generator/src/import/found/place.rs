//! Places in imported files.

use crate::language::message::{Message, message};

/// A place in the imported file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum FoundPlace {
    /// The file as a whole.
    File,
    /// A row of a table, counted from 1.
    Row(usize),
    /// A cell of a table: its row, and its column, both counted from 1.
    Cell(usize, usize),
    /// A column of a table, counted from 1.
    Column(usize),
    /// A value in JSON, by its pointer: `/CFItems/3/notes`.
    Pointer(String),
    /// A line of text, counted from 1.
    Line(usize),
    /// A resource of RDF, by its address, or by a number if it has none.
    Resource(String),
}

impl FoundPlace {
    /// The place in words.
    pub fn message(&self) -> Message {
        match self {
            FoundPlace::File => message!("the file"),
            FoundPlace::Row(row) => message!("row {row}", row),
            FoundPlace::Cell(row, column) => message!(
                "row {row}, column {column}",
                row,
                column = column_name(*column)
            ),
            FoundPlace::Column(column) => {
                message!("column {column}", column = column_name(*column))
            }
            FoundPlace::Line(line) => message!("line {line}", line),
            FoundPlace::Pointer(name) | FoundPlace::Resource(name) => message!("{name}", name),
        }
    }

    /// The place in signs that are the same in every language: `12`, `C12`, `/CFItems/3`.
    pub(in crate::import) fn notation(&self) -> String {
        match self {
            FoundPlace::File => "…".to_owned(),
            FoundPlace::Row(number) | FoundPlace::Line(number) => number.to_string(),
            FoundPlace::Cell(row, column) => format!("{}{row}", column_name(*column)),
            FoundPlace::Column(column) => column_name(*column),
            FoundPlace::Pointer(name) | FoundPlace::Resource(name) => name.clone(),
        }
    }
}

/// A name between code quotes.
pub(in crate::import) fn quoted(name: &str) -> Message {
    message!("`{name}`", name)
}

/// The name of a column in spreadsheets: `A`, `Z`, `AA`. Counted from 1.
pub fn column_name(column: usize) -> String {
    let mut rest = column;
    let mut letters = Vec::new();
    while rest > 0 {
        rest -= 1;
        letters.push(char::from(b'A' + u8::try_from(rest % 26).unwrap_or(0)));
        rest /= 26;
    }
    letters.into_iter().rev().collect()
}
