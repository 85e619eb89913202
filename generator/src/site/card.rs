//! The table of pictures shown with links on other sites.
//!
//! They exist only if the base URL is known, since other sites need the absolute address of a
//! picture. [`crate::render::card`] draws them. A page shows the card of its role and level, of its
//! role, or of its standard, so there are far fewer cards than pages.

use super::kind::AddressKind;
use super::table::{Listing, kinds, listed};
use crate::index::{RoleIndex, StandardIndex};
use crate::model::CompleteHandbook;

kinds! {
    /// A picture shown with links on other sites.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub enum Card of CompleteHandbook, in [] {
        /// The picture of a standard.
        Standard(standard) = [AddressKind {
            path: "data/previews/{standard}.png",
            ..AddressKind::FILE
        }], Listing::All(|handbook| handbook.standards.indices().map(Card::Standard).collect());

        /// The picture of a role.
        Role { standard, role } = [AddressKind {
            path: "data/previews/{standard}/{role}.png",
            ..AddressKind::FILE
        }], Listing::All(|handbook| {
            let roles = roles(handbook);
            roles.map(|(standard, role)| Card::Role { standard, role }).collect()
        });

        /// The picture of a role at a level.
        Level { standard, role, level } = [AddressKind {
            path: "data/previews/{standard}/{role}/{level}.png",
            ..AddressKind::FILE
        }], Listing::All(|handbook| {
            let one = |(standard, role): (StandardIndex, RoleIndex)| {
                let levels = handbook.standards[standard].levels_at(Some(role)).indices();
                levels.map(move |level| Card::Level { standard, role, level })
            };
            roles(handbook).flat_map(one).collect()
        });
    }
}

impl Card {
    /// The standard that the picture belongs to.
    pub fn standard(self) -> StandardIndex {
        match self {
            Card::Standard(standard)
            | Card::Role { standard, .. }
            | Card::Level { standard, .. } => standard,
        }
    }

    /// All pictures of the handbook. Grouped by standard only within each kind.
    pub(super) fn all(handbook: &CompleteHandbook) -> Vec<Card> {
        listed(Card::LISTS, handbook)
    }
}

/// Every role of every standard.
fn roles(handbook: &CompleteHandbook) -> impl Iterator<Item = (StandardIndex, RoleIndex)> {
    let standards = handbook.standards.indexed();
    standards.flat_map(|(index, standard)| {
        let roles = standard.about.roles.indices();
        roles.map(move |role| (index, role))
    })
}
