//! Lines outside brackets: keys without their colon, and lines with the wrong indentation.

use super::flow::unquoted_colon;
use super::line::{Line, shortened};
use super::stop::{Mistake, Stop};
use crate::language::message::{Message, message};
use crate::source::lookalike;
use crate::source::meant;
use crate::source::rule::Rule;

/// The mistake on a line for which the parser stopped.
pub(super) fn mistake(stop: &Stop) -> Option<Mistake> {
    if stop.bracket.is_some() {
        return None;
    }
    let line = stop.line();
    if let Some(mistake) = mark(stop, line) {
        return Some(mistake);
    }
    if stop.sign() == Some(':') {
        let (key, value) = line.key()?;
        let colon = line.after_hyphens() + key.len();
        if lookalike::joined_colon(key).is_some() {
            return colonless(stop, line);
        }
        if stop.at > colon {
            return Some(unquoted_colon(stop, stop.at, value, line.end()));
        }
        let above = line.above(stop.text)?;
        return Some(match above.key() {
            Some((key, value)) if value < above.end() => deeper(stop, line, above, key),
            Some(_) => return None,
            None => colonless(stop, above)?,
        });
    }
    if (stop.at != line.content() && stop.at != line.after_hyphens()) || !line.has_content() {
        return None;
    }
    let is_item = line.text[line.indentation()..].starts_with("- ") || line.text.trim() == "-";
    if line.key().is_none() && !is_item {
        let above = line.above(stop.text);
        let after_quotes = above.filter(|above| {
            above.text.trim_end().ends_with(['"', '\'']) && above.indentation() < line.indentation()
        });
        return match after_quotes {
            Some(above) => Some(continued(stop, line, above)),
            None => colonless(stop, line),
        };
    }
    indentation(stop, line, is_item)
}

/// The mistake of a mark that only looks like one of YAML, at the beginning of the line or of one above it that belongs
/// together with it: `＃` for a comment, or `－` for an item.
fn mark(stop: &Stop, line: Line) -> Option<Mistake> {
    let above = std::iter::successors(Some(line), |line| line.above(stop.text));
    // A line that is indented less is not beside it.
    let mut beside = above.take_while(|other| other.indentation() >= line.indentation());
    let (line, mark) = beside.find_map(|line| {
        let content = &stop.text[line.content()..line.end().max(line.content())];
        let is_comment = content.starts_with('＃');
        let mark = if is_comment {
            Some("＃")
        } else {
            meant::item_mark(content)
        };
        mark.map(|mark| (line, mark))
    })?;
    let (message, help) = if mark == "＃" {
        wide_comment()
    } else {
        (
            message!("`{mark}` does not begin an item of a list", mark),
            message!("begin each item with `- ` on a line of its own"),
        )
    };
    Some(Mistake {
        rule: Rule::InvalidYaml,
        at: line.content(),
        length: mark.chars().count(),
        message,
        help,
    })
}

/// The message and the help for a full-width number sign with which a comment was meant to begin.
pub(super) fn wide_comment() -> (Message, Message) {
    (
        message!("`＃` (U+FF03) does not begin a comment"),
        message!("write `#` followed by a space"),
    )
}

/// The mistake of a line without a colon, where a key is expected.
fn colonless(stop: &Stop, line: Line) -> Option<Mistake> {
    let content = &stop.text[line.after_hyphens()..line.end()];
    if let Some(at) = lookalike::joined_colon(content) {
        let key = &content[..at];
        return Some(Mistake {
            rule: Rule::InvalidYaml,
            at: line.after_hyphens() + at,
            length: 1,
            message: message!("there is no space after `{key}:`", key),
            help: message!(
                "write `{key}: {shortened}`",
                key,
                shortened = shortened(&content[at + 1..])
            ),
        });
    }
    if let Some(rest) = content
        .strip_prefix('-')
        .filter(|_| line.after_hyphens() == line.content())
    {
        return Some(Mistake {
            rule: Rule::InvalidYaml,
            at: line.content(),
            length: 1,
            message: message!("there is no space after `-`"),
            help: message!("write `- {shortened}`", shortened = shortened(rest)),
        });
    }
    (!content.is_empty()).then(|| Mistake {
        rule: Rule::InvalidYaml,
        at: line.content(),
        length: stop.text[line.content()..line.end()].chars().count(),
        message: message!("this line has neither a key and a colon nor the hyphen of a list item"),
        help: message!(
            "write it as `key: value` or `- item`; if it continues the text above, indent it further than the line \
             on which the text begins"
        ),
    })
}

/// The mistake of a key on a line that is indented further than a line which already has its value.
fn deeper(stop: &Stop, line: Line, above: Line, key: &str) -> Mistake {
    let expected = above.after_hyphens() - above.start;
    Mistake {
        rule: Rule::WrongIndentation,
        at: line.content(),
        length: stop.text[line.content()..line.end()].chars().count(),
        message: message!(
            "this line is indented by {spaces}, but `{key}` above it already has its value",
            spaces = spaces(line.indentation()),
            key
        ),
        help: message!(
            "indent it by {spaces}, as `{key}` on line {number}; if it continues the text above, put the whole text \
             in quotes",
            spaces = spaces(expected),
            key,
            number = above.number(stop.first),
        ),
    }
}

/// The mistake of a text that goes on after its closing quotation mark.
fn continued(stop: &Stop, line: Line, above: Line) -> Mistake {
    Mistake {
        rule: Rule::UnquotedText,
        at: line.content(),
        length: stop.text[line.content()..line.end()].chars().count(),
        message: message!(
            "the text in quotes already ends on line {number}",
            number = above.number(stop.first)
        ),
        help: message!("move the closing quotation mark to the end of the whole text"),
    }
}

/// The mistake of a line with the wrong indentation: it matches no line above, or only one of another kind.
fn indentation(stop: &Stop, line: Line, is_item: bool) -> Option<Mistake> {
    let indent = line.indentation();
    let levels = levels(stop, line);
    let fault = |message: Message, help: Message| Mistake {
        rule: Rule::WrongIndentation,
        at: line.content(),
        length: stop.text[line.content()..line.end()].chars().count(),
        message,
        help,
    };
    if levels.iter().any(|(level, _)| *level == indent) {
        let deeper = levels.iter().rev().find(|(level, _)| *level > indent);
        return Some(match (is_item, deeper) {
            (false, Some((level, other))) => fault(
                message!("this line is not part of the list item above it"),
                message!(
                    "indent it by {spaces}, as line {number}; begin it with `- ` if it is an item of its own",
                    spaces = spaces(*level),
                    number = other.number(stop.first)
                ),
            ),
            _ => fault(
                message!("a list item is not expected among keys"),
                message!(
                    "write the key of the list on the line above the items, and indent them by two spaces more"
                ),
            ),
        });
    }
    let below = levels.iter().find(|(level, _)| *level < indent);
    let above = levels.iter().rev().find(|(level, _)| *level > indent);
    let help = match (above, below) {
        (None, None) => return None,
        (Some((level, other)), None) | (None, Some((level, other))) => message!(
            "indent it by {spaces}, as line {number}",
            spaces = spaces(*level),
            number = other.number(stop.first)
        ),
        (Some((deeper, one)), Some((level, other))) => message!(
            "indent it by {spaces}, as line {number}, or by {fewer}, as line {other}",
            spaces = spaces(*deeper),
            number = one.number(stop.first),
            fewer = spaces(*level),
            other = other.number(stop.first)
        ),
    };
    Some(fault(
        message!(
            "this line is indented by {spaces}, but no line above it is",
            spaces = spaces(indent)
        ),
        help,
    ))
}

/// The indentations of the lines above that `line` may continue, each with its line: the deepest first.
fn levels<'a>(stop: &Stop<'a>, line: Line<'a>) -> Vec<(usize, Line<'a>)> {
    let mut levels: Vec<(usize, Line)> = Vec::new();
    let mut next = line.above(stop.text);
    while let Some(other) = next {
        for level in [other.after_hyphens() - other.start, other.indentation()] {
            if levels.last().is_none_or(|(last, _)| level < *last) {
                levels.push((level, other));
            }
        }
        if other.indentation() == 0 {
            break;
        }
        next = other.above(stop.text);
    }
    levels
}

/// A number of spaces, in words.
fn spaces(number: usize) -> Message {
    match number {
        0 => message!("no space"),
        _ => message!("{number} {number|space|spaces}", number),
    }
}
