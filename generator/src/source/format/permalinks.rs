//! `permalinks.yaml`: redirects and retired requirements.
//!
//! A permalink that leaves the handbook must appear here, so that its address still answers.
//! [`super::lock`] records which addresses were ever published; [`crate::check::permalinks`]
//! compares the two. This file also decides the form of permalinks.

use std::sync::Arc;

use serde_json::{Value as Json, json};

use super::date::Date;
use super::text::{Id, Text};
use crate::index::{List, RedirectIndex, RetiredIndex};
use crate::language::message::{Example, message};
use crate::source::decode::{Decode, Definitions, symbol};
use crate::source::diagnostic::Diagnostic;
use crate::source::emit::Yaml;
use crate::source::encode::Encode;
use crate::source::position::Position;
use crate::source::record::record;
use crate::source::rule::Rule;
use crate::source::yaml::Node;

/// The path of a requirement's permalink from the site's root. Authors write such paths, and the lock records them.
pub const PATH: &str = "id/{standard}/{requirement}.html";

/// The ending of a page's path.
pub const PAGE_ENDING: &str = ".html";

/// The address of a requirement's permalink. E.g. `id/bicycle-repair/2.1-a.html`. It has no
/// language, so that it can be cited in any.
pub fn address(standard: &str, requirement: &str) -> String {
    PATH.replace("{standard}", standard)
        .replace("{requirement}", requirement)
}

/// The key under which the words of a clause are recorded: the address of a permalink without its ending.
/// E.g. `id/bicycle-repair/2.1`.
pub fn clause_key(standard: &str, clause: &str) -> String {
    let address = address(standard, clause);
    match address.strip_suffix(PAGE_ENDING) {
        Some(key) => key.to_owned(),
        None => address,
    }
}

/// The name of a requirement with that of its standard, from its permalink: `bicycle-repair/2.1-a`. Of any other page,
/// its address without the ending.
pub fn name(address: &str) -> &str {
    let (before, after) = (PATH.find('{'), PATH.rfind('}'));
    let before = before.map_or("", |start| &PATH[..start]);
    let after = after.map_or("", |end| &PATH[end + 1..]);
    let name = address.strip_suffix(after).unwrap_or(address);
    name.strip_prefix(before).unwrap_or(name)
}

record! {
    /// The published addresses that have moved or been removed.
    "the permalinks" Permalinks {
        /// The published addresses that now lead elsewhere.
        default redirects: List<RedirectIndex, Redirect>,
        /// The requirements that have been removed.
        default retired: List<RetiredIndex, Retired>,
    }
}

record! {
    /// A published address that now leads elsewhere.
    "a redirect" Redirect {
        /// The published address, from the site's root: `id/STANDARD/5.3.4.1-b.html`.
        required from: SiteAddress,
        /// The address that replaces it; may end in a fragment.
        required to: SiteAddress,
    }
}

record! {
    /// A requirement that has been removed.
    "a retired requirement" Retired {
        /// The published address, from the site's root: `id/STANDARD/5.3.4.1-b.html`.
        required address: SiteAddress,
        /// The text of the requirement.
        #[text(source)]
        required text: Text,
        /// The reason for its removal.
        #[text(ours)]
        required reason: Text,
        /// The day on which it was removed.
        optional date: Date,
        /// The addresses of the requirements that replaced it.
        default replaced_by: Vec<SiteAddress>,
    }
}

/// An address within the site: folders and a page. It never leads out of the site.
///
/// Every part of the path is a valid [`Id`], so `..`, spaces and percent-encoding cannot occur.
#[derive(Clone, Debug)]
pub struct SiteAddress {
    /// The path of the page from the site's root. E.g. `id/bicycle-repair/2.1-a.html`, without a
    /// slash at the beginning.
    pub path: Arc<str>,
    /// The fragment without its `#`; empty if there is none.
    pub fragment: Arc<str>,
    /// The position of the address.
    pub position: Position,
}

impl SiteAddress {
    /// The page's own name, which is the requirement's id if the address is a permalink: `5.3.4.1-b`.
    pub fn page_name(&self) -> &str {
        let name = self.path.rsplit('/').next().unwrap_or_default();
        name.strip_suffix(PAGE_ENDING).unwrap_or(name)
    }
}

impl Encode for SiteAddress {
    fn encode(&self) -> Yaml {
        let sign = if self.fragment.is_empty() { "" } else { "#" };
        Yaml::Symbol(format!("{}{sign}{}", self.path, self.fragment))
    }
}

impl Decode for SiteAddress {
    const EXAMPLE: &'static str = Example::Permalink.text();

    fn decode(node: &Node, faults: &mut Vec<Diagnostic>) -> Option<Self> {
        let written = symbol(node, faults)?;
        let (path, fragment) = written.split_once('#').unwrap_or((&written, ""));
        let sound = path.ends_with(PAGE_ENDING)
            && path.split('/').all(Id::is_valid)
            && (fragment.is_empty() || Id::is_valid(fragment));
        if !sound {
            faults.push(Rule::InvalidSiteAddress.at(
                &node.position,
                message!("`{written}` is not an address within the site", written),
                message!(
                    "write it relative to the site's root, as in `{example}`",
                    example = Example::Permalink
                ),
            ));
            return None;
        }
        Some(SiteAddress {
            path: path.into(),
            fragment: fragment.into(),
            position: node.position.clone(),
        })
    }

    fn schema(_: &mut Definitions) -> Json {
        json!({"type": "string", "pattern": "^[A-Za-z0-9][A-Za-z0-9._/-]*\\.html(#[A-Za-z0-9._-]+)?$"})
    }
}
