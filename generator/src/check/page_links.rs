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
    /// The address as it is written.
    written: Box<str>,
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
        let written = written.into();
        Some(PageLink { to, from, written })
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

/// Returns a diagnostic for links that lead nowhere. One mistake in a template is on many pages: links that are written alike, or
/// that lead to the same address in the folder of each reading, are one. It names the first page with such a link.
pub(super) fn faults(map: &Map, mut links: Vec<PageLink>) -> Vec<Diagnostic> {
    links.sort_by(|a, b| (&a.from, &a.to, &a.written).cmp(&(&b.from, &b.to, &b.written)));
    let faults = together(&links).into_iter().filter_map(|links| {
        let to = &links.first()?.to;
        let pages: BTreeSet<&Arc<str>> = links.iter().map(|link| &link.from).collect();
        let first = *pages.first()?;
        let help = closest_file(map, first, to).unwrap_or_else(|| {
            message!("correct the link in the template of the page, or in the HTML of its text")
        });
        let help = match pages.len() - 1 {
            0 => help,
            more => message!(
                "{help}; {more} more {more|page has|pages have} such a link",
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

/// Groups links that are written alike or lead to the same address, whatever the reading, in the order of their first ones.
fn together(links: &[PageLink]) -> Vec<Vec<&PageLink>> {
    // The group of each link is found from the one before it in the group, up to the first.
    let mut firsts: Vec<usize> = (0..links.len()).collect();
    let first_of = |firsts: &[usize], mut place: usize| {
        while firsts[place] != place {
            place = firsts[place];
        }
        place
    };
    let mut known: BTreeMap<(bool, &str), usize> = BTreeMap::new();
    for (place, link) in links.iter().enumerate() {
        for key in [(true, &*link.written), (false, link.within_reading())] {
            let before = *known.entry(key).or_insert(place);
            let (one, other) = (first_of(&firsts, before), first_of(&firsts, place));
            firsts[one.max(other)] = one.min(other);
            firsts[place] = one.min(other);
            known.insert(key, one.min(other));
        }
    }
    let mut groups: BTreeMap<usize, Vec<&PageLink>> = BTreeMap::new();
    for (place, link) in links.iter().enumerate() {
        let first = first_of(&firsts, place);
        groups.entry(first).or_default().push(link);
    }
    groups.into_values().collect()
}

impl PageLink {
    /// The address that it leads to, without the folder of the reading that it shares with the page.
    fn within_reading(&self) -> &str {
        let folder = |path: &str| path.split_once('/').map(|(folder, _)| folder.len());
        let shared =
            folder(&self.to).filter(|length| self.from.get(..=*length) == self.to.get(..=*length));
        shared.map_or(&self.to, |length| &self.to[length..])
    }
}

#[cfg(test)]
mod tests {
    use super::{PageLink, tags, together};

    #[test]
    fn links_with_one_cause_are_together() {
        let link = |from: &str, written: &str, to: &str| PageLink {
            from: from.into(),
            written: written.into(),
            to: to.into(),
        };
        let links = [
            // To a page of the reading, from the template of pages at two depths.
            link("en/a/1.html", "../gone.html", "en/gone.html"),
            link("en/a/role/b.html", "../../gone.html", "en/gone.html"),
            link("en/index.html", "pages/x.html", "en/pages/x.html"),
            link("zh/a/1.html", "../gone.html", "zh/gone.html"),
            link("zh/a/role/b.html", "../../gone.html", "zh/gone.html"),
            // Beside each page.
            link("en/a/1.html", "near.html", "en/a/near.html"),
            link("en/a/role/b.html", "near.html", "en/a/role/near.html"),
        ];
        let groups: Vec<usize> = together(&links).iter().map(Vec::len).collect();
        assert_eq!(groups, [4, 1, 2]);
    }

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
