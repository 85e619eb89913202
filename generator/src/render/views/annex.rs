//! An annex's page: its form.

use serde::Serialize;

use super::clause::{self, ClauseView};
use super::form::{self, FormView};
use crate::render::frame::{Chrome, Frame};
use crate::render::text::TextView;
use crate::source::format::annex::Annex;

/// An annex and its form.
#[derive(Debug, Serialize)]
pub struct AnnexView {
    /// What it has in common with other clauses.
    pub clause: ClauseView,
    /// Its status, as printed.
    pub status: TextView,
    /// Its form.
    pub form: FormView,
}

/// The page of the annex that is the clause at `clause`.
pub fn render(frame: &Frame, standard: usize, clause: usize, annex: &Annex) -> (Chrome, AnnexView) {
    let (mut chrome, view) = clause::render(frame, standard, clause);
    chrome.kind = "annex";
    let of = &frame.handbook().standards[standard];
    let view = AnnexView {
        clause: view,
        status: frame.voice_of(of).text(&annex.status),
        form: form::view(frame, standard, annex, ""),
    };
    (chrome, view)
}
