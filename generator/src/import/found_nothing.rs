//! Files in which nothing was found.

use super::error::ImportError;
use super::found::{FoundPlace, FoundStandard};
use super::input::ImportFile;
use crate::language::message::message;

/// The framework, if anything was found in its file.
///
/// # Errors
///
/// If it has neither items nor roles: the file is probably not what its author takes it for.
pub fn not_empty(found: FoundStandard, file: &ImportFile) -> Result<FoundStandard, ImportError> {
    if found.items.is_empty() && found.roles.is_empty() {
        return Err(ImportError::content(
            &file.name,
            FoundPlace::File,
            message!("there is nothing to import: the framework has no items"),
            message!("export it again, and check that the export is whole"),
        ));
    }
    Ok(found)
}
