//! Edits of a YAML file that leave everything else in it as it is: comments, order, blank lines, and the layout of values.
//!
//! The nodes are those that [`super::yaml::parse`] made of the same text. Edits are collected and then made together, so
//! that the positions of nodes stay valid meanwhile. An edit that the layout of the file does not allow is refused; the
//! caller then replaces a larger value, or asks a person.
//!
//! This file has the edits of keys; [`items`] has those of lists, and [`words`] those of a text in one of its languages.
//!
//! A program that writes into files of authors reads the result again and compares it with the intended records, since
//! YAML allows more layouts than are known here.

pub mod items;
pub mod words;

use std::collections::HashSet;
use std::sync::Arc;

use super::emit::{self, Yaml};
use super::lines::Lines;
use super::position::Position;
use super::yaml::{self, Node, Value};

/// The edits of a file, or of a part of it.
#[derive(Debug)]
pub struct YamlEdits<'a> {
    text: &'a str,
    lines: Lines<'a>,
    /// The line of the file on which the text begins, from 1.
    first: u32,
    changes: Vec<TextChange>,
    /// The offsets of the mappings in braces that are written with a key on each line.
    unfolded: HashSet<usize>,
}

/// A range of the text, and the words that replace it. In bytes.
#[derive(Debug)]
struct TextChange {
    start: usize,
    end: usize,
    words: String,
}

impl<'a> YamlEdits<'a> {
    /// No edits of `text`, a whole file.
    pub fn of(text: &'a str) -> Self {
        YamlEdits::of_part(text, 1)
    }

    /// No edits of `text`, which begins on the line `first` of its file.
    pub fn of_part(text: &'a str, first: u32) -> Self {
        YamlEdits {
            text,
            lines: Lines::of(text),
            first,
            changes: Vec::new(),
            unfolded: HashSet::new(),
        }
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.changes.is_empty()
    }

    /// The text with all edits made. `None` if two of them overlap, or if the result is not YAML.
    pub fn finish(self) -> Option<String> {
        let out = self.made()?;
        let file: Arc<str> = "edited".into();
        yaml::parse(&file, &out).is_ok().then_some(out)
    }

    /// The text with all edits made, which may not be YAML. `None` if two of them overlap.
    fn made(mut self) -> Option<String> {
        // What is inserted where something else is removed comes before it.
        self.changes
            .sort_by_key(|change| (change.start, change.end));
        let mut out = String::with_capacity(self.text.len());
        let (mut read, mut removed) = (0, 0);
        for change in &self.changes {
            // A removed range may take the blank line along after which something is inserted.
            let is_insertion = change.start == change.end;
            let start = match is_insertion && change.start < removed {
                true => removed,
                false => change.start,
            };
            out.push_str(self.text.get(read..start)?);
            if !out.is_empty() && !out.ends_with('\n') && self.lines_begin_at(change) {
                out.push('\n');
            }
            let has_gap = start == removed && (out.ends_with("\n\n") || out.ends_with("\n\r\n"));
            out.push_str(match has_gap {
                true => change.words.trim_start_matches(['\r', '\n']),
                false => &change.words,
            });
            read = change.end.max(start);
            if change.words.is_empty() {
                removed = read;
            }
        }
        out.push_str(self.text.get(read..)?);
        Some(out)
    }

    /// Sets the value of a key. A key that the mapping does not have comes after the last of `earlier` that it has, or else
    /// at its end. Returns whether the edit is possible.
    pub fn set(&mut self, mapping: &Node, key: &str, value: &Yaml, earlier: &[&str]) -> bool {
        let Value::Mapping(pairs) = &mapping.value else {
            return false;
        };
        let Some((start, _)) = self.range(mapping) else {
            return false;
        };
        let is_flow = self.is_in_braces(start);
        let named = |(name, _): &&(Node, Node)| is_scalar(name, key);
        match (pairs.iter().find(named), is_flow) {
            (Some((name, old)), true) => self.set_in_braces(name, old, value),
            (Some((name, old)), false) => {
                let indent = column(mapping);
                self.set_below(name, old, key, value, indent)
            }
            (None, _) => {
                let known =
                    |(name, _): &(Node, Node)| earlier.iter().any(|key| is_scalar(name, key));
                let before = pairs.iter().rfind(|pair| known(pair)).or(pairs.last());
                self.add_pair(mapping, before, key, value, is_flow)
            }
        }
    }

    /// Whether a mapping that begins at `start` is in braces, and stays so.
    fn is_in_braces(&self, start: usize) -> bool {
        self.text[start..].starts_with('{') && !self.unfolded.contains(&start)
    }

    /// Writes an item of a list that is in braces with a key on each line, so that it can get values that do not fit into
    /// braces. Comes before any other edit of it. Returns whether it is written so then.
    pub fn unfold(&mut self, mapping: &Node) -> bool {
        let Value::Mapping(pairs) = &mapping.value else {
            return false;
        };
        let Some((start, end)) = self.range(mapping) else {
            return false;
        };
        if !self.is_in_braces(start) {
            return true;
        }
        let is_item = self.text[self.lines.start_of(start)..start].trim() == "-";
        let ranges = pairs.iter().map(|(name, value)| {
            let ((first, name), (_, value)) = (self.range(name)?, self.range(value)?);
            Some((first, value.max(name)))
        });
        let Some(ranges) = ranges.collect::<Option<Vec<_>>>().filter(|_| is_item) else {
            return false;
        };
        let gap = format!("\n{}", " ".repeat(column(mapping)));
        let mut from = start;
        for (place, (first, last)) in ranges.iter().enumerate() {
            let gap = if place == 0 { "" } else { &*gap };
            self.change(from, *first, gap.to_owned());
            from = *last;
        }
        self.change(from, end, String::new());
        self.unfolded.insert(start)
    }

    fn set_in_braces(&mut self, name: &Node, old: &Node, value: &Yaml) -> bool {
        let line = match value {
            // Several lines in quotes, since braces allow nothing else.
            Yaml::Text(words) if words.contains('\n') => serde_json::to_string(words).ok(),
            value => value.line(),
        };
        let (Some(line), Some(colon), Some((_, end))) = (line, self.colon(name), self.range(old))
        else {
            return false;
        };
        self.change(colon, end, format!(" {line}"))
    }

    fn set_below(
        &mut self,
        name: &Node,
        old: &Node,
        key: &str,
        value: &Yaml,
        indent: usize,
    ) -> bool {
        let (Some(colon), Some((_, end))) = (self.colon(name), self.range(old)) else {
            return false;
        };
        let written = emit::pair(key, value, indent);
        let Some(body) = written.split_once(':').map(|(_, body)| body) else {
            return false;
        };
        let body = body.trim_end_matches('\n');
        let end = end.max(colon);
        let stop = self.lines.end_of(end);
        let comment = self.text[end..stop].trim();
        match body.split_once('\n') {
            // The comment stays on the line of the key.
            Some((first, rest)) if comment.starts_with('#') => {
                self.change(colon, stop, format!("{first} {comment}\n{rest}"))
            }
            _ => self.change(colon, end, body.to_owned()),
        }
    }

    fn add_pair(
        &mut self,
        mapping: &Node,
        before: Option<&(Node, Node)>,
        key: &str,
        value: &Yaml,
        is_flow: bool,
    ) -> bool {
        let Some((start, end)) = self.range(mapping) else {
            return false;
        };
        if is_flow {
            let one = Yaml::Table(vec![(key.to_owned(), value.clone())]);
            let Some(line) = one.line() else {
                return false;
            };
            let pair = line
                .trim_start_matches('{')
                .trim_end_matches('}')
                .to_owned();
            return match before.and_then(|(_, value)| self.range(value)) {
                Some((_, after)) => self.change(after, after, format!(", {pair}")),
                None => self.change(start + 1, end - 1, pair),
            };
        }
        let indent = column(mapping);
        let Some((_, after)) = before.and_then(|(name, value)| {
            let (_, name) = self.range(name)?;
            let (start, value) = self.range(value)?;
            Some((start, value.max(name)))
        }) else {
            return false;
        };
        let at = self.lines.after(after);
        let pair = emit::pair(key, value, indent);
        self.change(at, at, format!("{}{pair}", " ".repeat(indent)))
    }

    /// Removes a key and its value. Returns whether the edit is possible.
    pub fn remove(&mut self, mapping: &Node, key: &str) -> bool {
        let Value::Mapping(pairs) = &mapping.value else {
            return false;
        };
        let Some(place) = pairs.iter().position(|(name, _)| is_scalar(name, key)) else {
            return true;
        };
        let (Some((whole, _)), Some((start, name_end)), Some((_, end))) = (
            self.range(mapping),
            self.range(&pairs[place].0),
            self.range(&pairs[place].1),
        ) else {
            return false;
        };
        let end = end.max(name_end);
        let next = pairs.get(place + 1).and_then(|(name, _)| self.range(name));
        if self.unfolded.contains(&whole) {
            let before = place
                .checked_sub(1)
                .and_then(|place| self.range(&pairs[place].1));
            return self.remove_unfolded(whole, before, (start, end), next);
        }
        let is_flow = self.is_in_braces(whole);
        let line = self.lines.start_of(start);
        let is_first = self.text[line..start].trim().is_empty();
        match (is_flow, next) {
            (true, Some((next, _))) => self.change(start, next, String::new()),
            (true, None) => {
                let before = place
                    .checked_sub(1)
                    .and_then(|place| self.range(&pairs[place].1));
                let from = before.map_or(start, |(_, end)| end);
                self.change(from, end, String::new())
            }
            (false, _) if is_first && pairs.len() > 1 => {
                let to = self.lines.after(end);
                self.change(line, to, String::new())
            }
            // The next key takes the place after the hyphen.
            (false, Some((next, _))) => self.change(start, next, String::new()),
            (false, None) => false,
        }
    }

    /// Removes a key of a record that was in braces, with one of the changes that part it from its neighbours.
    fn remove_unfolded(
        &mut self,
        whole: usize,
        before: Option<(usize, usize)>,
        (start, end): (usize, usize),
        next: Option<(usize, usize)>,
    ) -> bool {
        let from = before.map_or(whole, |(_, end)| end);
        self.changes
            .retain(|change| (change.start, change.end) != (from, start));
        match (before, next) {
            (Some(_), _) => self.change(from, end, String::new()),
            (None, Some((next, _))) => {
                self.changes
                    .retain(|change| (change.start, change.end) != (end, next));
                self.change(from, next, String::new())
            }
            (None, None) => false,
        }
    }

    fn change(&mut self, start: usize, end: usize, words: String) -> bool {
        if start > end {
            return false;
        }
        // Line breaks are those of the file.
        let words = if self.lines.are_crlf() {
            words.replace('\n', "\r\n")
        } else {
            words
        };
        self.changes.push(TextChange { start, end, words });
        true
    }

    /// Whether the words of a change are whole lines.
    fn lines_begin_at(&self, change: &TextChange) -> bool {
        change.start == self.text.len() && change.words.ends_with('\n')
    }

    /// The offsets at which a node begins and ends.
    fn range(&self, node: &Node) -> Option<(usize, usize)> {
        let Position {
            line, column, end, ..
        } = &node.position;
        let start = self.offset(*line, *column)?;
        let end = self.offset(end.line, end.column)?;
        (start <= end).then_some((start, end))
    }

    /// The offset of a place in the file.
    fn offset(&self, line: u32, column: u32) -> Option<usize> {
        let line = (line + 1).checked_sub(self.first)?;
        self.lines.offset(line, column)
    }

    /// The offset after the colon of a key.
    fn colon(&self, name: &Node) -> Option<usize> {
        let (_, end) = self.range(name)?;
        let rest = &self.text[end..];
        let space = rest.len() - rest.trim_start().len();
        rest[space..].starts_with(':').then_some(end + space + 1)
    }
}

/// Whether a node is the scalar `words`.
fn is_scalar(node: &Node, words: &str) -> bool {
    matches!(&node.value, Value::Scalar(known) if known == words)
}

/// The number of columns before a node.
fn column(node: &Node) -> usize {
    usize::try_from(node.position.column).map_or(0, |column| column.saturating_sub(1))
}

#[cfg(test)]
mod tests;
