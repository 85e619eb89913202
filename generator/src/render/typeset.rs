//! Plain words as HTML: with the words that a note quotes marked, links set, and places where a line must not break
//! marked ([`push_words`]).

use std::ops::Range;

use super::html::Html;
use crate::source::format::note::Notes;
use crate::source::format::shared_text::SharedText;

/// A link within a text.
#[derive(Clone, Debug)]
pub struct InText {
    /// The words of the link. In bytes.
    pub range: Range<usize>,
    /// Its start tag with attributes, as safe HTML. E.g. `<a href="5.1.html">`.
    pub tag: String,
}

/// Returns the places in `words` that `notes` quote: the first place of each quote, with overlapping quotes merged.
///
/// A quote that does not occur is ignored; a rule reports it (`E403`).
pub fn quoted(words: &str, notes: &Notes) -> Vec<Range<usize>> {
    let quotes = notes.0.iter().filter_map(|remark| remark.quote.as_ref());
    places(words, quotes.flat_map(SharedText::each))
}

/// The places of quotes in words, in order.
fn places<'a>(words: &str, quotes: impl Iterator<Item = &'a str>) -> Vec<Range<usize>> {
    let mut places: Vec<(usize, usize)> = quotes
        .filter(|quote| !quote.is_empty())
        .filter_map(|quote| words.find(quote).map(|at| (at, at + quote.len())))
        .collect();
    places.sort_unstable();
    let mut joined: Vec<Range<usize>> = Vec::with_capacity(places.len());
    for (start, end) in places {
        match joined.last_mut() {
            Some(last) if start < last.end => last.end = last.end.max(end),
            _ => joined.push(start..end),
        }
    }
    joined
}

/// Returns `words`, escaped, with `quotes` marked and `links` set. Each list is in order and without overlaps; a link
/// that is only partly within a quote is omitted.
pub fn set(words: &str, quotes: &[Range<usize>], links: &[InText]) -> Html {
    let mut html = Html::default();
    let mut done = 0;
    for quote in quotes {
        push_linked(&mut html, words, done..quote.start, links);
        let mut inner = Html::default();
        push_linked(&mut inner, words, quote.clone(), links);
        html.push_element("span", "", "quoted", &inner);
        done = quote.end;
    }
    push_linked(&mut html, words, done..words.len(), links);
    html
}

/// Appends the part of `words` at `range`, with the links that are entirely within it.
fn push_linked(html: &mut Html, words: &str, range: Range<usize>, links: &[InText]) {
    let mut done = range.start;
    for link in links {
        if link.range.start < done || link.range.end > range.end {
            continue;
        }
        push_words(html, &words[done..link.range.start]);
        html.0.push_str(&link.tag);
        push_words(html, &words[link.range.clone()]);
        html.0.push_str("</a>");
        done = link.range.end;
    }
    push_words(html, &words[done..range.end]);
}

/// Appends `text`, escaped. Prevents line breaks that would make it hard to read: in a word with a one-letter prefix,
/// such as `e-commerce`, and after a number that continues with a dash, such as `5.3.1.2-a`, `1.1-2020` or `60–76`.
pub fn push_words(html: &mut Html, text: &str) {
    let mut done = 0;
    for (dash, mark) in text.match_indices(['-', '–', '—']) {
        if dash < done {
            continue;
        }
        let before = &text[done..dash];
        let start = dash - whole_before(before);
        let rest = &text[dash + mark.len()..];
        let is_after_digit = before.ends_with(|last: char| last.is_ascii_digit());
        let length = if is_after_digit {
            number_after(rest)
        } else if mark == "-" && start + 1 == dash {
            word_after(rest)
        } else {
            0
        };
        if length == 0 {
            continue;
        }
        html.push_text(&text[done..start]);
        done = dash + mark.len() + length;
        html.push_element("span", "", "whole", &Html::escaped(&text[start..done]));
    }
    html.push_text(&text[done..]);
}

/// Returns the length of the number or word at the end of `text`, before a dash. Letters directly after a letter of
/// another script do not count.
fn whole_before(text: &str) -> usize {
    let is_part = |character: char| character.is_ascii_alphanumeric() || character == '.';
    let token = text.trim_end_matches(is_part).len();
    let follows_letter = text[..token].ends_with(char::is_alphanumeric);
    let token = &text[token..];
    let token = if follows_letter {
        token.trim_start_matches(|character: char| character.is_ascii_alphabetic())
    } else {
        token
    };
    token.trim_start_matches('.').len()
}

/// Returns the length of a word of at least two letters at the start of `text`, or 0.
fn word_after(text: &str) -> usize {
    let length = run(text, |character| character.is_ascii_alphabetic());
    if length < 2 { 0 } else { length }
}

/// Returns the length of a number or a single letter at the start of `text`, or 0.
fn number_after(text: &str) -> usize {
    let length = run(text, |character| character.is_ascii_alphanumeric());
    let is_number = text[..length].bytes().all(|byte| byte.is_ascii_digit());
    if is_number || length == 1 { length } else { 0 }
}

/// The length of the characters at the start of `text` that `is_part` accepts.
fn run(text: &str, is_part: impl Fn(char) -> bool) -> usize {
    text.find(|character| !is_part(character))
        .unwrap_or(text.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marked(words: &str, quotes: &[&str]) -> Html {
        set(words, &places(words, quotes.iter().copied()), &[])
    }

    #[test]
    fn links_are_set_within_quotes_and_beside_them_but_not_across() {
        let words = "甲乙丙丁戊";
        let link = |from: usize, to: usize| InText {
            range: from * 3..to * 3,
            tag: "<a>".into(),
        };
        let quote = 3..9;
        let shown = |links: &[InText]| set(words, std::slice::from_ref(&quote), links).0;
        assert_eq!(
            shown(&[link(0, 1), link(2, 3), link(4, 5)]),
            "<a>甲</a><span class=\"quoted\">乙<a>丙</a></span>丁<a>戊</a>"
        );
        let alone = shown(&[]);
        assert_eq!(shown(&[link(0, 2)]), alone);
        assert_eq!(shown(&[link(2, 4)]), alone);
        assert_eq!(shown(&[link(0, 5)]), alone);
    }

    #[test]
    fn hyphenated_words_and_numbers_are_kept_on_one_line() {
        let whole = |words: &str| format!("<span class=\"whole\">{words}</span>");
        assert_eq!(
            marked("cross-border e-commerce, E-book", &[]).0,
            format!("cross-border {}, {}", whole("e-commerce"), whole("E-book"))
        );
        for text in [
            "a-",
            "-b",
            "x-1",
            "甲e-commerce乙-a",
            "一-二",
            "12-hour",
            "5—",
            "on-platform",
        ] {
            assert_eq!(marked(text, &[]).0, text);
        }
        assert_eq!(
            marked("见5.3.1.2-a、GB/T 1.1-2020；GB/T 35408—2017, 60–76.", &[]).0,
            format!(
                "见{}、GB/T {}；GB/T {}, {}.",
                whole("5.3.1.2-a"),
                whole("1.1-2020"),
                whole("35408—2017"),
                whole("60–76")
            )
        );
        assert_eq!(
            marked("e-commerce", &["-com"]).0,
            "e<span class=\"quoted\">-com</span>merce"
        );
    }

    #[test]
    fn quoted_words_are_marked_once() {
        let span = |words: &str| format!("<span class=\"quoted\">{words}</span>");
        assert_eq!(marked("a < b", &[]).0, "a &lt; b");
        assert_eq!(
            marked("低于等80分，低于60分", &["低于"]).0,
            format!("{}等80分，低于60分", span("低于"))
        );
        // Nested, overlapping, adjacent and absent quotes.
        assert_eq!(
            marked("包括但不限于涵盖", &["包括但不限于", "但不限于涵盖", "无"]).0,
            span("包括但不限于涵盖")
        );
        assert_eq!(
            marked("<b>与", &["<b>", "与"]).0,
            format!("{}{}", span("&lt;b&gt;"), span("与"))
        );
    }
}
