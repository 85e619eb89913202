//! A small handbook in a folder of its own, and a theme that is as plain as one can be, for the tests of several rooms.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::cli::STARTER;
use crate::model::Handbook;
use crate::project::Sources;
use crate::site::{Address, Render, RenderError, Site, Target};
use crate::source::diagnostic::Diagnostic;
use crate::source::position::Position;

/// A folder with the handbook that `init` writes; it goes when this is dropped.
pub(crate) struct Folder {
    root: PathBuf,
    _dropped: tempfile::TempDir,
}

impl Folder {
    /// A new one.
    pub(crate) fn new() -> Self {
        let dropped = tempfile::tempdir().unwrap();
        let folder = Folder {
            // Some systems keep theirs behind a link, and messages name the real path.
            root: dropped.path().canonicalize().unwrap(),
            _dropped: dropped,
        };
        for (name, text) in STARTER {
            folder.write(name, text);
        }
        folder
    }

    /// Where it is.
    pub(crate) fn root(&self) -> &Path {
        &self.root
    }

    /// A path in it.
    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.root().join(name)
    }

    /// The text of a file in it.
    pub(crate) fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap()
    }

    /// Writes a file in it, and the folders that lead there.
    pub(crate) fn write(&self, name: &str, text: &str) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    /// Every file and link below a folder in it, by path, in order.
    pub(crate) fn list(&self, name: &str) -> Vec<String> {
        let start = self.path(name);
        walkdir::WalkDir::new(&start)
            .sort_by_file_name()
            .into_iter()
            .map(Result::unwrap)
            .filter(|entry| !entry.file_type().is_dir())
            .map(|entry| crate::source::tree::name_of(&start, entry.path()).to_string())
            .collect()
    }
}

/// A theme whose pages say what they are and what the handbook is called.
pub(crate) struct Plain {
    /// The files beside the pages, with what each holds.
    pub(crate) assets: Vec<(String, String)>,
    /// What every page says besides.
    pub(crate) style: String,
}

impl Render for Plain {
    fn assets(&self) -> Vec<String> {
        self.assets.iter().map(|(name, _)| name.clone()).collect()
    }

    fn render(&self, site: &Site, address: &Address) -> Result<Vec<u8>, RenderError> {
        if let Target::Asset(name) = &address.target {
            let asset = self.assets.iter().find(|(known, _)| **known == **name);
            let text = &asset.unwrap().1;
            return match text.as_str() {
                "faulty" => Err(RenderError {
                    address: address.path.to_string(),
                    place: None,
                    cause: "this asset is faulty".into(),
                }),
                text => Ok(text.as_bytes().to_vec()),
            };
        }
        let title = site.handbook.about.title.get("en").unwrap_or_default();
        let (path, style) = (&address.path, &self.style);
        let page = format!(
            "<!doctype html>\n<meta charset=\"utf-8\">\n\
             <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; base-uri 'none'\">\n\
             <body>{title}: {path} {style}</body>\n"
        );
        Ok(page.into_bytes())
    }
}

/// The site of the handbook in `folder` with these assets.
pub(crate) fn site(folder: &Folder, assets: &[(&str, &str)]) -> Site {
    let handbook = Sources::read(folder.root()).unwrap().handbook().unwrap();
    let owned = |(name, text): &(&str, &str)| ((*name).to_owned(), (*text).to_owned());
    let theme = Plain {
        assets: assets.iter().map(owned).collect(),
        style: String::new(),
    };
    Site::new(handbook, Arc::new(theme), None)
}

/// Loads the plain theme; what `themes/default/style` holds stands on every page, and `faulty` there is a fault.
pub(crate) fn load_plain(
    root: &Path,
    _: &str,
    _: &Handbook,
) -> Result<Arc<dyn Render>, Vec<Diagnostic>> {
    let style = fs::read_to_string(root.join("themes/default/style")).unwrap_or_default();
    if style == "faulty" {
        let place = Position::file("themes/default/style");
        return Err(vec![Diagnostic::error(&place, "this style is faulty", "")]);
    }
    Ok(Arc::new(Plain {
        assets: vec![("plain.css".into(), "p {}".into())],
        style,
    }))
}
