//! Edits of lists: items that are added, removed, or moved with their comments.

use super::{YamlEdits, column};
use crate::source::emit::{self, Yaml};
use crate::source::yaml::{Node, Value};

impl YamlEdits<'_> {
    /// Inserts an item before the one at `place` of a list, or at its end. Returns whether the edit is possible.
    pub fn insert(&mut self, list: &Node, place: usize, item: &Yaml) -> bool {
        let Value::Sequence(items) = &list.value else {
            return false;
        };
        let before = place
            .min(items.len())
            .checked_sub(1)
            .map(|place| &items[place]);
        let is_in_brackets = |(start, _): &(usize, usize)| self.text[*start..].starts_with('[');
        if let Some((start, end)) = self.range(list).filter(is_in_brackets) {
            let Some(line) = item.line() else {
                return false;
            };
            return match (before.and_then(|item| self.range(item)), items.first()) {
                (Some((_, after)), _) => self.change(after, after, format!(", {line}")),
                (None, Some(_)) => self.change(start + 1, start + 1, format!("{line}, ")),
                (None, None) => self.change(start + 1, end - 1, line),
            };
        }
        let indent = self.hyphens(items).unwrap_or_else(|| column(list));
        let words = emit::item(item.clone(), indent);
        match before.and_then(|item| self.range(item)) {
            Some((_, after)) => {
                let at = self.lines.after(after);
                // Items that blank lines part from each other stay so.
                let is_parted = items.len() > 1 && self.is_parted(items);
                let gap = if is_parted { "\n" } else { "" };
                self.change(at, at, format!("{gap}{words}"))
            }
            None => {
                let first = items.first().unwrap_or(list);
                let Some((start, _)) = self.range(first) else {
                    return false;
                };
                let line = self.lines.start_of(start);
                // The comments at the beginning of a file are about the file.
                let at = match indent {
                    0 => line,
                    _ => self.above_comments(line, indent),
                };
                let is_parted = items.len() > 1 && self.is_parted(items);
                let gap = if is_parted { "\n" } else { "" };
                self.text[line..start].trim() == "-" && self.change(at, at, format!("{words}{gap}"))
            }
        }
    }

    /// Removes an item of a list in block style, with the comments directly above it. Returns whether the edit is possible:
    /// the last item goes with the key of the list.
    pub fn remove_item(&mut self, list: &Node, place: usize) -> bool {
        let Value::Sequence(items) = &list.value else {
            return false;
        };
        let (Some((whole, _)), Some(item)) = (self.range(list), items.get(place)) else {
            return false;
        };
        let Some((start, end)) = self.range(item) else {
            return false;
        };
        if items.len() == 1 || self.text[whole..].starts_with('[') {
            return false;
        }
        let from = self.lines.start_of(start);
        if self.text[from..start].trim() != "-" {
            return false;
        }
        // The comments at the beginning of a file are about the file.
        let from = match (place, column(list)) {
            (0, 0) => from,
            (_, indent) => self.above_comments(from, indent),
        };
        let mut to = self.lines.after(end);
        // A blank line after it goes as well, if there is one before it.
        let is_blank = |start: usize| self.text[start..self.lines.end_of(start)].trim().is_empty();
        let has_blank_above = from > 0 && is_blank(self.lines.start_of(from - 1));
        if has_blank_above && to < self.text.len() && is_blank(to) {
            to = self.lines.after(to);
        }
        self.change(from, to, String::new())
    }

    /// The words of an item of a list in block style, from the first column, with the comments directly above it. `None` if
    /// its layout does not allow it.
    pub fn item_words(&self, list: &Node, place: usize) -> Option<String> {
        let Value::Sequence(items) = &list.value else {
            return None;
        };
        let (start, end) = self.range(items.get(place)?)?;
        let from = self.lines.start_of(start);
        if self.text[from..start].trim() != "-" {
            return None;
        }
        let from = match (place, column(list)) {
            (0, 0) => from,
            (_, indent) => self.above_comments(from, indent),
        };
        let indent = " ".repeat(column(list));
        let lines = self.text[from..self.lines.after(end)].lines();
        let words = lines.map(|line| line.strip_prefix(&*indent).unwrap_or(line.trim_start()));
        Some(words.collect::<Vec<_>>().join("\n"))
    }

    /// Adds an item with these words, which begin at the first column, to the end of a list in block style. Returns whether the
    /// edit is possible.
    pub fn append_words(&mut self, list: &Node, words: &str) -> bool {
        let Value::Sequence(items) = &list.value else {
            return false;
        };
        let (Some((start, _)), Some((_, end))) = (
            self.range(list),
            items.last().and_then(|item| self.range(item)),
        ) else {
            return false;
        };
        if self.text[start..].starts_with('[') {
            return false;
        }
        let indent = " ".repeat(column(list));
        let line = |line: &str| match line.is_empty() {
            true => "\n".to_owned(),
            false => format!("{indent}{line}\n"),
        };
        let gap = if items.len() > 1 && self.is_parted(items) {
            "\n"
        } else {
            ""
        };
        let at = self.lines.after(end);
        self.change(
            at,
            at,
            gap.to_owned() + &words.lines().map(line).collect::<String>(),
        )
    }

    /// The number of columns before the hyphens of a list. `None` if something else is on the line of the first.
    ///
    /// A list whose hyphens are as far left as its key has no place of its own for the parser.
    fn hyphens(&self, items: &[Node]) -> Option<usize> {
        let (first, _) = self.range(items.first()?)?;
        let hyphen = self.text[..first].rfind('-')?;
        let before = &self.text[self.lines.start_of(hyphen)..hyphen];
        before.trim().is_empty().then_some(before.len())
    }

    /// The beginning of the comments directly above a line that begins at `from`, with `indent` columns before them.
    fn above_comments(&self, mut from: usize, indent: usize) -> usize {
        let indent = " ".repeat(indent);
        while from > 0 {
            let above = self.lines.start_of(from - 1);
            let line = self.text[above..from].strip_prefix(&*indent);
            if !line.is_some_and(|line| line.starts_with('#')) {
                break;
            }
            from = above;
        }
        from
    }

    /// Whether there is a blank line between the first two items.
    fn is_parted(&self, items: &[Node]) -> bool {
        let Some((_, end)) = self.range(&items[0]) else {
            return false;
        };
        let at = self.lines.after(end);
        self.text[at..self.lines.end_of(at)].trim().is_empty()
    }
}
