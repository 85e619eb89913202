//! The two lines of `---` around the front matter of a Markdown file, and the ways in which they are missed.

use std::sync::Arc;

use super::diagnostic::Diagnostic;
use super::position::Position;
use super::rule::Rule;
use super::yaml::signs::{RESOLVE, is_conflict};
use crate::language::message::message;

/// Splits a Markdown file and returns the YAML of the front matter, the body, and the line on which the body begins.
///
/// `None` if the first line is not `---`, or if no other line is. Both line endings are accepted.
pub fn split(text: &str) -> Option<(&str, &str, u32)> {
    let mut lines = text.split_inclusive('\n');
    let first = lines.next().filter(|line| is_fence(line))?;
    let rest = &text[first.len()..];
    let mut offset = 0;
    let mut line = 2;
    for row in lines {
        line += 1;
        if is_fence(row) {
            return Some((&rest[..offset], &rest[offset + row.len()..], line));
        }
        offset += row.len();
    }
    None
}

/// Whether a line is one of the two around the front matter.
fn is_fence(line: &str) -> bool {
    line.trim_end() == "---"
}

/// The fault of a text that [`split`] cannot split. `E009`, or `E031` if Git has marked a conflict in it.
pub fn fault(file: &Arc<str>, text: &str) -> Diagnostic {
    if let Some(fault) = conflict(file, text, 1) {
        return fault;
    }
    let mut lines = text.lines().zip(1..);
    let first = lines.find(|(line, _)| !line.trim().is_empty());
    let (first, number) = first.unwrap_or(("", 1));
    let at = |number: u32, line: &str| {
        let indentation = line.chars().take_while(|c| c.is_whitespace()).count();
        let column = u32::try_from(indentation + 1).unwrap_or(1);
        Position::point(file.clone(), number, column).with_length(line.trim().chars().count())
    };
    if is_fence(first.trim_start()) && (number > 1 || !is_fence(first)) {
        let what = if number > 1 {
            message!("empty lines")
        } else {
            message!("spaces")
        };
        return Rule::MissingFrontMatter.at(
            &at(number, first),
            message!("there are {what} before the front matter", what),
            message!("remove the {what}: the file begins with `---`", what),
        );
    }
    if is_like_fence(first) && !is_fence(first) {
        return Rule::MissingFrontMatter.at(
            &at(number, first),
            message!(
                "`{line}` does not begin the front matter",
                line = first.trim()
            ),
            message!("write exactly three hyphens: `---`"),
        );
    }
    if is_toml_fence(first) {
        return Rule::MissingFrontMatter.at(
            &at(number, first),
            message!("this front matter is TOML, but pages have YAML"),
            message!(
                "write `---` instead of both lines `{line}`, and a colon instead of each `=`, as in `title: …`",
                line = first.trim()
            ),
        );
    }
    if let Some(number) = moved(text) {
        return Rule::MissingFrontMatter.at(
            &Position::point(file.clone(), number, 1).with_length(3),
            message!("the front matter is not at the beginning of the file"),
            message!(
                "move it, with both lines `---`, above everything else in the file; its `title` is the heading of the page"
            ),
        );
    }
    if text.trim().is_empty() {
        return Rule::MissingFrontMatter.at(
            &Position::point(file.clone(), 1, 1),
            message!("this file is empty"),
            message!("begin it with a line `---`, then one key per line, then another line `---`"),
        );
    }
    if !is_fence(first) {
        return Rule::MissingFrontMatter.at(
            &Position::point(file.clone(), 1, 1),
            message!("this page has no front matter"),
            message!(
                "begin the file with a line `---`, then one key per line, then another line `---`"
            ),
        );
    }
    unclosed(file, text)
}

/// The line on which front matter begins that is not at the beginning of the file: `---`, and `title:` on the next line.
/// Examples in code blocks are not meant.
pub(super) fn moved(text: &str) -> Option<u32> {
    let mut code = None;
    let mut lines = text.lines().zip(1..).peekable();
    while let Some((line, number)) = lines.next() {
        let fence = code_fence(line);
        match code {
            Some(begun) if fence.starts_with(begun) => code = None,
            Some(_) => {}
            None if !fence.is_empty() => code = Some(fence),
            None => {
                let is_title = lines
                    .peek()
                    .is_some_and(|(next, _)| next.starts_with("title:"));
                if number > 1 && is_fence(line) && is_title {
                    return Some(number);
                }
            }
        }
    }
    None
}

/// The backticks or tildes that begin or end a code block on this line; empty if it does neither.
fn code_fence(line: &str) -> &str {
    let line = line.trim_start();
    let rest = line.trim_start_matches(if line.starts_with('~') { '~' } else { '`' });
    let fence = &line[..line.len() - rest.len()];
    if fence.len() < 3 { "" } else { fence }
}

/// The fault of front matter that no second line `---` ends.
fn unclosed(file: &Arc<str>, text: &str) -> Diagnostic {
    let last = last_key(text);
    let next = text
        .lines()
        .zip(1..)
        .skip(last as usize)
        .find(|(line, _)| !line.trim().is_empty());
    if let Some((line, number)) = next.filter(|(line, _)| is_like_fence(line)) {
        let position = Position::line(file.clone(), number, line.trim_end());
        return Rule::MissingFrontMatter.at(
            &position,
            message!("`{line}` does not end the front matter", line = line.trim()),
            message!("write exactly three hyphens, without spaces before them: `---`"),
        );
    }
    let line = text.lines().nth(last as usize).unwrap_or_default();
    Rule::MissingFrontMatter.at(
        &Position::line(file.clone(), last + 1, line),
        message!("the front matter does not end before this line"),
        message!("write a line `---` after line {last}", last),
    )
}

/// The fault of front matter that lacks its end, if the `fault` of its YAML is on a line below its keys: the `---` that
/// was found is part of the text. `None` if the keys go on until it.
pub fn lacks_end(file: &Arc<str>, text: &str, fault: &Diagnostic) -> Option<Diagnostic> {
    let last = last_key(text);
    let end = text.lines().skip(1).position(is_fence)?;
    let is_below = fault.position.line > last && (last as usize) < end;
    (is_below && fault.rule != Rule::MergeConflict).then(|| unclosed(file, text))
}

/// The last line, from 1, of those below the first that may be front matter: keys, and lines that belong to them.
fn last_key(text: &str) -> u32 {
    let mut last = 1;
    for (line, number) in text.lines().zip(1..).skip(1) {
        let name = line.trim_start_matches(|c: char| c.is_ascii_lowercase() || c == '_');
        let is_key = name.len() < line.len() && name.starts_with([':', '：']);
        let is_more = line.starts_with([' ', '\t', '}', ']']) || line.starts_with("- ");
        let is_part = is_key || (is_more && !line.trim().is_empty());
        if is_like_fence(line) || !is_part {
            break;
        }
        last = number;
    }
    last
}

/// Whether a line was meant as one of three hyphens: other dashes, or another number of them.
fn is_like_fence(line: &str) -> bool {
    let line = line.trim();
    line.chars().count() >= 2 && line.chars().all(|c| "-－–—─﹣−".contains(c))
}

/// Whether a line is one of the two around front matter in TOML.
fn is_toml_fence(line: &str) -> bool {
    line.trim() == "+++"
}

/// The first conflict that Git has marked in `text`, a part of `file` that begins on the line `first`.
pub fn conflict(file: &Arc<str>, text: &str, first: u32) -> Option<Diagnostic> {
    // Most texts have none, so the lines are only counted if there is one.
    if !text.contains("<<<<<<<") {
        return None;
    }
    let (_, number) = text
        .lines()
        .zip(first..)
        .find(|(line, _)| is_conflict(line))?;
    let position = Position::point(file.clone(), number, 1).with_length(7);
    Some(Rule::MergeConflict.at(
        &position,
        message!("a merge conflict is not resolved here"),
        RESOLVE,
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn front_matter_is_separated_from_the_body() {
        assert_eq!(
            split("---\ntitle: x\n---\nBody\n"),
            Some(("title: x\n", "Body\n", 4))
        );
        assert_eq!(split("title: x\n"), None);
        assert_eq!(split("---\ntitle: x\n"), None);
    }
}
