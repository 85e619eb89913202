//! The list of all pages for search engines.

use crate::render::html::Html;
use crate::site::{Site, Target};

/// The sitemap, as <https://www.sitemaps.org/protocol.html> has it.
pub fn bytes(site: &Site) -> Vec<u8> {
    let base = site.base_url.as_deref().unwrap_or_default();
    let mut xml = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n",
    );
    for address in site.addresses() {
        if matches!(
            address.target,
            Target::Choice | Target::Page { .. } | Target::Permalink { .. }
        ) {
            let location = Html::escaped(&format!("{base}{}", address.path)).0;
            xml.push_str(&format!("<url><loc>{location}</loc></url>\n"));
        }
    }
    xml.push_str("</urlset>\n");
    xml.into_bytes()
}
