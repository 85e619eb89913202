//! A standard and its requirements in earlier and later editions.

use serde::Serialize;

use crate::index::{RequirementIndex, StandardIndex};
use crate::model::CompleteStandard;
use crate::model::same::essence;
use crate::render::frame::{Frame, LinkView};
use crate::render::html::Html;
use crate::render::text::{TextView, Voice};
use crate::site::address::StandardPage;
use crate::source::format::text::Text;

/// The counterparts of a requirement in other editions.
#[derive(Debug, Default, Serialize)]
pub struct EditionsView {
    /// The requirement's name without what is clear in its clause. For example, `b` in Clause
    /// 5.3.1.2.
    pub label: String,
    /// The earlier editions, the nearest first. Empty for the first edition.
    pub earlier: Vec<EditionView>,
    /// The later editions. Empty for the latest edition.
    pub later: Vec<EditionView>,
}

/// The counterparts of a requirement in one edition.
#[derive(Debug, Serialize)]
pub struct EditionView {
    /// The edition and the link to its contents.
    pub edition: LinkView,
    /// The requirements; empty if nothing corresponds.
    pub requirements: Vec<CounterpartView>,
}

/// A requirement of another edition.
#[derive(Debug, Serialize)]
pub struct CounterpartView {
    /// The name: `5.3.4.1-b`.
    pub id: String,
    /// The link to its permalink.
    pub href: String,
    /// The words.
    pub text: TextView,
    /// Whether the words are the same in the standard's language, apart from the final punctuation mark.
    pub is_same: bool,
    /// Whether it counts as the same requirement only because the words are nearly the same. An
    /// editor has not confirmed it.
    pub is_near: bool,
}

/// Returns the link to an edition's contents, labelled with the edition.
pub fn link(frame: &Frame, standard_index: StandardIndex) -> LinkView {
    let standard = &frame.handbook().standards[standard_index];
    LinkView {
        href: frame.standard_link(standard_index, StandardPage::Contents),
        number: Html::default(),
        label: frame.voice_of(standard).text(edition_or_title(standard)),
        current: false,
    }
}

/// The title of a standard's edition, or that of the standard if its edition has none.
fn edition_or_title(standard: &CompleteStandard) -> &Text {
    let about = &standard.about;
    let edition = about.edition.as_ref();
    edition.map_or(&about.title, |edition| &edition.title)
}

/// Returns the counterparts of the requirement at `requirement`; `None` if the standard has no other edition.
pub fn view(
    frame: &Frame,
    voice: &Voice,
    standard: StandardIndex,
    requirement: RequirementIndex,
) -> Option<EditionsView> {
    let handbook = frame.handbook();
    let entry = &handbook.standards[standard].requirements[requirement];
    let before: Vec<StandardIndex> = handbook.earlier_edition(standard).into_iter().collect();
    let view = EditionsView {
        label: entry.name[entry.known().len()..].to_owned(),
        earlier: found(
            frame,
            voice,
            (standard, requirement),
            before,
            handbook.predecessors(standard, requirement),
        ),
        later: found(
            frame,
            voice,
            (standard, requirement),
            handbook.later_editions(standard),
            handbook.successors(standard, requirement),
        ),
    };
    (!view.earlier.is_empty() || !view.later.is_empty()).then_some(view)
}

/// Groups the counterparts by edition: the editions `next`, and others that have some. The editions
/// `next` are listed even if nothing in them corresponds, which tells readers that the requirement
/// is new or was dropped.
fn found(
    frame: &Frame,
    voice: &Voice,
    (standard_index, requirement): (StandardIndex, RequirementIndex),
    next: Vec<StandardIndex>,
    counterparts: &[(StandardIndex, RequirementIndex)],
) -> Vec<EditionView> {
    let mut editions = next;
    for (edition, _) in counterparts {
        if !editions.contains(edition) {
            editions.push(*edition);
        }
    }
    let standard = &frame.handbook().standards[standard_index];
    let language = standard.about.language.as_str();
    let words = standard.requirements[requirement]
        .text()
        .get(language)
        .map(essence);
    let counterpart = |edition: StandardIndex, place: RequirementIndex| {
        let standard = &frame.handbook().standards[edition];
        let entry = &standard.requirements[place];
        CounterpartView {
            id: entry.name.to_string(),
            href: frame.permalink(edition, place),
            text: Voice {
                reading: voice.reading,
                ..frame.voice_of(standard)
            }
            .text(entry.text()),
            is_same: entry.text().get(language).map(essence) == words,
            is_near: frame
                .handbook()
                .proposed_continuations()
                .iter()
                .any(|proposal| {
                    let pair = [proposal.later, proposal.earlier];
                    pair.contains(&(standard_index, requirement))
                        && pair.contains(&(edition, place))
                }),
        }
    };
    editions
        .into_iter()
        .map(|edition| EditionView {
            edition: link(frame, edition),
            requirements: counterparts
                .iter()
                .filter(|(standard_index, _)| *standard_index == edition)
                .map(|(standard_index, place)| counterpart(*standard_index, *place))
                .collect(),
        })
        .collect()
}
