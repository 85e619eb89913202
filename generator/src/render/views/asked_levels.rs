//! The levels of a role that ask for each requirement.

use std::collections::HashMap;

use super::asked_terms::terms;
use crate::index::{LevelIndex, RequirementIndex, RoleIndex, StandardIndex};
use crate::render::frame::Frame;
use crate::render::text::TextView;

/// The levels of the role's ladder that ask for each requirement, lowest first, with the terms of those that state any.
pub(super) type LevelsByRequirement =
    HashMap<RequirementIndex, Vec<(LevelIndex, Option<TextView>)>>;

/// Returns the levels of the role at `role` that ask for each requirement.
pub(super) fn by_level(
    frame: &Frame,
    standard_index: StandardIndex,
    role: RoleIndex,
) -> LevelsByRequirement {
    let standard = &frame.handbook().standards[standard_index];
    let ladder = standard.ladder_at(Some(role));
    let id = standard.role_id(Some(role));
    let mut levels = LevelsByRequirement::new();
    for level in ladder.levels.indices() {
        for asked in standard.asked_of(id, &ladder, Some(level)) {
            let terms = asked.ask.and_then(|ask| terms(frame, standard, ask));
            let known = levels.entry(asked.requirement).or_default();
            known.push((level, terms));
        }
    }
    levels
}

/// Returns the levels of the role at `role` whose own lists name each requirement, each with its terms if it states any.
pub(super) fn by_list(
    frame: &Frame,
    standard_index: StandardIndex,
    role: RoleIndex,
) -> LevelsByRequirement {
    let standard = &frame.handbook().standards[standard_index];
    let ladder = standard.ladder_at(Some(role));
    let mut levels = LevelsByRequirement::new();
    for (requirement, ask, stated) in standard.by_lists(standard.role_id(Some(role)), &ladder, None)
    {
        let level = stated.map(|level| (level, terms(frame, standard, ask)));
        levels.entry(requirement).or_default().extend(level);
    }
    levels
}
