//! The rules for valid profiles.
//!
//! Ids consist of ASCII letters, digits, `.`, `_` and `-`, and are unique in their list. A requirement has a weight and
//! at least one step, and its dimensions exist. A target follows earlier ones only, and asks for each requirement at
//! most once, in their order, and for no more steps than the requirement has. A rule has at least one condition, and not
//! two shares.

use super::model::{MAX_STEPS, MAX_WEIGHT, Profile, Requirement, Rule, Target};
use crate::score::Score;
use crate::validity::is_id;

/// The largest number of requirements.
pub const MAX_REQUIREMENTS: usize = 2000;
/// The largest number of targets or of dimensions.
pub const MAX_CHOICES: usize = 64;

/// The reason why a profile is not valid.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ProfileError {
    /// An id contains other characters than allowed, or is too long.
    #[error("`{0}` is not an id: ids consist of ASCII letters, digits, `.`, `_` and `-`")]
    BadId(String),
    /// An id, or something within the named item, is repeated or out of order.
    #[error("`{0}` is given twice, or out of order")]
    Order(String),
    /// The named item refers to something that the profile does not have.
    #[error("`{0}` refers to something that is not in this profile")]
    Unknown(String),
    /// The named list is empty or too long.
    #[error("there are no {0}, or too many")]
    Count(&'static str),
    /// A number of the named item is too small or too large.
    #[error("`{0}` has a number outside its range")]
    OutOfRange(String),
    /// The rule has no condition, or a share of more than 100 percent.
    #[error("the rule must have a condition, and a share of at most 100 percent")]
    BadRule,
}

impl Profile {
    /// Validates the profile.
    ///
    /// # Errors
    /// Returns the first [`ProfileError`] found.
    pub fn check(&self) -> Result<(), ProfileError> {
        count("requirements", 1, self.requirements.len(), MAX_REQUIREMENTS)?;
        count("dimensions", 0, self.dimensions.len(), MAX_CHOICES)?;
        count("targets", 1, self.targets.len(), MAX_CHOICES)?;
        let role = Some(&self.role).filter(|role| !role.is_empty());
        for id in [&self.standard, &self.edition].into_iter().chain(role) {
            check_id(id)?;
        }
        unique(self.dimensions.iter())?;
        unique(self.requirements.iter().map(|requirement| &requirement.id))?;
        unique(self.targets.iter().map(|target| &target.id))?;
        for requirement in &self.requirements {
            self.check_requirement(requirement)?;
        }
        for (place, target) in self.targets.iter().enumerate() {
            self.check_target(place, target)?;
        }
        let too_much = |share: Score| share > Score::from_points(100) || share <= Score::ZERO;
        match self.rule {
            Some(Rule {
                every_must: false,
                share: None,
                met: None,
            })
            | Some(Rule {
                share: Some(_),
                met: Some(_),
                ..
            }) => Err(ProfileError::BadRule),
            Some(rule) if rule.share.or(rule.met).is_some_and(too_much) => {
                Err(ProfileError::BadRule)
            }
            _ => Ok(()),
        }
    }

    fn check_requirement(&self, requirement: &Requirement) -> Result<(), ProfileError> {
        let id = || requirement.id.clone();
        if !(1..=MAX_STEPS).contains(&requirement.steps)
            || requirement.weight <= Score::ZERO
            || requirement.weight > MAX_WEIGHT
        {
            return Err(ProfileError::OutOfRange(id()));
        }
        if !requirement.dimensions.is_sorted_by(|one, next| one < next) {
            return Err(ProfileError::Order(id()));
        }
        let known = |dimension: &usize| *dimension < self.dimensions.len();
        if !requirement.dimensions.iter().all(known) {
            return Err(ProfileError::Unknown(id()));
        }
        Ok(())
    }

    fn check_target(&self, place: usize, target: &Target) -> Result<(), ProfileError> {
        let id = || target.id.clone();
        let places = target.asks.iter().map(|ask| ask.requirement);
        if !target.follows.is_sorted_by(|one, next| one < next)
            || !places.is_sorted_by(|one, next| one < next)
        {
            return Err(ProfileError::Order(id()));
        }
        if target.follows.iter().any(|before| *before >= place) {
            return Err(ProfileError::Unknown(id()));
        }
        for ask in &target.asks {
            let Some(requirement) = self.requirements.get(ask.requirement) else {
                return Err(ProfileError::Unknown(id()));
            };
            if !(1..=requirement.steps).contains(&ask.expected) {
                return Err(ProfileError::OutOfRange(id()));
            }
        }
        Ok(())
    }
}

fn count(name: &'static str, least: usize, count: usize, most: usize) -> Result<(), ProfileError> {
    if (least..=most).contains(&count) {
        Ok(())
    } else {
        Err(ProfileError::Count(name))
    }
}

fn check_id(id: &str) -> Result<(), ProfileError> {
    if is_id(id) {
        Ok(())
    } else {
        Err(ProfileError::BadId(id.to_owned()))
    }
}

fn unique<'a>(ids: impl Iterator<Item = &'a String>) -> Result<(), ProfileError> {
    let mut known = std::collections::HashSet::new();
    for id in ids {
        check_id(id)?;
        if !known.insert(id) {
            return Err(ProfileError::Order(id.clone()));
        }
    }
    Ok(())
}
