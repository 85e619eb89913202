//! The scale by which a requirement is rated, and the step of it that a role expects.
//!
//! A requirement that reads differently at each level has a step for each of these levels, lowest first. So has one that a
//! role asks for at a level. Any other is met, partly met or not met yet.
//!
//! [`super::rating`] makes profiles of it, and the matrix of a role marks the expected steps. The
//! number of a step counts from 1; 0 is kept for “not yet” in the core.

use std::collections::BTreeSet;

use selfcheck_wasm::profile::MAX_STEPS;

use super::asked::Asked;
use super::branch::LevelBranch;
use super::ladder::Ladder;
use super::requirement::Requirement;
use super::standard::Standard;
use super::unrated::ScaleFault;
use crate::index::{LevelIndex, RequirementIndex};
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
    /// The number of steps. From 1 to [`MAX_STEPS`].
    pub fn steps(&self) -> u8 {
        match u8::try_from(self.levels.len()) {
            Ok(0) => STEPS,
            Ok(steps) => steps,
            // Scales are no longer than `MAX_STEPS`.
            Err(_) => MAX_STEPS,
        }
    }

    /// The step of a level, counting from 1. `None` if the scale does not have the level, as for
    /// every level on a scale without levels.
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
    /// The scale of a requirement for `role`, which asks for it at the levels `asked_at`.
    ///
    /// With descriptors, the steps are the levels that are described or asked for. Without them,
    /// they are all levels of the standard if these are one chain, and otherwise those that the
    /// role asks for. With a `branch` of the role's levels, only its levels are steps.
    ///
    /// # Errors
    /// Returns the reason if no scale has its levels.
    pub fn scale(
        &self,
        requirement: &Requirement,
        role: Option<&str>,
        asked_at: &BTreeSet<&str>,
        branch: Option<&LevelBranch>,
    ) -> Result<Scale<'_>, ScaleFault> {
        let is_described = |level: &Level| requirement.descriptor(level.id.as_str()).is_some();
        let is_asked = |level: &Level| asked_at.contains(level.id.as_str());
        if asked_at.is_empty() && requirement.item().levels.0.is_empty() {
            return Ok(Scale { levels: Vec::new() });
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
        let branch = branch.filter(|_| std::ptr::eq(ladder.levels, self.ladder(role).levels));
        let is_on = |level: &Level| {
            branch.is_none_or(|branch| {
                let index = ladder.find(level.id.as_str());
                index.is_some_and(|index| branch.levels.contains(&index))
            })
        };
        let is_stated = |level: &Level| is_described(level) || is_asked(level);
        let stated = || chain(&ladder, |level| is_stated(level) && is_on(level));
        let levels = if any_is_described {
            stated()
        } else {
            // Levels without descriptors are those of the standard, as far as they are one scale.
            chain(&ladder, is_on).or_else(|_| stated())
        };
        levels.map(|levels| Scale { levels })
    }
}

impl Standard {
    /// Whether a requirement can be rated on a branch of a role's ladder: unless it is described on other branches only.
    pub(super) fn is_on(
        &self,
        branch: &LevelBranch,
        ladder: &Ladder<'_>,
        requirement: RequirementIndex,
    ) -> bool {
        let levels = &self.requirements[requirement].item().levels.0;
        let mut described = levels.iter().map(|descriptor| descriptor.level.as_str());
        described.len() == 0
            || described.any(|id| match ladder.find(id) {
                Some(level) => branch.levels.contains(&level),
                None => true,
            })
    }
}

/// The levels of a ladder that `is_in` accepts, lowest first, if they follow each other one by one.
fn chain<'a>(
    ladder: &Ladder<'a>,
    is_in: impl Fn(&Level) -> bool,
) -> Result<Vec<&'a Level>, ScaleFault> {
    let mut indices: Vec<LevelIndex> = ladder.levels.indices().collect();
    indices.retain(|index| is_in(&ladder.levels[*index]));
    // A level reaches more levels than each of those that it follows.
    indices.sort_by_key(|index| ladder.count_reached(*index));
    let follows = |pair: &[LevelIndex]| match pair {
        [lower, higher] => ladder.reaches(*higher, *lower),
        _ => true,
    };
    if !indices.windows(2).all(follows) {
        return Err(ScaleFault::Branches);
    }
    if indices.len() > usize::from(MAX_STEPS) {
        return Err(ScaleFault::TooMany);
    }
    Ok(indices.iter().map(|index| &ladder.levels[*index]).collect())
}
