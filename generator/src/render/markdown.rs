//! Markdown to safe HTML.
//!
//! [`inline`] is for notes and definitions, [`document`] and [`sections`] for pages. The steps are:
//! mark Chinese emphasis, parse, resolve references and links, join Chinese lines, build blocks
//! such as callouts (`blocks`), and clean the result (`cleaning`). The texts of a standard may have
//! less, and are the subject of [`super::statement`]. `docs/content/pages/en/markdown.md` describes what authors may write.

use std::collections::BTreeSet;

use pulldown_cmark::{CowStr, Event, LinkType, Options, Parser, Tag, TagEnd, TextMergeStream};

use serde::Serialize;

use super::html::Html;
use super::typeset;
use crate::source::markdown::{self, emphasis, han, is_plain};
use cleaning::{clean, clean_parts};
use ids::{slug, unique};
pub use links::Links;
pub use plain::plain;

mod blocks;
mod cleaning;
mod ids;
mod links;
mod pictures;
mod plain;

/// Renders a note or definition without the surrounding `<p>`; several paragraphs become separate lines.
pub fn inline(text: &str, links: &impl Links) -> Html {
    if is_plain(text) {
        return typeset::set(text, &[], &[]);
    }
    let prepared = emphasis::prepare(text);
    let mut events = Vec::new();
    for event in events_of(&prepared, markdown::of_notes(), links) {
        match event {
            Event::Start(Tag::Paragraph) if events.is_empty() => {}
            Event::Start(Tag::Paragraph) => events.push(Event::HardBreak),
            Event::End(TagEnd::Paragraph) => {}
            other => events.push(other),
        }
    }
    clean(events, |events| {
        (pictures::set(events, links), BTreeSet::new())
    })
}

/// Renders a whole document. Headings get ids made of their words, unless they define their own; `taken` holds the ids
/// that are already on the page.
pub fn document(text: &str, links: &impl Links, taken: &mut BTreeSet<String>) -> Html {
    let prepared = emphasis::prepare(text);
    let mut events = events_of(&prepared, markdown::of_pages(), links);
    name_headings(&mut events, taken);
    clean(events, |events| {
        let built = blocks::build(events, links, taken);
        (pictures::set(built.events, links), built.ids)
    })
}

/// A document split at its headings, so that the parts of two languages can be shown side by side.
#[derive(Debug, Default, Serialize)]
pub struct Sections {
    /// The levels of the headings in order, as digits. Texts of the same shape can be shown side by side.
    pub shape: String,
    /// The text before the first heading, then each heading with the text after it.
    pub parts: Vec<Html>,
}

/// A heading of a document.
#[derive(Debug)]
pub struct Heading {
    /// The id.
    pub id: String,
    /// The words, without links.
    pub words: Html,
}

impl Sections {
    /// The headings of the second level, which divide a page.
    pub fn headings(&self) -> impl Iterator<Item = Heading> {
        self.parts.iter().filter_map(|part| {
            let rest = part.0.strip_prefix("<h2")?;
            let (attributes, rest) = rest.split_once('>')?;
            let (_, id) = attributes.split_once("id=\"")?;
            let (words, _) = rest.split_once("</h2>")?;
            Some(Heading {
                id: id.split('"').next()?.to_owned(),
                words: Html(without_links(words)),
            })
        })
    }
}

/// HTML without the tags of links.
fn without_links(html: &str) -> String {
    let mut rest = html.replace("</a>", "");
    while let Some(start) = rest.find("<a ") {
        let end = rest[start..]
            .find('>')
            .map_or(rest.len(), |end| start + end + 1);
        rest.replace_range(start..end, "");
    }
    rest
}

/// Renders a whole document as [`document`] does, but in parts.
pub fn sections(text: &str, links: &impl Links, taken: &mut BTreeSet<String>) -> Sections {
    let prepared = emphasis::prepare(text);
    let mut events = events_of(&prepared, markdown::of_pages(), links);
    name_headings(&mut events, taken);
    let parts = clean_parts(events, |events| {
        let built = blocks::build(events, links, taken);
        (pictures::set(built.events, links), built.ids)
    });
    let levels = parts.iter().filter_map(|(level, _)| *level);
    Sections {
        shape: levels.map(|level| (level as usize).to_string()).collect(),
        parts: parts.into_iter().map(|(_, part)| part).collect(),
    }
}

/// The parser's events with links resolved and lines joined.
fn events_of<'a>(prepared: &'a str, options: Options, links: &impl Links) -> Vec<Event<'a>> {
    let parser = Parser::new_ext(prepared, options).map(emphasis::restore);
    let mut events = resolve(TextMergeStream::new(parser), links);
    han::join_lines(&mut events);
    events
}

/// The label of a reference.
enum ReferenceLabel {
    /// A link with its own label.
    Labelled,
    /// A link labelled with the name of its target.
    Named,
    /// A reference to nothing.
    Unknown,
}

/// Turns references into links, and adapts relative links to the page. A reference to nothing is left as written, so
/// that it is noticed.
fn resolve<'a>(events: impl Iterator<Item = Event<'a>>, links: &impl Links) -> Vec<Event<'a>> {
    let mut resolved = Vec::new();
    let mut open: Option<ReferenceLabel> = None;
    // External pictures are not loaded: each becomes a link labelled with its alternative text.
    let mut pictures: Vec<bool> = Vec::new();
    for event in events {
        match (event, &open) {
            (
                Event::Start(Tag::Link {
                    link_type: LinkType::WikiLink { has_pothole },
                    dest_url,
                    ..
                }),
                _,
            ) => match links.reference(markdown::reference(&dest_url)) {
                Some((href, label)) => {
                    resolved.push(Event::Start(link(href.into())));
                    if !has_pothole {
                        resolved.push(Event::Text(label.into()));
                    }
                    open = Some(if has_pothole {
                        ReferenceLabel::Labelled
                    } else {
                        ReferenceLabel::Named
                    });
                }
                None => {
                    let label = if has_pothole {
                        format!("[[{dest_url}|")
                    } else {
                        "[[".into()
                    };
                    resolved.push(Event::Text(label.into()));
                    open = Some(ReferenceLabel::Unknown);
                }
            },
            (
                Event::Start(Tag::Link {
                    link_type: link_type @ LinkType::Email,
                    dest_url,
                    ..
                }),
                _,
            ) => resolved.push(Event::Start(link(markdown::destination(
                link_type, dest_url,
            )))),
            (Event::Start(Tag::Link { dest_url, .. }), _) if is_relative(&dest_url) => {
                resolved.push(Event::Start(link(links.relative(&dest_url).into())));
            }
            (
                Event::Start(Tag::Image {
                    link_type,
                    dest_url,
                    title,
                    id,
                }),
                _,
            ) => {
                let is_own = is_relative(&dest_url);
                pictures.push(is_own);
                // Those of the site keep their address until they are set.
                resolved.push(Event::Start(if is_own {
                    Tag::Image {
                        link_type,
                        dest_url,
                        title,
                        id,
                    }
                } else {
                    link(dest_url)
                }));
            }
            (Event::End(TagEnd::Image), _) => {
                let is_own = pictures.pop().unwrap_or(true);
                resolved.push(Event::End(if is_own {
                    TagEnd::Image
                } else {
                    TagEnd::Link
                }));
            }
            (Event::End(TagEnd::Link), Some(ReferenceLabel::Unknown)) => {
                resolved.push(Event::Text("]]".into()));
                open = None;
            }
            (Event::End(TagEnd::Link), _) => {
                resolved.push(Event::End(TagEnd::Link));
                open = None;
            }
            (_, Some(ReferenceLabel::Named)) => {}
            (other, _) => resolved.push(other),
        }
    }
    resolved
}

/// An inline link without a title.
fn link(dest_url: CowStr<'_>) -> Tag<'_> {
    Tag::Link {
        link_type: LinkType::Inline,
        dest_url,
        title: CowStr::Borrowed(""),
        id: CowStr::Borrowed(""),
    }
}

/// Whether a link leads to another page of the site. A link that is only a fragment is none: it
/// stays on the page.
pub fn is_relative(to: &str) -> bool {
    let has_scheme = to
        .split(['/', '?', '#'])
        .next()
        .is_some_and(|first| first.contains(':'));
    !has_scheme && !to.starts_with(['/', '#']) && !to.is_empty()
}

/// Gives every heading an id made of its words, so that it can be linked to.
///
/// An id that the author states (`## Title {#id}`) is used if it is free.
fn name_headings(events: &mut [Event<'_>], taken: &mut BTreeSet<String>) {
    let mut open = None;
    for index in 0..events.len() {
        match &events[index] {
            Event::Start(Tag::Heading { .. }) => open = Some(index),
            Event::End(TagEnd::Heading(_)) => {
                let Some(start) = open.take() else { continue };
                let words: String = events[start..index]
                    .iter()
                    .filter_map(|event| match event {
                        Event::Text(text) | Event::Code(text) => Some(&**text),
                        _ => None,
                    })
                    .collect();
                if let Event::Start(Tag::Heading { id, .. }) = &mut events[start] {
                    let wanted = id.take().map_or_else(|| slug(&words), |id| id.to_string());
                    *id = Some(unique(&wanted, taken).into());
                }
            }
            _ => {}
        }
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    /// A page beside a standard that has clause 5.1.
    pub(super) struct Beside;

    impl Links for Beside {
        fn reference(&self, id: &str) -> Option<(String, String)> {
            (id == "5.1").then(|| ("../s/5.1.html".into(), "5.1".into()))
        }

        fn relative(&self, to: &str) -> String {
            format!("../{to}")
        }

        fn word(&self, key: &'static str) -> &str {
            key
        }
    }

    fn shown(text: &str) -> String {
        inline(text, &Beside).0
    }

    #[test]
    fn references_become_links_and_unknown_ones_stay() {
        let link = "<a href=\"../s/5.1.html\">5.1</a>";
        assert_eq!(shown("见 [[5.1]]。"), format!("见 {link}。"));
        assert_eq!(
            shown("见[[ 5.1 ]]和[[9.9]]。"),
            format!("见{link}和[[9.9]]。")
        );
        assert_eq!(shown("`[[5.1]]`"), "<code>[[5.1]]</code>");
        assert_eq!(
            shown("[[5.1|literacy]]"),
            link.replace(">5.1<", ">literacy<")
        );
    }

    #[test]
    fn an_address_in_angle_brackets_is_a_link_for_mail() {
        assert_eq!(
            shown("<people@example.org>"),
            "<a href=\"mailto:people@example.org\">people@example.org</a>"
        );
    }

    #[test]
    fn a_reference_in_a_table_keeps_its_label() {
        let table = "| a | b |\n| --- | --- |\n| [[5.1\\|甲]] | [[5.1]] |\n";
        let html = document(table, &Beside, &mut BTreeSet::new()).0;
        assert!(html.contains("<a href=\"../s/5.1.html\">甲</a>"), "{html}");
    }

    #[test]
    fn links_are_relative_and_harmless() {
        assert_eq!(shown("[x](5.1.html#a)"), "<a href=\"../5.1.html#a\">x</a>");
        assert_eq!(
            shown("[x](https://e.org/a)"),
            "<a href=\"https://e.org/a\">x</a>"
        );
        assert_eq!(
            shown("![x](https://e.org/a.png)"),
            "<a href=\"https://e.org/a.png\">x</a>"
        );
        for text in [
            "[x](javascript:alert(1))",
            "<script>alert(1)</script>",
            "<b onclick=\"x\">x</b>",
        ] {
            let html = shown(text);
            assert!(
                !html.contains("script") && !html.contains("onclick"),
                "{html}"
            );
        }
    }

    #[test]
    fn chinese_lines_are_joined_without_a_space() {
        assert_eq!(shown("第一行，\n第二行"), "第一行，第二行");
        assert_eq!(
            shown("用 **Excel**\n表格和 Word\nExcel"),
            "用 <strong>Excel</strong>\n表格和 Word\nExcel"
        );
        assert_eq!(shown("称为“**要求**”\n的"), "称为“<strong>要求</strong>”的");
    }

    #[test]
    fn headings_have_unique_stable_ids() {
        let mut taken = BTreeSet::from(["main".to_owned()]);
        let html = document(
            "## 写给谁\n\n## Main\n\n## Who it is for?\n\n## 写给谁\n",
            &Beside,
            &mut taken,
        )
        .0;
        let ids: Vec<&str> = html
            .split("id=\"")
            .skip(1)
            .filter_map(|rest| rest.split('"').next())
            .collect();
        assert_eq!(ids, ["写给谁", "main-2", "who-it-is-for", "写给谁-2"]);
    }

    #[test]
    fn a_document_has_a_part_for_each_heading() {
        let text = "甲\n\n## 乙\n\n丙[^1]\n\n> # 丁\n\n### 戊\n\n[^1]: 己\n";
        let parts = sections(text, &Beside, &mut BTreeSet::new());
        assert_eq!(parts.shape, "23");
        assert_eq!(parts.parts.len(), 3);
        let joined: String = parts.parts.iter().map(|part| part.0.as_str()).collect();
        assert_eq!(joined, document(text, &Beside, &mut BTreeSet::new()).0);
        let html = sections(
            "## 乙\n\n<div>\n\n## 丙\n\n</div>\n",
            &Beside,
            &mut BTreeSet::new(),
        );
        assert_eq!((html.shape.as_str(), html.parts.len()), ("", 1));
    }

    #[test]
    fn plain_text_is_escaped_and_not_parsed() {
        for text in [
            "6.2 的分数线",
            "A & B",
            "5.3.1-a，见“附录 A”",
            "1. 一",
            "- 一",
            "(1) x",
            "x — y",
        ] {
            let parsed: String = {
                let events = events_of(text, markdown::of_notes(), &Beside);
                clean(events, |events| (events, BTreeSet::new())).0
            };
            if is_plain(text) {
                assert_eq!(
                    format!("<p>{}</p>\n", typeset::set(text, &[], &[]).0),
                    parsed,
                    "{text}"
                );
            }
        }
        assert!(is_plain("6.2 的分数线：“低于等80分”"));
        assert!(!is_plain("1. 一"));
    }
}
