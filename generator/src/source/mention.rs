//! The files of the content that a text shows or links to, by its own words.
//!
//! A link leads to the file beside the text that it is written in: `kiln.jpg` in `content/pages/about.en.md` is
//! `content/pages/kiln.jpg`. This is the only place that knows so; the check, the site and the pages all ask it.

use std::borrow::Cow;
use std::sync::Arc;

use pulldown_cmark::{Event, Parser, Tag};

use super::foreign::AttachmentKind;
use super::format::text::Text;
use super::markdown;
use super::place::CONTENT;
use super::texts::{self, Texts};
use crate::language::composed;

/// The paths in the content that a link in the file `from` may mean, the likelier first; none for a link to another site,
/// or out of the content. A name may have a percent sign of its own, as that of a file saved from the web.
pub fn targets(from: &str, to: &str) -> Vec<String> {
    let path = to.split(['?', '#']).next().unwrap_or(to);
    let has_scheme = path
        .split('/')
        .next()
        .is_some_and(|first| first.contains(':'));
    if path.is_empty() || has_scheme || path.starts_with('/') {
        return Vec::new();
    }
    let decoded = decoded(path);
    let mut ways = vec![decoded.clone()];
    if decoded != path {
        ways.push(path.into());
    }
    ways.iter().filter_map(|way| beside(from, way)).collect()
}

/// The path that `to` is from the folder of the file `from`, as [`composed`]. `None` if it leads out of the content.
pub(super) fn beside(from: &str, to: &str) -> Option<String> {
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    for part in to.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            name => parts.push(name),
        }
    }
    (parts.first() == Some(&CONTENT)).then(|| composed(&parts.join("/")))
}

/// `written` with percent-encoded characters, such as `%20`, decoded.
///
/// The encoding is that of RFC 3986, section 2.1. A `%` without two hexadecimal digits is left as it is, and so is
/// the whole if the result is not UTF-8. Not copied without `%`.
pub fn decoded(written: &str) -> Cow<'_, str> {
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

/// Whether a file with this text may mention another. A wrong `true` costs time only.
pub(super) fn may_have(text: &str) -> bool {
    ["](", "]:", "url", "picture"]
        .iter()
        .any(|sign| text.contains(sign))
}

/// The files of the content that one file mentions.
pub(super) struct Mentions<'a> {
    file: &'a str,
    /// Their paths in the content, as the links may mean them.
    pub(super) paths: Vec<Arc<str>>,
}

impl<'a> Mentions<'a> {
    /// Those of the file at `file`, of which none is known yet.
    pub(super) fn of(file: &'a str) -> Self {
        Mentions {
            file,
            paths: Vec::new(),
        }
    }

    /// Adds those of a link.
    pub(super) fn link(&mut self, to: &str) {
        let paths = targets(self.file, to).into_iter();
        let paths = paths.filter(|path| AttachmentKind::of(path).is_some());
        self.paths.extend(paths.map(Arc::from));
    }

    /// Adds those of a text in Markdown.
    pub(super) fn markdown(&mut self, text: &str) {
        for event in Parser::new_ext(text, markdown::of_pages()) {
            if let Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) = event {
                self.link(&dest_url);
            }
        }
    }

    /// Adds those of the texts of a record. In a plain text, words that look like a link are none; a file that nothing
    /// else names is then published without need.
    pub(super) fn record(&mut self, record: &impl Texts<()>) {
        texts::each(record, |met, _| self.text(met.text));
    }

    /// Adds those of a text in its languages.
    fn text(&mut self, text: &Text) {
        for (_, words, _) in &text.languages {
            if words.contains("](") || words.contains("]:") {
                self.markdown(words);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_means_the_file_beside_the_text() {
        let meant = |to: &str| targets("content/pages/about.en.md", to);
        for (to, expected) in [
            ("kiln.jpg", "content/pages/kiln.jpg"),
            ("./a/kiln.jpg", "content/pages/a/kiln.jpg"),
            ("../curricula/c/kiln.jpg", "content/curricula/c/kiln.jpg"),
            ("plan.pdf#page=3", "content/pages/plan.pdf"),
            ("图 1.png", "content/pages/图 1.png"),
            ("e\u{301}.png", "content/pages/\u{e9}.png"),
        ] {
            assert_eq!(meant(to), [expected], "{to}");
        }
        assert_eq!(
            meant("plan%20b.pdf"),
            ["content/pages/plan b.pdf", "content/pages/plan%20b.pdf"]
        );
        for to in [
            "",
            "#a",
            "/a.png",
            "https://e.org/a.png",
            "../../a.png",
            "../../../a.png",
        ] {
            assert_eq!(meant(to), [""; 0], "{to}");
        }
    }

    #[test]
    fn percent_signs_are_decoded() {
        for (written, expected) in [
            ("a%20b", "a b"),
            ("%E5%9B%BE.png", "图.png"),
            ("100%", "100%"),
            ("%zz%2", "%zz%2"),
            ("%ff", "%ff"),
        ] {
            assert_eq!(decoded(written), expected);
        }
    }
}
