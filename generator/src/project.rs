//! A handbook's folder in memory: its files, the documents read from them, and the theme.
//!
//! Commands read a handbook only through this module, so that `check`, `build` and `serve` agree on the content and its
//! faults.

use std::collections::HashSet;
use std::hash::Hash;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use siphasher::sip128::{Hasher128, SipHasher13};

use crate::check;
use crate::language::ProgramLanguage;
use crate::model::{CompleteHandbook, Handbook};
use crate::render::Renderer;
use crate::render::theme::Theme;
use crate::site::{Address, Map, Render, Site, Target};
use crate::source::diagnostic::Diagnostic;
use crate::source::documents::Documents;
use crate::source::format;
use crate::source::place::CONTENT;
use crate::source::tree::Tree;
use crate::source::tree_error::TreeError;

/// The content's files and documents. Cheap to clone, since texts and documents are shared.
#[derive(Clone, Debug, Default)]
pub struct Sources {
    /// The text of the files.
    pub tree: Tree,
    /// The documents read from the files.
    pub documents: Documents,
}

impl Sources {
    /// Reads every file of the content at `root`.
    ///
    /// # Errors
    /// Returns an error if there is no content or a file cannot be read.
    pub fn read(root: &Path) -> Result<Sources, TreeError> {
        let mut unreadable = Vec::new();
        let tree = Tree::read(root, CONTENT, &mut unreadable)?;
        let mut documents = Documents::read(&tree);
        documents.add_unreadable(unreadable);
        Ok(Sources { tree, documents })
    }

    /// Reads the file at `path` again and returns whether its content or its faults may have changed.
    ///
    /// # Errors
    /// Returns an error if the file exists but cannot be read.
    ///
    /// A file that was added, changed or removed is treated alike. `false` means that a preview
    /// need not be renewed.
    pub fn reread(&mut self, root: &Path, path: &Path) -> Result<bool, TreeError> {
        let name = crate::source::place::name_of(root, path);
        let before = self.tree.files.get(&name).cloned();
        let attached = self.tree.attached.get(&name).cloned();
        let was_unreadable = before.is_none() && self.documents.has(&name);
        let mut unreadable = Vec::new();
        self.tree.reread(root, CONTENT, path, &mut unreadable)?;
        let is_same = self.tree.files.get(&name) == before.as_ref()
            && self.tree.attached.get(&name) == attached.as_ref();
        if is_same && !was_unreadable && unreadable.is_empty() {
            return Ok(false);
        }
        self.documents.reread(&self.tree, &name);
        self.documents.add_unreadable(unreadable);
        Ok(true)
    }

    /// Whether `path` is a folder, or was one when the files were read.
    pub fn is_folder(&self, root: &Path, path: &Path) -> bool {
        path.is_dir()
            || self
                .tree
                .has_folder(&crate::source::place::name_of(root, path))
    }

    /// Reads `text` as the file `name`, whatever is saved in it.
    pub fn overlay(&mut self, name: &Arc<str>, text: &str) {
        self.tree.overlay(name, text);
        self.documents.reread(&self.tree, name);
    }

    /// Builds the handbook.
    ///
    /// # Errors
    /// Returns the faults of the files if any of them is an error; otherwise, the reasons why the files do not make a
    /// handbook.
    pub fn handbook(&self) -> Result<Arc<CompleteHandbook>, Vec<Diagnostic>> {
        self.handbook_after(None)
    }

    /// Builds the handbook as [`Sources::handbook`] does. `before` is the one before the last
    /// change, whose unchanged parts are used again.
    fn handbook_after(
        &self,
        before: Option<&CompleteHandbook>,
    ) -> Result<Arc<CompleteHandbook>, Vec<Diagnostic>> {
        let faults: Vec<Diagnostic> = self.documents.faults().cloned().collect();
        if faults.iter().any(Diagnostic::is_error) {
            return Err(faults);
        }
        let handbook = Handbook::rebuild(&self.documents, before.map(|before| &**before));
        let handbook = Arc::new(handbook);
        let complete = handbook.complete().map(Arc::new);
        complete.map_err(|_| check::standards::missing(&handbook))
    }

    /// Returns the handbook, if there is one, and every fault of the content. If none of the faults is an error, there
    /// is a handbook. `look` provides the renderer, which knows the files and the places on a page that links can lead
    /// to.
    pub fn check(
        &self,
        look: impl FnOnce(&CompleteHandbook) -> Option<Arc<dyn Render>>,
    ) -> check::Checked {
        check::check_documents(&self.documents, look)
    }

    /// Formats `diagnostics` for people in `language`, with the lines they refer to, in `colour` if the output supports it.
    pub fn report(
        &self,
        diagnostics: &[Diagnostic],
        language: ProgramLanguage,
        colour: bool,
    ) -> String {
        let mut text = Vec::new();
        // Writing to memory cannot fail.
        let _ = check::report::report(&mut text, &self.tree, diagnostics, language, colour);
        String::from_utf8_lossy(&text).into_owned()
    }
}

/// A handbook's folder.
pub struct Project {
    /// The folder.
    pub root: PathBuf,
    /// The files and documents of its content.
    pub sources: Sources,
    /// `None` until a renderer is first needed, and after [`Project::forget_theme`].
    theme: Option<Loaded>,
    /// The map of the last site, to be reused because most saves change only a few words.
    last: Option<Map>,
}

/// A theme, and the settings it was loaded for.
struct Loaded {
    about: Arc<format::handbook::HandbookRecord>,
    renderer: Renderer,
}

impl Project {
    /// Reads the handbook at `root`.
    ///
    /// # Errors
    /// Returns an error if there is no content or a file cannot be read.
    pub fn read(root: &Path) -> Result<Project, TreeError> {
        Ok(Project::of(root, Sources::read(root)?))
    }

    /// The handbook at `root` with content that has been read.
    pub fn of(root: &Path, sources: Sources) -> Project {
        Project {
            root: root.to_owned(),
            sources,
            theme: None,
            last: None,
        }
    }

    /// Drops the loaded theme, so that the next site uses the current files of the theme.
    pub fn forget_theme(&mut self) {
        self.theme = None;
    }

    /// Builds the handbook as [`Sources::handbook`] does, reusing what it can of the last site's.
    ///
    /// # Errors
    /// Returns the same errors as [`Sources::handbook`].
    pub fn handbook(&self) -> Result<Arc<CompleteHandbook>, Vec<Diagnostic>> {
        let before = self.last.as_ref().map(|map| &*map.handbook);
        self.sources.handbook_after(before)
    }

    /// Returns the handbook, if there is one, and every fault of the content and the theme. If none of the faults is an
    /// error, there is a handbook and [`Project::site`] succeeds.
    pub fn check(&mut self) -> (Option<Arc<CompleteHandbook>>, Vec<Diagnostic>) {
        self.check_apart().together()
    }

    /// Checks as [`Project::check`] does, but returns separately what `clausebook check --accept` would record.
    pub fn check_apart(&mut self) -> check::Checked {
        let mut faults = Vec::new();
        let sources = self.sources.clone();
        let mut checked = sources.check(|handbook| match self.renderer(handbook) {
            Ok(renderer) => Some(renderer),
            Err(found) => {
                faults = found;
                None
            }
        });
        if faults.is_empty() {
            faults.extend_from_slice(self.theme_warnings());
        }
        checked.faults.extend(faults);
        checked.faults = check::sorted(checked.faults);
        checked
    }

    /// The faults of the loaded theme that do not keep it from being used. Empty if no theme is
    /// loaded.
    pub fn theme_warnings(&self) -> &[Diagnostic] {
        let loaded = self.theme.as_ref();
        loaded.map_or(&[], |loaded| loaded.renderer.warnings())
    }

    /// Returns the renderer for `handbook`. Loads the theme if it is not loaded or if the handbook's settings have
    /// changed.
    ///
    /// # Errors
    /// Returns every fault of the theme.
    ///
    /// The renderer is fresh: it shares the theme with others but none of what they keep while they
    /// render.
    pub fn renderer(
        &mut self,
        handbook: &CompleteHandbook,
    ) -> Result<Arc<dyn Render>, Vec<Diagnostic>> {
        let loaded = self.theme.take();
        let loaded = match loaded.filter(|loaded| Arc::ptr_eq(&loaded.about, &handbook.about)) {
            Some(loaded) => loaded,
            None => {
                let name = handbook.about.theme.as_ref();
                let name = name.map_or("default", |name| name.as_str());
                let theme = Theme::load(&self.root, name, handbook)?;
                Loaded {
                    about: handbook.about.clone(),
                    renderer: Renderer::new(theme, handbook),
                }
            }
        };
        let renderer = loaded.renderer.fresh();
        self.theme = Some(loaded);
        Ok(Arc::new(renderer))
    }

    /// Builds the site of `handbook`.
    ///
    /// # Errors
    /// Returns every fault of the theme.
    pub fn site(
        &mut self,
        handbook: Arc<CompleteHandbook>,
        base_url: Option<&str>,
    ) -> Result<Site, Vec<Diagnostic>> {
        let renderer = self.renderer(&handbook)?;
        let site = Site::after(self.last.as_ref(), handbook, renderer, base_url);
        self.last = Some(site.map.clone());
        Ok(site)
    }

    /// Returns every fault of `handbook` that appears only when its pages are rendered, as [`rendering`] does.
    pub fn rendering(&mut self, handbook: Arc<CompleteHandbook>) -> Vec<Diagnostic> {
        let is_published = handbook.about.base_url.is_some();
        rendering(is_published, |base_url| {
            self.published_site(handbook.clone(), base_url)
        })
    }

    /// Builds the site of `handbook` for publishing: with a version, so that readers can save it for offline reading.
    ///
    /// # Errors
    /// Returns every fault of the theme.
    pub fn published_site(
        &mut self,
        handbook: Arc<CompleteHandbook>,
        base_url: Option<&str>,
    ) -> Result<Site, Vec<Diagnostic>> {
        let site = self.site(handbook, base_url)?;
        let theme = self.theme.as_ref();
        let theme = theme.map_or(0, |loaded| loaded.renderer.fingerprint());
        let version = version(&self.sources.tree, theme, site.base_url.as_deref());
        Ok(site.with_version(version))
    }
}

/// Returns every fault of a handbook whose content and theme passed the check: those that appear only when pages are
/// rendered. The errors among them stop a build.
///
/// Renders every page of the site that `make` makes, since a template may fail on the data of a single page. A base URL
/// changes the data, and a build can be given one; if the handbook has none (`is_published` is false), one page of each
/// kind is also rendered with a base URL.
pub fn rendering(
    is_published: bool,
    mut make: impl FnMut(Option<&str>) -> Result<Site, Vec<Diagnostic>>,
) -> Vec<Diagnostic> {
    let mut base_urls = vec![None];
    let mut found = Vec::new();
    if !is_published {
        base_urls.push(Some("https://example.org/"));
    }
    for base_url in base_urls {
        let site = match make(base_url) {
            // The bytes are not kept, so the sizes that pages state need not be right.
            Ok(site) => site.without_sizes(),
            Err(faults) => return faults,
        };
        let mut addresses = rendered(&site);
        if base_url.is_some() {
            let mut seen = HashSet::new();
            addresses.retain(|address| seen.insert(address.target.likeness()));
        }
        let faults = check::rendering(&site, addresses);
        if faults.iter().any(Diagnostic::is_error) {
            return faults;
        }
        // A base URL does not change links within the site.
        if base_url.is_none() {
            found = faults;
        }
    }
    found
}

/// The addresses whose rendering can fail. Files are copied unchanged and cards are drawn, so neither can.
/// Exports are among them.
fn rendered(site: &Site) -> Vec<&Address> {
    let addresses = site.addresses().iter();
    let is_made = |address: &&Address| {
        !matches!(
            address.target,
            Target::Asset(_) | Target::File(_) | Target::Card(_)
        )
    };
    addresses.filter(is_made).collect()
}

/// Returns a hash of everything a site is made from: the program, the files of the content and the theme, and the base
/// URL. The hash is the same on every machine.
///
/// 32 hexadecimal digits, by which a site that a reader has saved knows that it is out of date. A
/// different order of the files would change it; the tree keeps them in path order.
fn version(tree: &Tree, theme: u128, base_url: Option<&str>) -> String {
    let mut hasher = SipHasher13::new();
    env!("CARGO_PKG_VERSION").hash(&mut hasher);
    theme.hash(&mut hasher);
    base_url.hash(&mut hasher);
    tree.files.hash(&mut hasher);
    tree.attached.hash(&mut hasher);
    format!("{:032x}", hasher.finish128().as_u128())
}
