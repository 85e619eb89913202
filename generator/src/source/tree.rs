//! The files of a content tree or a theme, as text.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use walkdir::WalkDir;

use super::diagnostic::Diagnostic;
use super::position::Position;

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
    /// Reads every file below `root/folder`. Links are not followed, hidden files are passed over.
    ///
    /// Files that are too large or not UTF-8 are said in `faults`.
    ///
    /// # Errors
    /// Where the folder is missing or cannot be listed.
    pub fn read(
        root: &Path,
        folder: &str,
        faults: &mut Vec<Diagnostic>,
    ) -> Result<Tree, TreeError> {
        let start = root.join(folder);
        let mut files = BTreeMap::new();
        let entries = WalkDir::new(&start)
            .min_depth(1)
            .sort_by_file_name()
            .into_iter()
            .filter_entry(|entry| !is_hidden(entry.file_name()));
        for entry in entries {
            let entry = entry.map_err(|error| TreeError {
                path: error.path().unwrap_or(&start).to_owned(),
                cause: said_once(error),
            })?;
            if !entry.file_type().is_file() {
                continue;
            }
            let name = name_of(root, entry.path());
            if let Some(text) = read_text(entry.path(), &name, faults)? {
                files.insert(name, text);
            }
        }
        Ok(Tree { files })
    }

    /// Reads one file again, after it was saved, moved or removed.
    ///
    /// # Errors
    /// Where the file is there and cannot be read.
    pub fn reread(
        &mut self,
        root: &Path,
        path: &Path,
        faults: &mut Vec<Diagnostic>,
    ) -> Result<Arc<str>, TreeError> {
        let name = name_of(root, path);
        match fs::symlink_metadata(path) {
            Ok(metadata) if metadata.is_file() => match read_text(path, &name, faults)? {
                Some(text) => self.files.insert(name.clone(), text),
                None => self.files.remove(&name),
            },
            _ => self.files.remove(&name),
        };
        Ok(name)
    }
}

/// The system's own words, without those that the walk adds: the path is named beside them.
pub fn said_once(error: walkdir::Error) -> io::Error {
    let round = || io::Error::other("a link leads round in a circle");
    error.into_io_error().unwrap_or_else(round)
}

fn is_hidden(name: &std::ffi::OsStr) -> bool {
    name.to_string_lossy().starts_with('.')
}

/// The path from the root, with `/` between folders on every system.
pub fn name_of(root: &Path, path: &Path) -> Arc<str> {
    let inside = path.strip_prefix(root).unwrap_or(path);
    let parts: Vec<_> = inside.iter().map(|part| part.to_string_lossy()).collect();
    parts.join("/").into()
}

fn read_text(
    path: &Path,
    name: &Arc<str>,
    faults: &mut Vec<Diagnostic>,
) -> Result<Option<Arc<str>>, TreeError> {
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
    let bytes = fs::read(path).map_err(failed)?;
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
