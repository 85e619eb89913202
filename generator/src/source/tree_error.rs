//! Errors of the system while reading folders and files.
//!
//! Such an error stops the command, since nobody knows what else is missing; a fault of a single
//! file does not ([`super::tree`]).

use std::io;
use std::path::PathBuf;

use crate::language::message::{Message, message};
use crate::language::system_error;

/// The error for a folder or file that cannot be read.
#[derive(Debug, thiserror::Error)]
#[error("cannot read {path}: {cause}")]
pub struct TreeError {
    /// The folder or file.
    pub path: PathBuf,
    /// The error that the system reported.
    pub cause: io::Error,
}

impl TreeError {
    /// The error for the user.
    pub fn message(&self) -> Message {
        message!(
            "cannot read {path}: {cause}",
            path = self.path.display(),
            cause = system_error(&self.cause)
        )
    }
}

/// The system's own error, without the path that the walk adds: messages name the path separately.
pub fn without_path(error: walkdir::Error) -> io::Error {
    let round = || io::Error::other("the links form a circle");
    error.into_io_error().unwrap_or_else(round)
}
