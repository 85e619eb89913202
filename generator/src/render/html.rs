//! Text that is already HTML, and the ids in it.
//!
//! Everything that is inserted into a page is either [`Html`], which has been escaped or cleaned,
//! or a string that the template escapes. The type keeps the two apart.

use serde::{Serialize, Serializer};
use std::collections::BTreeSet;
use tera::Value;

use crate::site::markup::unescaped;

/// Safe HTML, which templates print without escaping.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Html(pub String);

impl Html {
    /// Escapes the characters of `text` that have a meaning in HTML. The result may be used in an
    /// element and in an attribute with double quotes.
    pub fn escaped(text: &str) -> Self {
        let mut html = Html::default();
        html.push_text(text);
        html
    }

    /// Appends `text`, escaped.
    pub fn push_text(&mut self, text: &str) {
        let mut done = 0;
        for (at, byte) in text.bytes().enumerate() {
            let escaped = match byte {
                b'&' => "&amp;",
                b'<' => "&lt;",
                b'>' => "&gt;",
                b'"' => "&quot;",
                _ => continue,
            };
            self.0.push_str(&text[done..at]);
            self.0.push_str(escaped);
            done = at + 1;
        }
        self.0.push_str(&text[done..]);
    }

    /// Returns a text that is not translated: in the language with a tag. Pages say so in words as
    /// well.
    #[must_use]
    pub fn untranslated(self, tag: &str) -> Html {
        let mut html = Html::default();
        html.push_element("span", tag, UNTRANSLATED, &self);
        html
    }

    /// Returns paragraphs and lists that are not translated, in the same way.
    #[must_use]
    pub fn untranslated_blocks(self, tag: &str) -> Html {
        let mut html = Html::default();
        html.push_element("div", tag, UNTRANSLATED, &self);
        html
    }

    /// Returns a translation that is older than the words that it translates. Pages say so in words as well.
    #[must_use]
    pub fn stale(self, tag: &str) -> Html {
        let mut html = Html::default();
        html.push_element("span", tag, STALE, &self);
        html
    }

    /// Returns paragraphs and lists of such a translation.
    #[must_use]
    pub fn stale_blocks(self, tag: &str) -> Html {
        let mut html = Html::default();
        html.push_element("div", tag, STALE, &self);
        html
    }

    /// Returns the text without its elements, still escaped.
    ///
    /// Only for HTML made here, in which `<` always begins an element.
    pub fn without_elements(&self) -> String {
        let mut parts = self.0.split('<');
        let mut text = parts.next().unwrap_or_default().to_owned();
        for part in parts {
            text.push_str(part.split_once('>').map_or("", |(_, after)| after));
        }
        text
    }

    /// Appends `<name lang="…" class="…">text</name>`, omitting empty attributes.
    pub fn push_element(&mut self, name: &str, language: &str, class: &str, inner: &Html) {
        self.0.push('<');
        self.0.push_str(name);
        for (key, value) in [("lang", language), ("class", class)] {
            if !value.is_empty() {
                self.0.push(' ');
                self.0.push_str(key);
                self.0.push_str("=\"");
                self.push_text(value);
                self.0.push('"');
            }
        }
        self.0.push('>');
        self.0.push_str(&inner.0);
        self.0.push_str("</");
        self.0.push_str(name);
        self.0.push('>');
    }
}

impl Serialize for Html {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        // A safe string remains marked as safe when it enters the template's context.
        Value::safe_string(&self.0).serialize(serializer)
    }
}

/// The class of texts that are not translated.
const UNTRANSLATED: &str = "untranslated";

/// The class of translations that are older than the words that they translate.
const STALE: &str = "stale";

/// The comments that begin what a page says if it shows texts of a class.
const NOTICES: [(&str, &str); 2] = [
    ("<!-- if untranslated -->", "class=\"untranslated\""),
    ("<!-- if stale -->", "class=\"stale\""),
];

/// The comment that ends it.
const END_OF_NOTICE: &str = "<!-- end -->";

/// Returns the page without the comments around what it says if it shows texts that are not translated, or whose
/// translation is stale, and without that itself if it shows none; `None` if there is nothing to remove.
pub fn without_needless_notice(page: &str) -> Option<String> {
    let mut settled: Option<String> = None;
    for (start, class) in NOTICES {
        let current = settled.as_deref().unwrap_or(page);
        if let Some(without) = without_notice(current, start, current.contains(class)) {
            settled = Some(without);
        }
    }
    settled
}

/// Returns the page without the comments around one kind of notice, and without the notice unless `is_shown`.
fn without_notice(page: &str, start: &str, is_shown: bool) -> Option<String> {
    let mut parts = page.split(start);
    let first = parts.next()?;
    let mut rest = parts.peekable();
    rest.peek()?;
    let mut settled = String::with_capacity(page.len());
    settled.push_str(first);
    for part in rest {
        let (notice, after) = part.split_once(END_OF_NOTICE).unwrap_or((part, ""));
        if is_shown {
            settled.push_str(notice);
        }
        settled.push_str(after);
    }
    Some(settled)
}

/// The attribute with the anchors that a page has no longer itself: the script `parts.js` leads from them to the page that
/// has them.
const ELSEWHERE: &str = "data-anchors";

/// Returns the ids of all elements of a page, and the anchors from which it leads elsewhere. Comments are skipped. It reads the HTML of the
/// theme's templates, which is well-formed, and is not a parser for any page.
pub fn ids(page: &str) -> BTreeSet<String> {
    let mut ids = BTreeSet::new();
    let mut rest = page;
    while let Some(start) = rest.find('<') {
        rest = &rest[start + 1..];
        if let Some(comment) = rest.strip_prefix("!--") {
            rest = comment.split_once("-->").map_or("", |(_, after)| after);
        } else if rest.starts_with(|c: char| c.is_ascii_alphabetic()) {
            rest = attributes(rest, |name, value| {
                if name.eq_ignore_ascii_case("id") {
                    ids.insert(unescaped(value));
                } else if name.eq_ignore_ascii_case(ELSEWHERE) {
                    let anchors = unescaped(value);
                    ids.extend(anchors.split(' ').map(str::to_owned));
                }
            });
        }
    }
    ids
}

/// Calls `found` with each attribute of the tag that begins with its name, and returns the rest after the tag.
fn attributes(tag: &str, mut found: impl FnMut(&str, &str)) -> &str {
    let ends = |c: char| c.is_ascii_whitespace() || matches!(c, '/' | '>' | '=');
    let mut rest = &tag[tag.find(ends).unwrap_or(tag.len())..];
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_ascii_whitespace() || matches!(c, '/' | '='));
        if rest.is_empty() {
            return rest;
        }
        if let Some(after) = rest.strip_prefix('>') {
            return after;
        }
        let (name, after) = rest.split_at(rest.find(ends).unwrap_or(rest.len()));
        let Some(value) = after.trim_start().strip_prefix('=') else {
            rest = after;
            continue;
        };
        let value = value.trim_start();
        let (value, after) = match value.chars().next() {
            Some(quote @ ('"' | '\'')) => value[1..].split_once(quote).unwrap_or((value, "")),
            _ => {
                let ends = |c: char| c.is_ascii_whitespace() || c == '>';
                value.split_at(value.find(ends).unwrap_or(value.len()))
            }
        };
        found(name, value);
        rest = after;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_notice_of_untranslated_texts_is_only_where_there_are_any() {
        let page = |text: &str| format!("a<!-- if untranslated -->b<!-- end -->c{text}");
        assert_eq!(without_needless_notice(&page("")).as_deref(), Some("ac"));
        let text = Html("x".into()).untranslated("en").0;
        let shown = without_needless_notice(&page(&text));
        assert_eq!(
            shown.as_deref(),
            Some("abc<span lang=\"en\" class=\"untranslated\">x</span>")
        );
        assert_eq!(without_needless_notice("abc"), None);
        let both = format!(
            "<!-- if stale -->s<!-- end -->{}",
            page(&Html("x".into()).stale("en").0)
        );
        assert_eq!(
            without_needless_notice(&both).as_deref(),
            Some("sac<span lang=\"en\" class=\"stale\">x</span>")
        );
    }

    #[test]
    fn only_ids_of_elements_are_found() {
        let page = "<!doctype html><p id=\"a\" class='x'>id=\"no\" <b id='b&amp;c'/> < id=x> <i hidden id=d>\
                    <a title=\"<p id='no'>\" ID = \"写给谁\">x</a><!-- <p id=\"no\"> --><p data-id=\"no\">\
                    <li data-part=\"x.html\" data-anchors=\"e f\">";
        let ids = ids(page);
        assert_eq!(
            ids.iter().collect::<Vec<_>>(),
            ["a", "b&c", "d", "e", "f", "写给谁"]
        );
    }
}
