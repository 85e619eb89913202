//! HTML out of Markdown, without anything that could act on the page or on who reads it.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::sync::{LazyLock, Mutex, PoisonError};

use ammonia::Builder;
use pulldown_cmark::{Event, Tag};

use crate::render::html::Html;

/// How deep quotations and lists may be nested. What is deeper stands at this depth: the time that cleaning takes grows
/// with the square of the depth, and nobody reads the sixty-fifth quotation within a quotation.
const DEPTH: usize = 64;

/// How many tags a text may hold as HTML. Where there are more, all are shown as they are written.
const TAGS: usize = 1_000;

/// Built once: it holds sets of every element and attribute that is let through.
static CLEANER: LazyLock<Builder<'static>> = LazyLock::new(cleaner);

fn cleaner() -> Builder<'static> {
    let mut cleaner = Builder::default();
    cleaner.link_rel(None);
    for element in ["h1", "h2", "h3", "h4", "h5", "h6", "div"] {
        cleaner.add_tag_attributes(element, ["id"]);
    }
    cleaner
        .add_allowed_classes("sup", ["footnote-reference"])
        .add_allowed_classes("div", ["footnote-definition"])
        .add_allowed_classes("sup", ["footnote-definition-label"]);
    cleaner
}

/// The events as HTML that is safe to show.
pub(super) fn clean(mut events: Vec<Event<'_>>) -> Html {
    flatten(&mut events);
    let tags: usize = events
        .iter()
        .filter_map(raw)
        .map(|html| html.matches('<').count())
        .sum();
    if tags > TAGS {
        for event in &mut events {
            if let Event::Html(html) | Event::InlineHtml(html) = event {
                *event = Event::Text(std::mem::replace(html, "".into()));
            }
        }
    }
    let ids = (1..=TAGS).contains(&tags).then(|| ids(&events));
    let mut html = String::new();
    pulldown_cmark::html::push_html(&mut html, events.into_iter());
    match ids {
        None => Html(CLEANER.clean(&html).to_string()),
        Some(ids) => Html(with_own_ids(ids).clean(&html).to_string()),
    }
}

/// The HTML that stands in the text as such.
fn raw<'a>(event: &'a Event<'_>) -> Option<&'a str> {
    match event {
        Event::Html(html) | Event::InlineHtml(html) => Some(html),
        _ => None,
    }
}

/// Takes out the beginnings and ends of what is nested too deep.
fn flatten(events: &mut Vec<Event<'_>>) {
    let mut depth = 0_usize;
    events.retain(|event| match event {
        Event::Start(_) => {
            depth += 1;
            depth <= DEPTH
        }
        Event::End(_) => {
            depth = depth.saturating_sub(1);
            depth < DEPTH
        }
        _ => true,
    });
}

/// The ids that headings and footnotes bring along.
fn ids(events: &[Event<'_>]) -> BTreeSet<String> {
    events
        .iter()
        .filter_map(|event| match event {
            Event::Start(Tag::Heading { id: Some(id), .. }) => Some(id.to_string()),
            Event::Start(Tag::FootnoteDefinition(name)) => Some(name.to_string()),
            _ => None,
        })
        .collect()
}

/// A cleaner for a text with HTML of its own: of the ids only those of headings and footnotes are kept, each once, so
/// that no text can take the place of another part of the page.
fn with_own_ids(ids: BTreeSet<String>) -> Builder<'static> {
    let left = Mutex::new(ids);
    let mut cleaner = cleaner();
    cleaner.attribute_filter(move |_, attribute, value| {
        let kept = attribute != "id"
            || left
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .remove(value);
        kept.then(|| Cow::Owned(value.to_owned()))
    });
    cleaner
}

#[cfg(test)]
mod tests {
    use pulldown_cmark::{Options, Parser};

    use super::*;

    fn cleaned(text: &str) -> String {
        clean(Parser::new_ext(text, Options::ENABLE_HEADING_ATTRIBUTES).collect()).0
    }

    #[test]
    fn html_of_a_text_brings_no_ids_along() {
        assert_eq!(
            cleaned("## A {#a}\n\n<div id=\"main\">x</div>"),
            "<h2 id=\"a\">A</h2>\n<div>x</div>"
        );
    }

    #[test]
    fn what_is_nested_too_deep_is_flattened_and_still_shown() {
        let html = cleaned(&format!("{} x", ">".repeat(500)));
        assert_eq!(html.matches("<blockquote>").count(), DEPTH);
        assert!(html.contains('x'));
    }

    #[test]
    fn a_flood_of_tags_is_shown_as_written() {
        let html = cleaned(&"<div>".repeat(TAGS + 1));
        assert!(html.contains("&lt;div&gt;") && !html.contains("<div>"));
    }
}
