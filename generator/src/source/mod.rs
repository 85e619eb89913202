//! Reads the content tree: files, YAML with positions, Markdown with front matter.

pub mod decode;
pub mod diagnostic;
pub mod documents;
pub mod format;
pub mod items;
pub mod markdown;
pub mod page;
pub mod position;
pub mod schema;
pub mod tree;
pub mod yaml;
