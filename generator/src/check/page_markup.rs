//! Markdown and HTML in pages that readers would not see as their author meant it.
//!
//! The codes are `W406` and `W407`: HTML that is removed, and a second title.

use std::collections::BTreeSet;
use std::ops::Range;

use pulldown_cmark::{Event, HeadingLevel, Parser, Tag};

use super::markdown::position;
use super::subject::Subject;
use crate::language::message::{Message, message};
use crate::source::diagnostic::Diagnostic;
use crate::source::markdown::{elements, of_pages};
use crate::source::rule::Rule;

/// Warns about HTML elements that are removed from a page, each once, and about headings of the first level.
pub fn rule(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for text in &subject.prose {
        let place = |range| position(text.position, text.body, range);
        if text.body.contains('<') {
            let removed = removed(text.body).into_iter();
            found.extend(removed.map(|(element, range)| {
                Rule::RemovedHtml.at(
                    &place(range),
                    message!(
                        "`<{element}>` is removed from the page, with its content",
                        element
                    ),
                    help(&element),
                )
            }));
        }
        found.extend(titles(text.body).map(|range| {
            Rule::SecondTitle.at(
                &place(range),
                message!("this heading is a second title of the page"),
                message!("begin it with `##`: the page has its title from its front matter or its curriculum"),
            )
        }));
    }
    found
}

/// The way to do without an element.
fn help(element: &str) -> Message {
    match element {
        "iframe" | "video" | "audio" | "object" | "embed" => {
            message!(
                "link to it instead, as in `[Film](https://…)`: pages load nothing from other hosts"
            )
        }
        "script" | "style" => {
            message!("remove it: a theme may have scripts and styles, but a page may not")
        }
        _ => message!("use Markdown; if it is not HTML, write `\\<` for the less-than sign"),
    }
}

/// The headings of the first level.
fn titles(text: &str) -> impl Iterator<Item = Range<usize>> {
    let events = Parser::new_ext(text, of_pages()).into_offset_iter();
    events.filter_map(|(event, range)| {
        let is_title = matches!(
            event,
            Event::Start(Tag::Heading {
                level: HeadingLevel::H1,
                ..
            })
        );
        is_title.then_some(range)
    })
}

/// The elements that are removed, in the order of their first tags, each with the place of its name and its bracket.
fn removed(text: &str) -> Vec<(String, Range<usize>)> {
    let mut found: Vec<(String, Range<usize>)> = Vec::new();
    let mut known = BTreeSet::new();
    let mut in_comment = false;
    for (event, range) in Parser::new_ext(text, of_pages()).into_offset_iter() {
        let (Event::Html(html) | Event::InlineHtml(html)) = event else {
            continue;
        };
        let mut rest = &*html;
        loop {
            if in_comment {
                let Some(end) = rest.find("-->") else { break };
                rest = &rest[end + 3..];
                in_comment = false;
            }
            let Some(open) = rest.find('<') else { break };
            rest = &rest[open + 1..];
            if rest.starts_with("!--") {
                in_comment = true;
                continue;
            }
            let name = &rest[..rest
                .find(|c: char| !c.is_ascii_alphanumeric())
                .unwrap_or(rest.len())];
            let small = name.to_ascii_lowercase();
            if name.is_empty() || elements::is_kept(&small) || !known.insert(small.clone()) {
                continue;
            }
            let start = range.start + (html.len() - rest.len()) - 1;
            found.push((small, start..start + 1 + name.len()));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::removed;

    #[test]
    fn removed_elements_are_found_once_and_outside_code_and_comments() {
        let names = |text: &str| -> Vec<String> {
            removed(text).into_iter().map(|(name, _)| name).collect()
        };
        assert_eq!(
            names("<iframe src=x></iframe> <IFRAME> <video>\n\n<kbd>x</kbd> a < b"),
            ["iframe", "video"]
        );
        assert_eq!(
            names("<!-- <iframe> -->\n\n`<video>`\n\n    <audio>\n"),
            Vec::<String>::new()
        );
        assert_eq!(names("<!--\n<iframe>\n-->\n<form>\n"), ["form"]);
        let text = "见 <audio src=x>";
        assert_eq!(&text[removed(text)[0].1.clone()], "<audio");
    }
}
