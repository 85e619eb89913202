//! Brackets: those that are not closed or close nothing, and texts within them that contain a comma or a colon.

use super::line::{Line, word_before};
use super::stop::{Mistake, Stop};
use crate::language::message::message;
use crate::source::rule::Rule;

/// The mistake with brackets for which the parser stopped.
pub(super) fn mistake(stop: &Stop) -> Option<Mistake> {
    let sign = stop.sign();
    let Some(bracket) = stop.bracket else {
        return match sign? {
            sign @ (']' | '}') => Some(Mistake {
                rule: Rule::InvalidYaml,
                at: stop.at,
                length: 1,
                message: message!("`{sign}` closes no bracket", sign),
                help: message!("remove it, or put the text in quotes if it belongs to the text"),
            }),
            _ => None,
        };
    };
    let line = stop.line();
    let outer = Line::at(stop.text, bracket);
    let is_left = line.index > outer.index && line.indentation() <= outer.indentation();
    if is_left || sign.is_none() || stop.text[stop.at..].trim().is_empty() {
        return Some(unclosed(stop, bracket, is_left));
    }
    if let Some(mistake) = joined(stop) {
        return Some(mistake);
    }
    match sign? {
        ':' => Some(separator(stop).unwrap_or_else(|| colon(stop))),
        sign @ ('[' | '{') => Some(mismatched(stop, sign)),
        _ => None,
    }
}

/// The mistake of a key whose colon is directly before the bracket at which the parser stopped.
fn joined(stop: &Stop) -> Option<Mistake> {
    let at = match stop.sign()? {
        '[' | '{' => stop.at,
        _ if stop.text[..stop.read.min(stop.at)].ends_with(['[', '{']) => {
            stop.read.min(stop.at) - 1
        }
        _ => return None,
    };
    // A text may end there as well, and its last character may have several bytes.
    let colon = stop.text[..at].strip_suffix(':')?.len();
    let key = word_before(stop.text, colon)?;
    let sign = &stop.text[at..=at];
    Some(Mistake {
        rule: Rule::InvalidYaml,
        at: colon,
        length: 1,
        message: message!("there is no space after `{key}:`", key),
        help: message!("write `{key}: {sign}…`", key, sign),
    })
}

/// The mistake of a bracket that is not closed before the line at which the parser stopped.
fn unclosed(stop: &Stop, bracket: usize, is_left: bool) -> Mistake {
    let last = match stop.line() {
        line if is_left => line.above(stop.text).unwrap_or(line),
        line if line.has_content() => line,
        line => line.above(stop.text).unwrap_or(line),
    };
    let open = innermost(stop.text, bracket, last.end()).unwrap_or(bracket);
    let sign = stop.text[open..].chars().next().unwrap_or('{');
    let number = last.number(stop.first);
    Mistake {
        rule: Rule::UnclosedBracket,
        at: open,
        length: 1,
        message: message!("the bracket `{sign}` is not closed", sign),
        help: message!(
            "write `{partner}` where it ends, probably at the end of line {number}",
            partner = partner(sign),
            number
        ),
    }
}

/// The mistake of a bracket at which the parser stopped, since one of the other kind closes it, or none.
fn mismatched(stop: &Stop, sign: char) -> Mistake {
    let line = stop.line();
    let closing = stop.text[stop.at..line.end()]
        .chars()
        .find(|sign| matches!(sign, ']' | '}'));
    let message = match closing {
        Some(other) => message!("the bracket `{sign}` is closed by `{other}`", sign, other),
        None => message!("the bracket `{sign}` is not closed", sign),
    };
    let number = line.number(stop.first);
    Mistake {
        rule: Rule::UnclosedBracket,
        at: stop.at,
        length: 1,
        message,
        help: message!(
            "write `{partner}` where it ends, probably on line {number}",
            partner = partner(sign),
            number
        ),
    }
}

/// The mistake of a comma that is missing before a key, or is a full-width one.
fn separator(stop: &Stop) -> Option<Mistake> {
    let word = word_before(stop.text, stop.at)?;
    let start = stop.at - word.len();
    let before = stop.text[..start].trim_end();
    if start <= stop.value() {
        return None;
    }
    if let Some(sign) = before
        .chars()
        .next_back()
        .filter(|sign| "，、；".contains(*sign))
    {
        return Some(Mistake {
            rule: Rule::LookalikeCharacter,
            at: before.len() - sign.len_utf8(),
            length: 1,
            message: message!(
                "`{sign}` (U+{from}) does not separate `{word}` from the text before it",
                sign,
                from = format!("{:04X}", u32::from(sign)),
                word
            ),
            help: message!("write an ordinary comma and a space: `, {word}:`", word),
        });
    }
    let is_key = word.len() == 2 || is_key_elsewhere(stop.text, word, start);
    is_key.then(|| Mistake {
        rule: Rule::InvalidYaml,
        at: start,
        length: word.chars().count(),
        message: message!("there is no comma before the key `{word}`", word),
        help: message!(
            "write `, {word}:`; if `{word}:` belongs to the text, put the text in quotes",
            word
        ),
    })
}

/// Whether a word is also a key elsewhere in the text.
fn is_key_elsewhere(text: &str, word: &str, except: usize) -> bool {
    text.match_indices(word).any(|(at, _)| {
        let after = &text[at + word.len()..];
        let before = text[..at].trim_end_matches(' ');
        at != except
            && after.starts_with(": ")
            && (before.ends_with(['{', ',', '\n']) || before.is_empty())
    })
}

/// The mistake of a colon within a text in brackets.
fn colon(stop: &Stop) -> Mistake {
    let start = stop.value();
    let end = stop.value_end(start).max(stop.at);
    unquoted_colon(stop, stop.at, start, end)
}

/// The mistake of a colon at `at` in the text from `start` to `end`, which has no quotes.
pub(super) fn unquoted_colon(stop: &Stop, at: usize, start: usize, end: usize) -> Mistake {
    Mistake {
        rule: Rule::UnquotedText,
        at,
        length: 1,
        message: message!("a text that contains a colon followed by a space needs quotes"),
        help: message!(
            "write {in_quotes}",
            in_quotes = stop.in_quotes(start, &stop.text[start..end])
        ),
    }
}

/// The offset of the bracket that the one before `end` closes. `None` if there is none on its line.
pub(super) fn opening(text: &str, end: usize) -> Option<usize> {
    let start = Line::at(text, end).start;
    let mut depth = 0_usize;
    for (at, sign) in text[start..end].char_indices().rev() {
        match sign {
            ']' | '}' => depth += 1,
            '[' | '{' if depth <= 1 => return Some(start + at),
            '[' | '{' => depth -= 1,
            _ => {}
        }
    }
    None
}

/// The innermost bracket that is open at `end`, from `start`, which is one.
fn innermost(text: &str, start: usize, end: usize) -> Option<usize> {
    let mut open = Vec::new();
    for (at, sign) in text.get(start..end)?.char_indices() {
        match sign {
            '[' | '{' => open.push(start + at),
            ']' | '}' => {
                open.pop();
            }
            _ => {}
        }
    }
    open.pop()
}

/// The bracket that closes another.
fn partner(open: char) -> char {
    if open == '[' { ']' } else { '}' }
}
