//! Which roles have a self-check, and why the others have none.

use std::collections::BTreeMap;

use selfcheck_wasm::profile::MAX_STEPS;
use selfcheck_wasm::profile::validity::{MAX_CHOICES, MAX_REQUIREMENTS, ProfileError};

use super::branch::LevelBranch;
use super::standard::Standard;
use crate::index::{LevelIndex, List, RequirementIndex};
use crate::source::format::standard::{Level, Role};

/// The reason why a role, or a standard without roles, has no self-check by profile although something is asked of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unrated {
    /// Nothing that its lists name exists.
    Nothing,
    /// The levels of requirements are not one scale.
    Scales(Vec<(RequirementIndex, ScaleFault)>),
    /// A weight is not positive, or the weights cannot be stated exactly in proportion to each other.
    Weights,
    /// The profile is beyond a limit of the self-check.
    Limits(ProfileError),
}

/// The reason why the levels of a requirement are not one scale.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ScaleFault {
    /// They are on different branches of a ladder that forks.
    Branches,
    /// They are more than a rating can tell apart.
    TooMany,
}

/// The roles that cannot be rated, and those that are rated by branch. An empty name means the standard as a whole.
#[derive(Clone, Debug, Default)]
pub struct Ratability {
    /// The roles that need a profile and have none, each with the reason.
    pub unrated: BTreeMap<String, Unrated>,
    /// The branches of the roles that have a profile for each.
    pub branches: BTreeMap<String, Vec<LevelBranch>>,
}

impl Standard {
    /// Whether a role has a self-check: by its form, or else by profile.
    pub fn has_self_check(&self, role: Option<&str>) -> bool {
        self.graded_form(role).is_some() || self.has_profile(role)
    }

    /// Whether there is a self-check by profile: there is no form for the role or for all roles, and the standard asks
    /// something of the role that can be rated. Where no role is named, it is for standards without roles.
    pub fn has_profile(&self, role: Option<&str>) -> bool {
        self.needs_profile(role) && !self.unrated().contains_key(role.unwrap_or_default())
    }

    /// Whether there is a self-check by profile unless something in it cannot be rated.
    fn needs_profile(&self, role: Option<&str>) -> bool {
        if self.graded_form(role).is_some() || self.graded_form(None).is_some() {
            return false;
        }
        let about_role = match role {
            Some(id) => match self.role(id) {
                None => return false,
                found => found,
            },
            None if !self.roles().is_empty() => return false,
            None => None,
        };
        let levels = self.levels_of(about_role);
        // Every page asks this for every role, so it must not need all that the role asks for.
        about_role.is_some_and(has_list) || {
            let mut requirements = self.requirements.iter();
            requirements.any(|requirement| {
                let stated = &requirement.axes.levels;
                let is_at_level = stated.is_empty()
                    || levels.is_empty()
                    || levels.iter().any(|level| stated.has(level.id.as_str()));
                is_at_level && self.is_asked_of(&requirement.axes, role)
            })
        }
    }

    /// The roles that need a profile and have none, and those that have one for each branch of their levels.
    pub(super) fn find_unrated(&self) -> Ratability {
        let roles = self.roles();
        let ids = roles.iter().map(|role| Some(role.id.as_str()));
        let whole = roles.is_empty().then_some(None);
        let all = ids.chain(whole);
        let needing = all.filter(|role| self.needs_profile(*role) && !self.is_surely_rated(*role));
        let mut found = Ratability::default();
        for role in needing {
            let Err(reason) = self.profile_of(role, None) else {
                continue;
            };
            let name = role.unwrap_or_default().to_owned();
            let branches = self.rated_branches(role, &reason);
            if branches.is_empty() {
                found.unrated.insert(name, reason);
            } else {
                found.branches.insert(name, branches);
            }
        }
        found
    }

    /// The branches of the levels of `role` that can be rated one by one, if what it asks for cannot be rated together for
    /// `reason`.
    fn rated_branches(&self, role: Option<&str>, reason: &Unrated) -> Vec<LevelBranch> {
        let is_forked = matches!(reason, Unrated::Scales(faults)
            if faults.iter().all(|(_, fault)| *fault == ScaleFault::Branches));
        if !is_forked {
            return Vec::new();
        }
        let branches = self.ladder(role).branches();
        let mut each = branches.iter();
        if each.all(|branch| self.profile_of(role, Some(branch)).is_ok()) {
            branches
        } else {
            Vec::new()
        }
    }

    /// Whether a role that needs a profile has one without a doubt, so that its profile need not be made to know it.
    fn is_surely_rated(&self, role: Option<&str>) -> bool {
        let is_plain = |levels: &List<LevelIndex, Level>| {
            levels.len() <= usize::from(MAX_STEPS)
                && levels.iter().all(|level| level.follows.is_none())
        };
        let has_weights = || {
            let mut requirements = self.requirements.iter();
            requirements.any(|requirement| requirement.item().weight.is_some())
        };
        let about = role.and_then(|role| self.role(role));
        let has_rule = || {
            self.about
                .as_deref()
                .is_some_and(|about| about.rule.is_some())
        };
        self.requirements.len() <= MAX_REQUIREMENTS
            && self.rated_dimensions().len() <= MAX_CHOICES
            && is_plain(self.levels_of(None))
            && self.roles().iter().all(|role| is_plain(&role.levels))
            && !has_weights()
            && !has_rule()
            && about.is_none_or(|role| !has_list(role) || self.names_something(role))
    }

    /// Whether anything that the lists of a role name exists.
    fn names_something(&self, role: &Role) -> bool {
        let ladder = self.ladder(Some(role.id.as_str()));
        let mut named = self
            .by_lists(Some(role.id.as_str()), &ladder, None)
            .into_iter();
        named.next().is_some()
    }
}

/// Whether a role, or a level of it, has a list.
fn has_list(role: &Role) -> bool {
    !role.asks.is_empty() || role.levels.iter().any(|level| !level.asks.is_empty())
}
