//! The staging folder: changed files are collected in it and moved into place together.
//!
//! The order of the writes makes a killed build harmless:
//! 1. Changed files are written to `.clausebook-new/files/…`. A build killed here leaves the earlier site.
//! 2. The names of all files of the new site are written to `.clausebook-new/list`. From now on, a listed file that is
//!    no longer staged has been moved into place and is known to be the program's own.
//! 3. Files that the site no longer has are removed, and the staged ones are moved into place, each as a whole.
//! 4. The names of all files are written to `.clausebook`; then the list and the staging folder are removed.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::error::{OutputAction, OutputError};
use super::manifest;
use super::place::{OutputPlace, folders_of, read_list};

/// The name of the staging folder in the output.
const NAME: &str = ".clausebook-new";

/// The staged files and their destination.
pub(super) struct Staging<'a> {
    /// The output folder.
    pub(super) place: &'a OutputPlace,
    folder: PathBuf,
}

/// Cleans up after a build that was killed, and returns the program's own files in `place`.
///
/// Without a staging folder, nothing was interrupted.
pub(super) fn recover(place: &OutputPlace) -> Result<BTreeSet<String>, OutputError> {
    let list = place.path(manifest::NAME);
    let mut ours = read_list(&list)?.unwrap_or_default();
    let staging = Staging::new(place);
    if place.kind(NAME)?.is_none() {
        return Ok(ours);
    }
    if let Some(named) = read_list(&staging.list())? {
        let published = |path: &String| !staging.files().join(path).exists();
        ours.extend(named.into_iter().filter(published));
        staging.write_manifest(ours.iter().map(String::as_str))?;
    }
    staging.remove()?;
    Ok(ours)
}

impl<'a> Staging<'a> {
    /// Creates a staging area for `place`. The folder is created with the first file.
    pub(super) fn new(place: &'a OutputPlace) -> Self {
        Staging {
            place,
            folder: place.path(NAME),
        }
    }

    /// The folder of the staged files.
    fn files(&self) -> PathBuf {
        self.folder.join("files")
    }

    /// The list of all files of the new site.
    fn list(&self) -> PathBuf {
        self.folder.join("list")
    }

    /// Stages the file of an address.
    pub(super) fn write(&self, address: &str, bytes: &[u8]) -> Result<(), OutputError> {
        write_whole(&self.files().join(address), bytes)
    }

    /// Moves the staged files into place and removes files in `ours` that are not in `addresses`. Returns the number of
    /// files removed.
    ///
    /// If no file has changed and no name, nothing is written at all.
    pub(super) fn publish(
        &self,
        addresses: &BTreeSet<&str>,
        ours: &BTreeSet<String>,
    ) -> Result<usize, OutputError> {
        let stale: Vec<&str> = ours
            .iter()
            .map(String::as_str)
            .filter(|path| !addresses.contains(path))
            .collect();
        let same_names = stale.is_empty() && ours.len() == addresses.len();
        let files = self.files();
        let gathered = files.is_dir();
        if same_names && !gathered {
            return Ok(0);
        }
        let list = manifest::write(addresses.iter().copied());
        if !same_names {
            let part = self.folder.join("list.part");
            write_whole(&part, list.as_bytes())?;
            rename(&part, &self.list())?;
        }
        let removed = self.remove_stale(&stale)?;
        if gathered {
            move_into(&files, &self.place.folder)?;
        }
        if !same_names {
            self.write_manifest(addresses.iter().copied())?;
        }
        self.remove()?;
        Ok(removed)
    }

    /// Removes the staged files after a failure.
    pub(super) fn discard(&self) {
        // The next build tries again; the caller reports the original error.
        let _ = fs::remove_dir_all(&self.folder);
    }

    /// Writes the list of the program's own files as a whole.
    fn write_manifest<'p>(
        &self,
        paths: impl IntoIterator<Item = &'p str>,
    ) -> Result<(), OutputError> {
        let part = self.folder.join("manifest");
        write_whole(&part, manifest::write(paths).as_bytes())?;
        rename(&part, &self.place.path(manifest::NAME))
    }

    /// Removes the folder, starting with the list: without it, any remaining files are ignored.
    fn remove(&self) -> Result<(), OutputError> {
        let failed = |cause| OutputError::io(OutputAction::Remove, &self.folder, cause);
        match fs::remove_file(self.list()) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(failed(error)),
            _ => {}
        }
        fs::remove_dir_all(&self.folder).map_err(failed)
    }

    /// Removes files of an earlier build and the folders that become empty.
    fn remove_stale(&self, stale: &[&str]) -> Result<usize, OutputError> {
        let mut removed = 0;
        for path in stale {
            // A folder at this path now belongs to somebody else.
            if self.place.kind(path)?.is_some_and(|kind| kind.is_file()) {
                let path = self.place.path(path);
                fs::remove_file(&path)
                    .map_err(|cause| OutputError::io(OutputAction::Remove, &path, cause))?;
                removed += 1;
            }
        }
        let folders: BTreeSet<&str> = stale.iter().flat_map(|path| folders_of(path)).collect();
        for folder in folders.into_iter().rev() {
            // Fails if the folder is not empty, as intended.
            let _ = fs::remove_dir(self.place.path(folder));
        }
        Ok(removed)
    }
}

/// Writes a file and creates the folders above it.
fn write_whole(path: &Path, bytes: &[u8]) -> Result<(), OutputError> {
    let failed = |cause| OutputError::io(OutputAction::Write, path, cause);
    match fs::write(path, bytes) {
        // Creating the folder only after a failure saves a check for most files.
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            if let Some(folder) = path.parent() {
                fs::create_dir_all(folder)
                    .map_err(|cause| OutputError::io(OutputAction::Make, folder, cause))?;
            }
            fs::write(path, bytes).map_err(failed)
        }
        result => result.map_err(failed),
    }
}

/// Moves a file over another, in one step.
fn rename(from: &Path, to: &Path) -> Result<(), OutputError> {
    fs::rename(from, to).map_err(|cause| OutputError::io(OutputAction::Write, to, cause))
}

/// Moves everything in the folder `from` into the folder `to`. A folder is moved as a whole if `to` has none of its
/// name.
fn move_into(from: &Path, to: &Path) -> Result<(), OutputError> {
    let failed = |cause| OutputError::io(OutputAction::Read, from, cause);
    for entry in fs::read_dir(from).map_err(failed)? {
        let entry = entry.map_err(failed)?;
        let (source, target) = (entry.path(), to.join(entry.file_name()));
        let is_folder = entry.file_type().map_err(failed)?.is_dir();
        match fs::symlink_metadata(&target) {
            Ok(metadata) if metadata.is_symlink() => return Err(OutputError::Link(target)),
            Ok(metadata) if is_folder && metadata.is_dir() => move_into(&source, &target)?,
            _ => rename(&source, &target)?,
        }
    }
    Ok(())
}
