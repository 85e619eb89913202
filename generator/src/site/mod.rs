//! The map of a site's addresses, navigation, and the site: a pure function from an address to bytes.
//!
//! [`Map`] takes a complete handbook and lists every address ([`Address`]) with its [`Target`]; a
//! [`Render`] turns a target into bytes. The tables that say which addresses there are live in
//! `page`, `address`, `export` and `card`. [`crate::output`] and [`crate::serve`] only pass
//! addresses on.

#![warn(clippy::wildcard_enum_match_arm)]

pub mod address;
pub mod card;
mod check_kind;
pub mod check_place;
pub mod export;
pub mod framework;
pub mod kind;
pub mod link;
mod map;
pub mod markup;
pub mod moodle;
pub mod navigation;
mod page;
mod page_conditions;
mod page_of;
mod page_template;
mod render_error;
pub mod reserved;
mod scope;
mod standard_listing;
mod standard_page;
mod subject;
mod table;

use std::collections::{BTreeSet, HashMap};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

pub use address::{Address, Target};
pub use check_kind::{COURSE_TEMPLATE, PROFILE_COURSE_TEMPLATE};
pub use kind::{AddressKind, Indexing};
pub use map::Map;
pub use render_error::RenderError;
pub use scope::Scope;
pub use table::Make;

use crate::model::CompleteHandbook;

/// Turns a target into bytes. The map knows which addresses exist; a renderer knows how they look.
///
/// The trait is here and its implementation in [`crate::render`], so that the map and the checks
/// need no templates.
pub trait Render: Send + Sync {
    /// The names, below `assets/`, of the files that pages need. E.g. `base.css` or
    /// `fonts/a.woff2`.
    fn assets(&self) -> Vec<String>;

    /// Returns the bytes of `address`.
    ///
    /// # Errors
    /// Returns an error if a template of the theme cannot be rendered.
    fn render(&self, site: &Site, address: &Address) -> Result<Vec<u8>, RenderError>;

    /// The ids on the page at `address` that links can lead to, or `None` if they are not known. A
    /// renderer that makes no HTML knows none.
    fn ids(&self, _: &Site, _: &Address) -> Option<BTreeSet<String>> {
        None
    }
}

/// A handbook's site: its map, and a renderer for the bytes at each address.
pub struct Site {
    /// The addresses.
    pub map: Map,
    /// The absolute address under which the site is published, ending in `/`, if it is known. The
    /// setting of the command line takes precedence over `base_url` in `handbook.yaml`.
    pub base_url: Option<String>,
    /// A hash of the site's inputs, which differs whenever they differ. A preview has none and cannot be saved for
    /// offline reading, since a saved copy would hide later changes. It is part of the service
    /// worker, which browsers fetch again when it differs.
    pub version: Option<String>,
    renderer: Arc<dyn Render>,
    /// The size of the files that are saved for offline reading, once it is known.
    kept_size: OnceLock<u64>,
    /// The sizes of the files for other programs that were rendered, by their paths.
    export_sizes: Mutex<HashMap<Arc<str>, u64>>,
    /// Whether files are rendered only to find their sizes.
    is_measured: bool,
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

    /// Does the same as [`Site::new`], reusing the earlier map `before` where possible.
    ///
    /// `before` may be the map of any earlier handbook of the same folder; whether it can be used
    /// is checked.
    pub fn after(
        before: Option<&Map>,
        handbook: Arc<CompleteHandbook>,
        renderer: Arc<dyn Render>,
        base_url: Option<&str>,
    ) -> Self {
        let base_url = base_url
            .or(handbook.about.base_url.as_ref().map(|url| &*url.value))
            .map(scope::folder);
        let scope = Scope {
            assets: Some(renderer.assets()),
            base_url: base_url.clone(),
            ..Scope::of(&handbook)
        };
        Site {
            map: Map::after(before, handbook, scope),
            base_url,
            version: None,
            renderer,
            kept_size: OnceLock::new(),
            export_sizes: Mutex::default(),
            is_measured: true,
        }
    }

    /// Makes the site one that readers can save for offline reading.
    ///
    /// The map is listed again, since the addresses for offline reading are added.
    #[must_use]
    pub fn with_version(mut self, version: String) -> Self {
        let scope = Scope {
            is_kept: true,
            ..self.map.scope().clone()
        };
        self.map = Map::new(self.map.handbook, scope);
        self.version = Some(version);
        self
    }

    /// Makes the site one whose pages need not state the right sizes, so that no file is rendered to find its size: all sizes
    /// are 0.
    #[must_use]
    pub fn without_sizes(mut self) -> Self {
        self.is_measured = false;
        self.note_kept_size(0);
        self
    }

    /// The handbook that the site shows.
    pub fn handbook(&self) -> &CompleteHandbook {
        &self.map.handbook
    }

    /// Every address, in a fixed order.
    pub fn addresses(&self) -> &[Address] {
        self.map.addresses()
    }

    /// The address with this path from the site's root, such as `zh/index.html`, if there is one.
    /// `None` means that a server answers with the page for addresses that do not exist.
    pub fn find(&self, path: &str) -> Option<&Address> {
        self.map.find(path)
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

    /// The instruction to search engines for the address. They should not index an example posting, for which nobody can
    /// apply; otherwise the kind of the address decides.
    pub fn indexing(&self, target: &Target) -> Indexing {
        let posting = target.subject().posting;
        match posting {
            Some(posting) if self.handbook().postings[posting].about.example => Indexing::Refused,
            Some(_) | None => target.kind().indexing,
        }
    }

    /// The ids on the page at `address`, or `None` if they are not known.
    pub fn ids(&self, address: &Address) -> Option<BTreeSet<String>> {
        self.renderer.ids(self, address)
    }

    /// The size in bytes of the files that are saved for offline reading, without the pages that state it. A file that cannot
    /// be rendered counts as empty; rendering it reports the error.
    ///
    /// Unless [`Site::note_kept_size`] was called, all of these files are rendered for it.
    pub fn kept_size(&self) -> u64 {
        // Not initialised under a lock: rendering may wait for threads that wait for the size.
        self.kept_size.get().copied().unwrap_or_else(|| {
            let kept = self
                .addresses()
                .iter()
                .filter(|address| is_counted(address));
            let sizes = kept.map(|address| self.render(address).map_or(0, |bytes| bytes.len()));
            sizes.map(|size| size as u64).sum()
        })
    }

    /// Notes the size that [`Site::kept_size`] returns, as the sum over all addresses for which [`is_counted`] holds. Only the
    /// first call has an effect.
    pub fn note_kept_size(&self, size: u64) {
        self.kept_size.get_or_init(|| size);
    }

    /// The size in bytes of a file for other programs, which is rendered for it unless it was before. A file that cannot be
    /// rendered counts as empty; rendering it reports the error.
    pub fn export_size(&self, address: &Address) -> u64 {
        if !self.is_measured {
            return 0;
        }
        let known = self.sizes().get(&address.path).copied();
        // Not rendered under the lock: rendering may wait for threads that wait for a size.
        known.unwrap_or_else(|| self.render(address).map_or(0, |bytes| bytes.len() as u64))
    }

    fn sizes(&self) -> std::sync::MutexGuard<'_, HashMap<Arc<str>, u64>> {
        (self.export_sizes.lock()).unwrap_or_else(PoisonError::into_inner)
    }

    /// Returns the bytes of `address`.
    ///
    /// # Errors
    /// Returns an error if a template of the theme cannot be rendered. The same site and address
    /// give the same bytes, whatever was rendered before.
    pub fn render(&self, address: &Address) -> Result<Vec<u8>, RenderError> {
        let bytes = self.renderer.render(self, address)?;
        if matches!(address.target, Target::Export(_)) {
            let size = bytes.len() as u64;
            self.sizes().insert(address.path.clone(), size);
        }
        Ok(bytes)
    }
}

/// Whether the size of an address is part of [`Site::kept_size`].
pub fn is_counted(address: &Address) -> bool {
    let kind = address.target.kind();
    kind.is_kept && !kind.states_size
}
