//! What to say about a name that nothing has.

use crate::source::diagnostic::{Diagnostic, closest};
use crate::source::format::text::Id;
use crate::source::position::Position;

/// How many names are listed where none is close.
const LISTED: usize = 12;

/// How many names are compared to find one that is close: enough for any one standard's roles, levels or rows, and for
/// the clauses of a long one, and too few for a file full of wrong names to take long.
const COMPARED: usize = 2_000;

/// Says that `id` is the name of no `what`, and which of `known` was probably meant.
pub fn unknown<'a>(
    id: &Id,
    what: &str,
    known: impl IntoIterator<Item = &'a str> + Clone,
) -> Diagnostic {
    Diagnostic::error(
        &id.position,
        format!("there is no {what} `{id}`"),
        meant(id.as_str(), what, known),
    )
}

/// Says that `name` is the name of no `what` at `position`, which is where the name stands.
pub fn unknown_at<'a>(
    position: &Position,
    name: &str,
    what: &str,
    known: impl IntoIterator<Item = &'a str> + Clone,
) -> Diagnostic {
    Diagnostic::error(
        position,
        format!("there is no {what} `{name}`"),
        meant(name, what, known),
    )
}

/// A help that names the closest of `known`, or all of them where they are few.
pub fn meant<'a>(
    name: &str,
    what: &str,
    known: impl IntoIterator<Item = &'a str> + Clone,
) -> String {
    // Only names of about the same length can be close.
    let length = name.chars().count();
    let near = known
        .clone()
        .into_iter()
        .filter(|other| other.chars().count().abs_diff(length) <= length.div_ceil(3))
        .take(COMPARED);
    if let Some(meant) = closest(name, near) {
        return format!("did you mean `{meant}`?");
    }
    let names: Vec<String> = known
        .into_iter()
        .take(LISTED + 1)
        .map(|name| format!("`{name}`"))
        .collect();
    match names.len() {
        0 => format!("remove it, or add the {what}"),
        1..=LISTED => format!("write one of {}, or add the {what}", names.join(", ")),
        _ => format!("correct it, or add the {what}"),
    }
}
