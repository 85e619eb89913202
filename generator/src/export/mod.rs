//! The handbook for other programs.
//!
//! [`Export`] is the table of the files; [`bytes`] connects each entry with the file of this folder that makes it.

#![warn(clippy::wildcard_enum_match_arm)]

pub mod badges;
pub mod coverage;
pub mod json_ld;
pub mod search;
pub mod search_script;
pub mod sitemap;
pub mod table;
pub mod translation;

#[cfg(test)]
mod testing;

use std::collections::BTreeMap;

use crate::site::export::Export;
use crate::site::{Address, RenderError, Site};

/// What only the theme and the renderer know of words.
pub trait WordSource: Sync {
    /// An interface word in a language.
    fn word<'a>(&'a self, language: &str, key: &'a str) -> &'a str;

    /// The interface words in a language whose keys begin with `prefix`, by the rest of their keys.
    fn words<'a>(&'a self, language: &str, prefix: &'a str) -> BTreeMap<&'a str, &'a str>;

    /// The text of Markdown without its marks.
    fn plain(&self, markdown: &str) -> String;
}

/// What an export is made from.
pub struct Source<'a> {
    /// The site.
    pub site: &'a Site,
    /// The address of the export.
    pub address: &'a Address,
    /// The words of the theme.
    pub words: &'a dyn WordSource,
}

impl Source<'_> {
    /// The error for an export that cannot be made.
    fn error(&self, cause: impl Into<String>) -> RenderError {
        RenderError::of(self.address, cause)
    }
}

/// Returns the bytes of `export`.
///
/// # Errors
/// Returns an error if there is nothing to export, which no address of the site leads to.
pub fn bytes(source: &Source, export: Export) -> Result<Vec<u8>, RenderError> {
    match export {
        Export::Coverage(curriculum) => coverage::bytes(source, curriculum),
        Export::Alignment {
            curriculum,
            language,
        } => badges::bytes(source, curriculum, language),
        Export::SearchRecords(language) => search_script::bytes(source, language),
        Export::SearchTexts(language) => search_script::texts(source, language),
        Export::Sitemap => sitemap::bytes(source),
    }
}
