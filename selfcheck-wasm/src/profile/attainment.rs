//! What is attained of what a target expects, and which targets are reached.

use super::model::{Ask, Profile, Rule, Target};
use super::ratings::{Rating, Ratings};
use super::{Share, WHOLE};
use crate::score::Score;

/// What is attained of what a target expects of some requirements.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Attained {
    /// The requirements that the target asks for.
    pub asked: usize,
    /// Those rated as high as expected, or higher.
    pub met: usize,
    /// Those rated lower than expected, but higher than not yet.
    pub partly: usize,
    /// Those rated as not yet.
    pub not_yet: usize,
    /// Those that are not rated.
    pub unrated: usize,
    /// Those that do not apply. They count in none of the sums below.
    pub excluded: usize,
    /// The weights attained, each by the part of its steps that is reached.
    pub attained: Share,
    /// The weights that would be attained if all that is not rated were met.
    pub possible: Share,
    /// The weights of all requirements that apply.
    pub expected: Share,
}

/// The attainment of one target.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attainment {
    /// Of all requirements that the target asks for.
    pub all: Attained,
    /// Of those in each dimension, in the order of the dimensions. A requirement counts in each of its dimensions.
    pub dimensions: Vec<Attained>,
    /// Whether the target is reached; `None` without a rule.
    pub status: Option<Status>,
}

/// Whether a target is reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// It is reached, whatever is not rated yet.
    Reached,
    /// It depends on what is not rated yet.
    Open,
    /// It is not reached, whatever is not rated yet.
    Missed,
    /// No requirement of it applies, so that nothing can be said.
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

    /// The attained part of what is expected in whole percent, rounded down, so that 100 is everything; `None` if nothing
    /// applies.
    pub fn percent(&self) -> Option<i64> {
        (self.expected > 0).then(|| self.attained * 100 / self.expected)
    }
}

/// The part of a requirement's weight that `steps` of the expected steps are.
pub(super) fn share_of(profile: &Profile, ask: Ask, steps: u8) -> Share {
    let weight = profile.requirements.get(ask.requirement);
    let weight = weight.map_or(0, |requirement| requirement.weight.hundredths());
    let steps_in_whole = WHOLE / i64::from(ask.expected.max(1));
    i64::from(weight) * steps_in_whole * i64::from(steps)
}

/// Whether `part` is at least `percent` of `whole`.
pub(super) fn reaches(part: Share, whole: Share, percent: Score) -> bool {
    part * 10_000 >= whole * i64::from(percent.hundredths())
}

/// What `ratings` attain of what `target` expects.
pub fn attain(profile: &Profile, ratings: &Ratings, target: &Target) -> Attainment {
    let mut all = Attained::default();
    let mut dimensions = vec![Attained::default(); profile.dimensions.len()];
    // Of what is demanded: whether all is met, and whether all that is rated is met.
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
    let holds = |rule: Rule, musts: bool, share: Share| {
        (musts || !rule.every_must)
            && (rule.share).is_none_or(|percent| reaches(share, all.expected, percent))
    };
    let status = profile.rule.map(|rule| {
        if all.expected == 0 {
            Status::NothingApplies
        } else if holds(rule, is_met, all.attained) {
            Status::Reached
        } else if holds(rule, may_be_met, all.possible) {
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

/// The highest targets that are reached, as positions in [`Profile::targets`]: those that no other reached target
/// follows, directly or through others. On a ladder that does not fork there is at most one.
///
/// `attainments` are those of all targets, in their order.
pub fn indicated(profile: &Profile, attainments: &[Attainment]) -> Vec<usize> {
    let is_reached = |place: usize| {
        let attainment = attainments.get(place);
        attainment.is_some_and(|attainment| attainment.status == Some(Status::Reached))
    };
    // A target comes after those that it follows, so one pass from the last to the first sees every way up.
    let mut is_surpassed = vec![false; profile.targets.len()];
    for (place, target) in profile.targets.iter().enumerate().rev() {
        if is_reached(place) || is_surpassed[place] {
            for &before in &target.follows {
                if let Some(surpassed) = is_surpassed.get_mut(before) {
                    *surpassed = true;
                }
            }
        }
    }
    (0..profile.targets.len())
        .filter(|&place| is_reached(place) && !is_surpassed[place])
        .collect()
}
