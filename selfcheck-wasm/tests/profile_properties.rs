//! Properties of every profile. A separate implementation, which uses fractions instead of shares and tries all ways to
//! raise ratings instead of planning, must give the same results.
#![allow(clippy::unwrap_used)]

use std::cmp::Reverse;

use proptest::prelude::*;
use selfcheck_wasm::Score;
use selfcheck_wasm::profile::{
    Ask, MAX_STEPS, MAX_WEIGHT, Profile, ProfileState, Rating, Ratings, Requirement, Rule,
    SavedProfile, Status, Target, attain, fragment, gaps, indicated, interface, plan,
};

/// A fraction whose denominator is positive.
#[derive(Clone, Copy, Debug)]
struct Fraction(i128, i128);

impl Fraction {
    fn plus(self, other: Fraction) -> Fraction {
        Fraction(self.0 * other.1 + other.0 * self.1, self.1 * other.1)
    }

    fn is_at_least(self, other: Fraction) -> bool {
        self.0 * other.1 >= other.0 * self.1
    }
}

const NOTHING: Fraction = Fraction(0, 1);

/// Ratings compared with a target.
struct Compared {
    /// The attained weight, as a fraction of hundredths of points.
    attained: Fraction,
    /// The expected weight, likewise.
    expected: Fraction,
    /// Whether all required requirements are met.
    musts: bool,
    /// The share of the requirements that apply which are met.
    met: Fraction,
}

/// Compares ratings with a target. Unrated requirements count as met if `unrated_is_met`, and otherwise as not yet met.
fn by_fractions(
    profile: &Profile,
    ratings: &[Option<Rating>],
    target: &Target,
    unrated_is_met: bool,
) -> Compared {
    let (mut attained, mut expected, mut musts) = (NOTHING, NOTHING, true);
    let (mut met, mut applicable) = (0, 0);
    for ask in &target.asks {
        let steps = match ratings[ask.requirement] {
            Some(Rating::DoesNotApply) => continue,
            Some(Rating::Steps(steps)) => steps,
            None if unrated_is_met => ask.expected,
            None => 0,
        };
        let weight = i128::from(profile.requirements[ask.requirement].weight.hundredths());
        let counted = i128::from(steps.min(ask.expected));
        attained = attained.plus(Fraction(weight * counted, i128::from(ask.expected)));
        expected = expected.plus(Fraction(weight, 1));
        musts &= !ask.is_must || steps >= ask.expected;
        met += i128::from(steps >= ask.expected);
        applicable += 1;
    }
    Compared {
        attained,
        expected,
        musts,
        met: Fraction(met, applicable.max(1)),
    }
}

fn is_reached(profile: &Profile, ratings: &[Option<Rating>], target: &Target, best: bool) -> bool {
    let rule = profile.rule.unwrap();
    let Compared {
        attained,
        expected,
        musts,
        met,
    } = by_fractions(profile, ratings, target, best);
    let least = |share: Score| {
        let Fraction(sum, one) = expected;
        Fraction(sum * i128::from(share.hundredths()), one * 10_000)
    };
    (musts || !rule.every_must)
        && rule
            .share
            .is_none_or(|share| attained.is_at_least(least(share)))
        && rule
            .met
            .is_none_or(|share| met.is_at_least(Fraction(i128::from(share.hundredths()), 10_000)))
}

/// The fewest steps that reach the target, by trying all ratings that are no lower.
fn fewest_steps(profile: &Profile, ratings: &[Option<Rating>], target: &Target) -> Option<usize> {
    let mut fewest = None;
    let mut raised = ratings.to_vec();
    try_all(profile, target, &mut raised, 0, 0, &mut fewest);
    fewest
}

fn try_all(
    profile: &Profile,
    target: &Target,
    raised: &mut Vec<Option<Rating>>,
    place: usize,
    steps: usize,
    fewest: &mut Option<usize>,
) {
    let Some(ask) = target.asks.get(place) else {
        if fewest.is_none_or(|fewest| steps < fewest) && is_reached(profile, raised, target, false)
        {
            *fewest = Some(steps);
        }
        return;
    };
    let before = raised[ask.requirement];
    let start = match before {
        Some(Rating::DoesNotApply) => {
            return try_all(profile, target, raised, place + 1, steps, fewest);
        }
        Some(Rating::Steps(start)) => start,
        None => 0,
    };
    for rating in start..=profile.requirements[ask.requirement].steps {
        raised[ask.requirement] = Some(Rating::Steps(rating));
        let more = usize::from(rating - start);
        try_all(profile, target, raised, place + 1, steps + more, fewest);
    }
    raised[ask.requirement] = before;
}

fn any_requirement(place: usize) -> impl Strategy<Value = Requirement> {
    let dimensions = prop::sample::subsequence(vec![0, 1, 2], 0..=3);
    let weight = prop_oneof![1..500_i32, Just(MAX_WEIGHT.hundredths())];
    (1..=MAX_STEPS, weight, dimensions).prop_map(move |(steps, weight, dimensions)| Requirement {
        id: format!("r{place}"),
        steps,
        weight: Score::from_hundredths(weight),
        dimensions,
    })
}

fn any_target(place: usize, requirements: Vec<Requirement>) -> impl Strategy<Value = Target> {
    let follows = prop::sample::subsequence((0..place).collect::<Vec<_>>(), 0..=place);
    let places: Vec<usize> = (0..requirements.len()).collect();
    let count = places.len();
    let asked = prop::sample::subsequence(places, 0..=count);
    (follows, asked, any::<u64>()).prop_map(move |(follows, asked, mut seed)| Target {
        id: format!("t{place}"),
        follows,
        asks: asked
            .into_iter()
            .map(|requirement| {
                seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
                let steps = requirements[requirement].steps;
                Ask {
                    requirement,
                    expected: u8::try_from(seed >> 58).unwrap() % steps + 1,
                    is_must: seed >> 57 & 1 == 1,
                }
            })
            .collect(),
    })
}

fn any_rule() -> impl Strategy<Value = Rule> {
    let share = prop::option::of(1..=10_000_i32);
    (any::<bool>(), any::<bool>(), share).prop_map(|(every_must, is_of_weights, share)| {
        let share = share.map(Score::from_hundredths);
        Rule {
            every_must: every_must || share.is_none(),
            share: share.filter(|_| is_of_weights),
            met: share.filter(|_| !is_of_weights),
        }
    })
}

/// A profile with at most `most` requirements, and a rating of each.
fn any_profile(most: usize) -> impl Strategy<Value = (Profile, Vec<Option<Rating>>)> {
    let requirements =
        (1..=most).prop_flat_map(|count| (0..count).map(any_requirement).collect::<Vec<_>>());
    requirements.prop_flat_map(|requirements| {
        let targets: Vec<_> = (0..4)
            .map(|place| any_target(place, requirements.clone()))
            .collect();
        let rating = |requirement: &Requirement| {
            prop_oneof![
                1 => Just(None),
                1 => Just(Some(Rating::DoesNotApply)),
                6 => (0..=requirement.steps).prop_map(|steps| Some(Rating::Steps(steps))),
            ]
        };
        let ratings: Vec<_> = requirements.iter().map(rating).collect();
        (Just(requirements), targets, any_rule(), ratings).prop_map(
            |(requirements, targets, rule, ratings)| {
                let profile = Profile {
                    standard: "s".to_owned(),
                    edition: "1".to_owned(),
                    role: String::new(),
                    dimensions: ["x", "y", "z"].map(str::to_owned).to_vec(),
                    requirements,
                    targets,
                    rule: Some(rule),
                };
                (profile, ratings)
            },
        )
    })
}

proptest! {
    #[test]
    fn profiles_and_ratings_survive_their_texts((profile, ratings) in any_profile(12)) {
        prop_assert_eq!(profile.check(), Ok(()));
        prop_assert_eq!(Profile::decode(&profile.encode()), Ok(profile.clone()));
        let kept = Ratings::new(&profile, &ratings);
        prop_assert_eq!(Ratings::parse(&profile, kept.text()), Some(kept.clone()));
        for (place, rating) in ratings.iter().enumerate() {
            prop_assert_eq!(kept.get(place), *rating);
        }
    }

    #[test]
    fn sums_and_statuses_are_those_of_exact_fractions((profile, ratings) in any_profile(12)) {
        let kept = Ratings::new(&profile, &ratings);
        for target in &profile.targets {
            let attainment = attain(&profile, &kept, target);
            let all = attainment.all;
            let counted = all.met + all.partly + all.not_yet + all.unrated + all.excluded;
            prop_assert_eq!(counted, all.asked);
            prop_assert_eq!(all.asked, target.asks.len());
            for (best, share) in [(false, all.attained), (true, all.possible)] {
                let Compared { attained: sum, expected, .. } = by_fractions(&profile, &ratings, target, best);
                prop_assert_eq!(i128::from(share) * sum.1, sum.0 * 360_360);
                prop_assert_eq!(i128::from(all.expected) * expected.1, expected.0 * 360_360);
            }
            let wanted = if all.expected == 0 {
                Status::NothingApplies
            } else if is_reached(&profile, &ratings, target, false) {
                Status::Reached
            } else if is_reached(&profile, &ratings, target, true) {
                Status::Open
            } else {
                Status::Missed
            };
            prop_assert_eq!(attainment.status, Some(wanted));
            prop_assert_eq!(all.percent() == Some(100), all.expected > 0 && all.attained == all.expected);
        }
    }

    #[test]
    fn each_dimension_has_what_its_requirements_have((profile, ratings) in any_profile(12)) {
        let kept = Ratings::new(&profile, &ratings);
        for target in &profile.targets {
            for (dimension, attained) in attain(&profile, &kept, target).dimensions.iter().enumerate() {
                let asks = target.asks.iter().filter(|ask| profile.requirements[ask.requirement].dimensions.contains(&dimension));
                let alone = Target { asks: asks.copied().collect(), ..target.clone() };
                prop_assert_eq!(*attained, attain(&profile, &kept, &alone).all);
            }
        }
    }

    #[test]
    fn a_higher_rating_never_lowers_a_result((profile, ratings) in any_profile(8), place in 0..8_usize) {
        let Some(Some(Rating::Steps(steps))) = ratings.get(place).copied() else { return Ok(()) };
        if steps == profile.requirements[place].steps {
            return Ok(());
        }
        let mut raised = ratings.clone();
        raised[place] = Some(Rating::Steps(steps + 1));
        let [before, after] = [&ratings, &raised].map(|ratings| Ratings::new(&profile, ratings));
        for target in &profile.targets {
            let [before, after] = [&before, &after].map(|ratings| attain(&profile, ratings, target));
            prop_assert!(after.all.attained >= before.all.attained);
            prop_assert!(before.status != Some(Status::Reached) || after.status == Some(Status::Reached));
            prop_assert!(before.status == Some(Status::Missed) || after.status != Some(Status::Missed));
        }
    }

    #[test]
    fn levels_that_are_indicated_are_reached_and_none_above_them_is((profile, ratings) in any_profile(8)) {
        let kept = Ratings::new(&profile, &ratings);
        let attainments: Vec<_> = profile.targets.iter().map(|target| attain(&profile, &kept, target)).collect();
        let is_reached = |place: usize| attainments[place].status == Some(Status::Reached);
        // Whether `high` follows `low`, directly or through others.
        fn is_above(profile: &Profile, high: usize, low: usize) -> bool {
            profile.targets[high].follows.iter().any(|&next| next == low || is_above(profile, next, low))
        }
        let all = 0..profile.targets.len();
        let wanted: Vec<usize> = all.clone().filter(|&low| {
            is_reached(low) && !all.clone().any(|high| is_reached(high) && is_above(&profile, high, low))
        }).collect();
        prop_assert_eq!(indicated(&profile, &attainments), wanted);
    }

    #[test]
    fn gaps_are_what_is_rated_too_low((profile, ratings) in any_profile(12)) {
        let kept = Ratings::new(&profile, &ratings);
        for target in &profile.targets {
            let found = gaps(&profile, &kept, target);
            let is_low = |ask: &&Ask| matches!(ratings[ask.requirement], Some(Rating::Steps(steps)) if steps < ask.expected);
            prop_assert_eq!(found.len(), target.asks.iter().filter(is_low).count());
            for pair in found.windows(2) {
                let order = |place: usize| {
                    let gap = &pair[place];
                    let requirement = gap.ask.requirement;
                    let weight = profile.requirements[requirement].weight;
                    (!gap.ask.is_must, gap.ask.expected - gap.reached, Reverse(weight), requirement)
                };
                prop_assert!(order(0) < order(1));
            }
        }
    }

    #[test]
    fn a_plan_reaches_its_target_and_none_is_shorter((profile, ratings) in any_profile(4)) {
        let kept = Ratings::new(&profile, &ratings);
        for target in &profile.targets {
            let Some(plan) = plan(&profile, &kept, target) else {
                prop_assert_eq!(attain(&profile, &kept, target).status, Some(Status::NothingApplies));
                continue;
            };
            let mut raised = ratings.clone();
            for raise in &plan.raises {
                raised[raise.requirement] = Some(Rating::Steps(raise.to));
            }
            let after = attain(&profile, &Ratings::new(&profile, &raised), target);
            prop_assert_eq!(after.status, Some(Status::Reached));
            prop_assert_eq!(Some(plan.steps), fewest_steps(&profile, &ratings, target));
        }
    }

    #[test]
    fn the_page_receives_what_exact_fractions_give((profile, ratings) in any_profile(6), chosen in prop::option::of(0..4_usize)) {
        let state = ProfileState { ratings: Ratings::new(&profile, &ratings), target: chosen };
        let answer = interface::assess_text(&profile, &fragment::write(&profile, &state)).unwrap();
        let mut numbers = answer.split(' ').map(|number| number.parse::<i128>().unwrap());
        let mut next = || numbers.next().unwrap();
        let aim = usize::try_from(next()).unwrap();
        prop_assert_eq!(next(), i128::from(chosen.is_some()));
        prop_assert_eq!((next(), next()), (4, 3));
        let mut statuses = Vec::new();
        for target in &profile.targets {
            let [Compared { attained, expected, .. }, Compared { attained: possible, .. }] =
                [false, true].map(|best| by_fractions(&profile, &ratings, target, best));
            let wanted = if expected.0 == 0 {
                3
            } else if is_reached(&profile, &ratings, target, false) {
                0
            } else if is_reached(&profile, &ratings, target, true) {
                1
            } else {
                2
            };
            prop_assert_eq!(next(), wanted);
            statuses.push(wanted);
            let counts: Vec<i128> = (0..6).map(|_| next()).collect();
            prop_assert_eq!(counts[0], target.asks.len() as i128);
            prop_assert_eq!(counts[1..].iter().sum::<i128>(), counts[0]);
            for share in [attained, possible] {
                // All of the fractions are of hundredths of points, so the expected one is whole.
                let percent = if expected.0 == 0 { -1 } else { share.0 * 100 / (share.1 * expected.0) };
                prop_assert_eq!(next(), percent);
            }
            for _ in 0..3 * 8 {
                next();
            }
        }
        let first = statuses.iter().position(|status| *status != 0).unwrap_or(3);
        prop_assert_eq!(aim, chosen.unwrap_or(first));
        let levels = next();
        let levels: Vec<i128> = (0..levels).map(|_| next()).collect();
        prop_assert!(levels.iter().all(|level| statuses[usize::try_from(*level).unwrap()] == 0));
        prop_assert_eq!(levels.is_empty(), !statuses.contains(&0));
        let mut gaps = std::collections::BTreeMap::new();
        for _ in 0..next() {
            let [requirement, reached, wanted, _] = [next(), next(), next(), next()];
            gaps.insert(requirement, (reached, wanted));
            let rating = ratings[usize::try_from(requirement).unwrap()];
            prop_assert_eq!(rating, Some(Rating::Steps(u8::try_from(reached).unwrap())));
            prop_assert!(reached < wanted);
        }
        let steps = next();
        let (mut sum, lines) = (0, next());
        let (mut was_needed, mut last) = (1, i128::MAX);
        for _ in 0..lines {
            let [requirement, from, to, gain, is_needed] = [next(), next(), next(), next(), next()];
            if is_needed == 1 {
                sum += to - from.max(0);
            }
            // The needed lines come first, and what a step gains never rises within a part, apart from rounding.
            prop_assert!(is_needed <= was_needed);
            let a_step = gain / (to - from.max(0));
            prop_assert!(a_step <= last.saturating_add(1) || is_needed < was_needed, "{}", answer);
            (was_needed, last) = (is_needed, a_step);
            // The lines of a rated requirement lead from its rating to what is expected.
            match gaps.get_mut(&requirement) {
                Some((reached, _)) => {
                    prop_assert_eq!(*reached, from);
                    *reached = to;
                }
                None => prop_assert_eq!((from, is_needed), (-1, 1)),
            }
        }
        prop_assert!(gaps.values().all(|(reached, wanted)| reached == wanted));
        prop_assert_eq!(sum, steps.max(0));
        prop_assert_eq!(steps < 0, statuses[aim] == 3);
        prop_assert_eq!(numbers.next(), None);
    }

    #[test]
    fn entries_survive_links_and_files((profile, ratings) in any_profile(12), target in prop::option::of(0..4_usize), turn in 0..12_usize) {
        let state = ProfileState { ratings: Ratings::new(&profile, &ratings), target };
        let link = fragment::write(&profile, &state);
        prop_assert_eq!(fragment::read(&profile, &link), Ok(state.clone()));
        let file = interface::save_file(&profile, &link).unwrap();
        prop_assert_eq!(interface::open_file(&profile, &file), Ok(link));
        // In another order of the requirements, each keeps its rating.
        let mut turned = profile.clone();
        let count = turned.requirements.len();
        turned.requirements.rotate_left(turn % count);
        for target in &mut turned.targets {
            target.asks.clear();
        }
        let opened = SavedProfile::decode(&turned, &file).unwrap();
        for place in 0..count {
            prop_assert_eq!(opened.state.ratings.get(place), ratings[(place + turn) % count]);
        }
    }

    #[test]
    fn no_fragment_and_no_file_makes_the_interface_panic(
        text in "profile 1\n([a-z0-9 /\n-]{0,80})", link in "[p=&x0-9a-g#-]{0,16}", entries in "[a-z/\u{1f}]{0,40}",
    ) {
        if let Some(profile) = Profile::read(&text) {
            let _ = interface::assess_text(&profile, &link);
            let _ = interface::link(&profile, &link);
            let _ = interface::save_file(&profile, &link);
            let _ = interface::open_file(&profile, &entries);
        }
    }

    #[test]
    fn no_text_makes_it_panic(text in "profile 1\n([a-z0-9 /\n-]{0,80})", ratings in "[-x0-9a-g]{0,8}") {
        if let Some(profile) = Profile::read(&text) {
            let ratings = Ratings::parse(&profile, &ratings).unwrap_or_default();
            let attainments: Vec<_> = profile.targets.iter().map(|target| attain(&profile, &ratings, target)).collect();
            indicated(&profile, &attainments);
            for target in &profile.targets {
                gaps(&profile, &ratings, target);
                plan(&profile, &ratings, target);
            }
        }
    }
}
