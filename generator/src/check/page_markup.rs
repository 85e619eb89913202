//! Markdown and HTML in pages, notes and postings that readers would not see as their author meant it.
//!
//! The codes are `W404` and `W406` to `W408`: marks that are shown as written, HTML that is removed, a second title, and a
//! footnote that is left out. Those of footnotes and callouts are in `page_marks.rs`.

use std::collections::BTreeSet;
use std::ops::Range;

use pulldown_cmark::{Event, HeadingLevel, Parser, Tag};

use super::markdown::{Markdown, position};
use super::page_marks::without_effect;
use super::statements::place_in;
use super::subject::Subject;
use super::walk::PassageKind;
use crate::language::message::{Message, message};
use crate::source::diagnostic::Diagnostic;
use crate::source::markdown::{elements, is_plain, of_pages};
use crate::source::position::Position;
use crate::source::rule::Rule;
use crate::source::spelling::is_id;

/// Warns about HTML elements that are removed from a text in Markdown, each once, about marks that are shown as written, and
/// about headings of the first level.
pub fn rule(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for text in &subject.prose {
        let place = |range| position(text.position, text.body, range);
        in_text(text.body, true, place, &mut found);
    }
    // Notes, which belong to a standard, and the descriptions of postings.
    let passages = subject.passages.iter();
    for passage in passages.filter(|passage| passage.kind == PassageKind::Note) {
        for (_, words, at) in &passage.text.languages {
            let place = |range| place_in(at, words, range);
            in_text(words, passage.standard.is_none(), place, &mut found);
        }
    }
    found
}

/// Reports the faults of one text, which is a page of its own or a note. `place` finds the position of a range.
fn in_text(
    text: &str,
    is_page: bool,
    place: impl Fn(Range<usize>) -> Position,
    found: &mut Vec<Diagnostic>,
) {
    // Most notes have no marks, not even full-width ones.
    if is_plain(text) && !text.contains(['【', '＃', '］']) {
        return;
    }
    if text.contains('<') {
        found.extend(removed(text).into_iter().map(|(element, range)| {
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
    let read = Markdown::read(text);
    found.extend(
        unread(text, &read.words)
            .map(|(range, message, help)| Rule::LiteralMarkdown.at(&place(range), message, help)),
    );
    let marks = without_effect(text, &read, is_page).into_iter();
    found.extend(marks.map(|(rule, range, message, help)| rule.at(&place(range), message, help)));
    found.extend(titles(text).map(|range| {
        Rule::SecondTitle.at(
            &place(range),
            message!("this heading is a second title of the page"),
            message!("begin it with `##`: the page has its title already"),
        )
    }));
}

/// The first mark of Markdown in a text that is not read as one, with its message and help: a heading without a space, or
/// signs typed with a Chinese input method.
fn unread(text: &str, words: &[(char, usize)]) -> Option<(Range<usize>, Message, Message)> {
    let mut line_start = true;
    for (at, (sign, offset)) in words.iter().enumerate() {
        let rest = &text[*offset..];
        let is_escaped = text[..*offset].ends_with('\\');
        let is_first = std::mem::replace(&mut line_start, *sign == '\n');
        if is_escaped {
            continue;
        }
        let found = match sign {
            '#' | '＃' if is_first => heading(rest),
            ']' | '］' => address(rest),
            '【' => wide_reference(rest),
            '*' if words.get(at + 1).is_some_and(|(next, _)| *next == '*') => {
                emphasis(text, *offset)
            }
            _ => None,
        };
        if let Some((length, message, help)) = found {
            return Some((*offset..offset + length, message, help));
        }
    }
    None
}

/// A mark that is shown as written: its length in bytes, the message and the help.
type ShownMark = (usize, Message, Message);

/// `##Words` and `＃＃ Words`, which are not headings.
fn heading(rest: &str) -> Option<ShownMark> {
    let after = rest.trim_start_matches(['#', '＃']);
    let mark = &rest[..rest.len() - after.len()];
    let is_heading = mark.chars().count() > 1 || mark == "＃" && after.starts_with(' ');
    let words = after.lines().next().unwrap_or_default().trim();
    (is_heading && !words.is_empty()).then(|| {
        (
            mark.len(),
            message!(
                "`{mark}` does not begin a heading and is shown as written",
                mark
            ),
            message!("write `## ` with a space after it"),
        )
    })
}

/// `[words]（address）`, which is not a link.
fn address(rest: &str) -> Option<ShownMark> {
    let inside = rest[rest.chars().next()?.len_utf8()..].strip_prefix('（')?;
    let end = inside.find(['）', ')', '\n'])?;
    let to = &inside[..end];
    let is_address =
        to.contains(['/', '.', '#']) && to.is_ascii() && !to.contains(' ') && !to.is_empty();
    is_address.then(|| {
        let length = rest.len() - inside.len() + end;
        (
            length,
            message!("this link has full-width brackets and is shown as written"),
            message!("write `[…]({to})` with half-width brackets", to),
        )
    })
}

/// `【【5.1】】`, which is not a reference.
fn wide_reference(rest: &str) -> Option<ShownMark> {
    let inside = rest.strip_prefix("【【")?;
    let end = inside.find("】】")?;
    let id = &inside[..end];
    is_id(id).then(|| {
        (
            rest.len() - inside.len() + end + "】】".len(),
            message!("this reference has full-width brackets and is shown as written"),
            message!("write `[[{id}]]` with half-width brackets", id),
        )
    })
}

/// `**` beside a word that begins or ends no emphasis.
fn emphasis(text: &str, at: usize) -> Option<ShownMark> {
    let (before, after) = (
        text[..at].chars().next_back(),
        text[at + 2..].chars().next(),
    );
    let is_word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let is_apart = |c: Option<char>| c.is_none_or(char::is_whitespace);
    let opens = is_word(after) && !before.is_some_and(|c| c.is_ascii_alphanumeric());
    let closes = is_word(before) && is_apart(after);
    (text[at..].starts_with("**") && (opens || closes)).then(|| {
        (
            2,
            message!("`**` is shown as written: the emphasis has only one end"),
            message!("write `**` at both ends of the words, or `\\*\\*` for asterisks"),
        )
    })
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
