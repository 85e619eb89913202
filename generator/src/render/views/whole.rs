//! The whole standard on one page.

use serde::Serialize;

use super::clause::{self, ClauseView};
use super::form::{self, FormView, RulesView};
use super::note::{self, NoteView};
use super::table::TableView;
use crate::model::{Clause, Standard};
use crate::render::contents::Line;
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
    /// Remarks on what all forms share, and on the rules that they follow.
    pub rules: RulesView,
}

/// A clause or an annex on a page with others.
#[derive(Debug, Serialize)]
pub struct PartView {
    /// The clause.
    pub clause: ClauseView,
    /// The level of its heading, from 2 to 6.
    pub heading: usize,
    /// The heading: the title, an annex's with its status before it.
    pub title: TextView,
    /// The tables that the source prints here, those of other clauses included.
    pub tables: Vec<TableView>,
    /// An annex's form.
    pub form: Option<FormView>,
}

/// The whole standard on one page.
pub fn render(frame: &Frame, standard: usize) -> (Chrome, WholeView) {
    let of = &frame.handbook().standards[standard];
    let voice = frame.voice_of(of);
    let (preliminary, parts) = parts(frame, standard, of)
        .into_iter()
        .zip(&of.clauses)
        .partition::<Vec<_>, _>(|(_, clause)| clause.is_preliminary());
    let alone = |parts: Vec<(PartView, &Clause)>| parts.into_iter().map(|(part, _)| part).collect();
    let mut notes = note::views(frame, &voice, &of.about.note);
    notes.extend(note::views(frame, &voice, &of.about.edition.note));
    let view = WholeView {
        preliminary: alone(preliminary),
        parts: alone(parts),
        title: voice.text(&of.about.title),
        edition: voice.text(&of.about.edition.title),
        contents: navigation::whole(of)
            .iter()
            .map(|branch| within(of, frame.branch(standard, branch), branch.clause))
            .collect(),
        notes,
        rules: form::rules(frame, standard),
    };
    let title = format!("{} · {}", frame.word("whole"), view.title.plain);
    let mut chrome = frame.standard_chrome(
        "whole",
        standard,
        &title,
        &voice.plain(&of.about.description),
    );
    // The contents at the side stay on the page, as those at its top do.
    chrome.contents = view.contents.iter().cloned().map(Line::from).collect();
    (chrome, view)
}

/// Every clause, with each table where the source prints it.
fn parts<'a>(frame: &Frame<'a>, standard: usize, of: &'a Standard) -> Vec<PartView> {
    let clauses = of.clauses.iter().enumerate();
    let mut parts: Vec<PartView> = clauses
        .map(|(index, clause)| part(frame, standard, of, index, clause))
        .collect();
    for (index, clause) in of.clauses.iter().enumerate() {
        let body = clause.as_clause();
        let after = body
            .and_then(|body| body.table.as_ref()?.printed_after.as_ref())
            .and_then(|id| of.clause_index(id.as_str()))
            .unwrap_or(index);
        if let Some(table) = parts[index].clause.table.take() {
            parts[after].tables.push(table);
        }
    }
    parts
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
    let clause = clause::view(frame, standard, index);
    PartView {
        heading: (depth + 2).min(6),
        title: annex.map_or_else(
            || clause.title.clone(),
            |annex| super::annex::title(frame, standard, annex),
        ),
        form: annex.map(|annex| form::view(frame, standard, annex, &format!("{}-", annex.id))),
        tables: Vec::new(),
        clause,
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
