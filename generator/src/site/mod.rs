//! Addresses, readings, navigation, and the site: a pure function from an address to bytes.

pub mod address;
pub mod link;
pub mod navigation;

use std::collections::HashMap;
use std::sync::Arc;

pub use address::{Address, Target};

use crate::model::Handbook;

/// Turns a target into bytes. The site knows what there is; a renderer knows how it looks.
pub trait Render: Send + Sync {
    /// The files that the pages need beside them, by their names below `assets/`.
    fn assets(&self) -> Vec<String>;

    /// A number that is another one where the files of the theme are others.
    fn fingerprint(&self) -> u128 {
        0
    }

    /// The bytes of `address`.
    ///
    /// # Errors
    /// Where a template of the theme cannot be rendered.
    fn render(&self, site: &Site, address: &Address) -> Result<Vec<u8>, RenderError>;
}

/// Why an address could not be rendered: a template of the theme is at fault, since content is checked before.
#[derive(Debug, thiserror::Error)]
#[error("cannot render {address}: {cause}")]
pub struct RenderError {
    /// The address.
    pub address: String,
    /// What is wrong, as the template engine says it.
    pub cause: String,
}

/// A handbook's site: every address, and the bytes of each.
pub struct Site {
    /// What the site says.
    pub handbook: Arc<Handbook>,
    /// The absolute address under which the site is published, ending in `/`, where it is known.
    pub base_url: Option<String>,
    /// What the site is made from, in short: made from something else it is another. A preview has none, and offers
    /// nothing to keep, since what is kept would stand in the way of the next save.
    pub version: Option<String>,
    addresses: Vec<Address>,
    by_path: HashMap<Arc<str>, usize>,
    renderer: Arc<dyn Render>,
}

impl Site {
    /// The site of `handbook`. The same handbook and renderer give the same site.
    pub fn new(handbook: Arc<Handbook>, renderer: Arc<dyn Render>, base_url: Option<&str>) -> Self {
        let base_url = base_url
            .or(handbook.about.base_url.as_ref().map(|url| &*url.value))
            .map(|url| format!("{}/", url.trim_end_matches('/')));
        let addresses = address::all(&handbook, &renderer.assets(), base_url.is_some());
        let mut by_path = HashMap::with_capacity(addresses.len());
        for (index, address) in addresses.iter().enumerate() {
            // Of two that claim one path the first is shown; the check says so.
            by_path.entry(address.path.clone()).or_insert(index);
        }
        Site {
            handbook,
            base_url,
            version: None,
            addresses,
            by_path,
            renderer,
        }
    }

    /// The site as one that readers can keep for reading offline.
    #[must_use]
    pub fn with_version(mut self, version: String) -> Self {
        self.version = Some(version);
        for address in address::kept(&self.handbook) {
            self.by_path
                .entry(address.path.clone())
                .or_insert(self.addresses.len());
            self.addresses.push(address);
        }
        self
    }

    /// Every address, in a fixed order.
    pub fn addresses(&self) -> &[Address] {
        &self.addresses
    }

    /// The address with this path from the site's root, such as `zh/index.html`.
    pub fn find(&self, path: &str) -> Option<&Address> {
        self.by_path.get(path).map(|index| &self.addresses[*index])
    }

    /// The bytes of `address`.
    ///
    /// # Errors
    /// Where a template of the theme cannot be rendered.
    pub fn render(&self, address: &Address) -> Result<Vec<u8>, RenderError> {
        self.renderer.render(self, address)
    }
}
