//! The items of a clause's lists: requirements and outcomes.

use serde::Serialize;

use super::details::{self, DescriptorView, DetailsView};
use super::note::{self, NoteView};
use crate::index::{RequirementIndex, StandardIndex};
use crate::model::CompleteStandard;
use crate::render::frame::Frame;
use crate::render::text::TextView;
use crate::source::format::mark::DepthMarks;
use crate::source::format::note::Notes;
use crate::source::format::text::Text;

/// A requirement or an outcome.
#[derive(Clone, Debug, Serialize)]
pub struct ItemView {
    /// The anchor within the clause's page: `a`.
    pub anchor: String,
    /// The id: `5.3.1.2-a`.
    pub id: String,
    /// A requirement's name: the id or, if the standard prints another, that one.
    pub name: String,
    /// The part of a requirement's name that is clear in its list, and therefore not shown: `5.3.1.2-`.
    pub known: String,
    /// The mark: for a requirement the rest of its name, such as `a` or `K1`; for an outcome as the source prints it, with
    /// the letter: `a）`. Empty if there is none.
    pub mark: String,
    /// The depth of a requirement that is part of another, from 2; otherwise 0.
    pub depth: usize,
    /// A requirement's title, if it has one besides its text.
    pub title: Option<TextView>,
    /// The words.
    pub text: TextView,
    /// The source of the words.
    pub known_by: KnownBy,
    /// How a requirement reads at the level that a page is about.
    pub descriptor: Option<DescriptorView>,
    /// The link to the permalink; empty for an outcome.
    pub permalink: String,
    /// The tier and the level that a role's list states for it, if it does.
    pub asked: Option<TextView>,
    /// Notes on the item.
    pub notes: Vec<NoteView>,
    /// Its details, such as its descriptors; `None` if it has none.
    pub details: Option<DetailsView>,
}

/// The words by which a requirement or an outcome is known.
#[derive(Clone, Copy, Debug, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum KnownBy {
    /// Its text.
    Text,
    /// Its title, since it has no text.
    Title,
    /// The title of its clause, which need not be repeated below it.
    Clause,
}

/// Returns the requirements at `indices`. `set` makes each text.
pub(super) fn requirements<'a>(
    frame: &Frame<'a>,
    standard_index: StandardIndex,
    standard: &'a CompleteStandard,
    indices: impl Iterator<Item = RequirementIndex>,
    set: &mut impl FnMut(&Text, &Notes) -> TextView,
) -> Vec<ItemView> {
    let voice = frame.voice_of(standard);
    indices
        .map(|index| {
            let requirement = &standard.requirements[index];
            let item = requirement.item();
            ItemView {
                anchor: requirement.anchor.to_string(),
                id: requirement.id.to_string(),
                name: requirement.name.to_string(),
                known: requirement.known().to_owned(),
                mark: requirement.mark.to_string(),
                depth: if requirement.depth == 0 {
                    0
                } else {
                    requirement.depth + 1
                },
                title: requirement
                    .title()
                    .map(|title| voice.marked(title, &item.note)),
                text: set(requirement.text(), &item.note),
                known_by: match item {
                    item if item.text.is_some() => KnownBy::Text,
                    item if item.title.is_some() => KnownBy::Title,
                    _ => KnownBy::Clause,
                },
                descriptor: None,
                permalink: frame.permalink(standard_index, index),
                asked: None,
                notes: note::views(frame, &voice, &item.note),
                details: details::view(frame, &voice, standard_index, requirement),
            }
        })
        .collect()
}

/// Returns a mark with its letter, as the source prints it; `pattern` is the mark of the letter a.
pub(super) fn mark(pattern: &str, letter: &str) -> String {
    match pattern.trim() {
        DepthMarks::NONE => letter.to_owned(),
        pattern => pattern.replace('a', letter),
    }
}
