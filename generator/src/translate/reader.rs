//! Reads what a translator returns, in either format.

use encoding_rs::{Encoding, UTF_8};

use super::error::ExchangeError;
use super::returned::ReturnedUnit;
use super::{po_reader, xliff_reader};
use crate::language::message::message;

/// The size of the largest file that is read, in bytes.
pub const LARGEST: u64 = 128 << 20;

/// Reads a file in either format, which its first character tells.
///
/// # Errors
/// Returns an error if it is in neither format or is damaged.
pub fn read(bytes: &[u8]) -> Result<Vec<ReturnedUnit>, ExchangeError> {
    let (encoding, mark) = Encoding::for_bom(bytes).unwrap_or((UTF_8, 0));
    let text = encoding.decode_without_bom_handling_and_without_replacement(&bytes[mark..]);
    let Some(text) = text else {
        let valid = std::str::from_utf8(bytes).map_or_else(|error| error.valid_up_to(), str::len);
        let line = bytes[..valid].iter().filter(|byte| **byte == b'\n').count() + 1;
        return Err(ExchangeError::at(
            u32::try_from(line).unwrap_or(u32::MAX),
            message!("this file is not UTF-8 text"),
            message!(
                "save it as UTF-8 in your translation tool, or convert it with `clausebook convert-encoding`"
            ),
        ));
    };
    match text.trim_start().chars().next() {
        Some('<') => xliff_reader::read(&text),
        Some(_) => po_reader::read(&text),
        None => Err(ExchangeError::whole(
            message!("this file is empty"),
            message!("export the translation again from your tool"),
        )),
    }
}
