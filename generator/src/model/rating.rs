//! The profile of a role as the self-check uses it: its requirements with their scales, what each level expects, and the
//! rule by which a level counts as reached. Standards without a form have one.
//!
//! Everything else about the self-check by profile follows from [`profile`]. So far a standard can state neither scales nor
//! a rule, and the weights of requirements are only shown: every requirement has two steps, partly met and met, and all
//! count the same.

use std::collections::BTreeSet;

use selfcheck_wasm::Score;
use selfcheck_wasm::profile::{Ask, Profile, Requirement, Rule, Target};

use super::asked::Asked;
use super::assessment::NONE;
use super::complete::CompleteStandard;
use super::ladder::Ladder;
use super::standard::Standard;
use crate::index::{LevelIndex, RequirementIndex};
use crate::source::format::standard::MUST;

/// The steps of a requirement without a scale of its own: partly met, and met.
pub const STEPS: u8 = 2;

/// The rule of standards that have none. It is ours: everything required must be met, so that no share has to be
/// invented.
const OUR_RULE: Rule = Rule {
    every_must: true,
    share: None,
};

/// The profile of a role, or of a standard without roles, with the content that it refers to.
#[derive(Debug)]
pub struct RoleProfile {
    /// The profile for the core. It may be invalid if the standard is too large; see [`Profile::check`].
    pub profile: Profile,
    /// The requirements, in the order of the profile's.
    pub requirements: Vec<RequirementIndex>,
    /// The levels, in the order of the profile's targets; empty if the standard has no levels, and the only target is the
    /// role or the standard as a whole.
    pub levels: Vec<LevelIndex>,
    /// Whether the rule is ours and not the standard's.
    pub has_our_rule: bool,
}

impl Standard {
    /// Whether a role has a self-check: by its form, or else by profile.
    pub fn has_self_check(&self, role: Option<&str>) -> bool {
        self.graded_form(role).is_some() || self.has_profile(role)
    }

    /// Whether there is a self-check by profile: the standard has no form, and it asks something of the role. Where no
    /// role is named, it is for standards without roles.
    ///
    /// A role with levels of its own, or whose list states the level that it expects of something, has none: its
    /// requirements are not rated as met or not, but by a scale, which the page does not have yet.
    pub fn has_profile(&self, role: Option<&str>) -> bool {
        if self.graded_forms().next().is_some() {
            return false;
        }
        let has_list = match role.map(|role| self.role(role)) {
            Some(Some(role)) => {
                if !role.levels.is_empty() || role.asks.iter().any(|ask| ask.level.is_some()) {
                    return false;
                }
                !role.asks.is_empty()
            }
            Some(None) => return false,
            None if !self.roles().is_empty() => return false,
            None => false,
        };
        // Every page asks this for every role, so it must not need all that the role asks for.
        let mut requirements = self.requirements.iter();
        has_list || requirements.any(|requirement| self.is_asked_of(&requirement.axes, role))
    }
}

/// Whether a requirement must be met: unless its list says otherwise, it must.
fn is_must(asked: &Asked<'_>) -> bool {
    let tier = asked.ask.and_then(|ask| ask.r#as.as_ref());
    tier.is_none_or(|tier| tier.as_str() == MUST)
}

/// The levels of a ladder, each after those that it follows, with the places of those that it follows directly.
fn in_order(ladder: &Ladder<'_>) -> Vec<(LevelIndex, Vec<usize>)> {
    let mut levels: Vec<LevelIndex> = ladder.levels.indices().collect();
    // A level reaches more levels than each of those that it follows.
    levels.sort_by_key(|level| {
        let others = ladder.levels.indices();
        others
            .filter(|other| ladder.reaches(*level, *other))
            .count()
    });
    let place = |index: LevelIndex| levels.iter().position(|level| *level == index);
    let follows = |level: &LevelIndex| {
        let own = &ladder.levels[*level].follows;
        let before = match own {
            Some(ids) => ids
                .iter()
                .filter_map(|id| ladder.find(id.as_str()))
                .collect(),
            None => Vec::from_iter(level.previous()),
        };
        // Levels that follow each other in a circle have no order.
        let own = place(*level);
        let before = before.into_iter().filter_map(place);
        let before: BTreeSet<usize> = before.filter(|before| Some(*before) < own).collect();
        before.into_iter().collect()
    };
    levels
        .iter()
        .map(|level| (*level, follows(level)))
        .collect()
}

/// The profile of `role`; `None` if it has no self-check by profile.
pub fn profile(standard: &CompleteStandard, role: Option<&str>) -> Option<RoleProfile> {
    if !standard.has_profile(role) {
        return None;
    }
    let requirements = standard.asked(role, None);
    let has_dimension = |index: &RequirementIndex, id: &str| {
        let axes = &standard.requirements[*index].axes;
        axes.dimensions.has(id)
    };
    // Only the dimensions in which something is required.
    let dimensions: Vec<String> = standard
        .about
        .dimensions
        .first()
        .iter()
        .map(|dimension| dimension.id.to_string())
        .filter(|id| requirements.iter().any(|index| has_dimension(index, id)))
        .collect();
    let requirement = |index: &RequirementIndex| Requirement {
        id: standard.requirements[*index].id.to_string(),
        steps: STEPS,
        weight: Score::from_points(1),
        dimensions: (dimensions.iter().enumerate())
            .filter(|(_, id)| has_dimension(index, id))
            .map(|(place, _)| place)
            .collect(),
    };
    let ladder = standard.ladder(role);
    let target = |id: &str, follows: Vec<usize>, level: Option<LevelIndex>| {
        let asked = standard.asked_of(role, &ladder, level);
        let asks = asked.iter().filter_map(|asked| {
            Some(Ask {
                requirement: requirements.binary_search(&asked.requirement).ok()?,
                expected: STEPS,
                is_must: is_must(asked),
            })
        });
        Target {
            id: id.to_owned(),
            follows,
            asks: asks.collect(),
        }
    };
    let (mut levels, mut targets) = (Vec::new(), Vec::new());
    for (level, follows) in in_order(&ladder) {
        let id = ladder.levels[level].id.as_str();
        targets.push(target(id, follows, Some(level)));
        levels.push(level);
    }
    if targets.is_empty() {
        let id = role.unwrap_or_else(|| standard.id());
        targets.push(target(id, Vec::new(), None));
    }
    let edition = standard.about.edition.as_ref();
    Some(RoleProfile {
        profile: Profile {
            standard: standard.id().to_owned(),
            edition: edition
                .map_or(NONE, |edition| edition.id.as_str())
                .to_owned(),
            role: role.unwrap_or_default().to_owned(),
            requirements: requirements.iter().map(requirement).collect(),
            dimensions,
            targets,
            rule: Some(OUR_RULE),
        },
        requirements,
        levels,
        has_our_rule: true,
    })
}
