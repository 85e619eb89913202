//! Reads the content tree: files, YAML with positions, and Markdown with front matter.

pub mod closest;
pub mod comment;
pub mod decode;
pub mod definitions;
pub mod diagnostic;
pub mod documents;
pub mod emit;
pub mod encode;
mod fold;
pub mod format;
pub mod gathering;
pub mod han;
pub mod items;
mod lookalike;
pub mod markdown;
pub mod page;
pub mod place;
pub mod position;
pub mod record;
#[cfg(test)]
mod reference_tests;
pub mod rule;
pub mod schema;
#[cfg(test)]
pub(crate) mod testing;
pub mod texts;
pub mod tree;
pub mod tree_error;
pub mod walk;
pub mod yaml;
