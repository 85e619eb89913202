//! What the rules need to know of a Markdown text: its words, its links, and its references to clauses.

use pulldown_cmark::{Event, LinkType, Parser, Tag, TagEnd};

use crate::source::markdown;
use crate::source::position::Position;

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
        let mut in_code = false;
        for (event, range) in Parser::new_ext(text, markdown::of_pages()).into_offset_iter() {
            let start = range.start;
            match event {
                Event::Text(words) if !in_code => {
                    let words = words.char_indices().map(|(at, c)| (c, start + at));
                    read.words.extend(words);
                }
                Event::Text(_) => {}
                Event::Code(_) | Event::Html(_) | Event::InlineHtml(_) => {
                    read.words.push((OBJECT, start));
                }
                Event::Start(Tag::Link {
                    link_type: LinkType::WikiLink { .. },
                    dest_url,
                    ..
                }) => read.references.push((dest_url.trim().to_owned(), start)),
                Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => {
                    read.links.push((dest_url.to_string(), start));
                }
                Event::Start(Tag::CodeBlock(_)) => in_code = true,
                Event::End(TagEnd::CodeBlock) => in_code = false,
                Event::Start(Tag::Emphasis | Tag::Strong | Tag::Strikethrough)
                | Event::End(
                    TagEnd::Emphasis
                    | TagEnd::Strong
                    | TagEnd::Strikethrough
                    | TagEnd::Link
                    | TagEnd::Image,
                ) => {}
                _ => read.words.push(('\n', start)),
            }
        }
        read
    }
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
            "见 [[5.1-a]]、`[[x]]` 和 [这里](a.html#b)，![](c.png)。[[ 5.2|那里]]\n\n    [[y]]\n",
        );
        let links: Vec<&str> = read.links.iter().map(|(to, _)| to.as_str()).collect();
        assert_eq!(links, ["a.html#b", "c.png"]);
        assert_eq!(
            read.references,
            [("5.1-a".to_owned(), 4), ("5.2".to_owned(), 62)]
        );
        let words: String = read.words.iter().map(|(c, _)| c).collect();
        assert_eq!(words.trim(), "见 5.1-a、\u{fffc} 和 这里，。那里");
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
