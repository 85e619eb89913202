//! The changes that the preview makes to a page before sending it. `build` makes none of them.
//!
//! The preview's script needs one connection, to its own host. If a page's Content-Security-Policy forbids it, as a
//! self-check's does, the policy is extended by this one permission. Everything else stays forbidden, so that authors
//! notice violations before they publish the site.

/// The script that follows the preview's events.
pub(super) const SCRIPT: &str = "/.clausebook/reload.js";

/// The styles for the script's panel.
pub(super) const STYLE: &str = "/.clausebook/preview.css";

/// Adds to the page `html` a script that reloads it when the site's version is no longer `version`.
pub(super) fn follow(html: &[u8], version: &str) -> Vec<u8> {
    let page = widen(html, "connect-src 'self'");
    let tag = format!("<script src=\"{SCRIPT}\" data-version=\"{version}\" defer></script>\n");
    let end = find_last(&page, b"</body").unwrap_or(page.len());
    spliced(&page, end..end, tag.as_bytes())
}

/// Makes the relative links of the page `html` resolve as if it were at `path`.
pub(super) fn at(html: &[u8], path: &str) -> Vec<u8> {
    let page = widen(html, "base-uri 'self'");
    let tag = format!("<base href=\"{path}\">\n");
    let start = find(&page, b"<meta charset").unwrap_or(0);
    spliced(&page, start..start, tag.as_bytes())
}

/// Replaces the directive of the same name in the policy of the page `html`. A page without a policy is returned
/// unchanged.
fn widen(html: &[u8], directive: &str) -> Vec<u8> {
    let Some(value) = policy(html) else {
        return html.to_owned();
    };
    let name = directive.split(' ').next();
    let policy = String::from_utf8_lossy(&html[value.clone()]).into_owned();
    let mut directives: Vec<&str> = policy
        .split(';')
        .map(str::trim)
        .filter(|part| !part.is_empty() && part.split_whitespace().next() != name)
        .collect();
    directives.push(directive);
    spliced(html, value, directives.join("; ").as_bytes())
}

/// The range of a page's policy: the value of `content` in its `meta` element. `None` if it has
/// none.
fn policy(html: &[u8]) -> Option<std::ops::Range<usize>> {
    let name = find(html, b"http-equiv=\"Content-Security-Policy\"")?;
    let open = html[..name].iter().rposition(|byte| *byte == b'<')?;
    let close = name + html[name..].iter().position(|byte| *byte == b'>')?;
    const CONTENT: &[u8] = b" content=\"";
    let start = open + find(&html[open..close], CONTENT)? + CONTENT.len();
    let length = html[start..close].iter().position(|byte| *byte == b'"')?;
    Some(start..start + length)
}

/// Replaces a range of bytes.
fn spliced(bytes: &[u8], range: std::ops::Range<usize>, with: &[u8]) -> Vec<u8> {
    let mut whole = Vec::with_capacity(bytes.len() + with.len());
    whole.extend_from_slice(&bytes[..range.start]);
    whole.extend_from_slice(with);
    whole.extend_from_slice(&bytes[range.end..]);
    whole
}

/// The first place of `wanted`, in capital or small letters.
fn find(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    bytes
        .windows(wanted.len())
        .position(|window| window.eq_ignore_ascii_case(wanted))
}

/// The last place of `wanted`, in capital or small letters.
fn find_last(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    bytes
        .windows(wanted.len())
        .rposition(|window| window.eq_ignore_ascii_case(wanted))
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "<!doctype html>\n<head>\n<meta charset=\"utf-8\">\n\
        <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; base-uri 'none'\">\n</head>\n\
        <body>\n<p>手册</p>\n</body>\n";

    fn text(bytes: Vec<u8>) -> String {
        String::from_utf8(bytes).unwrap()
    }

    #[test]
    fn a_page_gets_the_script_and_permission_for_its_connection() {
        let page = text(follow(PAGE.as_bytes(), "a-1"));
        assert!(
            page.contains("content=\"default-src 'none'; base-uri 'none'; connect-src 'self'\""),
            "{page}"
        );
        assert!(
            page.contains("data-version=\"a-1\" defer></script>\n</body>"),
            "{page}"
        );
    }

    #[test]
    fn a_policy_that_allows_the_connection_is_not_extended_twice() {
        let page = PAGE.replace("'none'; base-uri", "'none'; connect-src 'self'; base-uri");
        let page = text(follow(page.as_bytes(), "a-1"));
        assert_eq!(page.matches("connect-src").count(), 1, "{page}");
    }

    #[test]
    fn a_page_without_policy_or_body_gets_the_script() {
        let page = text(follow("<p>x".as_bytes(), "1"));
        assert!(page.starts_with("<p>x<script "), "{page}");
    }

    #[test]
    fn a_page_shown_at_another_address_keeps_its_link_targets() {
        let page = text(at(PAGE.as_bytes(), "/404.html"));
        assert!(
            page.contains("<head>\n<base href=\"/404.html\">\n<meta charset"),
            "{page}"
        );
        assert!(
            page.contains("content=\"default-src 'none'; base-uri 'self'\""),
            "{page}"
        );
    }
}
