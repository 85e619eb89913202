//! The addresses of a handbook's site. Nothing else decides them, and they need no renderer.
//!
//! [`Map::new`] takes a complete handbook and the [`Scope`]; everything that links to a page asks
//! the map for its path. Broken links are found by asking whether an address exists.

use std::collections::HashMap;
use std::sync::Arc;

use super::address::{Address, PAGE_ENDING, Target};
use super::scope::Scope;
use crate::model::CompleteHandbook;

/// Every address of a handbook's site. Cheap to clone.
#[derive(Clone)]
pub struct Map {
    /// The handbook.
    pub handbook: Arc<CompleteHandbook>,
    addresses: Arc<Addresses>,
}

struct Addresses {
    scope: Scope,
    all: Vec<Address>,
    by_path: HashMap<Arc<str>, usize>,
}

impl Map {
    /// Lists the addresses of `handbook`. The same handbook and scope give the same addresses.
    /// Listing takes about as long as rendering a few pages.
    pub fn new(handbook: Arc<CompleteHandbook>, scope: Scope) -> Self {
        let all = all(&handbook, &scope);
        let mut by_path = HashMap::with_capacity(all.len());
        for (index, address) in all.iter().enumerate() {
            // If two addresses have the same path, the first is shown; the check reports the conflict.
            by_path.entry(address.path.clone()).or_insert(index);
        }
        Map {
            handbook,
            addresses: Arc::new(Addresses {
                scope,
                all,
                by_path,
            }),
        }
    }

    /// Does the same as [`Map::new`], reusing the addresses of `before` if only texts have changed since.
    /// A debug build verifies the reuse against a new list.
    pub fn after(before: Option<&Map>, handbook: Arc<CompleteHandbook>, scope: Scope) -> Self {
        let same = before.filter(|before| {
            before.addresses.scope == scope && before.handbook.has_names_of(&handbook)
        });
        let Some(before) = same else {
            return Map::new(handbook, scope);
        };
        debug_assert!(
            before.addresses.all == all(&handbook, &scope),
            "addresses depend on something that `CompleteHandbook::has_names_of` does not compare"
        );
        Map {
            handbook,
            addresses: before.addresses.clone(),
        }
    }

    /// The settings that decide the addresses, besides the handbook.
    pub fn scope(&self) -> &Scope {
        &self.addresses.scope
    }

    /// The path of `target` from the site's root. [`Map::find`] tells whether there is such an address.
    /// It need not exist.
    pub fn path(&self, target: &Target) -> String {
        target.path(&self.handbook)
    }

    /// The address of the page that the Markdown file at `path` becomes, where `path` is that of a link from a page of the
    /// site: `en/hosting.html` for `en/hosting.md` and for `en/hosting.en.md`. So a link may name the file, and leads to it
    /// where the files are shown as they are, such as at a code host. `None` if there is no such page.
    pub fn page_of_file(&self, path: &str) -> Option<&Address> {
        let stem = path.strip_suffix(".md")?;
        let without_language = stem.rsplit_once('.').map(|(name, _)| name);
        let mut names = [Some(stem), without_language].into_iter().flatten();
        names.find_map(|name| self.find(&format!("{name}{PAGE_ENDING}")))
    }

    /// Every address, in a fixed order.
    pub fn addresses(&self) -> &[Address] {
        &self.addresses.all
    }

    /// The address with this path from the site's root, such as `zh/index.html`, if there is one.
    pub fn find(&self, path: &str) -> Option<&Address> {
        let index = self.addresses.by_path.get(path)?;
        Some(&self.addresses.all[*index])
    }
}

/// Every address. [`CompleteHandbook::has_names_of`] compares everything that they depend on.
fn all(handbook: &Arc<CompleteHandbook>, scope: &Scope) -> Vec<Address> {
    let targets = Target::all(&(handbook.clone(), scope.clone())).into_iter();
    targets
        .map(|target| Address {
            path: target.path(handbook).into(),
            target,
        })
        .collect()
}
