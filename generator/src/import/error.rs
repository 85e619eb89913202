//! Why a file could not be imported.

use std::io;

use super::found::FoundPlace;

/// A file cannot be imported.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// The system reported an error.
    #[error("cannot {action} {file}: {cause}")]
    System {
        /// The attempted action, such as `read`.
        action: &'static str,
        /// The file or folder.
        file: String,
        /// The error.
        cause: io::Error,
    },
    /// The content of the file cannot be imported.
    #[error("{file}: {place}: {message}\nhelp: {help}")]
    Content {
        /// The file.
        file: String,
        /// The place in it.
        place: FoundPlace,
        /// The fault.
        message: String,
        /// The remedy.
        help: String,
    },
    /// An option does not fit the file.
    #[error("{message}\nhelp: {help}")]
    Usage {
        /// The fault.
        message: String,
        /// The remedy.
        help: String,
    },
    /// A file or folder is in the way. Nothing was written.
    #[error("{path} exists already; nothing was written\nhelp: {help}")]
    Exists {
        /// The file or folder.
        path: String,
        /// The remedy.
        help: String,
    },
}

impl ImportError {
    /// An error in the content of a file.
    pub(super) fn content(
        file: &str,
        place: FoundPlace,
        message: impl Into<String>,
        help: impl Into<String>,
    ) -> Self {
        ImportError::Content {
            file: file.to_owned(),
            place,
            message: message.into(),
            help: help.into(),
        }
    }

    /// An error in the options.
    pub fn usage(message: impl Into<String>, help: impl Into<String>) -> Self {
        ImportError::Usage {
            message: message.into(),
            help: help.into(),
        }
    }
}
