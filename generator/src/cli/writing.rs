//! Writing files of a handbook: new ones, never over existing ones, and whole replacements.

use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::Path;

use super::terminal::Failure;
use crate::language::message::message;

/// Writes a new file.
pub(super) fn write_new(path: &Path, text: &str) -> Result<(), Failure> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(|error| unmade(folder, &error))?;
    }
    OpenOptions::new()
        .write(true)
        .create_new(true)
        .open(path)
        .and_then(|mut file| file.write_all(text.as_bytes()))
        .map_err(|error| unwritten(path, &error))
}

/// The failure to make a folder.
pub(super) fn unmade(path: &Path, cause: &io::Error) -> Failure {
    let path = path.display();
    Failure::Call(message!(
        "cannot make the folder {path}: {cause}",
        path,
        cause
    ))
}

/// The failure to write a file.
pub(super) fn unwritten(path: &Path, cause: &io::Error) -> Failure {
    let path = path.display();
    Failure::Call(message!("cannot write {path}: {cause}", path, cause))
}

/// The failure to read a file or folder.
pub(super) fn unread(path: &Path, cause: &io::Error) -> Failure {
    let path = path.display();
    Failure::Call(message!("cannot read {path}: {cause}", path, cause))
}

/// Writes a file through a temporary one, so that it is never left half written.
pub(super) fn replace(root: &Path, name: &str, text: &str) -> Result<(), Failure> {
    let file = root.join(name);
    // A hidden file is not read as content.
    let draft = file.with_file_name(format!(
        ".{}.new",
        name.rsplit('/').next().unwrap_or_default()
    ));
    let written = fs::write(&draft, text).and_then(|()| fs::rename(&draft, &file));
    written.map_err(|error| unwritten(&file, &error))
}
