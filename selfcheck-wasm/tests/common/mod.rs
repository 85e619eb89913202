//! Rubrics for the tests: one with the numbers of the shipped standard, a made-up one that differs from it in every
//! respect, and random ones.
#![allow(dead_code, clippy::unwrap_used)]

use proptest::prelude::*;
use selfcheck_wasm::{
    Answers, Grades, Rubric, Score, Source, SourceAnswer, SourceBand, SourceGuidance, SourceLevel,
    SourceRow, State,
};

fn names(text: &str) -> Vec<String> {
    text.split_whitespace().map(str::to_owned).collect()
}

fn row(id: &str, scores: &str, requirements: &str) -> SourceRow {
    let scores = scores
        .split_whitespace()
        .map(|score| score.parse().unwrap())
        .collect();
    SourceRow {
        id: id.to_owned(),
        scores,
        requirements: names(requirements),
    }
}

fn level(id: &str, rows: &str) -> SourceLevel {
    SourceLevel {
        id: id.to_owned(),
        rows: names(rows),
    }
}

fn band(id: &str, from: &str) -> SourceBand {
    SourceBand {
        id: id.to_owned(),
        from: (!from.is_empty()).then(|| from.parse().unwrap()),
    }
}

fn answer(id: &str, points: &str) -> SourceAnswer {
    SourceAnswer {
        id: id.to_owned(),
        points: (!points.is_empty()).then(|| points.parse().unwrap()),
    }
}

fn threshold(grade: &str, from: u16) -> (String, Score) {
    (grade.to_owned(), Score::from_points(from))
}

/// The numbers of the shipped standard: six rows, A to D, three levels.
pub(crate) fn shipped() -> Source {
    Source {
        standard: "cbec-export-operations".to_owned(),
        edition: "undated".to_owned(),
        role: "product-development".to_owned(),
        form: String::new(),
        grades: names("A B C D"),
        requirements: Vec::new(),
        rows: vec![
            row("literacy", "20 16 12 8", "5.1-a 5.1-b 5.1-c 5.1-d"),
            row("knowledge", "20 16 12 8", "5.2.1-a 5.2.1-b 5.2.1-c"),
            row(
                "skills-junior",
                "20 16 12 8",
                "5.3.1.1-a 5.3.1.1-b 5.3.1.1-c 5.3.1.1-d 5.3.1.1-e",
            ),
            row("skills-mid", "10 8 6 4", "5.3.1.2-a 5.3.1.2-b 5.3.1.2-c"),
            row("skills-senior", "10 8 6 4", "5.3.1.3-a 5.3.1.3-b"),
            row("development", "20 16 12 8", "5.4-a 5.4-b 5.4-c 5.4-d"),
        ],
        levels: vec![
            level("junior", "literacy knowledge skills-junior development"),
            level(
                "mid",
                "literacy knowledge skills-junior skills-mid development",
            ),
            level(
                "senior",
                "literacy knowledge skills-junior skills-mid skills-senior development",
            ),
        ],
        bands: vec![
            band("senior", "90"),
            band("mid", "80"),
            band("junior", "60"),
            band("unqualified", ""),
        ],
        assessors: names("person department enterprise"),
        guidance: Some(SourceGuidance {
            answers: vec![
                answer("alone", "2"),
                answer("with-help", "1"),
                answer("not-yet", "0"),
                answer("not-applicable", ""),
            ],
            answered: Score::from_points(75),
            grades: vec![
                threshold("A", 90),
                threshold("B", 70),
                threshold("C", 40),
                threshold("D", 0),
            ],
        }),
    }
}

/// A made-up rubric with five grades, fractional scores that fall unevenly, four levels that do not contain each other,
/// bands without a level, a requirement in several rows, and no assessors.
pub(crate) fn made_up() -> Source {
    Source {
        standard: "lighthouse.keeping".to_owned(),
        edition: "3".to_owned(),
        role: "night_watch".to_owned(),
        form: String::new(),
        grades: names("5 4 3 2 1"),
        requirements: Vec::new(),
        rows: vec![
            row("lamp", "12.5 12.25 7 7 0", "L1 L2 S1"),
            row("horn", "7.75 5.5 5.25 1.1 0.05", "H1 S1"),
            row("boat", "30 10 9.5 9 0", ""),
            row("log", "3.33 2.22 1.11 0.5 0.25", "S1 G1 G2"),
        ],
        levels: vec![
            level("apprentice", "log"),
            level("hand", "lamp log"),
            level("mate", "boat horn log"),
            level("keeper", "lamp horn boat log"),
        ],
        bands: vec![
            band("keeper", "45.5"),
            band("mate", "27.05"),
            band("hand", "13.5"),
            band("apprentice", "3.33"),
            band("visitor", "0.3"),
            band("ashore", ""),
        ],
        assessors: Vec::new(),
        guidance: Some(SourceGuidance {
            answers: vec![
                answer("yes", "1.5"),
                answer("skip", ""),
                answer("partly", "0.5"),
                answer("no", "0"),
            ],
            answered: Score::from_hundredths(6667),
            grades: vec![threshold("5", 100), threshold("3", 33), threshold("1", 0)],
        }),
    }
}

/// The shipped form without its bands.
pub(crate) fn without_bands() -> Source {
    Source {
        bands: Vec::new(),
        ..shipped()
    }
}

/// The shipped form without scores, totals and bands: only its rows and grades.
pub(crate) fn without_totals() -> Source {
    let mut source = without_bands();
    source.levels.clear();
    for row in &mut source.rows {
        row.scores.clear();
    }
    source
}

/// The shipped form with a single total, which belongs to no level, and bands.
pub(crate) fn with_one_total() -> Source {
    let mut source = shipped();
    source.levels = vec![level("-", "literacy knowledge development")];
    source.bands = vec![band("passed", "45"), band("failed", "")];
    for row in &mut source.rows {
        if row.id.starts_with("skills") {
            row.scores.clear();
        }
    }
    source
}

/// Both rubrics with fixed numbers.
pub(crate) fn fixed() -> [Rubric; 2] {
    [shipped(), made_up()].map(|source| Rubric::new(source).unwrap())
}

/// Every combination of grades for the rows of a rubric.
pub(crate) fn all_gradings(rubric: &Rubric) -> impl Iterator<Item = Grades> + use<'_> {
    let (rows, grades) = (rubric.rows().len(), rubric.grades().len());
    (0..grades.pow(rows as u32)).map(move |number| {
        let places: Vec<_> = (0..rows)
            .map(|row| Some(number / grades.pow(row as u32) % grades))
            .collect();
        Grades::from_places(rubric, &places)
    })
}

/// One of the fixed rubrics or a random small one.
pub(crate) fn any_rubric() -> impl Strategy<Value = Rubric> {
    let [shipped, made_up] = fixed();
    prop_oneof![Just(shipped), Just(made_up), small_rubric(), small_rubric()]
}

fn small_rubric() -> impl Strategy<Value = Rubric> {
    (1..=5_usize, 1..=5_usize, 0..=4_usize, 0..=5_usize).prop_flat_map(
        |(rows, grades, levels, bands)| {
            // Without totals there are no bands.
            let bands = if levels == 0 { 0 } else { bands };
            let scores =
                proptest::collection::vec(proptest::collection::vec(0..1500_i32, grades), rows);
            let forms = proptest::collection::vec(
                proptest::sample::subsequence((0..rows).collect::<Vec<_>>(), 1..=rows),
                levels,
            );
            let bounds = proptest::collection::btree_set(1..5000_i32, bands.saturating_sub(1));
            let asked = proptest::collection::vec(proptest::collection::vec(0..6_u8, 0..4), rows);
            (scores, forms, bounds, asked, 0..=10_000_i32).prop_map(
                move |(scores, forms, bounds, asked, answered)| {
                    let added: Vec<usize> = forms.iter().flatten().copied().collect();
                    let rows = scores.into_iter().zip(asked).enumerate().map(
                        |(place, (mut scores, mut asked))| {
                            scores.sort_unstable_by(|a, b| b.cmp(a));
                            // A row that no total includes needs no scores.
                            if !added.contains(&place) && asked.is_empty() {
                                scores.clear();
                            }
                            asked.sort_unstable();
                            asked.dedup();
                            SourceRow {
                                id: format!("r{place}"),
                                scores: scores.into_iter().map(Score::from_hundredths).collect(),
                                requirements: asked
                                    .into_iter()
                                    .map(|name| format!("q{name}"))
                                    .collect(),
                            }
                        },
                    );
                    let levels = forms
                        .into_iter()
                        .enumerate()
                        .map(|(place, rows)| SourceLevel {
                            id: format!("l{place}"),
                            rows: rows.into_iter().map(|row| format!("r{row}")).collect(),
                        });
                    let bounds = bounds
                        .into_iter()
                        .rev()
                        .map(|bound| Some(Score::from_hundredths(bound)));
                    let bands = bounds.chain((bands > 0).then_some(None)).enumerate().map(
                        |(place, from)| SourceBand {
                            id: format!("l{place}"),
                            from,
                        },
                    );
                    let source = Source {
                        standard: "s".to_owned(),
                        edition: "e".to_owned(),
                        role: "r".to_owned(),
                        form: "f".repeat(grades % 2),
                        grades: "abcde".chars().take(grades).map(String::from).collect(),
                        requirements: Vec::new(),
                        rows: rows.collect(),
                        levels: levels.collect(),
                        bands: bands.collect(),
                        assessors: vec!["self".to_owned()],
                        guidance: Some(SourceGuidance {
                            answers: vec![
                                answer("yes", "3"),
                                answer("half", "1.5"),
                                answer("no", "0"),
                                answer("skip", ""),
                            ],
                            answered: Score::from_hundredths(answered),
                            grades: vec![threshold("a", 0)],
                        }),
                    };
                    Rubric::new(source).unwrap()
                },
            )
        },
    )
}

/// Random grades for a rubric; some rows are not graded.
pub(crate) fn grades_for(rubric: &Rubric) -> impl Strategy<Value = Grades> + use<> {
    let rubric = rubric.clone();
    let grade = proptest::option::weighted(0.8, 0..rubric.grades().len());
    proptest::collection::vec(grade, rubric.rows().len())
        .prop_map(move |places| Grades::from_places(&rubric, &places))
}

/// A position in a list of this length, or none.
fn place_of(length: usize) -> BoxedStrategy<Option<usize>> {
    match length {
        0 => Just(None).boxed(),
        _ => proptest::option::of(0..length).boxed(),
    }
}

/// A random state for a rubric.
pub(crate) fn state_for(rubric: &Rubric) -> impl Strategy<Value = State> + use<> {
    let rubric = rubric.clone();
    let answers = proptest::option::of(0..rubric.answers().len());
    (
        grades_for(&rubric),
        place_of(rubric.levels().len()),
        place_of(rubric.bands().len()),
        proptest::collection::vec(answers, rubric.requirements().len()),
    )
        .prop_map(move |(grades, evaluated_as, target, answers)| State {
            grades,
            evaluated_as,
            target,
            answers: Answers::from_places(&rubric, &answers),
        })
}

/// The grades of a rubric's rows.
pub(crate) fn places(rubric: &Rubric, grades: &Grades) -> Vec<Option<usize>> {
    (0..rubric.rows().len())
        .map(|row| grades.get(rubric, row))
        .collect()
}
