//! Texts that begin with a sign of YAML, tabs, and the marks of a merge.

use super::flow;
use super::line::{Line, word_before};
use super::stop::{Mistake, Stop};
use crate::language::message::{Message, message};
use crate::source::rule::Rule;

/// The first conflict marker of Git in the text.
pub(super) fn merge(stop: &Stop) -> Option<Mistake> {
    let line = Line::all(stop.text).find(|line| is_conflict(line.text))?;
    Some(Mistake {
        rule: Rule::MergeConflict,
        at: line.start,
        length: 7,
        message: message!("a merge conflict is not resolved here"),
        help: RESOLVE,
    })
}

/// The way to resolve a conflict in a file that people write.
pub(in crate::source) const RESOLVE: Message = message!(
    "decide which of the two versions is right, and remove the lines that begin with `<<<<<<<`, `=======` and \
     `>>>>>>>`"
);

/// Whether a line begins a conflict that Git marked.
pub(in crate::source) fn is_conflict(line: &str) -> bool {
    let label = line.strip_prefix("<<<<<<<");
    label.is_some_and(|label| label.is_empty() || label.starts_with(' '))
}

/// The tab in the indentation of the line at which the parser stopped, or of the next line.
pub(super) fn tab(stop: &Stop) -> Option<Mistake> {
    let line = stop.line();
    let next = Line::at(stop.text, line.start + line.text.len() + 1);
    let near = [line, next];
    let line = near.iter().find(|line| is_tabbed(line.text))?;
    let blank = line.text.len() - line.text.trim_start_matches([' ', '\t']).len();
    let tabs = line.text[..blank].matches('\t').count();
    Some(Mistake {
        rule: Rule::TabInIndentation,
        at: line.content(),
        length: tabs,
        message: message!("this line is indented with a tab"),
        help: message!(
            "use spaces, two for each step; many editors have a setting that inserts them when Tab is pressed"
        ),
    })
}

/// Whether a line has a tab in its indentation.
fn is_tabbed(line: &str) -> bool {
    let content = line.trim_start_matches([' ', '\t']);
    !content.is_empty() && line[..line.len() - content.len()].contains('\t')
}

/// The sign with which the text begins at which the parser stopped.
pub(super) fn sign(stop: &Stop) -> Option<Mistake> {
    let line = stop.line();
    let read = stop.read.min(stop.at);
    let is_after_bracket = stop.text[..read].ends_with([']', '}']);
    if !is_after_bracket || read <= line.start || stop.at == line.content() {
        return begins_value(stop).then(|| unquoted(stop, stop.at));
    }
    if matches!(stop.sign()?, ']' | '}') {
        return None;
    }
    if stop.bracket.is_none() && stop.text[read..line.end()].trim() == "," {
        return Some(needless_comma(stop, read));
    }
    // A key that follows is rather one that lacks its comma.
    let rest = &stop.text[read..line.end()];
    let colon = rest.find(':').map(|colon| read + colon);
    if colon.is_some_and(|colon| {
        word_before(stop.text, colon).is_some_and(|word| colon - word.len() == read + 1)
    }) {
        return None;
    }
    let open = flow::opening(stop.text, read)?;
    Some(unquoted(stop, open))
}

/// Whether the parser stopped at a sign with which a value begins.
fn begins_value(stop: &Stop) -> bool {
    let before = stop.text[stop.line().start..stop.at].trim_end();
    let is_value = match before.chars().next_back() {
        Some(':' | ',' | '[' | '{' | '-' | '?') => "@`%*&!|>-?,]}",
        None => "@`%*&!|>",
        Some(_) => "",
    };
    stop.sign().is_some_and(|sign| is_value.contains(sign))
}

/// The mistake of a text without quotes that begins with a sign of YAML.
pub(super) fn unquoted(stop: &Stop, start: usize) -> Mistake {
    let sign = stop.text[start..].chars().next().unwrap_or_default();
    let end = stop.value_end(start);
    let words = match &stop.text[start..end] {
        "" => sign.to_string(),
        words => words.to_owned(),
    };
    if let Some(mistake) = markdown(stop, start) {
        return mistake;
    }
    Mistake {
        rule: Rule::UnquotedText,
        at: start,
        length: 1,
        message: message!("a text that begins with `{sign}` needs quotes", sign),
        help: message!(
            "write {in_quotes}",
            in_quotes = stop.in_quotes(start, &words)
        ),
    }
}

/// The mistake of Markdown around YAML, as it is in the answers of chat programs: a fence of three backticks, or a key in
/// bold.
fn markdown(stop: &Stop, start: usize) -> Option<Mistake> {
    let line = Line::at(stop.text, start);
    let rest = stop.text[start..line.end()].trim_end();
    if start == line.content() && rest.starts_with("```") {
        return Some(Mistake {
            rule: Rule::InvalidYaml,
            at: start,
            length: rest.chars().count(),
            message: message!("this line is a fence of Markdown, not YAML"),
            help: message!("remove this line, and the line of backticks that belongs to it"),
        });
    }
    let stars = rest.len() - rest.trim_start_matches('*').len();
    let key = rest.trim_start_matches('*');
    let end = key.find(|c: char| !(c.is_ascii_lowercase() || c == '_'))?;
    let after = key[end..].trim_start_matches(['*', ':']);
    let is_bold = stars > 1 && end > 0 && key[end..].contains("**") && key[end..].contains(':');
    let is_key = is_bold && key[end..].len() - after.len() == stars + 1;
    is_key.then(|| Mistake {
        rule: Rule::InvalidYaml,
        at: start,
        length: stars,
        message: message!(
            "there are asterisks around the key `{key}`",
            key = &key[..end]
        ),
        help: message!("write it without them: `{key}: …`", key = &key[..end]),
    })
}

/// The mistake of a comma after a value that is not in brackets.
pub(super) fn needless_comma(stop: &Stop, after: usize) -> Mistake {
    Mistake {
        rule: Rule::InvalidYaml,
        at: after + stop.text[after..].find(',').unwrap_or_default(),
        length: 1,
        message: message!("there is a comma after a value that is not in brackets"),
        help: message!("remove the comma: outside brackets, each value is on its own line"),
    }
}
