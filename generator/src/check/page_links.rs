//! Links of rendered pages that lead to nothing.
//!
//! The code is `W704`. Links in texts are checked where they are written ([`super::links`]); these are in a template of the
//! theme or in the HTML of a text.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::link_addresses::closest_file;
use crate::language::message::message;
use crate::site::address::PAGE_ENDING;
use crate::site::{Map, link};
use crate::source::diagnostic::Diagnostic;
use crate::source::mention::decoded;
use crate::source::position::Position;
use crate::source::rule::Rule;

/// The attributes whose values are addresses.
const ATTRIBUTES: [&str; 2] = [" href=\"", " src=\""];

/// A link of a page to an address that the site does not have.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct PageLink {
    /// The address that it leads to, from the site's root.
    to: String,
    /// The page that it is on, from the site's root.
    from: Arc<str>,
}

/// The links on the page at `from` that lead to nothing, each once.
pub(super) fn dangling(map: &Map, from: &Arc<str>, bytes: &[u8]) -> Vec<PageLink> {
    let Ok(html) = std::str::from_utf8(bytes) else {
        return Vec::new();
    };
    if !from.ends_with(PAGE_ENDING) {
        return Vec::new();
    }
    let mut links = BTreeSet::new();
    for tag in tags(html) {
        for attribute in ATTRIBUTES {
            let value = tag
                .split_once(attribute)
                .and_then(|(_, rest)| rest.split_once('"'));
            links.extend(value.map(|(value, _)| value));
        }
    }
    let found = links.into_iter().filter_map(|written| {
        let path = written.split(['?', '#']).next().unwrap_or_default();
        if path.is_empty() || path.starts_with('/') || link::has_scheme(path) {
            return None;
        }
        let (to, _) = link::resolve(from, path)?;
        if map.find(&to).is_some() || map.find(&decoded(&to.replace("&amp;", "&"))).is_some() {
            return None;
        }
        let from = from.clone();
        Some(PageLink { to, from })
    });
    found.collect()
}

/// The opening tags of a page, each from its name to its end. A `>` within quotation marks does not end a tag, and text that only
/// looks like an attribute is in none.
fn tags(html: &str) -> impl Iterator<Item = &str> {
    let starts = html.match_indices('<').map(|(at, _)| &html[at + 1..]);
    let starts = starts.filter(|rest| rest.starts_with(|c: char| c.is_ascii_alphabetic()));
    starts.map(|rest| {
        let mut is_quoted = false;
        let end = rest.find(|c: char| {
            is_quoted ^= c == '"';
            c == '>' && !is_quoted
        });
        &rest[..end.unwrap_or(rest.len())]
    })
}

/// Returns a diagnostic for each address to which links lead in vain. It names the first page with such a link.
pub(super) fn faults(map: &Map, links: Vec<PageLink>) -> Vec<Diagnostic> {
    let mut by_target: BTreeMap<String, BTreeSet<Arc<str>>> = BTreeMap::new();
    for PageLink { to, from } in links {
        by_target.entry(to).or_default().insert(from);
    }
    let faults = by_target.into_iter().filter_map(|(to, pages)| {
        let first = pages.first()?;
        let help = closest_file(map, first, &to).unwrap_or_else(|| {
            message!("correct the link in the template of the page, or in the HTML of its text")
        });
        let help = match pages.len() - 1 {
            0 => help,
            more => message!(
                "{help}; {more} more {more|page has|pages have} this link",
                help,
                more
            ),
        };
        let place = Position::file(first.clone());
        Some(Rule::DanglingLink.at(
            &place,
            message!(
                "this page has a link to `{to}`, which the site does not have",
                to
            ),
            help,
        ))
    });
    faults.collect()
}

#[cfg(test)]
mod tests {
    use super::tags;

    #[test]
    fn only_tags_have_attributes() {
        let page = "<p title=\"a > b\">x &lt;a href=\"no\"> 1 < 2 <a class=\"c\" href=\"d\">e</a><img src=\"f\"";
        let found: Vec<&str> = tags(page).collect();
        assert_eq!(
            found,
            [
                "p title=\"a > b\"",
                "a class=\"c\" href=\"d\"",
                "img src=\"f\""
            ]
        );
    }
}
