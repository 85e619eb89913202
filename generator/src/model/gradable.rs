//! The requirements that a form can be generated from: those that a role is rated by, at one level or at the highest.

use std::collections::BTreeMap;

use super::asked::Asked;
use super::ladder::Ladder;
use super::standard::Standard;
use crate::index::{LevelIndex, RequirementIndex};
use crate::source::format::standard::Progression;

fn by_requirement(asked: Vec<Asked<'_>>) -> BTreeMap<RequirementIndex, Asked<'_>> {
    let asked = asked.into_iter();
    asked.map(|asked| (asked.requirement, asked)).collect()
}

impl Standard {
    /// The requirements that a role is graded by at a level or, without one, at its highest. In document order; a requirement
    /// with parts is graded by these, as in a profile. None if the level does not exist.
    pub(super) fn gradable(
        &self,
        role: Option<&str>,
        level: Option<&str>,
    ) -> Vec<RequirementIndex> {
        let ladder = self.ladder(role);
        let asked = match level.map(|level| ladder.find(level)) {
            // The check of references reports it.
            Some(None) => BTreeMap::new(),
            Some(Some(level)) => by_requirement(self.asked_of(role, &ladder, Some(level))),
            None => self.asked_at_the_top(role, &ladder),
        };
        self.rated_among(role, &ladder, asked)
    }

    /// The requirements that a role asks for at its highest level, or at each of its highest where the ladder forks; at all
    /// levels if these are independent.
    fn asked_at_the_top<'a>(
        &'a self,
        role: Option<&str>,
        ladder: &Ladder<'a>,
    ) -> BTreeMap<RequirementIndex, Asked<'a>> {
        let levels = || ladder.levels.indices();
        let is_top = |level: &LevelIndex| {
            !levels().any(|other| other != *level && ladder.reaches(other, *level))
        };
        let tops: Vec<LevelIndex> = levels().filter(is_top).collect();
        if tops.is_empty() || ladder.progression == Progression::Independent {
            return by_requirement(self.asked_of(role, ladder, None));
        }
        let asked = tops.iter();
        asked
            .flat_map(|level| by_requirement(self.asked_of(role, ladder, Some(*level))))
            .collect()
    }
}
