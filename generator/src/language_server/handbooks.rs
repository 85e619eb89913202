//! The handbooks whose files are in the editor, as they would be with every open text saved.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::model::Handbook;
use crate::project::Sources;
use crate::source::place::{CONTENT, Place, name_of};

/// The file that a folder of content has.
const ABOUT: &str = "handbook.yaml";

/// The number of folders below one that are searched for handbooks, and how deep.
const SEARCHED: (usize, usize) = (2_000, 4);

/// A text that is open in the editor.
#[derive(Clone, Debug)]
pub(super) struct OpenText {
    /// The address by which the editor knows it.
    pub(super) uri: gen_lsp_types::Uri,
    /// The number of its last change.
    pub(super) version: i32,
    /// The text, which need not be saved.
    pub(super) text: String,
}

/// The open texts, by the paths of their files.
pub(super) type OpenTexts = BTreeMap<PathBuf, OpenText>;

/// A handbook as it would be with every open text saved.
pub(super) struct EditedHandbook {
    /// The folder.
    pub(super) root: PathBuf,
    /// The content. Empty if it cannot be read.
    pub(super) sources: Sources,
    /// Whether the folder could be read.
    pub(super) is_read: bool,
    /// Made from the content when it is first asked for.
    model: Option<Arc<Handbook>>,
    /// The last model, whose unchanged parts are used again.
    before: Option<Arc<Handbook>>,
}

impl EditedHandbook {
    /// Reads the handbook at `root`.
    pub(super) fn read(root: PathBuf, open: &OpenTexts) -> Self {
        let mut handbook = EditedHandbook {
            root,
            sources: Sources::default(),
            is_read: false,
            model: None,
            before: None,
        };
        handbook.reread_all(open);
        handbook
    }

    /// Reads every file again.
    pub(super) fn reread_all(&mut self, open: &OpenTexts) {
        let read = Sources::read(&self.root);
        self.is_read = read.is_ok();
        self.sources = read.unwrap_or_default();
        for (path, text) in open {
            if path.starts_with(&self.root) {
                self.overlay(path, &text.text);
            }
        }
        self.changed();
    }

    /// Takes the text of an open file. Files that are no texts of the content are left as they are saved.
    pub(super) fn overlay(&mut self, path: &Path, text: &str) {
        let name = name_of(&self.root, path);
        if self.is_read && Place::of(&name).is_some_and(|place| place.is_read) {
            self.sources.overlay(&name, text);
            self.changed();
        }
    }

    /// Reads a file again that is not open.
    pub(super) fn reread(&mut self, path: &Path, open: &OpenTexts) {
        if !path.starts_with(self.root.join(CONTENT)) {
            return;
        }
        // Editors report only the folder if one is renamed or removed.
        let is_lost = !self.is_read || self.sources.is_folder(&self.root, path);
        if is_lost || self.sources.reread(&self.root, path).is_err() {
            self.reread_all(open);
        }
        self.changed();
    }

    /// The name of a file of the content. `None` for a file elsewhere.
    pub(super) fn name(&self, path: &Path) -> Option<Arc<str>> {
        path.starts_with(self.root.join(CONTENT))
            .then(|| name_of(&self.root, path))
    }

    /// The model of the content.
    pub(super) fn model(&mut self) -> Arc<Handbook> {
        let model = self.model.get_or_insert_with(|| {
            Arc::new(Handbook::rebuild(
                &self.sources.documents,
                self.before.as_deref(),
            ))
        });
        model.clone()
    }

    fn changed(&mut self) {
        self.before = self.model.take().or(self.before.take());
    }
}

/// The folder of the handbook that a file belongs to: the nearest one around it. `None` if it belongs to none.
pub(super) fn root_of(path: &Path) -> Option<PathBuf> {
    let folders = path.ancestors().skip(1);
    let content = folders.filter(|folder| folder.file_name().is_some_and(|name| name == CONTENT));
    let mut roots = content.filter(|folder| folder.join(ABOUT).is_file());
    roots.next().and_then(Path::parent).map(Path::to_owned)
}

/// The handbooks of a folder of the workspace: the folder itself or the nearest around it; without one, those below it.
pub(super) fn roots_in(folder: &Path) -> Vec<PathBuf> {
    let is_root = |folder: &&Path| folder.join(CONTENT).join(ABOUT).is_file();
    let inside = folder.file_name().is_some_and(|name| name == CONTENT);
    let folder = folder.parent().filter(|_| inside).unwrap_or(folder);
    match folder.ancestors().find(is_root) {
        Some(root) => vec![root.to_owned()],
        None => below(folder),
    }
}

/// The handbooks below a folder, which is searched up to a limit.
fn below(folder: &Path) -> Vec<PathBuf> {
    let is_searched = |entry: &walkdir::DirEntry| {
        let name = entry.file_name().to_string_lossy();
        entry.depth() == 0 || !name.starts_with('.') && name != "node_modules" && name != "target"
    };
    let (most, depth) = SEARCHED;
    let folders = walkdir::WalkDir::new(folder)
        .max_depth(depth)
        .sort_by_file_name();
    let folders = folders.into_iter().filter_entry(is_searched).flatten();
    let folders = folders
        .filter(|entry| entry.file_type().is_dir())
        .take(most);
    let roots = folders.map(walkdir::DirEntry::into_path);
    roots
        .filter(|folder| folder.join(CONTENT).join(ABOUT).is_file())
        .collect()
}
