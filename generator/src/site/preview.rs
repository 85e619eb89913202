//! The pictures shown with links on other sites, and their addresses.

use super::address::{Address, Target};
use crate::model::CompleteHandbook;

/// A picture shown with links on other sites. Numbers are indexes into the lists of the handbook and its standards.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Preview {
    /// The picture of a standard.
    Standard(usize),
    /// The picture of a role.
    Role {
        /// The standard.
        standard: usize,
        /// The role.
        role: usize,
    },
    /// The picture of a role at a level.
    Level {
        /// The standard.
        standard: usize,
        /// The role.
        role: usize,
        /// The level.
        level: usize,
    },
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

    /// The path of the picture from the site's root.
    pub fn path(self, handbook: &CompleteHandbook) -> String {
        let standard = &handbook.standards[self.standard()];
        let (id, about) = (standard.id(), &standard.about);
        match self {
            Preview::Standard(_) => format!("data/previews/{id}.png"),
            Preview::Role { role, .. } => {
                format!("data/previews/{id}/{}.png", about.roles[role].id)
            }
            Preview::Level { role, level, .. } => format!(
                "data/previews/{id}/{}/{}.png",
                about.roles[role].id, about.levels[level].id
            ),
        }
    }
}

/// All pictures of the handbook.
pub fn all(handbook: &CompleteHandbook) -> Vec<Address> {
    let mut previews = Vec::new();
    for (standard, of) in handbook.standards.iter().enumerate() {
        previews.push(Preview::Standard(standard));
        for role in 0..of.about.roles.len() {
            previews.push(Preview::Role { standard, role });
            let levels = 0..of.about.levels.len();
            previews.extend(levels.map(|level| Preview::Level {
                standard,
                role,
                level,
            }));
        }
    }
    let addresses = previews.into_iter().map(|preview| Address {
        path: preview.path(handbook).into(),
        target: Target::Preview(preview),
    });
    addresses.collect()
}
