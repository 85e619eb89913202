//! The lines of a text, by which places in it are found. All offsets are in bytes.

/// The lines of a text.
#[derive(Debug)]
pub struct Lines<'t> {
    text: &'t str,
    /// The offset at which each line begins.
    starts: Vec<usize>,
}

impl<'t> Lines<'t> {
    /// The lines of `text`.
    pub fn of(text: &'t str) -> Self {
        let breaks = text.match_indices('\n').map(|(at, _)| at + 1);
        Lines {
            text,
            starts: std::iter::once(0).chain(breaks).collect(),
        }
    }

    /// The offset of a line and a column, in characters, both from 1. A column after the end of its line means that end.
    /// `None` if there is no such line.
    pub fn offset(&self, line: u32, column: u32) -> Option<usize> {
        let line = usize::try_from(line).ok()?.checked_sub(1)?;
        let start = *self.starts.get(line)?;
        let text = &self.text[start..self.end_of(start)];
        let column = usize::try_from(column).ok()?.checked_sub(1)?;
        let offset = text.char_indices().nth(column).map(|(offset, _)| offset);
        Some(start + offset.unwrap_or(text.len()))
    }

    /// The number of the line of an offset, from 1.
    pub fn number(&self, offset: usize) -> u32 {
        let line = self.starts.partition_point(|start| *start <= offset);
        u32::try_from(line).unwrap_or(u32::MAX)
    }

    /// The beginning of the line of an offset.
    pub fn start_of(&self, offset: usize) -> usize {
        self.text[..offset].rfind('\n').map_or(0, |at| at + 1)
    }

    /// The end of the line of an offset, without its line break.
    pub fn end_of(&self, offset: usize) -> usize {
        let rest = &self.text[offset..];
        let line = rest.find('\n').map_or(rest, |end| &rest[..end]);
        offset + line.strip_suffix('\r').unwrap_or(line).len()
    }

    /// The beginning of the line after that of an offset, or the end of the text.
    pub fn after(&self, offset: usize) -> usize {
        let rest = &self.text[offset..];
        offset + rest.find('\n').map_or(rest.len(), |end| end + 1)
    }

    /// Whether the lines end as on Windows.
    pub fn are_crlf(&self) -> bool {
        self.text.contains("\r\n")
    }
}
