//! The requirements, scales, weights and expectations of profiles, compared with an oracle that follows the definitions
//! literally.

use std::fmt::Write;

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{select, subsequence};
use selfcheck_wasm::profile::Profile;

use crate::model::Handbook;
use crate::source::documents::Documents;
use crate::source::tree::Tree;

const HANDBOOK: &str = "\
title: {en: Handbook}
languages: [{id: en, tag: en, name: English}]
readings: [en]
standards: [demo]
";

/// The first lines of `standard.yaml`.
const HEAD: &str = "id: demo\nlanguage: en\ntitle: {en: Demo}\n";

/// The number of levels of a made-up standard.
const LEVELS: usize = 4;

/// A requirement of a made-up standard, as the test knows it.
#[derive(Clone, Debug)]
struct Made {
    /// The weight, in whole points.
    weight: Option<i128>,
    /// The levels at which it is described.
    described: Vec<usize>,
    /// Its parts.
    parts: Vec<Made>,
    /// The level at which the role's list asks for it, if it does.
    at: Option<usize>,
}

fn made() -> impl Strategy<Value = Made> {
    let one = || {
        (
            proptest::option::of(1..50_i128),
            subsequence((0..LEVELS).collect::<Vec<_>>(), 0..=LEVELS),
            proptest::option::of(0..LEVELS),
        )
    };
    let part = one().prop_map(|(weight, described, _)| Made {
        weight,
        described,
        parts: Vec::new(),
        at: None,
    });
    (one(), vec(part, 0..4)).prop_map(|((weight, described, at), parts)| Made {
        weight,
        described,
        parts,
        at,
    })
}

/// Appends a requirement as YAML.
fn push(text: &mut String, made: &Made, indent: &str) {
    writeln!(text, "{indent}- text: {{en: Something.}}").unwrap();
    if let Some(weight) = made.weight {
        writeln!(text, "{indent}  weight: {weight}").unwrap();
    }
    if !made.described.is_empty() {
        writeln!(text, "{indent}  levels:").unwrap();
        for level in &made.described {
            writeln!(text, "{indent}    l{level}: {{en: Words.}}").unwrap();
        }
    }
    if !made.parts.is_empty() {
        writeln!(text, "{indent}  requirements:").unwrap();
        for part in &made.parts {
            push(text, part, &format!("{indent}    "));
        }
    }
}

/// Builds a handbook of a standard with these contents of `standard.yaml` and these clauses.
fn handbook(about: &str, clauses: &str) -> Handbook {
    let mut tree = Tree::default();
    for (path, text) in [
        ("content/handbook.yaml", HANDBOOK),
        ("content/standards/demo/standard.yaml", about),
        ("content/standards/demo/clauses/1.yaml", clauses),
    ] {
        tree.files.insert(path.into(), text.into());
    }
    let documents = Documents::read(&tree);
    let faults: Vec<String> = documents
        .faults()
        .map(|fault| fault.message.english())
        .collect();
    assert!(faults.is_empty(), "{faults:?}\n{about}{clauses}");
    Handbook::build(&documents)
}

fn letter(place: usize) -> char {
    char::from(b'a' + u8::try_from(place).unwrap())
}

/// Builds the standard. With `role`, a role asks for all requirements by a list.
fn profile(all: &[Made], role: bool, progression: &str) -> Option<Profile> {
    let mut about = format!("{HEAD}progression: {progression}\nlevels:\n");
    for level in 0..LEVELS {
        writeln!(about, "  - {{id: l{level}, title: {{en: Level}}}}").unwrap();
    }
    if role {
        about.push_str("roles:\n  - id: r\n    title: {en: Role}\n    asks:\n");
        for (place, made) in all.iter().enumerate() {
            let level = made.at.map(|level| format!(", level: l{level}"));
            let (letter, level) = (letter(place), level.unwrap_or_default());
            writeln!(about, "      - {{to: 1-{letter}{level}}}").unwrap();
        }
    }
    let mut clauses = "- id: 1\n  title: {en: Clause}\n  requirements:\n".to_owned();
    for made in all {
        push(&mut clauses, made, "    ");
    }
    let handbook = handbook(&about, &clauses);
    let standard = handbook.standard("demo").unwrap();
    let role = role.then_some("r");
    assert!(standard.has_profile(role), "{about}{clauses}");
    Some(standard.profile_of(role, None).ok()?.profile)
}

/// A requirement that is rated: its id, its scale, its weight as a fraction, and the level at which it is asked for.
#[derive(Debug)]
struct Wanted {
    id: String,
    levels: Vec<usize>,
    weight: (i128, i128),
    at: Option<usize>,
}

fn scale(described: &[usize], at: Option<usize>) -> Vec<usize> {
    match at {
        Some(_) if described.is_empty() => (0..LEVELS).collect(),
        Some(at) => (0..LEVELS)
            .filter(|level| described.contains(level) || *level == at)
            .collect(),
        None => described.to_vec(),
    }
}

fn wanted(all: &[Made], role: bool) -> Vec<Wanted> {
    let mut wanted = Vec::new();
    for (place, made) in all.iter().enumerate() {
        let id = format!("1-{}", letter(place));
        let at = made.at.filter(|_| role);
        let is_part_described = made.parts.iter().any(|part| !part.described.is_empty());
        let is_whole = !made.described.is_empty() || at.is_some() && !is_part_described;
        if made.parts.is_empty() || is_whole {
            wanted.push(Wanted {
                id,
                levels: scale(&made.described, at),
                weight: (made.weight.unwrap_or(1), 1),
                at,
            });
            continue;
        }
        let own = |part: &Made| part.weight.unwrap_or(1);
        let sum: i128 = made.parts.iter().map(own).sum();
        for (part_place, part) in made.parts.iter().enumerate() {
            wanted.push(Wanted {
                id: format!("{id}-{}", letter(part_place)),
                levels: scale(&part.described, at),
                weight: match made.weight {
                    Some(weight) => (weight * own(part), sum),
                    None => (own(part), 1),
                },
                at,
            });
        }
    }
    wanted
}

/// The step that is expected of a requirement at a level of the standard, or by a role without levels; 0 if it is not asked
/// for.
fn expected(wanted: &Wanted, level: Option<usize>, progression: &str) -> usize {
    let Some(level) = level.filter(|_| !wanted.levels.is_empty()) else {
        let place = |at| wanted.levels.iter().position(|level| *level == at);
        return match wanted.at.and_then(place) {
            _ if wanted.levels.is_empty() => 2,
            Some(place) => place + 1,
            None => 1,
        };
    };
    if progression == "independent" {
        let place = wanted.levels.iter().position(|one| *one == level);
        return place.map_or(0, |place| place + 1);
    }
    wanted.levels.iter().filter(|one| **one <= level).count()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]
    #[test]
    fn profiles_rate_weigh_and_expect_what_the_content_says(
        all in vec(made(), 1..5),
        role in any::<bool>(),
        progression in select(vec!["cumulative", "replacing", "independent"]),
    ) {
        let wanted = wanted(&all, role);
        let profile = profile(&all, role, progression).unwrap();
        prop_assert_eq!(profile.check(), Ok(()));
        let found: Vec<&str> = profile.requirements.iter().map(|one| one.id.as_str()).collect();
        let ids: Vec<&str> = wanted.iter().map(|one| one.id.as_str()).collect();
        prop_assert_eq!(found, ids);
        let (first, first_weight) = (&profile.requirements[0], wanted[0].weight);
        for (found, wanted) in profile.requirements.iter().zip(&wanted) {
            let steps = if wanted.levels.is_empty() { 2 } else { wanted.levels.len() };
            prop_assert_eq!(usize::from(found.steps), steps);
            // Weights have the same proportions.
            let one = i128::from(found.weight.hundredths()) * first_weight.0 * wanted.weight.1;
            let two = i128::from(first.weight.hundredths()) * wanted.weight.0 * first_weight.1;
            prop_assert_eq!(one, two);
        }
        let targets: Vec<Option<usize>> = if role { vec![None] } else { (0..LEVELS).map(Some).collect() };
        prop_assert_eq!(profile.targets.len(), targets.len());
        for (target, level) in profile.targets.iter().zip(targets) {
            let steps = wanted.iter().map(|one| expected(one, level, progression)).enumerate();
            let steps: Vec<(usize, usize)> = steps.filter(|(_, step)| *step > 0).collect();
            let found = target.asks.iter().map(|ask| (ask.requirement, usize::from(ask.expected)));
            prop_assert_eq!(found.collect::<Vec<_>>(), steps);
            prop_assert!(target.asks.iter().all(|ask| ask.is_must));
        }
    }
}

const FORK: &str = "\
levels:
  - {id: base, title: {en: Base}}
  - {id: left, title: {en: Left}}
  - {id: right, title: {en: Right}, follows: [base]}
";

/// A standard whose requirements are described at these levels of a ladder that forks.
fn forked(ladder: &str, requirements: &[&str]) -> Handbook {
    let mut clauses = "- id: 1\n  title: {en: Clause}\n  requirements:\n".to_owned();
    for levels in requirements {
        writeln!(clauses, "    - {{text: {{en: A.}}, levels: {{{levels}}}}}").unwrap();
    }
    handbook(&format!("{HEAD}{ladder}"), &clauses)
}

#[test]
fn levels_on_different_branches_are_rated_by_branch() {
    let branches = |levels: &str| {
        let handbook = forked(FORK, &[levels]);
        let standard = handbook.standard("demo").unwrap();
        assert!(standard.has_profile(None), "{levels}");
        standard.branches_of(None).len()
    };
    assert_eq!(branches("base: {en: A.}, right: {en: B.}"), 0);
    assert_eq!(branches("base: {en: A.}, left: {en: B.}"), 0);
    assert_eq!(branches("left: {en: A.}, right: {en: B.}"), 2);
}

#[test]
fn a_branch_has_its_own_levels_steps_and_requirements() {
    let handbook = forked(
        FORK,
        &[
            "base: {en: A.}, left: {en: B.}, right: {en: C.}",
            "right: {en: D.}",
        ],
    );
    let standard = handbook.standard("demo").unwrap();
    let texts = standard.branches_of(None).iter().map(|branch| {
        let profile = standard.profile_of(None, Some(branch));
        profile.unwrap().profile.encode()
    });
    assert_eq!(
        texts.collect::<Vec<_>>(),
        [
            "profile 1\ndemo - left\n\n1-a 2 100\n\nbase / 0 1 1\nleft 0 / 0 2 1\n\n\n",
            "profile 1\ndemo - right\n\n1-a 2 100\n1-b 1 100\n\n\
                base / 0 1 1\nright 0 / 0 2 1 1 1 1\n\n\n",
        ]
    );
}

#[test]
fn branches_that_no_level_distinguishes_have_no_self_check() {
    let ladder = format!(
        "{FORK}  - {{id: north, title: {{en: North}}, follows: [left, right]}}\n  \
            - {{id: south, title: {{en: South}}, follows: [left, right]}}\n"
    );
    let handbook = forked(&ladder, &["left: {en: A.}, right: {en: B.}"]);
    let standard = handbook.standard("demo").unwrap();
    assert!(!standard.has_profile(None));
    assert!(standard.branches_of(None).is_empty());
}

#[test]
fn own_levels_of_a_role_are_targets_and_tiers_decide_what_is_required() {
    let about = "\
levels: [{id: low, title: {en: Low}}, {id: high, title: {en: High}}]
tiers: [{id: core, title: {en: Core}, must: true}, {id: more, title: {en: More}}]
roles:
  - id: r
    title: {en: Role}
    levels:
      - {id: one, title: {en: One}, asks: [{to: 1-a, level: low, as: core}, {to: 1-b, as: more}]}
      - {id: two, title: {en: Two}, asks: [{to: 1-a, level: high}]}
      - {id: three, title: {en: Three}, follows: [], asks: [{to: 1-b, as: optional}]}
rule: {met: 50}
";
    let clauses =
        "- id: 1\n  title: {en: C}\n  requirements: [{text: {en: A.}}, {text: {en: B.}}]\n";
    let handbook = handbook(&format!("{HEAD}{about}"), clauses);
    let profile = handbook
        .standard("demo")
        .unwrap()
        .profile_of(Some("r"), None);
    let text = profile.unwrap().profile.encode();
    // A level that asks for optional requirements alone is about these.
    let wanted = "profile 1\ndemo - r\n\n1-a 2 100\n1-b 2 100\n\n\
        one / 0 1 1 1 2 0\nthree / 1 2 1\ntwo 0 / 0 2 1 1 2 0\n\nmet 5000\n\n";
    assert_eq!(text, wanted);
}

#[test]
fn the_weight_of_a_requirement_is_divided_among_its_parts() {
    let clauses = "\
- id: 1
  title: {en: C}
  requirements:
    - text: {en: A.}
      weight: 40
      requirements:
        - {text: {en: AA.}, weight: 1}
        - text: {en: AB.}
          weight: 2
          requirements: [{text: {en: ABA.}}, {text: {en: ABB.}}]
    - {text: {en: B.}}
";
    let handbook = handbook(HEAD, clauses);
    let profile = handbook
        .standard("demo")
        .unwrap()
        .profile_of(None, None)
        .unwrap();
    let weights = profile.rated.iter().map(|rated| rated.weight.written());
    // A third of 40, and two thirds of it in halves.
    assert_eq!(weights.collect::<Vec<_>>(), ["40/3", "40/3", "40/3", "1"]);
    let weights = profile.profile.requirements.iter();
    let weights: Vec<i32> = weights.map(|one| one.weight.hundredths()).collect();
    assert_eq!(weights, [4000, 4000, 4000, 300]);
}
