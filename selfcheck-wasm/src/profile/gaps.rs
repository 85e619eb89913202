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
    let gap = |&ask: &Ask| match ratings.get(ask.requirement) {
        Some(Rating::Steps(reached)) if reached < ask.expected => Some(Gap { ask, reached }),
        _ => None,
    };
    let mut gaps: Vec<Gap> = target.asks.iter().filter_map(gap).collect();
    gaps.sort_by_key(|gap| order(profile, gap.ask, gap.reached));
    gaps
}

/// The sort key of a requirement to work on.
fn order(profile: &Profile, ask: Ask, reached: u8) -> (bool, u8, Reverse<i32>) {
    let weight = profile.requirements.get(ask.requirement);
    let weight = weight.map_or(0, |requirement| requirement.weight.hundredths());
    (
        !ask.is_must,
        ask.expected - reached.min(ask.expected),
        Reverse(weight),
    )
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
    let mut asks: Vec<(Ask, u8)> = Vec::new();
    for &ask in &target.asks {
        let reached = match ratings.get(ask.requirement) {
            Some(Rating::DoesNotApply) => continue,
            Some(Rating::Steps(reached)) => reached,
            None => 0,
        };
        if reached < ask.expected {
            asks.push((ask, reached));
        }
    }
    asks.sort_by_key(|&(ask, reached)| order(profile, ask, reached));
    let mut raised = vec![0_u8; asks.len()];
    let mut attained = all.attained;
    if rule.every_must {
        for (raised, &(ask, reached)) in raised.iter_mut().zip(&asks) {
            if ask.is_must {
                *raised = ask.expected - reached;
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
        places.sort_by_key(|&place| Reverse(share_of(profile, asks[place].0, 1)));
        for place in places {
            let (ask, reached) = asks[place];
            while raised[place] < ask.expected - reached
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
        from: ratings.get(ask.requirement).map(|_| reached),
        to: reached + raised,
    });
    Some(Plan {
        steps: raised.iter().copied().map(usize::from).sum(),
        raises: raises.collect(),
    })
}
