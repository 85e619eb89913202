//! Parts of a page for which Markdown's own HTML is not enough: callouts, figures with captions, tables wider than the
//! page, and footnotes with links back.

use std::collections::{BTreeMap, BTreeSet, HashMap, VecDeque};

use pulldown_cmark::{Alignment, BlockQuoteKind, CowStr, Event, Tag, TagEnd};

use super::{Links, slug, unique};
use crate::render::html::Html;

/// The events with the parts built in, and the ids that these added. The HTML among them is ours: safe, and not the
/// author's.
pub(super) struct Built<'a> {
    /// The events of the document.
    pub(super) events: Vec<Event<'a>>,
    /// The ids added.
    pub(super) ids: BTreeSet<String>,
}

/// Builds the parts of a document. `taken` holds the ids that are already on the page.
pub(super) fn build<'a>(
    events: Vec<Event<'a>>,
    links: &impl Links,
    taken: &mut BTreeSet<String>,
) -> Built<'a> {
    let mut notes = Footnotes::default();
    let body = notes.take_out(events);
    let mut ids = BTreeSet::new();
    let mut built = notes.number(body, taken, &mut ids);
    let mut list = Vec::new();
    while let Some(place) = notes.waiting.pop_front() {
        let Some(words) = notes.written.remove(&notes.names[place]) else {
            continue;
        };
        let mut words = notes.number(words, taken, &mut ids);
        let id = unique(&format!("fn-{}", notes.slugs[place]), taken);
        let back = back(&notes.first[place], links.word("footnote_back"));
        match words.last() {
            Some(Event::End(TagEnd::Paragraph)) => {
                words.insert(words.len() - 1, inserted(back));
            }
            _ => words.push(inserted(format!("<p>{back}</p>"))),
        }
        list.push(inserted(format!("<li id=\"{}\">", attribute(&id))));
        list.append(&mut words);
        list.push(inserted("</li>".into()));
        ids.insert(id.clone());
        notes.targets.insert(place, id);
    }
    notes.point(&mut built);
    notes.point(&mut list);
    if !list.is_empty() {
        built.push(inserted("<div class=\"footnotes\"><ol>".into()));
        built.append(&mut list);
        built.push(inserted("</ol></div>".into()));
    }
    let events = dress(built, links);
    Built { events, ids }
}

fn inserted<'a>(html: String) -> Event<'a> {
    Event::Html(html.into())
}

fn attribute(value: &str) -> String {
    Html::escaped(value).0
}

fn back(to: &str, label: &str) -> String {
    let label = if label.is_empty() {
        String::new()
    } else {
        format!(" aria-label=\"{}\"", attribute(label))
    };
    format!(
        " <a class=\"footnote-back\" href=\"#{}\"{label}>\u{21a9}\u{fe0e}</a>",
        attribute(to)
    )
}

/// The footnotes of a document, in the order of their first references.
#[derive(Default)]
struct Footnotes<'a> {
    written: HashMap<CowStr<'a>, Vec<Event<'a>>>,
    names: Vec<CowStr<'a>>,
    /// The index of each among the names.
    places: HashMap<CowStr<'a>, usize>,
    slugs: Vec<String>,
    /// The id of the first reference to each.
    first: Vec<String>,
    /// The id of each note.
    targets: BTreeMap<usize, String>,
    /// The notes still to be written out.
    waiting: VecDeque<usize>,
}

/// A placeholder for a note's id in a link to the note.
const TARGET: &str = "\u{fdd1}";

impl<'a> Footnotes<'a> {
    /// Takes the notes out of the text, wherever they are written. If two have the same name, the first counts.
    fn take_out(&mut self, events: Vec<Event<'a>>) -> Vec<Event<'a>> {
        let mut body = Vec::with_capacity(events.len());
        let mut open: Vec<(CowStr<'a>, Vec<Event<'a>>)> = Vec::new();
        for event in events {
            match event {
                Event::Start(Tag::FootnoteDefinition(name)) => open.push((name, Vec::new())),
                Event::End(TagEnd::FootnoteDefinition) => {
                    if let Some((name, words)) = open.pop() {
                        self.written.entry(name).or_insert(words);
                    }
                }
                other => match open.last_mut() {
                    Some((_, words)) => words.push(other),
                    None => body.push(other),
                },
            }
        }
        body
    }

    /// Numbers the references of `events` and gives each footnote's first reference an id; a reference to nothing is
    /// left as written.
    fn number(
        &mut self,
        events: Vec<Event<'a>>,
        taken: &mut BTreeSet<String>,
        ids: &mut BTreeSet<String>,
    ) -> Vec<Event<'a>> {
        let mut numbered = Vec::with_capacity(events.len());
        for event in events {
            let Event::FootnoteReference(name) = event else {
                numbered.push(event);
                continue;
            };
            let known = self.places.get(&name).copied();
            if known.is_none() && !self.written.contains_key(&name) {
                numbered.push(Event::Text(format!("[^{name}]").into()));
                continue;
            }
            // The link back leads to the first reference, so the others need no id.
            let mut id = String::new();
            let place = known.unwrap_or_else(|| {
                let (place, slug) = (self.names.len(), slug(&name));
                let anchor = unique(&format!("fnref-{slug}"), taken);
                id = format!(" id=\"{}\"", attribute(&anchor));
                self.places.insert(name.clone(), place);
                self.names.push(name);
                self.slugs.push(slug);
                self.first.push(anchor.clone());
                self.waiting.push_back(place);
                ids.insert(anchor);
                place
            });
            let html = format!(
                "<sup class=\"footnote-reference\"{id}><a href=\"#{TARGET}{place}{TARGET}\">{}</a></sup>",
                place + 1
            );
            numbered.push(Event::InlineHtml(html.into()));
        }
        numbered
    }

    /// Inserts the ids of the notes into the links to them.
    fn point(&self, events: &mut [Event<'a>]) {
        for event in events {
            let Event::InlineHtml(html) = event else {
                continue;
            };
            let mut parts = html.split(TARGET);
            if let (Some(before), Some(place), Some(after)) =
                (parts.next(), parts.next(), parts.next())
                && let Some(id) = place
                    .parse()
                    .ok()
                    .and_then(|place: usize| self.targets.get(&place))
            {
                *html = format!("{before}{}{after}", attribute(id)).into();
            }
        }
    }
}

/// Adds labels to callouts, scrolling regions to tables, and captions to pictures that have a title and a paragraph to
/// themselves.
fn dress<'a>(events: Vec<Event<'a>>, links: &impl Links) -> Vec<Event<'a>> {
    let mut dressed = Vec::with_capacity(events.len());
    let mut tables = 0;
    let mut columns: Vec<Alignment> = Vec::new();
    let mut column = 0;
    let mut caption: Option<CowStr<'a>> = None;
    let mut events = events.into_iter().peekable();
    while let Some(event) = events.next() {
        match event {
            Event::Start(Tag::BlockQuote(Some(kind))) => {
                dressed.push(Event::Start(Tag::BlockQuote(Some(kind))));
                let label = links.word(label(kind));
                if !label.is_empty() {
                    dressed.extend([
                        Event::Start(Tag::Paragraph),
                        Event::Start(Tag::Strong),
                        Event::Text(label.to_owned().into()),
                        Event::End(TagEnd::Strong),
                        Event::End(TagEnd::Paragraph),
                    ]);
                }
            }
            Event::Start(Tag::Table(aligned)) => {
                tables += 1;
                dressed.push(inserted(format!(
                    "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"{} {tables}\">",
                    attribute(links.word("table"))
                )));
                // The parser aligns columns with inline styles, which the page's security policy forbids.
                dressed.push(Event::Start(Tag::Table(vec![
                    Alignment::None;
                    aligned.len()
                ])));
                columns = aligned;
            }
            Event::Start(row @ (Tag::TableHead | Tag::TableRow)) => {
                column = 0;
                dressed.push(Event::Start(row));
            }
            Event::Start(Tag::TableCell) => {
                dressed.push(Event::Start(Tag::TableCell));
                if let Some(class) = class(columns.get(column)) {
                    dressed.push(Event::InlineHtml(
                        format!("<span class=\"{class}\">").into(),
                    ));
                }
            }
            Event::End(TagEnd::TableCell) => {
                if class(columns.get(column)).is_some() {
                    dressed.push(Event::InlineHtml("</span>".into()));
                }
                column += 1;
                dressed.push(Event::End(TagEnd::TableCell));
            }
            Event::End(TagEnd::Table) => {
                dressed.extend([Event::End(TagEnd::Table), inserted("</div>".into())]);
            }
            Event::Start(Tag::Paragraph) => match events.peek_mut() {
                Some(Event::Start(Tag::Image { title, .. })) if !title.is_empty() => {
                    caption = Some(std::mem::replace(title, "".into()));
                    dressed.push(inserted("<figure>".into()));
                }
                _ => dressed.push(Event::Start(Tag::Paragraph)),
            },
            Event::End(TagEnd::Paragraph) => match caption.take() {
                Some(words) => {
                    dressed.extend([
                        inserted("<figcaption>".into()),
                        Event::Text(words),
                        inserted("</figcaption></figure>".into()),
                    ]);
                }
                None => dressed.push(Event::End(TagEnd::Paragraph)),
            },
            other => dressed.push(other),
        }
    }
    dressed
}

/// Returns the class of a column that is not aligned to its start.
fn class(alignment: Option<&Alignment>) -> Option<&'static str> {
    match alignment {
        Some(Alignment::Right) => Some("at-end"),
        Some(Alignment::Center) => Some("at-center"),
        _ => None,
    }
}

fn label(kind: BlockQuoteKind) -> &'static str {
    match kind {
        BlockQuoteKind::Note => "callout_note",
        BlockQuoteKind::Tip => "callout_tip",
        BlockQuoteKind::Important => "callout_important",
        BlockQuoteKind::Warning => "callout_warning",
        BlockQuoteKind::Caution => "callout_caution",
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::super::document;
    use super::super::tests::Beside;

    fn shown(text: &str) -> String {
        document(text, &Beside, &mut BTreeSet::new()).0
    }

    #[test]
    fn footnotes_are_numbered_by_first_reference_and_link_back() {
        let html = shown("甲[^z]乙[^a]丙[^z]\n\n[^a]: 一[^deep]。\n[^z]: 二。\n[^deep]: 三。\n");
        let reference = |id: &str, to: &str, number: usize| {
            let id = if id.is_empty() {
                String::new()
            } else {
                format!(" id=\"{id}\"")
            };
            format!("<sup class=\"footnote-reference\"{id}><a href=\"#{to}\">{number}</a></sup>")
        };
        assert!(
            html.starts_with(&format!(
                "<p>甲{}乙{}丙{}</p>",
                reference("fnref-z", "fn-z", 1),
                reference("fnref-a", "fn-a", 2),
                reference("", "fn-z", 1)
            )),
            "{html}"
        );
        let back = |to: &str| {
            format!(
                "<a class=\"footnote-back\" href=\"#fnref-{to}\" aria-label=\"footnote_back\">\u{21a9}\u{fe0e}</a>"
            )
        };
        let list = html.split_once("<div class=\"footnotes\"><ol>").unwrap().1;
        let items: Vec<&str> = list.split("<li ").skip(1).collect();
        assert_eq!(items.len(), 3, "{html}");
        assert!(items[0].starts_with("id=\"fn-z\">") && items[0].contains(&back("z")));
        assert!(
            items[1].contains(&reference("fnref-deep", "fn-deep", 3)),
            "{html}"
        );
        assert!(items[2].starts_with("id=\"fn-deep\">") && items[2].contains(&back("deep")));
    }

    #[test]
    fn unused_footnotes_are_left_out_and_undefined_references_are_kept() {
        assert_eq!(shown("甲[^no]\n\n[^unused]: 乙\n"), "<p>甲[^no]</p>\n");
    }

    #[test]
    fn two_documents_on_one_page_do_not_share_ids() {
        let mut taken = BTreeSet::new();
        let first = document("## 甲 {#x}\n\n乙[^1]\n\n[^1]: 丙\n", &Beside, &mut taken).0;
        let second = document("## A {#x}\n\nB[^1]\n\n[^1]: C\n", &Beside, &mut taken).0;
        for id in ["x", "fn-1", "fnref-1"] {
            assert!(first.contains(&format!("id=\"{id}\"")), "{first}");
            assert!(second.contains(&format!("id=\"{id}-2\"")), "{second}");
        }
        assert!(second.contains("href=\"#fn-1-2\"") && second.contains("href=\"#fnref-1-2\""));
    }

    #[test]
    fn an_author_cannot_take_the_id_of_a_footnote() {
        let html =
            shown("甲[^1]<sup id=\"fn-1\">x</sup>\n\n<div id=\"other\">y</div>\n\n[^1]: 乙\n");
        assert_eq!(html.matches("id=\"fn-1\"").count(), 1, "{html}");
        assert!(!html.contains("other"), "{html}");
    }

    #[test]
    fn a_callout_has_a_label() {
        assert_eq!(
            shown("> [!WARNING]\n> 小心。"),
            "<blockquote class=\"markdown-alert-warning\">\n<p><strong>callout_warning</strong></p>\n<p>小心。</p>\n</blockquote>\n"
        );
        assert_eq!(
            shown("> 引用"),
            "<blockquote>\n<p>引用</p>\n</blockquote>\n"
        );
    }

    #[test]
    fn a_picture_with_a_title_has_a_caption() {
        assert_eq!(
            shown("![一条线](line.svg \"图 1 & 线\")"),
            "<figure><img src=\"../line.svg\" alt=\"一条线\"><figcaption>图 1 &amp; 线</figcaption></figure>"
        );
        assert!(shown("![线](line.svg)").starts_with("<p><img"));
        // Words that follow the picture stay with it.
        assert!(shown("![线](a.svg \"甲\")乙").contains("乙<figcaption>甲</figcaption></figure>"));
    }

    #[test]
    fn a_table_scrolls_by_itself() {
        let html = shown("|甲|乙|\n|-|-:|\n|1|2|\n\n|丙|\n|-|\n|3|\n");
        for number in 1..3 {
            let region = format!(
                "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"table {number}\"><table>"
            );
            assert!(html.contains(&region), "{html}");
        }
        assert!(
            html.contains("<td>1</td><td><span class=\"at-end\">2</span></td>"),
            "{html}"
        );
        assert!(!html.contains("style"), "{html}");
    }

    #[test]
    fn definitions_and_headings_with_ids_are_kept() {
        assert_eq!(
            shown("## 甲 {#a .x}\n\n乙\n: 丙\n"),
            "<h2 id=\"a\">甲</h2>\n<dl>\n<dt>乙</dt>\n<dd>丙</dd>\n</dl>\n"
        );
    }
}
