//! A self-check as a SCORM 1.2 package, which a learning platform opens in a frame of a course.
//!
//! The package has the page of the self-check for frames with the scripts and styles that it loads, a script that talks to
//! the course, and the manifest. It makes no request to elsewhere. Its links lead to the published site or, if the address of
//! the site is not known, nowhere.

mod archive;
mod links;
mod manifest;

use std::collections::BTreeMap;

use self::archive::archive;
use self::links::PackagedLinks;
use super::Source;
use crate::index::{ReadingIndex, StandardIndex};
use crate::site::address::{self, INDEX, Page, Target};
use crate::site::check_place::CheckPlace;
use crate::site::export::{Export, exports};
use crate::site::{Make, RenderError};

/// The name of the manifest, which the specification prescribes.
const MANIFEST: &str = "imsmanifest.xml";

/// Declares that the kinds of packages are made alike.
macro_rules! packages {
    ($($kind:ident { $($part:ident),+ }),+ $(,)?) => {
        $(
            /// Returns the package of a self-check in a reading.
            impl Make<exports::$kind> for Source<'_> {
                fn make(&self, target: exports::$kind) -> Result<Vec<u8>, RenderError> {
                    let exports::$kind { $($part),+ } = target;
                    self.package(Export::$kind { $($part),+ })
                }
            }
        )+
    };
}

packages! {
    CheckPackage { standard, role, reading },
    CheckPackageOfAll { standard, reading },
    CheckPackageOfForm { standard, clause, reading },
    CheckPackageOfBranch { standard, role, level, reading },
    CheckPackageOfAllBranch { standard, level, reading },
}

impl Source<'_> {
    fn package(&self, export: Export) -> Result<Vec<u8>, RenderError> {
        let handbook = self.site.handbook();
        let packaged = export.packaged(handbook);
        let (standard, place, reading) =
            packaged.ok_or_else(|| self.error("there is no such self-check"))?;
        let mut files = self.files(standard, place, reading)?;
        let names: Vec<&str> = files.keys().map(String::as_str).collect();
        let manifest = manifest::manifest(self, standard, place, reading, &names);
        files.insert(MANIFEST.to_owned(), manifest.into_bytes());
        archive(files).map_err(|error| self.error(error.to_string()))
    }

    /// The page and what it loads, by their names in the package.
    fn files(
        &self,
        standard: StandardIndex,
        place: CheckPlace,
        reading: ReadingIndex,
    ) -> Result<BTreeMap<String, Vec<u8>>, RenderError> {
        let handbook = self.site.handbook();
        let path = |page| {
            let page = Page::Standard { standard, page };
            address::page_path(handbook, reading, page)
        };
        let mut files = BTreeMap::new();
        let page = self
            .pages
            .course_page(self.site, standard, place, reading)?;
        let mut links = PackagedLinks::new(self.site.base_url.as_deref());
        let frame = path(place.frame());
        files.insert(INDEX.to_owned(), links.packed(&page, &frame).into_bytes());
        let texts = Target::check_texts(reading, standard, place);
        let texts = self.site.map.path(&texts);
        let mut loaded = links.loaded();
        let mut at = 0;
        while let Some(name) = loaded.get(at).cloned() {
            at += 1;
            let bytes = self.file(&name)?;
            let bytes = if name == texts {
                // The links of the texts are those of the self-check's own page.
                links
                    .packed_texts(&bytes, &path(place.page()))
                    .unwrap_or(bytes)
            } else {
                bytes
            };
            if name.ends_with(".css") {
                let text = String::from_utf8_lossy(&bytes);
                let further = links::loaded_by_styles(&text, &name).into_iter();
                let is_new = |further: &String| !loaded.contains(further);
                // The check of the theme's sheets reports files that are missing.
                let further = further.filter(|further| is_new(further) && self.has_file(further));
                let further: Vec<String> = further.collect();
                loaded.extend(further);
            }
            files.insert(name, bytes);
        }
        Ok(files)
    }

    /// Whether there is a file with a path from the site's root.
    fn has_file(&self, path: &str) -> bool {
        self.pages.course_file(path).is_some() || self.site.find(path).is_some()
    }

    /// A file that the page loads, by its path from the site's root.
    fn file(&self, path: &str) -> Result<Vec<u8>, RenderError> {
        if let Some(bytes) = self.pages.course_file(path) {
            return Ok(bytes);
        }
        let address = self.site.find(path);
        let address = address.ok_or_else(|| self.error(format!("there is no file {path}")))?;
        self.site.render(address)
    }
}
