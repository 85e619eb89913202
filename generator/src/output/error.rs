//! Why a site could not be written.
//!
//! Each message says what to do. Nothing here is about the content: that has been checked before.

use std::fmt::{self, Display, Formatter, Write as _};
use std::io;
use std::path::{Path, PathBuf};

use crate::language::message::{Message, message};
use crate::language::system_error;
use crate::site::RenderError;

/// The most names shown in a message.
const SHOWN: usize = 10;

/// An action on a file or folder of the output.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OutputAction {
    /// Reading it.
    Read,
    /// Writing it.
    Write,
    /// Making the folder.
    Make,
    /// Removing it.
    Remove,
    /// Finding it.
    Find,
}

/// Why a site could not be written, and what to do about it.
#[derive(Debug)]
pub enum OutputError {
    /// The system reported an error, such as a missing permission or a full disk.
    Io {
        /// The attempted action.
        action: OutputAction,
        /// The file or folder.
        path: PathBuf,
        /// The system's error.
        cause: io::Error,
    },
    /// The output is something other than a folder.
    NotAFolder(PathBuf),
    /// The output is, contains or lies inside a folder that a build must not overwrite.
    Overlap {
        /// The output folder.
        out: PathBuf,
        /// The folder that must be kept.
        kept: PathBuf,
    },
    /// Files that the program did not write are in the way of the site's files.
    Foreign(Vec<PathBuf>),
    /// The output contains a symbolic link, through which files would be written elsewhere.
    Link(PathBuf),
    /// The list of the program's own files is damaged.
    Manifest(PathBuf),
    /// An address leads out of the output or into the program's own files.
    Address(String),
    /// Another build is writing to the same folder.
    Busy(PathBuf),
    /// A page could not be rendered because of a fault in the theme.
    Render(RenderError),
}

impl OutputError {
    /// The error for the user.
    pub fn message(&self) -> Message {
        match self {
            OutputError::Io {
                action,
                path,
                cause,
            } => {
                let (path, cause) = (path.display(), system_error(cause));
                match action {
                    OutputAction::Read => message!("cannot read {path}: {cause}", path, cause),
                    OutputAction::Write => message!("cannot write {path}: {cause}", path, cause),
                    OutputAction::Make => {
                        message!("cannot make the folder {path}: {cause}", path, cause)
                    }
                    OutputAction::Remove => message!("cannot remove {path}: {cause}", path, cause),
                    OutputAction::Find => message!("cannot find {path}: {cause}", path, cause),
                }
            }
            OutputError::NotAFolder(path) => message!(
                "{path} is not a folder; choose another with --out",
                path = path.display()
            ),
            OutputError::Overlap { out, kept } => message!(
                "the site cannot be written to {out}, since {kept} would not be safe there; choose another folder with \
                 --out",
                out = out.display(),
                kept = kept.display()
            ),
            OutputError::Foreign(paths) => foreign(paths),
            OutputError::Link(path) => message!(
                "{path} is a symbolic link, and nothing is written through one; remove it, or choose another folder with \
                 --out",
                path = path.display()
            ),
            OutputError::Manifest(path) => message!(
                "{path} is damaged, so that the program cannot tell its files from others'; remove the whole folder if \
                 nothing else is in it, or choose another with --out",
                path = path.display()
            ),
            OutputError::Address(address) => message!(
                "`{address}` cannot be the path of a file in the site; rename the file of the theme or the page behind it",
                address
            ),
            OutputError::Busy(path) => message!(
                "another build is writing to {path}; wait until it is done",
                path = path.display()
            ),
            OutputError::Render(error) => error.message(),
        }
    }

    /// Creates an error for an action on `path` that failed in the system.
    pub(super) fn io(action: OutputAction, path: &Path, cause: io::Error) -> Self {
        OutputError::Io {
            action,
            path: path.to_owned(),
            cause,
        }
    }
}

impl Display for OutputError {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.message().english())
    }
}

impl std::error::Error for OutputError {}

impl From<RenderError> for OutputError {
    fn from(error: RenderError) -> Self {
        OutputError::Render(error)
    }
}

/// The message about files of others, of which the first ten are named.
fn foreign(paths: &[PathBuf]) -> Message {
    let mut files = String::new();
    for path in paths.iter().take(SHOWN) {
        let _ = write!(files, "\n  {}", path.display());
    }
    let count = paths.len();
    let listed = message!(
        "the output folder contains {count} {count|file|files} that clausebook did not write:{files}",
        count,
        files
    );
    let listed = match count.saturating_sub(SHOWN) {
        0 => listed,
        more => message!("{listed}\n  and {more} more", listed, more),
    };
    message!(
        "{listed}\nmove what you want to keep and remove the rest, or choose another folder with --out",
        listed
    )
}
