//! Why a site could not be written.
//!
//! Each message says what to do. Nothing here is about the content: that has been checked before.

use std::fmt::Write as _;
use std::io;
use std::path::{Path, PathBuf};

use crate::site::RenderError;

/// The most names shown in a message.
const SHOWN: usize = 10;

/// Why a site could not be written, and what to do about it.
#[derive(Debug, thiserror::Error)]
pub enum OutputError {
    /// The system reported an error, such as a missing permission or a full disk.
    #[error("cannot {action} {path}: {cause}", path = path.display())]
    Io {
        /// The attempted action as a verb: `read`, `write`.
        action: &'static str,
        /// The file or folder.
        path: PathBuf,
        /// The system's error.
        cause: io::Error,
    },
    /// The output is something other than a folder.
    #[error("{path} is not a folder; choose another with --out", path = .0.display())]
    NotAFolder(PathBuf),
    /// The output is, contains or lies inside a folder that a build must not overwrite.
    #[error(
        "the site cannot be written to {out}, since {kept} would not be safe there; choose another folder with --out",
        out = out.display(),
        kept = kept.display()
    )]
    Overlap {
        /// The output folder.
        out: PathBuf,
        /// The folder that must be kept.
        kept: PathBuf,
    },
    /// Files that the program did not write are in the way of the site's files.
    #[error("{}", foreign(.0))]
    Foreign(Vec<PathBuf>),
    /// The output contains a symbolic link, through which files would be written elsewhere.
    #[error(
        "{path} is a symbolic link, and nothing is written through one; remove it, or choose another folder with --out",
        path = .0.display()
    )]
    Link(PathBuf),
    /// The list of the program's own files is damaged.
    #[error(
        "{path} is damaged, so that the program cannot tell its files from others'; \
         remove the whole folder if nothing else is in it, or choose another with --out",
        path = .0.display()
    )]
    Manifest(PathBuf),
    /// An address leads out of the output or into the program's own files.
    #[error(
        "`{0}` cannot be the path of a file in the site; rename the file of the theme or the page behind it"
    )]
    Address(String),
    /// Another build is writing to the same folder.
    #[error("another build is writing to {path}; wait until it is done", path = .0.display())]
    Busy(PathBuf),
    /// A page could not be rendered because of a fault in the theme.
    #[error(transparent)]
    Render(#[from] RenderError),
}

impl OutputError {
    /// Creates an error for an action on `path` that failed in the system.
    pub(super) fn io(action: &'static str, path: &Path, cause: io::Error) -> Self {
        OutputError::Io {
            action,
            path: path.to_owned(),
            cause,
        }
    }
}

/// The message about files of others, of which the first ten are named.
fn foreign(paths: &[PathBuf]) -> String {
    let mut text = match paths.len() {
        1 => "the output folder contains a file that clausebook did not write:".to_owned(),
        count => format!("the output folder contains {count} files that clausebook did not write:"),
    };
    for path in paths.iter().take(SHOWN) {
        let _ = write!(text, "\n  {}", path.display());
    }
    if paths.len() > SHOWN {
        let _ = write!(text, "\n  and {} more", paths.len() - SHOWN);
    }
    text.push_str(
        "\nmove what you want to keep and remove the rest, or choose another folder with --out",
    );
    text
}
