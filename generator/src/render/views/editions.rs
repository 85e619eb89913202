//! A standard and its requirements in the editions before and after.

use serde::Serialize;

use crate::model::same::essence;
use crate::render::frame::{Frame, LinkView};
use crate::render::html::Html;
use crate::render::text::{TextView, Voice};
use crate::site::address::StandardPage;

/// What takes the place of a requirement in other editions, and whose place it takes.
#[derive(Debug, Default, Serialize)]
pub struct EditionsView {
    /// The requirement's letter, to tell it from others of its clause.
    pub letter: String,
    /// The editions before, the nearest first.
    pub earlier: Vec<EditionView>,
    /// The editions after.
    pub later: Vec<EditionView>,
}

/// What an edition has for a requirement of another.
#[derive(Debug, Serialize)]
pub struct EditionView {
    /// The edition, and the link to its contents.
    pub edition: LinkView,
    /// The requirements; none where it has nothing that corresponds.
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
    /// Whether they are the same in the standard's language, apart from the mark at the end.
    pub is_same: bool,
    /// Whether they are taken for the same requirement only because the words are nearly the same.
    pub is_near: bool,
}

/// The link to an edition's contents, called by the edition.
pub fn link(frame: &Frame, standard: usize) -> LinkView {
    let of = &frame.handbook().standards[standard];
    LinkView {
        href: frame.standard_link(standard, StandardPage::Contents),
        number: Html::default(),
        label: frame.voice_of(of).text(&of.about.edition.title),
        current: false,
    }
}

/// The requirement at `requirement` in other editions; `None` where the standard has no other.
pub fn view(
    frame: &Frame,
    voice: &Voice,
    standard: usize,
    requirement: usize,
) -> Option<EditionsView> {
    let handbook = frame.handbook();
    let entry = &handbook.standards[standard].requirements[requirement];
    let before: Vec<usize> = handbook.earlier_edition(standard).into_iter().collect();
    let view = EditionsView {
        letter: entry.letter.clone(),
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

/// The counterparts by edition: of the editions `next`, and of others in which there are some.
fn found(
    frame: &Frame,
    voice: &Voice,
    (standard, requirement): (usize, usize),
    next: Vec<usize>,
    counterparts: &[(usize, usize)],
) -> Vec<EditionView> {
    let mut editions = next;
    for (edition, _) in counterparts {
        if !editions.contains(edition) {
            editions.push(*edition);
        }
    }
    let own = &frame.handbook().standards[standard];
    let language = own.about.language.as_str();
    let words = own.requirements[requirement]
        .text()
        .get(language)
        .map(essence);
    let counterpart = |edition: usize, place: usize| {
        let of = &frame.handbook().standards[edition];
        let entry = &of.requirements[place];
        CounterpartView {
            id: entry.id.to_string(),
            href: frame.permalink(edition, place),
            text: Voice {
                source: of.about.language.as_str(),
                ..*voice
            }
            .text(entry.text()),
            is_same: entry.text().get(language).map(essence) == words,
            is_near: frame
                .handbook()
                .proposed_continuations()
                .iter()
                .any(|proposal| {
                    let pair = [proposal.later, proposal.earlier];
                    pair.contains(&(standard, requirement)) && pair.contains(&(edition, place))
                }),
        }
    };
    editions
        .into_iter()
        .map(|edition| EditionView {
            edition: link(frame, edition),
            requirements: counterparts
                .iter()
                .filter(|(of, _)| *of == edition)
                .map(|(of, place)| counterpart(*of, *place))
                .collect(),
        })
        .collect()
}
