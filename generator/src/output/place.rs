//! The output folder and the files that it may contain.
//!
//! Everything that could harm files of others is refused here, before anything is written: an
//! output inside the content, a symbolic link, a file that the program did not write.

use std::collections::BTreeSet;
use std::fs::{self, File, FileType, TryLockError};
use std::io;
use std::path::{Component, Path, PathBuf};

use dunce::simplified;
use rayon::prelude::*;
use walkdir::WalkDir;

use super::error::{OutputAction, OutputError};
use super::manifest;
use crate::source::place::CONTENT;
use crate::source::tree_error::without_path;

/// The folder that contains the themes.
const THEMES: &str = "themes";

/// An existing output folder that is safe to write to and locked by this build.
pub(super) struct OutputPlace {
    /// The folder, with all links in its path resolved.
    pub(super) folder: PathBuf,
    /// Whether this build created it.
    made: bool,
    /// The lock, held until the build ends. Systems that cannot open a folder do without.
    _lock: Option<File>,
}

impl OutputPlace {
    /// Opens `out` for the handbook at `root`, creating it if it is missing.
    ///
    /// # Errors
    ///
    /// Returns an error if the folder is unsafe, is not a folder, cannot be created, or is in use
    /// by another build.
    pub(super) fn open(root: &Path, out: &Path) -> Result<OutputPlace, OutputError> {
        let folder = resolve(out)?;
        refuse_overlap(root, &folder)?;
        let folder = simplified(&folder).to_owned();
        let made = match fs::metadata(&folder) {
            Ok(metadata) if metadata.is_dir() => false,
            Ok(_) => return Err(OutputError::NotAFolder(folder)),
            Err(_) => {
                fs::create_dir_all(&folder)
                    .map_err(|cause| OutputError::io(OutputAction::Make, &folder, cause))?;
                true
            }
        };
        let lock = File::open(&folder).ok();
        if let Some(lock) = &lock
            && matches!(lock.try_lock(), Err(TryLockError::WouldBlock))
        {
            return Err(OutputError::Busy(folder));
        }
        Ok(OutputPlace {
            folder,
            made,
            _lock: lock,
        })
    }

    /// The path of an address's file.
    pub(super) fn path(&self, address: &str) -> PathBuf {
        let mut path = self.folder.clone();
        path.extend(address.split('/'));
        path
    }

    /// Removes the folder if this build created it and it is empty.
    pub(super) fn abandon(&self) {
        if self.made {
            // It may contain files by now; then it stays and nothing is lost.
            let _ = fs::remove_dir(&self.folder);
        }
    }

    /// Returns an error if a link, or a file that is not in `ours`, is in the way of an address. Otherwise returns the
    /// folders of `addresses` that do not exist yet, for which no further checks are needed.
    ///
    /// `ours` are the files of the previous build.
    pub(super) fn examine<'a>(
        &self,
        addresses: &BTreeSet<&'a str>,
        ours: &'a BTreeSet<String>,
    ) -> Result<BTreeSet<&'a str>, OutputError> {
        let mut foreign = Vec::new();
        let mut missing = BTreeSet::new();
        let folders: BTreeSet<&str> = addresses
            .iter()
            .copied()
            .chain(ours.iter().map(String::as_str))
            .flat_map(folders_of)
            .collect();
        // Sorted, so that a folder precedes its contents: nothing is checked below a missing folder or a link.
        for folder in folders {
            if folder_of(folder).is_some_and(|above| missing.contains(above)) {
                missing.insert(folder);
                continue;
            }
            match self.kind(folder)? {
                Some(kind) if kind.is_dir() => {}
                Some(_) if !ours.contains(folder) => foreign.push(self.path(folder)),
                Some(_) => {}
                None => {
                    missing.insert(folder);
                }
            }
        }
        let is_there =
            |address: &str| folder_of(address).is_none_or(|folder| !missing.contains(folder));
        let blocked: Result<Vec<Vec<PathBuf>>, OutputError> = addresses
            .par_iter()
            .filter(|address| is_there(address))
            .map(|address| self.blocked(address, ours))
            .collect();
        foreign.extend(blocked?.into_iter().flatten());
        for stale in ours
            .iter()
            .filter(|path| !addresses.contains(path.as_str()))
        {
            self.kind(stale)?;
        }
        if foreign.is_empty() {
            Ok(missing)
        } else {
            Err(OutputError::Foreign(foreign))
        }
    }

    /// The files at or below the path of `address` that are not in `ours`.
    fn blocked(&self, address: &str, ours: &BTreeSet<String>) -> Result<Vec<PathBuf>, OutputError> {
        match self.kind(address)? {
            None => Ok(Vec::new()),
            Some(kind) if kind.is_dir() => self.foreign_below(address, ours),
            Some(_) if ours.contains(address) => Ok(Vec::new()),
            Some(_) => Ok(vec![self.path(address)]),
        }
    }

    /// The files in a folder that are not in `ours`. An empty folder counts too, because it is not ours to remove.
    fn foreign_below(
        &self,
        folder: &str,
        ours: &BTreeSet<String>,
    ) -> Result<Vec<PathBuf>, OutputError> {
        let start = self.path(folder);
        let mut empty = true;
        let mut foreign = Vec::new();
        for entry in WalkDir::new(&start).min_depth(1).sort_by_file_name() {
            let entry = entry.map_err(|error| {
                let path = error.path().unwrap_or(&start).to_owned();
                OutputError::io(OutputAction::Read, &path, without_path(error))
            })?;
            empty = false;
            let name = crate::source::place::name_of(&self.folder, entry.path());
            if !entry.file_type().is_dir() && !ours.contains(&*name) {
                foreign.push(entry.into_path());
            }
        }
        if empty {
            foreign.push(start);
        }
        Ok(foreign)
    }

    /// The type of the file at `path` in the output, or `None` if there is none. Returns an error for a link.
    pub(super) fn kind(&self, path: &str) -> Result<Option<FileType>, OutputError> {
        let path = self.path(path);
        match fs::symlink_metadata(&path) {
            Ok(metadata) if metadata.is_symlink() => Err(OutputError::Link(path)),
            Ok(metadata) => Ok(Some(metadata.file_type())),
            Err(error)
                if matches!(
                    error.kind(),
                    io::ErrorKind::NotFound | io::ErrorKind::NotADirectory
                ) =>
            {
                Ok(None)
            }
            Err(error) => Err(OutputError::io(OutputAction::Read, &path, error)),
        }
    }
}

/// The folder of the file of `address`, or `None` for the output folder itself.
pub(super) fn folder_of(address: &str) -> Option<&str> {
    address.rsplit_once('/').map(|(folder, _)| folder)
}

/// The folders above the file of `address`, outermost first.
pub(super) fn folders_of(address: &str) -> impl Iterator<Item = &str> {
    address.match_indices('/').map(|(at, _)| &address[..at])
}

/// Resolves links and `..` in `path`, whether or not it exists.
///
/// The rest of a path that does not exist is kept as it is.
fn resolve(path: &Path) -> Result<PathBuf, OutputError> {
    let failed = |cause| OutputError::io(OutputAction::Find, path, cause);
    let absolute = std::path::absolute(path).map_err(failed)?;
    let mut resolved = PathBuf::new();
    for part in absolute.components() {
        match part {
            Component::ParentDir => {
                resolved.pop();
            }
            Component::CurDir => {}
            // A drive without the root after it means the folder last used on that drive, so it is not resolved alone.
            Component::Prefix(_) => resolved.push(part),
            Component::RootDir | Component::Normal(_) => {
                resolved.push(part);
                // Resolve each step separately, since `..` after a link leads to the parent of the link's target.
                match resolved.canonicalize() {
                    Ok(real) => resolved = real,
                    Err(error) if error.kind() == io::ErrorKind::NotFound => {
                        // The link is broken: creating the folder would create it somewhere else.
                        if resolved.is_symlink() {
                            return Err(OutputError::Link(resolved));
                        }
                    }
                    Err(error) if error.kind() == io::ErrorKind::NotADirectory => {
                        resolved.pop();
                        return Err(OutputError::NotAFolder(resolved));
                    }
                    Err(error) => return Err(failed(error)),
                }
            }
        }
    }
    Ok(resolved)
}

/// Returns an error if the output is, contains or lies inside a folder that a build must not overwrite.
fn refuse_overlap(root: &Path, out: &Path) -> Result<(), OutputError> {
    let root = resolve(root)?;
    let sources = [root.join(CONTENT), root.join(THEMES)].map(|folder| resolve(&folder));
    let mut kept = vec![root.clone()];
    for source in sources {
        kept.push(source?);
    }
    for (index, kept) in kept.iter().enumerate() {
        let is_root = index == 0;
        if kept.starts_with(out) || (!is_root && out.starts_with(kept)) {
            return Err(OutputError::Overlap {
                out: simplified(out).to_owned(),
                kept: simplified(kept).to_owned(),
            });
        }
    }
    Ok(())
}

/// Reads a list of files. Returns `None` if it does not exist.
///
/// # Errors
///
/// Returns an error if it is a link, cannot be read, or is damaged.
pub(super) fn read_list(path: &Path) -> Result<Option<BTreeSet<String>>, OutputError> {
    match fs::symlink_metadata(path) {
        Ok(metadata) if metadata.is_symlink() => return Err(OutputError::Link(path.to_owned())),
        Ok(_) => {}
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(OutputError::io(OutputAction::Read, path, error)),
    }
    let bytes = fs::read(path).map_err(|cause| OutputError::io(OutputAction::Read, path, cause))?;
    std::str::from_utf8(&bytes)
        .ok()
        .and_then(manifest::read)
        .map(Some)
        .ok_or_else(|| OutputError::Manifest(path.to_owned()))
}
