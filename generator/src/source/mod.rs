//! Reads the content tree: files, YAML with positions, and Markdown with front matter.
//!
//! The way of a file is [`tree`] (bytes to text), [`documents`] (text to records, by the path of
//! the file), [`gathering`] (records by standard, curriculum and posting), and then
//! [`crate::model`]. Every value keeps its [`position`], so that a fault found much later still
//! names file, line and column. The way back, from a record to a file, is [`encode`] and [`emit`].
//!
//! Nothing here knows how files relate to each other, and nothing stops at the first fault.

pub mod attachment;
pub mod closest;
pub mod comment;
pub mod decode;
pub mod definitions;
pub mod diagnostic;
pub mod documents;
pub mod edit;
pub mod emit;
pub mod encode;
pub mod encoding;
pub mod exif;
pub mod fields;
mod fold;
pub mod foreign;
pub mod format;
pub mod front_matter;
pub mod gathering;
pub mod han;
pub mod items;
pub mod key_description;
pub mod lines;
mod lookalike;
pub mod markdown;
mod meant;
pub mod mention;
pub mod mismatch;
pub mod misplaced;
pub mod namespace;
pub mod opening;
pub mod page;
pub mod place;
pub mod position;
pub mod record;
#[cfg(test)]
mod reference_tests;
pub mod return_sheet;
pub mod rule;
#[cfg(test)]
mod rule_pages_tests;
pub mod schema;
pub mod spelling;
pub mod svg;
#[cfg(test)]
pub(crate) mod testing;
pub mod text_role;
pub mod texts;
pub mod tree;
pub mod tree_error;
pub mod walk;
pub mod yaml;
