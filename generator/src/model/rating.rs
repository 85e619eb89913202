//! The profile of a role as the self-check uses it: its requirements with their scales, what each level expects, and the
//! rule by which a level counts as reached. Standards without a form have one.
//!
//! Everything else about the self-check by profile follows from [`profile`]. So far a standard can state neither scales,
//! weights nor a rule: every requirement has two steps, partly met and met, and all count the same.

use selfcheck_wasm::Score;
use selfcheck_wasm::profile::{Ask, Profile, Requirement, Rule, Target};

use super::assessment::NONE;
use super::clause::Clause;
use super::complete::CompleteStandard;
use super::standard::Standard;
use crate::index::{LevelIndex, RequirementIndex};

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
    pub fn has_profile(&self, role: Option<&str>) -> bool {
        let is_asked =
            |clause: &Clause| !clause.requirements.is_empty() && self.is_asked_of(clause, role);
        self.graded_forms().next().is_none()
            && (role.is_some() || self.roles().is_empty())
            && self.clauses.iter().any(is_asked)
    }
}

/// The profile of `role`; `None` if it has no self-check by profile.
pub fn profile(standard: &CompleteStandard, role: Option<&str>) -> Option<RoleProfile> {
    if !standard.has_profile(role) {
        return None;
    }
    let requirements = standard.asked(role, None);
    let dimension_of = |index: &RequirementIndex| {
        let clause = &standard.clauses[standard.requirements[*index].clause];
        clause.dimension.as_deref()
    };
    // Only the dimensions in which something is required.
    let dimensions: Vec<String> = standard
        .about
        .dimensions
        .iter()
        .map(|dimension| dimension.id.to_string())
        .filter(|id| {
            requirements
                .iter()
                .any(|index| dimension_of(index) == Some(id))
        })
        .collect();
    let requirement = |index: &RequirementIndex| Requirement {
        id: standard.requirements[*index].id.to_string(),
        steps: STEPS,
        weight: Score::from_points(1),
        dimensions: dimension_of(index)
            .and_then(|own| dimensions.iter().position(|id| id == own))
            .into_iter()
            .collect(),
    };
    // What is asked is in document order.
    let target = |id: &str, follows: Vec<usize>, asked: &[RequirementIndex]| {
        let asks = requirements.iter().enumerate();
        let asks = asks.filter(|(_, index)| asked.binary_search(index).is_ok());
        Target {
            id: id.to_owned(),
            follows,
            asks: asks
                .map(|(requirement, _)| Ask {
                    requirement,
                    expected: STEPS,
                    is_must: true,
                })
                .collect(),
        }
    };
    // Each level includes those below it.
    let levels: Vec<LevelIndex> = standard.about.levels.indices().collect();
    let mut targets: Vec<Target> = Vec::new();
    for (place, level) in levels.iter().enumerate() {
        let id = standard.about.levels[*level].id.as_str();
        let follows = place.checked_sub(1).into_iter().collect();
        targets.push(target(id, follows, &standard.asked(role, Some(id))));
    }
    if targets.is_empty() {
        let id = role.unwrap_or_else(|| standard.id());
        targets.push(target(id, Vec::new(), &requirements));
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
