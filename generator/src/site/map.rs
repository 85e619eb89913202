//! The addresses of a handbook's site. Nothing else decides them, and they need no renderer.

use std::collections::HashMap;
use std::sync::Arc;

use super::address::{Address, Target};
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
    pub fn path(&self, target: &Target) -> String {
        target.path(&self.handbook)
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
