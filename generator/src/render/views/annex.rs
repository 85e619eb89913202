//! The page of an annex, and its form if it has one.

use serde::Serialize;

use super::check_way::{self, CheckWay};
use super::clause::{self, ClauseView};
use super::form::{self, FormView, RulesView};
use super::joined::joined;
use super::standard_files;
use crate::index::{ClauseIndex, StandardIndex};
use crate::render::chrome::Chrome;
use crate::render::frame::Frame;
use crate::render::html::Html;
use crate::render::text::TextView;
use crate::site::address::StandardPage;
use crate::source::format::annex::Annex;

/// An annex, and its form if it has one.
#[derive(Debug, Serialize)]
pub struct AnnexView {
    /// The parts that all clauses' pages share.
    pub clause: ClauseView,
    /// Its status and title, as printed, in one text.
    pub title: TextView,
    /// The link to the self-check with its form.
    pub check: Option<CheckWay>,
    /// Its form, if it has one.
    pub form: Option<FormView>,
    /// Notes on the rules that all forms share.
    pub rules: Option<RulesView>,
    /// The link to its form as a workbook; empty without one.
    pub workbook: String,
    /// The page that lists all files of the standard.
    pub take_along: String,
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
    let form = frame.handbook().standards[standard].graded_form_at(clause);
    let view = AnnexView {
        clause: view,
        title: title(frame, standard, annex),
        check: form.and_then(|form| check_way::of_form(frame, standard, form)),
        form: form.map(|form| form::view(frame, standard, form, "")),
        rules: form.map(|form| form::rules(frame, standard, form.rubric)),
        workbook: form.map_or_else(String::new, |form| {
            standard_files::form_workbook(frame, standard, form)
        }),
        take_along: frame.standard_link(standard, StandardPage::TakeAlong),
    };
    (chrome, view)
}

/// Returns an annex's status and title, as printed: `（资料性）开发选品人员能力评价表`.
pub fn title(frame: &Frame, standard: StandardIndex, annex: &Annex) -> TextView {
    let voice = frame.voice_of(&frame.handbook().standards[standard]);
    let status = annex.status.as_ref().map(|status| {
        voice.converted(status, |_, words| {
            let mut html = Html::default();
            html.push_element("span", "", "annex-status", &Html::escaped(words));
            html
        })
    });
    let parts: Vec<TextView> = status
        .into_iter()
        .chain([voice.text(&annex.title)])
        .collect();
    joined(&parts, " ", &voice.own().tag)
}
