//! Ratings compared with the expectations of a target, and the targets that are reached.

use super::model::{Ask, Profile, Rule, Target};
use super::ratings::{Rating, Ratings};
use super::{Share, WHOLE};
use crate::score::Score;

/// Ratings compared with a target's expectations of some requirements.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Attained {
    /// The number of requirements that the target asks for.
    pub asked: usize,
    /// The number rated as high as expected, or higher.
    pub met: usize,
    /// The number rated lower than expected, but higher than not yet.
    pub partly: usize,
    /// The number rated as not yet.
    pub not_yet: usize,
    /// The number not rated.
    pub unrated: usize,
    /// The number that do not apply. The sums below exclude them.
    pub excluded: usize,
    /// The attained weight: for each requirement, the part of its weight that corresponds to the steps reached.
    pub attained: Share,
    /// The weight that would be attained if all unrated requirements were met.
    pub possible: Share,
    /// The total weight of the requirements that apply.
    pub expected: Share,
}

/// Ratings compared with the expectations of one target.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attainment {
    /// The comparison for all requirements that the target asks for.
    pub all: Attained,
    /// The comparison for each dimension, in the order of the dimensions. A requirement counts in each of its
    /// dimensions.
    pub dimensions: Vec<Attained>,
    /// Whether the target is reached; `None` without a rule.
    pub status: Option<Status>,
}

/// Whether a target is reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// The target is reached, whatever the missing ratings will be.
    Reached,
    /// The missing ratings decide.
    Open,
    /// The target is not reached, whatever the missing ratings will be.
    Missed,
    /// None of its requirements applies, so there is no result.
    NothingApplies,
}

impl Attained {
    fn add(&mut self, profile: &Profile, ask: Ask, rating: Option<Rating>) {
        self.asked += 1;
        let whole = share_of(profile, ask, ask.expected);
        let (attained, possible) = match rating {
            Some(Rating::DoesNotApply) => {
                self.excluded += 1;
                return;
            }
            None => {
                self.unrated += 1;
                (0, whole)
            }
            Some(Rating::Steps(steps)) => {
                let counter = if steps >= ask.expected {
                    &mut self.met
                } else if steps > 0 {
                    &mut self.partly
                } else {
                    &mut self.not_yet
                };
                *counter += 1;
                let attained = share_of(profile, ask, steps.min(ask.expected));
                (attained, attained)
            }
        };
        self.attained += attained;
        self.possible += possible;
        self.expected += whole;
    }

    /// The number that apply.
    fn applicable(&self) -> usize {
        self.asked - self.excluded
    }

    /// Whether everything that applies is attained in full, and something does.
    fn is_full(&self) -> bool {
        self.expected > 0 && self.attained == self.expected
    }

    /// The attained share of the expected weight in whole percent, rounded down, so that only full attainment is 100;
    /// `None` if no requirement applies.
    pub fn percent(&self) -> Option<i64> {
        self.percent_of(self.attained)
    }

    /// The share that would be attained if all unrated requirements were met, as [`Attained::percent`].
    pub fn possible_percent(&self) -> Option<i64> {
        self.percent_of(self.possible)
    }

    fn percent_of(&self, share: Share) -> Option<i64> {
        (self.expected > 0).then(|| share * 100 / self.expected)
    }
}

/// The part of a requirement's weight that corresponds to `steps` of the expected steps.
pub(super) fn share_of(profile: &Profile, ask: Ask, steps: u8) -> Share {
    let steps_in_whole = WHOLE / i64::from(ask.expected.max(1));
    i64::from(weight_of(profile, ask)) * steps_in_whole * i64::from(steps)
}

/// The weight of a requirement, in hundredths.
pub(super) fn weight_of(profile: &Profile, ask: Ask) -> i32 {
    let requirement = profile.requirements.get(ask.requirement);
    requirement.map_or(0, |requirement| requirement.weight.hundredths())
}

/// Whether `part` is at least `percent` of `whole`.
pub(super) fn reaches(part: Share, whole: Share, percent: Score) -> bool {
    part * 10_000 >= whole * i64::from(percent.hundredths())
}

/// Whether `met` of the requirements that apply are at least `percent` of these.
pub(super) fn has_met(met: usize, all: &Attained, percent: Score) -> bool {
    reaches(met as Share, all.applicable() as Share, percent)
}

/// Compares `ratings` with the expectations of `target`.
pub fn attain(profile: &Profile, ratings: &Ratings, target: &Target) -> Attainment {
    let mut all = Attained::default();
    let mut dimensions = vec![Attained::default(); profile.dimensions.len()];
    // Whether all required requirements are met, and whether all those that are rated are met.
    let (mut is_met, mut may_be_met) = (true, true);
    for &ask in &target.asks {
        let rating = ratings.get(ask.requirement);
        all.add(profile, ask, rating);
        let requirement = profile.requirements.get(ask.requirement);
        for &dimension in requirement.map_or(&[][..], |requirement| &requirement.dimensions) {
            if let Some(attained) = dimensions.get_mut(dimension) {
                attained.add(profile, ask, rating);
            }
        }
        let falls_short = matches!(rating, Some(Rating::Steps(steps)) if steps < ask.expected);
        if ask.is_must {
            is_met &= !falls_short && rating.is_some();
            may_be_met &= !falls_short;
        }
    }
    let holds = |rule: Rule, musts: bool, share: Share, met: usize| {
        (musts || !rule.every_must)
            && (rule.share).is_none_or(|percent| reaches(share, all.expected, percent))
            && (rule.met).is_none_or(|percent| has_met(met, &all, percent))
    };
    let status = profile.rule.map(|rule| {
        if all.expected == 0 {
            Status::NothingApplies
        } else if holds(rule, is_met, all.attained, all.met) {
            Status::Reached
        } else if holds(rule, may_be_met, all.possible, all.met + all.unrated) {
            Status::Open
        } else {
            Status::Missed
        }
    });
    Attainment {
        all,
        dimensions,
        status,
    }
}

/// The target that advice is for: the one chosen, or else the first that is not reached, or else the last. Without a rule,
/// the first that is not attained in full counts as not reached. `None` if there are no targets.
///
/// `attainments` are those of all targets, in their order.
pub fn aim(attainments: &[Attainment], chosen: Option<usize>) -> Option<usize> {
    let is_ahead = |attainment: &Attainment| match attainment.status {
        None => !attainment.all.is_full(),
        Some(status) => status != Status::Reached,
    };
    let first = || attainments.iter().position(is_ahead);
    chosen
        .or_else(first)
        .or_else(|| attainments.len().checked_sub(1))
}

/// The highest targets reached, as positions in [`Profile::targets`]: those that no other reached target follows,
/// directly or indirectly. On a ladder without forks there is at most one.
///
/// `attainments` are those of all targets, in their order.
pub fn indicated(profile: &Profile, attainments: &[Attainment]) -> Vec<usize> {
    let is_reached = |place: usize| {
        let attainment = attainments.get(place);
        attainment.is_some_and(|attainment| attainment.status == Some(Status::Reached))
    };
    let mut highest = Vec::new();
    // A target comes after those that it follows, so one pass from the last to the first sees every way up. A profile has
    // no more targets than there are bits.
    let mut surpassed = 0_u64;
    let bit = |place: usize| 1_u64.wrapping_shl(place as u32);
    for (place, target) in profile.targets.iter().enumerate().rev() {
        let is_surpassed = surpassed & bit(place) != 0;
        if is_reached(place) && !is_surpassed {
            highest.push(place);
        }
        if is_reached(place) || is_surpassed {
            for &before in &target.follows {
                surpassed |= bit(before);
            }
        }
    }
    highest.reverse();
    highest
}
