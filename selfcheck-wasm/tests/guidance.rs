//! The grades that the guided self-check proposes.
#![allow(clippy::unwrap_used)]

mod common;

use common::{made_up, shipped};
use selfcheck_wasm::{Answers, List, Proposal, Reason, Rubric, Score, propose};

/// The proposal for a row from answers to its own requirements.
fn proposal(rubric: &Rubric, row: &str, answers: &[&str]) -> Proposal {
    let row = rubric.rows().iter().find(|known| known.id == row).unwrap();
    let mut all = vec![None; rubric.requirements().len()];
    for (requirement, answer) in row.places.iter().zip(answers) {
        all[*requirement] = rubric.place(List::Answers, answer);
    }
    propose(rubric, row, &Answers::from_places(rubric, &all))
}

#[test]
fn the_share_of_points_determines_the_grade() {
    let rubric = Rubric::new(shipped()).unwrap();
    for (answers, expected) in [
        (["alone", "alone", "alone", "alone"], Reason::Grade(0)),
        (["alone", "alone", "alone", "with-help"], Reason::Grade(1)),
        (["alone", "alone", "with-help", "not-yet"], Reason::Grade(2)),
        (
            ["with-help", "with-help", "not-yet", "not-yet"],
            Reason::Grade(3),
        ),
        (
            ["not-yet", "not-yet", "not-yet", "not-yet"],
            Reason::Grade(3),
        ),
        (
            ["alone", "alone", "alone", "not-applicable"],
            Reason::Grade(0),
        ),
        (["alone", "alone", "alone", ""], Reason::Grade(0)),
        (["alone", "alone", "", ""], Reason::TooFew),
        (["", "", "", ""], Reason::TooFew),
        (
            [
                "not-applicable",
                "not-applicable",
                "not-applicable",
                "not-applicable",
            ],
            Reason::NothingCounts,
        ),
        (
            [
                "not-applicable",
                "not-applicable",
                "not-applicable",
                "with-help",
            ],
            Reason::Grade(2),
        ),
    ] {
        assert_eq!(
            proposal(&rubric, "literacy", &answers).reason,
            expected,
            "{answers:?}"
        );
    }
}

#[test]
fn a_proposal_includes_its_numbers() {
    let rubric = Rubric::new(shipped()).unwrap();
    let found = proposal(
        &rubric,
        "literacy",
        &["alone", "with-help", "not-applicable", ""],
    );
    let expected = Proposal {
        reason: Reason::Grade(1),
        requirements: 4,
        answered: 3,
        counted: 2,
        points: Score::from_points(3),
        possible: Score::from_points(4),
    };
    assert_eq!((found, found.grade()), (expected, Some(1)));
}

#[test]
fn the_rule_comes_from_the_data() {
    let rubric = Rubric::new(made_up()).unwrap();
    // Two of three are 66.666… percent, less than the 66.67 required.
    assert_eq!(
        proposal(&rubric, "lamp", &["yes", "yes"]).reason,
        Reason::TooFew
    );
    assert_eq!(
        proposal(&rubric, "lamp", &["yes", "yes", "skip"]).reason,
        Reason::Grade(0)
    );
    assert_eq!(
        proposal(&rubric, "lamp", &["partly", "partly", "partly"]).reason,
        Reason::Grade(2)
    );
    assert_eq!(
        proposal(&rubric, "lamp", &["partly", "partly", "no"]).reason,
        Reason::Grade(4)
    );
    assert_eq!(proposal(&rubric, "boat", &[]).reason, Reason::NoGuidance);
    let plain = Rubric::new(selfcheck_wasm::Source {
        guidance: None,
        ..shipped()
    })
    .unwrap();
    assert_eq!(
        propose(&plain, &plain.rows()[0], &Answers::default()).reason,
        Reason::NoGuidance
    );
}

#[test]
fn a_requirement_in_two_rows_is_answered_once() {
    let rubric = Rubric::new(made_up()).unwrap();
    let ids: Vec<_> = rubric
        .requirements()
        .iter()
        .map(|requirement| requirement.id.as_str())
        .collect();
    assert_eq!(ids, ["L1", "L2", "S1", "H1", "G1", "G2"]);
    let shared = rubric.place(List::Requirements, "S1").unwrap();
    let mut answers = vec![None; 6];
    answers[shared] = Some(0);
    let answers = Answers::from_places(&rubric, &answers);
    let counts = rubric
        .rows()
        .iter()
        .map(|row| propose(&rubric, row, &answers).answered)
        .collect::<Vec<_>>();
    assert_eq!(counts, [1, 1, 0, 1]);
}

#[test]
fn a_requirement_without_a_row_keeps_its_position_and_does_not_count() {
    let requirements = ["5.1-a", "5.1-x", "5.1-b"].map(str::to_owned).to_vec();
    let rubric = Rubric::new(selfcheck_wasm::Source {
        requirements,
        ..shipped()
    })
    .unwrap();
    let ids = rubric
        .requirements()
        .iter()
        .map(|requirement| &requirement.id);
    let ids: Vec<_> = ids.take(4).collect();
    assert_eq!(ids, ["5.1-a", "5.1-x", "5.1-b", "5.1-c"]);
    let literacy = &rubric.rows()[0];
    assert_eq!(literacy.places, [0, 2, 3, 4]);
    let mut answers = [Some(0); 5];
    answers[1] = rubric.place(List::Answers, "not-yet");
    let found = propose(&rubric, literacy, &Answers::from_places(&rubric, &answers));
    assert_eq!((found.answered, found.grade()), (4, Some(0)));
}

#[test]
fn points_are_read_exactly_or_refused() {
    for (text, expected) in [
        ("0", 0),
        ("20", 2000),
        ("7.5", 750),
        ("0.05", 5),
        ("12.250", 1225),
        ("007", 700),
        ("100000", 10_000_000),
    ] {
        assert_eq!(
            text.parse::<Score>().unwrap().hundredths(),
            expected,
            "{text}"
        );
    }
    for text in [
        "",
        ".",
        "1.",
        ".5",
        "-1",
        "+1",
        "1e3",
        "1.234",
        "100000.01",
        "9999999",
        "٣",
        "1,5",
        " 1",
    ] {
        assert!(text.parse::<Score>().is_err(), "{text}");
    }
    for (score, expected) in [
        (0, "0"),
        (2000, "20"),
        (750, "7.5"),
        (5, "0.05"),
        (-150, "-1.5"),
        (-5, "-0.05"),
    ] {
        assert_eq!(Score::from_hundredths(score).to_string(), expected);
    }
}
