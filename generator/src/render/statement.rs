//! The texts of a standard in Markdown, as HTML.
//!
//! The parser is [`statement`]. Nothing of what an author writes becomes HTML but through the elements here, so there is
//! nothing to clean: words are escaped, formulas are MathML of [`formula`], and links have a permitted scheme.

use std::ops::Range;

use super::html::Html;
use super::markdown::{Links, is_relative};
use super::typeset::{self, InText};
use crate::source::markdown::formula::{self, Setting};
use crate::source::markdown::statement::{
    self, Element, LinkTarget, Placed, PreparedStatement, Section, Token,
};
use crate::source::markdown::{SCHEMES, is_plain};

/// What a page adds to a text. Places are in bytes of the words as written, in order and without overlaps.
#[derive(Debug, Default)]
pub struct Additions {
    /// The words that notes quote.
    pub quotes: Vec<Range<usize>>,
    /// The links to the definitions of terms.
    pub links: Vec<InText>,
}

/// A statement in all its forms.
#[derive(Debug, Default)]
pub struct Statement {
    /// What fits in a line, without links.
    pub line: Html,
    /// The only paragraph, with its links; the same as `line` if there are several blocks.
    pub words: Html,
    /// The blocks, if there is more than one paragraph.
    pub blocks: Option<Html>,
    /// Whether the words of the HTML are not simply the plain words, because of a formula or a list.
    pub is_set: bool,
    /// The words without markup.
    pub plain: String,
}

/// Returns a statement as HTML.
pub fn shown(words: &str, additions: &Additions, to: &impl Links) -> Statement {
    if is_plain(words) {
        return Statement {
            line: typeset::set(words, &additions.quotes, &[]),
            words: typeset::set(words, &additions.quotes, &additions.links),
            blocks: None,
            is_set: false,
            plain: words.to_owned(),
        };
    }
    let prepared = PreparedStatement::new(words);
    let tokens = resolved(statement::tokens(&prepared), to);
    let line_tokens = statement::line(&tokens);
    let mut writer = TokenWriter {
        source: words,
        additions,
        with_links: false,
        is_in_link: false,
        html: Html::default(),
    };
    let line = writer.written(&line_tokens, WrittenAs::Line);
    writer.with_links = true;
    let has_blocks = has_blocks(&tokens);
    let has_formula = tokens
        .iter()
        .any(|(token, _)| matches!(token, Token::Formula(..)));
    let form = if has_blocks {
        WrittenAs::Blocks
    } else {
        WrittenAs::Line
    };
    let linked = writer.written(&tokens, form);
    let (words, blocks) = if has_blocks {
        (line.clone(), Some(linked))
    } else {
        (linked, None)
    };
    Statement {
        line,
        words,
        blocks,
        is_set: has_blocks || has_formula,
        plain: statement::words(&line_tokens),
    }
}

/// Whether the tokens are more than one paragraph.
fn has_blocks(tokens: &[Placed<'_>]) -> bool {
    let mut blocks = tokens.iter().filter(|(token, _)| {
        matches!(
            token,
            Token::Start(Element::Paragraph | Element::List(_) | Element::Table)
        )
    });
    match blocks.next() {
        Some((Token::Start(Element::List(_) | Element::Table), _)) => true,
        _ => blocks.next().is_some(),
    }
}

/// Gives links their addresses on the page, and references their labels. A reference to nothing is left as written, and
/// a link with a scheme that is not permitted is dropped; a rule reports both.
fn resolved<'p>(tokens: Vec<Placed<'p>>, to: &impl Links) -> Vec<Placed<'p>> {
    let mut resolved: Vec<Placed> = Vec::with_capacity(tokens.len());
    let mut open = OpenLink::None;
    for (token, range) in tokens {
        match (token, &open) {
            (Token::Start(Element::Link(target)), _) => {
                let (href, next) = match target {
                    LinkTarget::Address(address) => (kept(&address, to), OpenLink::Link),
                    LinkTarget::Reference { id, is_labelled } => match to.reference(&id) {
                        Some((href, _)) if is_labelled => (Some(href), OpenLink::Link),
                        Some((href, label)) => (Some(href), OpenLink::Named(label)),
                        None => {
                            let label = if is_labelled {
                                format!("[[{id}|")
                            } else {
                                "[[".to_owned()
                            };
                            resolved.push((Token::Words(label.into()), 0..0));
                            (None, OpenLink::Unknown)
                        }
                    },
                };
                open = if href.is_none() && next == OpenLink::Link {
                    OpenLink::Dropped
                } else {
                    next
                };
                if let Some(href) = href {
                    let target = LinkTarget::Address(href.into());
                    resolved.push((Token::Start(Element::Link(target)), range));
                    if let OpenLink::Named(label) = &open {
                        resolved.push((Token::Words(label.clone().into()), 0..0));
                    }
                }
            }
            (Token::End(Element::Link(target)), OpenLink::Link | OpenLink::Named(_)) => {
                resolved.push((Token::End(Element::Link(target)), range));
                open = OpenLink::None;
            }
            (Token::End(Element::Link(_)), _) => {
                if open == OpenLink::Unknown {
                    resolved.push((Token::Words("]]".into()), 0..0));
                }
                open = OpenLink::None;
            }
            (_, OpenLink::Named(_)) => {}
            (token, OpenLink::None | OpenLink::Link | OpenLink::Dropped | OpenLink::Unknown) => {
                resolved.push((token, range));
            }
        }
    }
    resolved
}

/// The link that is open.
#[derive(PartialEq, Eq)]
enum OpenLink {
    /// None.
    None,
    /// A link with a label of its own.
    Link,
    /// A reference labelled with the name of its target.
    Named(String),
    /// A reference to nothing.
    Unknown,
    /// A link that is not kept.
    Dropped,
}

/// The address of a link as it works on the page. `None` if it has a scheme that is not permitted.
fn kept(address: &str, to: &impl Links) -> Option<String> {
    if is_relative(address) {
        return Some(to.relative(address));
    }
    let scheme = address.split_once(':').map_or("", |(scheme, _)| scheme);
    let mut schemes = SCHEMES.iter();
    let is_kept =
        address.starts_with(['#', '/']) || schemes.any(|kept| scheme.eq_ignore_ascii_case(kept));
    is_kept.then(|| address.to_owned())
}

/// The form in which tokens are written.
#[derive(Clone, Copy, PartialEq, Eq)]
enum WrittenAs {
    /// Without blocks.
    Line,
    /// With paragraphs, lists and tables.
    Blocks,
}

/// Writes tokens as HTML.
struct TokenWriter<'a> {
    source: &'a str,
    additions: &'a Additions,
    /// Whether the links to the definitions of terms are set.
    with_links: bool,
    /// Whether a link is open, in which no other may begin.
    is_in_link: bool,
    html: Html,
}

impl TokenWriter<'_> {
    /// Returns the tokens as HTML.
    fn written(&mut self, tokens: &[Placed<'_>], form: WrittenAs) -> Html {
        for (token, range) in tokens {
            match token {
                Token::Words(words) => self.words(words, range),
                Token::Code(code) => {
                    let code = Html::escaped(code);
                    self.html.push_element("code", "", "", &code);
                }
                Token::Formula(tex, setting) => self.formula(tex, *setting, form),
                Token::Space => self.html.0.push(' '),
                Token::Break => self.html.0.push_str("<br>"),
                Token::Start(element) | Token::End(element)
                    if form == WrittenAs::Line && element.is_block() => {}
                Token::Start(element) => self.start(element),
                Token::End(element) => self.end(element),
            }
        }
        std::mem::take(&mut self.html)
    }

    /// Writes words, with what the page adds to them if they are as the author wrote them.
    fn words(&mut self, words: &str, range: &Range<usize>) {
        if range.is_empty() || self.source.get(range.clone()) != Some(words) {
            typeset::push_words(&mut self.html, words);
            return;
        }
        let within = |at: &Range<usize>| {
            let start = at.start.max(range.start) - range.start;
            let end = at.end.min(range.end).saturating_sub(range.start);
            (start < end).then_some(start..end)
        };
        let quotes: Vec<Range<usize>> = self.additions.quotes.iter().filter_map(within).collect();
        let links = self.additions.links.iter().filter(|link| {
            self.with_links
                && !self.is_in_link
                && range.start <= link.range.start
                && link.range.end <= range.end
        });
        let links: Vec<InText> = links
            .map(|link| InText {
                range: link.range.start - range.start..link.range.end - range.start,
                tag: link.tag.clone(),
            })
            .collect();
        self.html
            .0
            .push_str(&typeset::set(words, &quotes, &links).0);
    }

    /// Writes a formula; one that cannot be read is shown as code, and reported by a rule.
    fn formula(&mut self, tex: &str, setting: Setting, form: WrittenAs) {
        let setting = if form == WrittenAs::Line && !self.with_links {
            Setting::Inline
        } else {
            setting
        };
        match formula::mathml(tex, setting) {
            Ok(mathml) => {
                // The TeX is an attribute, so that the words of the element are those of the formula alone.
                self.html.0.push_str("<math alttext=\"");
                self.html.push_text(tex);
                self.html.0.push('"');
                self.html.0.push_str(&mathml["<math".len()..]);
            }
            Err(_) => self.html.push_element("code", "", "", &Html::escaped(tex)),
        }
    }

    fn start(&mut self, element: &Element<'_>) {
        match element {
            Element::Table => self.html.0.push_str("<table class=\"ruled\">"),
            Element::Row(Section::Head) => self.html.0.push_str("<thead><tr>"),
            Element::Row(Section::Body) => self.html.0.push_str("<tr>"),
            Element::Cell(Section::Head) => self.html.0.push_str("<th scope=\"col\">"),
            Element::Cell(Section::Body) => self.html.0.push_str("<td>"),
            Element::Paragraph => self.html.0.push_str("<p>"),
            Element::List(None) => self.html.0.push_str("<ul>"),
            Element::List(Some(1)) => self.html.0.push_str("<ol>"),
            Element::List(Some(first)) => {
                self.html.0.push_str(&format!("<ol start=\"{first}\">"));
            }
            Element::Item => self.html.0.push_str("<li>"),
            Element::Emphasis => self.html.0.push_str("<em>"),
            Element::Strong => self.html.0.push_str("<strong>"),
            Element::Struck => self.html.0.push_str("<del>"),
            Element::Link(LinkTarget::Address(href)) => {
                self.is_in_link = true;
                self.html.0.push_str("<a href=\"");
                self.html.push_text(href);
                self.html.0.push_str("\">");
            }
            // References have their addresses by now.
            Element::Link(LinkTarget::Reference { .. }) => {}
        }
    }

    fn end(&mut self, element: &Element<'_>) {
        self.html.0.push_str(match element {
            // The rows after the head are in a body, which the parser of HTML begins by itself.
            Element::Table => "</table>\n",
            Element::Row(Section::Head) => "</tr></thead>\n",
            Element::Row(Section::Body) => "</tr>\n",
            Element::Cell(Section::Head) => "</th>",
            Element::Cell(Section::Body) => "</td>",
            Element::Paragraph => "</p>\n",
            Element::List(None) => "</ul>\n",
            Element::List(Some(_)) => "</ol>\n",
            Element::Item => "</li>\n",
            Element::Emphasis => "</em>",
            Element::Strong => "</strong>",
            Element::Struck => "</del>",
            Element::Link(_) => {
                self.is_in_link = false;
                "</a>"
            }
        });
    }
}

#[cfg(test)]
#[path = "statement_tests.rs"]
mod tests;
