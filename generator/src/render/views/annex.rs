//! The page of an annex: its form.

use serde::Serialize;

use super::check_way::{self, CheckWay};
use super::clause::{self, ClauseView};
use super::form::{self, FormView, RulesView};
use super::joined::joined;
use crate::index::{ClauseIndex, StandardIndex};
use crate::render::frame::{Chrome, Frame};
use crate::render::html::Html;
use crate::render::text::TextView;
use crate::source::format::annex::Annex;

/// An annex and its form.
#[derive(Debug, Serialize)]
pub struct AnnexView {
    /// The parts that all clauses' pages share.
    pub clause: ClauseView,
    /// Its status and title, as printed, in one text.
    pub title: TextView,
    /// The link to the self-check with its form.
    pub check: Option<CheckWay>,
    /// Its form.
    pub form: FormView,
    /// Notes on the rules that all forms share.
    pub rules: RulesView,
}

/// Renders the page of the annex at `clause`.
pub fn render(
    frame: &Frame,
    standard: StandardIndex,
    clause: ClauseIndex,
    annex: &Annex,
) -> (Chrome, AnnexView) {
    let (mut chrome, view) = clause::render(frame, standard, clause);
    chrome.kind = "annex";
    let roles = &frame.handbook().standards[standard].about.roles;
    let role = roles.find_index(|role| role.id == *annex.role.as_str());
    let view = AnnexView {
        clause: view,
        title: title(frame, standard, annex),
        check: role.and_then(|role| check_way::of_role(frame, standard, role, None)),
        form: form::view(frame, standard, annex, ""),
        rules: form::rules(frame, standard),
    };
    (chrome, view)
}

/// Returns an annex's status and title, as printed: `（资料性）开发选品人员能力评价表`.
pub fn title(frame: &Frame, standard: StandardIndex, annex: &Annex) -> TextView {
    let voice = frame.voice_of(&frame.handbook().standards[standard]);
    let status = voice.text_with(&annex.status, |_, words| {
        let mut html = Html::default();
        html.push_element("span", "", "annex-status", &Html::escaped(words));
        html
    });
    joined(&[status, voice.text(&annex.title)], " ", &voice.own().tag)
}
