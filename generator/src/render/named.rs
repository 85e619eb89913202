//! A standard's own names for its parts, in place of the interface's words for them.
//!
//! For example, a standard whose levels are years says so in `names`, and pages about it say “year”
//! wherever the interface says “level” as a label. Sentences that count them have a variant for such
//! standards ([`Words::with_names`](super::words::Words::with_names)); others keep the word of the interface, since a name
//! cannot be inflected. Search does the same with its own words ([`crate::export::search_script`]).

use std::collections::BTreeMap;

use super::frame::Frame;
use super::html::Html;
use super::text::TextView;
use crate::index::StandardIndex;
use crate::source::format::standard::Names;
use crate::source::format::text::Text;

/// A part of a standard that it may name: its name, and the keys of the interface words that it replaces.
type NamedPart = (fn(&Names) -> Option<&Text>, &'static [&'static str]);

/// The parts that are labels by themselves.
const PARTS: [NamedPart; 6] = [
    (
        |names| names.role.as_ref(),
        &[
            "role",
            "roles",
            "grid_role",
            "picker_role",
            "front_start_role",
            "sort_role",
        ],
    ),
    (
        |names| names.level.as_ref(),
        &[
            "level",
            "levels",
            "profile_levels",
            "course_level",
            "front_start_level",
            "sort_level",
        ],
    ),
    (
        |names| names.requirement.as_ref(),
        &["requirements", "profile_requirements", "profile_dimension"],
    ),
    (
        |names| names.dimension.as_ref(),
        &["dimension", "dimensions"],
    ),
    (|names| names.r#type.as_ref(), &["type"]),
    (|names| names.group.as_ref(), &["role_group"]),
];

/// The standard whose own names a page shows, if it has any: the standard that the page is about or uses, or the only one
/// of the handbook.
pub(super) fn standard(frame: &Frame) -> Option<StandardIndex> {
    let only = || frame.handbook().only_standard();
    let index = frame.standard_of_page().or_else(only)?;
    let names = &frame.handbook().standards[index].about.names;
    names.is_some().then_some(index)
}

/// The interface words by which the front page heads what it shows of a standard.
const IN_FRONT: [&str; 13] = [
    "role",
    "level",
    "dimensions",
    "grid_role",
    "grid_caption",
    "grid_all",
    "grid_all_plain",
    "grid_all_forking",
    "requirements",
    "requirements_index",
    "front_start",
    "front_start_role",
    "front_start_level",
];

/// Returns the words by which the front page heads what it shows of a standard, by their keys: the standard's own names, or
/// else those of the interface.
pub(super) fn in_front(frame: &Frame, index: StandardIndex) -> BTreeMap<&'static str, Html> {
    let standard = &frame.handbook().standards[index];
    let words = IN_FRONT.map(|key| (key, frame.spoken_about(standard, key).inline));
    let mut words = BTreeMap::from(words);
    for (key, name, _) in replaced_by(frame, index) {
        if let Some(word) = words.get_mut(key) {
            *word = name;
        }
    }
    words
}

/// Returns the interface words that a page replaces by the names of its standard: the key, the name in the languages of
/// the reading, and the same without HTML. Empty if the standard names nothing.
pub(super) fn replaced(frame: &Frame) -> Vec<(&'static str, Html, String)> {
    standard(frame).map_or_else(Vec::new, |index| replaced_by(frame, index))
}

/// Returns the interface words that the names of a standard replace.
fn replaced_by(frame: &Frame, index: StandardIndex) -> Vec<(&'static str, Html, String)> {
    let standard = &frame.handbook().standards[index];
    let Some(names) = &standard.about.names else {
        return Vec::new();
    };
    let voice = frame.voice_of(standard);
    let mut words = Vec::new();
    for (name, keys) in PARTS {
        if let Some(name) = name(names) {
            let name = voice.text(name);
            words.extend(keys.iter().map(|key| word(key, &name)));
        }
    }
    if names.role.is_some() || names.level.is_some() {
        let part = |name: &Option<Text>, key| match name {
            Some(name) => voice.text(name),
            None => frame.spoken(key),
        };
        let both = [part(&names.role, "role"), part(&names.level, "level")];
        let both = super::views::joined::joined(&both, " · ", &voice.own().tag);
        words.push(word("front_start", &both));
        words.push(word("grid_caption", &both));
    }
    words
}

/// The replacement of one interface word.
fn word(key: &'static str, name: &TextView) -> (&'static str, Html, String) {
    (key, name.inline.clone(), name.joined().0)
}
