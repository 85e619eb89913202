//! A column of a table.

use super::meaning::ColumnMeaning;

/// A column with its meaning.
#[derive(Clone, Debug)]
pub struct TableColumn {
    /// Its place, counted from 0.
    pub index: usize,
    /// Its heading; empty if it has none.
    pub heading: String,
    /// The heading without the language in it.
    pub(in crate::import::table) base: String,
    /// Its meaning.
    pub meaning: ColumnMeaning,
    /// The language of its words, if it names one.
    pub language: Option<String>,
    /// Whether the meaning is known: the user stated it, or the table is our own.
    pub is_stated: bool,
    /// Whether the sheet hides it, and its words would be published, so that they are not imported.
    pub is_withheld: bool,
}
