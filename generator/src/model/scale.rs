//! The scale by which a requirement is rated, and the step of it that a role expects.
//!
//! A requirement that reads differently at each level has a step for each of these levels, lowest first. So has one that a
//! role asks for at a level. Any other is met, partly met or not met yet.

use std::collections::BTreeSet;

use selfcheck_wasm::profile::MAX_STEPS;

use super::asked::Asked;
use super::ladder::Ladder;
use super::requirement::Requirement;
use super::standard::Standard;
use crate::index::LevelIndex;
use crate::source::format::standard::{Level, Progression};

/// The steps of a requirement without levels: partly met, and met.
pub const STEPS: u8 = 2;

/// The step that is expected of a requirement with levels if nothing says which: being at any level of it.
const ANY: u8 = 1;

/// The scale of a requirement.
#[derive(Clone, Debug)]
pub struct Scale<'a> {
    /// The levels, lowest first; empty if the requirement is rated as met or partly met.
    pub levels: Vec<&'a Level>,
}

impl Scale<'_> {
    /// The number of steps.
    pub fn steps(&self) -> u8 {
        match u8::try_from(self.levels.len()) {
            Ok(0) => STEPS,
            Ok(steps) => steps,
            // Scales are no longer than `MAX_STEPS`.
            Err(_) => MAX_STEPS,
        }
    }

    /// The step of a level, counting from 1.
    pub fn step_of(&self, level: &str) -> Option<u8> {
        let place = self.levels.iter().position(|known| known.id == *level)?;
        u8::try_from(place + 1).ok()
    }

    /// The step that a role expects at a level of its `ladder`, or at its only target without one; `None` if the
    /// requirement says nothing about that level.
    ///
    /// It is the level that the role's list states. Otherwise it is that of the level itself or, if the requirement does
    /// not describe it, the nearest that it follows.
    pub fn expected(
        &self,
        ladder: &Ladder<'_>,
        level: Option<LevelIndex>,
        asked: &Asked<'_>,
    ) -> Option<u8> {
        if self.levels.is_empty() {
            return Some(STEPS);
        }
        let stated = asked.ask.and_then(|ask| ask.level.as_ref());
        if let Some(step) = stated.and_then(|stated| self.step_of(stated.as_str())) {
            return Some(step);
        }
        let found = |known: &Level| ladder.find(known.id.as_str());
        let Some(level) = level.filter(|_| self.levels.iter().any(|known| found(known).is_some()))
        else {
            return Some(ANY);
        };
        let is_expected = |known: &Level| {
            found(known).is_some_and(|known| match ladder.progression {
                Progression::Cumulative | Progression::Replacing => ladder.reaches(level, known),
                Progression::Independent => level == known,
            })
        };
        let place = self.levels.iter().rposition(|known| is_expected(known))?;
        u8::try_from(place + 1).ok()
    }
}

impl Standard {
    /// The scale of a requirement for `role`, which asks for it at the levels `asked_at`; `None` if its levels do not follow
    /// each other one by one, or are too many, so that no scale has them.
    pub fn scale(
        &self,
        requirement: &Requirement,
        role: Option<&str>,
        asked_at: &BTreeSet<&str>,
    ) -> Option<Scale<'_>> {
        let is_described = |level: &Level| requirement.descriptor(level.id.as_str()).is_some();
        let is_asked = |level: &Level| asked_at.contains(level.id.as_str());
        if asked_at.is_empty() && requirement.item().levels.0.is_empty() {
            return Some(Scale { levels: Vec::new() });
        }
        // Lists state levels of the standard. Otherwise the levels of the role itself come first.
        let of_standard = self.ladder(None);
        let others = requirement.axes.roles.iter();
        let own = role
            .into_iter()
            .chain(others)
            .map(|role| self.ladder(Some(role)));
        let mut ladders = own.filter(|_| asked_at.is_empty());
        let ladder = ladders.find(|ladder| ladder.levels.iter().any(is_described));
        let ladder = ladder.unwrap_or(of_standard);
        let any_is_described = ladder.levels.iter().any(is_described);
        let stated = || chain(&ladder, |level| is_described(level) || is_asked(level));
        let levels = if any_is_described {
            stated()
        } else {
            // Levels without descriptors are those of the standard, as far as they are one scale.
            chain(&ladder, |_| true).or_else(stated)
        };
        levels.map(|levels| Scale { levels })
    }
}

/// The levels of a ladder that `is_in` accepts, lowest first; `None` if they do not follow each other one by one, or are too
/// many.
fn chain<'a>(ladder: &Ladder<'a>, is_in: impl Fn(&Level) -> bool) -> Option<Vec<&'a Level>> {
    let mut indices: Vec<LevelIndex> = ladder.levels.indices().collect();
    indices.retain(|index| is_in(&ladder.levels[*index]));
    // A level reaches more levels than each of those that it follows.
    indices.sort_by_key(|index| ladder.count_reached(*index));
    let follows = |pair: &[LevelIndex]| match pair {
        [lower, higher] => ladder.reaches(*higher, *lower),
        _ => true,
    };
    let is_chain = indices.windows(2).all(follows) && indices.len() <= usize::from(MAX_STEPS);
    is_chain.then(|| indices.iter().map(|index| &ladder.levels[*index]).collect())
}
