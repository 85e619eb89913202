//! Writing files of a handbook: new ones, never over existing ones, and whole replacements.

use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::Path;

use super::terminal::Failure;

/// Writes a new file.
pub(super) fn write_new(path: &Path, text: &str) -> Result<(), Failure> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(|error| failed("make the folder", folder, &error))?;
    }
    OpenOptions::new()
        .write(true)
        .create_new(true)
        .open(path)
        .and_then(|mut file| file.write_all(text.as_bytes()))
        .map_err(|error| failed("write", path, &error))
}

/// The failure of an action on a file.
pub(super) fn failed(action: &str, path: &Path, cause: &io::Error) -> Failure {
    Failure::Call(format!("cannot {action} {}: {cause}", path.display()))
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
    written.map_err(|error| Failure::Call(format!("cannot write {}: {error}", file.display())))
}
