//! HTML from Markdown, without anything that could affect the page or its reader.
//!
//! Authors are trusted, but a handbook may take texts from many of them, and what is published
//! stays. The cleaning is by allowlist, with the crate `ammonia`; the page's
//! Content-Security-Policy is a second line of defence.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::sync::{LazyLock, Mutex, PoisonError};

use ammonia::Builder;
use pulldown_cmark::{Event, HeadingLevel, Tag, TagEnd};

use crate::render::html::Html;
use crate::render::typeset;

/// The maximum nesting depth of quotations and lists; deeper ones are flattened to it. Cleaning takes time proportional
/// to the square of the depth, and nobody reads 65 levels of quotations.
const DEPTH: usize = 64;

/// The maximum number of HTML tags in a text. If there are more, all are shown as literal text.
const TAGS: usize = 1_000;

/// The parser's class names for the kinds of callouts.
const CALLOUTS: [&str; 5] = [
    "markdown-alert-note",
    "markdown-alert-tip",
    "markdown-alert-important",
    "markdown-alert-warning",
    "markdown-alert-caution",
];

/// The cleaner for texts without HTML of their own. Built once, since it holds the sets of all permitted elements and
/// attributes.
static CLEANER: LazyLock<Builder<'static>> = LazyLock::new(cleaner);

/// The elements and attributes that may stay: those that `ammonia` permits, and those that `blocks`
/// makes.
fn cleaner() -> Builder<'static> {
    let mut cleaner = Builder::default();
    cleaner.link_rel(None);
    for element in ["h1", "h2", "h3", "h4", "h5", "h6", "li", "sup"] {
        cleaner.add_tag_attributes(element, ["id"]);
    }
    cleaner
        .add_allowed_classes("sup", ["footnote-reference"])
        .add_allowed_classes("div", ["footnotes", "scroll"])
        .add_allowed_classes("a", ["footnote-back"])
        .add_allowed_classes("span", ["at-end", "at-center", "whole"])
        .add_allowed_classes("blockquote", CALLOUTS)
        .add_tag_attributes("a", ["aria-label"])
        .add_tag_attribute_values("img", "loading", ["lazy"])
        .add_tag_attributes("div", ["aria-label"])
        .add_tag_attribute_values("div", "role", ["region"])
        .add_tag_attribute_values("div", "tabindex", ["0"]);
    cleaner
}

/// Renders the events as safe HTML. `build` adds HTML of our own, once that of the text has been counted, and returns
/// the ids that it added.
pub(super) fn clean<'a>(
    events: Vec<Event<'a>>,
    build: impl FnOnce(Vec<Event<'a>>) -> (Vec<Event<'a>>, BTreeSet<String>),
) -> Html {
    let prepared = prepare(events, build);
    shown(prepared.events, prepared.cleaner.as_ref())
}

/// Renders the events in parts: each top-level heading begins a part. Each part has its heading's level; the first has
/// none. A text with HTML blocks of its own is one part, since a block may span several; an element opened within a
/// line ends with its part.
pub(super) fn clean_parts<'a>(
    events: Vec<Event<'a>>,
    build: impl FnOnce(Vec<Event<'a>>) -> (Vec<Event<'a>>, BTreeSet<String>),
) -> Vec<(Option<HeadingLevel>, Html)> {
    let Prepared {
        events,
        cleaner,
        has_blocks,
    } = prepare(events, build);
    if has_blocks {
        return vec![(None, shown(events, cleaner.as_ref()))];
    }
    let mut parts: Vec<(Option<HeadingLevel>, Vec<Event<'a>>)> = vec![(None, Vec::new())];
    let mut depth = 0_usize;
    for event in events {
        match &event {
            Event::Start(tag) => {
                if let (0, Tag::Heading { level, .. }) = (depth, tag) {
                    parts.push((Some(*level), Vec::new()));
                }
                depth += 1;
            }
            Event::End(_) => depth = depth.saturating_sub(1),
            _ => {}
        }
        if let Some((_, part)) = parts.last_mut() {
            part.push(event);
        }
    }
    let parts = parts.into_iter();
    parts
        .map(|(level, events)| (level, shown(events, cleaner.as_ref())))
        .collect()
}

/// A text ready for rendering.
struct Prepared<'a> {
    events: Vec<Event<'a>>,
    /// The cleaner for a text with HTML of its own.
    cleaner: Option<Builder<'static>>,
    /// Whether some of that HTML is outside a line.
    has_blocks: bool,
}

/// Limits what the author wrote, and adds HTML of ours.
fn prepare<'a>(
    mut events: Vec<Event<'a>>,
    build: impl FnOnce(Vec<Event<'a>>) -> (Vec<Event<'a>>, BTreeSet<String>),
) -> Prepared<'a> {
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
    let is_block = |event: &Event<'_>| matches!(event, Event::Html(_));
    let has_blocks = events.iter().any(is_block);
    let (events, written) = build(events);
    let ids = (1..=TAGS).contains(&tags).then(|| ids(&events, written));
    Prepared {
        events,
        cleaner: ids.map(with_own_ids),
        has_blocks,
    }
}

/// Writes the events as HTML and cleans it.
fn shown(events: Vec<Event<'_>>, cleaner: Option<&Builder<'static>>) -> Html {
    let mut html = String::new();
    pulldown_cmark::html::push_html(&mut html, whole_words(events));
    Html(cleaner.unwrap_or(&CLEANER).clean(&html).to_string())
}

/// Marks the words in which lines must not break. Code and the alternative texts of pictures are left unchanged.
fn whole_words(events: Vec<Event<'_>>) -> impl Iterator<Item = Event<'_>> {
    let mut is_literal = false;
    events.into_iter().map(move |event| {
        match &event {
            Event::Start(Tag::CodeBlock(_) | Tag::Image { .. }) => is_literal = true,
            Event::End(TagEnd::CodeBlock | TagEnd::Image) => is_literal = false,
            Event::Text(words) if !is_literal && words.contains(['-', '–', '—']) => {
                let mut html = Html::default();
                typeset::push_words(&mut html, words);
                return Event::InlineHtml(html.0.into());
            }
            _ => {}
        }
        event
    })
}

/// Returns the raw HTML of an event.
fn raw<'a>(event: &'a Event<'_>) -> Option<&'a str> {
    match event {
        Event::Html(html) | Event::InlineHtml(html) => Some(html),
        _ => None,
    }
}

/// Removes the starts and ends of elements nested too deep.
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

/// Returns the ids that headings define, together with those `written` as HTML.
fn ids(events: &[Event<'_>], mut written: BTreeSet<String>) -> BTreeSet<String> {
    written.extend(events.iter().filter_map(|event| match event {
        Event::Start(Tag::Heading { id: Some(id), .. }) => Some(id.to_string()),
        _ => None,
    }));
    written
}

/// Returns a cleaner for a text with HTML of its own. It keeps only the ids of headings and footnotes, each once, so
/// that no text can impersonate another part of the page.
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
        let parser = Parser::new_ext(text, Options::ENABLE_HEADING_ATTRIBUTES);
        clean(parser.collect(), |events| (events, BTreeSet::new())).0
    }

    #[test]
    fn html_in_a_text_loses_its_ids() {
        assert_eq!(
            cleaned("## A {#a}\n\n<div id=\"main\">x</div>"),
            "<h2 id=\"a\">A</h2>\n<div>x</div>"
        );
    }

    #[test]
    fn inline_html_does_not_prevent_splitting_a_text() {
        let parts = |text: &str| {
            let events = Parser::new(text).collect();
            let parts = clean_parts(events, |events| (events, BTreeSet::new()));
            parts
                .into_iter()
                .map(|(_, html)| html.0)
                .collect::<Vec<_>>()
        };
        assert_eq!(
            parts("## A\n\n<span lang=\"ja\">あ</span> <b>b\n\n## B\n\nc"),
            [
                "",
                "<h2>A</h2>\n<p><span lang=\"ja\">あ</span> <b>b</b></p><b>\n</b>",
                "<h2>B</h2>\n<p>c</p>\n"
            ]
        );
        assert_eq!(parts("## A\n\n<div>\n\n## B\n\n</div>").len(), 1);
    }

    #[test]
    fn content_nested_too_deep_is_flattened_but_shown() {
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
