//! Links, as templates see them.
//!
//! A link without an address is a label alone.

use serde::Serialize;

use crate::render::html::Html;
use crate::render::text::TextView;

/// A link with its label.
#[derive(Clone, Debug, Serialize)]
pub struct LinkView {
    /// The address, relative to the page. Empty for a label that leads nowhere.
    pub href: String,
    /// The number before the label; empty if there is none.
    pub number: Html,
    /// The label.
    pub label: TextView,
    /// Whether the link leads to the page that it is on.
    pub current: bool,
}

impl LinkView {
    /// A label that leads nowhere.
    pub fn without_address(label: TextView) -> Self {
        LinkView {
            href: String::new(),
            number: Html::default(),
            label,
            current: false,
        }
    }
}

/// A branch of the contents.
#[derive(Clone, Debug, Serialize)]
pub struct BranchView {
    /// The clause.
    pub link: LinkView,
    /// The number of requirements in the clause and its parts.
    pub count: usize,
    /// The clause's parts, if the branch is open.
    pub children: Vec<BranchView>,
    /// Whether the parts are indented, since their numbers do not show that they are below the clause.
    pub is_indented: bool,
}
