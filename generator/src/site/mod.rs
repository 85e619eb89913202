//! Addresses, readings, navigation, and the site: a pure function from an address to bytes.

pub mod address;
pub mod link;
mod listing;
pub mod navigation;
pub mod preview;

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

pub use address::{Address, Target};

use crate::model::Handbook;
use crate::source::position::Position;
use address::{Page, StandardPage};

/// Turns a target into bytes. The site knows what there is; a renderer knows how it looks.
pub trait Render: Send + Sync {
    /// The files that the pages need beside them, by their names below `assets/`.
    fn assets(&self) -> Vec<String>;

    /// A number that is another one where the files of the theme are others.
    fn fingerprint(&self) -> u128 {
        0
    }

    /// The same look for another handbook, where the renderer keeps what the pages of one have in common.
    fn anew(&self) -> Option<Arc<dyn Render>> {
        None
    }

    /// The bytes of `address`.
    ///
    /// # Errors
    /// Where a template of the theme cannot be rendered.
    fn render(&self, site: &Site, address: &Address) -> Result<Vec<u8>, RenderError>;

    /// The ids on the page at `address`, which links can lead to. `None` if they are not known.
    fn ids(&self, _: &Site, _: &Address) -> Option<BTreeSet<String>> {
        None
    }
}

/// Why an address could not be rendered: a template of the theme is at fault, since content is checked before.
#[derive(Debug, thiserror::Error)]
#[error("cannot render {address}: {cause}")]
pub struct RenderError {
    /// The address.
    pub address: String,
    /// The place in the template that is at fault, where it is known.
    pub place: Option<Position>,
    /// What is wrong, in one line.
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
    addresses: Arc<Addresses>,
    renderer: Arc<dyn Render>,
}

/// Every address of a site.
struct Addresses {
    all: Vec<Address>,
    by_path: HashMap<Arc<str>, usize>,
    /// The files beside the pages.
    assets: Vec<String>,
    /// Whether there are those that only a published site has.
    published: bool,
}

/// What a site was, so that one that differs in a few words is made without naming every address anew.
pub struct Outline {
    handbook: Arc<Handbook>,
    addresses: Arc<Addresses>,
}

impl Outline {
    /// What the site said.
    pub fn handbook(&self) -> &Handbook {
        &self.handbook
    }
}

impl Addresses {
    fn of(handbook: &Handbook, assets: Vec<String>, published: bool) -> Self {
        let all = listing::all(handbook, &assets, published);
        Addresses::named(all, assets, published)
    }

    fn named(all: Vec<Address>, assets: Vec<String>, published: bool) -> Self {
        let mut by_path = HashMap::with_capacity(all.len());
        for (index, address) in all.iter().enumerate() {
            // Of two that claim one path the first is shown; the check says so.
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
    /// The site of `handbook`. The same handbook and renderer give the same site.
    pub fn new(handbook: Arc<Handbook>, renderer: Arc<dyn Render>, base_url: Option<&str>) -> Self {
        Site::after(None, handbook, renderer, base_url)
    }

    /// The same as [`Site::new`], where `before` is what the site was earlier.
    pub fn after(
        before: Option<&Outline>,
        handbook: Arc<Handbook>,
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
            "addresses depend on something that `Handbook::has_names_of` does not compare"
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

    /// The site as one that readers can keep for reading offline.
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

    /// What this site is, for [`Site::after`].
    pub fn outline(&self) -> Outline {
        Outline {
            handbook: self.handbook.clone(),
            addresses: self.addresses.clone(),
        }
    }

    /// The path of the site's root on its host, from the host's root on, with `/` at both ends: `/standards/`. A site whose
    /// address is not known is taken to have a host to itself.
    pub fn place_on_host(&self) -> &str {
        let base = self.base_url.as_deref().unwrap_or("/");
        let host = base.find("://").map_or(0, |scheme| scheme + 3);
        base[host..]
            .find('/')
            .map_or("/", |path| &base[host + path..])
    }

    /// Whether search engines are asked to pass over what stands there: what is no page of its own, and a posting that is
    /// an example, which nobody is to apply for.
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

    /// The address with this path from the site's root, such as `zh/index.html`.
    pub fn find(&self, path: &str) -> Option<&Address> {
        let addresses = &self.addresses;
        let index = addresses.by_path.get(path)?;
        Some(&addresses.all[*index])
    }

    /// The ids on the page at `address`. `None` if they are not known.
    pub fn ids(&self, address: &Address) -> Option<BTreeSet<String>> {
        self.renderer.ids(self, address)
    }

    /// Whether the files beside the pages are known.
    pub fn has_files(&self) -> bool {
        !self.addresses.assets.is_empty()
    }

    /// The bytes of `address`.
    ///
    /// # Errors
    /// Where a template of the theme cannot be rendered.
    pub fn render(&self, address: &Address) -> Result<Vec<u8>, RenderError> {
        self.renderer.render(self, address)
    }
}
