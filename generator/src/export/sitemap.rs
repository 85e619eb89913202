//! The sitemap for search engines.
//!
//! It exists only for a site with a base URL, since locations must be absolute. It has no dates of
//! change: a date that is not exact would be worse than none.

use super::Source;
use crate::index::ReadingIndex;
use crate::model::CompleteHandbook;
use crate::site::export::exports;
use crate::site::markup::escaped;
use crate::site::{Indexing, Make, RenderError};

/// Returns the sitemap, as defined by <https://www.sitemaps.org/protocol.html>. It omits pages that search engines are
/// told not to index, and side-by-side pages whose languages have their own single-language pages.
impl Make<exports::Sitemap> for Source<'_> {
    fn make(&self, _: exports::Sitemap) -> Result<Vec<u8>, RenderError> {
        let site = self.site;
        let Some(base) = &site.base_url else {
            return Err(self.error("a sitemap needs the address of the site"));
        };
        let mut xml = String::from(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n",
        );
        for address in site.addresses() {
            let reading = address.target.subject().reading;
            let is_repeated = reading.is_some_and(|reading| repeats(site.handbook(), reading));
            if site.indexing(&address.target) == Indexing::Listed && !is_repeated {
                let location = escaped(&format!("{base}{}", address.path));
                xml.push_str(&format!("<url><loc>{location}</loc></url>\n"));
            }
        }
        xml.push_str("</urlset>\n");
        Ok(xml.into_bytes())
    }
}

/// Whether a reading shows several languages and each has a reading of its own. Search engines
/// would take such a page for a copy.
fn repeats(handbook: &CompleteHandbook, reading: ReadingIndex) -> bool {
    let reading = &handbook.readings[reading];
    let has_own = |id: &str| {
        let mut readings = handbook
            .readings
            .iter()
            .filter(|reading| reading.is_single());
        readings.any(|reading| *reading.languages[0].id == *id)
    };
    !reading.is_single()
        && reading
            .languages
            .iter()
            .all(|language| has_own(&language.id))
}
