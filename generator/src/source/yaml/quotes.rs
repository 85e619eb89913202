//! Quotation marks that are not closed, or closed too early, and backslashes in double quotes.

use super::line::{shortened, value};
use super::signs;
use super::stop::{Mistake, Stop};
use crate::language::message::message;
use crate::source::rule::Rule;

/// The mistake with quotation marks for which the parser stopped.
pub(super) fn mistake(stop: &Stop) -> Option<Mistake> {
    let open = stop.value();
    let mark = stop.text[open..].chars().next()?;
    if !matches!(mark, '"' | '\'') {
        return None;
    }
    let Some(close) = closing(stop.text, open, mark) else {
        return Some(unclosed(stop, open, mark));
    };
    if stop.at == open {
        return escape(stop, open, close);
    }
    if close > stop.at {
        return None;
    }
    let inside = &stop.text[open + 1..close - 1];
    if inside.contains('\n') || value(inside).len() < inside.len() {
        return Some(unclosed(stop, open, mark));
    }
    let end = stop.value_end(close);
    let rest = stop.text[close..end].trim();
    if rest == "," {
        return Some(signs::needless_comma(stop, close));
    }
    if rest.is_empty() {
        return None;
    }
    let words = match stop.text[..end].strip_suffix(mark) {
        Some(text) => &text[open + 1..],
        None => &stop.text[open..end],
    };
    Some(Mistake {
        rule: Rule::UnquotedText,
        at: stop.text.len() - stop.text[close..].trim_start().len(),
        length: rest.chars().count(),
        message: message!(
            "the quotation marks end before `{shortened}`",
            shortened = shortened(rest)
        ),
        help: message!(
            "put the whole text in quotes: write {in_quotes}",
            in_quotes = stop.in_quotes(open, words)
        ),
    })
}

/// The offset after the mark that closes the one at `open`; `None` if it is not closed. Single quotes are doubled within
/// the text, and double quotes escaped with a backslash.
fn closing(text: &str, open: usize, mark: char) -> Option<usize> {
    let mut signs = text[open + 1..].char_indices().peekable();
    while let Some((at, sign)) = signs.next() {
        let is_doubled = mark == '\'' && signs.peek().is_some_and(|(_, next)| *next == mark);
        if (sign == '\\' && mark == '"') || (sign == mark && is_doubled) {
            signs.next();
        } else if sign == mark {
            return Some(open + 1 + at + 1);
        }
    }
    None
}

/// The mistake of a quotation mark that is not closed.
fn unclosed(stop: &Stop, open: usize, mark: char) -> Mistake {
    let end = stop.value_end(open + 1);
    let words = &stop.text[open + 1..end];
    let other = words.chars().next_back();
    let other = other.filter(|sign| "”’“‘＂＇」』\"'".contains(*sign) && *sign != mark);
    let words = words.trim_end_matches(|sign| Some(sign) == other || sign == mark);
    Mistake {
        rule: Rule::UnclosedQuote,
        at: open,
        length: 1,
        message: match other {
            Some(other) => message!(
                "the quotation mark `{mark}` is not closed by `{other}`",
                mark,
                other
            ),
            None => message!("the quotation mark `{mark}` is not closed", mark),
        },
        help: match words.trim().is_empty() {
            true => message!(
                "write the same mark, `{mark}`, at the end of the text",
                mark
            ),
            false => message!(
                "write the same mark at the end of the text: {in_quotes}",
                in_quotes = stop.in_quotes(open, words)
            ),
        },
    }
}

/// The mistake of a backslash in double quotes, before a character that it does not escape.
fn escape(stop: &Stop, open: usize, close: usize) -> Option<Mistake> {
    let inside = stop.text.get(open + 1..close - 1)?;
    let mut signs = inside.char_indices();
    while let Some((at, sign)) = signs.next() {
        if sign != '\\' {
            continue;
        }
        let (_, next) = signs.next()?;
        let digits = match next {
            'x' => 2,
            'u' => 4,
            'U' => 8,
            _ => 0,
        };
        let code = signs.as_str().bytes().take(digits);
        let is_code =
            code.clone().count() == digits && code.clone().all(|byte| byte.is_ascii_hexdigit());
        if "0abtnvfre \"/\\N_LP\t\n\r".contains(next) || (digits > 0 && is_code) {
            continue;
        }
        return Some(Mistake {
            rule: Rule::InvalidYaml,
            at: open + 1 + at,
            length: 2,
            message: message!("`\\{next}` has no meaning in double quotes", next),
            help: message!(
                "write `\\\\` for a backslash, or use single quotes: {in_quotes}",
                in_quotes = stop.in_quotes(open, inside)
            ),
        });
    }
    None
}
