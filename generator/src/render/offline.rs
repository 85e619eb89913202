//! What a browser needs to keep the handbook, and to install it.

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::json;

use super::frame::Frame;
use crate::site::address::Page;
use crate::site::{Site, Target};

/// What a reader who keeps the handbook keeps.
#[derive(Serialize)]
struct List<'a> {
    version: &'a str,
    /// The readings' folders: who saves data keeps one of them.
    readings: Vec<&'a str>,
    files: Vec<&'a str>,
}

/// The list of what is kept, for the worker to ask whether it is still published.
pub fn list(site: &Site) -> Vec<u8> {
    let readings = site.handbook.readings.iter();
    let list = List {
        version: site.version.as_deref().unwrap_or_default(),
        readings: readings.map(|reading| &*reading.id).collect(),
        files: files(site),
    };
    // A list of texts can always be written as JSON.
    serde_json::to_vec(&list).unwrap_or_default()
}

/// The paths of what is kept: all that readers open. What is for programs and servers is not.
pub fn files(site: &Site) -> Vec<&str> {
    let is_kept = |target: &Target| {
        !matches!(
            target,
            Target::NotFound
                | Target::Sitemap
                | Target::Feed(_)
                | Target::Worker
                | Target::OfflineList
                | Target::Coverage(_)
                | Target::Preview(_)
        )
    };
    let addresses = site.addresses().iter();
    addresses
        .filter(|address| is_kept(&address.target))
        .map(|address| &*address.path)
        .filter(|path| {
            let is_data = path.starts_with("data/") || path.starts_with("ims/");
            !is_data || path.starts_with("data/search/")
        })
        .collect()
}

/// The manifest of a reading, as <https://www.w3.org/TR/appmanifest/> has it. Its links are relative to the reading's
/// folder; all readings belong to what is installed.
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
                "src": frame.link(&format!("assets/{name}")),
                "sizes": sizes,
                "type": kind,
                "purpose": purpose,
            })
        })
        .collect();
    let manifest = json!({
        "lang": frame.language().tag,
        "name": voice.plain(&about.title),
        "short_name": voice.plain(&about.title),
        "description": voice.plain(&about.description),
        "start_url": frame.page_link(Page::Front),
        "scope": "../",
        // With the browser's way back, since a handbook is read by links.
        "display": "minimal-ui",
        "icons": icons,
    });
    format!("{manifest:#}\n").into_bytes()
}
