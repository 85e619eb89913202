//! A table with how it was understood.

use super::columns::TableColumn;
use crate::import::found::FoundStandard;
use crate::language::message::Message;

/// A table as it was understood.
#[derive(Debug)]
pub struct ReadTable {
    /// The framework found in the table.
    pub found: FoundStandard,
    /// The columns with their meanings.
    pub columns: Vec<TableColumn>,
    /// The row of the headings, counted from 1.
    pub header: usize,
    /// How the file was read, one sentence each.
    pub remarks: Vec<Message>,
}
