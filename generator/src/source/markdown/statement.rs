//! The Markdown of a standard's texts.
//!
//! A statement may have paragraphs, lists, tables, emphasis, code, links and formulas. Everything else in it is reported
//! ([`unsupported`]), and its words are shown without it. [`tokens`] is the only parser of statements: pages show its
//! tokens, and [`line()`] turns them into what fits in a line, of which data and descriptions take the words.

use std::borrow::Cow;
use std::iter;
use std::ops::Range;

use pulldown_cmark::{CowStr, Event, LinkType, Parser, Tag, TextMergeWithOffset};

use super::formula::Setting;
use super::{destination, emphasis, han, is_plain, of_statements, reference};
use crate::language::closing::is_closing;
use crate::source::han::is_spaced_after;

/// The deepest nesting of elements that is shown; deeper ones are flattened to it.
const DEPTH: usize = 32;

/// The elements that a table has around the words of its cells, besides itself.
const TABLE_DEPTH: usize = 2;

/// A text, made ready for the parser.
pub struct PreparedStatement<'t> {
    text: Cow<'t, str>,
    /// The places of the marks that the text itself does not have.
    marks: Vec<usize>,
}

impl<'t> PreparedStatement<'t> {
    /// Prepares a text.
    pub fn new(text: &'t str) -> Self {
        let text = emphasis::prepare(text);
        let marks = match &text {
            Cow::Borrowed(_) => Vec::new(),
            Cow::Owned(marked) => {
                let marks = marked.match_indices(emphasis::MARK);
                marks.map(|(at, _)| at).collect()
            }
        };
        PreparedStatement { text, marks }
    }

    /// The range in the text itself, for a range in the prepared one.
    fn own(&self, range: Range<usize>) -> Range<usize> {
        let own = |at: usize| {
            let before = self.marks.partition_point(|mark| *mark < at);
            at - before * emphasis::MARK.len_utf8()
        };
        own(range.start)..own(range.end)
    }

    /// The parser's events, with their ranges in the text itself.
    fn events(&self) -> impl Iterator<Item = (Event<'_>, Range<usize>)> {
        let parser = Parser::new_ext(&self.text, of_statements()).into_offset_iter();
        let restored = parser.map(|(event, range)| (emphasis::restore(event), range));
        TextMergeWithOffset::new(restored).map(|(event, range)| (event, self.own(range)))
    }
}

/// The target of a link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LinkTarget<'p> {
    /// An address.
    Address(CowStr<'p>),
    /// A clause or requirement, `[[5.1]]`. Without a label of its own, it is labelled by the name of its target.
    Reference {
        /// The id of the clause or requirement.
        id: String,
        /// Whether the link has a label of its own.
        is_labelled: bool,
    },
}

/// The section of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Section {
    /// The row with the headings of the columns.
    Head,
    /// The other rows.
    Body,
}

/// An element of a statement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Element<'p> {
    /// A paragraph. The items of a list may have their words without one.
    Paragraph,
    /// A list; one with numbers has its first.
    List(Option<u64>),
    /// An item of a list.
    Item,
    /// A table.
    Table,
    /// A row of a table.
    Row(Section),
    /// A cell of a table.
    Cell(Section),
    /// Emphasis.
    Emphasis,
    /// Strong emphasis.
    Strong,
    /// Words struck out.
    Struck,
    /// A link.
    Link(LinkTarget<'p>),
}

impl Element<'_> {
    /// Whether it is a block, or a part of one, which a statement on one line has no room for.
    pub fn is_block(&self) -> bool {
        match self {
            Element::Paragraph
            | Element::List(_)
            | Element::Item
            | Element::Table
            | Element::Row(_)
            | Element::Cell(_) => true,
            Element::Emphasis | Element::Strong | Element::Struck | Element::Link(_) => false,
        }
    }
}

/// A part of a statement, in the order of the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Token<'p> {
    /// Words.
    Words(CowStr<'p>),
    /// Code.
    Code(CowStr<'p>),
    /// A formula in TeX.
    Formula(CowStr<'p>, Setting),
    /// The space between two lines of a paragraph.
    Space,
    /// The end of a line that the author ended.
    Break,
    /// The beginning of an element.
    Start(Element<'p>),
    /// The end of an element.
    End(Element<'p>),
}

/// A token with its range in the text, in bytes. The range is empty for words that the text does not have.
pub type Placed<'p> = (Token<'p>, Range<usize>);

/// Returns the tokens of a statement, each with its range in the text in bytes. The words of what a statement cannot
/// have are kept.
pub fn tokens<'p>(prepared: &'p PreparedStatement<'_>) -> Vec<Placed<'p>> {
    let (events, ranges): (Vec<Event>, Vec<Range<usize>>) = prepared.events().unzip();
    let joined = han::joined(&events);
    let mut tokens = Vec::with_capacity(events.len());
    // The elements that are open. `None` for one that is not shown.
    let mut open: Vec<Option<Element>> = Vec::new();
    let mut section = Section::Body;
    let events = events.into_iter().zip(ranges).zip(joined);
    for ((event, range), _) in events.filter(|(_, is_joined)| !is_joined) {
        let token = match event {
            Event::Start(tag) => {
                let is_shown = open.iter().flatten().count() < DEPTH;
                if matches!(tag, Tag::TableHead) {
                    section = Section::Head;
                } else if matches!(tag, Tag::TableRow) {
                    section = Section::Body;
                }
                let element = element(tag, section).filter(|element| match element {
                    // A table is shown with its rows and cells, or without all of them.
                    Element::Table => open.iter().flatten().count() + TABLE_DEPTH < DEPTH,
                    Element::Row(_) | Element::Cell(_) => open.contains(&Some(Element::Table)),
                    Element::Paragraph
                    | Element::List(_)
                    | Element::Item
                    | Element::Emphasis
                    | Element::Strong
                    | Element::Struck
                    | Element::Link(_) => is_shown,
                });
                open.push(element.clone());
                element.map(Token::Start)
            }
            Event::End(_) => open.pop().flatten().map(Token::End),
            Event::Text(words) | Event::Html(words) | Event::InlineHtml(words) => {
                Some(Token::Words(words))
            }
            Event::Code(code) => Some(Token::Code(code)),
            Event::InlineMath(tex) => Some(Token::Formula(tex, Setting::Inline)),
            Event::DisplayMath(tex) => Some(Token::Formula(tex, Setting::Display)),
            Event::SoftBreak => Some(Token::Space),
            Event::HardBreak => Some(Token::Break),
            Event::FootnoteReference(_) | Event::Rule | Event::TaskListMarker(_) => None,
        };
        tokens.extend(token.map(|token| (token, range)));
    }
    tokens
}

/// The element that a tag begins, in a `section` if it is part of a table. `None` for one that is not shown.
fn element(tag: Tag<'_>, section: Section) -> Option<Element<'_>> {
    match tag {
        Tag::Paragraph | Tag::Heading { .. } | Tag::HtmlBlock | Tag::CodeBlock(_) => {
            Some(Element::Paragraph)
        }
        Tag::Table(_) => Some(Element::Table),
        Tag::TableHead | Tag::TableRow => Some(Element::Row(section)),
        Tag::TableCell => Some(Element::Cell(section)),
        Tag::List(first) => Some(Element::List(first)),
        Tag::Item => Some(Element::Item),
        Tag::Emphasis => Some(Element::Emphasis),
        Tag::Strong => Some(Element::Strong),
        Tag::Strikethrough => Some(Element::Struck),
        Tag::Link {
            link_type: LinkType::WikiLink { has_pothole },
            dest_url,
            ..
        } => Some(Element::Link(LinkTarget::Reference {
            id: reference(&dest_url).to_owned(),
            is_labelled: has_pothole,
        })),
        Tag::Link {
            link_type,
            dest_url,
            ..
        } => Some(Element::Link(LinkTarget::Address(destination(
            link_type, dest_url,
        )))),
        Tag::BlockQuote(_)
        | Tag::FootnoteDefinition(_)
        | Tag::DefinitionList
        | Tag::DefinitionListTitle
        | Tag::DefinitionListDefinition
        | Tag::Superscript
        | Tag::Subscript
        | Tag::Image { .. }
        | Tag::MetadataBlock(_) => None,
    }
}

/// Returns the tokens as they fit in a line: without paragraphs, lists and links. The items of a list are separated as
/// in a sentence.
pub fn line<'p>(tokens: &[Placed<'p>]) -> Vec<Placed<'p>> {
    let mut line: Vec<Placed> = Vec::with_capacity(tokens.len());
    // Whether a block has ended or begun since the last words, and whether that was an item.
    let mut gap: Option<bool> = None;
    let mut last = "";
    let mut is_first_cell = true;
    for placed in tokens {
        if let Token::Start(Element::Row(_)) = placed.0 {
            is_first_cell = true;
        }
        match &placed.0 {
            Token::Start(
                Element::Paragraph
                | Element::List(_)
                | Element::Item
                | Element::Table
                | Element::Row(_),
            )
            | Token::End(Element::Paragraph | Element::List(_) | Element::Table) => {
                gap = gap.or(Some(false));
            }
            Token::End(Element::Item | Element::Row(_)) => gap = Some(true),
            // A cell of a table is separated from the one before it.
            Token::Start(Element::Cell(_)) => {
                if !is_first_cell {
                    line.push((Token::Space, 0..0));
                }
                is_first_cell = false;
            }
            Token::Start(Element::Link(_)) | Token::End(Element::Link(_) | Element::Cell(_)) => {}
            Token::Break => line.push((Token::Space, 0..0)),
            Token::Space | Token::End(Element::Emphasis | Element::Strong | Element::Struck) => {
                line.push(placed.clone());
            }
            Token::Words(_)
            | Token::Code(_)
            | Token::Formula(..)
            | Token::Start(Element::Emphasis | Element::Strong | Element::Struck) => {
                if let Some(is_item) = gap.take().filter(|_| !last.is_empty()) {
                    line.push((Token::Words(separator(last, is_item).into()), 0..0));
                }
                if let Token::Words(words) | Token::Code(words) | Token::Formula(words, _) =
                    &placed.0
                {
                    last = words;
                }
                line.push(placed.clone());
            }
        }
    }
    line
}

/// The words between two blocks in a line, of which the first ends with `before`.
fn separator(before: &str, is_item: bool) -> &'static str {
    let before = before.trim_end();
    let is_spaced = is_spaced_after(before);
    let is_ended = before.ends_with(|last: char| {
        is_closing(last) || matches!(last, ':' | '：' | '!' | '！' | '?' | '？' | '…')
    });
    match (is_ended || !is_item, is_spaced) {
        (true, true) => " ",
        (true, false) => "",
        (false, true) => "; ",
        (false, false) => "；",
    }
}

/// Returns the words of a statement in a line, without markup. Those of a formula are its TeX.
pub fn plain(text: &str) -> Cow<'_, str> {
    if is_plain(text) {
        return Cow::Borrowed(text);
    }
    let prepared = PreparedStatement::new(text);
    Cow::Owned(words(&line(&tokens(&prepared))))
}

/// Returns the words of tokens in a line.
pub fn words(line: &[Placed<'_>]) -> String {
    let mut words = String::new();
    for (token, _) in line {
        match token {
            Token::Words(part) | Token::Code(part) | Token::Formula(part, _) => {
                words.push_str(part);
            }
            Token::Space | Token::Break => words.push(' '),
            Token::Start(_) | Token::End(_) => {}
        }
    }
    words.truncate(words.trim_end().len());
    words
}

/// Returns the ranges of the words that are written as they are shown and are not in a link, so that a link may be set
/// in them.
pub fn linkable(text: &str) -> Vec<Range<usize>> {
    if is_plain(text) {
        return iter::once(0..text.len()).collect();
    }
    let prepared = PreparedStatement::new(text);
    let mut ranges = Vec::new();
    let mut is_in_link = false;
    for (token, range) in tokens(&prepared) {
        match token {
            Token::Start(Element::Link(_)) => is_in_link = true,
            Token::End(Element::Link(_)) => is_in_link = false,
            Token::Words(words) if !is_in_link && text.get(range.clone()) == Some(&words) => {
                ranges.push(range);
            }
            Token::Words(_)
            | Token::Code(_)
            | Token::Formula(..)
            | Token::Space
            | Token::Break
            | Token::Start(_)
            | Token::End(_) => {}
        }
    }
    ranges
}

/// A construct that a statement cannot have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unsupported {
    /// A heading.
    Heading,
    /// A picture.
    Picture,
    /// HTML.
    Html,
    /// A block of code.
    CodeBlock,
    /// A quotation.
    Quotation,
    /// A line across the text.
    Rule,
}

/// Returns what a statement cannot have, with the ranges in the text in bytes. The end of an HTML element is not
/// reported again.
pub fn unsupported(text: &str) -> Vec<(Unsupported, Range<usize>)> {
    let prepared = PreparedStatement::new(text);
    let found = prepared.events().filter_map(|(event, range)| {
        let kind = match event {
            Event::Start(Tag::Heading { .. }) => Unsupported::Heading,
            Event::Start(Tag::Image { .. }) => Unsupported::Picture,
            Event::InlineHtml(html) if html.starts_with("</") => return None,
            Event::Start(Tag::HtmlBlock) | Event::InlineHtml(_) => Unsupported::Html,
            Event::Start(Tag::CodeBlock(_)) => Unsupported::CodeBlock,
            Event::Start(Tag::BlockQuote(_)) => Unsupported::Quotation,
            Event::Rule => Unsupported::Rule,
            _ => return None,
        };
        Some((kind, range))
    });
    found.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_of_a_statement_are_in_a_line() {
        for (text, words) in [
            ("Adds **two** numbers.", "Adds two numbers."),
            (
                "Explains:\n\n- mass\n- *weight*\n",
                "Explains: mass; weight",
            ),
            (
                "Explains\n- mass;\n- weight.\n\nThen stops.",
                "Explains mass; weight. Then stops.",
            ),
            ("说明：\n\n- 质量\n- 重量\n", "说明：质量；重量"),
            ("1. 一；\n2. 二。\n", "一；二。"),
            ("- a\n  - b\n  - c\n- d\n", "a b; c; d"),
            ("Uses $F = ma$ and `x`.", "Uses F = ma and x."),
            ("Costs $5 and $10.", "Costs $5 and $10."),
            (
                "See [the law](https://e.org) and [[5.1]].",
                "See the law and 5.1.",
            ),
            ("见**“要求”**一节", "见“要求”一节"),
            ("第一行，\n第二行", "第一行，第二行"),
            (
                "Knows:\n\n| a | b |\n| - | - |\n| c | d |\n\nSays so.",
                "Knows: a b; c d; Says so.",
            ),
            ("# A\n\n<b>x</b> | y", "A <b>x</b> | y"),
            ("a < b & c", "a < b & c"),
        ] {
            assert_eq!(plain(text), words, "{text}");
        }
    }

    #[test]
    fn ranges_are_those_of_the_text() {
        let text = "见**“要求”**一节 $x$";
        let prepared = PreparedStatement::new(text);
        for (token, range) in tokens(&prepared) {
            if let Token::Words(words) = token {
                assert_eq!(text.get(range), Some(&*words));
            }
        }
    }

    #[test]
    fn what_a_statement_cannot_have_is_found() {
        let kinds = |text: &str| {
            let found = unsupported(text).into_iter();
            found.map(|(kind, _)| kind).collect::<Vec<_>>()
        };
        assert_eq!(kinds("# A"), [Unsupported::Heading]);
        assert_eq!(kinds("a <b>x</b>"), [Unsupported::Html]);
        assert_eq!(kinds("![x](y.png)"), [Unsupported::Picture]);
        assert_eq!(kinds("| a |\n| - |\n| b |"), []);
        assert_eq!(kinds("> a"), [Unsupported::Quotation]);
        assert_eq!(kinds("```\na\n```"), [Unsupported::CodeBlock]);
        assert_eq!(kinds("a\n\n***\n\nb"), [Unsupported::Rule]);
        assert_eq!(kinds("- a\n- **b** $c$ `d` [e](f)"), []);
    }
}
