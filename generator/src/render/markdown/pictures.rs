//! The pictures in a text, with the sizes that keep a page still while they load.

use pulldown_cmark::{CowStr, Event, Tag, TagEnd};

use super::is_relative;
use super::links::Links;
use crate::render::html::Html;

/// Replaces the pictures of the site by HTML of ours, which is safe. The words between the start and the end of a picture
/// are its alternative text.
pub(super) fn set<'a>(events: Vec<Event<'a>>, links: &impl Links) -> Vec<Event<'a>> {
    let mut set = Vec::with_capacity(events.len());
    let mut events = events.into_iter();
    while let Some(event) = events.next() {
        match event {
            Event::Start(Tag::Image {
                dest_url, title, ..
            }) if is_relative(&dest_url) => {
                let alternative = words(&mut events);
                let html = picture(&dest_url, &title, &alternative, links);
                set.push(Event::InlineHtml(html.into()));
            }
            other => set.push(other),
        }
    }
    set
}

/// The words up to the end of the picture that has begun.
fn words<'a>(events: &mut impl Iterator<Item = Event<'a>>) -> String {
    let mut words = String::new();
    let mut depth = 1;
    for event in events {
        match event {
            Event::Start(Tag::Image { .. }) => depth += 1,
            Event::End(TagEnd::Image) => depth -= 1,
            Event::Text(part) | Event::Code(part) => words.push_str(&part),
            Event::SoftBreak | Event::HardBreak => words.push(' '),
            _ => {}
        }
        if depth == 0 {
            break;
        }
    }
    words
}

/// The element of a picture.
fn picture(to: &CowStr<'_>, title: &str, alternative: &str, links: &impl Links) -> String {
    let attribute = |name: &str, value: &str| format!(" {name}=\"{}\"", Html::escaped(value).0);
    let mut html = String::from("<img");
    html.push_str(&attribute("src", &links.relative(to)));
    html.push_str(&attribute("alt", alternative));
    if !title.is_empty() {
        html.push_str(&attribute("title", title));
    }
    if let Some(size) = links.size(to) {
        html.push_str(&attribute("width", &size.width.to_string()));
        html.push_str(&attribute("height", &size.height.to_string()));
        html.push_str(&attribute("loading", "lazy"));
    }
    html.push('>');
    html
}
