//! The gaps to a target, and the fewest steps that reach it.

use super::attainment::{attain, has_met, reaches, share_of, weight_of};
use super::model::{Ask, MAX_WEIGHT, Profile, Target};
use super::ratings::{Rating, Ratings};
use super::{Share, WHOLE};

/// A requirement that is rated lower than a target expects.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Gap {
    /// The expectation of the target.
    pub ask: Ask,
    /// The steps reached.
    pub reached: u8,
}

/// The fewest steps that reach a target.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    /// The number of steps; 0 if the target is reached.
    pub steps: usize,
    /// The requirements to raise, in the order of [`gaps`].
    pub raises: Vec<Raise>,
}

/// A requirement to raise.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Raise {
    /// The requirement: a position in [`Profile::requirements`].
    pub requirement: usize,
    /// The steps reached; `None` if it is not rated, which counts as 0.
    pub from: Option<u8>,
    /// The steps that suffice.
    pub to: u8,
}

/// The gaps to `target`: required ones before optional ones, then by missing steps, fewest first, then by weight,
/// greatest first, then in the order of the requirements. Unrated requirements are not included.
pub fn gaps(profile: &Profile, ratings: &Ratings, target: &Target) -> Vec<Gap> {
    let short = short(profile, ratings, target).into_iter();
    let gap = |short: Short| {
        short.reached.map(|reached| Gap {
            ask: short.ask,
            reached,
        })
    };
    short.filter_map(gap).collect()
}

/// A line of the way to a target, in the order of [`lines`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GapLine {
    /// The requirement to raise.
    pub raise: Raise,
    /// The part of its weight that this gains.
    pub gain: Share,
    /// Whether the line belongs to the fewest steps that reach the target.
    pub is_needed: bool,
}

/// The raises of `plan`, and after them the rest of the gaps to `target`. Both parts begin with the steps that gain most;
/// among equals, the order of [`gaps`] decides. Unrated requirements are included only if the plan raises them.
pub fn lines(
    profile: &Profile,
    ratings: &Ratings,
    target: &Target,
    plan: Option<&Plan>,
) -> Vec<GapLine> {
    let raises = plan.map_or(&[][..], |plan| &plan.raises);
    let mut lines = Vec::new();
    let mut keys = Vec::new();
    for Short { ask, reached, .. } in short(profile, ratings, target) {
        let mut add = |from: Option<u8>, to: u8, is_needed: bool| {
            let steps = to - from.unwrap_or(0);
            let cost = WHOLE * i64::from(MAX_WEIGHT.hundredths()) - share_of(profile, ask, 1);
            keys.push(u64::from(!is_needed) << 62 | (cost as u64) << PLACE | lines.len() as u64);
            lines.push(GapLine {
                raise: Raise {
                    requirement: ask.requirement,
                    from,
                    to,
                },
                gain: share_of(profile, ask, steps),
                is_needed,
            });
        };
        let mut left = reached;
        for raise in raises {
            if raise.requirement == ask.requirement {
                add(raise.from, raise.to, true);
                left = reached.map(|_| raise.to);
            }
        }
        if left.is_some_and(|from| from < ask.expected) {
            add(left, ask.expected, false);
        }
    }
    sort(&mut keys);
    let mut sorted = Vec::new();
    for key in keys {
        if let Some(line) = lines.get(place_in(key)) {
            sorted.push(*line);
        }
    }
    sorted
}

/// A requirement that is rated lower than a target expects, or not rated.
#[derive(Clone, Copy, Debug)]
pub(super) struct Short {
    /// The expectation of the target.
    pub(super) ask: Ask,
    /// The steps reached; `None` if it is not rated.
    pub(super) reached: Option<u8>,
    /// The number of steps to raise it.
    raised: u8,
}

impl Short {
    /// The number of missing steps. Unrated requirements count as not yet met.
    fn missing(&self) -> u8 {
        self.ask.expected - self.reached.unwrap_or(0)
    }
}

/// The expectations of `target` that the ratings fall short of, in the order of [`gaps`], with those of unrated
/// requirements.
#[inline(never)]
pub(super) fn short(profile: &Profile, ratings: &Ratings, target: &Target) -> Vec<Short> {
    let mut all = Vec::new();
    let mut keys = Vec::new();
    for &ask in &target.asks {
        let reached = match ratings.get(ask.requirement) {
            Some(Rating::Steps(reached)) if reached < ask.expected => Some(reached),
            None => None,
            Some(Rating::Steps(_) | Rating::DoesNotApply) => continue,
        };
        let short = Short {
            ask,
            reached,
            raised: 0,
        };
        let order = u64::from(!ask.is_must) << 8 | u64::from(short.missing());
        let lightness = MAX_WEIGHT.hundredths() - weight_of(profile, ask);
        keys.push(order << 40 | (lightness as u64) << PLACE | all.len() as u64);
        all.push(short);
    }
    sort(&mut keys);
    let mut sorted = Vec::new();
    for key in keys {
        if let Some(short) = all.get(place_in(key)) {
            sorted.push(*short);
        }
    }
    sorted
}

/// The number of bits for a position in a list, which are the last ones of a key to sort by.
const PLACE: u32 = 16;

/// The position in a key.
fn place_in(key: u64) -> usize {
    (key & ((1 << PLACE) - 1)) as usize
}

/// Sorts keys in ascending order by shell sort, which is smaller than the standard library's and fast for the few keys
/// there are.
#[inline(never)]
fn sort(keys: &mut [u64]) {
    let mut gap = keys.len() / 2;
    while gap > 0 {
        for end in gap..keys.len() {
            let mut at = end;
            while at >= gap && keys[at - gap] > keys[at] {
                keys.swap(at, at - gap);
                at -= gap;
            }
        }
        gap /= 2;
    }
}

/// Plans the fewest steps that reach `target`. Unrated requirements count as not yet met. Returns `None` if there is no
/// rule, or if no requirement applies.
///
/// If the rule requires every must, all of these are raised in any case. Beyond that, for a share of the weights, each step
/// of a requirement gains the same part of its weight, so taking the steps that gain most first needs the fewest. For a
/// share of the requirements, completing those with the fewest missing steps first does. Among equals, the order of
/// [`gaps`] decides.
pub fn plan(profile: &Profile, ratings: &Ratings, target: &Target) -> Option<Plan> {
    let rule = profile.rule?;
    let all = attain(profile, ratings, target).all;
    if all.expected == 0 {
        return None;
    }
    let mut all_short = short(profile, ratings, target);
    let (mut attained, mut met) = (all.attained, all.met);
    let mut keys = Vec::new();
    for (place, short) in all_short.iter_mut().enumerate() {
        if rule.every_must && short.ask.is_must {
            short.raised = short.missing();
            attained += share_of(profile, short.ask, short.raised);
            met += 1;
        }
        let cost = match rule.share {
            Some(_) => WHOLE * i64::from(MAX_WEIGHT.hundredths()) - share_of(profile, short.ask, 1),
            None => i64::from(short.missing()),
        };
        keys.push((cost as u64) << PLACE | place as u64);
    }
    sort(&mut keys);
    for key in keys {
        let Some(short) = all_short.get_mut(place_in(key)) else {
            continue;
        };
        if let Some(percent) = rule.share {
            while short.raised < short.missing() && !reaches(attained, all.expected, percent) {
                short.raised += 1;
                attained += share_of(profile, short.ask, 1);
            }
        } else if let Some(percent) = rule.met
            && short.raised == 0
            && !has_met(met, &all, percent)
        {
            short.raised = short.missing();
            met += 1;
        }
    }
    let mut plan = Plan {
        steps: 0,
        raises: Vec::new(),
    };
    for short in all_short {
        if short.raised > 0 {
            plan.steps += usize::from(short.raised);
            plan.raises.push(Raise {
                requirement: short.ask.requirement,
                from: short.reached,
                to: short.reached.unwrap_or(0) + short.raised,
            });
        }
    }
    Some(plan)
}
