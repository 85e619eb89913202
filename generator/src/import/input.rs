//! The bytes of a file and its text, with limits on both.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use super::error::ImportError;
use super::found::FoundPlace;
use crate::language::message::{Message, message};
use crate::source::encoding;

/// The largest file that is read, in bytes.
const LARGEST: u64 = 256 << 20;

/// The longest text of a record, in bytes.
pub(super) const LONGEST_TEXT: usize = 200_000;

/// A file to import.
#[derive(Debug)]
pub struct ImportFile {
    /// Its name in messages.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// The text of a file.
#[derive(Debug)]
pub struct ImportText {
    /// The text, without a byte order mark.
    pub text: String,
    /// The encoding, if it is not UTF-8.
    pub encoding: Option<&'static str>,
}

impl ImportText {
    /// Says in which encoding the text was read, if that was recognised by its bytes alone.
    pub(super) fn remark(&self, named: Option<&str>) -> Option<Message> {
        let encoding = self.encoding.filter(|_| named.is_none())?;
        Some(message!(
            "the file is not in UTF-8, and was read in {encoding}; `--encoding` names another encoding",
            encoding
        ))
    }
}

impl ImportFile {
    /// Reads a file.
    ///
    /// # Errors
    /// Returns an error if it cannot be read or is too large.
    pub fn read(path: &Path) -> Result<ImportFile, ImportError> {
        let name = path.display().to_string();
        let failed = |cause: io::Error| ImportError::unread(path, &cause);
        let too_large = || {
            ImportError::content(
                &name,
                FoundPlace::File,
                message!("the file is larger than {size} MB", size = LARGEST >> 20),
                message!("split it into several files, and import each as a standard"),
            )
        };
        let mut bytes = Vec::new();
        let file = File::open(path).map_err(failed)?;
        if file.metadata().is_ok_and(|about| about.len() > LARGEST) {
            return Err(too_large());
        }
        // A pipe does not tell its size.
        file.take(LARGEST + 1)
            .read_to_end(&mut bytes)
            .map_err(failed)?;
        if u64::try_from(bytes.len()).unwrap_or(u64::MAX) > LARGEST {
            return Err(too_large());
        }
        Ok(ImportFile { name, bytes })
    }

    /// The text, in the named encoding or in the one that it is probably in.
    ///
    /// # Errors
    /// Returns an error if it is not text.
    pub fn text(&self, named: Option<&str>) -> Result<ImportText, ImportError> {
        let failed = |message: Message, help: Message| {
            ImportError::content(&self.name, FoundPlace::File, message, help)
        };
        if let Some(name) = named {
            let found = encoding::named(&self.bytes, name);
            let found = found.map_err(|message| {
                failed(
                    message,
                    message!("name the encoding in which the file was saved"),
                )
            })?;
            return Ok(ImportText {
                text: without_mark(found.text),
                encoding: Some(found.encoding),
            });
        }
        // Text in UTF-16 may be valid UTF-8, with a zero byte before or after each letter.
        let utf8 = std::str::from_utf8(&self.bytes).ok();
        let has_zeros = self.bytes.contains(&0);
        let recognised = match (utf8, has_zeros) {
            (Some(_), false) => None,
            (Some(_) | None, _) => encoding::recognised(&self.bytes),
        };
        if let (Some(text), None, None) = (utf8, &recognised, encoding::kind(&self.bytes)) {
            return Ok(ImportText {
                text: without_mark(text.to_owned()),
                encoding: None,
            });
        }
        match recognised {
            Some(found) => Ok(ImportText {
                text: without_mark(found.text),
                encoding: Some(found.encoding),
            }),
            None => Err(match encoding::kind(&self.bytes) {
                Some(kind) => failed(
                    message!("this is {kind}, not text", kind),
                    message!("save it as CSV in UTF-8 or, for a table, as XLSX"),
                ),
                None => failed(
                    message!("the encoding of the text is not known"),
                    message!(
                        "name it with `--encoding`, such as `gb18030` or `windows-1252`, or save the file as UTF-8"
                    ),
                ),
            }),
        }
    }
}

/// The text without a byte order mark.
fn without_mark(text: String) -> String {
    match text.strip_prefix('\u{feff}') {
        Some(rest) => rest.to_owned(),
        None => text,
    }
}
