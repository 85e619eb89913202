//! Reads the addresses of links, and suggests the one that was probably meant.
//!
//! Used by [`super::links`]. Addresses here are paths from the site's root, without a fragment;
//! links are relative to the page on which they are.

use std::borrow::Cow;

use super::suggest::did_you_mean;
use crate::language::message::{Message, message};
use crate::site::address::PAGE_ENDING;
use crate::site::{Map, link};
use crate::source::closest::closest;

/// `written` with percent-encoded characters, such as `%20`, decoded.
///
/// The encoding is that of RFC 3986, section 2.1. A `%` without two hexadecimal digits is left as it is, and so is
/// the whole if the result is not UTF-8. Not copied without `%`.
pub(super) fn decoded(written: &str) -> Cow<'_, str> {
    if !written.contains('%') {
        return written.into();
    }
    let mut bytes = Vec::with_capacity(written.len());
    let mut rest = written.as_bytes();
    while let [first, after @ ..] = rest {
        let code = after
            .get(..2)
            .and_then(|digits| std::str::from_utf8(digits).ok());
        let code = code.filter(|code| code.bytes().all(|digit| digit.is_ascii_hexdigit()));
        match code.and_then(|code| u8::from_str_radix(code, 16).ok()) {
            Some(byte) if *first == b'%' => {
                bytes.push(byte);
                rest = &after[2..];
            }
            _ => {
                bytes.push(*first);
                rest = after;
            }
        }
    }
    String::from_utf8(bytes).map_or_else(|_| written.into(), Cow::Owned)
}

/// The address probably meant by one that does not exist, as a link from `from`.
///
/// Always a help: for a Markdown file, its page; otherwise the closest address, or what to do with
/// files of that kind.
pub(super) fn nearest(map: &Map, from: &str, address: &str) -> Message {
    if let Some(page) = address.strip_suffix(".md") {
        let name = page.rsplit_once('.').map_or(page, |(name, _)| name);
        let link = link::relative(from, &format!("{name}{PAGE_ENDING}"));
        return message!("link to the page of the site: `{link}`", link);
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
        _ => message!(
            "put pictures and other files into the theme's folder `assets/`, and link to them as in `{link}`",
            link = link::relative(
                from,
                &format!("assets/{}", address.rsplit('/').next().unwrap_or(address))
            )
        ),
    }
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
