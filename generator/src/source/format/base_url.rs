//! The absolute address under which a site is published.
//!
//! It is used for `base_url` in `handbook.yaml` (`E108`) and for the option `--base-url`.

use url::Url;

/// Whether `written` is an absolute web address under which a folder can be published, according to the WHATWG URL
/// standard: `http` or `https`, a host and an optional path, without a user name, password, query or fragment, and
/// without any character that a browser would ignore or reinterpret.
///
/// For example, `https://example.org/handbook` and `http://localhost:8000/` are, but `example.org`,
/// `ftp://example.org` and `https://example.org/?a` are not.
pub fn is_base_url(written: &str) -> bool {
    let is_plain = |c: char| !c.is_whitespace() && !c.is_control() && !"\"<>\\".contains(c);
    let has_host = written
        .split_once("://")
        .is_some_and(|(_, rest)| !rest.is_empty() && !rest.starts_with('/'));
    let Ok(url) = Url::parse(written) else {
        return false;
    };
    has_host
        && written.chars().all(is_plain)
        && matches!(url.scheme(), "http" | "https")
        && url.username().is_empty()
        && url.password().is_none()
        && url.query().is_none()
        && url.fragment().is_none()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_base_url_is_absolute_without_query_or_fragment() {
        for url in [
            "https://example.org",
            "http://localhost:4000/handbook/",
            "https://例子.example/手册",
        ] {
            assert!(is_base_url(url), "{url}");
        }
        for url in [
            "example.org",
            "https://",
            "https:///x",
            "ftp://x",
            "https://x/?a",
            "https://x/#a",
            "https://x y",
            "https://x\\y",
            "https://user:secret@example.org/",
            "https://example.org:port/",
            "javascript:alert(1)",
        ] {
            assert!(!is_base_url(url), "{url}");
        }
    }
}
