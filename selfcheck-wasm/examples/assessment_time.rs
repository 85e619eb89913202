//! Times one assessment natively: all 4,096 gradings of a form, turn by turn with a reference, a bare loop over arrays that adds the same
//! three totals. `benchmarks/selfcheck.py` runs it.
#![allow(clippy::print_stdout, reason = "it is a program that prints figures")]
#![allow(clippy::unwrap_used, reason = "the rubric is one of our own")]

use std::hint::black_box;
use std::time::Instant;

use selfcheck_wasm::{Grades, Rubric, assess, face};

/// What A to D are worth in each row, in hundredths, and the rows of each level.
const WORTH: [[i32; 4]; 6] = [
    [2000, 1600, 1200, 800],
    [2000, 1600, 1200, 800],
    [2000, 1600, 1200, 800],
    [1000, 800, 600, 400],
    [1000, 800, 600, 400],
    [2000, 1600, 1200, 800],
];
const LEVELS: [&[usize]; 3] = [&[0, 1, 2, 5], &[0, 1, 2, 3, 5], &[0, 1, 2, 3, 4, 5]];

const TURNS: usize = 31;

fn main() {
    let rubric = Rubric::decode(include_str!("../fuzz/seeds/compact_rubric/shipped")).unwrap();
    let places: Vec<[usize; 6]> = (0..4096)
        .map(|number| std::array::from_fn(|row| number / 4_usize.pow(row as u32) % 4))
        .collect();
    let grades: Vec<Grades> = places
        .iter()
        .map(|places| Grades::from_places(&rubric, &places.map(Some)))
        .collect();
    let texts: Vec<String> = grades
        .iter()
        .map(|grades| format!("g={}&target=senior", grades.text()))
        .collect();

    let reference = || {
        for places in &places {
            for level in LEVELS {
                let total: i32 = level.iter().map(|row| WORTH[*row][places[*row]]).sum();
                black_box(total);
            }
        }
    };
    let totals = || {
        for grades in &grades {
            black_box(assess(&rubric, black_box(grades), None));
        }
    };
    let whole = || {
        for text in &texts {
            let _ = black_box(face::assess_text(&rubric, black_box(text)));
        }
    };
    let mut took = [const { Vec::new() }; 3];
    for _ in 0..TURNS {
        let runs: [&dyn Fn(); 3] = [&reference, &totals, &whole];
        for (run, took) in runs.iter().zip(&mut took) {
            let start = Instant::now();
            run();
            took.push(start.elapsed().as_secs_f64() * 1e6 / places.len() as f64);
        }
    }
    let [base, ..] = took.each_ref().map(|took| median(took.clone()));
    for (name, took) in [
        "reference: three sums",
        "totals and bands",
        "with advice, from text to text",
    ]
    .iter()
    .zip(took)
    {
        let time = median(took);
        println!("native   {name:32} {time:8.3} µs {:8.1} ×", time / base);
    }
}

fn median(mut of: Vec<f64>) -> f64 {
    of.sort_by(f64::total_cmp);
    of[of.len() / 2]
}
