//! The cells of a table before anything is known about them, and how the user wants them read.

use std::collections::{HashMap, HashSet};

use super::columns::meaning::ColumnOption;
use crate::import::found::LeftOver;
use crate::language::message::Message;

/// How a table is read.
#[derive(Clone, Debug, Default)]
pub struct TableOptions {
    /// The meanings of columns that the user states.
    pub columns: Vec<ColumnOption>,
    /// The sheet of a workbook.
    pub sheet: Option<String>,
    /// The row with the headings, counted from 1.
    pub header: Option<usize>,
    /// The encoding of text.
    pub encoding: Option<String>,
    /// The separator of cells in text.
    pub separator: Option<char>,
    /// The language of the standard.
    pub language: Option<String>,
    /// Whether the rows, columns and sheets that a workbook hides are imported like the others.
    pub with_hidden: bool,
}

/// The cells of a table.
#[derive(Debug, Default)]
pub(in crate::import) struct TableCells {
    /// The sheet, if the file has several.
    pub(super) sheet: Option<String>,
    /// The rows with cells, each with its number, counted from 1.
    pub(in crate::import) rows: Vec<(usize, Vec<String>)>,
    /// The rows with a cell that is merged over several columns, each with the first and the last of these, counted from 1.
    pub(super) across: HashMap<usize, (usize, usize)>,
    /// The columns that the sheet hides, counted from 0.
    pub(super) hidden: HashSet<usize>,
    /// The texts of sheets with two columns, which may explain the levels of this one.
    pub(super) legends: Vec<String>,
    /// Everything that could not be read.
    pub(super) left: Vec<LeftOver>,
    /// How it was read, for people to check.
    pub(super) remarks: Vec<Message>,
    /// The points that a person should decide or check.
    pub(super) decisions: Vec<Message>,
}
