//! The names that the content must not use, because the site's own addresses take them.
//!
//! The names follow from the tables of addresses, so that a new page reserves its name by itself.
//! [`crate::check::names`] reports content that uses one (`E110`).

use super::address::{PAGE_ENDING, kinds};
use super::kind::AddressKind;

/// A folder in which both the site and the content name things.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Folder {
    /// The site's root, with the folders of readings.
    Site,
    /// A reading, with articles and the folders of standards.
    Reading,
    /// A standard, with its clauses.
    Standard,
    /// A curriculum, with its modules.
    Curriculum,
}

/// The names in a folder that the site needs itself, and that nothing else in it may have.
///
/// In small letters, sorted and without duplicates. A page reserves its name with and without
/// `.html`.
pub fn reserved_names(folder: Folder) -> Vec<&'static str> {
    let folder = match folder {
        Folder::Site => "",
        Folder::Reading => "{reading}/",
        Folder::Standard => "{reading}/{standard}/",
        Folder::Curriculum => "{reading}/curricula/{curriculum}/",
    };
    reserved(folder, kinds())
}

/// The names that the site's own addresses take in a folder, and that nothing else in it may have. `folder` is the
/// beginning of a path as in [`AddressKind::path`]; empty for the root.
fn reserved(folder: &str, kinds: impl Iterator<Item = &'static AddressKind>) -> Vec<&'static str> {
    let paths = kinds.map(|kind| kind.path);
    let mut names: Vec<&str> = paths
        .filter_map(|path| path.strip_prefix(folder)?.split('/').next())
        .filter(|name| !name.contains('{'))
        .flat_map(|name| [Some(name), name.strip_suffix(PAGE_ENDING)])
        .flatten()
        .collect();
    names.sort_unstable();
    names.dedup();
    names
}
