//! The sitemap for search engines.

use crate::model::CompleteHandbook;
use crate::render::html::Html;
use crate::site::{Site, Target};

/// Returns the sitemap, as defined by <https://www.sitemaps.org/protocol.html>. It omits pages that search engines are
/// told not to index, and side-by-side pages whose languages have their own single-language pages.
pub fn bytes(site: &Site) -> Vec<u8> {
    let base = site.base_url.as_deref().unwrap_or_default();
    let mut xml = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n",
    );
    for address in site.addresses() {
        let is_page = match address.target {
            Target::Choice | Target::Permalink { .. } => true,
            Target::Page { reading, .. } => !repeats(&site.handbook, reading),
            _ => false,
        };
        if is_page && !site.is_unlisted(&address.target) {
            let location = Html::escaped(&format!("{base}{}", address.path)).0;
            xml.push_str(&format!("<url><loc>{location}</loc></url>\n"));
        }
    }
    xml.push_str("</urlset>\n");
    xml.into_bytes()
}

/// Whether a reading shows several languages and each has a reading of its own.
fn repeats(handbook: &CompleteHandbook, reading: usize) -> bool {
    let reading = &handbook.readings[reading];
    let has_own = |id: &str| {
        let mut own = handbook.readings.iter().filter(|own| own.is_single());
        own.any(|own| *own.languages[0].id == *id)
    };
    !reading.is_single()
        && reading
            .languages
            .iter()
            .all(|language| has_own(&language.id))
}
