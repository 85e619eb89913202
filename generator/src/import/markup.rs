//! HTML in the texts of other programs, as Markdown or as plain words.

use std::borrow::Cow;

use super::raised::as_characters;

/// A piece of a text with HTML.
#[derive(Debug, PartialEq, Eq)]
enum HtmlPiece<'a> {
    Words(&'a str),
    /// The name in small letters, whether it closes an element, and the attributes.
    Tag(String, bool, &'a str),
}

/// The elements that are recognised. Anything else in angle brackets is words: `a < b`.
const ELEMENTS: [&str; 38] = [
    "a",
    "abbr",
    "b",
    "blockquote",
    "br",
    "code",
    "div",
    "em",
    "font",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "i",
    "img",
    "li",
    "mark",
    "ol",
    "p",
    "pre",
    "q",
    "script",
    "small",
    "span",
    "strong",
    "style",
    "sub",
    "sup",
    "table",
    "tbody",
    "td",
    "th",
    "tr",
    "u",
    "ul",
];

/// The elements that Markdown of a standard has, or whose absence changes nothing.
const KEPT: [&str; 14] = [
    "a", "b", "br", "code", "div", "em", "i", "li", "ol", "p", "span", "strong", "ul", "font",
];

/// A text without HTML.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Unmarked {
    /// The words.
    pub(super) words: String,
    /// The elements that were lost, each once.
    pub(super) lost: Vec<String>,
}

/// Whether a text has elements of HTML.
pub(super) fn has_html(text: &str) -> bool {
    text.contains('<')
        && pieces(text)
            .iter()
            .any(|piece| matches!(piece, HtmlPiece::Tag(..)))
}

/// Splits a text at the elements of HTML.
fn pieces(text: &str) -> Vec<HtmlPiece<'_>> {
    let mut found = Vec::new();
    let (mut start, mut from) = (0, 0);
    while let Some(open) = text[from..].find('<').map(|at| at + from) {
        let Some(length) = text[open + 1..].find(['<', '>']) else {
            break;
        };
        let end = open + 1 + length;
        let inside = &text[open + 1..end];
        let is_closing = inside.starts_with('/');
        let body = inside.trim_start_matches('/').trim_end_matches('/');
        let name_end = body
            .find(|c: char| !c.is_ascii_alphanumeric())
            .unwrap_or(body.len());
        let name = body[..name_end].to_ascii_lowercase();
        if text[end..].starts_with('>') && ELEMENTS.contains(&name.as_str()) {
            if open > start {
                found.push(HtmlPiece::Words(&text[start..open]));
            }
            found.push(HtmlPiece::Tag(name, is_closing, &body[name_end..]));
            start = end + 1;
            from = start;
        } else {
            from = open + 1;
        }
    }
    if start < text.len() {
        found.push(HtmlPiece::Words(&text[start..]));
    }
    found
}

/// The value of an attribute of an element.
fn attribute<'a>(attributes: &'a str, name: &str) -> Option<&'a str> {
    let at = attributes.find(&format!("{name}="))?;
    let value = &attributes[at + name.len() + 1..];
    let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    value[1..].split(quote).next()
}

/// The text as Markdown. `escape` makes words into Markdown that shows them to the letter.
pub(super) fn as_markdown(text: &str, escape: impl Fn(&str) -> String) -> Unmarked {
    convert(&flowing(&as_characters(text)), Some(&escape))
}

/// The text as plain words.
pub(super) fn as_words(text: &str) -> Unmarked {
    convert(&flowing(&as_characters(text)), None)
}

/// The elements with lines of their own.
const BLOCKS: [&str; 7] = ["p", "div", "ul", "ol", "li", "br", "table"];

/// Whether a line begins with an element that has lines of its own, or with the end of one.
fn begins_block(line: &str) -> bool {
    matches!(pieces(line).first(), Some(HtmlPiece::Tag(name, ..)) if BLOCKS.contains(&&**name))
}

/// Whether a line ends with such an element.
fn ends_block(line: &str) -> bool {
    matches!(pieces(line).last(), Some(HtmlPiece::Tag(name, ..)) if BLOCKS.contains(&&**name))
}

/// The text with its lines joined, if all of it is in blocks of HTML: there, line breaks are mere white space.
fn flowing(text: &str) -> Cow<'_, str> {
    let whole = text.trim();
    let is_whole = whole.starts_with('<') && begins_block(whole) && ends_block(whole);
    if !is_whole || !whole.contains('\n') || whole.contains("<pre") {
        return Cow::Borrowed(text);
    }
    let is_wide = |c: char| matches!(c, '\u{2e80}'..='\u{9fff}' | '\u{ff00}'..='\u{ffef}');
    let mut joined = String::new();
    let mut last = "";
    for line in whole.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let is_between_blocks = last.is_empty() || ends_block(last) || begins_block(line);
        let is_chinese = last.ends_with(is_wide) && line.starts_with(is_wide);
        if !is_between_blocks && !is_chinese {
            joined.push(' ');
        }
        joined.push_str(line);
        last = line;
    }
    Cow::Owned(joined)
}

fn convert(text: &str, escape: Option<&dyn Fn(&str) -> String>) -> Unmarked {
    let mut out = Unmarked::default();
    let mut lists: Vec<Option<usize>> = Vec::new();
    let mut links: Vec<String> = Vec::new();
    let mut hidden = 0usize;
    // The number of bytes of the marks of emphasis at the end, after which no words have come yet.
    let mut opened = 0usize;
    for piece in pieces(text) {
        match piece {
            HtmlPiece::Words(_) if hidden > 0 => {}
            HtmlPiece::Words(words) => {
                // White space in HTML does not count, but the lines of a text that is only partly HTML do.
                let words = entities(words);
                push_words(&mut out.words, &words, escape, opened);
                if !words.trim().is_empty() {
                    opened = 0;
                }
            }
            HtmlPiece::Tag(name, closes, attributes) => {
                let mark = |mark: &str| {
                    if escape.is_some() {
                        mark.to_owned()
                    } else {
                        String::new()
                    }
                };
                if !KEPT.contains(&name.as_str()) && !closes && !out.lost.contains(&name) {
                    out.lost.push(name.clone());
                }
                if !matches!(&*name, "b" | "strong" | "i" | "em") {
                    opened = 0;
                }
                match (name.as_str(), closes) {
                    ("script" | "style", _) => {
                        hidden = if closes {
                            hidden.saturating_sub(1)
                        } else {
                            hidden + 1
                        };
                    }
                    ("b" | "strong" | "i" | "em", _) => {
                        let mark = mark(if matches!(&*name, "b" | "strong") {
                            "**"
                        } else {
                            "*"
                        });
                        opened = match closes {
                            true => close_mark(&mut out.words, &mark, opened),
                            false => {
                                out.words.push_str(&mark);
                                opened + mark.len()
                            }
                        };
                    }
                    ("br", _) => out.words.push('\n'),
                    ("ul" | "ol", true) => {
                        lists.pop();
                        out.words.push_str("\n\n");
                    }
                    ("ul", false) => lists.push(None),
                    ("ol", false) => lists.push(Some(0)),
                    ("li", false) => {
                        let depth = lists.len().saturating_sub(1).min(8);
                        let mark = match lists.last_mut() {
                            Some(Some(count)) => {
                                *count += 1;
                                format!("{count}. ")
                            }
                            Some(None) | None => "- ".to_owned(),
                        };
                        out.words.push('\n');
                        out.words.push_str(&"  ".repeat(depth));
                        out.words.push_str(&mark);
                    }
                    ("a", true) => {
                        if let Some(to) = links.pop().filter(|to| !to.is_empty()) {
                            out.words.push_str(&mark(&format!("]({to})")));
                        }
                    }
                    ("a", false) => {
                        let to = attribute(attributes, "href").map(entities);
                        let to = to.filter(|to| {
                            to.starts_with("http") && !to.contains([' ', ')', '(', '<', '>'])
                        });
                        if to.is_some() {
                            out.words.push_str(&mark("["));
                        }
                        links.push(to.unwrap_or_default());
                    }
                    (
                        "p" | "div" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "table" | "tr"
                        | "blockquote" | "pre" | "hr",
                        _,
                    ) => {
                        out.words.push_str("\n\n");
                    }
                    ("td" | "th", true) => out.words.push(' '),
                    (_, _) => {}
                }
            }
        }
    }
    out.words = lines(&out.words);
    out
}

/// Adds words. White space at their ends stays, since it parts them from their neighbours, and comes before the marks of
/// emphasis that have just been opened, which would be no marks after it.
fn push_words(
    out: &mut String,
    words: &str,
    escape: Option<&dyn Fn(&str) -> String>,
    opened: usize,
) {
    let Some(escape) = escape else {
        out.push_str(words);
        return;
    };
    let gap = |white: &str| match (white.is_empty(), white.contains('\n')) {
        (true, _) => "",
        (false, true) => "\n",
        (false, false) => " ",
    };
    let inside = words.trim();
    let start = words.len() - words.trim_start().len();
    out.insert_str(out.len() - opened, gap(&words[..start]));
    if !inside.is_empty() {
        out.push_str(&escape(inside));
        out.push_str(gap(&words[start + inside.len()..]));
    }
}

/// Closes emphasis after the last word, before any white space. Emphasis without words is removed. Returns the number of
/// bytes of the marks that are still open and have no words yet.
fn close_mark(out: &mut String, mark: &str, opened: usize) -> usize {
    if opened >= mark.len() {
        out.truncate(out.len() - mark.len());
        return opened - mark.len();
    }
    let end = out.trim_end().len();
    out.insert_str(end, mark);
    0
}

/// The lines without white space at their ends, and with at most one empty line between two.
pub(super) fn lines(text: &str) -> String {
    let mut kept: Vec<&str> = Vec::new();
    for line in text.lines().map(str::trim_end) {
        if !line.is_empty() || kept.last().is_some_and(|last| !last.is_empty()) {
            kept.push(line);
        }
    }
    kept.join("\n").trim().to_owned()
}

/// The entities that are replaced by name.
const NAMED: [(&str, &str); 16] = [
    ("amp", "&"),
    ("lt", "<"),
    ("gt", ">"),
    ("quot", "\""),
    ("apos", "'"),
    ("nbsp", " "),
    ("ndash", "–"),
    ("mdash", "—"),
    ("lsquo", "‘"),
    ("rsquo", "’"),
    ("ldquo", "“"),
    ("rdquo", "”"),
    ("bull", "•"),
    ("hellip", "…"),
    ("deg", "°"),
    ("middot", "·"),
];

/// Replaces entities of HTML.
pub(super) fn entities(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let end = rest.bytes().take(12).position(|byte| byte == b';');
        let replaced = end.and_then(|end| {
            let name = &rest[1..end];
            let number = match name.strip_prefix("#x").or_else(|| name.strip_prefix("#X")) {
                Some(hex) => u32::from_str_radix(hex, 16).ok(),
                None => name
                    .strip_prefix('#')
                    .and_then(|digits| digits.parse().ok()),
            };
            let named = NAMED.iter().find(|(known, _)| *known == name);
            let words = match named {
                Some((_, words)) => (*words).to_owned(),
                None => char::from_u32(number?)
                    .filter(|c| !c.is_control())?
                    .to_string(),
            };
            Some((words, end))
        });
        match replaced {
            Some((words, end)) => {
                out.push_str(&words);
                rest = &rest[end + 1..];
            }
            None => {
                out.push('&');
                rest = &rest[1..];
            }
        }
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn html_becomes_markdown_or_words() {
        let html = "<p>Reads &amp; <strong>writes</strong>:</p><ul><li>one</li><li>a &lt; b</li></ul><script>x()</script>";
        let found = as_markdown(html, str::to_owned);
        assert_eq!(found.words, "Reads & **writes**:\n\n- one\n- a < b");
        assert_eq!(found.lost, ["script"]);
        assert_eq!(as_words(html).words, "Reads & writes:\n\n- one\n- a < b");
        let link =
            "see <a href=\"https://example.org/x\">this</a>, not <a href='javascript:x'>that</a>";
        assert_eq!(
            as_markdown(link, str::to_owned).words,
            "see [this](https://example.org/x), not that"
        );
    }

    #[test]
    fn line_breaks_in_blocks_are_white_space() {
        for (html, words) in [
            (
                "<p>Tells critical\nfrom irrelevant <b>facts</b>\nin time.<br></p>\n<p>Then\nacts.</p>",
                "Tells critical from irrelevant facts in time.\n\nThen acts.",
            ),
            (
                "<ul>\n<li>one</li>\n  <li>two\n  more</li>\n</ul>",
                "- one\n- two more",
            ),
            ("<p>识别关键\n信息。</p>", "识别关键信息。"),
            ("<p>one<br>\ntwo</p>", "one\ntwo"),
            // The lines of a text that is only partly HTML are its own.
            ("one <b>two</b>\nthree", "one two\nthree"),
        ] {
            assert_eq!(as_words(html).words, words, "{html}");
        }
    }

    #[test]
    fn white_space_beside_emphasis_parts_words_and_never_breaks_the_marks() {
        let trimmed = |words: &str| words.trim().to_owned();
        for (html, expected) in [
            ("a <b>bold</b> <b>bold</b> use", "a **bold** **bold** use"),
            ("a<b> b </b>c", "a **b** c"),
            ("x <em><strong> y</strong></em> z", "x  ***y*** z"),
            ("x<b></b>y <i> </i>z", "xy  z"),
            ("one\n<b>two</b>\nthree", "one\n**two**\nthree"),
            (
                "<b><a href=\"https://example.org\"> x</a></b>",
                "**[ x](https://example.org)**",
            ),
        ] {
            assert_eq!(as_markdown(html, trimmed).words, expected, "{html}");
        }
    }

    #[test]
    fn the_parts_of_a_fraction_stay_apart() {
        let area = as_words("10 m<sup>2</sup>");
        assert_eq!((area.words.as_str(), area.lost.len()), ("10 m²", 0));
        let fraction = as_words("<sup>1/2</sup>/<sub>1/4</sub> miles");
        assert_eq!(fraction.words, "(1/2)/(1/4) miles");
        assert_eq!(fraction.lost, ["sup", "sub"]);
    }

    #[test]
    fn words_in_angle_brackets_are_not_html() {
        for text in ["a < b", "x <y> z", "List<String>", "1 <", "<", "<>"] {
            assert!(!has_html(text), "{text}");
            assert_eq!(as_words(text).words, text.trim());
        }
    }

    #[test]
    fn entities_that_are_not_known_stay() {
        assert_eq!(
            entities("R&D &amp; &#65;&#x42; &unknown; &#0; &"),
            "R&D & AB &unknown; &#0; &"
        );
    }
}
