//! A standard's contents.

use serde::Serialize;

use super::check_way::{self, CheckChoice};
use super::compare;
use super::editions;
use super::note::{self, NoteView};
use crate::render::frame::{BranchView, Chrome, Frame, LinkView};
use crate::render::text::TextView;
use crate::site::address::StandardPage;
use crate::site::navigation;

/// The contents of a standard.
#[derive(Debug, Serialize)]
pub struct ContentsView {
    /// The standard's title.
    pub title: TextView,
    /// What it is about; ours.
    pub description: TextView,
    /// The edition.
    pub edition: TextView,
    /// The edition before it, where the handbook holds it.
    pub replaces: Option<LinkView>,
    /// The editions after it.
    pub replaced_by: Vec<LinkView>,
    /// Every clause.
    pub contents: Vec<BranchView>,
    /// How many requirements there are.
    pub count: usize,
    /// How the source marks a requirement: `——`.
    pub mark: String,
    /// The name of the first requirement, as an example of our letters, and the link to it.
    pub example: Option<(String, String)>,
    /// The link to the terms.
    pub terms: String,
    /// The link to all requirements.
    pub requirements: String,
    /// The link to the keywords.
    pub keywords: String,
    /// The link to the whole standard on one page.
    pub whole: String,
    /// The link to roles and levels side by side; empty where there is nothing to compare.
    pub compare: String,
    /// The self-checks; none where no role has a form.
    pub checks: Option<CheckChoice>,
    /// Remarks on the edition and the standard.
    pub notes: Vec<NoteView>,
}

/// The contents of a standard.
pub fn render(frame: &Frame, standard: usize) -> (Chrome, ContentsView) {
    let of = &frame.handbook().standards[standard];
    let handbook = frame.handbook();
    let voice = frame.voice_of(of);
    let mut chrome = frame.standard_chrome(
        "contents",
        standard,
        &voice.plain(&of.about.title),
        &voice.plain(&of.about.description),
    );
    // The page is the contents.
    chrome.contents = Vec::new();
    let mut notes = note::views(frame, &voice, &of.about.edition.note);
    notes.extend(note::views(frame, &voice, &of.about.note));
    let view = ContentsView {
        title: voice.marked(&of.about.title, &of.about.note),
        description: frame.own_voice().text(&of.about.description),
        edition: voice.text(&of.about.edition.title),
        replaces: handbook
            .earlier_edition(standard)
            .map(|earlier| editions::link(frame, earlier)),
        replaced_by: handbook
            .later_editions(standard)
            .into_iter()
            .map(|later| editions::link(frame, later))
            .collect(),
        contents: navigation::whole(of)
            .iter()
            .map(|branch| frame.branch(standard, branch))
            .collect(),
        count: of.requirements.len(),
        mark: of.about.marks.requirement.value.to_string(),
        example: of.requirements.first().map(|requirement| {
            let id = requirement.id.to_string();
            (
                frame.requirement_link(standard, &id).unwrap_or_default(),
                id,
            )
        }),
        terms: frame.standard_link(standard, StandardPage::Terms),
        requirements: frame.standard_link(standard, StandardPage::Requirements),
        keywords: frame.standard_link(standard, StandardPage::Keywords),
        whole: frame.standard_link(standard, StandardPage::Whole),
        compare: compare::home(frame, standard),
        checks: check_way::choice_in_contents(frame, standard),
        notes,
    };
    (chrome, view)
}
