//! Reads the addresses of links, and suggests the one that was probably meant.
//!
//! Used by [`super::links`]. Addresses here are paths from the site's root, without a fragment;
//! links are relative to the page on which they are.

use super::suggest::did_you_mean;
use crate::language::message::{Message, message};
use crate::model::Handbook;
use crate::site::address::PAGE_ENDING;
use crate::site::{Map, link};
use crate::source::closest::closest;
use crate::source::foreign::FileKind;
use crate::source::mention;

/// The address probably meant by one that does not exist, as a link from `from`.
///
/// Always a help: for a Markdown file, the closest page; otherwise the closest address, or what to do with
/// files of that kind.
pub(super) fn nearest(map: &Map, from: &str, address: &str) -> Message {
    if let Some(page) = address.strip_suffix(".md") {
        let page = page.rsplit_once('.').map_or(page, |(name, _)| name);
        let page = format!("{page}{PAGE_ENDING}");
        return closest_file(map, from, &page).unwrap_or_else(|| {
            message!("write the name of a file of pages, or the address of a page; the site has no `{page}`", page)
        });
    }
    if let Some(help) = closest_file(map, from, address) {
        return help;
    }
    match ending(address) {
        "" | "html" => message!(
            "write the address of a page, which ends in `{ending}`; the site has no `{address}`",
            ending = PAGE_ENDING,
            address
        ),
        _ => message!("correct the address; the site has no `{address}`", address),
    }
}

/// The file of the content probably meant by a link in the file `from`, or the place where a file of that name belongs.
/// `None` if it cannot be a picture or download.
pub(super) fn beside(handbook: &Handbook, from: &str, to: &str) -> Option<Message> {
    let target = mention::targets(from, to).into_iter().next()?;
    FileKind::of(&target)?;
    let folder = |path: &str| path.rfind('/').map_or(0, |slash| slash + 1);
    let inside = folder(&target);
    let files = &handbook.files;
    let all = files.used.iter().chain(&files.unused);
    let nearby = all
        .filter_map(|file| file.file.strip_prefix(&target[..inside]))
        .filter(|name| !name.contains('/'));
    // Systems differ in whether capital and small letters are the same in names.
    let small = target[inside..].to_lowercase();
    let mut same = nearby.clone().filter(|name| name.to_lowercase() == small);
    let meant = same.next().or_else(|| closest(&target[inside..], nearby));
    Some(match meant {
        Some(name) => {
            let written = &to[..folder(to)];
            let encoded = name.replace('%', "%25").replace(' ', "%20");
            did_you_mean(&format!("{written}{encoded}"))
        }
        None => message!(
            "put it at `{target}`, beside this text, or correct the address",
            target
        ),
    })
}

/// The address in the same folder, of the same kind of file, whose name is closest. `None` if no
/// name is close. At most 2,000 are compared.
pub(super) fn closest_file(map: &Map, from: &str, address: &str) -> Option<Message> {
    let folder = |path: &str| path.rfind('/').map_or(0, |slash| slash + 1);
    let nearby = map
        .addresses()
        .iter()
        .map(|address| &*address.path)
        .filter(|path| {
            path[..folder(path)] == address[..folder(address)] && ending(path) == ending(address)
        })
        .take(2_000);
    closest(address, nearby)
        // The folder is the same, so only the names are compared.
        .filter(|path| closest(&address[folder(address)..], [&path[folder(path)..]]).is_some())
        .map(|path| did_you_mean(&link::relative(from, path)))
}

/// The extension of a file: `png` for `assets/x.png`. Empty if it has none.
pub(super) fn ending(path: &str) -> &str {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.rsplit_once('.').map_or("", |(_, ending)| ending)
}
