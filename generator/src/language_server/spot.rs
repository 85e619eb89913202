//! The place of a file at which an editor asks: what is written there, and what it means.

use std::ops::Range;

use super::cursor::{Cursor, WordRole};
use super::format_place::FileFormat;
use super::scope::{NameScope, NamedThing, end_of_range, kind_name};
use crate::model::Handbook;
use crate::source::definitions::{KeyDefinition, RecordDefinition};
use crate::source::format::permalinks;
use crate::source::namespace::Namespace;
use crate::source::schema::{self, FileKind};

/// A place of a file.
pub(super) struct Spot<'a> {
    /// The text of the file.
    pub(super) text: &'a str,
    /// The offset in the text.
    pub(super) offset: usize,
    /// The names that ids in it refer to.
    pub(super) scope: NameScope<'a>,
    /// The kind of file; `None` if it has no keys.
    kind: Option<&'static FileKind>,
    /// The length of the part of the text that is YAML.
    yaml: usize,
}

/// What is at a place of a file.
pub(super) enum Meant<'f, 'h> {
    /// A key of a record.
    Key(&'f RecordDefinition, &'f KeyDefinition),
    /// An id, and what it names.
    Thing(NamedThing<'h>),
}

impl<'a> Spot<'a> {
    /// The place at `offset` of the file at `path` from the root of the handbook.
    pub(super) fn new(handbook: &'a Handbook, path: &str, text: &'a str, offset: usize) -> Self {
        let kind = kind_name(path).and_then(schema::kind);
        Spot {
            text,
            offset,
            scope: NameScope::of(handbook, path, text, offset),
            kind,
            yaml: match path.ends_with(".md") {
                true => front_matter(text),
                false => text.len(),
            },
        }
    }

    /// The format of the file and the cursor in its YAML. `None` outside it.
    pub(super) fn format(&self) -> Option<(FileFormat, Cursor)> {
        let kind = self.kind.filter(|_| self.offset <= self.yaml)?;
        let cursor = Cursor::find(&self.text[..self.yaml], self.offset)?;
        Some((FileFormat::new(kind), cursor))
    }

    /// Calls `answer` with what is written at the place, and its offsets.
    pub(super) fn meaning<T>(
        &self,
        answer: impl FnOnce(Meant<'_, 'a>, Range<usize>) -> T,
    ) -> Option<T> {
        if let Some((thing, range)) = self.mentioned() {
            return Some(answer(Meant::Thing(thing), range));
        }
        let (format, cursor) = self.format()?;
        let word = &self.text[cursor.word.clone()];
        let place = format.at(&cursor.path);
        if cursor.role == WordRole::Key
            && let Some((record, key)) = place.key(word)
        {
            return Some(answer(Meant::Key(record, key), cursor.word));
        }
        let names = place.names?;
        let id = match names == Namespace::Reference {
            true => end_of_range(word, self.offset - cursor.word.start),
            false => word.to_owned(),
        };
        let thing = self.scope.find(names, &id)?;
        Some(answer(Meant::Thing(thing), cursor.word))
    }

    /// The clause or requirement at the place in a text: `[[5.1-a]]`, or a permalink.
    fn mentioned(&self) -> Option<(NamedThing<'a>, Range<usize>)> {
        let range = self.brackets().or_else(|| self.permalink())?;
        let word = &self.text[range.clone()];
        let id = match word.strip_suffix(permalinks::PAGE_ENDING) {
            Some(_) => permalinks::name(word),
            None => word
                .split('|')
                .next()
                .unwrap_or_default()
                .trim_end_matches('\\')
                .trim(),
        };
        Some((self.scope.find_anywhere(id)?, range))
    }

    /// The offsets of what is in double brackets around the place, on its line.
    pub(super) fn brackets(&self) -> Option<Range<usize>> {
        let (before, after) = self.line();
        let start = before.rfind("[[")? + 2;
        let end = after.find("]]")?;
        let is_one = !before[start..].contains("]]") && !after[..end].contains("[[");
        is_one.then(|| self.offset - (before.len() - start)..self.offset + end)
    }

    /// The offsets of the permalink at the place.
    fn permalink(&self) -> Option<Range<usize>> {
        let (before, after) = self.line();
        let is_end = |c: char| c.is_whitespace() || "()<>\"'[]{},#".contains(c);
        let start = before.rfind(is_end).map_or(0, |at| {
            at + before[at..].chars().next().map_or(1, char::len_utf8)
        });
        let end = after.find(is_end).unwrap_or(after.len());
        let range = self.offset - (before.len() - start)..self.offset + end;
        let word = &self.text[range.clone()];
        let first = permalinks::PATH.split('{').next().unwrap_or_default();
        let path = word
            .find(first)
            .filter(|at| *at == 0 || word[..*at].ends_with('/'))?;
        let inside = range.start + path..range.end;
        self.text[inside.clone()]
            .ends_with(permalinks::PAGE_ENDING)
            .then_some(inside)
    }

    /// The parts of the line before and after the place.
    fn line(&self) -> (&'a str, &'a str) {
        let (before, after) = self.text.split_at(self.offset);
        let before = before.rsplit('\n').next().unwrap_or_default();
        (before, after.lines().next().unwrap_or_default())
    }
}

/// The length of the front matter of a Markdown file, without the line that ends it. 0 if it has none.
fn front_matter(text: &str) -> usize {
    let is_fence = |line: &str| line.trim_end() == "---";
    let mut lines = text.split_inclusive('\n');
    let Some(first) = lines.next().filter(|line| is_fence(line)) else {
        return 0;
    };
    let inside = lines.take_while(|line| !is_fence(line));
    first.len() + inside.map(str::len).sum::<usize>()
}
