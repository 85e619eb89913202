//! Lists the files below a folder. Links are followed as long as they stay within the handbook.
//!
//! Content and themes are listed with it, and the preview watches the same folders, with the
//! targets of links. The order is that of names, so it is the same on every system. The codes are
//! `E004` to `E006`.

use std::collections::{HashMap, HashSet};
use std::ffi::OsStr;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::diagnostic::Diagnostic;
use super::place::name_of;
use super::position::Position;
use super::rule::Rule;
use super::tree_error::TreeError;
use crate::language::message::{Message, message};
use crate::language::system_error;

/// The number of times that one folder may be reached through links, so that links to folders of links come to an end.
const VISITS: usize = 16;

/// The kind of file at a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Found {
    /// A regular file.
    File,
    /// A folder.
    Folder,
    /// Nothing, or something that cannot be read as a file.
    Nothing,
}

/// The files below a folder of a handbook.
#[derive(Debug, Default)]
pub struct Below {
    /// The paths of the files, in order. A file that is reached on two paths is in it twice.
    pub files: Vec<PathBuf>,
    /// The real paths of the files and folders that links lead to. The preview watches them too.
    pub targets: Vec<PathBuf>,
}

/// Lists every file below `root/folder` in path order. Skips hidden files and those that editors and systems leave
/// behind. Links that are broken, circular or lead out of the handbook are reported in `faults`.
///
/// # Errors
/// Returns an error if the folder is missing or cannot be listed.
pub fn below(root: &Path, folder: &str, faults: &mut Vec<Diagnostic>) -> Result<Below, TreeError> {
    let start = root.join(folder);
    let mut walk = FolderWalk {
        handbook: LinkBounds::new(root, folder)?,
        found: Below::default(),
        visits: HashMap::new(),
        refused: HashSet::new(),
        faults,
    };
    let real = real_path(&start)?;
    walk.folder(&start, &mut vec![real])?;
    Ok(walk.found)
}

/// The kind of file at `path` in `root/folder`, or of its target if it is a link. Faults of the link are reported in
/// `faults`.
///
/// [`Found::Nothing`] for hidden files and for those that [`below`] would not list.
pub fn at(root: &Path, folder: &str, path: &Path, faults: &mut Vec<Diagnostic>) -> Found {
    let Ok(handbook) = LinkBounds::new(root, folder) else {
        return Found::Nothing;
    };
    // A folder on the way may also be a link.
    let below = path.strip_prefix(root.join(folder)).unwrap_or(path);
    let mut step = root.join(folder);
    let mut found = Found::Folder;
    for part in below {
        step.push(part);
        if is_passing(part) {
            return Found::Nothing;
        }
        let Ok(metadata) = fs::symlink_metadata(&step) else {
            return Found::Nothing;
        };
        found = if metadata.is_symlink() {
            match handbook.target(&step) {
                Ok((_, found)) => found,
                Err(fault) => {
                    faults.push(fault);
                    return Found::Nothing;
                }
            }
        } else {
            kind(&metadata)
        };
    }
    found
}

/// Whether a file with this name is hidden, or left behind by an editor or a system: a probe, a swap file, a backup, or
/// a thumbnail database.
pub fn is_passing(name: &OsStr) -> bool {
    const NAMES: [&str; 5] = ["4913", "thumbs.db", "ehthumbs.db", "desktop.ini", "icon\r"];
    const ENDINGS: [&str; 12] = [
        "~",
        ".swp",
        ".swo",
        ".swx",
        ".tmp",
        ".temp",
        ".bak",
        ".orig",
        ".crswap",
        ".part",
        "___jb_tmp___",
        "___jb_old___",
    ];
    let name = name.to_string_lossy().to_lowercase();
    name.starts_with(['.', '#', '~'])
        || NAMES.contains(&name.as_str())
        || ENDINGS.iter().any(|ending| name.ends_with(ending))
}

/// The kind that the system's metadata tells; sockets and devices are nothing.
fn kind(metadata: &fs::Metadata) -> Found {
    if metadata.is_file() {
        Found::File
    } else if metadata.is_dir() {
        Found::Folder
    } else {
        Found::Nothing
    }
}

/// The path without links.
fn real_path(path: &Path) -> Result<PathBuf, TreeError> {
    path.canonicalize().map_err(|cause| failed(path, cause))
}

/// The error of a path that the system refuses.
fn failed(path: &Path, cause: io::Error) -> TreeError {
    TreeError {
        path: path.to_owned(),
        cause,
    }
}

/// The folders into which links may lead.
struct LinkBounds<'a> {
    root: &'a Path,
    /// The real paths of the handbook's folder and of the folder that is read, which may itself be a link.
    inside: [PathBuf; 2],
}

impl<'a> LinkBounds<'a> {
    fn new(root: &'a Path, folder: &str) -> Result<Self, TreeError> {
        Ok(LinkBounds {
            root,
            inside: [real_path(root)?, real_path(&root.join(folder))?],
        })
    }

    /// Returns the real path that the link at `path` leads to, and the kind of file there.
    ///
    /// # Errors
    ///
    /// Returns the fault of a link that is broken, circular, or leads out of the handbook.
    fn target(&self, path: &Path) -> Result<(PathBuf, Found), Diagnostic> {
        let name: Arc<str> = name_of(self.root, path);
        let written = fs::read_link(path).unwrap_or_default();
        let written = written.display();
        let fault = |rule: Rule, message: Message, help: Message| {
            rule.at(&Position::file(name.clone()), message, help)
        };
        let real = path.canonicalize().map_err(|cause| match cause.kind() {
            io::ErrorKind::NotFound => fault(
                Rule::BrokenFileLink,
                message!(
                    "this link points to `{written}`, which does not exist",
                    written
                ),
                message!("correct the link or remove it"),
            ),
            _ if is_circle(path) => fault(
                Rule::FileLinkLoop,
                message!(
                    "this link points to `{written}`, which leads back to this link",
                    written
                ),
                message!("correct the link or remove it"),
            ),
            _ => fault(
                Rule::BrokenFileLink,
                message!(
                    "this link to `{written}` cannot be followed: {cause}",
                    written,
                    cause = system_error(&cause)
                ),
                message!("correct the link or remove it"),
            ),
        })?;
        if !self.inside.iter().any(|inside| real.starts_with(inside)) {
            return Err(fault(
                Rule::FileLinkOutside,
                message!(
                    "this link points to `{written}`, outside the handbook's folder",
                    written
                ),
                message!("copy the file into the handbook's folder, or link to one inside it"),
            ));
        }
        let found = fs::metadata(&real).map_or(Found::Nothing, |metadata| kind(&metadata));
        Ok((real, found))
    }
}

/// Whether following the link at `path` never ends.
fn is_circle(path: &Path) -> bool {
    let mut path = path.to_owned();
    for _ in 0..VISITS {
        let Ok(target) = fs::read_link(&path) else {
            return false;
        };
        path.pop();
        path.push(target);
    }
    true
}

/// The state of [`below`] on its way.
struct FolderWalk<'a> {
    handbook: LinkBounds<'a>,
    found: Below,
    /// The number of times that each folder was reached through a link.
    visits: HashMap<PathBuf, usize>,
    /// The real paths of the links that were refused; `None` for those to folders that too many links lead to.
    refused: HashSet<Option<PathBuf>>,
    faults: &'a mut Vec<Diagnostic>,
}

impl FolderWalk<'_> {
    /// Lists the folder at `path`; `around` holds its real path and those of the folders around it.
    fn folder(&mut self, path: &Path, around: &mut Vec<PathBuf>) -> Result<(), TreeError> {
        let entries = fs::read_dir(path).map_err(|cause| failed(path, cause))?;
        let entries: Result<Vec<fs::DirEntry>, io::Error> = entries.collect();
        let mut entries = entries.map_err(|cause| failed(path, cause))?;
        entries.sort_by_key(fs::DirEntry::file_name);
        for entry in entries {
            let name = entry.file_name();
            if is_passing(&name) {
                continue;
            }
            let path = entry.path();
            let metadata = fs::symlink_metadata(&path).map_err(|cause| failed(&path, cause))?;
            let (real, found) = if metadata.is_symlink() {
                match self.handbook.target(&path) {
                    Ok((real, found)) => {
                        self.found.targets.push(real.clone());
                        (real, found)
                    }
                    Err(fault) => {
                        self.faults.push(fault);
                        continue;
                    }
                }
            } else {
                let inside = around.last().cloned().unwrap_or_default();
                (inside.join(&name), kind(&metadata))
            };
            match found {
                Found::File => self.found.files.push(path),
                Found::Folder => {
                    if metadata.is_symlink() && !self.may_enter(&path, &real, around) {
                        continue;
                    }
                    around.push(real);
                    self.folder(&path, around)?;
                    around.pop();
                }
                Found::Nothing => {}
            }
        }
        Ok(())
    }

    /// Whether to read the folder `real`, to which the link at `path` leads. Reports a fault if not.
    ///
    /// A folder that contains the link would be listed without end.
    fn may_enter(&mut self, path: &Path, real: &Path, around: &[PathBuf]) -> bool {
        let visits = self.visits.entry(real.to_owned()).or_default();
        *visits += 1;
        let message = if around.iter().any(|folder| folder.starts_with(real)) {
            message!("this link points to a folder that contains it")
        } else if *visits > VISITS {
            message!("too many links lead to this folder")
        } else {
            return true;
        };
        // The folders in this one are reached as often, and the link itself may be reached on many paths.
        let link = around.last().zip(path.file_name());
        let link = (*visits <= VISITS).then(|| link.map(|(folder, name)| folder.join(name)));
        if !self.refused.insert(link.flatten()) {
            return false;
        }
        self.faults.push(Rule::FileLinkLoop.at(
            &Position::file(name_of(self.handbook.root, path)),
            message,
            message!("remove the link"),
        ));
        false
    }
}

#[cfg(test)]
mod tests {
    use super::is_passing;

    #[test]
    #[cfg(unix)]
    fn nested_links_are_one_fault() {
        use std::fs;
        use std::os::unix::fs::symlink;
        let root = tempfile::tempdir().unwrap();
        for level in 0..8 {
            let folder = root.path().join(format!("content/{level}"));
            fs::create_dir_all(&folder).unwrap();
            for name in ["a", "b"] {
                symlink(format!("../{}", level + 1), folder.join(name)).unwrap();
            }
        }
        fs::create_dir_all(root.path().join("content/8")).unwrap();
        let mut faults = Vec::new();
        super::below(root.path(), "content", &mut faults).unwrap();
        assert_eq!(faults.len(), 1, "{faults:?}");
    }

    #[test]
    fn files_of_editors_and_systems_are_ignored() {
        for name in [
            ".about.md.swp",
            "4913",
            "#about.md#",
            "about.md~",
            "x.yaml___jb_tmp___",
            "x.yaml___jb_old___",
            "~$notes.docx",
            "Thumbs.db",
            "desktop.ini",
            "about.md.BAK",
            "about.md.orig",
            ".DS_Store",
        ] {
            assert!(is_passing(name.as_ref()), "{name}");
        }
        for name in ["about.md", "bak", "tmp.yaml", "thumbs.yaml", "a~b.md"] {
            assert!(!is_passing(name.as_ref()), "{name}");
        }
    }
}
