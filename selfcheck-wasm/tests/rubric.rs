//! The validation of rubrics, and their compact form.
#![allow(clippy::unwrap_used)]

mod common;

use common::{made_up, shipped};
use selfcheck_wasm::rubric_text::RubricTextError;
use selfcheck_wasm::validity::{MAX_ID, MAX_ROWS};
use selfcheck_wasm::{List, Rubric, RubricError, Score, Source, SourceGuidance};

/// A change and the error that it should cause.
type Case<T> = (fn(&mut T), RubricError);

/// The error that a change to the shipped rubric causes.
fn error(change: fn(&mut Source)) -> RubricError {
    let mut source = shipped();
    change(&mut source);
    Rubric::new(source).unwrap_err()
}

#[test]
fn an_invalid_rubric_is_refused_with_the_name_of_the_fault() {
    let named = str::to_owned;
    let cases: [Case<Source>; 26] = [
        (
            |source| source.role.clear(),
            RubricError::BadId(String::new()),
        ),
        (
            |source| source.assessors[1] = "职业".to_owned(),
            RubricError::BadId(named("职业")),
        ),
        (
            |source| source.assessors[1] = "a b".to_owned(),
            RubricError::BadId(named("a b")),
        ),
        (
            |source| source.assessors[1] = "x".repeat(MAX_ID + 1),
            RubricError::BadId("x".repeat(MAX_ID + 1)),
        ),
        (
            |source| source.grades[0] = "A+".to_owned(),
            RubricError::BadId(named("A+")),
        ),
        (
            |source| source.grades[0] = "AA".to_owned(),
            RubricError::BadGrade(named("AA")),
        ),
        (
            |source| source.grades[0] = "-".to_owned(),
            RubricError::BadGrade(named("-")),
        ),
        (
            |source| source.grades[0] = "B".to_owned(),
            RubricError::Duplicate(named("B")),
        ),
        (
            |source| source.assessors[0] = "department".to_owned(),
            RubricError::Duplicate(named("department")),
        ),
        (
            |source| source.rows[1].requirements[1] = "5.2.1-a".to_owned(),
            RubricError::Duplicate(named("knowledge")),
        ),
        (
            |source| source.levels[1].rows[1] = "literacy".to_owned(),
            RubricError::Duplicate(named("mid")),
        ),
        (
            |source| source.levels[1].rows[1] = "luck".to_owned(),
            RubricError::Unknown(named("luck")),
        ),
        (
            |source| source.levels[1].rows.clear(),
            RubricError::Count("rows of a level"),
        ),
        (
            |source| source.rows.clear(),
            RubricError::Unknown(named("literacy")),
        ),
        (
            |source| source.levels.clear(),
            RubricError::BandsWithoutTotals,
        ),
        (
            |source| source.rows[2].scores.clear(),
            RubricError::ScoreCount(named("skills-junior")),
        ),
        (
            |source| source.rows[2].scores.truncate(3),
            RubricError::ScoreCount(named("skills-junior")),
        ),
        (
            |source| source.rows[2].scores.swap(0, 3),
            RubricError::ScoreOrder(named("skills-junior")),
        ),
        (
            |source| source.rows[2].scores[0] = Score::from_hundredths(-1),
            RubricError::OutOfRange(named("skills-junior")),
        ),
        (
            |source| source.rows[2].scores[0] = Score::MAX + Score::from_hundredths(1),
            RubricError::OutOfRange(named("skills-junior")),
        ),
        (
            |source| source.bands.swap(0, 1),
            RubricError::BandOrder(named("senior")),
        ),
        (
            |source| source.bands[1].from = source.bands[0].from,
            RubricError::BandOrder(named("mid")),
        ),
        (
            |source| source.bands[1].from = None,
            RubricError::BandOrder(named("mid")),
        ),
        (
            |source| source.bands[3].from = Some(Score::ZERO),
            RubricError::BandOrder(named("unqualified")),
        ),
        (
            |source| {
                source
                    .rows
                    .extend((0..MAX_ROWS).map(|row| selfcheck_wasm::SourceRow {
                        id: row.to_string(),
                        ..Default::default()
                    }))
            },
            RubricError::Count("rows"),
        ),
        (
            |source| {
                for row in 0..40 {
                    let id = format!("row-{row}");
                    source.levels[0].rows.push(id.clone());
                    source.rows.push(selfcheck_wasm::SourceRow {
                        id,
                        scores: vec![Score::MAX; 4],
                        ..Default::default()
                    });
                }
            },
            RubricError::OutOfRange(named("junior")),
        ),
    ];
    for (at, (change, expected)) in cases.into_iter().enumerate() {
        assert!(!expected.to_string().is_empty());
        let found = error(change);
        assert_eq!(found, expected, "case {at}");
    }

    let cases: [Case<SourceGuidance>; 9] = [
        (|rule| rule.answers.swap(0, 1), RubricError::AnswerOrder),
        (
            |rule| rule.answers.retain(|answer| answer.points.is_none()),
            RubricError::AnswerOrder,
        ),
        (
            |rule| rule.answers.clear(),
            RubricError::Count("answers or thresholds"),
        ),
        (
            |rule| rule.grades.clear(),
            RubricError::Count("answers or thresholds"),
        ),
        (|rule| rule.grades.truncate(3), RubricError::ThresholdOrder),
        (|rule| rule.grades.swap(0, 1), RubricError::ThresholdOrder),
        (
            |rule| rule.grades[1].1 = rule.grades[0].1,
            RubricError::ThresholdOrder,
        ),
        (
            |rule| rule.grades[1].0 = "E".to_owned(),
            RubricError::Unknown("E".to_owned()),
        ),
        (
            |rule| rule.answered = Score::from_hundredths(10_001),
            RubricError::OutOfRange("answered".to_owned()),
        ),
    ];
    for (change, expected) in cases {
        let mut source = shipped();
        change(source.guidance.as_mut().unwrap());
        assert_eq!(Rubric::new(source), Err(expected));
    }
}

#[test]
fn a_rubric_has_a_compact_form() {
    let rubric = Rubric::new(shipped()).unwrap();
    let text = rubric.encode();
    let start = "rubric 1\ncbec-export-operations\nundated\nproduct-development\n\nA\nB\nC\nD\n\n5.1-a\n5.1-b\n";
    assert!(text.starts_with(start), "{text}");
    for line in [
        "\nliteracy 2000 1600 1200 800 / 0 1 2 3\n",
        "\n\njunior / 0 1 2 5\nmid / 0 1 2 3 5\n",
        "\n\nsenior 9000\nmid 8000\njunior 6000\nunqualified\n\nalone 200\n",
        "\nnot-applicable\n\nanswered 7500\n\nA 9000\nB 7000\nC 4000\nD 0\n\n",
    ] {
        assert!(text.contains(line), "{line} in {text}");
    }
    assert_eq!(Rubric::decode(&text), Ok(rubric));
}

#[test]
fn a_damaged_compact_form_is_refused() {
    let text = Rubric::new(shipped()).unwrap().encode();
    for (from, to) in [
        ("rubric 1", "rubric 2"),
        ("rubric 1\n", ""),
        ("rubric 1\n", "rubric 1\n\n"),
        ("D 0\n\n", "D 0"),
        ("D 0\n\n", "D 0\n\n\n"),
        ("D 0\n\n", "D 0\n\nD"),
        ("2000 1600", "2000  1600"),
        ("2000 1600", "2000 01600"),
        ("2000 1600", "2000 -1600"),
        ("2000 1600", "2000 999999999"),
        ("/ 0 1 2 3", "/ 0 1 / 2 3"),
        ("/ 0 1 2 3", "/ 0 1 x 3"),
    ] {
        let damaged = text.replacen(from, to, 1);
        assert_ne!(damaged, text, "{from}");
        assert_eq!(
            Rubric::decode(&damaged),
            Err(RubricTextError::Damaged),
            "{from} → {to}"
        );
        assert_eq!(Rubric::read(&damaged), None);
    }
    for (from, to) in [
        ("/ 0 1 2 3", "/ 0 1 2 99"),
        ("senior 9000", "senior 10"),
        ("\nA\nB\n", "\nA\nA\n"),
    ] {
        let invalid = text.replacen(from, to, 1);
        assert_ne!(invalid, text, "{from}");
        assert!(
            matches!(Rubric::decode(&invalid), Err(RubricTextError::Invalid(_))),
            "{from} → {to}"
        );
    }
    assert_eq!(
        Rubric::decode(&"x\n".repeat(40_000)),
        Err(RubricTextError::Damaged)
    );
}

#[test]
fn ids_and_positions_are_found_from_each_other() {
    let rubric = Rubric::new(shipped()).unwrap();
    assert_eq!(
        (
            rubric.level("mid"),
            rubric.band("mid"),
            rubric.level("unqualified")
        ),
        (Some(1), Some(1), None)
    );
    assert_eq!(rubric.id(List::Rows, Some(5)), "development");
    assert_eq!(
        (rubric.id(List::Rows, Some(6)), rubric.id(List::Rows, None)),
        ("", "")
    );
    assert_eq!(
        (rubric.standard(), rubric.edition(), rubric.role()),
        ("cbec-export-operations", "undated", "product-development")
    );
}

#[test]
fn the_seeds_of_the_fuzzer_are_these_rubrics() {
    for (seed, source) in [
        (
            include_str!("../fuzz/seeds/compact_rubric/shipped"),
            shipped(),
        ),
        (
            include_str!("../fuzz/seeds/compact_rubric/made-up"),
            made_up(),
        ),
    ] {
        assert_eq!(seed, Rubric::new(source).unwrap().encode());
    }
}
