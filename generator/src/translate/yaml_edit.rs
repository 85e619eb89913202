//! Writes translations into a file of YAML, and leaves the rest of it as the author wrote it: comments, order, quotes and
//! layout.
//!
//! Each edit is read again. If the file does not then hold exactly what was meant, that edit is not made.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use super::offset::Lines;
use super::place::At;
use crate::source::emit::{self, Yaml};
use crate::source::yaml::{self, Node, Value};

/// A translation to be written.
#[derive(Clone, Debug)]
pub(super) struct YamlEdit {
    /// The line and the column at which the text begins, or the words themselves if `language` is `None`.
    pub at: At,
    /// The key of the language; `None` for words that are not in several languages.
    pub language: Option<Arc<str>>,
    /// The words.
    pub words: String,
}

/// Returns the text of `file` with `edits`, and the edits that could not be made, as their places in the list. `first` is
/// the line of the file on which the text begins.
pub(super) fn edited(
    file: &Arc<str>,
    text: &str,
    first: u32,
    edits: &[YamlEdit],
) -> (String, Vec<usize>) {
    let all: Vec<&YamlEdit> = edits.iter().collect();
    if let Some(edited) = attempt(file, text, first, &all) {
        return (edited, Vec::new());
    }
    // One of them is not possible: each alone tells which.
    let (good, failed): (Vec<usize>, Vec<usize>) =
        (0..edits.len()).partition(|index| attempt(file, text, first, &[&edits[*index]]).is_some());
    let together: Vec<&YamlEdit> = good.iter().map(|index| &edits[*index]).collect();
    match attempt(file, text, first, &together) {
        Some(edited) => (edited, failed),
        None => (text.to_owned(), (0..edits.len()).collect()),
    }
}

/// The text with edits; `None` if it does not then hold what was meant.
fn attempt(file: &Arc<str>, text: &str, first: u32, edits: &[&YamlEdit]) -> Option<String> {
    let before = yaml::parse_from(file, text, first).ok()?;
    let mut wanted: HashMap<At, Vec<&YamlEdit>> = HashMap::new();
    for edit in edits {
        wanted.entry(edit.at).or_default().push(edit);
    }
    let mut editor = Editor {
        text,
        lines: Lines::new(text),
        first,
        wanted: &wanted,
        changes: Vec::new(),
        made: 0,
    };
    editor.node(&before, None, false)?;
    if editor.made != edits.len() {
        return None;
    }
    let mut changes = editor.changes;
    changes.sort_by_key(|(range, _)| (range.start, range.end));
    let mut edited = text.to_owned();
    for (range, words) in changes.iter().rev() {
        edited.replace_range(range.clone(), words);
    }
    let after = yaml::parse_from(file, &edited, first).ok()?;
    is_meant(&before, &after, &wanted).then_some(edited)
}

/// Looks for the texts to change, and collects the changes.
struct Editor<'a> {
    text: &'a str,
    lines: Lines<'a>,
    first: u32,
    wanted: &'a HashMap<At, Vec<&'a YamlEdit>>,
    changes: Vec<(Range<usize>, String)>,
    made: usize,
}

/// The key whose value is visited, and the column at which it begins, from 0.
type Key<'a> = Option<(&'a str, usize)>;

impl Editor<'_> {
    /// Visits a node, which is within brackets or not.
    fn node(&mut self, node: &Node, key: Key<'_>, is_in_brackets: bool) -> Option<()> {
        let start = self.start(node)?;
        let opens = self.text[start..].starts_with(['{', '[']);
        if let Some(edits) = self.wanted.get(&at(node)) {
            for edit in edits {
                match &edit.language {
                    Some(language) => {
                        // An alias cannot be changed here without changing what it repeats.
                        if self.text[start..].starts_with('*') {
                            return None;
                        }
                        if matches!(node.value, Value::Mapping(_)) {
                            self.text_in(node, language, &edit.words, key, is_in_brackets)?;
                            self.made += 1;
                        }
                    }
                    None if matches!(node.value, Value::Scalar(_)) => {
                        let indent = key.map_or(0, |(_, column)| column);
                        self.replace(node, start, &edit.words, indent, is_in_brackets)?;
                        self.made += 1;
                    }
                    None => {}
                }
            }
        }
        match &node.value {
            Value::Null | Value::Scalar(_) => {}
            Value::Sequence(items) => {
                for item in items {
                    self.node(item, None, is_in_brackets || opens)?;
                }
            }
            Value::Mapping(pairs) => {
                for (name, value) in pairs {
                    let column = usize::try_from(name.position.column).ok()?.checked_sub(1)?;
                    let Value::Scalar(key) = &name.value else {
                        continue;
                    };
                    self.node(value, Some((key, column)), is_in_brackets || opens)?;
                }
            }
        }
        Some(())
    }

    /// Changes or adds the words of a language of the text `node`.
    fn text_in(
        &mut self,
        node: &Node,
        language: &str,
        words: &str,
        key: Key<'_>,
        is_in_brackets: bool,
    ) -> Option<()> {
        let Value::Mapping(pairs) = &node.value else {
            return None;
        };
        let start = self.start(node)?;
        let is_flow = self.text[start..].starts_with('{');
        let (first, last) = (pairs.first()?, pairs.last()?);
        let column = usize::try_from(first.0.position.column)
            .ok()?
            .checked_sub(1)?;
        let known = pairs
            .iter()
            .find(|(name, _)| matches!(&name.value, Value::Scalar(name) if name == language));
        if let Some((_, value)) = known {
            let start = self.start(value)?;
            return self.replace(value, start, words, column, is_flow || is_in_brackets);
        }
        let after = self.end(&last.1)?;
        if is_flow {
            let end = self.end(node)?;
            if !is_in_brackets
                && let Some(block) = self.as_block(node, pairs, key, language, words, start, end)
            {
                self.changes.push((start - 1..end, block));
                return Some(());
            }
            let words = emit::words(words, 0, true);
            self.changes
                .push((after..after, format!(", {language}: {words}")));
            return Some(());
        }
        let end = self.lines.end_of_line(after);
        let value = emit::words(&with_end(words), column, false);
        let line = format!(
            "\n{}{language}: {}",
            " ".repeat(column),
            value.trim_end_matches('\n')
        );
        self.changes.push((end..end, self.with_breaks(&line)));
        Some(())
    }

    /// A text in brackets with another language, each language on a line of its own. `None` if it is written in brackets
    /// with that language too, or if something follows it on its line.
    #[expect(clippy::too_many_arguments, reason = "they describe one place")]
    fn as_block(
        &self,
        node: &Node,
        pairs: &[(Node, Node)],
        key: Key<'_>,
        language: &str,
        words: &str,
        start: usize,
        end: usize,
    ) -> Option<String> {
        let mut table: Vec<(String, Yaml)> = Vec::new();
        for (name, value) in pairs {
            let (Value::Scalar(name), Value::Scalar(words)) = (&name.value, &value.value) else {
                return None;
            };
            table.push((name.clone(), Yaml::Text(with_end(words))));
        }
        table.push((language.to_owned(), Yaml::Text(with_end(words))));
        let table = Yaml::Table(table);
        let is_last = self.text[end..self.lines.end_of_line(end)]
            .trim()
            .is_empty();
        let is_on_one_line = node.position.line == node.position.end.line;
        let (lead, indent) = match key {
            Some((name, column)) => {
                if !is_last || !is_on_one_line || emit::is_on_line_of_key(&table, name, column) {
                    return None;
                }
                ("\n", column + 2)
            }
            // The items of a list are written alike.
            None => return None,
        };
        let mut block = String::new();
        for (name, value) in pairs {
            let Value::Scalar(name) = &name.value else {
                return None;
            };
            let written = self.text.get(self.start(value)?..self.end(value)?)?;
            block.push_str(&format!("{lead}{}{name}: {written}", " ".repeat(indent)));
        }
        let value = emit::words(&with_end(words), indent, false);
        block.push_str(&format!(
            "{lead}{}{language}: {}",
            " ".repeat(indent),
            value.trim_end_matches('\n')
        ));
        // The space after the key goes with the bracket.
        let before = &self.text[..start];
        before.ends_with(": ").then(|| self.with_breaks(&block))
    }

    /// Replaces a scalar. `indent` is the column of its key.
    fn replace(
        &mut self,
        value: &Node,
        start: usize,
        words: &str,
        indent: usize,
        is_in_brackets: bool,
    ) -> Option<()> {
        let end = self.end(value)?;
        let start = self.before_lines(start)?;
        let with_end = if is_in_brackets {
            words.to_owned()
        } else {
            with_end(words)
        };
        let written = emit::words(&with_end, indent, is_in_brackets);
        let written = self.with_breaks(written.trim_end_matches('\n'));
        self.changes.push((start..end, written));
        Some(())
    }

    /// The place of the sign before the lines of a block (`|` or `>`), if they begin at `start`; otherwise `start`. `None`
    /// if a comment is between them.
    fn before_lines(&self, start: usize) -> Option<usize> {
        let before = self.text[..start].trim_end();
        if !self.text[before.len()..start].contains('\n') {
            return Some(start);
        }
        let line = before.rfind('\n').map_or(0, |at| at + 1);
        let is_sign = |word: &str| {
            word.starts_with(['|', '>'])
                && word[1..]
                    .bytes()
                    .all(|byte| byte.is_ascii_digit() || b"+-".contains(&byte))
        };
        let words: Vec<&str> = before[line..].split(' ').collect();
        match words.as_slice() {
            [.., last] if is_sign(last) => Some(before.len() - last.len()),
            _ if words.iter().any(|word| is_sign(word)) => None,
            _ => Some(start),
        }
    }

    /// Line breaks as the file has them.
    fn with_breaks(&self, lines: &str) -> String {
        if self.text.contains("\r\n") {
            lines.replace('\n', "\r\n")
        } else {
            lines.to_owned()
        }
    }

    fn start(&self, node: &Node) -> Option<usize> {
        let mut position = node.position.clone();
        position.line = (position.line + 1).checked_sub(self.first)?;
        self.lines.start(&position)
    }

    fn end(&self, node: &Node) -> Option<usize> {
        let mut end = node.position.end;
        end.line = (end.line + 1).checked_sub(self.first)?;
        self.lines.end(end)
    }
}

/// Words of several lines end with a line break.
fn with_end(words: &str) -> String {
    let end = if words.contains('\n') && !words.ends_with('\n') {
        "\n"
    } else {
        ""
    };
    format!("{words}{end}")
}

/// The place at which a node begins.
fn at(node: &Node) -> At {
    (node.position.line, node.position.column)
}

/// Whether a file is as before, apart from the translations that were wanted.
fn is_meant(before: &Node, after: &Node, wanted: &HashMap<At, Vec<&YamlEdit>>) -> bool {
    let edits = wanted.get(&at(before)).map_or(&[][..], |edits| &**edits);
    match (&before.value, &after.value) {
        (Value::Null, Value::Null) => true,
        (Value::Scalar(one), Value::Scalar(other)) => {
            let words = edits.iter().find(|edit| edit.language.is_none());
            words.map_or(one == other, |edit| {
                edit.words.trim_end() == other.trim_end()
            })
        }
        (Value::Sequence(one), Value::Sequence(other)) => {
            one.len() == other.len()
                && one
                    .iter()
                    .zip(other)
                    .all(|(one, other)| is_meant(one, other, wanted))
        }
        (Value::Mapping(one), Value::Mapping(other)) => {
            let edits: Vec<&&YamlEdit> = edits
                .iter()
                .filter(|edit| edit.language.is_some())
                .collect();
            let words = |key: &Node| {
                let Value::Scalar(key) = &key.value else {
                    return None;
                };
                let mut edits = edits.iter();
                let edit = edits.find(|edit| edit.language.as_deref() == Some(key))?;
                Some(edit.words.trim_end())
            };
            let has = |value: &Node, words: &str| matches!(&value.value, Value::Scalar(written) if written.trim_end() == words);
            let is_known = |pair: &&YamlEdit| {
                let language = pair.language.as_deref().unwrap_or_default();
                one.iter()
                    .any(|(key, _)| matches!(&key.value, Value::Scalar(key) if key == language))
            };
            let added = edits.iter().filter(|edit| !is_known(edit)).count();
            let (kept, new) = other.split_at(one.len().min(other.len()));
            other.len() == one.len() + added
                && new
                    .iter()
                    .all(|(key, value)| words(key).is_some_and(|words| has(value, words)))
                && one
                    .iter()
                    .zip(kept)
                    .all(|((key, value), (other_key, other))| {
                        is_meant(key, other_key, wanted)
                            && words(key).map_or_else(
                                || is_meant(value, other, wanted),
                                |words| has(other, words),
                            )
                    })
        }
        (Value::Null | Value::Scalar(_) | Value::Sequence(_) | Value::Mapping(_), _) => false,
    }
}

#[cfg(test)]
#[path = "yaml_edit_tests.rs"]
mod tests;
