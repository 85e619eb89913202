//! Lines outside brackets: keys without their colon, and lines with the wrong indentation.

use super::flow::unquoted_colon;
use super::line::{Line, shortened};
use super::stop::{Mistake, Stop};
use crate::source::lookalike;
use crate::source::rule::Rule;

/// The mistake on a line for which the parser stopped.
pub(super) fn mistake(stop: &Stop) -> Option<Mistake> {
    if stop.bracket.is_some() {
        return None;
    }
    let line = stop.line();
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

/// The mistake of a line without a colon, where a key is expected.
fn colonless(stop: &Stop, line: Line) -> Option<Mistake> {
    let content = &stop.text[line.after_hyphens()..line.end()];
    if let Some(at) = lookalike::joined_colon(content) {
        let key = &content[..at];
        return Some(Mistake {
            rule: Rule::InvalidYaml,
            at: line.after_hyphens() + at,
            length: 1,
            message: format!("there is no space after `{key}:`"),
            help: format!("write `{key}: {}`", shortened(&content[at + 1..])),
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
            message: "there is no space after `-`".to_owned(),
            help: format!("write `- {}`", shortened(rest)),
        });
    }
    (!content.is_empty()).then(|| Mistake {
        rule: Rule::InvalidYaml,
        at: line.content(),
        length: stop.text[line.content()..line.end()].chars().count(),
        message: "this line has neither a key and a colon nor the hyphen of a list item".to_owned(),
        help: "write it as `key: value` or `- item`; if it continues the text above, indent it further than the line on which \
               the text begins"
            .to_owned(),
    })
}

/// The mistake of a key on a line that is indented further than a line which already has its value.
fn deeper(stop: &Stop, line: Line, above: Line, key: &str) -> Mistake {
    let expected = above.after_hyphens() - above.start;
    Mistake {
        rule: Rule::WrongIndentation,
        at: line.content(),
        length: stop.text[line.content()..line.end()].chars().count(),
        message: format!(
            "this line is indented by {}, but `{key}` above it already has its value",
            spaces(line.indentation())
        ),
        help: format!(
            "indent it by {}, as `{key}` on line {}; if it continues the text above, put the whole text in quotes",
            spaces(expected),
            above.number(stop.first)
        ),
    }
}

/// The mistake of a text that goes on after its closing quotation mark.
fn continued(stop: &Stop, line: Line, above: Line) -> Mistake {
    Mistake {
        rule: Rule::UnquotedText,
        at: line.content(),
        length: stop.text[line.content()..line.end()].chars().count(),
        message: format!(
            "the text in quotes already ends on line {}",
            above.number(stop.first)
        ),
        help: "move the closing quotation mark to the end of the whole text".to_owned(),
    }
}

/// The mistake of a line with the wrong indentation: it matches no line above, or only one of another kind.
fn indentation(stop: &Stop, line: Line, is_item: bool) -> Option<Mistake> {
    let indent = line.indentation();
    let levels = levels(stop, line);
    let fault = |message: String, help: String| Mistake {
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
                "this line is not part of the list item above it".to_owned(),
                format!(
                    "indent it by {}, as line {}; begin it with `- ` if it is an item of its own",
                    spaces(*level),
                    other.number(stop.first)
                ),
            ),
            _ => fault(
                "a list item is not expected among keys".to_owned(),
                "write the key of the list on the line above the items, and indent them by two spaces more".to_owned(),
            ),
        });
    }
    let below = levels.iter().find(|(level, _)| *level < indent);
    let above = levels.iter().rev().find(|(level, _)| *level > indent);
    let choices: Vec<String> = [above, below]
        .into_iter()
        .flatten()
        .map(|(level, other)| {
            format!(
                "by {}, as line {}",
                spaces(*level),
                other.number(stop.first)
            )
        })
        .collect();
    (!choices.is_empty()).then(|| {
        fault(
            format!(
                "no line above is indented by {} as this one is",
                spaces(indent)
            ),
            format!("indent it {}", choices.join(", or ")),
        )
    })
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
fn spaces(number: usize) -> String {
    match number {
        0 => "no space".to_owned(),
        1 => "1 space".to_owned(),
        _ => format!("{number} spaces"),
    }
}
