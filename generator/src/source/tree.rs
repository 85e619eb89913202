//! The files of a content tree or a theme: texts, and the bytes of pictures and downloads.
//!
//! It reads bytes and knows nothing about YAML. Limits keep a wrong folder, such as one with films,
//! from exhausting the memory: `E002` for a file that is too large, and `E003` for one that is not
//! UTF-8.

use std::collections::BTreeMap;
use std::fs;
use std::ops::Bound;
use std::path::Path;
use std::sync::Arc;

use super::attachment::{AttachedBytes, Attachment};
use super::diagnostic::Diagnostic;
use super::encoding;
use super::foreign::Foreign;
use super::place::name_of;
use super::position::Position;
use super::rule::Rule;
use super::tree_error::TreeError;
use super::walk::{self, Found, below};
use crate::language::message::message;

/// The maximum size of a file, in bytes: a hundred times that of the largest file of the shipped standard.
const LARGEST: u64 = 8 * 1024 * 1024;

/// The text files below a folder, by their path from the root, with `/` between folders.
#[derive(Clone, Debug, Default)]
pub struct Tree {
    /// The path and the text of every file, in path order. Without the byte order mark with which
    /// some editors begin a file.
    pub files: BTreeMap<Arc<str>, Arc<str>>,
    /// The path and the bytes of every picture and download, in path order.
    pub attached: BTreeMap<Arc<str>, AttachedBytes>,
}

/// A file of content as it was read.
enum ReadContent {
    Text(Arc<str>),
    Attached(AttachedBytes),
}

impl Tree {
    /// Reads every file below `root/folder`, as [`below`] lists them.
    ///
    /// Files that are too large or not UTF-8 are reported in `faults`, as are links that cannot be followed.
    ///
    /// # Errors
    /// Returns an error if the folder is missing or cannot be listed, or if a file in it cannot be read.
    pub fn read(
        root: &Path,
        folder: &str,
        faults: &mut Vec<Diagnostic>,
    ) -> Result<Tree, TreeError> {
        let mut tree = Tree::default();
        for path in below(root, folder, faults)?.files {
            let name = name_of(root, &path);
            let content = read_content(&path, &name, faults)?;
            tree.put(&name, content);
        }
        Ok(tree)
    }

    /// Reads one file of `folder` again, after it was saved, moved or removed, and returns its path from the root.
    ///
    /// # Errors
    /// Returns an error if the file exists but cannot be read.
    ///
    /// A file that is gone, or can no longer be used, is removed from the tree.
    pub fn reread(
        &mut self,
        root: &Path,
        folder: &str,
        path: &Path,
        faults: &mut Vec<Diagnostic>,
    ) -> Result<Arc<str>, TreeError> {
        let name = name_of(root, path);
        match walk::at(root, folder, path, faults) {
            Found::File => {
                let content = read_content(path, &name, faults)?;
                self.put(&name, content);
            }
            Found::Folder | Found::Nothing => self.put(&name, None),
        }
        Ok(name)
    }

    /// Whether the tree has files in the folder `name`, a path from the root.
    pub fn has_folder(&self, name: &str) -> bool {
        let inside = format!("{name}/");
        let from = (Bound::Included(inside.as_str()), Bound::Unbounded);
        let file = self.files.range::<str, _>(from).next();
        let attached = self.attached.range::<str, _>(from).next();
        let first = [file.map(|(name, _)| name), attached.map(|(name, _)| name)];
        let mut first = first.into_iter().flatten();
        first.any(|name| name.starts_with(&inside))
    }

    /// Puts a text into the tree in place of the saved file, as an editor shows it before it is saved.
    pub fn overlay(&mut self, name: &Arc<str>, text: &str) {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        self.put(name, Some(ReadContent::Text(text.into())));
    }

    /// Puts a file into the tree, in place of the one with its name; `None` removes that.
    fn put(&mut self, name: &Arc<str>, content: Option<ReadContent>) {
        self.files.remove(name);
        self.attached.remove(name);
        match content {
            Some(ReadContent::Text(text)) => {
                self.files.insert(name.clone(), text);
            }
            Some(ReadContent::Attached(bytes)) => {
                self.attached.insert(name.clone(), bytes);
            }
            None => {}
        }
    }
}

/// Reads every file below `root/folder` as bytes, by its path from `root`. A file is read as [`Tree::read`] does,
/// unless `is_any` is true for its path; then its bytes may be anything. Files that cannot be used are reported in
/// `faults`, as by [`Tree::read`].
///
/// # Errors
/// Returns an error if the folder is missing or cannot be listed, or if a file in it cannot be read.
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

/// A file of content; `None` if it is no content, or a text that is too large or not UTF-8.
fn read_content(
    path: &Path,
    name: &Arc<str>,
    faults: &mut Vec<Diagnostic>,
) -> Result<Option<ReadContent>, TreeError> {
    match Foreign::of(name) {
        Some(Foreign::Attached(kind)) => {
            let bytes = read_attached(path, Attachment::limit(kind))?;
            Ok(Some(ReadContent::Attached(bytes)))
        }
        Some(foreign) => {
            faults.extend(foreign.warning(name));
            Ok(None)
        }
        None => Ok(read_text(path, name, faults)?.map(ReadContent::Text)),
    }
}

/// A picture or download, unless it is larger than `limit`.
fn read_attached(path: &Path, limit: u64) -> Result<AttachedBytes, TreeError> {
    let failed = |cause| TreeError {
        path: path.to_owned(),
        cause,
    };
    let size = fs::metadata(path).map_err(failed)?.len();
    if size > limit {
        return Ok(AttachedBytes::TooLarge(size));
    }
    let bytes = fs::read(path).map_err(failed)?;
    Ok(AttachedBytes::Read(bytes.into()))
}

/// The bytes of a file; `None` if it is too large.
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
        faults.push(Rule::FileTooLarge.at(
            &Position::file(name.clone()),
            message!(
                "this file has {size} bytes, more than the limit of {largest}",
                size,
                largest = LARGEST
            ),
            message!("split it into several files"),
        ));
        return Ok(None);
    }
    fs::read(path).map(Some).map_err(failed)
}

/// The text of a file; `None` if it is too large or not UTF-8.
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
            // A byte order mark comes from the editor and is not content.
            let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
            Ok(Some(text.into()))
        }
        Err(error) => {
            faults.push(not_utf8(
                name,
                error.as_bytes(),
                error.utf8_error().valid_up_to(),
            ));
            Ok(None)
        }
    }
}

/// The fault of a file whose bytes are not UTF-8 from `valid` on. It names the encoding, or the kind of file.
fn not_utf8(name: &Arc<str>, bytes: &[u8], valid: usize) -> Diagnostic {
    if let Some(kind) = encoding::kind(bytes) {
        return Rule::NotUtf8.at(
            &Position::file(name.clone()),
            message!("this file is {kind}, not text", kind),
            message!("give its name the extension of its kind, or move it out of `content/`"),
        );
    }
    let line = bytes[..valid].iter().filter(|byte| **byte == b'\n').count() + 1;
    let place = Position::point(name.clone(), u32::try_from(line).unwrap_or(u32::MAX), 1);
    match encoding::recognised(bytes) {
        Some(foreign) => Rule::NotUtf8.at(
            &place,
            message!("this file is not UTF-8 text, but {encoding}", encoding = foreign.encoding),
            message!(
                "convert it with `clausebook convert-encoding {file}`, or save it as UTF-8 in your editor",
                file = quoted_name(name),
            ),
        ),
        None => Rule::NotUtf8.at(
            &place,
            message!("this file is not UTF-8 text, and its encoding is not known"),
            message!("save it as UTF-8 in your editor"),
        ),
    }
}

/// The path as an argument of a command.
fn quoted_name(name: &str) -> String {
    let is_plain = |c: char| c.is_alphanumeric() || matches!(c, '/' | '.' | '-' | '_');
    match name.chars().all(is_plain) {
        true => name.to_owned(),
        false => format!("\"{name}\""),
    }
}
