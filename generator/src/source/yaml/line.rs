//! Lines of YAML, read roughly: enough to explain why the parser stopped at one, even if it is not valid.

/// A line of a text, without its end.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line<'a> {
    /// The characters.
    pub text: &'a str,
    /// The offset in the text at which the line begins, in bytes.
    pub start: usize,
    /// The line's place in the text, from 0.
    pub index: usize,
}

impl<'a> Line<'a> {
    /// The line that contains the byte at `offset`, or the last line.
    pub(super) fn at(text: &'a str, offset: usize) -> Line<'a> {
        let offset = text.floor_char_boundary(offset.min(text.len()));
        let start = text[..offset].rfind('\n').map_or(0, |newline| newline + 1);
        let end = text[offset..]
            .find('\n')
            .map_or(text.len(), |newline| offset + newline);
        Line {
            text: text[start..end].trim_end_matches('\r'),
            start,
            index: text[..start].bytes().filter(|byte| *byte == b'\n').count(),
        }
    }

    /// All lines of a text.
    pub(super) fn all(text: &'a str) -> impl Iterator<Item = Line<'a>> {
        let mut start = 0;
        text.split_inclusive('\n')
            .enumerate()
            .map(move |(index, whole)| {
                let line = Line {
                    text: whole.trim_end_matches(['\n', '\r']),
                    start,
                    index,
                };
                start += whole.len();
                line
            })
    }

    /// The line above that has more than a comment.
    pub(super) fn above(self, text: &'a str) -> Option<Line<'a>> {
        let mut end = self.start;
        while end > 0 {
            let line = Line::at(text, end - 1);
            if line.has_content() {
                return Some(line);
            }
            end = line.start;
        }
        None
    }

    /// The number of spaces at its beginning.
    pub(super) fn indentation(self) -> usize {
        self.text.len() - self.text.trim_start_matches(' ').len()
    }

    /// The offset of the first character that is not a space.
    pub(super) fn content(self) -> usize {
        self.start + self.indentation()
    }

    /// Whether it has anything but white space and a comment.
    pub(super) fn has_content(self) -> bool {
        let content = self.text.trim();
        !content.is_empty() && !content.starts_with('#')
    }

    /// The offset after its end, without white space.
    pub(super) fn end(self) -> usize {
        self.start + self.text.trim_end().len()
    }

    /// The offset after the hyphens of list items with which the line begins.
    pub(super) fn after_hyphens(self) -> usize {
        let mut rest = self.text.trim_start_matches(' ');
        while let Some(item) = rest.strip_prefix("- ") {
            rest = item.trim_start_matches(' ');
        }
        (self.start + self.text.len() - rest.len()).min(self.end().max(self.start))
    }

    /// The key with which the line begins, after any hyphens, and the offset of its value. `None` if it begins with
    /// something else. Quoted keys are not recognised.
    pub(super) fn key(self) -> Option<(&'a str, usize)> {
        let begin = self.after_hyphens() - self.start;
        let rest = &self.text[begin..];
        if rest.starts_with([
            '{', '[', '"', '\'', '#', '|', '>', '@', '`', '%', '*', '&', '!',
        ]) {
            return None;
        }
        let colon = match rest.find(": ") {
            Some(colon) => colon,
            None => rest.trim_end().strip_suffix(':')?.len(),
        };
        let after = &rest[colon + 1..];
        let value =
            self.start + begin + colon + 1 + after.len() - after.trim_start_matches(' ').len();
        Some((&rest[..colon], value))
    }

    /// The line's number in messages, in a text that begins on the line `first` of its file.
    pub(super) fn number(self, first: u32) -> u32 {
        u32::try_from(self.index)
            .unwrap_or(u32::MAX)
            .saturating_add(first)
    }
}

/// The word before the byte at `end`, if it may be a key: small ASCII letters after a space, a bracket or a comma.
pub(super) fn word_before(text: &str, end: usize) -> Option<&str> {
    let before = text.get(..end)?;
    let is_part = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-');
    let rest = before.trim_end_matches(is_part);
    let word = &before[rest.len()..];
    let is_apart = rest.is_empty() || rest.ends_with([' ', '\n', '{', ',', '，', '；', '、']);
    (is_apart && word.starts_with(|c: char| c.is_ascii_lowercase())).then_some(word)
}

/// A text shortened for a message: at most 40 characters of its first line.
pub(super) fn shortened(text: &str) -> String {
    const LONGEST: usize = 40;
    let line = text.lines().next().unwrap_or_default().trim();
    if line.chars().count() <= LONGEST {
        return line.to_owned();
    }
    let start: String = line.chars().take(LONGEST).collect();
    format!("{start}…")
}

/// The part of a line in brackets that may be one value: up to a comma that a key follows, or to the bracket that closes.
pub(super) fn value(text: &str) -> &str {
    let mut depth = 0_usize;
    for (at, sign) in text.char_indices() {
        match sign {
            '[' | '{' => depth += 1,
            ']' | '}' if depth == 0 => {
                let is_end = text[at..].chars().all(|sign| "]}, ".contains(sign));
                if is_end || text[at + 1..].starts_with(", ") {
                    return &text[..at];
                }
            }
            ']' | '}' => depth -= 1,
            ',' if depth == 0 && key(text[at + 1..].trim_start_matches(' ')).is_some() => {
                return &text[..at];
            }
            _ => {}
        }
    }
    text
}

/// The key with which a text begins, if a colon follows it.
pub(super) fn key(text: &str) -> Option<&str> {
    let is_part = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-');
    let rest = text.trim_start_matches(is_part);
    let key = &text[..text.len() - rest.len()];
    (!key.is_empty() && rest.starts_with(':')).then_some(key)
}

/// Whether a bracket is open at `end` that was opened on the same line.
pub(super) fn is_within(text: &str, end: usize) -> bool {
    let start = Line::at(text, end).start;
    let opened = text[start..end].matches(['[', '{']).count();
    opened > text[start..end].matches([']', '}']).count()
}
