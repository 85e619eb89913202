//! A standard's contents.

use serde::Serialize;

use super::note::{self, NoteView};
use crate::render::frame::{BranchView, Chrome, Frame, LinkView};
use crate::render::text::TextView;
use crate::site::navigation;

/// The contents of a standard.
#[derive(Debug, Serialize)]
pub struct ContentsView {
    /// The standard's title.
    pub title: TextView,
    /// What it is about.
    pub description: TextView,
    /// The edition.
    pub edition: TextView,
    /// Every clause.
    pub contents: Vec<BranchView>,
    /// Every role.
    pub roles: Vec<LinkView>,
    /// Remarks on the standard.
    pub notes: Vec<NoteView>,
}

/// The contents of a standard.
pub fn render(frame: &Frame, standard: usize) -> (Chrome, ContentsView) {
    let of = &frame.handbook().standards[standard];
    let voice = frame.voice_of(of);
    let mut chrome = frame.standard_chrome(
        "contents",
        standard,
        &voice.plain(&of.about.title),
        &voice.plain(&of.about.description),
    );
    chrome.contents = Vec::new();
    let mut notes = note::views(frame, &voice, &of.about.note);
    notes.extend(note::views(frame, &voice, &of.about.edition.note));
    let view = ContentsView {
        title: voice.text(&of.about.title),
        description: frame.own_voice().text(&of.about.description),
        edition: voice.text(&of.about.edition.title),
        contents: navigation::whole(of)
            .iter()
            .map(|branch| frame.branch(standard, branch))
            .collect(),
        roles: Vec::new(),
        notes,
    };
    (chrome, view)
}
