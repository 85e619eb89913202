//! An annex's page: its form.

use serde::Serialize;

use super::clause::{self, ClauseView};
use super::form::{self, FormView, RulesView};
use super::joined::joined;
use crate::render::frame::{Chrome, Frame};
use crate::render::html::Html;
use crate::render::text::TextView;
use crate::source::format::annex::Annex;

/// An annex and its form.
#[derive(Debug, Serialize)]
pub struct AnnexView {
    /// What it has in common with other clauses.
    pub clause: ClauseView,
    /// Its status and title, as printed, in one.
    pub title: TextView,
    /// Its form.
    pub form: FormView,
    /// Remarks on what all forms share.
    pub rules: RulesView,
}

/// The page of the annex that is the clause at `clause`.
pub fn render(frame: &Frame, standard: usize, clause: usize, annex: &Annex) -> (Chrome, AnnexView) {
    let (mut chrome, view) = clause::render(frame, standard, clause);
    chrome.kind = "annex";
    let view = AnnexView {
        clause: view,
        title: title(frame, standard, annex),
        form: form::view(frame, standard, annex, ""),
        rules: form::rules(frame, standard),
    };
    (chrome, view)
}

/// An annex's status and title, as printed: `（资料性）开发选品人员能力评价表`.
pub fn title(frame: &Frame, standard: usize, annex: &Annex) -> TextView {
    let voice = frame.voice_of(&frame.handbook().standards[standard]);
    let status = voice.text_with(&annex.status, |_, words| {
        let mut html = Html::default();
        html.push_element("span", "", "annex-status", &Html::escaped(words));
        html
    });
    joined(&[status, voice.text(&annex.title)], " ", &voice.own().tag)
}
