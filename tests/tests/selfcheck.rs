//! The self-check's arithmetic on the shipped forms: the core's assessment with the rubric of a built page is compared with
//! totals and bands computed here from the content alone.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use clausebook_tests::page::Page;
use clausebook_tests::program::{handbook, repository};
use clausebook_tests::source::{STANDARD, bare};
use clausebook_tests::yaml::{files, get, list, read, string};
use selfcheck_wasm::{Grades, Rubric, assess};

fn folder() -> PathBuf {
    repository().join("content").join(STANDARD)
}

fn site() -> &'static Path {
    handbook(env!("CARGO_TARGET_TMPDIR"))
}

/// A form as in its files, in whole points.
struct Form {
    role: String,
    /// The points of each grade, by row.
    scores: BTreeMap<String, BTreeMap<char, u32>>,
}

fn forms() -> Vec<Form> {
    let annexes = files(&folder().join("annexes"));
    let forms = annexes.iter().map(|path| {
        let annex = read(path);
        let rows = list(&annex, "form.rows").iter().map(|row| {
            let worth = |grade: char| {
                let points = string(row, &format!("scores.{grade}"));
                (grade, points.parse().expect("points are whole numbers"))
            };
            (string(row, "row"), "ABCD".chars().map(worth).collect())
        });
        Form {
            role: string(&annex, "role"),
            scores: rows.collect(),
        }
    });
    forms.collect()
}

/// The rows of each level's formula, read from the words of the standard's formula rather than from the list of rows.
fn formulas() -> Vec<(String, Vec<&'static str>)> {
    let rubric = read(&folder().join("rubric.yaml"));
    let totals = list(&rubric, "totals").iter().map(|total| {
        let formula = string(total, "formula.zh");
        let sum = formula.split_once('=').expect("a formula has two sides").1;
        let rows = [
            ("职业素养", "literacy"),
            ("职业知识", "knowledge"),
            ("初级评分", "skills-junior"),
            ("中级评分", "skills-mid"),
            ("高级评分", "skills-senior"),
            ("职业发展", "development"),
        ];
        let rows = rows.iter().filter(|(words, _)| sum.contains(words));
        (string(total, "level"), rows.map(|(_, row)| *row).collect())
    });
    totals.collect()
}

/// The band of a total, according to 6.2 of the source.
fn band_of(total: u32) -> &'static str {
    match total {
        90.. => "senior",
        80.. => "mid",
        60.. => "junior",
        _ => "unqualified",
    }
}

/// The rubric in a page, as its script reads it.
fn rubric_of(reading: &str, role: &str) -> Rubric {
    let path = format!("{reading}/cbec-export-operations/selfcheck/{role}.html");
    let page = Page::open(&site().join(path));
    let forms = page.select("form[data-selfcheck]");
    assert_eq!(forms.len(), 1, "a page has one form");
    let text = forms[0].attr("data-rubric").expect("it has the rubric");
    Rubric::decode(text).expect("the rubric is valid")
}

#[test]
fn the_core_and_the_content_agree_on_every_grading_of_every_form() {
    let order = [
        "literacy",
        "knowledge",
        "skills-junior",
        "skills-mid",
        "skills-senior",
        "development",
    ];
    let formulas = formulas();
    let forms = forms();
    assert_eq!(forms.len(), 5);
    let mut gradings = 0;
    for form in &forms {
        let rubric = rubric_of("zh", &form.role);
        assert_eq!(rubric.role(), form.role);
        for number in 0..4_usize.pow(6) {
            let letters: Vec<char> = (0..6)
                .map(|row| ['A', 'B', 'C', 'D'][number / 4_usize.pow(row) % 4])
                .collect();
            let text: String = letters.iter().collect();
            let grades = Grades::parse(&rubric, &text).expect("these are grades");
            let assessment = assess(&rubric, &grades, None);
            assert_eq!(assessment.forms.len(), formulas.len());
            for (place, (level, rows)) in formulas.iter().enumerate() {
                let worth = |row: &&str| {
                    let at = order.iter().position(|known| known == row);
                    form.scores[*row][&letters[at.expect("a known row")]]
                };
                let total: u32 = rows.iter().map(worth).sum();
                let result = &assessment.forms[place];
                assert_eq!(rubric.levels()[place].id, *level);
                assert_eq!(
                    result.total().map(|total| total.to_string()),
                    Some(total.to_string()),
                    "{} {text} {level}",
                    form.role
                );
                let band = result.band().map(|band| rubric.bands()[band].id.as_str());
                assert_eq!(band, Some(band_of(total)), "{} {text} {level}", form.role);
            }
            // All rows are graded, so the highest level counts.
            let highest = assessment.forms.last().and_then(|form| form.band());
            assert_eq!(assessment.indicative(), highest);
            gradings += 1;
        }
    }
    assert_eq!(gradings, 5 * 4096);
}

#[test]
fn every_reading_has_the_same_rubric() {
    for form in forms() {
        let [chinese, english, both] =
            ["zh", "en", "zh-en"].map(|reading| rubric_of(reading, &form.role));
        assert_eq!(chinese, english);
        assert_eq!(chinese, both);
    }
}

#[test]
fn the_bands_of_the_content_are_those_of_the_clause() {
    let rubric = read(&folder().join("rubric.yaml"));
    let bands: Vec<(String, Option<u32>)> = list(&rubric, "bands")
        .iter()
        .map(|band| {
            let from = get(band, "from").map(|_| string(band, "from"));
            let from = from.map(|from| from.parse().expect("a bound is a whole number"));
            (string(band, "id"), from)
        })
        .collect();
    for (place, (id, from)) in bands.iter().enumerate() {
        let lowest = from.unwrap_or_default();
        assert_eq!(band_of(lowest), id);
        if lowest > 0 {
            assert_eq!(band_of(lowest - 1), bands[place + 1].0);
        }
    }
    // The printed clause with the bounds in `band_of`.
    let printed = fs::read_to_string(repository().join("tests/fixtures/source.zh.txt"))
        .expect("the source is a fixture");
    let printed = bare([printed.as_str()]);
    for words in [
        "评价总分高于等于90分宜评价为高级",
        "评价总分高于等于80分低于90分宜评价为中级",
        // The source prints “低于等80分”.
        "评价总分高于等于60分低于等80分宜评价为初级",
        "评价总分低于60分宜评为不合格",
    ] {
        let words = bare([words]);
        assert!(printed.contains(&words), "the clause does not say {words}");
    }
}
