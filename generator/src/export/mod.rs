//! The handbook for other programs.
//!
//! [`Export`](crate::site::export::Export) is the table of the files. A file of this folder makes each of them from a
//! [`Source`], by implementing [`Make`](crate::site::Make); without it the table does not compile.
//!
//! Exports take the complete handbook and never the pages, so they hold the same data whatever the
//! theme looks like. What the theme contributes are words ([`WordSource`]). Only the packages for
//! courses contain a page, which the renderer provides ([`CourseSource`]).

pub mod badges;
pub mod case;
pub mod coverage;
pub mod json_ld;
pub mod model;
pub mod moodle;
pub mod requirements;
pub mod scorm;
pub mod search;
pub mod search_script;
pub mod sitemap;
pub mod skos;
pub mod table;
pub mod translation;
pub mod workbook;

#[cfg(test)]
mod testing;

use std::collections::BTreeMap;

use crate::index::{ReadingIndex, StandardIndex};
use crate::site::check_place::CheckPlace;
use crate::site::{Address, RenderError, Site};

/// The interface words, and Markdown as plain text. The theme and the renderer provide both.
///
/// It is a trait so that this part of the program does not depend on the renderer.
pub trait WordSource: Sync {
    /// An interface word in a language. The key itself if the theme has no such word.
    fn word<'a>(&'a self, language: &str, key: &'a str) -> &'a str;

    /// The interface words in a language whose keys begin with `prefix`, by the rest of their keys.
    fn words<'a>(&'a self, language: &str, prefix: &'a str) -> BTreeMap<&'a str, &'a str>;

    /// The interface words of a language whose keys begin with `prefix` and that are borrowed from other languages, by the
    /// rest of their keys, with the tags of those languages.
    fn borrowed<'a>(&'a self, language: &str, prefix: &'a str) -> BTreeMap<&'a str, &'a str>;

    /// The text of Markdown without its marks.
    fn plain(&self, markdown: &str) -> String;
}

/// The page of a self-check as a course opens it. The renderer provides it.
///
/// It is a trait for the same reason as [`WordSource`].
pub trait CourseSource: Sync {
    /// The page, with the links of the self-check for frames.
    ///
    /// # Errors
    /// Returns an error if there is no such self-check, or if a template of the theme cannot be rendered.
    fn course_page(
        &self,
        site: &Site,
        standard: StandardIndex,
        place: CheckPlace,
        reading: ReadingIndex,
    ) -> Result<String, RenderError>;

    /// A file that only such a page loads, and that therefore is not an address of the site. `None` for any other path.
    fn course_file(&self, path: &str) -> Option<Vec<u8>>;
}

/// Everything an export is made from.
pub struct Source<'a> {
    /// The site.
    pub site: &'a Site,
    /// The address of the export.
    pub address: &'a Address,
    /// The words of the theme.
    pub words: &'a dyn WordSource,
    /// The pages that an export contains.
    pub pages: &'a dyn CourseSource,
}

impl Source<'_> {
    /// The error for an export that cannot be made.
    fn error(&self, cause: impl Into<String>) -> RenderError {
        RenderError::of(self.address, cause)
    }
}
