//! Writing files of a handbook: new ones, never over existing ones, and whole replacements.

use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::terminal::Failure;
use crate::language::message::message;
use crate::language::system_error;

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
        cause = system_error(cause)
    ))
}

/// The failure to write a file.
pub(super) fn unwritten(path: &Path, cause: &io::Error) -> Failure {
    let path = path.display();
    Failure::Call(message!(
        "cannot write {path}: {cause}",
        path,
        cause = system_error(cause)
    ))
}

/// The failure to read a file or folder.
pub(super) fn unread(path: &Path, cause: &io::Error) -> Failure {
    let path = path.display();
    Failure::Call(message!(
        "cannot read {path}: {cause}",
        path,
        cause = system_error(cause)
    ))
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

/// A file of a handbook that changes, or is new.
pub(super) struct FileReplacement<'a> {
    /// Its path from the handbook's folder.
    pub name: &'a str,
    /// Its text as it was read; `None` if there was no such file.
    pub before: Option<&'a str>,
    /// Its new text.
    pub after: &'a str,
}

/// The mark with which some editors begin a file. It is kept, and is not part of the text.
const BYTE_ORDER_MARK: &str = "\u{feff}";

/// Writes all of `changes` or none. Each file is written through a temporary one, so it is never left half written, and
/// none is replaced before all are written. Fails if a file is no longer as it was read.
pub(super) fn replace_all(root: &Path, changes: &[FileReplacement<'_>]) -> Result<(), Failure> {
    let mut drafts: Vec<(PathBuf, PathBuf, Option<Vec<u8>>)> = Vec::new();
    let written = changes.iter().try_for_each(|change| {
        let (draft, file, before) = write_draft(root, change)?;
        drafts.push((draft, file, before));
        Ok(())
    });
    let renamed = written.and_then(|()| {
        for (place, (draft, file, _)) in drafts.iter().enumerate() {
            if let Err(error) = fs::rename(draft, file) {
                for (_, file, before) in &drafts[..place] {
                    // The first error is the one to report.
                    let _ = match before {
                        Some(bytes) => fs::write(file, bytes),
                        None => fs::remove_file(file),
                    };
                }
                return Err(unwritten(file, &error));
            }
        }
        Ok(())
    });
    if renamed.is_err() {
        for (draft, _, _) in &drafts {
            let _ = fs::remove_file(draft);
        }
    }
    renamed
}

/// Writes the new text of a file beside it. Returns the path of that text, the real path of the file, and its bytes.
fn write_draft(
    root: &Path,
    change: &FileReplacement<'_>,
) -> Result<(PathBuf, PathBuf, Option<Vec<u8>>), Failure> {
    let named = root.join(change.name);
    // A link stays a link.
    let file = dunce::canonicalize(&named).unwrap_or(named);
    let now = match fs::read(&file) {
        Ok(bytes) => Some(bytes),
        Err(error) if error.kind() == io::ErrorKind::NotFound => None,
        Err(error) => return Err(unread(&file, &error)),
    };
    let text = now.as_deref().map(|bytes| {
        let mark = BYTE_ORDER_MARK.as_bytes();
        bytes.strip_prefix(mark).unwrap_or(bytes)
    });
    if text != change.before.map(str::as_bytes) {
        return Err(Failure::helped(
            message!(
                "{file} has changed meanwhile; nothing was written",
                file = file.display()
            ),
            message!("run the command again"),
        ));
    }
    let mark = match (&now, text) {
        (Some(bytes), Some(text)) if bytes.len() > text.len() => BYTE_ORDER_MARK,
        _ => "",
    };
    if let Some(folder) = file.parent() {
        fs::create_dir_all(folder).map_err(|error| unmade(folder, &error))?;
    }
    let name = change.name.rsplit('/').next().unwrap_or_default();
    let draft = file.with_file_name(format!(".{name}.new"));
    let kept = |draft: &Path| match fs::metadata(&file) {
        Ok(metadata) => fs::set_permissions(draft, metadata.permissions()),
        Err(_) => Ok(()),
    };
    let written = fs::write(&draft, format!("{mark}{}", change.after)).and_then(|()| kept(&draft));
    if let Err(error) = written {
        let _ = fs::remove_file(&draft);
        return Err(unwritten(&file, &error));
    }
    Ok((draft, file, now))
}
