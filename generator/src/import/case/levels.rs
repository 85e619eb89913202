//! The levels that items name.

use crate::import::json::JsonRecord;

/// The levels that an item names, also in the spelling of older programs.
pub(super) fn levels_of(record: &JsonRecord<'_>) -> Vec<String> {
    let mut levels = record.all_words("educationLevel");
    levels.extend(record.all_words("educationalLevel"));
    levels
}
