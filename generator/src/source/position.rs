//! Places in the content tree.
//!
//! Positions are made by [`super::yaml`] and [`super::page`], kept by every record, and printed by
//! [`crate::check::report`]. Columns count characters and not bytes, as editors do. Two positions
//! are ordered by file, line and column, which is the order of a report.

use std::fmt;
use std::sync::Arc;

/// A place in a file of the content tree: where it begins and where it ends. Lines and columns count from 1.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// The file, relative to the root, with `/` between folders.
    pub file: Arc<str>,
    /// The line on which it begins, from 1; 0 for the file as a whole.
    pub line: u32,
    /// The column in characters at which it begins, from 1; 0 for the file as a whole.
    pub column: u32,
    /// The line and the column just after its last character. They are the same as those of the beginning if only the
    /// beginning is known.
    pub end: End,
}

/// The end of a place: the line and the column just after its last character.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct End {
    /// The line, from 1; 0 for the file as a whole.
    pub line: u32,
    /// The column in characters, from 1; 0 for the file as a whole.
    pub column: u32,
}

impl Position {
    /// The place of `file` as a whole.
    pub fn file(file: impl Into<Arc<str>>) -> Self {
        Position::point(file, 0, 0)
    }

    /// The place that begins at a line and a column, and whose end is not known.
    pub fn point(file: impl Into<Arc<str>>, line: u32, column: u32) -> Self {
        Position {
            file: file.into(),
            line,
            column,
            end: End { line, column },
        }
    }

    /// The whole of a line that is `text`.
    pub fn line(file: impl Into<Arc<str>>, line: u32, text: &str) -> Self {
        Position::point(file, line, 1).with_length(text.chars().count())
    }

    /// This place with an end on the same line, `length` characters from its beginning. In
    /// characters.
    #[must_use]
    pub fn with_length(self, length: usize) -> Self {
        let length = u32::try_from(length).unwrap_or(u32::MAX);
        let end = End {
            line: self.line,
            column: self.column.saturating_add(length),
        };
        Position { end, ..self }
    }
}

impl fmt::Display for Position {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.line == 0 {
            write!(f, "{}", self.file)
        } else {
            write!(f, "{}:{}:{}", self.file, self.line, self.column)
        }
    }
}
