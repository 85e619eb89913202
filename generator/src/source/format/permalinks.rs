//! `permalinks.yaml`: redirects and retired requirements.

use std::sync::Arc;

use serde_json::{Value as Json, json};

use super::text::{Id, Text};
use crate::source::decode::{Decode, Definitions, record, symbol};
use crate::source::diagnostic::Diagnostic;
use crate::source::position::Position;
use crate::source::yaml::Node;

record! {
    /// What became of addresses that once were published.
    "the permalinks" Permalinks {
        /// Addresses that lead elsewhere now.
        default redirects: Vec<Redirect>,
        /// Requirements that are no more.
        default retired: Vec<Retired>,
    }
}

record! {
    /// An address that leads elsewhere now.
    "a redirect" Redirect {
        /// The address that was published, from the site's root: `id/STANDARD/5.3.4.1-b.html`.
        required from: SiteAddress,
        /// The address that stands for it now; may end in a fragment.
        required to: SiteAddress,
    }
}

record! {
    /// A requirement that is no more.
    "a retired requirement" Retired {
        /// The address that was published, from the site's root: `id/STANDARD/5.3.4.1-b.html`.
        required address: SiteAddress,
        /// What the requirement said.
        required text: Text,
        /// Why it is no more.
        required reason: Text,
        /// The addresses of what replaced it.
        default replaced_by: Vec<SiteAddress>,
    }
}

/// An address within the site: folders and a page, never leading out of it.
#[derive(Clone, Debug)]
pub struct SiteAddress {
    /// The path of the page from the site's root.
    pub path: Arc<str>,
    /// The fragment without its `#`; empty where there is none.
    pub fragment: Arc<str>,
    /// Where it stands.
    pub position: Position,
}

impl Decode for SiteAddress {
    const EXAMPLE: &'static str = "id/STANDARD/5.3.4.1-b.html";

    fn decode(node: &Node, faults: &mut Vec<Diagnostic>) -> Option<Self> {
        let written = symbol(node, faults)?;
        let (path, fragment) = written.split_once('#').unwrap_or((&written, ""));
        let sound = path.ends_with(".html")
            && path.split('/').all(Id::is_valid)
            && (fragment.is_empty() || Id::is_valid(fragment));
        if !sound {
            faults.push(Diagnostic::error(
                &node.position,
                format!("`{written}` is not an address within the site"),
                format!("write it from the site's root, as `{}`", Self::EXAMPLE),
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
