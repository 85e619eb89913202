//! The gaps to a target, and the fewest steps that reach it.

use std::cmp::Reverse;

use super::attainment::{attain, reaches, share_of};
use super::model::{Ask, Profile, Rule, Target};
use super::ratings::{Rating, Ratings};

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
    let short = short(profile, ratings, target);
    let gap = |(ask, reached): (Ask, Option<u8>)| reached.map(|reached| Gap { ask, reached });
    short.into_iter().filter_map(gap).collect()
}

/// The expectations of `target` that the ratings fall short of, in the order of [`gaps`], with the steps reached. Those
/// of unrated requirements are included, without steps, as if none were reached.
#[inline(never)]
fn short(profile: &Profile, ratings: &Ratings, target: &Target) -> Vec<(Ask, Option<u8>)> {
    let mut short = Vec::new();
    for &ask in &target.asks {
        match ratings.get(ask.requirement) {
            Some(Rating::Steps(reached)) if reached < ask.expected => {
                short.push((ask, Some(reached)));
            }
            None => short.push((ask, None)),
            Some(Rating::Steps(_) | Rating::DoesNotApply) => {}
        }
    }
    short.sort_unstable_by_key(|&(ask, reached)| {
        let missing = ask.expected - reached.unwrap_or(0);
        let weight = Reverse(share_of(profile, ask, ask.expected));
        (!ask.is_must, missing, weight, ask.requirement)
    });
    short
}

/// Plans the fewest steps that reach `target`. Unrated requirements count as not yet met. Returns `None` if there is no
/// rule, or if no requirement applies.
///
/// If the rule requires every must, all of these are raised in any case. Beyond that, each step of a requirement gains
/// the same part of its weight, so taking the steps that gain most first needs the fewest. Among equal gains, the order
/// of [`gaps`] decides.
pub fn plan(profile: &Profile, ratings: &Ratings, target: &Target) -> Option<Plan> {
    let rule = profile.rule?;
    let all = attain(profile, ratings, target).all;
    if all.expected == 0 {
        return None;
    }
    let asks = short(profile, ratings, target);
    let mut raised = vec![0_u8; asks.len()];
    let mut attained = all.attained;
    if rule.every_must {
        for (raised, &(ask, reached)) in raised.iter_mut().zip(&asks) {
            if ask.is_must {
                *raised = ask.expected - reached.unwrap_or(0);
                attained += share_of(profile, ask, *raised);
            }
        }
    }
    if let Rule {
        share: Some(percent),
        ..
    } = rule
    {
        let mut places: Vec<usize> = (0..asks.len()).collect();
        places.sort_unstable_by_key(|&place| (Reverse(share_of(profile, asks[place].0, 1)), place));
        for place in places {
            let (ask, reached) = asks[place];
            while raised[place] < ask.expected - reached.unwrap_or(0)
                && !reaches(attained, all.expected, percent)
            {
                raised[place] += 1;
                attained += share_of(profile, ask, 1);
            }
        }
    }
    let raises = asks.iter().zip(&raised).filter(|(_, raised)| **raised > 0);
    let raises = raises.map(|(&(ask, reached), raised)| Raise {
        requirement: ask.requirement,
        from: reached,
        to: reached.unwrap_or(0) + raised,
    });
    Some(Plan {
        steps: raised.iter().copied().map(usize::from).sum(),
        raises: raises.collect(),
    })
}
