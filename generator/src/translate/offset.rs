//! The offsets of places in a text.

use crate::source::position::{End, Position};

/// The lines of a text, by which places are found.
pub(super) struct Lines<'t> {
    text: &'t str,
    starts: Vec<usize>,
}

impl<'t> Lines<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        let breaks = text.match_indices('\n').map(|(at, _)| at + 1);
        Lines {
            text,
            starts: std::iter::once(0).chain(breaks).collect(),
        }
    }

    /// The offset in bytes of the beginning of a place.
    pub(super) fn start(&self, position: &Position) -> Option<usize> {
        self.offset(position.line, position.column)
    }

    /// The offset in bytes just after the end of a place.
    pub(super) fn end(&self, end: End) -> Option<usize> {
        self.offset(end.line, end.column)
    }

    fn offset(&self, line: u32, column: u32) -> Option<usize> {
        let start = *self
            .starts
            .get(usize::try_from(line).ok()?.checked_sub(1)?)?;
        let column = usize::try_from(column).ok()?.checked_sub(1)?;
        let mut characters = self.text[start..].char_indices().map(|(at, _)| at);
        Some(start + characters.nth(column).unwrap_or(self.text.len() - start))
    }

    /// The number of the line on which an offset is, from 1.
    pub(super) fn line_of(&self, offset: usize) -> u32 {
        let line = self.starts.partition_point(|start| *start <= offset);
        u32::try_from(line).unwrap_or(u32::MAX)
    }

    /// The offset of the line break that ends the line of an offset, or the end of the text.
    pub(super) fn end_of_line(&self, offset: usize) -> usize {
        let rest = &self.text[offset..];
        let end = rest.find('\n').map_or(self.text.len(), |at| offset + at);
        if self.text[offset..end].ends_with('\r') {
            end - 1
        } else {
            end
        }
    }
}
