//! Generated forms, compared with an oracle that follows the definitions literally, and every grading of a made-up one.

use std::fmt::Write;
use std::path::Path;

use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;
use selfcheck_wasm::{Grades, assess};

use crate::model::assessment;
use crate::model::rubric::{maximum, points};
use crate::model::{GradedForm, Handbook, Standard};
use crate::source::documents::Documents;
use crate::source::tree::Tree;

const HANDBOOK: &str = "\
title: {en: Handbook}
languages: [{id: en, tag: en, name: English}]
readings: [en]
standards: [demo]
";

const ABOUT: &str = "\
id: demo
language: en
title: {en: Demo}
roles: [{id: r, title: {en: Role}, annex: A}]
levels: [{id: l0, title: {en: L}}, {id: l1, title: {en: L}}, {id: l2, title: {en: L}}]
dimensions: [{id: d0, title: {en: D}}, {id: d1, title: {en: D}}]
";

/// The points of the grades, in hundredths.
const WORTH: [i128; 4] = [400, 250, 100, 0];

const RUBRIC: &str = "\
grades: [{id: A, points: 4}, {id: B, points: 2.5}, {id: C, points: 1}, {id: D, points: 0}]
result: {comment: {en: C}, department: {en: D}, assessor: {en: A}, date: {en: T}}
";

/// A clause of a made-up standard.
#[derive(Clone, Debug)]
struct MadeClause {
    level: Option<usize>,
    requirements: Vec<MadeRequirement>,
}

#[derive(Clone, Debug)]
struct MadeRequirement {
    weight: Option<i128>,
    dimensions: Vec<usize>,
    /// The weights of its parts.
    parts: Vec<Option<i128>>,
}

fn clauses() -> impl Strategy<Value = Vec<MadeClause>> {
    let weight = || option::of(1..12_i128);
    let dimensions = select(vec![vec![], vec![0], vec![1], vec![0, 1]]);
    let parts = prop_oneof![3 => Just(Vec::new()), 1 => vec(weight(), 1..4)];
    let requirement =
        (weight(), dimensions, parts).prop_map(|(weight, dimensions, parts)| MadeRequirement {
            weight,
            dimensions,
            parts,
        });
    let clause = (option::of(0..3_usize), vec(requirement, 0..4));
    let clause = clause.prop_map(|(level, requirements)| MadeClause {
        level,
        requirements,
    });
    vec(clause, 1..5)
}

/// The clauses as YAML. All are for the role.
fn written(clauses: &[MadeClause]) -> String {
    let mut text = String::new();
    for (place, clause) in clauses.iter().enumerate() {
        writeln!(
            text,
            "- id: {}\n  title: {{en: Clause}}\n  role: r",
            place + 1
        )
        .unwrap();
        if let Some(level) = clause.level {
            writeln!(text, "  level: l{level}").unwrap();
        }
        if !clause.requirements.is_empty() {
            text.push_str("  requirements:\n");
        }
        for made in &clause.requirements {
            text.push_str("    - text: {en: Something.}\n");
            if let Some(weight) = made.weight {
                writeln!(text, "      weight: {weight}").unwrap();
            }
            let dimensions = made.dimensions.iter().map(|at| format!("d{at}"));
            let dimensions: Vec<String> = dimensions.collect();
            writeln!(text, "      dimension: [{}]", dimensions.join(", ")).unwrap();
            if !made.parts.is_empty() {
                text.push_str("      requirements:\n");
            }
            for part in &made.parts {
                text.push_str("        - text: {en: Part.}\n");
                if let Some(weight) = part {
                    writeln!(text, "          weight: {weight}").unwrap();
                }
            }
        }
    }
    text
}

fn annex(rule: &str) -> String {
    format!(
        "id: A\nrole: r\ntitle: {{en: Form}}\nform:\n  number: {{en: N}}\n  caption: {{en: C}}\n  columns: {{item: {{en: I}}, \
         criteria: {{en: C}}, grade: {{en: G}}}}\n  generate: {{{rule}}}\n  totals: [{{title: {{en: T}}}}]\n"
    )
}

fn handbook(files: &[(&str, &str)]) -> Handbook {
    let mut tree = Tree::default();
    for (path, text) in files {
        tree.files.insert((*path).into(), (*text).into());
    }
    let documents = Documents::read(&tree);
    let faults: Vec<String> = documents
        .faults()
        .map(|fault| fault.message.english())
        .collect();
    assert!(faults.is_empty(), "{faults:?}\n{files:?}");
    Handbook::build(&documents)
}

fn letter(place: usize) -> char {
    char::from(b'a' + u8::try_from(place).unwrap())
}

/// An item that is graded: the place of its clause, its id, its weight as a fraction, and its first dimension.
type Item = (usize, String, (i128, i128), Option<usize>);

/// The items that the role is asked for up to a level.
fn items(clauses: &[MadeClause], level: usize) -> Vec<Item> {
    let mut items = Vec::new();
    for (at, clause) in clauses.iter().enumerate() {
        if clause.level.is_some_and(|stated| stated > level) {
            continue;
        }
        for (place, made) in clause.requirements.iter().enumerate() {
            let id = format!("{}-{}", at + 1, letter(place));
            let dimension = made.dimensions.first().copied();
            if made.parts.is_empty() {
                items.push((at, id, (made.weight.unwrap_or(1), 1), dimension));
                continue;
            }
            let all: i128 = made.parts.iter().map(|part| part.unwrap_or(1)).sum();
            for (place, part) in made.parts.iter().enumerate() {
                let own = part.unwrap_or(1);
                let weight = made.weight.map_or((own, 1), |whole| (whole * own, all));
                items.push((at, format!("{id}-{}", letter(place)), weight, dimension));
            }
        }
    }
    items
}

/// A row: its id, its criteria, and the scores of its grades in hundredths if they are exact.
type WantedRow = (String, Vec<String>, Option<Vec<i32>>);

fn row(id: String, items: &[&Item]) -> WantedRow {
    let ids = items.iter().map(|(_, id, _, _)| id.clone()).collect();
    let weight = items.iter().fold((0, 1), |sum: (i128, i128), item| {
        let (part, whole) = item.2;
        (sum.0 * whole + part * sum.1, sum.1 * whole)
    });
    let score = |worth: i128| {
        let product = worth * weight.0;
        (product % weight.1 == 0).then(|| i32::try_from(product / weight.1).unwrap())
    };
    (id, ids, WORTH.into_iter().map(score).collect())
}

fn wanted(by: &str, items: &[Item]) -> Vec<WantedRow> {
    let grouped = |groups: Vec<(String, Vec<&Item>)>| {
        let groups = groups.into_iter().filter(|(_, items)| !items.is_empty());
        groups.map(|(id, items)| row(id, &items)).collect()
    };
    match by {
        "requirement" => grouped(
            items
                .iter()
                .map(|item| (item.1.clone(), vec![item]))
                .collect(),
        ),
        "clause" => grouped(
            (0..5)
                .map(|at| {
                    let of_clause = items.iter().filter(|item| item.0 == at);
                    ((at + 1).to_string(), of_clause.collect())
                })
                .collect(),
        ),
        _ => grouped(
            (0..2)
                .map(|at| {
                    let of_dimension = items.iter().filter(|item| item.3 == Some(at));
                    (format!("d{at}"), of_dimension.collect())
                })
                .collect(),
        ),
    }
}

fn found(graded: GradedForm<'_>) -> Vec<WantedRow> {
    let rows = graded.form.rows.iter().map(|row| {
        let named = row.criteria.iter().flat_map(assessment::named);
        let scores = row.scores.as_ref().map(|scores| {
            let grades = scores.grades.iter();
            grades.map(|(_, score, _)| *score).collect()
        });
        (
            row.key().to_owned(),
            named.map(ToString::to_string).collect(),
            scores,
        )
    });
    rows.collect()
}

proptest! {
    #[test]
    fn rows_and_scores_follow_from_the_requirements(
        clauses in clauses(),
        by in select(vec!["requirement", "clause", "dimension"]),
        level in option::of(0..3_usize),
        stated in vec(option::of(1..9_i128), 4),
    ) {
        let mut rule = match level {
            Some(level) => format!("by: {by}, level: l{level}"),
            None => format!("by: {by}"),
        };
        let mut weights: Vec<(String, i128)> = Vec::new();
        if by == "clause" {
            let stated = stated.iter().zip(1..).filter_map(|(weight, id)| Some((id, (*weight)?)));
            weights = stated.map(|(id, weight): (usize, i128)| (id.to_string(), weight)).collect();
            let written = weights.iter().map(|(id, weight)| format!("{id}: {weight}"));
            rule.push_str(&format!(", weights: {{{}}}", written.collect::<Vec<_>>().join(", ")));
        }
        let handbook = handbook(&[
            ("content/handbook.yaml", HANDBOOK),
            ("content/standards/demo/standard.yaml", ABOUT),
            ("content/standards/demo/rubric.yaml", RUBRIC),
            ("content/standards/demo/clauses/1.yaml", &written(&clauses)),
            ("content/standards/demo/annexes/A.yaml", &annex(&rule)),
        ]);
        let standard = handbook.standard("demo").unwrap();
        let graded = standard.graded_form(Some("r")).unwrap();
        let items = items(&clauses, level.unwrap_or(2));
        let mut wanted = wanted(by, &items);
        for (id, _, scores) in &mut wanted {
            if let Some((_, weight)) = weights.iter().find(|(row, _)| row == id) {
                let score = |worth: i128| i32::try_from(worth * weight).unwrap();
                *scores = Some(WORTH.into_iter().map(score).collect());
            }
        }
        prop_assert_eq!(&found(graded), &wanted);
        let ids: Vec<&str> = wanted.iter().map(|(id, ..)| id.as_str()).collect();
        let added: Vec<&str> = graded.rubric.totals[0].rows.iter().map(|id| id.as_str()).collect();
        prop_assert_eq!(&added, &ids);
        let left_out = graded.generated.unwrap().left_out.len();
        let expected = items.iter().filter(|item| by == "dimension" && item.3.is_none()).count();
        prop_assert_eq!(left_out, expected);
        // Whatever the assessment adds is what the form states.
        if !wanted.is_empty() && wanted.iter().all(|(_, _, scores)| scores.is_some()) {
            let rubric = assessment::rubric(standard, graded).unwrap();
            let letters: String = (0..wanted.len()).map(|row| ["A", "B", "C", "D"][row % 4]).collect();
            let sum: i32 = wanted.iter().enumerate().map(|(row, of)| of.2.as_ref().unwrap()[row % 4]).sum();
            let assessment = assess(&rubric, &Grades::parse(&rubric, &letters).unwrap(), None);
            prop_assert_eq!(assessment.forms[0].total().unwrap().hundredths(), sum);
        }
    }
}

/// The made-up café of the whole-program tests.
fn cafe() -> Handbook {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/fixtures/generated");
    let mut faults = Vec::new();
    let tree = Tree::read(&root, "content", &mut faults).unwrap();
    let documents = Documents::read(&tree);
    assert!(faults.is_empty() && documents.faults().next().is_none());
    Handbook::build(&documents)
}

fn form<'a>(standard: &'a Standard, annex: &str) -> GradedForm<'a> {
    let mut forms = standard.graded_forms();
    forms.find(|form| form.annex.id == *annex).unwrap()
}

#[test]
fn every_grading_of_the_final_day_has_its_total_and_band() {
    let handbook = cafe();
    let standard = handbook.standard("cafe").unwrap();
    let rubric = assessment::rubric(standard, form(standard, "B")).unwrap();
    // Espresso 2 + 3; milk 4 + 1; taste 1.5; guests 2 + 1; hygiene 1 + 1.
    let weights = [50, 50, 15, 30, 20];
    let worth = |letter: char| match letter {
        'A' => Some(40),
        'B' => Some(30),
        'C' => Some(10),
        'D' => Some(0),
        _ => None,
    };
    let mut count = 0;
    for number in 0..5_usize.pow(5) {
        let letters: String = (0..5)
            .map(|row| ['A', 'B', 'C', 'D', '-'][number / 5_usize.pow(row) % 5])
            .collect();
        let scores: Option<Vec<i32>> = letters
            .chars()
            .zip(weights)
            .map(|(letter, weight)| Some(worth(letter)? * weight))
            .collect();
        let total: Option<i32> = scores.map(|scores| scores.iter().sum());
        let grades = Grades::parse(&rubric, &letters).unwrap();
        let found = assess(&rubric, &grades, None);
        let hundredths = found.forms[0].total().map(|total| total.hundredths());
        assert_eq!(hundredths, total, "{letters}");
        let band = total.map(|total| usize::from(total < 4650));
        assert_eq!(found.indicative(), band, "{letters}");
        count += usize::from(total.is_some());
    }
    assert_eq!(count, 4_usize.pow(5));
}

#[test]
fn the_total_of_a_level_adds_the_rows_that_the_level_asks_for() {
    let handbook = cafe();
    let standard = handbook.standard("cafe").unwrap();
    let graded = form(standard, "A");
    let added = graded.rubric.totals.iter().map(|total| {
        let ids: Vec<&str> = total.rows.iter().map(|id| id.as_str()).collect();
        format!("{}: {}", points(maximum(graded.form, total)), ids.join(" "))
    });
    assert_eq!(
        added.collect::<Vec<_>>(),
        [
            "46: 1.1-a 1.1-b 1.3-a 2-a 2-b 3-a 3-b",
            "66: 1.1-a 1.1-b 1.2-a-a 1.2-a-b 1.2-b 1.3-a 2-a 2-b 3-a 3-b"
        ]
    );
    let sides = form(standard, "C").form.rows.iter();
    let sides = sides.map(|row| format!("{} {}", row.key(), points(row.score("A").unwrap())));
    assert_eq!(sides.collect::<Vec<_>>(), ["doing 56", "knowing 10"]);
    let exam = form(standard, "E").form.rows.iter();
    let exam = exam.map(|row| {
        let criteria = row.criteria.len();
        format!(
            "{} {criteria} {}",
            row.key(),
            points(row.score("B").unwrap())
        )
    });
    assert_eq!(exam.collect::<Vec<_>>(), ["1 6 180", "2 2 75", "3 2 45"]);
    let everybody = form(standard, "D").form.rows.iter();
    let everybody: Vec<&str> = everybody.map(|row| row.key()).collect();
    assert_eq!(everybody, ["3-a", "3-b"]);
}
