//! Footnotes and callouts in pages, notes and postings that readers would not see as such.
//!
//! The codes are `W404`, for marks that are shown as written, and `W408`, for a footnote that is left out.

use std::ops::Range;

use super::markdown::Markdown;
use crate::language::message::{Message, message};
use crate::source::closest::closest;
use crate::source::rule::Rule;

/// The kinds of callouts.
const CALLOUTS: [&str; 5] = ["NOTE", "TIP", "IMPORTANT", "WARNING", "CAUTION"];

/// A mark without its effect.
pub(super) type MarkWithoutEffect = (Rule, Range<usize>, Message, Message);

/// The marks of footnotes and callouts in `text` that have no effect. A note, which is not a page, has neither footnotes nor
/// callouts.
pub(super) fn without_effect(text: &str, read: &Markdown, is_page: bool) -> Vec<MarkWithoutEffect> {
    let mut found = match is_page {
        true => footnotes(text, read),
        false => of_note(text, read),
    };
    found.extend(literal_callouts(text, read, is_page));
    found
}

/// The references to no footnote, and the footnotes without a reference.
fn footnotes(text: &str, read: &Markdown) -> Vec<MarkWithoutEffect> {
    let known = |list: &[(String, Range<usize>)], name: &str| {
        let name = name.to_lowercase();
        list.iter().any(|(other, _)| other.to_lowercase() == name)
    };
    let mut found = Vec::new();
    let undefined = read
        .cited
        .iter()
        .filter(|(name, _)| !known(&read.footnotes, name));
    let undefined = undefined.map(|(name, range)| (name.clone(), range.clone()));
    for (name, range) in undefined.chain(literal(text, read)) {
        found.push((
            Rule::LiteralMarkdown,
            range,
            message!(
                "`[^{name}]` is shown as written: the text has no such footnote",
                name = &name
            ),
            message!(
                "write the footnote below, as in `[^{name}]: …`, or remove the mark",
                name
            ),
        ));
    }
    for (name, range) in &read.footnotes {
        if !known(&read.cited, name) {
            let mark = range.start..range.start + text[range.start..].find(':').unwrap_or_default();
            found.push((
                Rule::UnusedFootnote,
                mark,
                message!(
                    "the footnote `{name}` is left out: nothing refers to it",
                    name
                ),
                message!("write `[^{name}]` where it belongs, or remove it", name),
            ));
        }
    }
    found
}

/// The marks of footnotes and callouts in a note.
fn of_note(text: &str, read: &Markdown) -> Vec<MarkWithoutEffect> {
    let cited = read
        .cited
        .iter()
        .map(|(name, range)| (name.clone(), range.clone()));
    let footnote = cited
        .chain(literal(text, read))
        .next()
        .map(|(name, range)| {
            (
                Rule::LiteralMarkdown,
                range,
                message!(
                    "`[^{name}]` is shown as written: a note has no footnotes",
                    name
                ),
                message!("write the words of the footnote in brackets, or as a note of its own"),
            )
        });
    let callout = read.callouts.first().map(|range| {
        let start = text[range.clone()].find('[').unwrap_or_default() + range.start;
        let length = text[start..].find(']').map_or(0, |end| end + 1);
        let kind = text[start..start + length].to_owned();
        (
            Rule::LiteralMarkdown,
            start..start + length,
            message!("`{kind}` is shown as written: a note has no callouts", kind),
            message!("remove it: a note is set apart from the text already"),
        )
    });
    footnote.into_iter().chain(callout).collect()
}

/// The marks of footnotes among the words of a text, each with its name.
fn literal<'t>(
    text: &'t str,
    read: &'t Markdown,
) -> impl Iterator<Item = (String, Range<usize>)> + 't {
    starts(text, read).filter_map(|start| {
        let rest = &text[start..];
        let name = rest.strip_prefix("[^")?;
        let name = &name[..name.find(']')?];
        let is_name = !name.is_empty() && !name.contains([' ', '\n', '[', '^']);
        // Nobody writes a footnote for a class of characters.
        let is_pattern = rest[name.len() + 3..].starts_with(['+', '*', '?', '{']);
        (is_name && !is_pattern).then(|| (name.to_owned(), start..start + name.len() + 3))
    })
}

/// The first lines of quotations that look like callouts and are none.
fn literal_callouts<'t>(
    text: &'t str,
    read: &'t Markdown,
    is_page: bool,
) -> impl Iterator<Item = MarkWithoutEffect> + 't {
    starts(text, read).filter_map(move |start| {
        let before = text[..start].rsplit('\n').next()?;
        let rest = text[start..].strip_prefix("[!")?;
        let (kind, after) = rest.split_once(']')?;
        let is_quoted = before.trim_end().ends_with('>');
        let is_kind = !kind.is_empty() && kind.chars().all(|c| c.is_alphabetic() || matches!(c, '-' | '_'));
        if !is_quoted || !is_kind || after.starts_with(['(', '[']) {
            return None;
        }
        let written = format!("[!{kind}]");
        let range = start..start + written.len();
        if !is_page {
            return Some((
                Rule::LiteralMarkdown,
                range,
                message!("`{kind}` is shown as written: a note has no callouts", kind = written),
                message!("remove it: a note is set apart from the text already"),
            ));
        }
        let upper = kind.to_uppercase();
        let follows = after.split('\n').next().unwrap_or_default().trim();
        let (message, help) = match CALLOUTS.contains(&upper.as_str()) {
            true if follows.is_empty() => return None,
            true => (
                message!("`{written}` is shown as written: other words are on its line", written),
                message!("write them on the next line, as in `> {words}`", words = follows),
            ),
            false => (
                message!("`{written}` is not a callout and is shown as written", written),
                match closest(&upper, CALLOUTS) {
                    Some(close) => message!("did you mean `[!{close}]`?", close),
                    None => message!(
                        "write `[!NOTE]`, `[!TIP]`, `[!IMPORTANT]`, `[!WARNING]` or `[!CAUTION]`, or remove it"
                    ),
                },
            ),
        };
        Some((Rule::LiteralMarkdown, range, message, help))
    })
}

/// The places of `[` among the words of a text that are not escaped.
fn starts<'t>(text: &'t str, read: &'t Markdown) -> impl Iterator<Item = usize> + 't {
    let brackets = read.words.iter().filter(|(sign, _)| *sign == '[');
    brackets
        .map(|(_, offset)| *offset)
        .filter(|offset| text[*offset..].starts_with('[') && !text[..*offset].ends_with('\\'))
}
