//! Exports of small handbooks, for tests.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::{CourseSource, Source, WordSource};
use crate::index::{ReadingIndex, StandardIndex};
use crate::model::CompleteHandbook;
use crate::site::check_place::CheckPlace;
use crate::site::export::Export;
use crate::site::{Address, Render, RenderError, Site, Target};
use crate::source::documents::Documents;
use crate::source::tree::Tree;

/// A renderer and words that know only how a translation is marked.
struct Little;

impl Render for Little {
    fn assets(&self) -> Vec<String> {
        Vec::new()
    }

    fn render(&self, _: &Site, address: &Address) -> Result<Vec<u8>, RenderError> {
        Err(RenderError::of(address, "no page is rendered"))
    }
}

impl CourseSource for Little {
    fn course_page(
        &self,
        _: &Site,
        _: StandardIndex,
        _: CheckPlace,
        _: ReadingIndex,
    ) -> Result<String, RenderError> {
        Ok(String::new())
    }

    fn course_file(&self, _: &str) -> Option<Vec<u8>> {
        None
    }
}

impl WordSource for Little {
    fn word<'a>(&'a self, _: &str, key: &'a str) -> &'a str {
        match key {
            "translated" => "Unofficial: {translation} (original: {original})",
            _ => key,
        }
    }

    fn words<'a>(&'a self, _: &str, _: &'a str) -> BTreeMap<&'a str, &'a str> {
        BTreeMap::new()
    }

    fn borrowed<'a>(&'a self, _: &str, _: &'a str) -> BTreeMap<&'a str, &'a str> {
        BTreeMap::new()
    }

    fn plain(&self, markdown: &str) -> String {
        markdown.to_owned()
    }
}

/// The site of a handbook.
pub(super) fn site(tree: &Tree) -> Site {
    let handbook = CompleteHandbook::build(&Documents::read(tree)).expect("a handbook");
    Site::new(Arc::new(handbook), Arc::new(Little), None)
}

/// The bytes of an export, whether or not the site has its address.
pub(super) fn bytes(site: &Site, export: Export) -> Result<Vec<u8>, RenderError> {
    let target = Target::Export(export);
    let address = Address {
        path: site.map.path(&target).into(),
        target,
    };
    let source = Source {
        site,
        address: &address,
        words: &Little,
        pages: &Little,
    };
    export.made_by(&source)
}
