//! An annex's page: its form.

use serde::Serialize;

use super::check_way::{self, CheckWay};
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
    /// The way to the self-check by its form.
    pub check: Option<CheckWay>,
    /// Its form.
    pub form: FormView,
    /// Remarks on what all forms share.
    pub rules: RulesView,
}

/// The page of the annex that is the clause at `clause`.
pub fn render(frame: &Frame, standard: usize, clause: usize, annex: &Annex) -> (Chrome, AnnexView) {
    let (mut chrome, view) = clause::render(frame, standard, clause);
    chrome.kind = "annex";
    let roles = &frame.handbook().standards[standard].about.roles;
    let role = roles
        .iter()
        .position(|role| role.id == *annex.role.as_str());
    let view = AnnexView {
        clause: view,
        title: title(frame, standard, annex),
        check: role.and_then(|role| check_way::of_role(frame, standard, role, None)),
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
