//! Notes as they stand beside what they are about.

use serde::Serialize;

use crate::render::frame::Frame;
use crate::render::html::Html;
use crate::render::markdown;
use crate::render::text::{TextView, Voice};
use crate::source::format::note::{Notes, Remark};

/// A note.
#[derive(Debug, Serialize)]
pub struct NoteView {
    /// The words printed that it is about, in the standard's language; empty where it is about the whole.
    pub quote: String,
    /// The BCP 47 tag of the quote.
    pub quote_lang: String,
    /// What was presumably meant; without words where nothing is said.
    pub meant: Option<TextView>,
    /// The remark.
    pub text: TextView,
}

/// The notes of one element.
pub fn views(frame: &Frame, voice: &Voice, notes: &Notes) -> Vec<NoteView> {
    notes
        .0
        .iter()
        .map(|remark| view(frame, voice, remark))
        .collect()
}

fn view(frame: &Frame, voice: &Voice, remark: &Remark) -> NoteView {
    let source = voice
        .all
        .iter()
        .find(|language| *language.id == *voice.source);
    // A note is ours in every language: none of its pieces is the source's.
    let own = frame.own_voice();
    let mut text = own.text_with(&remark.text, |_, words| markdown::inline(words));
    for piece in &mut text.pieces {
        piece.is_source = false;
    }
    NoteView {
        quote: remark
            .quote
            .as_ref()
            .map(|quote| quote.value.to_string())
            .unwrap_or_default(),
        quote_lang: source
            .map(|language| language.tag.to_string())
            .unwrap_or_default(),
        meant: remark.meant.as_ref().map(|meant| {
            let plain = meant
                .get(&frame.language().id)
                .unwrap_or_default()
                .to_owned();
            TextView {
                inline: Html::escaped(&plain),
                pieces: Vec::new(),
                plain,
            }
        }),
        text,
    }
}
