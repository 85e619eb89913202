//! What the rules need to know of a Markdown text: its words, its links, and its references to clauses.

use std::ops::Range;

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use crate::source::position::Position;

/// The longest name in `[[…]]`, in bytes.
const LONGEST: usize = 200;

/// Stands for something that is not words, such as code.
const OBJECT: char = '\u{fffc}';

/// A Markdown text, taken apart. Every place is an offset in bytes.
#[derive(Debug, Default)]
pub struct Markdown {
    /// The characters of the words, without code and markup; blocks are parted by line breaks.
    pub words: Vec<(char, usize)>,
    /// Where links and images lead.
    pub links: Vec<(String, usize)>,
    /// What `[[…]]` names.
    pub references: Vec<(String, usize)>,
}

impl Markdown {
    /// Takes `text` apart.
    pub fn read(text: &str) -> Self {
        let mut read = Markdown::default();
        // What may hold brackets that are no reference: code, HTML and links.
        let mut closed: Vec<Range<usize>> = Vec::new();
        let mut in_code = false;
        for (event, range) in Parser::new_ext(text, Options::ENABLE_TABLES).into_offset_iter() {
            match event {
                Event::Text(words) if !in_code => {
                    let start = range.start;
                    read.words
                        .extend(words.char_indices().map(|(at, c)| (c, start + at)));
                }
                Event::Text(_) => close(&mut closed, range),
                Event::Code(_) | Event::Html(_) | Event::InlineHtml(_) => {
                    read.words.push((OBJECT, range.start));
                    close(&mut closed, range);
                }
                Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => {
                    read.links.push((dest_url.to_string(), range.start));
                    close(&mut closed, range);
                }
                Event::Start(Tag::CodeBlock(_)) => in_code = true,
                Event::End(TagEnd::CodeBlock) => in_code = false,
                Event::Start(Tag::Emphasis | Tag::Strong)
                | Event::End(TagEnd::Emphasis | TagEnd::Strong | TagEnd::Link | TagEnd::Image) => {}
                _ => read.words.push(('\n', range.start)),
            }
        }
        read.references = references(text)
            .filter(|(_, at)| {
                let place = closed.partition_point(|range| range.end <= *at);
                closed.get(place).is_none_or(|range| *at < range.start)
            })
            .collect();
        read
    }
}

/// Adds `range` to ranges that stand in order; it begins no earlier than the last.
fn close(closed: &mut Vec<Range<usize>>, range: Range<usize>) {
    match closed.last_mut() {
        Some(last) if range.start < last.end => last.end = last.end.max(range.end),
        _ => closed.push(range),
    }
}

/// Every `[[…]]` of a line, with its offset.
fn references(text: &str) -> impl Iterator<Item = (String, usize)> {
    text.match_indices("[[").filter_map(|(at, _)| {
        let inside = &text[at + 2..];
        // A name is short: looking no further keeps a text full of brackets harmless.
        let end = inside
            .bytes()
            .take(LONGEST)
            .position(|byte| matches!(byte, b']' | b'[' | b'\n'))?;
        let name = &inside[..end];
        let is_reference = inside[end..].starts_with("]]") && !text[..at].ends_with('\\');
        is_reference.then(|| (name.trim().to_owned(), at))
    })
}

/// The place of an offset in a text that begins at `start`.
pub fn position(start: &Position, text: &str, offset: usize) -> Position {
    let before = text.get(..offset).unwrap_or(text);
    let lines = before.bytes().filter(|byte| *byte == b'\n').count();
    let column = before
        .rsplit('\n')
        .next()
        .unwrap_or_default()
        .chars()
        .count();
    let number = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
    let first = if lines == 0 { start.column } else { 1 };
    Position {
        file: start.file.clone(),
        line: start.line.saturating_add(number(lines)),
        column: first.saturating_add(number(column)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_links_and_references_are_told_apart() {
        let read = Markdown::read(
            "见 [[5.1-a]]、`[[x]]` 和 [这里](a.html#b)，![](c.png)。\n\n    [[y]]\n",
        );
        let links: Vec<&str> = read.links.iter().map(|(to, _)| to.as_str()).collect();
        assert_eq!(links, ["a.html#b", "c.png"]);
        assert_eq!(read.references, [("5.1-a".to_owned(), 4)]);
        let words: String = read.words.iter().map(|(c, _)| c).collect();
        assert_eq!(words.trim(), "见 [[5.1-a]]、\u{fffc} 和 这里，。");
    }

    #[test]
    fn an_offset_has_a_place() {
        let start = Position {
            file: "x".into(),
            line: 5,
            column: 3,
        };
        assert_eq!(position(&start, "中文a\nb", 6).to_string(), "x:5:5");
        assert_eq!(position(&start, "中文a\nb", 8).to_string(), "x:6:1");
    }
}
