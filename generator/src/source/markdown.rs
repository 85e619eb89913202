//! The supported Markdown, for the renderer and the rules alike.
//!
//! The parser is `pulldown-cmark`, with CommonMark and the extensions named here.
//! `docs/content/pages/en/markdown.md` describes the same for authors.

use pulldown_cmark::{CowStr, LinkType, Options};

pub mod blocks;
pub mod elements;
pub mod emphasis;
pub mod formula;
pub mod han;
pub mod lines;
mod mathml;
pub mod statement;

/// The extensions of CommonMark in pages, modules and postings: tables, footnotes, definition lists, heading ids,
/// strikethrough, callouts, and `[[…]]`, a reference to a clause or requirement.
pub fn of_pages() -> Options {
    of_notes()
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_GFM
}

/// The extensions of CommonMark in notes. One page may show several notes, and one note may be on several pages, so
/// notes define no ids. Everything that notes may contain, pages may contain too.
pub fn of_notes() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_DEFINITION_LIST
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_WIKILINKS
}

/// The extensions of CommonMark in the texts of a standard. Tables are among them only to be reported: see
/// [`statement`].
pub fn of_statements() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_WIKILINKS
        | Options::ENABLE_MATH
}

/// The address that a link leads to. `to` is the parser's value, which has no scheme for an e-mail address in angle
/// brackets.
pub fn destination(link_type: LinkType, to: CowStr<'_>) -> CowStr<'_> {
    match link_type {
        LinkType::Email => format!("mailto:{to}").into(),
        _ => to,
    }
}

/// The clause or requirement named in `[[…]]`. `to` is the parser's value. In a table, the bar before the label is
/// written as `\\|`. `5.1-a` for `[[ 5.1-a |label]]`.
pub fn reference(to: &str) -> &str {
    to.trim().trim_end_matches('\\').trim_end()
}

/// The schemes of links that are kept.
pub const SCHEMES: [&str; 3] = ["https", "http", "mailto"];

/// Whether the text contains no Markdown, as is true of most notes and texts. Parsing them anyway would be slow in a
/// large handbook. A wrong `false` costs time only.
pub fn is_plain(text: &str) -> bool {
    let opens_a_list = |text: &str| {
        let rest = text.trim_start_matches(|character: char| character.is_ascii_digit());
        rest.len() < text.len()
            && rest.starts_with(['.', ')'])
            && rest[1..].starts_with([' ', '\t'])
    };
    !text.contains([
        '*', '_', '[', '<', '&', '`', '\\', '~', '#', '|', '\n', '!', '$',
    ]) && !text.starts_with(['-', '+', '=', ':', '>', ' '])
        && !opens_a_list(text)
}
