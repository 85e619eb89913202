//! Relative links between addresses.
//!
//! All links within a site are relative, so that it works in any folder, from a USB stick and
//! behind any host. Paths have `/` between folders and no `/` at the beginning.

/// Returns the link from the page at `from` to `to`, both paths from the site's root; `to` may end in a fragment.
///
/// For example, from `zh/a/1.html` to `zh/b/2.html#x` it is `../b/2.html#x`, and to `zh/a/1.html#x`
/// only `#x`. A link from a page to itself without a fragment is its file name.
pub fn relative(from: &str, to: &str) -> String {
    let (to_path, fragment) = match to.find('#') {
        Some(at) => to.split_at(at),
        None => (to, ""),
    };
    if to_path == from && !fragment.is_empty() {
        return fragment.to_owned();
    }
    // The length of the shared path, up to the end of a folder.
    let shared = from
        .bytes()
        .zip(to_path.bytes())
        .take_while(|(a, b)| a == b)
        .enumerate()
        .filter(|(_, (byte, _))| *byte == b'/')
        .last()
        .map_or(0, |(slash, _)| slash + 1);
    let up = from[shared..].matches('/').count();
    let rest = &to_path[shared..];
    let mut link = String::with_capacity(up * 3 + rest.len() + fragment.len());
    for _ in 0..up {
        link.push_str("../");
    }
    link.push_str(rest);
    link.push_str(fragment);
    link
}

/// Returns the address that a relative `link` on the page at `from` leads to, and its fragment without the `#`, or
/// `None` if the link leaves the site's root.
///
/// The reverse of [`relative`], as browsers do it (RFC 3986, section 5.2), without a query: `?` is
/// a character like any other here. An empty path means the page itself.
pub fn resolve(from: &str, link: &str) -> Option<(String, Option<String>)> {
    let (path, fragment) = match link.split_once('#') {
        Some((path, fragment)) => (path, Some(fragment.to_owned())),
        None => (link, None),
    };
    if path.is_empty() {
        return Some((from.to_owned(), fragment));
    }
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            name => parts.push(name),
        }
    }
    Some((parts.join("/"), fragment))
}

/// Returns a path as a link has it: characters outside ASCII are percent-encoded (RFC 3986, section 2.1).
pub fn encoded(path: &str) -> String {
    use std::fmt::Write;
    let mut link = String::with_capacity(path.len());
    for byte in path.bytes() {
        if byte.is_ascii() {
            link.push(char::from(byte));
        } else {
            // Writing to a string cannot fail.
            let _ = write!(link, "%{byte:02X}");
        }
    }
    link
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_are_relative() {
        assert_eq!(relative("zh/a/5.1.html", "zh/a/5.2.html"), "5.2.html");
        assert_eq!(
            relative("zh/a/role/x/y.html", "assets/site.css"),
            "../../../../assets/site.css"
        );
        assert_eq!(
            relative("index.html", "zh/index.html#top"),
            "zh/index.html#top"
        );
        assert_eq!(relative("zh/index.html", "index.html"), "../index.html");
        assert_eq!(relative("zh/a.html", "zh/a.html#b"), "#b");
        assert_eq!(relative("zh/a.html", "zh/a.html"), "a.html");
    }

    #[test]
    fn characters_outside_ascii_are_encoded() {
        assert_eq!(encoded("files/a/图-1.png"), "files/a/%E5%9B%BE-1.png");
    }

    #[test]
    fn links_resolve_to_what_they_were_made_from() {
        for (from, to) in [
            ("zh/a/5.1.html", "id/a/5.1-a.html"),
            ("index.html", "zh/index.html"),
            ("zh/a/role/x/y.html", "zh/a/role/x.html"),
        ] {
            assert_eq!(
                resolve(from, &relative(from, to)),
                Some((to.to_owned(), None))
            );
        }
        assert_eq!(resolve("zh/a.html", "../../x"), None);
        assert_eq!(
            resolve("zh/a.html", "#b"),
            Some(("zh/a.html".to_owned(), Some("b".to_owned())))
        );
    }
}
