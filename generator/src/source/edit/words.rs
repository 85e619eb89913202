//! Edits of texts: other words in one of their languages, or words in one more, in the layout that each text has.
//!
//! Each edit is read again. If the file does not then hold exactly what was meant, that edit is not made.

use std::collections::HashMap;
use std::sync::Arc;

use super::{YamlEdits, column};
use crate::source::emit::{self, Yaml};
use crate::source::yaml::{self, Node, Value};

/// The line and the column at which a node begins.
pub type At = (u32, u32);

/// Words to write into a text.
#[derive(Clone, Debug)]
pub struct WordsEdit {
    /// The place at which the text begins, or the words themselves if `language` is `None`.
    pub at: At,
    /// The key of the language; `None` for words that are not in several languages.
    pub language: Option<Arc<str>>,
    /// The words.
    pub words: String,
}

/// Returns the text of `file` with `edits`, and the edits that could not be made, as their places in the list. `first` is
/// the line of the file on which the text begins.
pub fn edited(
    file: &Arc<str>,
    text: &str,
    first: u32,
    edits: &[WordsEdit],
) -> (String, Vec<usize>) {
    let all: Vec<&WordsEdit> = edits.iter().collect();
    if let Some(edited) = attempt(file, text, first, &all) {
        return (edited, Vec::new());
    }
    // One of them is not possible: each alone tells which.
    let (good, failed): (Vec<usize>, Vec<usize>) =
        (0..edits.len()).partition(|index| attempt(file, text, first, &[&edits[*index]]).is_some());
    let together: Vec<&WordsEdit> = good.iter().map(|index| &edits[*index]).collect();
    match attempt(file, text, first, &together) {
        Some(edited) => (edited, failed),
        None => (text.to_owned(), (0..edits.len()).collect()),
    }
}

/// The text with edits; `None` if it does not then hold what was meant.
fn attempt(file: &Arc<str>, text: &str, first: u32, edits: &[&WordsEdit]) -> Option<String> {
    let before = yaml::parse_from(file, text, first).ok()?;
    let mut wanted: HashMap<At, Vec<&WordsEdit>> = HashMap::new();
    for edit in edits {
        wanted.entry(edit.at).or_default().push(edit);
    }
    let mut editor = WordsEditor {
        edits: YamlEdits::of_part(text, first),
        wanted: &wanted,
        made: 0,
    };
    editor.node(&before, None, false)?;
    if editor.made != edits.len() {
        return None;
    }
    let edited = editor.edits.made()?;
    let after = yaml::parse_from(file, &edited, first).ok()?;
    is_meant(&before, &after, &wanted).then_some(edited)
}

/// Looks for the texts to change, and changes them.
struct WordsEditor<'a> {
    edits: YamlEdits<'a>,
    wanted: &'a HashMap<At, Vec<&'a WordsEdit>>,
    made: usize,
}

/// The key whose value is visited, and the column at which it begins, from 0.
type Key<'a> = Option<(&'a str, usize)>;

impl WordsEditor<'_> {
    /// Visits a node, which is within brackets or not.
    fn node(&mut self, node: &Node, key: Key<'_>, is_in_brackets: bool) -> Option<()> {
        let (start, _) = self.edits.range(node)?;
        let opens = self.edits.text[start..].starts_with(['{', '[']);
        if let Some(edits) = self.wanted.get(&at(node)) {
            for edit in edits {
                match &edit.language {
                    Some(language) => {
                        // An alias cannot be changed here without changing what it repeats.
                        if self.edits.text[start..].starts_with('*') {
                            return None;
                        }
                        if matches!(node.value, Value::Mapping(_)) {
                            self.edits.set_words(
                                node,
                                language,
                                &edit.words,
                                key,
                                is_in_brackets,
                            )?;
                            self.made += 1;
                        }
                    }
                    None if matches!(node.value, Value::Scalar(_)) => {
                        let indent = key.map_or(0, |(_, column)| column);
                        self.edits
                            .replace_words(node, &edit.words, indent, is_in_brackets)?;
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
                    let Value::Scalar(key) = &name.value else {
                        continue;
                    };
                    self.node(value, Some((key, column(name))), is_in_brackets || opens)?;
                }
            }
        }
        Some(())
    }
}

impl YamlEdits<'_> {
    /// Changes or adds the words of a language of the text `node`.
    fn set_words(
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
        let (start, end) = self.range(node)?;
        let is_flow = self.text[start..].starts_with('{');
        let (first, last) = (pairs.first()?, pairs.last()?);
        let column = column(&first.0);
        if let Some(value) = node.get(language) {
            return self.replace_words(value, words, column, is_flow || is_in_brackets);
        }
        let (_, after) = self.range(&last.1)?;
        if is_flow {
            if !is_in_brackets && let Some(block) = self.as_block(node, pairs, key, language, words)
            {
                return self.change(start - 1, end, block).then_some(());
            }
            let words = emit::words(words, 0, true);
            let pair = format!(", {language}: {words}");
            return self.change(after, after, pair).then_some(());
        }
        let end = self.lines.end_of(after);
        let value = emit::words(&with_end(words), column, false);
        let line = format!(
            "\n{}{language}: {}",
            " ".repeat(column),
            value.trim_end_matches('\n')
        );
        self.change(end, end, line).then_some(())
    }

    /// A text in brackets with another language, each language on a line of its own. `None` if it is written in brackets
    /// with that language too, or if something follows it on its line.
    fn as_block(
        &self,
        node: &Node,
        pairs: &[(Node, Node)],
        key: Key<'_>,
        language: &str,
        words: &str,
    ) -> Option<String> {
        let (start, end) = self.range(node)?;
        let mut table: Vec<(String, Yaml)> = Vec::new();
        for (name, value) in pairs {
            let (Value::Scalar(name), Value::Scalar(words)) = (&name.value, &value.value) else {
                return None;
            };
            table.push((name.clone(), Yaml::Text(with_end(words))));
        }
        table.push((language.to_owned(), Yaml::Text(with_end(words))));
        let table = Yaml::Table(table);
        let is_last = self.text[end..self.lines.end_of(end)].trim().is_empty();
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
            let (start, end) = self.range(value)?;
            let written = &self.text[start..end];
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
        before.ends_with(": ").then_some(block)
    }

    /// Replaces a scalar. `indent` is the column of its key.
    fn replace_words(
        &mut self,
        value: &Node,
        words: &str,
        indent: usize,
        is_in_brackets: bool,
    ) -> Option<()> {
        let (start, end) = self.range(value)?;
        let start = self.before_lines(start)?;
        let with_end = if is_in_brackets {
            words.to_owned()
        } else {
            with_end(words)
        };
        let written = emit::words(&with_end, indent, is_in_brackets);
        let written = written.trim_end_matches('\n').to_owned();
        self.change(start, end, written).then_some(())
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
fn is_meant(before: &Node, after: &Node, wanted: &HashMap<At, Vec<&WordsEdit>>) -> bool {
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
            let edits: Vec<&&WordsEdit> = edits
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
            let is_known = |pair: &&WordsEdit| {
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
#[path = "words_tests.rs"]
mod tests;
