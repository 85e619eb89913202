//! The advice for known forms, and a comparison with an exhaustive search.
#![allow(clippy::unwrap_used)]

mod common;

use common::{any_rubric, grades_for, made_up, places, shipped};
use proptest::prelude::*;
use selfcheck_wasm::{Advice, Grades, Outcome, Rubric, Score, advise, assess, target_level};

fn advice(rubric: &Rubric, grades: &str, level: &str, band: &str) -> Advice {
    let grades = Grades::parse(rubric, grades).unwrap();
    advise(
        rubric,
        &grades,
        rubric.level(level).unwrap(),
        rubric.band(band).unwrap(),
    )
    .unwrap()
}

/// The number of steps, and the grades after the raises, in the form of a fragment.
fn after(rubric: &Rubric, grades: &str, advice: &Advice) -> (usize, String) {
    let mut grades = Grades::parse(rubric, grades).unwrap();
    let Outcome::Steps { steps, raises } = &advice.outcome else {
        panic!("{advice:?}")
    };
    for raise in raises {
        assert_eq!(grades.get(rubric, raise.row), raise.from);
        grades = grades.with(rubric, raise.row, Some(raise.to));
    }
    (*steps, grades.text().to_owned())
}

#[test]
fn a_junior_form_never_reaches_senior() {
    let rubric = Rubric::new(shipped()).unwrap();
    let advice = advice(&rubric, "AAA--A", "junior", "senior");
    assert_eq!(
        advice.outcome,
        Outcome::OutOfReach {
            greatest: Score::from_points(80)
        }
    );
    assert_eq!(
        (advice.missing, advice.bound),
        (Score::from_points(10), Score::from_points(90))
    );
}

#[test]
fn steps_that_gain_more_and_raise_weaker_rows_are_preferred() {
    let rubric = Rubric::new(shipped()).unwrap();
    // The total is 76, so 4 points are missing: one step in a row of 20. The weakest of those rows is knowledge.
    let one = advice(&rubric, "ACBCCB", "senior", "mid");
    assert_eq!(one.missing, Score::from_points(4));
    assert_eq!(after(&rubric, "ACBCCB", &one), (1, "ABBCCB".to_owned()));
    // Five steps in rows of 20; the fifth goes to the first of four equal rows.
    let five = advice(&rubric, "DDDDDD", "senior", "junior");
    assert_eq!(five.missing, Score::from_points(20));
    assert_eq!(after(&rubric, "DDDDDD", &five), (5, "BCCDDC".to_owned()));
    // A step of 2 points in a row of 10 would suffice, but a step of 4 leaves a margin.
    let margin = advice(&rubric, "AAABCB", "senior", "senior");
    assert_eq!(margin.missing, Score::from_points(0));
    let margin = advice(&rubric, "AAACCB", "senior", "senior");
    assert_eq!(margin.missing, Score::from_points(2));
    assert_eq!(after(&rubric, "AAACCB", &margin), (1, "AAACCA".to_owned()));
}

#[test]
fn an_ungraded_row_counts_as_the_lowest_grade() {
    let rubric = Rubric::new(shipped()).unwrap();
    let advice = advice(&rubric, "A-A--A", "junior", "mid");
    let Outcome::Steps { steps, raises } = advice.outcome else {
        panic!()
    };
    assert_eq!((steps, raises.len()), (3, 1));
    assert_eq!((raises[0].row, raises[0].from, raises[0].to), (1, None, 0));
    let reached = advise(&rubric, &Grades::parse(&rubric, "AA-A-A").unwrap(), 1, 2).unwrap();
    assert_eq!(
        reached.outcome,
        Outcome::Reached,
        "76 or more, whatever the grade of the junior skills"
    );
}

#[test]
fn a_large_gain_in_the_last_step_is_found() {
    let rubric = Rubric::new(made_up()).unwrap();
    // The boat's best grade scores 20 more than the next: four steps there beat all other ways.
    let advice = advice(&rubric, "1111", "keeper", "mate");
    assert_eq!(after(&rubric, "1111", &advice), (4, "1151".to_owned()));
}

#[test]
fn a_target_can_have_its_own_form() {
    let rubric = Rubric::new(shipped()).unwrap();
    let senior = rubric.band("senior").unwrap();
    assert_eq!(target_level(&rubric, Some(0), senior), Some(2));
    assert_eq!(target_level(&rubric, None, senior), Some(2));
    assert_eq!(target_level(&rubric, Some(2), senior), None);
    assert_eq!(
        target_level(&rubric, Some(2), rubric.band("unqualified").unwrap()),
        None
    );
    assert_eq!(target_level(&rubric, Some(2), 99), None);
    assert_eq!(
        advice(&rubric, "AAA--A", "senior", "senior").missing,
        Score::from_points(2)
    );
}

#[test]
fn the_next_band_is_the_one_above() {
    let rubric = Rubric::new(shipped()).unwrap();
    let next = |grades: &str| {
        let grades = Grades::parse(&rubric, grades).unwrap();
        assess(&rubric, &grades, None)
            .next_band()
            .map(|band| rubric.bands()[band].id.as_str())
    };
    assert_eq!(next("DDDDDD"), Some("junior"));
    assert_eq!(next("BBBBBB"), Some("senior"));
    assert_eq!(next("AAAAAA"), None);
    assert_eq!(next("------"), None);
}

/// A way to raise a form: for each of its rows, the current grade (or the lowest) and the new grade.
type Way = Vec<(usize, usize)>;

/// Every way to raise the rows of a form.
fn ways(rubric: &Rubric, grades: &[Option<usize>], level: usize) -> Vec<Way> {
    let mut ways: Vec<Way> = vec![Vec::new()];
    for row in &rubric.levels()[level].places {
        let from = grades[*row].unwrap_or(rubric.grades().len() - 1);
        ways = ways
            .iter()
            .flat_map(|way| (0..=from).map(move |to| [way.as_slice(), &[(from, to)]].concat()))
            .collect();
    }
    ways
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn the_advice_reaches_the_band_and_no_other_way_is_better(
        (rubric, grades) in any_rubric().prop_flat_map(|rubric| { let grades = grades_for(&rubric); (Just(rubric), grades) })
    ) {
        let now = places(&rubric, &grades);
        let lowest = rubric.grades().len() - 1;
        for level in 0..rubric.levels().len() {
            let rows = &rubric.levels()[level].places;
            let total = |way: &Way| -> Score {
                rows.iter().zip(way).map(|(row, (_, to))| rubric.rows()[*row].scores[*to]).sum()
            };
            let steps = |way: &Way| way.iter().map(|(from, to)| from - to).sum::<usize>();
            let squares = |way: &Way| way.iter().map(|(_, to)| (lowest - to).pow(2)).sum::<usize>();
            let earlier = |way: &Way| way.iter().map(|(from, to)| std::cmp::Reverse(from - to)).collect::<Vec<_>>();
            let all = ways(&rubric, &now, level);
            for band in 0..rubric.bands().len() {
                let bound = rubric.bands()[band].score().unwrap_or_default();
                let advice = advise(&rubric, &grades, level, band).unwrap();
                // The rules of the module, applied to every way.
                let best = all.iter().filter(|way| total(way) >= bound)
                    .min_by_key(|way| (steps(way), std::cmp::Reverse(total(way)), squares(way), earlier(way)));
                match (&advice.outcome, best) {
                    (Outcome::OutOfReach { greatest }, None) => {
                        prop_assert_eq!(Some(*greatest), all.iter().map(&total).max());
                    }
                    (Outcome::Reached, Some(best)) => prop_assert_eq!(steps(best), 0),
                    (Outcome::Steps { steps: number, raises }, Some(best)) => {
                        prop_assert_eq!(*number, steps(best));
                        let given: Vec<_> = raises.iter().map(|raise| (raise.row, raise.from, raise.to)).collect();
                        let expected: Vec<_> = rows.iter().zip(best).filter(|(_, (from, to))| from != to)
                            .map(|(row, (_, to))| (*row, now[*row], *to)).collect();
                        prop_assert_eq!(given, expected);
                    }
                    (outcome, best) => prop_assert!(false, "{:?} but {:?}", outcome, best),
                }
            }
        }
    }
}
