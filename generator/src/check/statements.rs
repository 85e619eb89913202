//! Checks of the markup of a standard's texts.
//!
//! The codes are `E413`, `E414` and `W404`. In a standard whose `markup` is `markdown`, formulas must be readable, and a
//! text may contain only what a statement can show, so that nothing is lost in silence. In every plain text, marks of
//! Markdown would be printed literally.

use std::ops::Range;

use super::markdown::position;
use super::subject::Subject;
use super::walk::PassageKind;
use crate::language::message::{Message, message};
use crate::source::diagnostic::Diagnostic;
use crate::source::markdown::formula::{self, FormulaError};
use crate::source::markdown::is_plain;
use crate::source::markdown::statement::{self, PreparedStatement, Token, Unsupported};
use crate::source::position::{End, Position};
use crate::source::rule::Rule;
use crate::source::texts::TextRole;

/// The number of faults of a kind that are reported in one text, so that a text full of them is reported in bounded
/// time.
const MOST: usize = 20;

/// Requires that the texts of a standard in Markdown contain only what a statement can show, and that a plain text
/// contains no marks of Markdown.
pub fn rule(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for passage in &subject.passages {
        for (_, words, at) in &passage.text.languages {
            if subject.is_statement(passage) {
                statement_faults(words, at, &mut found);
            } else if passage.kind != PassageKind::Note && passage.text.role != TextRole::Quote {
                found.extend(literal(passage.text.role, words, at));
            }
        }
    }
    for (_, word) in subject.front_matter() {
        found.extend(literal(TextRole::Ours, &word.value, &word.position));
    }
    found
}

/// Reports the faults of a text in Markdown.
fn statement_faults(words: &str, at: &Position, found: &mut Vec<Diagnostic>) {
    if is_plain(words) {
        return;
    }
    let prepared = PreparedStatement::new(words);
    let tokens = statement::tokens(&prepared);
    let formulas = tokens.iter().filter_map(|(token, range)| match token {
        Token::Formula(tex, setting) => {
            let error = formula::mathml(tex, *setting).err()?;
            Some((tex, error, range.clone()))
        }
        Token::Words(_)
        | Token::Code(_)
        | Token::Space
        | Token::Break
        | Token::Start(_)
        | Token::End(_) => None,
    });
    found.extend(formulas.take(MOST).map(|(tex, error, range)| {
        let place = within(words, tex, &error, &range);
        Rule::UnreadableFormula.at(
            &place_in(at, words, place),
            message!(
                "the formula `{shortened}` cannot be read: {message}",
                shortened = shortened(tex),
                message = error.message
            ),
            message!("correct the TeX; if this is not a formula, write `\\$` for each dollar sign"),
        )
    }));
    let unsupported = statement::unsupported(words).into_iter().take(MOST);
    found.extend(unsupported.map(|(kind, range)| {
        let (what, help) = described(kind);
        Rule::UnsupportedMarkdown.at(
            &place_in(at, words, range),
            message!("{what} cannot be shown in a text of the standard", what),
            help,
        )
    }));
}

/// The place of a formula's fault in the text, from that of the whole formula with its signs.
fn within(words: &str, tex: &str, error: &FormulaError, formula: &Range<usize>) -> Range<usize> {
    let written = words.get(formula.clone()).unwrap_or_default();
    let Some(before) = written.find(tex) else {
        return formula.clone();
    };
    let start = formula.start + before;
    let range = start + error.range.start..start + error.range.end;
    if range.is_empty() {
        formula.clone()
    } else {
        range
    }
}

/// The first characters of a formula.
fn shortened(tex: &str) -> String {
    const ROOM: usize = 60;
    let tex = tex.trim();
    match tex.char_indices().nth(ROOM) {
        Some((end, _)) => format!("{}…", &tex[..end]),
        None => tex.to_owned(),
    }
}

/// The name of something that a statement cannot have, and what to do.
fn described(kind: Unsupported) -> (Message, Message) {
    match kind {
        Unsupported::Heading => (
            message!("a heading"),
            message!("use `title` or a clause of its own; write `\\#` for a number sign"),
        ),
        Unsupported::Picture => (
            message!("a picture"),
            message!("link to it: remove the `!` before the brackets"),
        ),
        Unsupported::Html => (
            message!("HTML"),
            message!(
                "use Markdown, or write `\\<` for a less-than sign; in a formula, write `$a < b$`"
            ),
        ),
        Unsupported::CodeBlock => (
            message!("a code block"),
            message!(
                "write the code between backticks in a line; remove the spaces at the beginning of a line that is \
                 not code"
            ),
        ),
        Unsupported::Quotation => (
            message!("a quotation"),
            message!(
                "use quotation marks; write `\\>` for a greater-than sign at the beginning of a line"
            ),
        ),
        Unsupported::Rule => (message!("a horizontal rule"), message!("remove it")),
    }
}

/// Reports the first mark of Markdown that a plain text would show.
fn literal(role: TextRole, words: &str, at: &Position) -> Option<Diagnostic> {
    let (mark, range) = first_mark(words)?;
    let help = match role {
        TextRole::Source => {
            message!(
                "add `markup: markdown` to `standard.yaml`, so that the texts of the standard are Markdown, or \
                 remove the mark"
            )
        }
        TextRole::Label | TextRole::Quote | TextRole::Ours | TextRole::Markdown => {
            message!("remove the mark: this text is always plain")
        }
    };
    Some(Rule::LiteralMarkdown.at(
        &place_in(at, words, range),
        message!("{mark} is shown as written, since this text is plain", mark),
        help,
    ))
}

/// The first unmistakable mark of Markdown in a text, and its place.
fn first_mark(words: &str) -> Option<(Message, Range<usize>)> {
    // Nearly all texts have none.
    if !words.contains(['*', ']', '-', '<', '&']) {
        return None;
    }
    let marks = [
        strong(words).map(|range| (message!("the emphasis `**…**`"), range)),
        linked(words).map(|range| (message!("the link `[…](…)`"), range)),
        referring(words).map(|range| (message!("the reference `[[…]]`"), range)),
        listed(words).map(|range| (message!("the list marker `- `"), range)),
        tagged(words).map(|range| {
            let tag = message!("the HTML `{html}`", html = &words[range.clone()]);
            (tag, range)
        }),
    ];
    let marks = marks.into_iter().flatten();
    marks.min_by_key(|(_, range)| range.start)
}

/// The first `**words**`.
fn strong(words: &str) -> Option<Range<usize>> {
    let mut signs = words.match_indices("**").map(|(at, _)| at);
    let mut open = signs.next()?;
    for close in signs {
        let inside = words.get(open + 2..close).unwrap_or_default();
        let is_word = inside.starts_with(char::is_alphanumeric)
            && inside.ends_with(|last: char| !last.is_whitespace())
            && !inside.contains(['*', '\n']);
        if is_word {
            return Some(open..close + 2);
        }
        open = close;
    }
    None
}

/// The first `[words](address)`.
fn linked(words: &str) -> Option<Range<usize>> {
    words.match_indices("](").find_map(|(middle, _)| {
        let start = words[..middle].rfind('[')?;
        let address = &words[middle + 2..];
        let end = address.find([')', '\n'])?;
        let inside = &address[..end];
        // An address with spaces is a file's name, or in brackets.
        let is_one = match inside.contains(' ') {
            true => inside.starts_with('<') || has_extension(inside),
            false => inside.contains(['/', '.', '#', ':']),
        };
        let is_address = address[end..].starts_with(')') && is_one && middle > start + 1;
        is_address.then_some(start..middle + 2 + end + 1)
    })
}

/// Whether a name ends like that of a file: `Form 3.pdf`.
fn has_extension(name: &str) -> bool {
    let extension = name.rsplit_once('.').map_or("", |(_, extension)| extension);
    (2..5).contains(&extension.len()) && extension.bytes().all(|byte| byte.is_ascii_alphanumeric())
}

/// The first `[[id]]`.
fn referring(words: &str) -> Option<Range<usize>> {
    let open = words.find("[[")?;
    let inside = &words[open + 2..];
    let close = inside.find("]]")?;
    let is_id = !inside[..close].is_empty() && !inside[..close].contains(['[', ' ', '\n']);
    is_id.then_some(open..open + 2 + close + 2)
}

/// The first tag or character of HTML that pasted texts have: `<br>`, `&nbsp;`.
fn tagged(words: &str) -> Option<Range<usize>> {
    const TAGS: [&str; 43] = [
        "a",
        "audio",
        "b",
        "blockquote",
        "br",
        "center",
        "code",
        "del",
        "details",
        "div",
        "em",
        "embed",
        "font",
        "h1",
        "h2",
        "h3",
        "h4",
        "hr",
        "i",
        "iframe",
        "img",
        "ins",
        "kbd",
        "li",
        "mark",
        "object",
        "ol",
        "p",
        "pre",
        "s",
        "script",
        "small",
        "span",
        "strong",
        "style",
        "sub",
        "summary",
        "sup",
        "svg",
        "table",
        "u",
        "ul",
        "video",
    ];
    const CHARACTERS: [&str; 12] = [
        "amp", "nbsp", "lt", "gt", "quot", "apos", "mdash", "ndash", "hellip", "ldquo", "rdquo",
        "middot",
    ];
    let name = |rest: &str| {
        let end = rest.find(|c: char| !c.is_ascii_alphanumeric());
        rest[..end.unwrap_or(rest.len())].to_ascii_lowercase()
    };
    words.match_indices(['<', '&']).find_map(|(at, sign)| {
        let rest = &words[at + 1..];
        let is_html = match sign {
            "<" if rest.starts_with("!--") => true,
            "<" => TAGS.contains(&name(rest.trim_start_matches('/')).as_str()),
            _ => CHARACTERS.contains(&name(rest).as_str()) || rest.starts_with('#'),
        };
        let end = rest.find(['>', ';', '<', '&', '\n'])?;
        let closes = if sign == "<" { '>' } else { ';' };
        (is_html && rest[end..].starts_with(closes)).then_some(at..at + 1 + end + 1)
    })
}

/// The first `- ` at the beginning of a line.
fn listed(words: &str) -> Option<Range<usize>> {
    let mut start = 0;
    for line in words.split_inclusive('\n') {
        let item = line.trim_start();
        if item.starts_with("- ") && item.trim_end().len() > 2 {
            let at = start + line.len() - item.len();
            return Some(at..at + 2);
        }
        start += line.len();
    }
    None
}

/// The place of a range of `words`, which are a scalar at `at`. The place of the whole scalar if the range cannot be
/// found in the file, as in a scalar whose lines are folded or that has escapes.
pub(super) fn place_in(at: &Position, words: &str, range: Range<usize>) -> Position {
    let lines = u32::try_from(words.lines().count()).unwrap_or(u32::MAX);
    let length = |text: &str| u32::try_from(text.chars().count()).unwrap_or(u32::MAX);
    if at.line == at.end.line {
        // Quotes add one character on each side; a scalar with escapes is longer still.
        let written = at.end.column.saturating_sub(at.column);
        let quote = match written.checked_sub(length(words)) {
            Some(0) => 0,
            Some(2) => 1,
            Some(_) | None => return at.clone(),
        };
        let start = Position::point(at.file.clone(), at.line, at.column + quote);
        return position(&start, words, range);
    }
    // A literal block begins on the line after its sign, and each of its lines is one of the file.
    let last = words.lines().last().map(length).unwrap_or_default();
    let is_literal = lines > 1 && at.end.line == at.line + lines - 1;
    let Some(indent) = at.end.column.checked_sub(last + 1).filter(|_| is_literal) else {
        return at.clone();
    };
    let indented = |line: u32, column: u32| {
        let added = if line == at.line { 0 } else { indent };
        column + added
    };
    let place = position(
        &Position::point(at.file.clone(), at.line, at.column),
        words,
        range,
    );
    Position {
        column: indented(place.line, place.column),
        end: End {
            line: place.end.line,
            column: indented(place.end.line, place.end.column),
        },
        ..place
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_unmistakable_marks_are_found() {
        for (text, mark) in [
            ("a **b c** d", Some("**b c**")),
            ("**重点**", Some("**重点**")),
            (
                "see [the law](https://e.org/a) x",
                Some("[the law](https://e.org/a)"),
            ),
            ("a:\n- b\n- c", Some("- ")),
            ("- b", Some("- ")),
            ("2 ** 3 ** 4", None),
            ("* x", None),
            ("*x*", None),
            ("x [1] (2)", None),
            ("f[i](x)", None),
            ("a - b", None),
            ("-5", None),
            ("a*, b**", None),
            ("one<br/>two", Some("<br/>")),
            ("R&amp;D", Some("&amp;")),
            ("a&nbsp;b", Some("&nbsp;")),
            ("a <b and c> d", Some("<b and c>")),
            ("x < y, y > z", None),
            ("R&D; more", None),
            ("<name>", None),
            ("see <iframe src='x'></iframe>", Some("<iframe src='x'>")),
            ("one <!--StartFragment--> two", Some("<!--StartFragment-->")),
            (
                "see [the form](Form 3.pdf) x",
                Some("[the form](Form 3.pdf)"),
            ),
            ("[1](see note 2)", None),
        ] {
            let found = first_mark(text).map(|(_, range)| &text[range]);
            assert_eq!(found, mark, "{text}");
        }
    }
}
