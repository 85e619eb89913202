//! Profiles: ratings compared with a target's expectations, the targets reached, gaps and plans.
#![allow(clippy::unwrap_used)]

use selfcheck_wasm::Score;
use selfcheck_wasm::profile::validity::MAX_REQUIREMENTS;
use selfcheck_wasm::profile::{
    Ask, Attainment, MAX_STEPS, MAX_WEIGHT, Plan, Profile, ProfileError, ProfileTextError, Raise,
    Rating, Ratings, Requirement, Rule, Status, Target, aim, attain, gaps, indicated, plan,
};

fn requirement(id: &str, steps: u8, weight: u16, dimensions: &[usize]) -> Requirement {
    Requirement {
        id: id.to_owned(),
        steps,
        weight: Score::from_points(weight),
        dimensions: dimensions.to_vec(),
    }
}

/// A target: `3` requires three steps of the requirement at that position, `+3` makes them optional, `.` does not ask
/// for it.
fn target(id: &str, follows: &[usize], asks: &str) -> Target {
    let asks = asks.split_whitespace().enumerate();
    Target {
        id: id.to_owned(),
        follows: follows.to_vec(),
        asks: asks
            .filter(|(_, word)| *word != ".")
            .map(|(requirement, word)| Ask {
                requirement,
                expected: word.trim_start_matches('+').parse().unwrap(),
                is_must: !word.starts_with('+'),
            })
            .collect(),
    }
}

/// A ladder of a bakery, which forks after the second step: four requirements, one of which has two dimensions.
fn bakery() -> Profile {
    Profile {
        standard: "bakery".to_owned(),
        edition: "2024".to_owned(),
        role: "baker".to_owned(),
        dimensions: vec!["dough".to_owned(), "people".to_owned()],
        requirements: vec![
            requirement("kneading", 4, 1, &[0]),
            requirement("proving", 3, 1, &[0]),
            requirement("teaching", 2, 2, &[0, 1]),
            requirement("rostering", 2, 1, &[1]),
        ],
        targets: vec![
            target("apprentice", &[], "1 1 . ."),
            target("baker", &[0], "3 2 +1 ."),
            target("master", &[1], "4 3 1 ."),
            target("manager", &[1], "3 2 2 2"),
        ],
        rule: Some(Rule {
            every_must: true,
            share: None,
            met: None,
        }),
    }
}

fn rated(profile: &Profile, text: &str) -> (Ratings, Vec<Attainment>) {
    let ratings = Ratings::parse(profile, text).unwrap();
    let targets = profile.targets.iter();
    let attainments = targets.map(|target| attain(profile, &ratings, target));
    let attainments = attainments.collect();
    (ratings, attainments)
}

fn statuses(attainments: &[Attainment]) -> Vec<Status> {
    attainments.iter().map(|a| a.status.unwrap()).collect()
}

#[test]
fn a_ladder_that_forks_is_valid() {
    assert_eq!(bakery().check(), Ok(()));
}

#[test]
fn counts_and_shares_are_those_of_the_target() {
    let (_, attainments) = rated(&bakery(), "31-0");
    let baker = attainments[1].all;
    assert_eq!(
        (
            baker.asked,
            baker.met,
            baker.partly,
            baker.not_yet,
            baker.unrated
        ),
        (3, 1, 1, 0, 1)
    );
    // Kneading whole, proving half, teaching (of weight 2) open: 1½ of 4 attained, 3½ possible.
    assert_eq!(baker.percent(), Some(37));
    assert_eq!(baker.attained * 8, baker.expected * 3);
    assert_eq!(baker.possible * 8, baker.expected * 7);
    let manager = &attainments[3];
    assert_eq!(manager.dimensions[0].asked, 3);
    assert_eq!(manager.dimensions[1].asked, 2, "teaching counts in both");
    assert_eq!(manager.all.asked, 4, "but once in all");
    assert_eq!((manager.all.met, manager.all.not_yet), (1, 1));
}

#[test]
fn more_steps_than_expected_count_as_expected() {
    let (_, attainments) = rated(&bakery(), "43--");
    let apprentice = attainments[0].all;
    assert_eq!(apprentice.attained, apprentice.expected);
    assert_eq!(apprentice.percent(), Some(100));
}

#[test]
fn the_level_is_the_highest_that_is_reached_on_each_branch() {
    let profile = bakery();
    let level = |text: &str| {
        let (_, attainments) = rated(&profile, text);
        indicated(&profile, &attainments)
    };
    assert_eq!(level("0000"), []);
    assert_eq!(level("1100"), [0]);
    assert_eq!(level("3200"), [1], "optional requirements do not count");
    assert_eq!(level("4310"), [2]);
    assert_eq!(level("3222"), [3]);
    assert_eq!(level("4322"), [2, 3], "both branches");
}

#[test]
fn what_is_not_rated_leaves_a_target_open_until_something_rated_misses_it() {
    use Status::{Missed, Open, Reached};
    let (_, attainments) = rated(&bakery(), "3---");
    assert_eq!(statuses(&attainments), [Open, Open, Missed, Open]);
    let (_, attainments) = rated(&bakery(), "32--");
    assert_eq!(statuses(&attainments), [Reached, Reached, Missed, Open]);
}

#[test]
fn what_does_not_apply_is_not_counted() {
    let (_, attainments) = rated(&bakery(), "x2xx");
    assert_eq!(attainments[1].status, Some(Status::Reached));
    assert_eq!(attainments[1].all.excluded, 2);
    assert_eq!(attainments[1].all.percent(), Some(100));
    let (ratings, attainments) = rated(&bakery(), "xxxx");
    assert_eq!(attainments[1].status, Some(Status::NothingApplies));
    assert_eq!(attainments[1].all.percent(), None);
    assert_eq!(plan(&bakery(), &ratings, &bakery().targets[1]), None);
}

#[test]
fn without_a_rule_nobody_has_reached_anything() {
    let profile = Profile {
        rule: None,
        ..bakery()
    };
    let (ratings, attainments) = rated(&profile, "4322");
    assert!(
        attainments
            .iter()
            .all(|attainment| attainment.status.is_none())
    );
    assert_eq!(indicated(&profile, &attainments), []);
    assert_eq!(plan(&profile, &ratings, &profile.targets[0]), None);
}

#[test]
fn required_gaps_come_first_and_smaller_gaps_before_larger_ones() {
    let profile = bakery();
    let (ratings, _) = rated(&profile, "2010");
    let missing = |target: usize| -> Vec<(usize, u8)> {
        let gaps = gaps(&profile, &ratings, &profile.targets[target]);
        gaps.iter()
            .map(|gap| (gap.ask.requirement, gap.reached))
            .collect()
    };
    // Teaching and kneading are one step away, and teaching weighs more; two steps are missing elsewhere.
    assert_eq!(missing(3), [(2, 1), (0, 2), (1, 0), (3, 0)]);
    let (ratings, _) = rated(&profile, "100-");
    let gaps = gaps(&profile, &ratings, &profile.targets[1]);
    let places: Vec<usize> = gaps.iter().map(|gap| gap.ask.requirement).collect();
    assert_eq!(places, [0, 1, 2], "teaching is one step away, but optional");
}

#[test]
fn the_plan_raises_all_required_requirements_and_no_others() {
    let profile = bakery();
    let (ratings, _) = rated(&profile, "2-01");
    let wanted = Plan {
        steps: 3,
        raises: vec![
            Raise {
                requirement: 0,
                from: Some(2),
                to: 3,
            },
            Raise {
                requirement: 1,
                from: None,
                to: 2,
            },
        ],
    };
    assert_eq!(plan(&profile, &ratings, &profile.targets[1]), Some(wanted));
}

#[test]
fn the_plan_for_a_share_takes_the_steps_that_gain_most() {
    let mut profile = bakery();
    profile.rule = Some(Rule {
        every_must: false,
        share: Some(Score::from_points(60)),
        met: None,
    });
    // For a manager, a step in teaching or rostering gains 1 or ½ of 5, one in kneading ⅓, one in proving ½.
    let (ratings, attainments) = rated(&profile, "0000");
    assert_eq!(attainments[3].status, Some(Status::Missed));
    let plan = plan(&profile, &ratings, &profile.targets[3]).unwrap();
    assert_eq!(plan.steps, 4);
    let raises: Vec<(usize, u8)> = plan
        .raises
        .iter()
        .map(|raise| (raise.requirement, raise.to))
        .collect();
    assert_eq!(raises, [(2, 2), (1, 2)]);
}

#[test]
fn a_share_of_the_requirements_counts_those_that_are_met_in_full_and_that_apply() {
    let mut profile = bakery();
    profile.rule = Some(Rule {
        every_must: false,
        share: None,
        met: Some(Score::from_points(50)),
    });
    let status = |text: &str| rated(&profile, text).1[3].status;
    assert_eq!(status("32--"), Some(Status::Reached), "two of four");
    assert_eq!(status("2111"), Some(Status::Missed), "nothing in full");
    assert_eq!(status("3---"), Some(Status::Open));
    assert_eq!(status("xx20"), Some(Status::Reached), "one of two");
    // Kneading and teaching are one step away, of which teaching weighs more; one of four is met.
    let (ratings, _) = rated(&profile, "2210");
    let plan = plan(&profile, &ratings, &profile.targets[3]).unwrap();
    let raises: Vec<(usize, u8)> = plan
        .raises
        .iter()
        .map(|raise| (raise.requirement, raise.to))
        .collect();
    assert_eq!((plan.steps, raises), (1, vec![(2, 2)]));
}

#[test]
fn without_a_rule_the_aim_is_the_first_target_that_is_not_attained_in_full() {
    let profile = Profile {
        rule: None,
        ..bakery()
    };
    let aimed = |text: &str, chosen| aim(&rated(&profile, text).1, chosen);
    assert_eq!(aimed("----", None), Some(0));
    assert_eq!(aimed("1000", None), Some(0));
    assert_eq!(aimed("1100", None), Some(1));
    assert_eq!(aimed("1100", Some(0)), Some(0));
    assert_eq!(aimed("4322", None), Some(3), "the last");
}

#[test]
fn ratings_of_long_scales_are_hexadecimal_digits() {
    let mut profile = bakery();
    profile.requirements[0].steps = 15;
    assert_eq!(profile.check(), Ok(()));
    for (letter, rating) in [
        ("9", Some(Rating::Steps(9))),
        ("a", Some(Rating::Steps(10))),
        ("f", Some(Rating::Steps(15))),
        ("x", Some(Rating::DoesNotApply)),
    ] {
        let ratings = Ratings::parse(&profile, &format!("{letter}---")).unwrap();
        assert_eq!(ratings.get(0), rating, "{letter}");
        assert_eq!(Ratings::new(&profile, &[rating]), ratings, "{letter}");
    }
    for letter in ["g", "A", "y"] {
        let text = format!("{letter}---");
        assert_eq!(Ratings::parse(&profile, &text), None, "{letter}");
    }
    profile.requirements[0].steps = 12;
    assert_eq!(Ratings::parse(&profile, "d---"), None);
}

#[test]
fn the_largest_sums_stay_exact() {
    let requirement = |place: usize| Requirement {
        id: format!("r{place}"),
        steps: MAX_STEPS,
        weight: MAX_WEIGHT,
        dimensions: Vec::new(),
    };
    let ask = |requirement: usize| Ask {
        requirement,
        expected: MAX_STEPS,
        is_must: true,
    };
    let places = 0..MAX_REQUIREMENTS;
    let profile = Profile {
        requirements: places.clone().map(requirement).collect(),
        targets: vec![Target {
            id: "all".to_owned(),
            follows: Vec::new(),
            asks: places.map(ask).collect(),
        }],
        rule: Some(Rule {
            every_must: false,
            share: Some(Score::from_points(100)),
            met: None,
        }),
        ..bakery()
    };
    assert_eq!(profile.check(), Ok(()));
    let (_, attainments) = rated(&profile, &"f".repeat(MAX_REQUIREMENTS));
    assert_eq!(attainments[0].status, Some(Status::Reached));
    assert_eq!(attainments[0].all.percent(), Some(100));
    let mut one_short = "f".repeat(MAX_REQUIREMENTS - 1);
    one_short.push('e');
    let (ratings, attainments) = rated(&profile, &one_short);
    assert_eq!(attainments[0].status, Some(Status::Missed));
    assert_eq!(attainments[0].all.percent(), Some(99));
    let plan = plan(&profile, &ratings, &profile.targets[0]).unwrap();
    assert_eq!(plan.steps, 1);
}

#[test]
fn a_share_is_compared_exactly() {
    let mut profile = bakery();
    profile.requirements = vec![
        requirement("a", 3, 1, &[]),
        requirement("b", 3, 1, &[]),
        requirement("c", 3, 1, &[]),
    ];
    profile.targets = vec![target("t", &[], "3 3 3")];
    // Three of nine steps are less than 33.34 percent and more than 33.33.
    for (hundredths, status) in [(3333, Status::Reached), (3334, Status::Missed)] {
        profile.rule = Some(Rule {
            every_must: false,
            share: Some(Score::from_hundredths(hundredths)),
            met: None,
        });
        let (_, attainments) = rated(&profile, "111");
        assert_eq!(attainments[0].status, Some(status));
    }
}

#[test]
fn ratings_that_do_not_fit_are_refused() {
    let profile = bakery();
    for text in ["432", "43222", "5322", "4x2y", "43２"] {
        assert_eq!(Ratings::parse(&profile, text), None, "{text}");
    }
    assert_eq!(Ratings::parse(&profile, "----"), Some(Ratings::default()));
    assert_eq!(Ratings::parse(&profile, ""), Some(Ratings::default()));
}

#[test]
fn invalid_profiles_are_refused() {
    let refused = |change: fn(&mut Profile)| {
        let mut profile = bakery();
        change(&mut profile);
        profile.check().unwrap_err()
    };
    let name = |id: &str| id.to_owned();
    assert_eq!(
        refused(|p| p.requirements[0].steps = 0),
        ProfileError::OutOfRange(name("kneading"))
    );
    assert_eq!(
        refused(|p| p.requirements[0].steps = 16),
        ProfileError::OutOfRange(name("kneading"))
    );
    assert_eq!(
        refused(|p| p.requirements[0].weight = Score::ZERO),
        ProfileError::OutOfRange(name("kneading"))
    );
    assert_eq!(
        refused(|p| p.requirements[0].dimensions = vec![2]),
        ProfileError::Unknown(name("kneading"))
    );
    assert_eq!(
        refused(|p| p.requirements[2].dimensions = vec![1, 0]),
        ProfileError::Order(name("teaching"))
    );
    assert_eq!(
        refused(|p| p.requirements[1].id = "kneading".to_owned()),
        ProfileError::Order(name("kneading"))
    );
    assert_eq!(
        refused(|p| p.requirements.clear()),
        ProfileError::Count("requirements")
    );
    assert_eq!(
        refused(|p| p.targets.clear()),
        ProfileError::Count("targets")
    );
    assert_eq!(
        refused(|p| p.targets[0].asks[0].expected = 5),
        ProfileError::OutOfRange(name("apprentice"))
    );
    assert_eq!(
        refused(|p| p.targets[0].asks[0].expected = 0),
        ProfileError::OutOfRange(name("apprentice"))
    );
    assert_eq!(
        refused(|p| p.targets[0].asks[1].requirement = 4),
        ProfileError::Unknown(name("apprentice"))
    );
    assert_eq!(
        refused(|p| p.targets[0].asks[1].requirement = 0),
        ProfileError::Order(name("apprentice"))
    );
    assert_eq!(
        refused(|p| p.targets[1].follows = vec![1]),
        ProfileError::Unknown(name("baker")),
        "a circle"
    );
    assert_eq!(
        refused(|p| p.standard = "烘焙".to_owned()),
        ProfileError::BadId(name("烘焙"))
    );
    assert_eq!(
        refused(|p| p.rule = Some(Rule::default())),
        ProfileError::BadRule
    );
    let more = Some(Rule {
        every_must: true,
        share: Some(Score::from_points(101)),
        met: None,
    });
    let both = Some(Rule {
        every_must: true,
        share: Some(Score::from_points(50)),
        met: Some(Score::from_points(50)),
    });
    for rule in [more, both] {
        let mut profile = bakery();
        profile.rule = rule;
        assert_eq!(profile.check(), Err(ProfileError::BadRule));
    }
}

#[test]
fn the_compact_form_says_all_and_damage_is_noticed() {
    let mut profile = bakery();
    profile.rule = Some(Rule {
        every_must: true,
        share: Some(Score::from_hundredths(6650)),
        met: None,
    });
    let text = profile.encode();
    assert_eq!(Profile::decode(&text), Ok(profile.clone()));
    assert!(text.starts_with("profile 1\nbakery 2024 baker\ndough\npeople\n\nkneading 4 100 0\n"));
    assert!(text.ends_with("\nmanager 1 / 0 3 1 1 2 1 2 2 1 3 2 1\n\nmust\nshare 6650\n\n"));
    for end in 0..text.len() {
        assert_eq!(
            Profile::decode(&text[..end]),
            Err(ProfileTextError::Damaged),
            "cut at {end}"
        );
    }
    for wrong in [
        text.replace("profile 1", "profile 2"),
        text.replace("must\n", "must\nmust\n"),
        text.replace("share 6650", "share 6650 1"),
        text.replace("share 6650", "share -1"),
        text.replace("share 6650", "met 6650\nmet 6650"),
        text.replace("share 6650", "best 6650"),
        text.replace("1 3 2 1\n", "1 3 2\n"),
        format!("{text}\n"),
    ] {
        assert_eq!(
            Profile::decode(&wrong),
            Err(ProfileTextError::Damaged),
            "{wrong}"
        );
    }
    profile.rule = Some(Rule {
        every_must: false,
        share: None,
        met: Some(Score::from_hundredths(6650)),
    });
    assert!(profile.encode().ends_with("\n\nmet 6650\n\n"));
    profile.role.clear();
    assert_eq!(Profile::decode(&profile.encode()), Ok(profile));
}
