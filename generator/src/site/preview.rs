//! The table of pictures shown with links on other sites.

use super::kind::Kind;
use super::table::{List, kinds, listed};
use crate::model::CompleteHandbook;

kinds! {
    /// A picture shown with links on other sites. Numbers are indexes into the lists of the handbook and its standards.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub enum Preview of CompleteHandbook {
        /// The picture of a standard.
        Standard(standard) = [Kind {
            path: "data/previews/{standard}.png",
            ..Kind::FILE
        }], List::All(|handbook| (0..handbook.standards.len()).map(Preview::Standard).collect());

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
            let one = |(standard, role): (usize, usize)| {
                let levels = 0..handbook.standards[standard].about.levels.len();
                levels.map(move |level| Preview::Level { standard, role, level })
            };
            roles(handbook).flat_map(one).collect()
        });
    }
}

impl Preview {
    /// The standard that the picture belongs to.
    pub fn standard(self) -> usize {
        match self {
            Preview::Standard(standard)
            | Preview::Role { standard, .. }
            | Preview::Level { standard, .. } => standard,
        }
    }

    /// All pictures of the handbook.
    pub(super) fn all(handbook: &CompleteHandbook) -> Vec<Preview> {
        listed(Preview::LISTS, handbook, |_| 0)
    }
}

/// Every role of every standard.
fn roles(handbook: &CompleteHandbook) -> impl Iterator<Item = (usize, usize)> {
    let standards = handbook.standards.iter().enumerate();
    standards.flat_map(|(standard, of)| (0..of.about.roles.len()).map(move |role| (standard, role)))
}
