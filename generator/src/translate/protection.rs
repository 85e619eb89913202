//! Compares the markup and the placeholders of a translation with those of the words that it translates.

use std::collections::BTreeMap;

use pulldown_cmark::{Event, LinkType, Options, Parser, Tag};

use crate::language::message::{Message, message};
use crate::source::markdown;

/// The markup of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UnitMarkup {
    /// None.
    Plain,
    /// That of notes and pages.
    Page,
    /// That of a standard in Markdown.
    Statement,
}

/// A difference in markup.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LostMarkup {
    /// The fault.
    pub message: Message,
    /// The remedy.
    pub help: Message,
}

/// A kind of markup that a translation keeps.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum MarkKind {
    Link,
    /// A link to another site, which may have the page in several languages.
    LinkElsewhere,
    Reference,
    Picture,
    Code,
    Formula,
    Heading,
    HeadingId,
    Footnote,
    Html,
}

impl MarkKind {
    fn name(self) -> Message {
        match self {
            MarkKind::Link => message!("link"),
            MarkKind::LinkElsewhere => message!("link to another site"),
            MarkKind::Reference => message!("reference"),
            MarkKind::Picture => message!("picture"),
            MarkKind::Code => message!("code"),
            MarkKind::Formula => message!("formula"),
            MarkKind::Heading => message!("heading of level"),
            MarkKind::HeadingId => message!("id of a heading"),
            MarkKind::Footnote => message!("footnote"),
            MarkKind::Html => message!("HTML element"),
        }
    }

    /// How it is written.
    fn example(self, value: &str) -> String {
        match self {
            MarkKind::Link => format!("[…]({value})"),
            MarkKind::LinkElsewhere => "[…](https://…)".to_owned(),
            MarkKind::Reference => format!("[[{value}]]"),
            MarkKind::Picture => format!("![…]({value})"),
            MarkKind::Code => format!("`` {value} ``"),
            MarkKind::Formula => format!("${value}$"),
            MarkKind::Heading => format!("{} …", "#".repeat(value.parse().unwrap_or(1))),
            MarkKind::HeadingId => format!("{{#{value}}}"),
            MarkKind::Footnote => format!("[^{value}]"),
            MarkKind::Html => format!("<{value}>"),
        }
    }
}

/// Returns the markup that `target` lacks or has in addition to that of `source`.
pub fn lost_markup(source: &str, target: &str, markup: UnitMarkup) -> Vec<LostMarkup> {
    let options = match markup {
        UnitMarkup::Plain => return Vec::new(),
        UnitMarkup::Page => markdown::of_pages(),
        UnitMarkup::Statement => markdown::of_statements(),
    };
    let (before, after) = (marks(source, options), marks(target, options));
    let mut found = Vec::new();
    for ((kind, value), count) in &before {
        let now = after.get(&(*kind, value.clone())).copied().unwrap_or(0);
        if now < *count {
            found.push(LostMarkup {
                message: message!(
                    "the {kind} `{mark}` is missing in the translation",
                    kind = kind.name(),
                    mark = shown(*kind, value)
                ),
                help: message!(
                    "write it as in the source: {example}",
                    example = kind.example(value)
                ),
            });
        }
    }
    for ((kind, value), count) in &after {
        let then = before.get(&(*kind, value.clone())).copied().unwrap_or(0);
        if then < *count {
            found.push(LostMarkup {
                message: message!(
                    "the {kind} `{mark}` is not in the source",
                    kind = kind.name(),
                    mark = shown(*kind, value)
                ),
                help: message!("remove it, or write it as in the source"),
            });
        }
    }
    found
}

/// A mark for a message.
fn shown(kind: MarkKind, value: &str) -> &str {
    if kind == MarkKind::LinkElsewhere {
        "https://…"
    } else {
        value
    }
}

/// The marks in a text, with how often each occurs.
fn marks(text: &str, options: Options) -> BTreeMap<(MarkKind, String), usize> {
    let mut found: BTreeMap<(MarkKind, String), usize> = BTreeMap::new();
    let mut add = |kind: MarkKind, value: &str| {
        *found.entry((kind, value.to_owned())).or_default() += 1;
    };
    for event in Parser::new_ext(text, options) {
        match event {
            Event::Start(Tag::Link {
                link_type: LinkType::WikiLink { .. },
                dest_url,
                ..
            }) => {
                add(MarkKind::Reference, markdown::reference(&dest_url));
            }
            Event::Start(Tag::Link { dest_url, .. }) => {
                let is_elsewhere = dest_url.starts_with("https:") || dest_url.starts_with("http:");
                if is_elsewhere {
                    add(MarkKind::LinkElsewhere, "");
                } else {
                    add(MarkKind::Link, &dest_url);
                }
            }
            Event::Start(Tag::Image { dest_url, .. }) => add(MarkKind::Picture, &dest_url),
            Event::Start(Tag::Heading { level, id, .. }) => {
                add(MarkKind::Heading, &(level as usize).to_string());
                if let Some(id) = id {
                    add(MarkKind::HeadingId, &id);
                }
            }
            Event::Code(code) => add(MarkKind::Code, &code),
            Event::InlineMath(formula) | Event::DisplayMath(formula) => {
                add(MarkKind::Formula, &formula)
            }
            Event::FootnoteReference(label) => add(MarkKind::Footnote, &label),
            Event::Html(html) | Event::InlineHtml(html) => {
                for tag in html.split('<').skip(1) {
                    let end = tag.find(|c: char| !c.is_alphanumeric() && c != '/');
                    let name = tag[..end.unwrap_or(tag.len())].to_lowercase();
                    if !name.is_empty() {
                        add(MarkKind::Html, &name);
                    }
                }
            }
            Event::Start(_)
            | Event::End(_)
            | Event::Text(_)
            | Event::SoftBreak
            | Event::HardBreak
            | Event::Rule
            | Event::TaskListMarker(_) => {}
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_code_headings_and_formulas_stay() {
        let lost = |source: &str, target: &str| lost_markup(source, target, UnitMarkup::Page).len();
        let source =
            "# See [[5.1-a]]\n\nUse `code` and [this](about.html), [that](https://en.example.org).";
        assert_eq!(
            lost(
                source,
                "# 见[[5.1-a|这里]]\n\n[那](https://zh.example.org)、[这](about.html)、`code`。"
            ),
            0
        );
        assert_eq!(
            lost(
                source,
                "## See [[5.1-a]]\n\n`code` [a](about.html) [b](http://x.org)"
            ),
            2
        );
        assert_eq!(lost(source, "# See [[5.1-b]]\n\n`Code` [a](abut.html)"), 7);
        assert_eq!(lost("a", "[a](b)"), 1);
        assert_eq!(lost("<b>a</b>", "<b>a<b>"), 2);
        let formula = |target: &str| lost_markup("a $x^2$", target, UnitMarkup::Statement).len();
        assert_eq!((formula("b $x^2$"), formula("b $x^3$")), (0, 2));
        assert!(lost_markup("[a](b)", "a", UnitMarkup::Plain).is_empty());
    }
}
