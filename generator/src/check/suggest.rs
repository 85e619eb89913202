//! Diagnostics for names that nothing has, with suggestions.
//!
//! A suggestion is made by edit distance ([`closest`]), and only for a name that is close: a wrong
//! suggestion is worse than none. Every fault made here carries its cause, so that a name that is
//! wrong in ten places is reported once.

use crate::language::message::{Message, Series, message};
use crate::source::closest::closest;
use crate::source::diagnostic::{Cause, Diagnostic};
use crate::source::format::text::Id;
use crate::source::position::Position;
use crate::source::rule::Rule;

/// The number of names listed if none is close.
const LISTED: usize = 12;

/// The number of names compared to find a close one: enough for the roles, levels or rows of any standard and for the
/// clauses of a long one, but too few for a file full of wrong names to take long.
const COMPARED: usize = 2_000;

/// The fault of `id`, which is not the name of a `what`, with the one of `known` that was probably meant.
///
/// `what` is the kind of thing in the singular: `role`, `level`.
pub fn unknown<'a>(
    rule: Rule,
    id: &Id,
    what: Message,
    known: impl IntoIterator<Item = &'a str> + Clone,
) -> Diagnostic {
    unknown_at(rule, &id.position, id.as_str(), what, known)
}

/// The fault of the `name` at `position`, which is not the name of a `what`.
pub fn unknown_at<'a>(
    rule: Rule,
    position: &Position,
    name: &str,
    what: Message,
    known: impl IntoIterator<Item = &'a str> + Clone,
) -> Diagnostic {
    let cause = unknown_cause(rule, name, what, known);
    rule.at(position, &cause.message, &cause.help)
        .because(cause)
}

/// The fault of `id`, which is not the name of a `what` of its `owner`: `the rubric`, `this form`.
pub fn unknown_of<'a>(
    rule: Rule,
    id: &Id,
    owner: Message,
    what: Message,
    known: impl IntoIterator<Item = &'a str> + Clone,
) -> Diagnostic {
    let cause = Cause {
        message: message!("{owner} has no {what} `{id}`", owner, what, id),
        ..unknown_cause(rule, id.as_str(), what, known)
    };
    rule.at(&id.position, &cause.message, &cause.help)
        .because(cause)
}

/// The cause of every use of `name`, which is not the name of a `what`.
///
/// It belongs to no standard: the same wrong name in two standards is one fault.
pub fn unknown_cause<'a>(
    rule: Rule,
    name: &str,
    what: Message,
    known: impl IntoIterator<Item = &'a str> + Clone,
) -> Cause {
    Cause {
        rule,
        standard: "".into(),
        name: name.into(),
        message: message!("there is no {what} `{name}`", what, name),
        help: meant(name, what, known),
    }
}

/// The one of `known` that `name` was probably meant to be. `None` if none is close.
pub fn suggest<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    // Only names of about the same length can be close.
    let length = name.chars().count();
    // Two letters are alike by chance: `cn` is not `en`.
    let near = known
        .into_iter()
        .filter(|other| length != 2 || other.eq_ignore_ascii_case(name))
        .filter(|other| other.chars().count().abs_diff(length) <= length.div_ceil(3))
        .take(COMPARED);
    closest(name, near)
}

/// The help that names what was probably meant.
pub fn did_you_mean(meant: &str) -> Message {
    message!("did you mean `{meant}`?", meant)
}

/// The help that names the closest of `known`, or all of them if they are few.
///
/// It never lists more than `LISTED` names, since a longer list helps nobody.
pub fn meant<'a>(
    name: &str,
    what: Message,
    known: impl IntoIterator<Item = &'a str> + Clone,
) -> Message {
    if let Some(meant) = suggest(name, known.clone()) {
        return did_you_mean(meant);
    }
    let mut names: Vec<String> = Vec::new();
    for name in known.into_iter().map(|name| format!("`{name}`")) {
        if names.len() > LISTED {
            break;
        }
        // Two things may have one name, such as the levels of two roles.
        if !names.contains(&name) {
            names.push(name);
        }
    }
    match names.len() {
        0 => message!("remove it, or add the {what}", what),
        1..=LISTED => message!(
            "write one of {names}, or add the {what}",
            names = Series::plain(names),
            what
        ),
        _ => message!("correct it, or add the {what}", what),
    }
}
