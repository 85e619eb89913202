//! Totals, bands, the indicative level and the interpretations, compared with independently computed numbers.
#![allow(clippy::unwrap_used)]

mod common;

use std::collections::BTreeMap;

use common::{
    all_gradings, made_up, places, shipped, with_one_total, without_bands, without_totals,
};
use selfcheck_wasm::{
    Assessment, Grades, Interpretation, Rubric, Score, advise, assess, fragment, interface,
};

fn assessed(rubric: &Rubric, grades: &str, level: Option<&str>) -> Assessment {
    let grades = Grades::parse(rubric, grades).unwrap();
    assess(
        rubric,
        &grades,
        level.map(|level| rubric.level(level).unwrap()),
    )
}

fn band(rubric: &Rubric, band: Option<usize>) -> &str {
    band.map_or("", |band| &rubric.bands()[band].id)
}

fn totals(assessment: &Assessment) -> Vec<String> {
    assessment
        .forms
        .iter()
        .map(|form| {
            form.total()
                .map_or(String::new(), |total| total.to_string())
        })
        .collect()
}

#[test]
fn the_gradings_of_the_shipped_form_fall_into_bands_as_counted() {
    let rubric = Rubric::new(shipped()).unwrap();
    let (mut all, mut differ, mut some_80) = (0, 0, 0);
    let mut own: Vec<BTreeMap<(String, String), String>> = vec![BTreeMap::new(); 3];
    for grades in all_gradings(&rubric) {
        let assessment = assess(&rubric, &grades, None);
        all += 1;
        differ += usize::from(assessment.interpretations_differ());
        some_80 += usize::from(
            assessment
                .forms
                .iter()
                .any(|form| form.total() == Some(Score::from_points(80))),
        );
        assert_eq!(
            assessment.evaluated_as,
            Some(2),
            "the highest level whose rows are all graded"
        );
        assert_eq!(assessment.indicative(), assessment.forms[2].band());
        for (level, form) in assessment.forms.iter().enumerate() {
            let letters = grades.text();
            let own_letters = rubric.levels()[level]
                .places
                .iter()
                .map(|row| &letters[*row..=*row])
                .collect();
            let name = band(&rubric, form.band()).to_owned();
            own[level].insert((own_letters, name.clone()), name);
        }
    }
    assert_eq!((all, differ, some_80), (4096, 2602, 275));

    let count = |level: usize| {
        ["senior", "mid", "junior", "unqualified"]
            .map(|name| own[level].values().filter(|band| *band == name).count())
    };
    assert_eq!(count(0), [0, 1, 105, 150]);
    assert_eq!(count(1), [1, 39, 640, 344]);
    assert_eq!(count(2).iter().sum::<usize>(), 4096);
}

#[test]
fn every_total_is_the_sum_of_its_rows() {
    // The formulas are written out here instead of read from the rubric.
    let rubric = Rubric::new(shipped()).unwrap();
    for grades in all_gradings(&rubric) {
        let grade = places(&rubric, &grades);
        let at = |row: usize, best: i32| best * 100 * (5 - grade[row].unwrap() as i32) / 5;
        let junior = at(0, 20) + at(1, 20) + at(2, 20) + at(5, 20);
        let mid = junior + at(3, 10);
        let senior = mid + at(4, 10);
        let assessment = assess(&rubric, &grades, None);
        let totals: Vec<_> = assessment
            .forms
            .iter()
            .map(|form| form.total().unwrap().hundredths())
            .collect();
        assert_eq!(totals, [junior, mid, senior]);
        for (form, total) in assessment.forms.iter().zip(totals) {
            let name = match total {
                9000.. => "senior",
                8000.. => "mid",
                6000.. => "junior",
                _ => "unqualified",
            };
            assert_eq!(band(&rubric, form.band()), name);
            assert_eq!(
                (form.sum, form.minimum, form.maximum),
                (form.total().unwrap(), form.sum, form.sum)
            );
        }
    }
}

#[test]
fn every_total_of_the_made_up_rubric_is_the_sum_of_its_rows() {
    let rubric = Rubric::new(made_up()).unwrap();
    let mut differ = 0;
    for grades in all_gradings(&rubric) {
        let grade = places(&rubric, &grades);
        let at = |row: usize, scores: [i32; 5]| scores[grade[row].unwrap()];
        let lamp = at(0, [1250, 1225, 700, 700, 0]);
        let horn = at(1, [775, 550, 525, 110, 5]);
        let boat = at(2, [3000, 1000, 950, 900, 0]);
        let log = at(3, [333, 222, 111, 50, 25]);
        let assessment = assess(&rubric, &grades, None);
        let totals = [log, lamp + log, boat + horn + log, lamp + horn + boat + log];
        let names = totals.map(|total| match total {
            4550.. => "keeper",
            2705.. => "mate",
            1350.. => "hand",
            333.. => "apprentice",
            30.. => "visitor",
            _ => "ashore",
        });
        for (form, (total, name)) in assessment.forms.iter().zip(totals.iter().zip(names)) {
            assert_eq!(form.total(), Some(Score::from_hundredths(*total)));
            assert_eq!(band(&rubric, form.band()), name);
        }
        assert_eq!(band(&rubric, assessment.indicative()), names[3]);
        assert_eq!(
            assessment.interpretations_differ(),
            names.iter().any(|name| *name != names[0])
        );
        differ += usize::from(assessment.interpretations_differ());
    }
    assert!(differ > 0);
}

#[test]
fn a_junior_form_with_all_a_grades_reaches_mid() {
    let rubric = Rubric::new(shipped()).unwrap();
    let assessment = assessed(&rubric, "AAA--A", None);
    assert_eq!(
        (assessment.evaluated_as, assessment.chosen),
        (Some(0), false)
    );
    assert_eq!(totals(&assessment), ["80", "", ""]);
    assert_eq!(band(&rubric, assessment.indicative()), "mid");
    assert!(!assessment.interpretations_differ());
}

#[test]
fn interpretations_name_the_levels_of_each_band() {
    let rubric = Rubric::new(shipped()).unwrap();
    let assessment = assessed(&rubric, "AAAAAA", None);
    assert_eq!(totals(&assessment), ["80", "90", "100"]);
    let expected = [
        Interpretation {
            band: 0,
            levels: vec![1, 2],
        },
        Interpretation {
            band: 1,
            levels: vec![0],
        },
    ];
    assert_eq!(assessment.interpretations(), expected);
    assert!(assessment.interpretations_differ());
}

#[test]
fn the_chosen_level_counts_even_if_another_form_is_complete() {
    let rubric = Rubric::new(shipped()).unwrap();
    let assessment = assessed(&rubric, "BBBBBB", Some("junior"));
    assert_eq!(totals(&assessment), ["64", "72", "80"]);
    assert_eq!(
        (band(&rubric, assessment.indicative()), assessment.chosen),
        ("junior", true)
    );
    let unchosen = assessed(&rubric, "BBBBBB", None);
    assert_eq!(band(&rubric, unchosen.indicative()), "mid");
}

#[test]
fn a_chosen_level_with_an_incomplete_form_has_no_indicative_level() {
    let rubric = Rubric::new(shipped()).unwrap();
    let assessment = assessed(&rubric, "BBB--B", Some("senior"));
    assert_eq!(
        (assessment.evaluated_as, assessment.indicative()),
        (Some(2), None)
    );
    let form = assessment.forms[2];
    assert_eq!((form.graded, form.rows), (4, 6));
    assert_eq!(
        [form.sum, form.minimum, form.maximum].map(|score| score.to_string()),
        ["64", "72", "84"]
    );
    assert_eq!((form.total(), form.band()), (None, None));
    assert_eq!(
        [form.lowest_band, form.highest_band].map(|place| band(&rubric, place)),
        ["junior", "mid"]
    );
}

#[test]
fn without_grades_there_is_no_result() {
    let rubric = Rubric::new(shipped()).unwrap();
    let assessment = assessed(&rubric, "------", None);
    assert_eq!(
        (
            assessment.evaluated_as,
            assessment.indicative(),
            assessment.next_band()
        ),
        (None, None, None)
    );
    assert!(assessment.interpretations().is_empty());
    assert_eq!(assessment.forms[0].minimum, Score::from_points(32));
    assert_eq!(assessment.forms[2].maximum, Score::from_points(100));
}

#[test]
fn fractions_are_exact_and_levels_may_be_disjoint() {
    let rubric = Rubric::new(made_up()).unwrap();
    // The lamp is not graded, so only forms without it have totals.
    let assessment = assessed(&rubric, "-345", None);
    assert_eq!(totals(&assessment), ["3.33", "", "18.58", ""]);
    assert_eq!(assessment.evaluated_as, Some(2));
    assert_eq!(band(&rubric, assessment.indicative()), "hand");
    assert_eq!(
        band(&rubric, assessment.forms[0].band()),
        "apprentice",
        "exactly at the bound"
    );
    let assessment = assessed(&rubric, "1111", None);
    assert_eq!(totals(&assessment), ["0.25", "0.25", "0.3", "0.3"]);
    assert_eq!(assessment.interpretations().len(), 2);
}

#[test]
fn grades_and_levels_of_another_rubric_count_as_absent() {
    let rubric = Rubric::new(shipped()).unwrap();
    let grades = Grades::parse(&Rubric::new(made_up()).unwrap(), "5-3-").unwrap();
    let assessment = assess(&rubric, &grades, Some(17));
    assert_eq!(
        (assessment.evaluated_as, assessment.forms[0].graded),
        (None, 0)
    );
}

#[test]
fn without_bands_the_totals_are_the_same_and_nothing_is_said_of_a_level() {
    let (rubric, banded) = (
        Rubric::new(without_bands()).unwrap(),
        Rubric::new(shipped()).unwrap(),
    );
    for grades in all_gradings(&rubric) {
        let assessment = assess(&rubric, &grades, None);
        assert_eq!(totals(&assessment), totals(&assess(&banded, &grades, None)));
        assert_eq!(assessment.evaluated_as, Some(2));
        assert_eq!(
            (assessment.indicative(), assessment.next_band()),
            (None, None)
        );
        assert!(assessment.interpretations().is_empty());
    }
    assert_eq!(advise(&rubric, &Grades::default(), 0, 0), None);
    assert!(fragment::read(&rubric, "target=senior").is_err());
}

#[test]
fn without_totals_the_result_is_the_grades() {
    let rubric = Rubric::new(without_totals()).unwrap();
    for grades in all_gradings(&rubric) {
        let assessment = assess(&rubric, &grades, None);
        assert_eq!(
            assessment,
            Assessment {
                evaluated_as: None,
                chosen: false,
                forms: Vec::new(),
            }
        );
    }
    let answers = "0".repeat(rubric.requirements().len());
    let link = format!("g=AAB-CD&q={answers}");
    assert_eq!(
        interface::assess_text(&rubric, &link).as_deref(),
        Ok("-1 0 0 2 -1 -1 0 0 -1 0 3 5 3 0 0 0 4 2 0 0 0 2 1 0 0 0"),
        "the rows below the best grade, the lowest first"
    );
    assert_eq!(interface::link(&rubric, &link).as_deref(), Ok(&*link));
    let entries = interface::save_file(&rubric, &link).unwrap();
    assert_eq!(
        interface::open_file(&rubric, &entries).as_deref(),
        Ok(&*link)
    );
    // The guided self-check needs no scores of rows.
    let proposals = interface::propose_text(&rubric, &link).unwrap();
    assert!(proposals.starts_with("0 4 4 4 800 800 "), "{proposals}");
}

#[test]
fn a_single_total_needs_no_level() {
    let rubric = Rubric::new(with_one_total()).unwrap();
    for grades in all_gradings(&rubric) {
        let grade = places(&rubric, &grades);
        let points = |row: usize| 20 - 4 * grade[row].unwrap() as u16;
        let total = points(0) + points(1) + points(5);
        let assessment = assess(&rubric, &grades, None);
        assert_eq!(totals(&assessment), [total.to_string()]);
        assert_eq!(
            band(&rubric, assessment.indicative()),
            if total >= 45 { "passed" } else { "failed" }
        );
        assert!(!assessment.interpretations_differ());
    }
    // The rows without scores are graded as well, and the total does not wait for them.
    let assessment = assessed(&rubric, "A-----", None);
    assert_eq!(
        (assessment.evaluated_as, assessment.indicative()),
        (Some(0), None)
    );
    let assessment = assessed(&rubric, "AB---A", None);
    assert_eq!(totals(&assessment), ["56"]);
    assert_eq!(assessment.forms[0].rows, 3);
}
