//! The table of pictures shown with links on other sites.

use super::kind::Kind;
use super::table::{List, kinds, listed};
use crate::index::{RoleIndex, StandardIndex};
use crate::model::CompleteHandbook;

kinds! {
    /// A picture shown with links on other sites.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub enum Preview of CompleteHandbook, in [] {
        /// The picture of a standard.
        Standard(standard) = [Kind {
            path: "data/previews/{standard}.png",
            ..Kind::FILE
        }], List::All(|handbook| handbook.standards.indices().map(Preview::Standard).collect());

        /// The picture of a role.
        Role { standard, role } = [Kind {
            path: "data/previews/{standard}/{role}.png",
            ..Kind::FILE
        }], List::All(|handbook| {
            let roles = roles(handbook);
            roles.map(|(standard, role)| Preview::Role { standard, role }).collect()
        });

        /// The picture of a role at a level.
        Level { standard, role, level } = [Kind {
            path: "data/previews/{standard}/{role}/{level}.png",
            ..Kind::FILE
        }], List::All(|handbook| {
            let one = |(standard, role): (StandardIndex, RoleIndex)| {
                let levels = handbook.standards[standard].about.levels.indices();
                levels.map(move |level| Preview::Level { standard, role, level })
            };
            roles(handbook).flat_map(one).collect()
        });
    }
}

impl Preview {
    /// The standard that the picture belongs to.
    pub fn standard(self) -> StandardIndex {
        match self {
            Preview::Standard(standard)
            | Preview::Role { standard, .. }
            | Preview::Level { standard, .. } => standard,
        }
    }

    /// All pictures of the handbook.
    pub(super) fn all(handbook: &CompleteHandbook) -> Vec<Preview> {
        listed(Preview::LISTS, handbook)
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
