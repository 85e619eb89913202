//! Parses Markdown for the checks: its words, links, and references to clauses.
//!
//! The parser and its options are those of the renderer ([`crate::source::markdown`]), so that a
//! check sees the links that a page will have, and no others. Nothing here knows what a link should
//! lead to.

use std::ops::Range;

use pulldown_cmark::{Event, LinkType, Options, Parser, Tag, TagEnd};

use crate::source::markdown;
use crate::source::position::{End, Position};

/// A placeholder for something other than words, such as code. It is the object replacement
/// character of Unicode, which no author types. It keeps marks on both sides of code apart.
const OBJECT: char = '\u{fffc}';

/// A parsed Markdown text. Places are offsets or ranges in bytes.
#[derive(Debug, Default)]
pub struct Markdown {
    /// The characters of the words, without code and markup; blocks are separated by line breaks.
    /// Each with its offset in the text, so that a fault is shown where it is written.
    pub words: Vec<(char, usize)>,
    /// The links and pictures, in the order of their beginnings.
    pub links: Vec<MarkdownLink>,
    /// The names in `[[…]]`. Without the label after a bar: `5.1-a` for `[[5.1-a|repairs]]`.
    pub references: Vec<(String, Range<usize>)>,
    /// The addresses of what looks like a link but is not, because the address contains a space.
    pub spaced: Vec<(String, Range<usize>)>,
    /// The references to footnotes, by name.
    pub cited: Vec<(String, Range<usize>)>,
    /// The footnotes, by name.
    pub footnotes: Vec<(String, Range<usize>)>,
    /// The callouts, each with the place of its quotation.
    pub callouts: Vec<Range<usize>>,
    /// The `[[` of references that are cut off because the bar before the label begins the next cell of a table.
    /// In a table, the bar must be written as `\|`.
    pub cut: Vec<Range<usize>>,
}

/// A link or a picture of a text.
#[derive(Debug, PartialEq, Eq)]
pub struct MarkdownLink {
    /// The address that it leads to.
    pub to: String,
    /// The place of the whole link.
    pub range: Range<usize>,
    /// Whether it is a picture, and then whether it has an alternative text.
    pub shows: Shows,
}

/// What a link of a text shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shows {
    /// Its words.
    Words,
    /// A picture, with an alternative text.
    Picture,
    /// A picture without an alternative text.
    PictureWithoutText,
}

impl Markdown {
    /// Parses the text of a page or note. Never fails: every text is Markdown.
    pub fn read(text: &str) -> Self {
        Markdown::read_with(text, markdown::of_pages())
    }

    /// Parses a text of a standard in Markdown. Never fails.
    pub fn read_statement(text: &str) -> Self {
        Markdown::read_with(text, markdown::of_statements())
    }

    fn read_with(text: &str, options: Options) -> Self {
        let mut read = Markdown::default();
        let mut in_code = false;
        // The pictures that have begun, each with the number of links and of words before it.
        let mut pictures: Vec<(usize, usize)> = Vec::new();
        for (event, range) in Parser::new_ext(text, options).into_offset_iter() {
            let start = range.start;
            match event {
                Event::Text(words) if !in_code => {
                    let words = words.char_indices().map(|(at, c)| (c, start + at));
                    read.words.extend(words);
                }
                Event::Text(_) => {}
                Event::Code(_)
                | Event::InlineMath(_)
                | Event::DisplayMath(_)
                | Event::Html(_)
                | Event::InlineHtml(_) => {
                    read.words.push((OBJECT, start));
                }
                Event::Start(Tag::Link {
                    link_type: LinkType::WikiLink { .. },
                    dest_url,
                    ..
                }) => {
                    let id = markdown::reference(&dest_url).to_owned();
                    read.references.push((id, range));
                }
                Event::Start(Tag::Link {
                    link_type,
                    dest_url,
                    ..
                }) => read.links.push(MarkdownLink {
                    to: markdown::destination(link_type, dest_url).to_string(),
                    range,
                    shows: Shows::Words,
                }),
                Event::Start(Tag::Image { dest_url, .. }) => {
                    pictures.push((read.links.len(), read.words.len()));
                    read.links.push(MarkdownLink {
                        to: dest_url.to_string(),
                        range,
                        shows: Shows::Picture,
                    });
                }
                Event::End(TagEnd::Image) => {
                    let Some((link, words)) = pictures.pop() else {
                        continue;
                    };
                    if read.words[words..].iter().all(|(c, _)| c.is_whitespace()) {
                        read.links[link].shows = Shows::PictureWithoutText;
                    }
                }
                Event::End(TagEnd::TableCell) => {
                    read.cut.extend(open_reference(&read.words));
                    read.words.push(('\n', start));
                }
                Event::FootnoteReference(name) => {
                    read.cited.push((name.to_string(), range));
                    read.words.push(('\n', start));
                }
                Event::Start(Tag::FootnoteDefinition(name)) => {
                    read.footnotes.push((name.to_string(), range));
                    read.words.push(('\n', start));
                }
                Event::Start(Tag::BlockQuote(Some(_))) => {
                    read.callouts.push(range);
                    read.words.push(('\n', start));
                }
                Event::Start(Tag::CodeBlock(_)) => in_code = true,
                Event::End(TagEnd::CodeBlock) => in_code = false,
                Event::Start(Tag::Emphasis | Tag::Strong | Tag::Strikethrough)
                | Event::End(
                    TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link,
                ) => {}
                _ => read.words.push(('\n', start)),
            }
        }
        read.spaced = spaced(&read.words);
        read
    }
}

/// The `[[` that the last block of `words` does not close. `None` if the block has no `[[`, or
/// closes the last one.
fn open_reference(words: &[(char, usize)]) -> Option<Range<usize>> {
    let start = words.iter().rposition(|(c, _)| *c == '\n');
    let cell = &words[start.map_or(0, |at| at + 1)..];
    let last = |sign: char| {
        let mut pairs = cell.windows(2).enumerate().rev();
        pairs.find_map(|(at, pair)| (pair[0].0 == sign && pair[1].0 == sign).then_some(at))
    };
    let open = last('[')?;
    let is_open = last(']').is_none_or(|closed| closed < open);
    is_open.then(|| cell[open].1..cell[open].1 + 2)
}

/// The addresses of what would be links, `[words](address)`, if they contained no space.
///
/// CommonMark takes such words literally, so without this check the author would find the brackets
/// on the page.
fn spaced(words: &[(char, usize)]) -> Vec<(String, Range<usize>)> {
    let mut found = Vec::new();
    let mut label = None;
    for (at, (sign, offset)) in words.iter().enumerate() {
        match (sign, words.get(at + 1)) {
            ('[', _) => label = Some(*offset),
            ('\n', _) => label = None,
            (']', Some(('(', _))) => {
                let inside = words[at + 2..].iter().map(|(c, _)| *c);
                let address: String = inside.take_while(|c| !matches!(c, ')' | '\n')).collect();
                let closed = words.get(at + 2 + address.chars().count());
                let closed = closed.filter(|(c, _)| *c == ')');
                // A title in quotes may follow the address.
                let end = address.contains([' ', '\t']).then(|| {
                    let titles = [" \"", " '"].into_iter();
                    let title = titles.filter_map(|mark| address.find(mark)).min();
                    title.unwrap_or(address.len())
                });
                if let (Some(start), Some(end), Some((_, closed))) = (label, end, closed) {
                    found.push((address[..end].trim().to_owned(), start..closed + 1));
                }
            }
            _ => {}
        }
    }
    found
}

/// The place of a range of bytes, without the white space at its end, in a text that begins at `start`.
///
/// Columns are counted in characters, from 1, as everywhere in diagnostics.
pub fn position(start: &Position, text: &str, range: Range<usize>) -> Position {
    let written = text.get(range.clone()).unwrap_or_default();
    let begin = point(start, text, range.start);
    let end = point(&begin, written.trim_end(), usize::MAX);
    Position {
        end: End {
            line: end.line,
            column: end.column,
        },
        ..begin
    }
}

/// The place of the byte at `offset`, or of the end, in a text that begins at `start`. Only the
/// first line is shifted by the column at which the text begins.
fn point(start: &Position, text: &str, offset: usize) -> Position {
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
    Position::point(
        start.file.clone(),
        start.line.saturating_add(number(lines)),
        first.saturating_add(number(column)),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_links_and_references_are_told_apart() {
        let read = Markdown::read(
            "见 [[5.1-a]]、`[[x]]` 和 [这里](a.html#b)，![](c.png)。[[ 5.2|那里]]\n\n    [[y]]\n",
        );
        let links: Vec<&str> = read.links.iter().map(|link| link.to.as_str()).collect();
        assert_eq!(links, ["a.html#b", "c.png"]);
        let shown: Vec<Shows> = read.links.iter().map(|link| link.shows).collect();
        assert_eq!(shown, [Shows::Words, Shows::PictureWithoutText]);
        let read_alt = Markdown::read("![a](b.png) [![`c`](d.png)](e.html)");
        let shown: Vec<Shows> = read_alt.links.iter().map(|link| link.shows).collect();
        assert_eq!(shown, [Shows::Picture, Shows::Words, Shows::Picture]);
        assert_eq!(
            read.references,
            [("5.1-a".to_owned(), 4..13), ("5.2".to_owned(), 62..77)]
        );
        let words: String = read.words.iter().map(|(c, _)| c).collect();
        assert_eq!(words.trim(), "见 5.1-a、\u{fffc} 和 这里，。那里");
    }

    #[test]
    fn what_is_no_link_for_a_space_is_told() {
        let read = Markdown::read(
            "[见](注 释.html)，![图](a b.png \"图 1\")、[[5.1]](见 5.1) [x] (a b) `[x](a b)` [y](<a b>)\n",
        );
        assert_eq!(
            read.spaced,
            [
                ("注 释.html".to_owned(), 0..19),
                ("a b.png".to_owned(), 23..45)
            ]
        );
        let links: Vec<(&str, &Range<usize>)> = read
            .links
            .iter()
            .map(|link| (link.to.as_str(), &link.range))
            .collect();
        assert_eq!(links, [("a b", &(86..96))]);
    }

    #[test]
    fn a_reference_cut_by_a_table_is_told() {
        let table =
            "| a | b |\n| --- | --- |\n| [[5.1\\|甲]] | [[5.2]] |\n| x [[5.1|甲]] | [a] |\n";
        let read = Markdown::read(table);
        let ids: Vec<&str> = read.references.iter().map(|(id, _)| id.as_str()).collect();
        assert_eq!(ids, ["5.1", "5.2"]);
        assert_eq!(read.cut.len(), 1);
        assert!(table[read.cut[0].start..].starts_with("[[5.1|甲]] | [a]"));
    }

    #[test]
    fn a_range_has_a_place() {
        let start = Position::point("x", 5, 3);
        let text = "中文a\nb c\n";
        for (range, line, column, end) in [
            (6..7, 5, 5, (5, 6)),
            (0..6, 5, 3, (5, 5)),
            (8..9, 6, 1, (6, 2)),
            (3..11, 5, 4, (6, 4)),
            (8..12, 6, 1, (6, 4)),
        ] {
            let at = position(&start, text, range);
            let (end_line, end_column) = end;
            let end = End {
                line: end_line,
                column: end_column,
            };
            assert_eq!((at.line, at.column, at.end), (line, column, end));
        }
    }
}
