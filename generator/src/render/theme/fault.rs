//! Faults in the templates of a theme: the place, the name that is wrong, and what was probably meant.
//!
//! The engine reports a name and, for the data of a page, every name that there is, in its own words. Here the report is read
//! again. What it leaves out, such as which tag is not closed, is found in the source of the template.

use std::collections::{BTreeMap, BTreeSet};

use tera::ErrorKind;

use crate::language::message::{Message, Series, message};
use crate::source::closest::closest;
use crate::source::position::{End, Position};

/// The number of names listed if none is close.
const LISTED: usize = 12;

/// A fault in a template.
#[derive(Clone, Debug)]
pub struct TemplateFault {
    /// The place, if the engine tells it. The file is relative to the handbook's folder.
    pub place: Option<Position>,
    /// The fault, in one line.
    pub cause: Message,
    /// What to do, if more is known than that the template is to be corrected.
    pub help: Option<Message>,
}

/// Parses an error that the engine gives only as a report, which begins `error: MESSAGE` and continues with `-->
/// TEMPLATE:LINE:COLUMN` on the next line. Returns the message, template, line and column. `None`
/// if the report has another form.
fn reported(report: &str) -> Option<(&str, &str, u32, u32)> {
    let (message, rest) = report.strip_prefix("error: ")?.split_once('\n')?;
    let place = rest.lines().next()?.trim().strip_prefix("--> ")?;
    let (rest, column) = place.rsplit_once(':')?;
    let (name, line) = rest.rsplit_once(':')?;
    Some((message, name, line.parse().ok()?, column.parse().ok()?))
}

/// Returns the fault that an error of the engine reports, in a template of the theme in `folder`.
pub fn fault(folder: &str, error: &tera::Error) -> TemplateFault {
    let file = |name: &str| format!("{folder}/templates/{name}");
    let (place, mut cause) = match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
            let number = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
            let span = report.span();
            let column = |column| number(column).saturating_add(1);
            let start = Position::point(
                file(report.filename()),
                number(span.start_line),
                column(span.start_col),
            );
            let end = End {
                line: number(span.end_line),
                column: column(span.end_col),
            };
            let place = Position {
                end: end.max(start.end),
                ..start
            };
            (Some(place), report.message().to_owned())
        }
        kind @ (ErrorKind::CircularExtend { tpl: name, .. }
        | ErrorKind::CircularInclude { tpl: name, .. }
        | ErrorKind::MissingParent { current: name, .. }) => {
            (Some(Position::file(file(name))), kind.to_string())
        }
        kind => {
            let text = kind.to_string();
            match reported(&text) {
                Some((message, name, line, column)) => {
                    let file = file(name);
                    (
                        Some(Position::point(file, line, column)),
                        message.to_owned(),
                    )
                }
                None => (None, text),
            }
        }
    };
    let mut behind = std::error::Error::source(error);
    while let Some(error) = behind {
        cause.push_str(": ");
        cause.push_str(&error.to_string());
        behind = error.source();
    }
    let lines: Vec<&str> = cause.split_whitespace().collect();
    named(place, &lines.join(" "))
}

/// The fault with the name that was probably meant, if the engine lists the names that there are.
fn named(place: Option<Position>, cause: &str) -> TemplateFault {
    type Said = fn(&str) -> Message;
    let lists: [(&str, &str, Said); 3] = [
        ("Field `", "` is not defined. Available fields: ", |name| {
            message!("the data has no `{name}` here", name)
        }),
        (
            "Variable `",
            "` is not defined. Available variables: ",
            |name| message!("there is no variable `{name}`", name),
        ),
        (
            "Unknown argument(s) `",
            "` in component call. Possible argument(s) are: ",
            |name| message!("the component has no argument `{name}`", name),
        ),
    ];
    for (before, between, said) in lists {
        let found = cause
            .strip_prefix(before)
            .and_then(|rest| rest.split_once(between));
        let Some((name, known)) = found else {
            continue;
        };
        let known = known.split(", ").map(|known| known.trim_matches('`'));
        return TemplateFault {
            help: Some(suggestion(name, known)),
            cause: said(name),
            place,
        };
    }
    TemplateFault {
        place,
        cause: Message::report(cause),
        help: None,
    }
}

/// The help for a name that does not exist among `known`.
fn suggestion<'a>(name: &str, known: impl Iterator<Item = &'a str>) -> Message {
    let known: BTreeSet<&str> = known.filter(|known| !known.is_empty()).collect();
    if let Some(close) = closest(name, known.iter().copied()) {
        return message!("did you mean `{close}`?", close);
    }
    let listed: Vec<&str> = known.iter().copied().take(LISTED).collect();
    match known.len() - listed.len() {
        _ if listed.is_empty() => message!("there are no names here"),
        0 => message!("the names are {listed}", listed = Series::plain(listed)),
        more => message!(
            "the names are {listed} and {more} more",
            listed = Series::plain(listed),
            more
        ),
    }
}

/// The fault with what the sources of all templates tell about it: names of templates, blocks and components, and tags that
/// are not closed.
pub(super) fn explained(fault: TemplateFault, sources: &BTreeMap<String, String>) -> TemplateFault {
    let cause = fault.cause.english();
    let quoted = || cause.split('`').nth(1);
    let help = if let Some(name) = cause
        .strip_prefix("Unknown template ")
        .and_then(|_| quoted())
    {
        Some(suggestion(name, sources.keys().map(String::as_str)))
    } else if let Some(name) = cause
        .strip_prefix("Unknown component ")
        .and_then(|_| quoted())
    {
        Some(suggestion(name, declared(sources, "component").into_iter()))
    } else if let Some(name) = cause.strip_prefix("Block ").and_then(|_| quoted()) {
        if let Some(fault) = bare_parent(name, &fault, sources) {
            return fault;
        }
        Some(suggestion(
            name,
            declared(sources, "block")
                .into_iter()
                .filter(|known| *known != name),
        ))
    } else if let Some(name) = cause.strip_prefix("Unknown filter ").and_then(|_| quoted()) {
        Some(suggestion(name, FILTERS.into_iter()))
    } else if let Some((_, name)) = cause.split_once("is inheriting from '") {
        return missing_parent(name.split('\'').next().unwrap_or_default(), &fault, sources);
    } else if cause.starts_with("Circular extend") {
        Some(message!(
            "to change blocks of a built-in template, extend it by the name `built-in/…`"
        ))
    } else if cause == "Unknown tag" {
        return unknown_tag(fault, sources);
    } else {
        None
    };
    TemplateFault {
        help: help.or(fault.help),
        ..fault
    }
}

/// The fault of a template without the block `name`, which several templates that extend it change: it has taken the place
/// of a built-in one without extending that. `None` if rather the name of the block is wrong.
fn bare_parent(
    name: &str,
    fault: &TemplateFault,
    sources: &BTreeMap<String, String>,
) -> Option<TemplateFault> {
    let place = fault.place.as_ref()?;
    let parent = parent_of(source_at(place, sources)?)?;
    let changes = |source: &&String| {
        let mut blocks = tags(source).into_iter();
        parent_of(source) == Some(parent) && blocks.any(|tag| tag.name == "block" && tag.of == name)
    };
    let (folder, _) = place.file.split_once("/templates/")?;
    (sources.values().filter(changes).count() > 2).then(|| TemplateFault {
        place: Some(Position::point(
            format!("{folder}/templates/{parent}"),
            1,
            1,
        )),
        cause: message!(
            "it lacks the block `{name}`, which other templates change",
            name
        ),
        help: Some(message!(
            "to change some of its blocks and keep the others, extend `built-in/{parent}`",
            parent
        )),
    })
}

/// The name of the template that a template extends.
fn parent_of(source: &str) -> Option<&str> {
    let (_, rest) = source.split_once("extends \"")?;
    rest.split('"').next()
}

/// The fault of a template that extends one that does not exist, at the name.
fn missing_parent(
    name: &str,
    fault: &TemplateFault,
    sources: &BTreeMap<String, String>,
) -> TemplateFault {
    let place = fault.place.as_ref().map(|place| {
        let source = source_at(place, sources).unwrap_or_default();
        let line = source.lines().zip(1..).find_map(|(line, number)| {
            let at = line.find(name)?;
            Some((number, line[..at].chars().count() + 1))
        });
        let (line, column) = line.unwrap_or((1, 1));
        let column = u32::try_from(column).unwrap_or(1);
        Position::point(place.file.clone(), line, column).with_length(name.chars().count())
    });
    TemplateFault {
        place,
        cause: message!("there is no template `{name}` to extend", name),
        help: Some(suggestion(name, sources.keys().map(String::as_str))),
    }
}

/// The fault of a tag that the engine does not know where it stands: a wrong name, or the end of something else.
fn unknown_tag(fault: TemplateFault, sources: &BTreeMap<String, String>) -> TemplateFault {
    let Some((place, source)) = fault
        .place
        .as_ref()
        .and_then(|place| Some((place, source_at(place, sources)?)))
    else {
        return fault;
    };
    let mut open: Vec<Tag<'_>> = Vec::new();
    for tag in tags(source) {
        if (tag.line, tag.column) >= (place.line, place.column) {
            let name = tag.name;
            let (cause, help) = match (name.strip_prefix("end"), open.last()) {
                (Some(_), Some(last)) => (
                    message!(
                        "`{{% {open} %}}` on line {line} is not closed before `{{% {name} %}}`",
                        open = last.name,
                        line = last.line,
                        name
                    ),
                    message!("write `{{% end{open} %}}`", open = last.name),
                ),
                (Some(_), None) => (
                    message!("`{{% {name} %}}` closes nothing", name),
                    message!("remove it, or open what it closes"),
                ),
                (None, _) => (
                    message!("there is no tag `{name}`", name),
                    suggestion(name, TAGS.into_iter()),
                ),
            };
            return TemplateFault {
                place: fault.place,
                cause,
                help: Some(help),
            };
        }
        match tag.name.strip_prefix("end") {
            Some(_) => drop(open.pop()),
            None if CLOSED.contains(&tag.name) => open.push(tag),
            None => {}
        }
    }
    fault
}

/// Tags that have an end.
const CLOSED: [&str; 5] = ["for", "if", "block", "component", "raw"];

/// The tags of the engine.
const TAGS: [&str; 16] = [
    "block",
    "break",
    "component",
    "continue",
    "elif",
    "else",
    "endblock",
    "endcomponent",
    "endfor",
    "endif",
    "extends",
    "filter",
    "for",
    "if",
    "include",
    "set",
];

/// The filters of the engine, and the one of this program.
const FILTERS: [&str; 36] = [
    "abs",
    "capitalize",
    "default",
    "escape",
    "fill",
    "first",
    "float",
    "get",
    "group_by",
    "indent",
    "int",
    "join",
    "keys",
    "last",
    "length",
    "lower",
    "newlines_to_br",
    "nth",
    "pairs",
    "pluralize",
    "replace",
    "reverse",
    "round",
    "safe",
    "sort",
    "split",
    "str",
    "title",
    "trim",
    "trim_end",
    "trim_start",
    "truncate",
    "unique",
    "upper",
    "values",
    "wordcount",
];

/// A tag of a template: `{% for … %}`.
#[derive(Clone, Copy, Debug)]
struct Tag<'s> {
    name: &'s str,
    /// The word after the name: the name of a block or component.
    of: &'s str,
    line: u32,
    /// The column of the name, in characters.
    column: u32,
}

/// The tags of a template, in order.
fn tags(source: &str) -> Vec<Tag<'_>> {
    let mut tags = Vec::new();
    for (line, number) in source.lines().zip(1..) {
        for (at, _) in line.match_indices("{%") {
            let rest = line[at + 2..].trim_start_matches('-');
            let words = rest.trim_start();
            let start = line.len() - words.len();
            let is_part = |c: char| c.is_alphanumeric() || c == '_';
            let word = |text: &'_ str| text.find(|c| !is_part(c)).unwrap_or(text.len());
            let (name, after) = words.split_at(word(words));
            let after = after.trim_start();
            tags.push(Tag {
                name,
                of: &after[..word(after)],
                line: number,
                column: u32::try_from(line[..start].chars().count() + 1).unwrap_or(u32::MAX),
            });
        }
    }
    tags
}

/// The names of all blocks or components.
fn declared<'s>(sources: &'s BTreeMap<String, String>, tag: &str) -> BTreeSet<&'s str> {
    let tags = sources.values().flat_map(|source| tags(source));
    tags.filter(|found| found.name == tag)
        .map(|found| found.of)
        .collect()
}

/// The source of the template at a place.
fn source_at<'s>(place: &Position, sources: &'s BTreeMap<String, String>) -> Option<&'s str> {
    let (_, name) = place.file.split_once("/templates/")?;
    sources.get(name).map(String::as_str)
}

#[cfg(test)]
#[path = "fault_tests.rs"]
mod tests;
