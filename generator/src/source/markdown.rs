//! The Markdown that is understood, for the renderer and for the rules alike.

use pulldown_cmark::{CowStr, LinkType, Options};

/// What is understood beyond CommonMark in pages, modules and postings: tables, footnotes, definition lists, ids of headings,
/// text that is struck out, callouts, and `[[…]]`, a reference to a clause or requirement.
pub fn of_pages() -> Options {
    of_notes()
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_GFM
}

/// What is understood in notes. Several stand on one page, and one on several: they bring no ids along.
pub fn of_notes() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_DEFINITION_LIST
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_WIKILINKS
}

/// The address that a link leads to, where `to` is what the parser gives: an e-mail address in angle brackets has no scheme.
pub fn destination(link_type: LinkType, to: CowStr<'_>) -> CowStr<'_> {
    match link_type {
        LinkType::Email => format!("mailto:{to}").into(),
        _ => to,
    }
}

/// What `[[…]]` names, where `to` is what the parser gives. In a table the bar before the label is written `\\|`.
pub fn reference(to: &str) -> &str {
    to.trim().trim_end_matches('\\').trim_end()
}
