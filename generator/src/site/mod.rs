//! Addresses, readings, navigation, and the site: a pure function from an address to bytes.

pub mod address;
pub mod link;
mod listing;
pub mod navigation;
pub mod preview;

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

pub use address::{Address, Target};

use crate::model::CompleteHandbook;
use crate::source::position::Position;
use address::{Page, StandardPage};

/// Turns a target into bytes. The site knows which addresses exist; a renderer knows how they look.
pub trait Render: Send + Sync {
    /// The names, below `assets/`, of the files that pages need.
    fn assets(&self) -> Vec<String>;

    /// Changes whenever the theme's files change.
    fn fingerprint(&self) -> u128 {
        0
    }

    /// A renderer with the same look for another handbook, if this one caches data that a handbook's pages share.
    fn anew(&self) -> Option<Arc<dyn Render>> {
        None
    }

    /// Returns the bytes of `address`.
    ///
    /// # Errors
    /// Returns an error if a template of the theme cannot be rendered.
    fn render(&self, site: &Site, address: &Address) -> Result<Vec<u8>, RenderError>;

    /// The ids on the page at `address` that links can lead to, or `None` if they are not known.
    fn ids(&self, _: &Site, _: &Address) -> Option<BTreeSet<String>> {
        None
    }
}

/// An address could not be rendered. The fault is in a template of the theme, since content is checked before.
#[derive(Debug, thiserror::Error)]
#[error("cannot render {address}: {cause}")]
pub struct RenderError {
    /// The address.
    pub address: String,
    /// The place of the fault in the template, if it is known.
    pub place: Option<Position>,
    /// The fault, in one line.
    pub cause: String,
}

/// A handbook's site: every address, and the bytes of each.
pub struct Site {
    /// The handbook that the site shows.
    pub handbook: Arc<CompleteHandbook>,
    /// The absolute address under which the site is published, ending in `/`, if it is known.
    pub base_url: Option<String>,
    /// A hash of the site's inputs, which differs whenever they differ. A preview has none and cannot be saved for
    /// offline reading, since a saved copy would hide later changes.
    pub version: Option<String>,
    addresses: Arc<Addresses>,
    renderer: Arc<dyn Render>,
}

/// Every address of a site.
struct Addresses {
    all: Vec<Address>,
    by_path: HashMap<Arc<str>, usize>,
    /// The names of the files below `assets/`.
    assets: Vec<String>,
    /// Whether the addresses that only a published site has are included.
    published: bool,
}

/// The addresses of a previous build, reused when only text has changed.
pub struct Outline {
    handbook: Arc<CompleteHandbook>,
    addresses: Arc<Addresses>,
}

impl Outline {
    /// The handbook of the previous build.
    pub fn handbook(&self) -> &CompleteHandbook {
        &self.handbook
    }
}

impl Addresses {
    fn of(handbook: &CompleteHandbook, assets: Vec<String>, published: bool) -> Self {
        let all = listing::all(handbook, &assets, published);
        Addresses::named(all, assets, published)
    }

    fn named(all: Vec<Address>, assets: Vec<String>, published: bool) -> Self {
        let mut by_path = HashMap::with_capacity(all.len());
        for (index, address) in all.iter().enumerate() {
            // If two addresses claim one path, the first is shown; the check reports the conflict.
            by_path.entry(address.path.clone()).or_insert(index);
        }
        Addresses {
            all,
            by_path,
            assets,
            published,
        }
    }
}

impl Site {
    /// Creates the site of `handbook`. The same handbook and renderer give the same site.
    pub fn new(
        handbook: Arc<CompleteHandbook>,
        renderer: Arc<dyn Render>,
        base_url: Option<&str>,
    ) -> Self {
        Site::after(None, handbook, renderer, base_url)
    }

    /// Does the same as [`Site::new`], reusing the addresses of the earlier build `before` where possible.
    pub fn after(
        before: Option<&Outline>,
        handbook: Arc<CompleteHandbook>,
        renderer: Arc<dyn Render>,
        base_url: Option<&str>,
    ) -> Self {
        let base_url = base_url
            .or(handbook.about.base_url.as_ref().map(|url| &*url.value))
            .map(|url| format!("{}/", url.trim_end_matches('/')));
        let (assets, published) = (renderer.assets(), base_url.is_some());
        let same = before.filter(|before| {
            before.addresses.published == published
                && before.addresses.assets == assets
                && before.handbook.has_names_of(&handbook)
        });
        debug_assert!(
            same.is_none_or(
                |before| before.addresses.all == listing::all(&handbook, &assets, published)
            ),
            "addresses depend on something that `CompleteHandbook::has_names_of` does not compare"
        );
        let addresses = same.map_or_else(
            || Arc::new(Addresses::of(&handbook, assets, published)),
            |before| before.addresses.clone(),
        );
        Site {
            handbook,
            base_url,
            version: None,
            addresses,
            renderer,
        }
    }

    /// Makes the site one that readers can save for offline reading.
    #[must_use]
    pub fn with_version(mut self, version: String) -> Self {
        let before = &self.addresses;
        let mut all = before.all.clone();
        all.extend(listing::kept(&self.handbook));
        self.addresses = Arc::new(Addresses::named(
            all,
            before.assets.clone(),
            before.published,
        ));
        self.version = Some(version);
        self
    }

    /// The outline of this site, for [`Site::after`].
    pub fn outline(&self) -> Outline {
        Outline {
            handbook: self.handbook.clone(),
            addresses: self.addresses.clone(),
        }
    }

    /// The path of the site's root on its host, with `/` at both ends: `/standards/`. If the site's address is not
    /// known, the site is assumed to be at the root of its host.
    pub fn place_on_host(&self) -> &str {
        let base = self.base_url.as_deref().unwrap_or("/");
        let host = base.find("://").map_or(0, |scheme| scheme + 3);
        base[host..]
            .find('/')
            .map_or("/", |path| &base[host + path..])
    }

    /// Whether search engines are told not to index the page: it is not a page in its own right, or it is an example
    /// posting, for which nobody can apply.
    pub fn is_unlisted(&self, target: &Target) -> bool {
        match target {
            Target::NotFound | Target::Offline => true,
            Target::Page { page, .. } => match page {
                Page::Standard { page, .. } => matches!(page, StandardPage::SelfCheckFrame(_)),
                Page::Posting { posting } => self.handbook.postings[*posting].about.example,
                _ => false,
            },
            _ => false,
        }
    }

    /// Every address, in a fixed order.
    pub fn addresses(&self) -> &[Address] {
        &self.addresses.all
    }

    /// The address with this path from the site's root, such as `zh/index.html`, if there is one.
    pub fn find(&self, path: &str) -> Option<&Address> {
        let addresses = &self.addresses;
        let index = addresses.by_path.get(path)?;
        Some(&addresses.all[*index])
    }

    /// The ids on the page at `address`, or `None` if they are not known.
    pub fn ids(&self, address: &Address) -> Option<BTreeSet<String>> {
        self.renderer.ids(self, address)
    }

    /// Whether the names of the files below `assets/` are known.
    pub fn has_files(&self) -> bool {
        !self.addresses.assets.is_empty()
    }

    /// Returns the bytes of `address`.
    ///
    /// # Errors
    /// Returns an error if a template of the theme cannot be rendered.
    pub fn render(&self, address: &Address) -> Result<Vec<u8>, RenderError> {
        self.renderer.render(self, address)
    }
}
