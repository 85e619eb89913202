//! The place where the parser stopped, and a mistake that explains it.

use super::line::{Line, is_within, key, shortened, value};
use crate::language::message::Message;
use crate::source::emit::quoted;
use crate::source::rule::Rule;

/// The place where the parser stopped, and its surroundings. Offsets are in bytes.
#[derive(Clone, Debug)]
pub(super) struct Stop<'a> {
    /// The text that could not be parsed.
    pub text: &'a str,
    /// The line of the file on which the text begins.
    pub first: u32,
    /// The offset at which the parser stopped.
    pub at: usize,
    /// The offset at which the last part ended that it could read.
    pub read: usize,
    /// The offsets of the last scalar that it could read.
    pub scalar: (usize, usize),
    /// The offset of the outermost open bracket.
    pub bracket: Option<usize>,
}

/// A mistake, and its place in the text.
#[derive(Clone, Debug)]
pub(super) struct Mistake {
    /// The rule that is broken.
    pub rule: Rule,
    /// The offset of its first character, in bytes.
    pub at: usize,
    /// Its length, in characters.
    pub length: usize,
    /// The message.
    pub message: Message,
    /// The way to fix it.
    pub help: Message,
}

impl Stop<'_> {
    /// The character at which the parser stopped.
    pub(super) fn sign(&self) -> Option<char> {
        self.text.get(self.at..)?.chars().next()
    }

    /// The line at which the parser stopped.
    pub(super) fn line(&self) -> Line<'_> {
        Line::at(self.text, self.at)
    }

    /// The offset of the value that the parser could not read, or not to its end.
    pub(super) fn value(&self) -> usize {
        let (start, end) = self.scalar;
        if end == self.at && start < end {
            return start;
        }
        let mut offset = self.read.min(self.at);
        while offset < self.at {
            let rest = &self.text[offset..];
            let sign = rest.chars().next().unwrap_or_default();
            offset += match sign {
                ' ' | '\n' | '\r' | '\t' | ':' | ',' | '{' | '[' => 1,
                '-' | '?' if rest[1..].starts_with([' ', '\n']) => 1,
                '#' => rest.find('\n').unwrap_or(rest.len()),
                // The parser reads a key only once it has seen what follows.
                _ => match key(rest) {
                    Some(key) => key.len() + 1,
                    None => break,
                },
            };
        }
        offset.min(self.at)
    }

    /// The offset at which a value ends that begins at `start`, up to the end of its line: before the next key or the
    /// closing bracket if it is in brackets. Without white space at the end.
    pub(super) fn value_end(&self, start: usize) -> usize {
        let end = Line::at(self.text, start).end().max(start);
        if self.bracket.is_none() && !is_within(self.text, start) {
            return end;
        }
        start + value(&self.text[start..end]).trim_end().len()
    }

    /// The text that the author meant as one, from `start` to `end`, as it has to be written: in quotes, after its key
    /// if it has one on its line.
    pub(super) fn in_quotes(&self, start: usize, words: &str) -> String {
        let quoted = quoted(&shortened(words));
        let line = Line::at(self.text, start);
        let before = self.text[line.start..start].trim_end();
        match before.strip_suffix(':') {
            Some(before) => {
                let is_part = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-');
                let key = &before[before.trim_end_matches(is_part).len()..];
                format!("`{key}: {quoted}`")
            }
            None if before.trim_start() == "-" => format!("`- {quoted}`"),
            None => format!("`{quoted}`"),
        }
    }
}
