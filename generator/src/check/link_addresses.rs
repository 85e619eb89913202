//! The addresses that links are written as: how they are read, and which one was probably meant.

use std::borrow::Cow;

use crate::site::{Map, link};
use crate::source::diagnostic::closest;

/// `written` with each `%20` and the like as the character that it stands for.
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
pub(super) fn nearest(map: &Map, from: &str, address: &str) -> String {
    if let Some(page) = address.strip_suffix(".md") {
        return format!(
            "link to the page as it is built: `{}`",
            link::relative(
                from,
                &format!(
                    "{}.html",
                    page.rsplit_once('.').map_or(page, |(name, _)| name)
                )
            )
        );
    }
    if let Some(help) = closest_file(map, from, address) {
        return help;
    }
    match ending(address) {
        "" | "html" => format!(
            "there is no `{address}` in the site: write the address of a page, which ends in `.html`"
        ),
        _ => format!(
            "pictures and other files belong in `assets/` of the theme: link to them as `{}`",
            link::relative(
                from,
                &format!("assets/{}", address.rsplit('/').next().unwrap_or(address))
            )
        ),
    }
}

/// The address in the same folder, of the same kind of file, whose name is closest.
pub(super) fn closest_file(map: &Map, from: &str, address: &str) -> Option<String> {
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
        // The folder is the same and says nothing.
        .filter(|path| closest(&address[folder(address)..], [&path[folder(path)..]]).is_some())
        .map(|path| format!("did you mean `{}`?", link::relative(from, path)))
}

/// The ending of a file's name: `png` of `assets/x.png`.
pub(super) fn ending(path: &str) -> &str {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.rsplit_once('.').map_or("", |(_, ending)| ending)
}
