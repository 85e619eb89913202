//! Checks that the fragment of a link, such as `#a`, is a place on its page.
//!
//! The code is `E410`. Fragments are checked against the ids of the page as it is rendered, so that no list of anchors has
//! to be kept. Used by [`super::links`].

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use super::subject::Subject;
use super::suggest::did_you_mean;
use crate::language::message::{Message, message};
use crate::model::requirement::{letters, place};
use crate::site::address::{Address, Page, StandardPage, Target};
use crate::site::{Map, Site};
use crate::source::closest::closest;
use crate::source::mention::decoded;
use crate::source::rule::Rule;

/// The targets that links can lead to.
pub(super) struct LinkTargets<'c, 'a> {
    pub(super) subject: &'c Subject<'a>,
    /// The ids on each page that was asked for, by path. `None` for a page that cannot be rendered
    /// or is not HTML.
    ids: HashMap<Arc<str>, Option<BTreeSet<String>>>,
}

impl<'c, 'a> LinkTargets<'c, 'a> {
    /// Those of a handbook, none of whose pages has been rendered yet.
    pub(super) fn of(subject: &'c Subject<'a>) -> Self {
        LinkTargets {
            subject,
            ids: HashMap::new(),
        }
    }

    /// The ids on the page at `address`, read from the page as it is built. Each page is rendered
    /// at most once.
    fn ids(&mut self, site: &'c Site, address: &Address) -> Option<&BTreeSet<String>> {
        let known = self.ids.entry(address.path.clone());
        known.or_insert_with(|| site.ids(address)).as_ref()
    }
}

/// The fault of a fragment that is not an id on its page.
///
/// `E410`. A fragment with `=` is data for the page, and an empty one or `top` is the top of the
/// page in HTML.
pub(super) fn fragment_fault(
    places: &mut LinkTargets<'_, '_>,
    map: &Map,
    address: &Address,
    fragment: &str,
) -> Option<(Rule, Message, Message)> {
    if let Some(fault) = item_fault(map, &address.target, fragment) {
        return Some(fault);
    }
    // Pages read a fragment with `=` as data, and browsers treat these two as the top.
    if fragment.contains('=') || matches!(fragment, "" | "top") {
        return None;
    }
    let subject = places.subject;
    let site = subject.site?;
    let ids = places.ids(site, address)?;
    let meant = decoded(fragment);
    if ids.contains(fragment) || ids.contains(&*meant) {
        return None;
    }
    let known = ids.iter().map(String::as_str);
    Some((
        Rule::MissingAnchor,
        message!("the page `{path}` has no place `#{meant}`", path = address.path, meant),
        closest(&meant, known).map_or_else(
            || message!("write the id of a heading or another place on that page, or remove `#` and what follows"),
            |id| did_you_mean(&format!("#{id}")),
        ),
    ))
}

/// The fault of a letter that no item of a clause has. `None` if the target is not a clause, or the
/// fragment not a letter. This gives a better help than the list of all ids, and needs no
/// rendering.
fn item_fault(map: &Map, target: &Target, fragment: &str) -> Option<(Rule, Message, Message)> {
    let Target::Page {
        page:
            Page::Standard {
                standard,
                page: StandardPage::Clause(clause),
            },
        ..
    } = target
    else {
        return None;
    };
    if fragment.is_empty() || fragment.len() > 2 {
        return None;
    }
    place(fragment)?;
    let standard = &map.handbook.standards[*standard];
    let clause = &standard.clauses[*clause];
    let requirements = standard.requirements_of(clause).iter();
    let anchors = requirements.map(|requirement| requirement.anchor.to_string());
    let outcomes = clause
        .as_clause()
        .into_iter()
        .flat_map(|body| letters(&body.outcomes));
    let mut items: Vec<String> = anchors
        .chain(outcomes)
        .filter(|anchor| place(anchor).is_some())
        .collect();
    if items.is_empty() && !clause.requirements.is_empty() {
        return None;
    }
    items.sort_by_key(|letter| place(letter));
    (!items.iter().any(|letter| letter == fragment)).then(|| {
        let id = clause.id();
        (
            Rule::MissingAnchor,
            message!("the clause `{id}` has no item `#{fragment}`", id, fragment),
            match items.as_slice() {
                [] => message!("the clause has no items: remove `#` and what follows"),
                [first, ..] => message!(
                    "the items of the clause are `#{first}` to `#{last}`",
                    first,
                    last = items.last().unwrap_or(first)
                ),
            },
        )
    })
}
