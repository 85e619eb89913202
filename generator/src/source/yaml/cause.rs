//! The cause for which the parser stopped, in the words of authors.
//!
//! A parser notices a mistake where it can go on no longer, and names it by its own grammar. Here the text is read again,
//! roughly, for the mistakes that people make: a tab, a text that begins with a sign of YAML, a quotation mark that is
//! not closed. Each is reported where it was made, with the author's own text in the example of the right way.

use super::line::Line;
use super::stop::{Mistake, Stop};
use super::{block, flow, quotes, signs};
use crate::source::comment;
use crate::source::diagnostic::Diagnostic;
use crate::source::lookalike;
use crate::source::position::Position;

/// The diagnostic for the place where the parser stopped, by its cause. `None` if no cause is known. `place` finds the
/// position of an offset.
pub(super) fn explained(stop: &Stop, place: impl Fn(usize) -> Position) -> Option<Diagnostic> {
    let before = signs::merge(stop)
        .or_else(|| signs::tab(stop))
        .or_else(|| quotes::mistake(stop))
        .or_else(|| signs::sign(stop));
    if let Some(mistake) = before {
        return Some(diagnostic(mistake, place));
    }
    let start = stop.bracket.unwrap_or(stop.read.min(stop.at));
    if let Some(offset) = comment::within(stop.text, start, stop.at) {
        return Some(comment::fault(&place(offset)));
    }
    if let Some(fault) = misread(stop, &place) {
        return Some(fault);
    }
    let mistake = flow::mistake(stop).or_else(|| block::mistake(stop))?;
    Some(diagnostic(mistake, place))
}

/// The diagnostic of a mistake. `place` finds the position of an offset.
pub(super) fn diagnostic(mistake: Mistake, place: impl Fn(usize) -> Position) -> Diagnostic {
    let position = place(mistake.at).with_length(mistake.length);
    mistake.rule.at(&position, mistake.message, mistake.help)
}

/// The diagnostic for a lookalike character on the line at which the parser stopped, or on the line before it.
fn misread(stop: &Stop, place: impl Fn(usize) -> Position) -> Option<Diagnostic> {
    let line = stop.line();
    let above = line.start.checked_sub(1);
    let above = above.map(|before| Line::at(stop.text, before));
    above.into_iter().chain([line]).find_map(|line| {
        let (column, character) = lookalike::in_line(line.text)?;
        let (offset, _) = line.text.char_indices().nth(column)?;
        Some(lookalike::fault(&place(line.start + offset), character))
    })
}
