//! The files of a content tree or a theme, as text.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::diagnostic::Diagnostic;
use super::position::Position;
use super::walk::{self, Found, below};

/// The largest file that is read, in bytes: a hundred times the largest of the shipped standard.
const LARGEST: u64 = 8 * 1024 * 1024;

/// The text files below a folder, by their path from the root with `/` between folders.
#[derive(Clone, Debug, Default)]
pub struct Tree {
    /// Path and text of every file, in the order of paths.
    pub files: BTreeMap<Arc<str>, Arc<str>>,
}

/// Why a folder could not be read at all.
#[derive(Debug, thiserror::Error)]
#[error("cannot read {path}: {cause}")]
pub struct TreeError {
    /// The folder or file.
    pub path: PathBuf,
    /// What the system says.
    pub cause: io::Error,
}

impl Tree {
    /// Reads every file below `root/folder`, as [`below`] lists them.
    ///
    /// Files that are too large or not UTF-8 are reported in `faults`, and so are links that cannot be followed.
    ///
    /// # Errors
    /// Where the folder is missing or cannot be listed.
    pub fn read(
        root: &Path,
        folder: &str,
        faults: &mut Vec<Diagnostic>,
    ) -> Result<Tree, TreeError> {
        let mut files = BTreeMap::new();
        for path in below(root, folder, faults)?.files {
            let name = name_of(root, &path);
            if let Some(text) = read_text(&path, &name, faults)? {
                files.insert(name, text);
            }
        }
        Ok(Tree { files })
    }

    /// Reads one file of `folder` again, after it was saved, moved or removed.
    ///
    /// # Errors
    /// Where the file is there and cannot be read.
    pub fn reread(
        &mut self,
        root: &Path,
        folder: &str,
        path: &Path,
        faults: &mut Vec<Diagnostic>,
    ) -> Result<Arc<str>, TreeError> {
        let name = name_of(root, path);
        match walk::at(root, folder, path, faults) {
            Found::File => match read_text(path, &name, faults)? {
                Some(text) => self.files.insert(name.clone(), text),
                None => self.files.remove(&name),
            },
            Found::Folder | Found::Nothing => self.files.remove(&name),
        };
        Ok(name)
    }
}

/// Every file below `root/folder` with its bytes, by path from `root`: text where [`Tree::read`] would read it, and
/// whatever they are where `is_any` says so of the path. What cannot be read is reported in `faults`, as by [`Tree::read`].
///
/// # Errors
/// Where the folder is missing or cannot be listed.
pub fn read_bytes(
    root: &Path,
    folder: &str,
    is_any: impl Fn(&str) -> bool,
    faults: &mut Vec<Diagnostic>,
) -> Result<BTreeMap<Arc<str>, Arc<[u8]>>, TreeError> {
    let mut files = BTreeMap::new();
    for path in below(root, folder, faults)?.files {
        let name = name_of(root, &path);
        let bytes: Option<Arc<[u8]>> = if is_any(&name) {
            read_any(&path, &name, faults)?.map(Arc::from)
        } else {
            read_text(&path, &name, faults)?.map(|text| Arc::from(text.as_bytes()))
        };
        if let Some(bytes) = bytes {
            files.insert(name, bytes);
        }
    }
    Ok(files)
}

/// The system's own words, without those that the walk adds: the path is named beside them.
pub fn said_once(error: walkdir::Error) -> io::Error {
    let round = || io::Error::other("a link leads round in a circle");
    error.into_io_error().unwrap_or_else(round)
}

/// The path from the root, with `/` between folders on every system.
pub fn name_of(root: &Path, path: &Path) -> Arc<str> {
    let inside = path.strip_prefix(root).unwrap_or(path);
    let parts: Vec<_> = inside.iter().map(|part| part.to_string_lossy()).collect();
    parts.join("/").into()
}

/// The bytes of a file; nothing where it is too large.
fn read_any(
    path: &Path,
    name: &Arc<str>,
    faults: &mut Vec<Diagnostic>,
) -> Result<Option<Vec<u8>>, TreeError> {
    let failed = |cause| TreeError {
        path: path.to_owned(),
        cause,
    };
    let size = fs::metadata(path).map_err(failed)?.len();
    if size > LARGEST {
        faults.push(Diagnostic::error(
            &Position::file(name.clone()),
            format!("this file has {size} bytes; at most {LARGEST} are read"),
            "split it into several files",
        ));
        return Ok(None);
    }
    fs::read(path).map(Some).map_err(failed)
}

fn read_text(
    path: &Path,
    name: &Arc<str>,
    faults: &mut Vec<Diagnostic>,
) -> Result<Option<Arc<str>>, TreeError> {
    let Some(bytes) = read_any(path, name, faults)? else {
        return Ok(None);
    };
    match String::from_utf8(bytes) {
        Ok(text) => {
            // A byte order mark is an editor's doing, not content.
            let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
            Ok(Some(text.into()))
        }
        Err(error) => {
            let before = &error.as_bytes()[..error.utf8_error().valid_up_to()];
            let line = before.iter().filter(|byte| **byte == b'\n').count() + 1;
            faults.push(Diagnostic::error(
                &Position {
                    file: name.clone(),
                    line: u32::try_from(line).unwrap_or(u32::MAX),
                    column: 1,
                },
                "this file is not UTF-8 text",
                "save it as UTF-8 in your editor",
            ));
            Ok(None)
        }
    }
}
