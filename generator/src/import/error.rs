//! Why a file could not be imported.

use std::io;
use std::path::Path;

use super::found::FoundPlace;
use crate::language::message::{Message, message};

/// A file cannot be imported.
#[derive(Debug)]
pub enum ImportError {
    /// The system reported an error, which the message quotes.
    System(Message),
    /// The content of the file cannot be imported.
    Content {
        /// The file.
        file: String,
        /// The place in it.
        place: FoundPlace,
        /// The fault.
        fault: Box<ImportFault>,
    },
    /// An option does not fit the file.
    Usage(Box<ImportFault>),
    /// A file or folder is in the way. Nothing was written.
    Exists {
        /// The file or folder.
        path: String,
        /// The remedy.
        help: Message,
    },
}

/// A fault with its remedy.
#[derive(Debug)]
pub struct ImportFault {
    /// The fault.
    pub message: Message,
    /// The remedy.
    pub help: Message,
}

impl ImportError {
    /// An error in the content of a file.
    pub(super) fn content(file: &str, place: FoundPlace, message: Message, help: Message) -> Self {
        ImportError::Content {
            file: file.to_owned(),
            place,
            fault: Box::new(ImportFault { message, help }),
        }
    }

    /// An error in the options.
    pub fn usage(message: Message, help: Message) -> Self {
        ImportError::Usage(Box::new(ImportFault { message, help }))
    }

    /// A file cannot be read.
    pub(super) fn unread(path: &Path, cause: &io::Error) -> Self {
        let cause = Message::report(cause.to_string());
        let path = path.display();
        ImportError::System(message!("cannot read {path}: {cause}", path, cause))
    }

    /// A file cannot be written.
    pub(super) fn unwritten(path: &Path, cause: &io::Error) -> Self {
        let cause = Message::report(cause.to_string());
        let path = path.display();
        ImportError::System(message!("cannot write {path}: {cause}", path, cause))
    }

    /// A file cannot be removed.
    pub(super) fn unremoved(path: &Path, cause: &io::Error) -> Self {
        let cause = Message::report(cause.to_string());
        let path = path.display();
        ImportError::System(message!("cannot remove {path}: {cause}", path, cause))
    }

    /// The error for the user, with its remedy.
    pub fn message(self) -> Message {
        match self {
            ImportError::System(message) => message,
            ImportError::Content { file, place, fault } => {
                let ImportFault { message, help } = *fault;
                let place = place.message();
                message!(
                    "{file}: {place}: {message}\nhelp: {help}",
                    file,
                    place,
                    message,
                    help
                )
            }
            ImportError::Usage(fault) => {
                let ImportFault { message, help } = *fault;
                message!("{message}\nhelp: {help}", message, help)
            }
            ImportError::Exists { path, help } => message!(
                "{path} exists already; nothing was written\nhelp: {help}",
                path,
                help
            ),
        }
    }
}
