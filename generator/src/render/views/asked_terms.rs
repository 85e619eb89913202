//! The terms on which a list of a role asks for a requirement: how strictly, and at which level.

use super::joined::joined;
use crate::model::CompleteStandard;
use crate::render::frame::Frame;
use crate::render::text::{TextView, Voice};
use crate::source::format::standard::{Ask, MUST};

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
    let tier = ask.r#as.as_ref();
    let tier = tier.and_then(|id| tier_of(frame, &voice, standard, id.as_str()));
    let level = ask.level.as_ref();
    let level = level.and_then(|level| standard.level(level.as_str()));
    let level = level.map(|level| voice.text(&level.title));
    let parts: Vec<TextView> = level.into_iter().chain(tier).collect();
    (!parts.is_empty()).then(|| joined(&parts, " · ", &voice.own().tag))
}
