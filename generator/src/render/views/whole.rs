//! The whole standard on one page.

use serde::Serialize;

use super::clause::{self, ClauseView};
use super::form::{self, FormView};
use super::note::{self, NoteView};
use crate::model::{Clause, Standard};
use crate::render::frame::{BranchView, Chrome, Frame};
use crate::render::text::TextView;
use crate::site::navigation;

/// The whole standard.
#[derive(Debug, Serialize)]
pub struct WholeView {
    /// The standard's title.
    pub title: TextView,
    /// The edition.
    pub edition: TextView,
    /// The contents, as links within the page.
    pub contents: Vec<BranchView>,
    /// What stands before the title.
    pub preliminary: Vec<PartView>,
    /// What follows it, in document order.
    pub parts: Vec<PartView>,
    /// Remarks on the standard.
    pub notes: Vec<NoteView>,
}

/// A clause or an annex on a page with others.
#[derive(Debug, Serialize)]
pub struct PartView {
    /// The clause.
    pub clause: ClauseView,
    /// The level of its heading, from 2 to 6.
    pub heading: usize,
    /// An annex's status, as printed.
    pub status: Option<TextView>,
    /// An annex's form.
    pub form: Option<FormView>,
}

/// The whole standard on one page.
pub fn render(frame: &Frame, standard: usize) -> (Chrome, WholeView) {
    let of = &frame.handbook().standards[standard];
    let voice = frame.voice_of(of);
    let clauses = || of.clauses.iter().enumerate();
    let part = |(index, clause)| part(frame, standard, of, index, clause);
    let mut notes = note::views(frame, &voice, &of.about.note);
    notes.extend(note::views(frame, &voice, &of.about.edition.note));
    let view = WholeView {
        title: voice.text(&of.about.title),
        edition: voice.text(&of.about.edition.title),
        contents: navigation::whole(of)
            .iter()
            .map(|branch| within(of, frame.branch(standard, branch), branch.clause))
            .collect(),
        preliminary: clauses()
            .filter(|(_, clause)| clause.is_preliminary())
            .map(part)
            .collect(),
        parts: clauses()
            .filter(|(_, clause)| !clause.is_preliminary())
            .map(part)
            .collect(),
        notes,
    };
    let title = format!("{} · {}", frame.word("whole"), view.title.plain);
    let chrome = frame.standard_chrome(
        "whole",
        standard,
        &title,
        &voice.plain(&of.about.description),
    );
    (chrome, view)
}

fn part<'a>(
    frame: &Frame<'a>,
    standard: usize,
    of: &'a Standard,
    index: usize,
    entry: &'a Clause,
) -> PartView {
    let depth = navigation::ancestors(of, index).len();
    let annex = entry.as_annex();
    PartView {
        clause: clause::view(frame, standard, index),
        heading: (depth + 2).min(6),
        status: annex.map(|annex| frame.voice_of(of).text(&annex.status)),
        form: annex.map(|annex| form::view(frame, standard, annex, &format!("{}-", annex.id))),
    }
}

/// A branch of the contents whose links lead to the same page.
fn within(of: &Standard, mut view: BranchView, clause: usize) -> BranchView {
    view.link.href = format!("#{}", of.clauses[clause].id());
    view.children = view
        .children
        .into_iter()
        .zip(&of.clauses[clause].children)
        .map(|(child, clause)| within(of, child, *clause))
        .collect();
    view
}
