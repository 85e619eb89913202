//! The place of the cursor in a YAML text: the keys and lists around it, and the word at it.
//!
//! A text that is being written is seldom valid YAML, so it is not parsed but scanned, from the beginning to the cursor, as
//! far as that is needed to know what is open there.

use std::ops::Range;

/// A step on the way from the whole file to a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum PathStep {
    /// Into the value of a key.
    Key(String),
    /// Into an item of a list.
    Item,
}

/// Whether a word is a key or a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum WordRole {
    /// A key.
    Key,
    /// A value.
    Value,
    /// Either: no colon follows so far.
    Undecided,
}

/// The word at the cursor, and its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Cursor {
    /// The way to the value, or to the record that has the key.
    pub(super) path: Vec<PathStep>,
    /// Whether the word is a key or a value.
    pub(super) role: WordRole,
    /// The word, without quotation marks: its offsets in the text. Empty between words.
    pub(super) word: Range<usize>,
}

impl Cursor {
    /// Finds the place of the cursor at `offset` of a YAML text. `None` in comments, in blocks of text, and between words
    /// where nothing can be written.
    pub(super) fn find(text: &str, offset: usize) -> Option<Cursor> {
        let mut scanner = CursorScanner {
            text,
            offset,
            open: Vec::new(),
            flow: Vec::new(),
            block: None,
            quoted: None,
        };
        let mut start = 0;
        for line in text.split_inclusive('\n') {
            let end = start + line.trim_end_matches(['\n', '\r']).len();
            let met = scanner.line(start, end);
            if met.is_some() || offset < start + line.len() {
                return met.flatten();
            }
            start += line.len();
        }
        // The cursor is on the line after the last line end.
        scanner.line(start, start).flatten()
    }
}

/// A key or an item that is open, and the column at which it begins.
struct OpenColumn {
    column: usize,
    step: PathStep,
}

/// A bracket that is open.
enum OpenBracket {
    /// `[`
    List,
    /// `{`, with the key whose value follows.
    Table(Option<String>),
}

/// What is open at a place of a text.
struct CursorScanner<'a> {
    text: &'a str,
    /// The cursor.
    offset: usize,
    open: Vec<OpenColumn>,
    flow: Vec<OpenBracket>,
    /// The column of the key of a block of text.
    block: Option<usize>,
    /// The mark of a quotation that goes on on the next line.
    quoted: Option<char>,
}

impl CursorScanner<'_> {
    /// Reads the line between two offsets. Returns what is at the cursor if it is there, `Some(None)` if that is nothing
    /// that can be named.
    fn line(&mut self, start: usize, end: usize) -> Option<Option<Cursor>> {
        let has_cursor = (start..=end).contains(&self.offset);
        let line = &self.text[start..end];
        let indentation = line.len() - line.trim_start_matches(' ').len();
        let rest = &line[indentation..];
        if let Some(column) = self.block {
            if rest.is_empty() && !has_cursor || indentation > column {
                return has_cursor.then_some(None);
            }
            self.block = None;
        }
        if let Some(mark) = self.quoted {
            return match line.find(mark) {
                Some(at) => {
                    self.quoted = None;
                    match has_cursor && self.offset <= start + at {
                        true => Some(None),
                        false => self.inline(start + at + 1, end, WordRole::Value),
                    }
                }
                None => has_cursor.then_some(None),
            };
        }
        if !self.flow.is_empty() {
            return self.inline(start, end, WordRole::Value);
        }
        if rest.is_empty() {
            return has_cursor.then(|| {
                let column = self.offset - start;
                self.close(column);
                Some(self.found(self.offset..self.offset, WordRole::Undecided))
            });
        }
        if rest.starts_with('#') || line.starts_with("---") || line.starts_with("...") {
            return has_cursor.then_some(None);
        }
        if has_cursor && self.offset < start + indentation {
            return Some(None);
        }
        self.block_line(start, start + indentation, end, has_cursor)
    }

    /// Reads the content of a line outside brackets, from `at` to `end`.
    fn block_line(
        &mut self,
        start: usize,
        mut at: usize,
        end: usize,
        has_cursor: bool,
    ) -> Option<Option<Cursor>> {
        loop {
            let rest = &self.text[at..end];
            let Some(after) = rest.strip_prefix('-') else {
                break;
            };
            if !after.is_empty() && !after.starts_with(' ') {
                break;
            }
            let column = at - start;
            // A list may begin at the column of its key.
            while self.open.last().is_some_and(|open| {
                open.column > column || open.column == column && open.step == PathStep::Item
            }) {
                self.open.pop();
            }
            self.open.push(OpenColumn {
                column,
                step: PathStep::Item,
            });
            let content = at + 1 + (after.len() - after.trim_start_matches(' ').len());
            if has_cursor && self.offset == at {
                return Some(None);
            }
            let is_bare = self.text[content..end].is_empty();
            if has_cursor && (self.offset < content || is_bare) {
                return Some(Some(
                    self.found(self.offset..self.offset, WordRole::Undecided),
                ));
            }
            if is_bare {
                return None;
            }
            at = content;
        }
        let column = at - start;
        self.close(column);
        let Some((key, value)) = key(self.text, at, end) else {
            return self.inline(at, end, WordRole::Undecided);
        };
        if has_cursor && self.offset <= key.end {
            return Some(Some(self.found(key, WordRole::Key)));
        }
        let name = self.text[key].to_owned();
        self.open.push(OpenColumn {
            column,
            step: PathStep::Key(name),
        });
        if has_cursor && self.offset < value {
            return Some(None);
        }
        if self.text[value..end].trim_start().starts_with(['|', '>']) {
            self.block = Some(column);
            return has_cursor.then_some(None);
        }
        self.inline(value, end, WordRole::Value)
    }

    /// Closes what does not go on at a column.
    fn close(&mut self, column: usize) {
        while self.open.last().is_some_and(|open| open.column >= column) {
            self.open.pop();
        }
    }

    /// Reads values and brackets from `at` to `end`. `role` is that of words outside brackets.
    fn inline(&mut self, mut at: usize, end: usize, role: WordRole) -> Option<Option<Cursor>> {
        loop {
            let rest = &self.text[at..end];
            let spaces = rest.len() - rest.trim_start().len();
            if self.offset < at || (at..at + spaces).contains(&self.offset) {
                return Some(Some(self.found(self.offset..self.offset, role)));
            }
            let is_apart = spaces > 0 || at == 0 || !self.flow.is_empty();
            at += spaces;
            let rest = &self.text[at..end];
            let Some(first) = rest.chars().next() else {
                let here = self.offset == end;
                return here.then(|| Some(self.found(end..end, role)));
            };
            if self.offset == at && !self.flow.is_empty() && ",]}".contains(first) {
                return Some(Some(self.found(at..at, role)));
            }
            match first {
                '#' if is_apart => return (self.offset <= end).then_some(None),
                '"' | '\'' => {
                    let Some(length) = rest[1..].find(first) else {
                        let word = at + 1..end;
                        self.quoted = Some(first);
                        let is_here = (at..=end).contains(&self.offset);
                        return is_here.then(|| Some(self.found(word, role)));
                    };
                    let word = at + 1..at + 1 + length;
                    let after = word.end + 1;
                    if (at..=word.end).contains(&self.offset) {
                        return Some(Some(self.found(word, role)));
                    }
                    at = self.name(word, after, end);
                }
                '[' => {
                    self.flow.push(OpenBracket::List);
                    at += 1;
                }
                '{' => {
                    self.flow.push(OpenBracket::Table(None));
                    at += 1;
                }
                ']' | '}' if !self.flow.is_empty() => {
                    self.flow.pop();
                    at += 1;
                }
                ',' if !self.flow.is_empty() => {
                    if let Some(OpenBracket::Table(key)) = self.flow.last_mut() {
                        *key = None;
                    }
                    at += 1;
                }
                _ => {
                    let word = at..at + self.plain(rest);
                    if word.is_empty() {
                        at += first.len_utf8();
                        continue;
                    }
                    if (word.start..=word.end).contains(&self.offset) {
                        return Some(Some(self.found(word, role)));
                    }
                    at = self.name(word.clone(), word.end, end);
                }
            }
        }
    }

    /// Takes a word as the key of an open table if a colon follows it. Returns the offset to go on at.
    fn name(&mut self, word: Range<usize>, after: usize, end: usize) -> usize {
        let rest = &self.text[after..end];
        let spaces = rest.len() - rest.trim_start().len();
        match self.flow.last_mut() {
            Some(OpenBracket::Table(key @ None)) if rest[spaces..].starts_with(':') => {
                *key = Some(self.text[word].to_owned());
                after + spaces + 1
            }
            Some(_) | None => after,
        }
    }

    /// The length of the plain word with which `rest` begins, without white space at its end.
    fn plain(&self, rest: &str) -> usize {
        let mut length = rest.len();
        let mut before = ' ';
        for (at, character) in rest.char_indices() {
            let next = rest[at + character.len_utf8()..].chars().next();
            let is_colon = character == ':'
                && next.is_none_or(|next| next.is_whitespace() || ",[]{}".contains(next));
            let is_end = match self.flow.is_empty() {
                true => false,
                false => is_colon || ",[]{}".contains(character),
            };
            if is_end || character == '#' && before.is_whitespace() {
                length = at;
                break;
            }
            before = character;
        }
        rest[..length].trim_end().len()
    }

    /// The word at the cursor, in what is open.
    fn found(&self, word: Range<usize>, role: WordRole) -> Cursor {
        let mut path: Vec<PathStep> = self.open.iter().map(|open| open.step.clone()).collect();
        let mut role = role;
        for bracket in &self.flow {
            role = WordRole::Value;
            match bracket {
                OpenBracket::List => path.push(PathStep::Item),
                OpenBracket::Table(Some(key)) => path.push(PathStep::Key(key.clone())),
                OpenBracket::Table(None) => role = WordRole::Key,
            }
        }
        Cursor { path, role, word }
    }
}

/// The key with which the content of a line begins, and the offset after its colon.
fn key(text: &str, at: usize, end: usize) -> Option<(Range<usize>, usize)> {
    let rest = &text[at..end];
    let first = rest.chars().next()?;
    let (word, after) = match first {
        '"' | '\'' => {
            let length = rest[1..].find(first)?;
            (at + 1..at + 1 + length, at + length + 2)
        }
        '{' | '[' | '|' | '>' | '&' | '*' | '!' | '%' | '@' | '`' => return None,
        _ => {
            let is_end = |index: usize| {
                let after = &rest[index + 1..];
                after.is_empty() || after.starts_with([' ', '\t'])
            };
            let mut colons = rest.match_indices(':').map(|(index, _)| index);
            let colon = colons.find(|index| is_end(*index))?;
            let name = rest[..colon].trim_end();
            if name.is_empty() || name.contains(" #") {
                return None;
            }
            (at..at + name.len(), at + colon)
        }
    };
    let colon = text[after..end].trim_start();
    let spaces = end - after - colon.len();
    colon.starts_with(':').then_some((word, after + spaces + 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The path, role and word at the `|` of a text.
    fn at(marked: &str) -> Option<(String, WordRole, String)> {
        let offset = marked.find('|').expect("a mark");
        let text = marked.replacen('|', "", 1);
        let cursor = Cursor::find(&text, offset)?;
        let steps = cursor.path.iter().map(|step| match step {
            PathStep::Key(key) => key.as_str(),
            PathStep::Item => "-",
        });
        let path = steps.collect::<Vec<_>>().join("/");
        Some((path, cursor.role, text[cursor.word].to_owned()))
    }

    fn is(marked: &str, path: &str, role: WordRole, word: &str) {
        let expected = Some((path.to_owned(), role, word.to_owned()));
        assert_eq!(at(marked), expected, "{marked}");
    }

    #[test]
    fn the_place_in_blocks_is_known_by_indentation() {
        is("a: 1\nro|", "", WordRole::Undecided, "ro");
        is(
            "a:\n  - id: x\n    role: sal|es\n",
            "a/-/role",
            WordRole::Value,
            "sales",
        );
        is("a:\n- id: x\n  rol|e: y\n", "a/-", WordRole::Key, "role");
        is("a:\n- id: x\nb|: y\n", "", WordRole::Key, "b");
        is(
            "- id: x\n  must:\n    - a\n    - b|c # d\n",
            "-/must/-",
            WordRole::Undecided,
            "bc",
        );
        is(
            "- id: x\n  must:\n    - |\n",
            "-/must/-",
            WordRole::Undecided,
            "",
        );
        is("- id: x\n  |\n", "-", WordRole::Undecided, "");
        is("- id: x\n  role: |\n", "-/role", WordRole::Value, "");
        is("- id: x\n  role:|", "-/role", WordRole::Value, "");
        is("- - a: |b\n", "-/-/a", WordRole::Value, "b");
        is("a: 1\r\nb: c|\r\n", "b", WordRole::Value, "c");
        is("角色: 甲|乙\n", "角色", WordRole::Value, "甲乙");
    }

    #[test]
    fn the_place_in_brackets_is_known_by_what_is_open() {
        is("- {id: x, role: [a, |", "-/role/-", WordRole::Value, "");
        is(
            "- {id: x, role: [a, b|c], level: d}\n",
            "-/role/-",
            WordRole::Value,
            "bc",
        );
        is(
            "- {id: x, role: [a], le|vel: d}\n",
            "-",
            WordRole::Key,
            "level",
        );
        is("a: {b: 'x|y'}\n", "a/b", WordRole::Value, "xy");
        is("a: {b: \"x\", \"c\": d|}\n", "a/c", WordRole::Value, "d");
        is("a: {\n  b: x,\n  c: |\n}\n", "a/c", WordRole::Value, "");
        is("a: {|}\n", "a", WordRole::Key, "");
        is("a: [|]\n", "a/-", WordRole::Value, "");
        is("a: {b: 1, c: |, d: 2}\n", "a/c", WordRole::Value, "");
        is("a: {b: 1}\nc: d|\n", "c", WordRole::Value, "d");
        is("a: [5.1-a..c, 5.2|-b]\n", "a/-", WordRole::Value, "5.2-b");
        is(
            "a: {b: http://x|.y, c: d}\n",
            "a/b",
            WordRole::Value,
            "http://x.y",
        );
    }

    #[test]
    fn nothing_is_named_in_comments_and_blocks_of_text() {
        for marked in [
            "a: b # c|\n",
            "# a: |\n",
            "a: >\n  role: |\n",
            "a: >-|\n",
            "a: 'x\n  y|\n  z'\n",
            "---\n|",
        ] {
            let found = at(marked);
            let is_none = found.is_none() || marked == "---\n|";
            assert!(is_none, "{marked}: {found:?}");
        }
        is("a: >\n  role: x\nb: |\n", "b", WordRole::Value, "");
        is("a: 'x\n  y'\nb: |\n", "b", WordRole::Value, "");
    }

    #[test]
    fn no_text_is_too_strange() {
        let text = "a: {b: [\"c\n- '-:\u{3000}#é|>\t{]}]\r\n\n -\t- ? x\n…: é\n";
        for (offset, _) in text.char_indices() {
            Cursor::find(text, offset);
            Cursor::find(&text[offset..], 0);
            Cursor::find(&text[..offset], offset);
        }
    }
}
