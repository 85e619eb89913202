//! The order of plans: known forms, and properties that the order must have for any form.
#![allow(clippy::unwrap_used)]

mod common;

use common::{any_rubric, grades_for, places, shipped};
use proptest::prelude::*;
use selfcheck_wasm::{Grades, Outcome, PlanLine, Rubric, Score, advise, interface, plan};

/// A plan as text: `knowledge C-B +4; …`, with `| ` before the first line that is not needed.
fn written(rubric: &Rubric, lines: &[PlanLine]) -> String {
    let mut parts = Vec::new();
    for (place, line) in lines.iter().enumerate() {
        let is_first_other = !line.is_needed && (place == 0 || lines[place - 1].is_needed);
        let grade = |place: usize| rubric.grades()[place].id.as_str();
        parts.push(format!(
            "{}{} {}-{} +{}",
            if is_first_other { "| " } else { "" },
            rubric.rows()[line.raise.row].id,
            line.raise.from.map_or("none", grade),
            grade(line.raise.to),
            line.gain
        ));
    }
    parts.join("; ")
}

fn plan_for(rubric: &Rubric, grades: &str, level: &str, band: &str) -> String {
    let grades = Grades::parse(rubric, grades).unwrap();
    let (level, band) = (rubric.level(level).unwrap(), rubric.band(band).unwrap());
    let advice = advise(rubric, &grades, level, band).unwrap();
    let raises = match advice.outcome {
        Outcome::Steps { raises, .. } => raises,
        Outcome::Reached | Outcome::OutOfReach { .. } => Vec::new(),
    };
    let rows = &rubric.levels()[level].places;
    written(rubric, &plan(rubric, &grades, rows, &raises))
}

#[test]
fn the_shortest_way_comes_first_and_then_what_gains_most() {
    let rubric = Rubric::new(shipped()).unwrap();
    // Rows of 20 points gain 4 a step, those of 10 gain 2.
    assert_eq!(
        plan_for(&rubric, "BBDDDC", "mid", "mid"),
        "literacy B-A +4; knowledge B-A +4; skills-junior D-A +12; development C-B +4; | development B-A +4; \
         skills-mid D-A +6"
    );
    assert_eq!(
        plan_for(&rubric, "AAADDA", "mid", "mid"),
        "| skills-mid D-A +6"
    );
    // A row without a grade is in the plan only if the way to the band needs it.
    assert_eq!(
        plan_for(&rubric, "A-A--A", "junior", "mid"),
        "knowledge none-A +12"
    );
    assert_eq!(plan_for(&rubric, "AA-A-A", "junior", "junior"), "");
}

#[test]
fn rows_without_points_follow_the_number_of_missing_steps() {
    let mut source = shipped();
    source.levels.clear();
    source.bands.clear();
    for row in &mut source.rows {
        row.scores.clear();
    }
    let rubric = Rubric::new(source).unwrap();
    let grades = Grades::parse(&rubric, "BADC-D").unwrap();
    assert_eq!(
        written(&rubric, &plan(&rubric, &grades, &[0, 1, 2, 3, 4, 5], &[])),
        "| skills-junior D-A +0; development D-A +0; skills-mid C-A +0; literacy B-A +0"
    );
    // The page receives it as advice without a level and a band.
    let answer = interface::assess_text(&rubric, "g=BADC-D").unwrap();
    assert_eq!(
        answer,
        "-1 0 0 2 -1 -1 0 0 -1 0 4 2 3 0 0 0 5 3 0 0 0 3 2 0 0 0 0 1 0 0 0"
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn a_plan_is_in_order_and_leads_to_the_best_grades(
        (rubric, grades) in any_rubric().prop_flat_map(|rubric| { let grades = grades_for(&rubric); (Just(rubric), grades) })
    ) {
        let now = places(&rubric, &grades);
        for level in 0..rubric.levels().len() {
            for band in 0..rubric.bands().len() {
                let advice = advise(&rubric, &grades, level, band).unwrap();
                let raises = match &advice.outcome {
                    Outcome::Steps { raises, .. } => raises.clone(),
                    Outcome::Reached | Outcome::OutOfReach { .. } => Vec::new(),
                };
                let rows = &rubric.levels()[level].places;
                let lines = plan(&rubric, &grades, rows, &raises);
                // The first lines are the raises, in another order.
                let mut needed: Vec<_> = lines.iter().filter(|line| line.is_needed).map(|line| line.raise).collect();
                prop_assert!(lines[..needed.len()].iter().all(|line| line.is_needed));
                needed.sort_by_key(|raise| rows.iter().position(|row| *row == raise.row));
                prop_assert_eq!(&needed, &raises);
                // What a step gains never rises within a part.
                for part in [&lines[..needed.len()], &lines[needed.len()..]] {
                    for pair in part.windows(2) {
                        let rate = |line: &PlanLine| f64::from(line.gain.hundredths()) / line.steps as f64;
                        prop_assert!(rate(&pair[0]) >= rate(&pair[1]) - 1e-9, "{}", written(&rubric, &lines));
                    }
                }
                // Taken one after the other, the lines lead from the grades to the best ones that still gain points.
                let mut after: Vec<Option<usize>> = now.clone();
                let mut gained = Score::ZERO;
                for line in &lines {
                    prop_assert_eq!(after[line.raise.row], line.raise.from);
                    after[line.raise.row] = Some(line.raise.to);
                    gained = gained + line.gain;
                }
                let lowest = rubric.grades().len() - 1;
                let score = |row: &usize, grade: Option<usize>| rubric.rows()[*row].scores[grade.unwrap_or(lowest)];
                let mut possible = Score::ZERO;
                for row in rows {
                    let is_raised = now[*row].is_some() || raises.iter().any(|raise| raise.row == *row);
                    if is_raised {
                        possible = possible + score(row, Some(0)) - score(row, now[*row]);
                    }
                }
                prop_assert_eq!(gained, possible);
            }
        }
    }
}
