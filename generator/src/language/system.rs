//! Errors that the operating system reports, in the language of the user.

use std::io;

use super::message::{Message, message};

/// The error as a clause without a full stop, such as `permission denied`. Errors that are rare are quoted as the system
/// reports them.
pub fn system_error(error: &io::Error) -> Message {
    match error.kind() {
        io::ErrorKind::NotFound => message!("there is no such file or folder"),
        io::ErrorKind::PermissionDenied => message!("permission denied"),
        io::ErrorKind::AlreadyExists => message!("it already exists"),
        io::ErrorKind::NotADirectory => message!("a part of the path is not a folder"),
        io::ErrorKind::IsADirectory => message!("it is a folder"),
        io::ErrorKind::DirectoryNotEmpty => message!("the folder is not empty"),
        io::ErrorKind::ReadOnlyFilesystem => message!("the file system is read-only"),
        io::ErrorKind::StorageFull => message!("the disk is full"),
        io::ErrorKind::QuotaExceeded => message!("your share of the disk is used up"),
        io::ErrorKind::FileTooLarge => message!("the file is too large"),
        io::ErrorKind::ResourceBusy => message!("another program is using it"),
        io::ErrorKind::InvalidFilename => message!("the name is too long or not allowed"),
        io::ErrorKind::AddrInUse => message!("another program is using the port"),
        io::ErrorKind::AddrNotAvailable => message!("this computer does not have the address"),
        io::ErrorKind::TimedOut => message!("there was no answer in time"),
        _ => Message::report(error.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::ProgramLanguage;

    #[test]
    fn common_errors_are_in_the_language_of_the_user() {
        let denied = io::Error::from(io::ErrorKind::PermissionDenied);
        let of = |language| system_error(&denied).text(language);
        assert_eq!(of(ProgramLanguage::English), "permission denied");
        assert_eq!(of(ProgramLanguage::Chinese), "没有权限");
        let rare = io::Error::other("odd");
        assert_eq!(system_error(&rare).text(ProgramLanguage::Chinese), "“odd”");
    }
}
