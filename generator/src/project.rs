//! A handbook's folder as the program holds it: its files, what was read from them, and the theme.
//!
//! Everything that a call of the program begins with goes through here, so that `check`, `build` and `serve` agree on
//! what the content says and what is wrong with it.

use std::collections::HashSet;
use std::hash::Hash;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use siphasher::sip128::{Hasher128, SipHasher13};

use crate::check;
use crate::model::Handbook;
use crate::render::Renderer;
use crate::render::theme::Theme;
use crate::site::{Address, Outline, Render, Site, Target};
use crate::source::diagnostic::Diagnostic;
use crate::source::documents::{CONTENT, Documents};
use crate::source::format;
use crate::source::tree::{Tree, TreeError};

/// Loads the theme of a name for a handbook from the folder of the handbook.
pub type LoadTheme = fn(&Path, &str, &Handbook) -> Result<Arc<dyn Render>, Vec<Diagnostic>>;

/// The theme that the handbook is shown with.
///
/// # Errors
/// Every fault of its templates and words.
pub fn load_theme(
    root: &Path,
    name: &str,
    handbook: &Handbook,
) -> Result<Arc<dyn Render>, Vec<Diagnostic>> {
    let theme = Theme::load(root, name, handbook)?;
    Ok(Arc::new(Renderer::new(theme, handbook)))
}

/// What the content's files say. Cheap to clone: texts and documents are shared.
#[derive(Clone, Debug, Default)]
pub struct Sources {
    /// The files as text.
    pub tree: Tree,
    /// The files, read.
    pub documents: Documents,
    /// The faults of files that are not text.
    unreadable: Vec<Diagnostic>,
}

impl Sources {
    /// Reads every file of the content at `root`.
    ///
    /// # Errors
    /// Where there is no content, or the system refuses.
    pub fn read(root: &Path) -> Result<Sources, TreeError> {
        let mut unreadable = Vec::new();
        let tree = Tree::read(root, CONTENT, &mut unreadable)?;
        Ok(Sources {
            documents: Documents::read(&tree),
            tree,
            unreadable,
        })
    }

    /// Reads the file at `path` again. Whether it says something else than before.
    ///
    /// # Errors
    /// Where the file is there and cannot be read.
    pub fn reread(&mut self, root: &Path, path: &Path) -> Result<bool, TreeError> {
        let name = crate::source::tree::name_of(root, path);
        let before = self.tree.files.get(&name).cloned();
        let known = self.unreadable.len();
        self.unreadable.retain(|fault| fault.position.file != name);
        let was_unreadable = self.unreadable.len() < known;
        let mut unreadable = Vec::new();
        self.tree.reread(root, CONTENT, path, &mut unreadable)?;
        let is_unreadable = !unreadable.is_empty();
        self.unreadable.extend(unreadable);
        if self.tree.files.get(&name) == before.as_ref() && !was_unreadable && !is_unreadable {
            return Ok(false);
        }
        self.documents.reread(&self.tree, &name);
        Ok(true)
    }

    /// The handbook, where every file can be read and the files make one.
    ///
    /// # Errors
    /// The faults of the files; without such, the reasons why they make no handbook.
    pub fn handbook(&self) -> Result<Arc<Handbook>, Vec<Diagnostic>> {
        self.handbook_after(None)
    }

    fn handbook_after(&self, before: Option<&Handbook>) -> Result<Arc<Handbook>, Vec<Diagnostic>> {
        let faults: Vec<Diagnostic> = self
            .unreadable
            .iter()
            .chain(self.documents.faults())
            .cloned()
            .collect();
        if faults.iter().any(Diagnostic::is_error) {
            return Err(faults);
        }
        Handbook::rebuild(&self.documents, before).map(Arc::new)
    }

    /// The handbook if there is one, and everything that is wrong with the content. Without an error there is a
    /// handbook. `look` gives the renderer that tells which files and which places on a page links can lead to.
    pub fn check(&self, look: impl FnOnce(&Handbook) -> Option<Arc<dyn Render>>) -> check::Checked {
        let mut checked = check::check_documents(&self.documents, look);
        checked.faults.extend(self.unreadable.iter().cloned());
        checked.faults = check::sorted(checked.faults);
        checked
    }

    /// `diagnostics` as a person reads them, with the lines that they are about; in `colour` where it is shown.
    pub fn report(&self, diagnostics: &[Diagnostic], colour: bool) -> String {
        let mut text = Vec::new();
        // Writing to memory cannot fail.
        let _ = check::report::report(&mut text, &self.tree, diagnostics, colour);
        String::from_utf8_lossy(&text).into_owned()
    }
}

/// A handbook's folder.
pub struct Project {
    /// The folder.
    pub root: PathBuf,
    /// What its content says.
    pub sources: Sources,
    load_theme: LoadTheme,
    theme: Option<Loaded>,
    /// What the last site was, since most saves change a few words of it.
    last: Option<Outline>,
}

/// A theme, and the settings that it was loaded for.
struct Loaded {
    about: Arc<format::handbook::Handbook>,
    renderer: Arc<dyn Render>,
}

impl Project {
    /// Reads the handbook at `root`, to be shown with what `load_theme` gives.
    ///
    /// # Errors
    /// Where there is no content, or the system refuses.
    pub fn read(root: &Path, load_theme: LoadTheme) -> Result<Project, TreeError> {
        Ok(Project {
            root: root.to_owned(),
            sources: Sources::read(root)?,
            load_theme,
            theme: None,
            last: None,
        })
    }

    /// Lets go of the theme, so that the next site is made with what its files say then.
    pub fn forget_theme(&mut self) {
        self.theme = None;
    }

    /// The handbook, as [`Sources::handbook`] gives it.
    ///
    /// # Errors
    /// As those of [`Sources::handbook`].
    pub fn handbook(&self) -> Result<Arc<Handbook>, Vec<Diagnostic>> {
        let before = self.last.as_ref().map(Outline::handbook);
        self.sources.handbook_after(before)
    }

    /// The handbook if there is one, and everything that is wrong with the content and the theme. Without an error
    /// there is a handbook, and [`Project::site`] succeeds.
    pub fn check(&mut self) -> (Option<Arc<Handbook>>, Vec<Diagnostic>) {
        self.check_apart().together()
    }

    /// As [`Project::check`], with what `clausebook check --accept` would record apart.
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
        checked.faults.extend(faults);
        checked.faults = check::sorted(checked.faults);
        checked
    }

    /// The theme at work for `handbook`. It is loaded if it is not yet, or the handbook's settings have changed.
    ///
    /// # Errors
    /// Every fault of the theme.
    pub fn renderer(&mut self, handbook: &Handbook) -> Result<Arc<dyn Render>, Vec<Diagnostic>> {
        if let Some(loaded) = &self.theme
            && Arc::ptr_eq(&loaded.about, &handbook.about)
        {
            let fresh = loaded.renderer.anew();
            return Ok(fresh.unwrap_or_else(|| loaded.renderer.clone()));
        }
        let name = handbook.about.theme.as_ref();
        let name = name.map_or("default", |name| name.as_str());
        let renderer = (self.load_theme)(&self.root, name, handbook)?;
        self.theme = Some(Loaded {
            about: handbook.about.clone(),
            renderer: renderer.clone(),
        });
        Ok(renderer)
    }

    /// The site of `handbook`.
    ///
    /// # Errors
    /// Every fault of the theme.
    pub fn site(
        &mut self,
        handbook: Arc<Handbook>,
        base_url: Option<&str>,
    ) -> Result<Site, Vec<Diagnostic>> {
        let renderer = self.renderer(&handbook)?;
        let site = Site::after(self.last.as_ref(), handbook, renderer, base_url);
        self.last = Some(site.outline());
        Ok(site)
    }

    /// Every fault that stops a build of `handbook` after its content and theme were found sound: what comes to light
    /// only when pages are rendered.
    ///
    /// Every page is rendered, since a template may fail on the data of one alone. A base URL, which a build can be
    /// given, changes the data; if the handbook has none, a page of each kind is rendered with one as well.
    pub fn rendering(&mut self, handbook: Arc<Handbook>) -> Vec<Diagnostic> {
        let mut sites = vec![None];
        if handbook.about.base_url.is_none() {
            sites.push(Some("https://example.org/"));
        }
        for base_url in sites {
            let site = match self.published_site(handbook.clone(), base_url) {
                Ok(site) => site,
                Err(faults) => return faults,
            };
            let mut addresses = rendered(&site);
            if base_url.is_some() {
                let mut seen = HashSet::new();
                addresses.retain(|address| seen.insert(address.target.kind()));
            }
            let faults = check::rendering(&site, addresses);
            if !faults.is_empty() {
                return faults;
            }
        }
        Vec::new()
    }

    /// The site of `handbook` as it is published: with a version, so that readers can keep it for reading offline.
    ///
    /// # Errors
    /// Every fault of the theme.
    pub fn published_site(
        &mut self,
        handbook: Arc<Handbook>,
        base_url: Option<&str>,
    ) -> Result<Site, Vec<Diagnostic>> {
        let site = self.site(handbook, base_url)?;
        let theme = self.theme.as_ref();
        let theme = theme.map_or(0, |loaded| loaded.renderer.fingerprint());
        let version = version(&self.sources.tree, theme, site.base_url.as_deref());
        Ok(site.with_version(version))
    }
}

/// The addresses whose rendering can fail: files beside the pages are taken as they are, and pictures are drawn.
fn rendered(site: &Site) -> Vec<&Address> {
    let addresses = site.addresses().iter();
    let is_made =
        |address: &&Address| !matches!(address.target, Target::Asset(_) | Target::Preview(_));
    addresses.filter(is_made).collect()
}

/// What a site is made from, in short: the program, the files of the content and of the theme, and the site's address.
/// The same on every machine.
fn version(tree: &Tree, theme: u128, base_url: Option<&str>) -> String {
    let mut hasher = SipHasher13::new();
    env!("CARGO_PKG_VERSION").hash(&mut hasher);
    theme.hash(&mut hasher);
    base_url.hash(&mut hasher);
    tree.files.hash(&mut hasher);
    format!("{:032x}", hasher.finish128().as_u128())
}
