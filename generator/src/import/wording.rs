//! The words of a found text as the format has them: without control characters, and as Markdown if the standard's texts are.

use super::found::{FoundPlace, FoundStandard, FoundText, LeftOver};
use super::markup::{as_markdown, as_words, entities, has_html, lines};
use crate::language::message::message;
use crate::language::on_one_line;
use crate::source::markdown::formula;
use crate::source::markdown::is_plain;
use crate::source::markdown::statement::{self, PreparedStatement, Token};

/// How the words of a standard are written.
#[derive(Debug)]
pub(super) struct FoundWording {
    /// Whether its texts are Markdown.
    pub(super) is_markdown: bool,
    /// Markup that could not be kept.
    pub(super) left: Vec<LeftOver>,
    /// The source is Markdown, so that only what cannot be shown is escaped.
    keeps_marks: bool,
}

impl FoundWording {
    /// Decides how the texts of a standard are written: as Markdown if any has markup or several lines.
    pub(super) fn of(standard: &FoundStandard) -> Self {
        let mut has_markup = standard.is_markdown;
        let mut look = |text: &FoundText| {
            has_markup = has_markup || text.0.iter().any(|(_, words)| is_marked(words));
        };
        for item in &standard.items {
            look(&item.text);
            item.descriptors
                .iter()
                .for_each(|(_, descriptor)| look(&descriptor.text));
            item.examples
                .iter()
                .chain(&item.remarks)
                .for_each(&mut look);
        }
        let groups = standard.groups.iter().map(|group| &group.about);
        for value in standard.levels.iter().chain(&standard.types).chain(groups) {
            look(&value.description);
        }
        for role in &standard.roles {
            look(&role.about.description);
            role.tasks.iter().for_each(|task| look(&task.text));
            role.levels
                .iter()
                .for_each(|(level, _)| look(&level.description));
        }
        FoundWording {
            is_markdown: has_markup,
            left: Vec::new(),
            keeps_marks: standard.is_markdown,
        }
    }

    /// The words of a text of the standard.
    pub(super) fn text(&mut self, place: &FoundPlace, words: &str) -> String {
        let clean = cleaned(words);
        if words.trim().contains('\t') {
            self.left.push(LeftOver {
                place: place.clone(),
                what: message!("tabs, in whose place there are spaces"),
                content: words.to_owned(),
            });
        }
        if !self.is_markdown {
            return lines(&clean);
        }
        let text = match has_html(&clean) {
            true => {
                let found = as_markdown(&clean, |words| self.escaped(words));
                for name in found.lost {
                    self.lost(place, &name, &clean);
                }
                found.words
            }
            false => self.escaped(&entities(&clean)),
        };
        let (text, links) = without_links(&spaced(&text));
        for link in links {
            self.left.push(LeftOver {
                place: place.clone(),
                what: message!("a link that leads nowhere outside its site, whose words were kept"),
                content: link,
            });
        }
        if can_be_shown(&text) {
            return text;
        }
        self.left.push(LeftOver {
            place: place.clone(),
            what: message!("Markdown that a standard cannot show, kept as plain words"),
            content: clean.clone(),
        });
        spaced(&escaped(&as_words(&clean).words))
    }

    /// Words without markup, in lines.
    pub(super) fn lines(&mut self, place: &FoundPlace, words: &str) -> String {
        let clean = cleaned(words);
        if !has_html(&clean) {
            return lines(&entities(&clean));
        }
        let found = as_words(&clean);
        for name in found.lost {
            self.lost(place, &name, &clean);
        }
        found.words
    }

    /// The words of a title or another label, on one line.
    pub(super) fn label(&mut self, place: &FoundPlace, words: &str) -> String {
        let words = on_one_line(&self.lines(place, words));
        let bold = words
            .strip_prefix("**")
            .and_then(|words| words.strip_suffix("**"));
        bold.filter(|words| !words.contains("**"))
            .unwrap_or(&words)
            .to_owned()
    }

    /// The words of a note, which is one paragraph of Markdown in every standard.
    pub(super) fn note(&mut self, place: &FoundPlace, words: &str) -> String {
        let plain = self.label(place, words);
        if has_marks(&plain) {
            let (text, links) = without_links(&plain);
            if links.is_empty() && can_be_shown(&text) {
                return text;
            }
        }
        escaped(&plain)
    }

    /// Words that are shown to the letter.
    pub(super) fn literally(&self, words: &str) -> String {
        let words = code(words).unwrap_or_else(|| "…".to_owned());
        if self.is_markdown {
            escaped(&words)
        } else {
            words
        }
    }

    fn lost(&mut self, place: &FoundPlace, element: &str, content: &str) {
        self.left.push(LeftOver {
            place: place.clone(),
            what: message!(
                "markup by the element `{element}`, whose words were kept",
                element
            ),
            content: content.to_owned(),
        });
    }

    /// Words of the source as Markdown.
    fn escaped(&self, words: &str) -> String {
        let is_source = self.keeps_marks || has_marks(words);
        // A single line that begins with the mark of a bullet is not a list.
        if !is_source && words.trim().lines().count() == 1 && is_bulleted(words) {
            return escaped(words);
        }
        let bullets = bulleted(words);
        if is_source {
            bullets
        } else {
            bullets
                .lines()
                .map(escaped_line)
                .collect::<Vec<_>>()
                .join("\n")
                + if words.ends_with('\n') { "\n" } else { "" }
        }
    }
}

/// Whether a text needs Markdown to be shown.
fn is_marked(words: &str) -> bool {
    words.trim().contains('\n') || has_html(words) || has_marks(words)
}

/// Whether the words have marks that only Markdown has: strong emphasis, or a link.
fn has_marks(words: &str) -> bool {
    let strong = words.matches("**").count() >= 2;
    strong || words.contains("](http")
}

/// The words of a name such as `isPartOf`: `Is part of`.
pub(super) fn spelled(name: &str) -> String {
    let mut words = String::new();
    for c in name.chars() {
        match c {
            '-' | '_' => words.push(' '),
            c if c.is_uppercase() && !words.is_empty() => {
                words.push(' ');
                words.extend(c.to_lowercase());
            }
            c if words.is_empty() => words.extend(c.to_uppercase()),
            c => words.push(c),
        }
    }
    words
}

/// A code on one line, without control characters. `None` if nothing is left of it.
pub(super) fn code(words: &str) -> Option<String> {
    let words = on_one_line(&cleaned(words));
    (!words.is_empty()).then_some(words)
}

/// The text without control characters, with its line breaks as line feeds.
pub(super) fn cleaned(words: &str) -> String {
    let words = words
        .replace("\r\n", "\n")
        .replace(['\r', '\u{b}', '\u{2028}', '\u{2029}'], "\n");
    let is_seen = |c: &char| {
        *c == '\n'
            || !(c.is_control() || matches!(c, '\u{feff}' | '\u{fffe}' | '\u{ffff}' | '\u{200b}'))
    };
    let words: String = words.replace('\t', " ").chars().filter(is_seen).collect();
    words.trim().to_owned()
}

/// The words after the bullet of another program at the beginning of a line.
fn after_bullet(inside: &str) -> Option<&str> {
    let rest = inside.strip_prefix(['•', '▪', '●', '◦', '‣', '\u{f0b7}', '·', '*', '–'])?;
    let is_bullet =
        rest.starts_with([' ', '\u{a0}']) || inside.starts_with(['•', '▪', '●', '\u{f0b7}', '‣']);
    is_bullet.then_some(rest)
}

/// Whether a line begins as an item of a list with bullets.
fn is_bulleted(line: &str) -> bool {
    let inside = line.trim_start();
    inside.starts_with("- ") || after_bullet(inside).is_some()
}

/// Replaces the bullets of other programs at the beginnings of lines by those of Markdown.
fn bulleted(words: &str) -> String {
    let line = |line: &str| {
        let inside = line.trim_start();
        match after_bullet(inside) {
            Some(rest) => format!(
                "{}- {}",
                &line[..line.len() - inside.len()],
                rest.trim_start()
            ),
            None => line.to_owned(),
        }
    };
    let all: Vec<String> = words.lines().map(line).collect();
    all.join("\n") + if words.ends_with('\n') { "\n" } else { "" }
}

/// A line of plain words as Markdown. A bullet at its beginning stays.
fn escaped_line(line: &str) -> String {
    let inside = line.trim_start();
    let (bullet, words) = match inside.strip_prefix("- ") {
        Some(rest) => ("- ", rest),
        None => ("", inside),
    };
    let indent = if bullet.is_empty() {
        ""
    } else {
        &line[..line.len() - inside.len()]
    };
    format!("{indent}{bullet}{}", escaped(words))
}

/// Words as Markdown that shows them to the letter.
pub(super) fn escaped(words: &str) -> String {
    if words
        .lines()
        .all(|line| is_plain(line) && !begins_block(line))
    {
        return words.to_owned();
    }
    let line = |line: &str| {
        let mut out = String::with_capacity(line.len() + 8);
        if begins_block(line) {
            let digits = line.bytes().take_while(u8::is_ascii_digit).count();
            out.push_str(&line[..digits]);
            out.push('\\');
            out.push_str(&escaped_inline(&line[digits..]));
        } else {
            out.push_str(&escaped_inline(line));
        }
        out
    };
    words.lines().map(line).collect::<Vec<_>>().join("\n")
        + if words.ends_with('\n') { "\n" } else { "" }
}

/// Escapes the marks within a line.
fn escaped_inline(line: &str) -> String {
    let mut out = String::with_capacity(line.len() + 8);
    let mut rest = line.chars().peekable();
    while let Some(c) = rest.next() {
        let begins_entity = |next: &char| next.is_ascii_alphanumeric() || *next == '#';
        let is_mark = match c {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '$' | '~' | '|' => true,
            '&' => rest.peek().is_some_and(begins_entity),
            _ => false,
        };
        if is_mark {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

/// Whether a line would begin a heading, a list, a quotation or a rule.
fn begins_block(line: &str) -> bool {
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let rest = &line[digits..];
    (digits > 0 && digits < 10 && (rest.starts_with(". ") || rest.starts_with(") ")))
        || (digits == 0 && line.starts_with(['#', '>', '-', '+', '=']))
}

/// Puts empty lines between paragraphs, since a single line break is none in Markdown, and around lists.
fn spaced(text: &str) -> String {
    let is_item = |line: &str| {
        let inside = line.trim_start();
        let digits = inside.bytes().take_while(u8::is_ascii_digit).count();
        inside.starts_with("- ")
            || (digits > 0 && inside[digits..].starts_with(". "))
            || line.starts_with('|')
    };
    let mut out: Vec<&str> = Vec::new();
    for line in text.lines() {
        let line = line.trim_end();
        let last = out.last().copied().unwrap_or_default();
        if !line.is_empty()
            && !last.is_empty()
            && !(is_item(last) && (is_item(line) || line.starts_with(' ')))
        {
            out.push("");
        }
        // Four spaces would begin code.
        out.push(if is_item(line) {
            line
        } else {
            line.trim_start()
        });
    }
    lines(&out.join("\n"))
}

/// The text without links that have no full address, and their addresses. Double brackets, which would refer to a
/// requirement, are escaped.
fn without_links(text: &str) -> (String, Vec<String>) {
    let text = text.replace("[[", "\\[\\[");
    let mut links = Vec::new();
    let mut out = String::with_capacity(text.len());
    let mut rest = text.as_str();
    while let Some(middle) = rest.find("](") {
        let after = &rest[middle + 2..];
        let Some(close) = after.find(')') else {
            break;
        };
        let to = &after[..close];
        let is_full = ["https://", "http://", "mailto:"]
            .iter()
            .any(|scheme| to.starts_with(scheme));
        match rest[..middle].rfind('[').filter(|_| !is_full) {
            Some(open) => {
                links.push(to.to_owned());
                out.push_str(rest[..open].trim_end_matches('!'));
                out.push_str(&rest[open + 1..middle]);
            }
            None => out.push_str(&rest[..middle + 3 + close]),
        }
        rest = &after[close + 1..];
    }
    out.push_str(rest);
    (out, links)
}

/// Whether a text in Markdown has nothing that cannot be shown.
fn can_be_shown(text: &str) -> bool {
    if is_plain(text) {
        return true;
    }
    // Quotations cannot be shown, and a reader of Markdown takes long over very many in each other.
    let is_quotation = |line: &str| line.trim_start().starts_with('>');
    if text.lines().any(is_quotation) {
        return false;
    }
    let prepared = PreparedStatement::new(text);
    let tokens = statement::tokens(&prepared);
    let is_readable = |token: &Token<'_>| match token {
        Token::Formula(tex, setting) => formula::mathml(tex, *setting).is_ok(),
        Token::Words(_)
        | Token::Code(_)
        | Token::Space
        | Token::Break
        | Token::Start(_)
        | Token::End(_) => true,
    };
    tokens.iter().all(|(token, _)| is_readable(token)) && statement::unsupported(text).is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(words: &str, is_markdown: bool) -> String {
        let mut wording = FoundWording {
            is_markdown,
            left: Vec::new(),
            keeps_marks: false,
        };
        wording.text(&FoundPlace::File, words)
    }

    #[test]
    fn plain_words_stay_to_the_letter_where_texts_are_markdown() {
        assert_eq!(
            written("counts 2 * 3 * 4 and a_b", true),
            "counts 2 \\* 3 \\* 4 and a\\_b"
        );
        assert_eq!(written("counts 2 * 3", false), "counts 2 * 3");
        assert_eq!(
            written("You can:\r\n• read\r\n• write", true),
            "You can:\n\n- read\n- write"
        );
        assert_eq!(written("1. is a number", true), "1\\. is a number");
        assert_eq!(written("One.\nTwo.", true), "One.\n\nTwo.");
    }

    #[test]
    fn markup_that_cannot_be_shown_is_reported_and_kept_as_words() {
        let mut wording = FoundWording {
            is_markdown: true,
            left: Vec::new(),
            keeps_marks: true,
        };
        let text = wording.text(&FoundPlace::Row(3), "# Heading with $\\frac{$ in it");
        assert!(can_be_shown(&text), "{text}");
        assert_eq!(wording.left.len(), 1);
        let text = wording.text(&FoundPlace::Row(4), "**bold** <img src=x> words");
        assert_eq!(text, "**bold**  words");
        assert_eq!(wording.left.len(), 2);
    }

    #[test]
    fn control_characters_are_removed() {
        assert_eq!(written("a\u{0}b\u{200b}c\u{feff}", false), "abc");
    }
}
