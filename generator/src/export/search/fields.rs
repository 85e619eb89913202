//! The fields of search records: filters the generated walk over the texts of the content.
//!
//! A new text of a record is found by search without a change here: its role decides the field.

use crate::source::format::note::Notes;
use crate::source::format::text::Text;
use crate::source::texts::{self, TextAt, TextRole, Texts};

/// The fields that title a record.
const TITLES: [&str; 2] = ["title", "term"];
/// The fields that hold another name of a record.
const NAMES: [&str; 1] = ["personnel"];

/// The texts of a record of the content, by the fields of a search record.
pub(super) struct FieldTexts<'a> {
    /// The title. `None` for a record without one, such as most requirements.
    pub(super) title: Option<&'a Text>,
    /// Other names.
    pub(super) names: Vec<&'a Text>,
    /// Every other text outside the notes.
    pub(super) texts: Vec<TextAt<'a>>,
    /// The notes on the record and on its parts.
    pub(super) notes: Vec<&'a Notes>,
}

/// Finds every text of `record` but its labels and quotes. The parts in the fields `apart` have search records of their
/// own.
pub(super) fn found<'a>(record: &'a impl Texts<()>, apart: &[&str]) -> FieldTexts<'a> {
    let mut found = FieldTexts {
        title: None,
        names: Vec::new(),
        texts: Vec::new(),
        notes: Vec::new(),
    };
    let mut before = Vec::new();
    let is_apart = |path: &[&str]| path.first().is_some_and(|field| apart.contains(field));
    texts::each(record, |at, path| match (path, at.role) {
        ([field], _) if TITLES.contains(field) => {
            found.title = Some(at.text);
            before.append(&mut found.texts);
        }
        ([field], _) if NAMES.contains(field) => found.names.push(at.text),
        (path, _) if is_apart(path) || path.contains(&"note") => {}
        (_, TextRole::Source | TextRole::Ours | TextRole::Markdown) => found.texts.push(at),
        (_, TextRole::Label | TextRole::Quote) => {}
    });
    // An excerpt begins with what follows the title.
    found.texts.append(&mut before);
    texts::each_notes(record, |notes, path| {
        if !is_apart(path) {
            found.notes.push(notes);
        }
    });
    found
}
