//! Places in a text: those of the protocol, which count lines and units of an encoding from 0; those of diagnostics, which
//! count lines and characters from 1; and offsets in bytes.
//!
//! A place outside the text is taken as the nearest one inside it.

use gen_lsp_types::{Position as Place, PositionEncodingKind, Range};

use crate::source::position::Position;

/// The unit in which an editor counts the characters of a line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum ColumnUnit {
    /// Bytes of UTF-8.
    Utf8,
    /// Units of UTF-16, which every editor knows.
    #[default]
    Utf16,
    /// Characters.
    Utf32,
}

impl ColumnUnit {
    /// The first of those that the editor offers, in the order of its preference, which the server knows.
    pub(super) fn negotiated(offered: &[PositionEncodingKind]) -> ColumnUnit {
        let known = offered.iter().find_map(|kind| match kind {
            PositionEncodingKind::UTF8 => Some(ColumnUnit::Utf8),
            PositionEncodingKind::UTF16 => Some(ColumnUnit::Utf16),
            PositionEncodingKind::UTF32 => Some(ColumnUnit::Utf32),
            PositionEncodingKind::Custom(_) => None,
        });
        known.unwrap_or_default()
    }

    /// The name of the unit in the protocol.
    pub(super) fn kind(self) -> PositionEncodingKind {
        match self {
            ColumnUnit::Utf8 => PositionEncodingKind::UTF8,
            ColumnUnit::Utf16 => PositionEncodingKind::UTF16,
            ColumnUnit::Utf32 => PositionEncodingKind::UTF32,
        }
    }

    /// The number of units of a character.
    fn width(self, character: char) -> usize {
        match self {
            ColumnUnit::Utf8 => character.len_utf8(),
            ColumnUnit::Utf16 => character.len_utf16(),
            ColumnUnit::Utf32 => 1,
        }
    }
}

/// The lines of a text. A line ends with a line feed, a carriage return, or both.
#[derive(Debug)]
pub(super) struct LineTable<'a> {
    /// The text.
    pub(super) text: &'a str,
    unit: ColumnUnit,
    /// The offset at which each line begins. Never empty.
    starts: Vec<usize>,
}

impl<'a> LineTable<'a> {
    /// Finds the lines of `text`.
    pub(super) fn new(text: &'a str, unit: ColumnUnit) -> Self {
        let bytes = text.as_bytes();
        let ends = bytes.iter().enumerate().filter(|(index, byte)| match byte {
            b'\n' => true,
            b'\r' => bytes.get(index + 1) != Some(&b'\n'),
            _ => false,
        });
        let starts = [0]
            .into_iter()
            .chain(ends.map(|(index, _)| index + 1))
            .collect();
        LineTable { text, unit, starts }
    }

    /// The offset at which a line begins, and the line without its end. Lines count from 0; the last line for one that is
    /// not in the text.
    pub(super) fn line(&self, line: usize) -> (usize, &'a str) {
        let line = line.min(self.starts.len() - 1);
        let start = self.starts[line];
        let end = self.starts.get(line + 1).copied();
        let text = &self.text[start..end.unwrap_or(self.text.len())];
        (start, text.trim_end_matches(['\r', '\n']))
    }

    /// The offset of a place of the protocol.
    pub(super) fn offset(&self, place: Place) -> usize {
        let line = usize::try_from(place.line).unwrap_or(usize::MAX);
        if line >= self.starts.len() {
            return self.text.len();
        }
        let (start, text) = self.line(line);
        let mut left = usize::try_from(place.character).unwrap_or(usize::MAX);
        for (offset, character) in text.char_indices() {
            let width = self.unit.width(character);
            if left < width {
                return start + offset;
            }
            left -= width;
        }
        start + text.len()
    }

    /// The place in the protocol of an offset.
    pub(super) fn place(&self, offset: usize) -> Place {
        let line = self.starts.partition_point(|start| *start <= offset) - 1;
        let (start, text) = self.line(line);
        let before = text
            .char_indices()
            .take_while(|(at, _)| start + at < offset);
        let units = before
            .map(|(_, character)| self.unit.width(character))
            .sum();
        Place::new(number(line), number(units))
    }

    /// The range in the protocol between two offsets.
    pub(super) fn range(&self, start: usize, end: usize) -> Range {
        Range::new(self.place(start), self.place(end))
    }

    /// The range in the protocol of a place in the content. The beginning of the text for a file as a whole.
    pub(super) fn range_of(&self, position: &Position) -> Range {
        let start = self.at(position.line, position.column);
        let end = self.at(position.end.line, position.end.column);
        self.range(start, end.max(start))
    }

    /// The offset of a line and a column in characters, both from 1.
    fn at(&self, line: u32, column: u32) -> usize {
        let Some(line) = line.checked_sub(1) else {
            return 0;
        };
        let line = usize::try_from(line).unwrap_or(usize::MAX);
        if line >= self.starts.len() {
            return self.text.len();
        }
        let (start, text) = self.line(line);
        let before = usize::try_from(column.saturating_sub(1)).unwrap_or(usize::MAX);
        let offset = text.char_indices().nth(before);
        start + offset.map_or(text.len(), |(offset, _)| offset)
    }
}

fn number(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "é: 😀b\r\n\rc\n";

    #[test]
    fn columns_are_counted_in_the_unit_of_the_editor() {
        for (unit, column) in [
            (ColumnUnit::Utf8, 8),
            (ColumnUnit::Utf16, 5),
            (ColumnUnit::Utf32, 4),
        ] {
            let lines = LineTable::new(TEXT, unit);
            let offset = TEXT.find('b').unwrap();
            assert_eq!(lines.place(offset), Place::new(0, column));
            assert_eq!(lines.offset(Place::new(0, column)), offset);
        }
    }

    #[test]
    fn every_line_end_of_the_protocol_is_known() {
        let lines = LineTable::new(TEXT, ColumnUnit::Utf16);
        let c = TEXT.find('c').unwrap();
        assert_eq!(lines.place(c), Place::new(2, 0));
        assert_eq!(lines.place(TEXT.len()), Place::new(3, 0));
    }

    #[test]
    fn places_outside_the_text_are_the_nearest_inside() {
        let lines = LineTable::new(TEXT, ColumnUnit::Utf16);
        let end_of_line = TEXT.find('\r').unwrap();
        assert_eq!(lines.offset(Place::new(0, u32::MAX)), end_of_line);
        assert_eq!(lines.offset(Place::new(u32::MAX, 0)), TEXT.len());
        // In the middle of a pair of UTF-16.
        assert_eq!(lines.offset(Place::new(0, 4)), TEXT.find('😀').unwrap());
        let nowhere = Position::point("x", 90, 7).with_length(3);
        let end = Place::new(3, 0);
        assert_eq!(lines.range_of(&nowhere), Range::new(end, end));
        let file = Position::file("x");
        assert_eq!(lines.range_of(&file), Range::default());
        let empty = LineTable::new("", ColumnUnit::Utf16);
        assert_eq!(empty.offset(Place::new(3, 3)), 0);
    }
}
