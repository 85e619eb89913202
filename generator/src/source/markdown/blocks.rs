//! The blocks of a Markdown document, which translators see one by one.

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, Parser, Tag};

use super::of_pages;

/// A block at the top level of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MarkdownBlock {
    /// Its place in the text, in bytes, without white space at its end.
    pub range: Range<usize>,
    /// Its kind. Blocks of two languages belong together if their kinds are the same.
    pub kind: BlockKind,
}

/// A kind of block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BlockKind {
    /// Words on their own.
    Paragraph,
    /// A heading, with its level from 1 to 6.
    Heading(usize),
    /// A quotation or a callout.
    Quote,
    /// Code, indented or between fences.
    Code {
        /// Whether it is between fences.
        is_fenced: bool,
    },
    /// A list.
    List {
        /// Whether it is numbered.
        is_ordered: bool,
    },
    /// A table, with the number of its columns.
    Table(usize),
    /// A footnote.
    Footnote,
    /// A list of terms with their definitions.
    Definitions,
    /// HTML.
    Html,
    /// A line between parts. It has no words.
    Rule,
    /// Anything else.
    Other,
}

/// Returns the blocks of a document, in order. Only white space and the definitions of links are between them.
pub fn blocks(text: &str) -> Vec<MarkdownBlock> {
    let mut blocks: Vec<MarkdownBlock> = Vec::new();
    let mut depth = 0_usize;
    for (event, range) in Parser::new_ext(text, of_pages()).into_offset_iter() {
        let kind = match event {
            Event::Start(tag) => {
                depth += 1;
                (depth == 1).then(|| kind(&tag))
            }
            Event::End(_) => {
                depth = depth.saturating_sub(1);
                None
            }
            Event::Rule if depth == 0 => Some(BlockKind::Rule),
            Event::Text(_)
            | Event::Code(_)
            | Event::InlineMath(_)
            | Event::DisplayMath(_)
            | Event::Html(_)
            | Event::InlineHtml(_)
            | Event::FootnoteReference(_)
            | Event::SoftBreak
            | Event::HardBreak
            | Event::Rule
            | Event::TaskListMarker(_) => None,
        };
        let Some(kind) = kind else { continue };
        let words = text[range.clone()].trim_end();
        let range = range.start..range.start + words.len();
        match blocks.last_mut() {
            // The parser may report a footnote before the text in which it is written ends.
            Some(last) if last.range.end > range.start => {
                last.range.end = last.range.end.max(range.end)
            }
            _ => blocks.push(MarkdownBlock { range, kind }),
        }
    }
    blocks
}

/// The kind of the block that a tag opens.
fn kind(tag: &Tag<'_>) -> BlockKind {
    match tag {
        Tag::Paragraph => BlockKind::Paragraph,
        Tag::Heading { level, .. } => BlockKind::Heading(*level as usize),
        Tag::BlockQuote(_) => BlockKind::Quote,
        Tag::CodeBlock(kind) => BlockKind::Code {
            is_fenced: matches!(kind, CodeBlockKind::Fenced(_)),
        },
        Tag::List(first) => BlockKind::List {
            is_ordered: first.is_some(),
        },
        Tag::Table(columns) => BlockKind::Table(columns.len()),
        Tag::FootnoteDefinition(_) => BlockKind::Footnote,
        Tag::DefinitionList => BlockKind::Definitions,
        Tag::HtmlBlock => BlockKind::Html,
        Tag::Item
        | Tag::DefinitionListTitle
        | Tag::DefinitionListDefinition
        | Tag::TableHead
        | Tag::TableRow
        | Tag::TableCell
        | Tag::Emphasis
        | Tag::Strong
        | Tag::Strikethrough
        | Tag::Superscript
        | Tag::Subscript
        | Tag::Link { .. }
        | Tag::Image { .. }
        | Tag::MetadataBlock(_) => BlockKind::Other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_and_the_space_between_them_are_the_whole_document() {
        let text = "# One\n\nTwo\nthree.\n\n- a\n\n  b\n- c\n\n---\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n[x]: https://example.org\n\n```\ncode\n\nmore\n```\n\n> [!NOTE]\n> Note.\n";
        let found = blocks(text);
        let kinds: Vec<BlockKind> = found.iter().map(|block| block.kind).collect();
        let expected = [
            BlockKind::Heading(1),
            BlockKind::Paragraph,
            BlockKind::List { is_ordered: false },
            BlockKind::Rule,
            BlockKind::Table(2),
            BlockKind::Code { is_fenced: true },
            BlockKind::Quote,
        ];
        assert_eq!(kinds, expected);
        let mut rest = 0;
        for block in &found {
            let between = text[rest..block.range.start].trim();
            assert!(
                between.is_empty() || between.starts_with("[x]"),
                "{between}"
            );
            rest = block.range.end;
        }
        assert_eq!(text[rest..].trim(), "");
    }
}
