//! The profile of a role as the self-check uses it: its requirements with their scales and weights, what each level
//! expects, and the rule by which a level counts as reached. Roles without a form have one.
//!
//! Everything else about the self-check by profile follows from [`profile`].
//!
//! It takes the requirements from [`super::asked`], their scales from [`super::scale`] and their
//! weights from [`super::weight`], and gives a [`selfcheck_wasm::profile`] for the browser with the
//! content behind it for the page. That a role can be rated at all is decided here too
//! ([`Standard::has_profile`]), so that no page links to a self-check that does not exist.

use std::collections::{BTreeMap, BTreeSet};

use selfcheck_wasm::Score;
use selfcheck_wasm::profile::{Ask, Profile, Requirement, Rule, Target};

use super::asked::Asked;
use super::assessment::NONE;
use super::branch::LevelBranch;
use super::complete_standard::CompleteStandard;
use super::ladder::Ladder;
use super::scale::Scale;
use super::standard::Standard;
use super::unrated::Unrated;
use super::weight::{Weight, scores};
use crate::index::{LevelIndex, RequirementIndex};
use crate::source::format::dimension::{Dimension, Dimensions};
use crate::source::format::standard::{LevelRule, MUST};

/// The rule of standards that have none. It is ours: everything required must be met, so that no share has to be
/// invented.
const OUR_RULE: Rule = Rule {
    every_must: true,
    share: None,
    met: None,
};

/// The profile of a role, or of a standard without roles, with the content that it refers to.
#[derive(Debug)]
pub struct RoleProfile<'a> {
    /// The profile for the core.
    pub profile: Profile,
    /// The requirements to rate, in the order of the profile's. Never more than
    /// [`MAX_REQUIREMENTS`](selfcheck_wasm::profile::validity::MAX_REQUIREMENTS).
    pub rated: Vec<Rated<'a>>,
    /// The levels of the role.
    pub ladder: Ladder<'a>,
    /// The levels, in the order of the profile's targets; empty if the role has no levels, and the only target is the
    /// role or the standard as a whole. Each level comes after those that it follows.
    pub levels: Vec<LevelIndex>,
    /// The rule for reaching a target. The page says which it is, since a result by our rule is not
    /// the standard's verdict.
    pub basis: RuleBasis<'a>,
}

/// A requirement that is rated.
#[derive(Debug)]
pub struct Rated<'a> {
    /// The requirement.
    pub requirement: RequirementIndex,
    /// Its scale. The same at all levels of the role, so that a rating means the same whatever the
    /// reader aims for.
    pub scale: Scale<'a>,
    /// Its weight. As an exact fraction; the profile has it as a whole number in the same
    /// proportions.
    pub weight: Weight,
}

/// The origin of the rule for reaching a target.
#[derive(Clone, Copy, Debug)]
pub enum RuleBasis<'a> {
    /// The standard states it.
    Standard(&'a LevelRule),
    /// The standard states none, so it is ours.
    Ours,
    /// There is none, and no level as a result: each requirement has a level of its own.
    None,
}

/// The requirements asked of a role.
struct Asking<'a> {
    /// The levels of its ladder, each after those that it follows, with the places of those that it follows directly.
    /// Without levels, there is one target.
    targets: Vec<(Option<LevelIndex>, Vec<usize>)>,
    /// The requirements that each target asks for. In the order of `targets`.
    asked: Vec<BTreeMap<RequirementIndex, Asked<'a>>>,
    /// The levels at which lists ask for a requirement. These are levels of the requirement, such
    /// as “working knowledge”, not of the role. A requirement without any has no entry.
    at: BTreeMap<RequirementIndex, BTreeSet<&'a str>>,
}

impl Standard {
    /// Whether the standard describes levels and nothing else: it has no roles, each requirement or one that it is part of
    /// has descriptors, and no rule makes one level of these. The result is then one level for each
    /// requirement, and no overall level.
    pub fn is_grid(&self) -> bool {
        let about = self.about.as_deref();
        let is_described =
            |index: RequirementIndex| !self.requirements[index].item().levels.0.is_empty();
        self.roles().is_empty()
            && !self.requirements.is_empty()
            && about.is_some_and(|about| about.rule.is_none())
            && self.requirements.indices().all(|index| {
                is_described(index)
                    || self.above(index).any(is_described)
                    || self.parts_of(index).nth(1).is_some()
            })
    }

    /// Collects what each target of `role` asks for, only at the levels of a `branch` if one is given. There is always at least one target.
    fn asking<'a>(
        &'a self,
        role: Option<&str>,
        ladder: &Ladder<'a>,
        branch: Option<&LevelBranch>,
    ) -> Asking<'a> {
        let mut targets: Vec<(Option<LevelIndex>, Vec<usize>)> = in_order(ladder, branch)
            .into_iter()
            .map(|(level, follows)| (Some(level), follows))
            .collect();
        if targets.is_empty() {
            targets.push((None, Vec::new()));
        }
        let asked = targets.iter().map(|(level, _)| {
            let asked = self.asked_of(role, ladder, *level).into_iter();
            asked.map(|asked| (asked.requirement, asked)).collect()
        });
        let asked = asked.collect();
        let at = self.asking_levels(role, ladder);
        Asking { targets, asked, at }
    }

    /// The levels at which the lists of a role ask for a requirement.
    fn asking_levels<'a>(
        &'a self,
        role: Option<&str>,
        ladder: &Ladder<'a>,
    ) -> BTreeMap<RequirementIndex, BTreeSet<&'a str>> {
        let mut at: BTreeMap<RequirementIndex, BTreeSet<&str>> = BTreeMap::new();
        for (requirement, ask, _) in self.by_lists(role, ladder, None) {
            if let Some(level) = &ask.level {
                at.entry(requirement).or_default().insert(level.as_str());
            }
        }
        at
    }

    /// The requirements of a role that are rated.
    ///
    /// A requirement with parts is rated by these, so that nothing counts twice. If it has descriptors, or is asked for at a
    /// level of which its parts say nothing, it is rated as a whole, and its parts only show what belongs to it.
    fn rated_of(&self, asking: &Asking<'_>) -> Vec<RequirementIndex> {
        let all: BTreeSet<RequirementIndex> = asking
            .asked
            .iter()
            .flat_map(BTreeMap::keys)
            .copied()
            .collect();
        let is_described =
            |index: RequirementIndex| !self.requirements[index].item().levels.0.is_empty();
        let mut rated: BTreeSet<RequirementIndex> = BTreeSet::new();
        for &index in &all {
            if self.above(index).any(|above| rated.contains(&above)) {
                continue;
            }
            let parts: Vec<RequirementIndex> = self
                .parts_of(index)
                .filter(|part| *part != index && all.contains(part))
                .collect();
            let is_asked_whole = || {
                asking.asked.iter().all(|asked| {
                    asked.contains_key(&index) || !parts.iter().any(|part| asked.contains_key(part))
                })
            };
            let has_scale = is_described(index)
                || asking.at.contains_key(&index) && !parts.iter().any(|part| is_described(*part));
            if parts.is_empty() || has_scale && is_asked_whole() {
                rated.insert(index);
            }
        }
        rated.into_iter().collect()
    }

    /// The requirements among those that `role` asks for that are rated, as in a profile with these as its only target.
    pub(super) fn rated_among<'a>(
        &'a self,
        role: Option<&str>,
        ladder: &Ladder<'a>,
        asked: BTreeMap<RequirementIndex, Asked<'a>>,
    ) -> Vec<RequirementIndex> {
        self.rated_of(&Asking {
            targets: Vec::new(),
            asked: vec![asked],
            at: self.asking_levels(role, ladder),
        })
    }

    /// The profile of `role`, without a check that it needs one; only with the levels of a `branch` if one is given.
    /// Requirements that only other branches describe are not part of it.
    ///
    /// # Errors
    /// Returns the reason if something in it cannot be rated or computed.
    pub(super) fn profile_of(
        &self,
        role: Option<&str>,
        branch: Option<&LevelBranch>,
    ) -> Result<RoleProfile<'_>, Unrated> {
        let ladder = self.ladder(role);
        let asking = self.asking(role, &ladder, branch);
        let mut requirements = self.rated_of(&asking);
        if let Some(branch) = branch {
            requirements.retain(|index| self.is_on(branch, &ladder, *index));
        }
        if requirements.is_empty() {
            return Err(Unrated::Nothing);
        }
        let weights = self.weights(&requirements).ok_or(Unrated::Weights)?;
        let none = BTreeSet::new();
        let mut rated: Vec<Rated<'_>> = Vec::new();
        let mut faults = Vec::new();
        for (index, weight) in requirements.iter().zip(&weights) {
            let at = asking.at.get(index).unwrap_or(&none);
            match self.scale(&self.requirements[*index], role, at, branch) {
                Ok(scale) => rated.push(Rated {
                    requirement: *index,
                    scale,
                    weight: *weight,
                }),
                Err(fault) => faults.push((*index, fault)),
            }
        }
        if !faults.is_empty() {
            return Err(Unrated::Scales(faults));
        }
        let basis = self.rule_basis();
        let dimensions = self.dimensions_of(&requirements);
        let scores = scores(&weights).ok_or(Unrated::Weights)?;
        let requirement = |(one, score): (&Rated<'_>, Score)| {
            let entry = &self.requirements[one.requirement];
            let dimensions = dimensions.iter().enumerate();
            Requirement {
                id: entry.id.to_string(),
                steps: one.scale.steps(),
                weight: score,
                dimensions: dimensions
                    .filter(|(_, id)| entry.axes.dimensions.has(id))
                    .map(|(place, _)| place)
                    .collect(),
            }
        };
        let targets = asking.targets.iter().zip(&asking.asked);
        let targets = targets.map(|((level, follows), asked)| {
            let id = match level {
                Some(level) => ladder.levels[*level].id.as_str(),
                None => role.unwrap_or_else(|| self.id()),
            };
            Target {
                id: id.to_owned(),
                follows: follows.clone(),
                asks: self.asks_of(&rated, &ladder, *level, asked),
            }
        });
        let about = self.about.as_deref();
        let edition = about.and_then(|about| about.edition.as_ref());
        let profile = Profile {
            standard: self.id().to_owned(),
            edition: edition
                .map_or(NONE, |edition| edition.id.as_str())
                .to_owned(),
            role: identity(role, &ladder, branch),
            requirements: rated.iter().zip(scores).map(requirement).collect(),
            targets: targets.collect(),
            rule: match basis {
                RuleBasis::Standard(rule) => Some(Rule {
                    every_must: rule.musts,
                    share: rule
                        .share
                        .as_ref()
                        .map(|share| Score::from_hundredths(share.hundredths)),
                    met: rule
                        .met
                        .as_ref()
                        .map(|met| Score::from_hundredths(met.hundredths)),
                }),
                RuleBasis::Ours => Some(OUR_RULE),
                RuleBasis::None => None,
            },
            dimensions,
        };
        let levels = asking.targets.iter().filter_map(|(level, _)| *level);
        let levels = levels.collect();
        profile.check().map_err(Unrated::Limits)?;
        Ok(RoleProfile {
            profile,
            rated,
            ladder,
            levels,
            basis,
        })
    }

    /// The rated requirements that a target asks for. A target that requires nothing at all, but names optional
    /// requirements, is about these.
    fn asks_of(
        &self,
        rated: &[Rated<'_>],
        ladder: &Ladder<'_>,
        level: Option<LevelIndex>,
        asked: &BTreeMap<RequirementIndex, Asked<'_>>,
    ) -> Vec<Ask> {
        let asks = rated.iter().enumerate().filter_map(|(place, one)| {
            let asked = asked.get(&one.requirement)?;
            Some(Ask {
                requirement: place,
                expected: one.scale.expected(ladder, level, asked)?,
                is_must: self.is_must(asked),
            })
        });
        let mut asks: Vec<Ask> = asks.collect();
        if !asks.iter().any(|ask| ask.is_must) {
            for ask in &mut asks {
                ask.is_must = true;
            }
        }
        asks
    }

    /// Whether a requirement must be met. Unless its list says otherwise, it must. The word of a
    /// list is `must`, `optional` or a tier of the standard; an unknown word counts as optional,
    /// and `E231` reports it.
    fn is_must(&self, asked: &Asked<'_>) -> bool {
        let Some(stated) = asked.ask.and_then(|ask| ask.r#as.as_ref()) else {
            return true;
        };
        let mut tiers = self.about.iter().flat_map(|about| &about.tiers);
        *stated == *MUST || tiers.any(|tier| tier.must && tier.id == *stated.as_str())
    }

    /// The origin of a profile's rule. In a grid, each requirement has a level as its result.
    fn rule_basis(&self) -> RuleBasis<'_> {
        let about = self.about.as_deref();
        match about.and_then(|about| about.rule.as_ref()) {
            Some(rule) => RuleBasis::Standard(rule),
            None if self.is_grid() => RuleBasis::None,
            None => RuleBasis::Ours,
        }
    }

    /// The dimensions by which results are summed: those of the first axis.
    pub(super) fn rated_dimensions(&self) -> &[Dimension] {
        self.dimensions().map_or(&[], Dimensions::first)
    }

    /// The ids of the dimensions in which something of `requirements` is. In the standard's order;
    /// empty for a standard without dimensions.
    fn dimensions_of(&self, requirements: &[RequirementIndex]) -> Vec<String> {
        let dimensions = self.rated_dimensions().iter();
        let ids = dimensions.map(|dimension| dimension.id.to_string());
        ids.filter(|id| {
            let mut requirements = requirements.iter();
            requirements.any(|index| self.requirements[*index].axes.dimensions.has(id))
        })
        .collect()
    }
}

/// The name of a profile among those of its standard: the role, the level that distinguishes the branch, or both.
/// Saved ratings state it, since a rating on one branch says nothing about another.
fn identity(role: Option<&str>, ladder: &Ladder<'_>, branch: Option<&LevelBranch>) -> String {
    let level = branch.map(|branch| ladder.levels[branch.key].id.as_str());
    let parts: Vec<&str> = role.into_iter().chain(level).collect();
    parts.join(".")
}

/// The levels of a ladder, or of its `branch`, each after those that it follows, with the places of those that it follows directly.
/// For a chain of three levels, the places are `[]`, `[0]` and `[1]`.
fn in_order(ladder: &Ladder<'_>, branch: Option<&LevelBranch>) -> Vec<(LevelIndex, Vec<usize>)> {
    let levels = ladder.levels.indices();
    let levels = levels.filter(|level| branch.is_none_or(|branch| branch.levels.contains(level)));
    let mut levels: Vec<LevelIndex> = levels.collect();
    // A level reaches more levels than each of those that it follows.
    levels.sort_by_key(|level| ladder.count_reached(*level));
    let place = |index: LevelIndex| levels.iter().position(|level| *level == index);
    let follows = |level: &LevelIndex| {
        let own = &ladder.levels[*level].follows;
        let before = match own {
            Some(ids) => ids
                .0
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

/// The profile of `role`, for the given branch if its levels have any; `None` if it has no self-check by profile.
pub fn profile<'a>(
    standard: &'a CompleteStandard,
    role: Option<&str>,
    branch: Option<&LevelBranch>,
) -> Option<RoleProfile<'a>> {
    let standard: &Standard = standard;
    let profile = standard
        .has_profile(role)
        .then(|| standard.profile_of(role, branch));
    profile?.ok()
}

#[cfg(test)]
#[path = "rating_tests.rs"]
mod tests;
