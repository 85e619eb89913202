//! The files a browser needs to save the handbook for offline use and to install it.
//!
//! The browser does the rest: `themes/default/scripts/offline.js` asks the reader, and the service
//! worker (`templates/sw.js`) answers from the saved files. Which files are saved is a property of
//! their kind ([`crate::site::kind::AddressKind::is_kept`]).

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::json;

use super::frame::Frame;
use crate::site::address::Page;
use crate::site::{Address, RenderError, Site, Target};

/// The list of files saved for offline use.
#[derive(Serialize)]
struct Saved<'a> {
    /// The version of the site; a saved copy with another one is out of date.
    version: &'a str,
    /// The folders of the readings. A reader who saves data saves only one of them.
    readings: Vec<&'a str>,
    /// The paths of the files, from the site's root.
    files: Vec<&'a str>,
}

/// Returns the list of saved files, by which the service worker sees whether the handbook is still published.
///
/// # Errors
/// Returns an error if the site has no version: such a site cannot be saved.
pub fn list(site: &Site, address: &Address) -> Result<Vec<u8>, RenderError> {
    let version = site.version.as_deref().ok_or_else(|| {
        RenderError::of(address, "only a site with a version can be saved offline")
    })?;
    let readings = site.handbook().readings.iter();
    let saved = Saved {
        version,
        readings: readings.map(|reading| &*reading.id).collect(),
        files: files(site),
    };
    serde_json::to_vec(&saved).map_err(|error| RenderError::of(address, error.to_string()))
}

/// The paths of the files to save: everything that readers open, but nothing meant for programs and servers.
pub fn files(site: &Site) -> Vec<&str> {
    let addresses = site.addresses().iter();
    addresses
        .filter(|address| address.target.kind().is_kept)
        .map(|address| &*address.path)
        .collect()
}

/// Returns the manifest of a reading, as defined by <https://www.w3.org/TR/appmanifest/>. Its links are relative to the
/// reading's folder; the installed app includes all readings. Icons that the theme lacks are left
/// out.
pub fn manifest(frame: &Frame, assets: &BTreeMap<String, Vec<u8>>) -> Vec<u8> {
    let about = &frame.handbook().about;
    let voice = frame.own_voice();
    let icons = [
        ("icon-192.png", "192x192", "image/png", "any"),
        ("icon-512.png", "512x512", "image/png", "any"),
        ("icon-maskable.png", "512x512", "image/png", "maskable"),
        ("icon.svg", "any", "image/svg+xml", "any"),
    ];
    let icons = icons.iter().filter(|(name, ..)| assets.contains_key(*name));
    let icons: Vec<_> = icons
        .map(|(name, sizes, kind, purpose)| {
            json!({
                "src": frame.target_link(&Target::Asset((*name).into())),
                "sizes": sizes,
                "type": kind,
                "purpose": purpose,
            })
        })
        .collect();
    let mut manifest = json!({
        "lang": frame.language().tag,
        "name": voice.plain(&about.title),
        "short_name": voice.plain(&about.title),
        "start_url": frame.page_link(Page::Front),
        "scope": "../",
        // Keeps the browser's back button, since readers follow links.
        "display": "minimal-ui",
        "icons": icons,
    });
    if let Some(description) = &about.description {
        manifest["description"] = voice.plain(description).into();
    }
    format!("{manifest:#}\n").into_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::views::fixture::Fixture;

    #[test]
    fn a_site_without_a_version_has_no_list() {
        let fixture = Fixture::pottery();
        let frame = fixture.any();
        let error = list(frame.site, frame.address).expect_err("the site has no version");
        assert!(
            error.to_string().contains(&*frame.address.path),
            "{error} does not name the address"
        );
    }
}
