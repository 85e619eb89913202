//! Markdown to HTML that is safe to show.

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use super::html::Html;

/// The Markdown that is understood beyond CommonMark.
fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_DEFINITION_LIST
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_GFM
}

/// One paragraph without its `<p>`, for notes and definitions.
pub fn inline(text: &str) -> Html {
    let events = Parser::new_ext(text, options()).filter(|event| {
        !matches!(
            event,
            Event::Start(Tag::Paragraph) | Event::End(TagEnd::Paragraph)
        )
    });
    clean(events)
}

/// A whole document.
pub fn document(text: &str) -> Html {
    clean(Parser::new_ext(text, options()))
}

fn clean<'a>(events: impl Iterator<Item = Event<'a>>) -> Html {
    let mut html = String::new();
    pulldown_cmark::html::push_html(&mut html, events);
    Html(
        ammonia::Builder::default()
            .link_rel(None)
            .add_generic_attributes(["id"])
            .clean(&html)
            .to_string(),
    )
}
