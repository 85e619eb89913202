//! Markdown to plain text.
//!
//! It is used for search records and descriptions. Pictures are replaced by their alternative
//! texts.

use pulldown_cmark::{Event, Parser, TagEnd, TextMergeStream};

use crate::source::markdown::{self, emphasis, han};

/// Returns the visible words of `text`: one block per line, without HTML, and with links replaced by their labels.
///
/// References keep the id that is written in them, since there is no page to which they could lead.
pub fn plain(text: &str) -> String {
    let prepared = emphasis::prepare(text);
    let parser = Parser::new_ext(&prepared, markdown::of_pages()).map(emphasis::restore);
    let mut events: Vec<Event> = TextMergeStream::new(parser).collect();
    han::join_lines(&mut events);
    let mut words = String::with_capacity(text.len());
    for event in events {
        match event {
            Event::Text(part) | Event::Code(part) => words.push_str(&part),
            Event::SoftBreak => words.push(' '),
            Event::HardBreak => words.push('\n'),
            Event::End(TagEnd::TableCell) => words.push(' '),
            Event::End(
                TagEnd::Paragraph
                | TagEnd::Heading(_)
                | TagEnd::Item
                | TagEnd::CodeBlock
                | TagEnd::TableHead
                | TagEnd::TableRow
                | TagEnd::DefinitionListTitle
                | TagEnd::DefinitionListDefinition
                | TagEnd::FootnoteDefinition,
            ) if !words.ends_with('\n') => {
                words.truncate(words.trim_end().len());
                words.push('\n');
            }
            _ => {}
        }
    }
    words.truncate(words.trim_end().len());
    words
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn markup_is_removed_and_words_are_kept() {
        let text = "## 目的\n\n先看[[4.1]]的**五类：**\n人员，见 [表](x.html)。\n\n- a `b`\n- c\n\n| x | y |\n| --- | --- |\n| 1 | 2 |\n\n<script>alert(1)</script>\n";
        assert_eq!(
            plain(text),
            "目的\n先看4.1的五类：人员，见 表。\na b\nc\nx y\n1 2"
        );
    }
}
