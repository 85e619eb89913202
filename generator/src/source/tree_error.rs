//! Errors of the system while reading folders and files.

use std::io;
use std::path::PathBuf;

/// The error for a folder or file that cannot be read.
#[derive(Debug, thiserror::Error)]
#[error("cannot read {path}: {cause}")]
pub struct TreeError {
    /// The folder or file.
    pub path: PathBuf,
    /// The error that the system reported.
    pub cause: io::Error,
}

/// The system's own error, without the path that the walk adds: messages name the path separately.
pub fn without_path(error: walkdir::Error) -> io::Error {
    let round = || io::Error::other("the links form a circle");
    error.into_io_error().unwrap_or_else(round)
}
