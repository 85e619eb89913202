//! The terms on which the lists of a role ask for a requirement: how strictly, and at which level.

use super::joined::joined;
use crate::index::LevelIndex;
use crate::model::{CompleteStandard, Ladder};
use crate::render::frame::Frame;
use crate::render::text::{TextView, Voice};
use crate::source::format::standard::{Ask, MUST};

/// An entry of a role's lists, with the level whose list it is.
pub(super) type ListedTerms<'a> = (&'a Ask, Option<LevelIndex>);

/// Returns the name of a tier, unless it is that of what must be met.
pub(super) fn tier_of<'a>(
    frame: &Frame<'a>,
    voice: &Voice,
    standard: &'a CompleteStandard,
    id: &str,
) -> Option<TextView> {
    if id == MUST {
        return None;
    }
    let mut tiers = standard.about.tiers.iter();
    Some(match tiers.find(|known| known.id == *id) {
        Some(known) => voice.text(&known.title),
        None => frame.spoken("asked_optional"),
    })
}

/// Returns how strictly a list of a role asks for something, unless it must be met, and the level that it expects.
pub(super) fn terms<'a>(
    frame: &Frame<'a>,
    standard: &'a CompleteStandard,
    ask: &Ask,
) -> Option<TextView> {
    let voice = frame.voice_of(standard);
    let parts: Vec<TextView> = expected(&voice, standard, ask)
        .into_iter()
        .chain(tier(frame, &voice, standard, ask))
        .collect();
    (!parts.is_empty()).then(|| joined(&parts, " · ", &voice.own().tag))
}

/// Returns the terms of every list that asks for a requirement, each with its level if it is the list of one. A tier that
/// all lists of levels name is stated once, before them.
pub(super) fn of_lists<'a>(
    frame: &Frame<'a>,
    standard: &'a CompleteStandard,
    ladder: &Ladder,
    lists: &[ListedTerms],
) -> Option<TextView> {
    let voice = frame.voice_of(standard);
    let tag = &voice.own().tag;
    let are_of_levels = lists.len() > 1 && lists.iter().all(|(_, level)| level.is_some());
    let common = Some(lists)
        .filter(|_| are_of_levels)
        .and_then(|lists| common_tier(frame, &voice, standard, lists));
    let listed = by_list(frame, &voice, ladder, lists, |ask| {
        let own = tier(frame, &voice, standard, ask).filter(|_| common.is_none());
        Some(
            expected(&voice, standard, ask)
                .into_iter()
                .chain(own)
                .collect(),
        )
    });
    match (common, listed) {
        (Some(tier), Some(listed)) => Some(joined(&[tier, listed], frame.word("colon"), tag)),
        (tier, listed) => listed.or(tier),
    }
}

/// Returns how strictly the lists ask for a requirement: the tier that all name, or else the tier of each level whose list
/// names one.
pub(super) fn tiers<'a>(
    frame: &Frame<'a>,
    standard: &'a CompleteStandard,
    ladder: &Ladder,
    lists: &[ListedTerms],
) -> Option<TextView> {
    let voice = frame.voice_of(standard);
    common_tier(frame, &voice, standard, lists).or_else(|| {
        by_list(frame, &voice, ladder, lists, |ask| {
            Some(vec![tier(frame, &voice, standard, ask)?])
        })
    })
}

/// Returns the terms of each list after the level that it is the list of. A list without terms is left out.
fn by_list(
    frame: &Frame,
    voice: &Voice,
    ladder: &Ladder,
    lists: &[ListedTerms],
    terms: impl Fn(&Ask) -> Option<Vec<TextView>>,
) -> Option<TextView> {
    let tag = &voice.own().tag;
    let each = lists.iter().filter_map(|(ask, level)| {
        let terms = terms(ask)?;
        let level = level.map(|level| voice.text(&ladder.levels[level].title));
        let parts: Vec<TextView> = level.into_iter().chain(terms).collect();
        (!parts.is_empty()).then(|| joined(&parts, " · ", tag))
    });
    let each: Vec<TextView> = each.collect();
    (!each.is_empty()).then(|| joined(&each, frame.word("list_semicolon"), tag))
}

/// The tier that all lists name, if they name one.
fn common_tier<'a>(
    frame: &Frame<'a>,
    voice: &Voice,
    standard: &'a CompleteStandard,
    lists: &[ListedTerms],
) -> Option<TextView> {
    let mut ids = lists.iter().map(|(ask, _)| ask.r#as.as_ref());
    let first = ids.next().flatten()?;
    ids.all(|id| id.is_some_and(|id| *id == *first.as_str()))
        .then(|| tier_of(frame, voice, standard, first.as_str()))
        .flatten()
}

fn tier<'a>(
    frame: &Frame<'a>,
    voice: &Voice,
    standard: &'a CompleteStandard,
    ask: &Ask,
) -> Option<TextView> {
    let id = ask.r#as.as_ref()?;
    tier_of(frame, voice, standard, id.as_str())
}

fn expected(voice: &Voice, standard: &CompleteStandard, ask: &Ask) -> Option<TextView> {
    let level = standard.level(ask.level.as_ref()?.as_str())?;
    Some(voice.text(&level.title))
}
