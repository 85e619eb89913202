//! The pictures that links are shown with elsewhere, and where they stand.

use super::address::{Address, Target};
use crate::model::Handbook;

/// A picture that links are shown with elsewhere. Numbers are places in the lists of the handbook and its standards.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Preview {
    /// Of a standard.
    Standard(usize),
    /// Of a role.
    Role {
        /// The standard.
        standard: usize,
        /// The role.
        role: usize,
    },
    /// Of a role at a level.
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
    /// The standard that it shows.
    pub fn standard(self) -> usize {
        match self {
            Preview::Standard(standard)
            | Preview::Role { standard, .. }
            | Preview::Level { standard, .. } => standard,
        }
    }

    /// The picture's path from the site's root.
    pub fn path(self, handbook: &Handbook) -> String {
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

/// Every picture.
pub fn all(handbook: &Handbook) -> Vec<Address> {
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
