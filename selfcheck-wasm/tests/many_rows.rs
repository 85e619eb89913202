//! A form with as many rows as a rubric may have.
#![allow(clippy::unwrap_used)]

use selfcheck_wasm::validity::{MAX_REQUIREMENTS, MAX_ROWS};
use selfcheck_wasm::{
    Answers, Grades, Outcome, Rubric, SavedCheck, Score, Source, SourceAnswer, SourceBand,
    SourceGuidance, SourceLevel, SourceRow, State, advise, assess, fragment,
};

/// A form of [`MAX_ROWS`] rows with four requirements each, whose grades score 4, 3, 1 and 0 points, and which is passed with
/// 512 points.
fn large() -> Rubric {
    let id = |row: usize| format!("5.3.{row}");
    let rows = (0..MAX_ROWS).map(|row| SourceRow {
        id: id(row),
        scores: [4, 3, 1, 0].map(Score::from_points).to_vec(),
        requirements: ["a", "b", "c", "d"]
            .map(|letter| format!("{}-{letter}", id(row)))
            .to_vec(),
    });
    let named = |name: &str| name.to_owned();
    let rubric = Rubric::new(Source {
        standard: named("large"),
        edition: named("-"),
        role: named("-"),
        form: String::new(),
        grades: ["A", "B", "C", "D"].map(named).to_vec(),
        requirements: Vec::new(),
        rows: rows.collect(),
        levels: vec![SourceLevel {
            id: named("-"),
            rows: (0..MAX_ROWS).map(id).collect(),
        }],
        bands: vec![
            SourceBand {
                id: named("passed"),
                from: Some(Score::from_points(512)),
            },
            SourceBand {
                id: named("failed"),
                from: None,
            },
        ],
        assessors: Vec::new(),
        guidance: Some(SourceGuidance {
            answers: vec![
                SourceAnswer {
                    id: named("yes"),
                    points: Some(Score::from_points(1)),
                },
                SourceAnswer {
                    id: named("no"),
                    points: Some(Score::ZERO),
                },
            ],
            answered: Score::from_points(100),
            grades: vec![
                (named("A"), Score::from_points(100)),
                (named("D"), Score::ZERO),
            ],
        }),
    });
    let rubric = rubric.unwrap();
    assert_eq!(rubric.requirements().len(), MAX_REQUIREMENTS);
    rubric
}

fn graded(rubric: &Rubric, grade: usize) -> Grades {
    Grades::from_places(rubric, &[Some(grade); MAX_ROWS])
}

#[test]
fn totals_and_advice_are_exact() {
    let rubric = large();
    let best = assess(&rubric, &graded(&rubric, 0), None);
    assert_eq!(best.forms[0].total(), Some(Score::from_points(1024)));
    assert_eq!(best.indicative(), Some(0));
    // Two steps in a row gain 3 points: 171 rows gain 513, and one step less gains at most 511.
    let advice = advise(&rubric, &graded(&rubric, 3), 0, 0).unwrap();
    let Outcome::Steps { steps, raises } = advice.outcome else {
        panic!("{advice:?}")
    };
    assert_eq!((steps, raises.len()), (342, 171));
    assert!(raises.iter().all(|raise| raise.to == 1));
}

#[test]
fn links_files_and_the_compact_form_hold_all_rows() {
    let rubric = large();
    assert_eq!(Rubric::decode(&rubric.encode()), Ok(rubric.clone()));
    let answers: Vec<Option<usize>> = (0..MAX_REQUIREMENTS).map(|at| Some(at % 2)).collect();
    let state = State {
        grades: graded(&rubric, 2),
        evaluated_as: Some(0),
        target: Some(0),
        answers: Answers::from_places(&rubric, &answers),
    };
    let link = fragment::write(&rubric, &state);
    assert_eq!(fragment::read(&rubric, &link), Ok(state.clone()));
    let check = SavedCheck {
        state,
        ..SavedCheck::default()
    };
    let file = check.encode(&rubric).unwrap();
    assert_eq!(SavedCheck::decode(&rubric, &file), Ok(check));
}
