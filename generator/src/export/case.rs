//! The standards and curricula of the handbook as frameworks in CASE 1.1 (Competencies and Academic Standards Exchange):
//! <https://www.imsglobal.org/spec/case/v1p1>.
//!
//! The files are the answers of a web service, at addresses that differ from its own only in `.json`, which makes any host
//! serve them as JSON. There is a file for all frameworks, and two for each: what it is, and everything in it. Programs
//! import a framework as a whole, so a single item has no file; it is found in the package by the fragment of its `uri`, or
//! on the page that its `uri` leads to.
//!
//! Every record needs an absolute address, so frameworks exist only if the address of the site is known.

mod clauses;
mod comparison;
mod curriculum;
mod definitions;
mod document;
mod names;
mod packing;
mod record;
mod recorded;
mod relations;
mod roles;
mod rubrics;
mod standard;
mod standard_packing;
#[cfg(test)]
mod tests;
mod worded;

use serde::Serialize;

use self::comparison::SourceComparison;
use self::record::CfDocuments;
use self::worded::WordedHandbook;
use super::{Source, WordSource};
use crate::index::StandardIndex;
use crate::model::CompleteHandbook;
use crate::model::source_record::SourceFramework;
use crate::site::export::exports;
use crate::site::framework::{Framework, FrameworkSubject};
use crate::site::{Make, RenderError};
use crate::source::format::statements::StatementLock;

/// Returns the list of all frameworks.
impl Make<exports::Frameworks> for Source<'_> {
    fn make(&self, _: exports::Frameworks) -> Result<Vec<u8>, RenderError> {
        let base_url = self.published()?;
        let handbook = self.site.handbook();
        let all = Framework::all(handbook, Some(base_url)).into_iter();
        let documents =
            all.filter_map(|framework| document::alone(self.into(), base_url, framework));
        let documents = documents.collect();
        self.json(&CfDocuments { documents })
    }
}

/// Returns the description of a framework.
impl Make<exports::FrameworkDocument> for Source<'_> {
    fn make(&self, target: exports::FrameworkDocument) -> Result<Vec<u8>, RenderError> {
        let document = document::alone(self.into(), self.published()?, target.framework);
        self.json(&document.ok_or_else(|| self.error("the handbook does not have this framework"))?)
    }
}

/// Returns a framework with everything in it.
impl Make<exports::FrameworkPackage> for Source<'_> {
    fn make(&self, target: exports::FrameworkPackage) -> Result<Vec<u8>, RenderError> {
        let base_url = self.published()?;
        let framework = target.framework;
        let package = match framework.subject {
            FrameworkSubject::Standard(index) => {
                standard::package(self.into(), base_url, framework, index)
            }
            FrameworkSubject::Curriculum(index) => {
                curriculum::package(self.into(), base_url, framework, index)
            }
        };
        self.json(&package.ok_or_else(|| self.error("the handbook does not have this framework"))?)
    }
}

/// Compares the framework of a standard with the one in CASE that it was imported from: what an export would change. `words`
/// are words of the interface that no source has.
pub fn differences(
    handbook: &CompleteHandbook,
    words: &dyn WordSource,
    standard: StandardIndex,
    source: &SourceFramework,
) -> StatementLock {
    let comparison = SourceComparison::with(source);
    let handbook = WordedHandbook { handbook, words };
    standard::compare(handbook, standard, &comparison);
    comparison.differences()
}

impl Source<'_> {
    /// The absolute address of the site, which frameworks need.
    fn published(&self) -> Result<&str, RenderError> {
        let base_url = self.site.base_url.as_deref();
        base_url.ok_or_else(|| self.error("a framework needs the address of the site"))
    }

    /// The bytes of a record.
    fn json(&self, record: &impl Serialize) -> Result<Vec<u8>, RenderError> {
        let json = serde_json::to_string(record);
        let json = json.map_err(|error| self.error(error.to_string()))?;
        Ok(format!("{json}\n").into_bytes())
    }
}
