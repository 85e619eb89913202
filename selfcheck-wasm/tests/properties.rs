//! Properties of every rubric.
#![allow(clippy::unwrap_used)]

mod common;

use common::{any_rubric, grades_for, state_for};
use proptest::prelude::*;
use selfcheck_wasm::saved::MAX_FILE;
use selfcheck_wasm::{
    Answers, Evidence, List, OwnTexts, Reason, Rubric, SavedCheck, assess, fragment, interface,
    propose,
};

fn with_grades() -> impl Strategy<Value = (Rubric, selfcheck_wasm::Grades)> {
    any_rubric().prop_flat_map(|rubric| {
        let grades = grades_for(&rubric);
        (Just(rubric), grades)
    })
}

fn with_state() -> impl Strategy<Value = (Rubric, selfcheck_wasm::State)> {
    any_rubric().prop_flat_map(|rubric| {
        let state = state_for(&rubric);
        (Just(rubric), state)
    })
}

proptest! {
    #[test]
    fn raising_a_grade_never_lowers_a_total_or_a_band((rubric, grades) in with_grades(), chosen in 0..6_usize) {
        let chosen = Some(chosen).filter(|level| *level < rubric.levels().len());
        let before = assess(&rubric, &grades, chosen);
        for row in 0..rubric.rows().len() {
            let Some(better) = grades.get(&rubric, row).and_then(|grade| grade.checked_sub(1)) else { continue };
            let raised = grades.with(&rubric, row, Some(better));
            let after = assess(&rubric, &raised, chosen);
            prop_assert_eq!(before.evaluated_as, after.evaluated_as);
            prop_assert_eq!(before.indicative().is_some(), after.indicative().is_some());
            // A better band comes earlier in the list.
            prop_assert!(after.indicative() <= before.indicative());
            for (before, after) in before.forms.iter().zip(&after.forms) {
                prop_assert!(after.sum >= before.sum && after.minimum >= before.minimum && after.maximum >= before.maximum);
                prop_assert!(after.total() >= before.total() && after.band() <= before.band());
                prop_assert!(after.lowest_band <= before.lowest_band && after.highest_band <= before.highest_band);
            }
        }
    }

    #[test]
    fn a_total_lies_within_the_range_that_was_possible((rubric, grades) in with_grades()) {
        let before = assess(&rubric, &grades, None);
        let mut full = grades.clone();
        for row in (0..rubric.rows().len()).filter(|row| grades.get(&rubric, *row).is_none()) {
            full = full.with(&rubric, row, Some(row % rubric.grades().len()));
        }
        for (before, after) in before.forms.iter().zip(assess(&rubric, &full, None).forms) {
            let total = after.total().unwrap();
            prop_assert!(before.minimum <= total && total <= before.maximum);
            prop_assert_eq!(after.band().is_some(), !rubric.bands().is_empty());
            prop_assert!(before.highest_band <= after.band() && after.band() <= before.lowest_band);
        }
    }

    #[test]
    fn nothing_is_claimed_without_totals_or_bands((rubric, state) in with_state()) {
        let assessment = assess(&rubric, &state.grades, state.evaluated_as);
        prop_assert_eq!(assessment.forms.len(), rubric.levels().len());
        if rubric.levels().is_empty() {
            prop_assert_eq!((assessment.evaluated_as, assessment.chosen), (None, false));
            // Only the rows that are below the best grade.
            let answer = interface::assess_text(&rubric, &fragment::write(&rubric, &state)).unwrap();
            let lines = answer.strip_prefix("-1 0 0 2 -1 -1 0 0 -1 0 ").map(|rest| rest.split(' ').count() / 5);
            let below = |row: &usize| state.grades.get(&rubric, *row).is_some_and(|grade| grade > 0);
            let scored = |row: &usize| !rubric.rows()[*row].scores.is_empty();
            let rows = (0..rubric.rows().len()).filter(below).filter(|row| !scored(row)).count();
            prop_assert!(lines.is_some_and(|lines| lines >= rows), "{}", answer);
        }
        if rubric.bands().is_empty() {
            prop_assert_eq!((assessment.indicative(), assessment.next_band()), (None, None));
            prop_assert!(assessment.interpretations().is_empty());
        }
    }

    #[test]
    fn a_fragment_reads_back((rubric, state) in with_state()) {
        let text = fragment::write(&rubric, &state);
        prop_assert_eq!(fragment::read(&rubric, &text), Ok(state.clone()));
        prop_assert_eq!(fragment::read(&rubric, &format!("#x=1&{text}&y=&z")), Ok(state));
        prop_assert!(text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"=&-._".contains(&byte)));
    }

    #[test]
    fn a_saved_file_reads_back(
        (rubric, state) in with_state(),
        day in proptest::option::of((1..9999_u16, 1..13_u8, 1..29_u8)),
        name in "\\PC{0,50}",
        notes in "[\\PC\n\t\"\\\\{}\u{1f600}]{0,300}",
        address in "(https?://[a-z0-9.?#=/é长-]{1,40})?",
        noted in any::<u64>(),
    ) {
        let date = day.map_or(String::new(), |(year, month, day)| format!("{year:04}-{month:02}-{day:02}"));
        let assessor = (!rubric.items(List::Assessors).is_empty()).then_some(0);
        let own = OwnTexts { date: &date, name: &name, notes: &notes, posting: &name, person: &name };
        let piece = Evidence { note: &notes, link: &address };
        let pieces = |count: usize, bits: u64| -> Vec<_> {
            (0..count.min(32)).filter(|at| bits >> at & 1 == 1 && piece != Evidence::default()).map(|at| (at, piece)).collect()
        };
        let row_evidence = pieces(rubric.rows().len(), noted);
        let evidence = pieces(rubric.requirements().len(), noted >> 32);
        let check = SavedCheck { state, assessor, department: &name, own, row_evidence, evidence };
        let entries = check.encode(&rubric).unwrap();
        prop_assert!(entries.len() <= MAX_FILE);
        prop_assert_eq!(SavedCheck::decode(&rubric, &entries), Ok(check));
    }

    #[test]
    fn a_rubric_reads_back(rubric in any_rubric()) {
        prop_assert_eq!(Rubric::decode(&rubric.encode()), Ok(rubric));
    }

    #[test]
    fn no_text_makes_a_reader_panic(text in "\\PC{0,200}", rubric in any_rubric()) {
        let _ = (fragment::read(&rubric, &text), SavedCheck::decode(&rubric, &text), Rubric::decode(&text));
    }

    #[test]
    fn a_damaged_text_is_refused_or_reads_back((rubric, state) in with_state(), at in any::<prop::sample::Index>(), letter in any::<char>()) {
        let damage = |text: &str| {
            let mut letters: Vec<char> = text.chars().collect();
            if !letters.is_empty() {
                let at = at.index(letters.len());
                letters[at] = letter;
            }
            letters.into_iter().collect::<String>()
        };
        if let Ok(read) = fragment::read(&rubric, &damage(&fragment::write(&rubric, &state))) {
            prop_assert_eq!(fragment::read(&rubric, &fragment::write(&rubric, &read)), Ok(read));
        }
        let check = SavedCheck { state, ..SavedCheck::default() };
        if let Ok(read) = SavedCheck::decode(&rubric, &damage(&check.encode(&rubric).unwrap())) {
            let entries = read.encode(&rubric).unwrap();
            prop_assert_eq!(SavedCheck::decode(&rubric, &entries), Ok(read));
        }
        if let Ok(read) = Rubric::decode(&damage(&rubric.encode())) {
            prop_assert_eq!(Rubric::decode(&read.encode()), Ok(read));
        }
    }

    #[test]
    fn a_better_answer_never_lowers_the_proposal((rubric, state) in with_state()) {
        let counts = |answer: &usize| rubric.answers()[*answer].score().is_some();
        let answers: Vec<_> = (0..rubric.requirements().len()).map(|requirement| state.answers.get(requirement)).collect();
        for requirement in 0..rubric.requirements().len() {
            let Some(answer) = answers[requirement].filter(counts) else { continue };
            let Some(better) = (0..answer).rev().find(counts) else { continue };
            let mut raised = answers.clone();
            raised[requirement] = Some(better);
            let raised = Answers::from_places(&rubric, &raised);
            for row in rubric.rows() {
                let (before, after) = (propose(&rubric, row, &state.answers), propose(&rubric, row, &raised));
                prop_assert_eq!(before.grade().is_some(), after.grade().is_some());
                prop_assert!(after.grade() <= before.grade());
                prop_assert!(row.places.is_empty() == (before.reason == Reason::NoGuidance));
            }
        }
    }

    #[test]
    fn the_text_interface_agrees_with_the_library((rubric, state) in with_state()) {
        let text = fragment::write(&rubric, &state);
        prop_assert_eq!(interface::link(&rubric, &text), Ok(text.clone()));
        let entries = interface::save_file(&rubric, &text).unwrap();
        prop_assert_eq!(interface::open_file(&rubric, &entries), Ok(text.clone()));
        let numbers: Vec<i64> = interface::assess_text(&rubric, &text).unwrap().split(' ').map(|number| number.parse().unwrap()).collect();
        let assessment = assess(&rubric, &state.grades, state.evaluated_as);
        prop_assert_eq!(numbers[0], assessment.evaluated_as.map_or(-1, |level| level as i64));
        prop_assert_eq!(numbers[2], rubric.levels().len() as i64);
        for (numbers, form) in numbers[3..].chunks(8).zip(&assessment.forms) {
            prop_assert_eq!(numbers[2], i64::from(form.sum.hundredths()));
            prop_assert_eq!(numbers[0] == numbers[1], form.total().is_some());
            prop_assert_eq!(numbers[6], form.lowest_band.map_or(-1, |band| band as i64));
            prop_assert_eq!(numbers[7], form.highest_band.map_or(-1, |band| band as i64));
        }
        let proposals = interface::propose_text(&rubric, &text).unwrap();
        prop_assert_eq!(proposals.split(' ').count(), 6 * rubric.rows().len());
    }

    #[test]
    fn an_invalid_rubric_causes_no_panic(lines in proptest::collection::vec("[A-Da-z0-9 /]{0,12}", 10..60), at in any::<u64>()) {
        // Lists end at random lines.
        let mut text = String::from("rubric 1\n");
        for (place, line) in lines.iter().enumerate() {
            text.push_str(line.trim());
            text.push_str(if at >> (place % 64) & 1 == 1 { "\n\n" } else { "\n" });
        }
        if let Some(rubric) = Rubric::read(&text) {
            for fragment in ["g=AAAAAA&as=a", "target=b", "q=01-2", ""] {
                let _ = (interface::assess_text(&rubric, fragment), interface::propose_text(&rubric, fragment), interface::save_file(&rubric, fragment));
            }
        }
    }
}

#[test]
fn a_row_with_too_few_scores_causes_no_panic() {
    let text = common::fixed()[1].encode();
    let short = text.replacen(" 111 50 25", " 111", 1);
    assert_ne!(short, text);
    let rubric = Rubric::read(&short).unwrap();
    assert!(Rubric::decode(&short).is_err());
    for fragment in ["g=5-31&as=mate&target=keeper", "g=1111&target=keeper", ""] {
        assert!(interface::assess_text(&rubric, fragment).is_ok());
    }
}
