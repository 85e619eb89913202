//! The words of a requirement that lead in its parts, such as "Trims a pot:" before "cuts a foot;". A part that is shown
//! without the requirement that it is part of needs them.

use super::joined::joined;
use crate::index::RequirementIndex;
use crate::model::CompleteStandard;
use crate::render::frame::Frame;
use crate::render::text::TextView;

/// Returns the requirements with words of their own that `index` is part of, the outermost first.
pub(super) fn above(standard: &CompleteStandard, index: RequirementIndex) -> Vec<RequirementIndex> {
    let has_words = |index: &RequirementIndex| {
        let item = standard.requirements[*index].item();
        item.title.is_some() || item.text.is_some()
    };
    let mut above: Vec<RequirementIndex> = standard.above(index).filter(has_words).collect();
    above.reverse();
    above
}

/// Returns the requirements that lead in `index` and that a list does not show yet: those above it that are neither
/// `before`, the item shown before it, nor above that.
pub(super) fn unshown(
    standard: &CompleteStandard,
    index: RequirementIndex,
    before: Option<RequirementIndex>,
) -> Vec<RequirementIndex> {
    let is_shown = |lead: &RequirementIndex| {
        before.is_some_and(|before| {
            before == *lead || standard.above(before).any(|above| above == *lead)
        })
    };
    let mut leads = above(standard, index);
    leads.retain(|lead| !is_shown(lead));
    leads
}

/// Returns the words that lead in a requirement, the outermost first.
pub(super) fn words(
    frame: &Frame,
    standard: &CompleteStandard,
    index: RequirementIndex,
) -> Vec<TextView> {
    texts(frame, standard, above(standard, index))
}

/// Returns the text of a requirement after the words that lead it in, as far as a list does not show them yet; see
/// [`unshown`].
pub(super) fn text(
    frame: &Frame,
    standard: &CompleteStandard,
    index: RequirementIndex,
    before: Option<RequirementIndex>,
) -> TextView {
    let voice = frame.voice_of(standard);
    let own = voice.text(standard.requirements[index].text());
    let mut words = texts(frame, standard, unshown(standard, index, before));
    if words.is_empty() {
        return own;
    }
    words.push(own);
    joined(&words, " ", &voice.own().tag)
}

fn texts(
    frame: &Frame,
    standard: &CompleteStandard,
    leads: Vec<RequirementIndex>,
) -> Vec<TextView> {
    let voice = frame.voice_of(standard);
    let leads = leads.into_iter();
    leads
        .map(|lead| voice.text(standard.requirements[lead].text()))
        .collect()
}
