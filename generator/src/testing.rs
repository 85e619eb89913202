//! A small handbook in a temporary folder and a minimal theme, for the tests of several modules.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::cli::Starter;
use crate::language::message::Message;
use crate::project::Sources;
use crate::site::{Address, Render, RenderError, Site, Target};

/// A folder with the handbook that `init` writes; deleted when dropped.
pub(crate) struct Folder {
    root: PathBuf,
    _dropped: tempfile::TempDir,
}

impl Folder {
    /// Creates the folder and writes the handbook to it.
    pub(crate) fn new() -> Self {
        let dropped = tempfile::tempdir().unwrap();
        let folder = Folder {
            // On some systems the temporary folder is behind a link, and messages name the real path.
            root: dunce::canonicalize(dropped.path()).unwrap(),
            _dropped: dropped,
        };
        for (name, text) in Starter::default().files() {
            folder.write(&name, &text);
        }
        folder
    }

    /// The path of the folder.
    pub(crate) fn root(&self) -> &Path {
        &self.root
    }

    /// The path of `name` within the folder.
    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.root().join(name)
    }

    /// Reads a file in the folder.
    pub(crate) fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap()
    }

    /// Writes a file in the folder, and creates its parent folders.
    pub(crate) fn write(&self, name: &str, text: &str) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    /// Lists every file and link below a folder within it, in path order.
    pub(crate) fn list(&self, name: &str) -> Vec<String> {
        let start = self.path(name);
        walkdir::WalkDir::new(&start)
            .sort_by_file_name()
            .into_iter()
            .map(Result::unwrap)
            .filter(|entry| !entry.file_type().is_dir())
            .map(|entry| crate::source::place::name_of(&start, entry.path()).to_string())
            .collect()
    }
}

/// A theme whose pages show only their path and the handbook's title.
pub(crate) struct Plain {
    /// The name and content of each asset.
    pub(crate) assets: Vec<(String, String)>,
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
                    cause: Message::verbatim("this asset is faulty"),
                    help: None,
                }),
                text => Ok(text.as_bytes().to_vec()),
            };
        }
        let title = site.handbook().about.title.get("en").unwrap_or_default();
        let page = format!("<!doctype html>\n<body>{title}: {}</body>\n", address.path);
        Ok(page.into_bytes())
    }
}

/// The site of the handbook in `folder`, with these assets.
pub(crate) fn site(folder: &Folder, assets: &[(&str, &str)]) -> Site {
    let handbook = Sources::read(folder.root()).unwrap().handbook().unwrap();
    let owned = |(name, text): &(&str, &str)| ((*name).to_owned(), (*text).to_owned());
    let theme = Plain {
        assets: assets.iter().map(owned).collect(),
    };
    Site::new(handbook, Arc::new(theme), None)
}
