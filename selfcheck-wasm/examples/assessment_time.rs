//! Times one native assessment: all 4,096 gradings of a form, in turns with a reference, which is a bare loop over
//! arrays that adds the same three totals. `benchmarks/selfcheck.py` runs it.
#![allow(clippy::print_stdout, reason = "the program's output is its result")]
#![allow(clippy::unwrap_used, reason = "the rubric is our own")]

use std::hint::black_box;
use std::time::Instant;

use selfcheck_wasm::{Grades, Rubric, assess, interface};

/// The points of A to D in each row, in hundredths.
const POINTS: [[i32; 4]; 6] = [
    [2000, 1600, 1200, 800],
    [2000, 1600, 1200, 800],
    [2000, 1600, 1200, 800],
    [1000, 800, 600, 400],
    [1000, 800, 600, 400],
    [2000, 1600, 1200, 800],
];
/// The rows of each level.
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
                let total: i32 = level.iter().map(|row| POINTS[*row][places[*row]]).sum();
                black_box(total);
            }
        }
    };
    let totals = || {
        for grades in &grades {
            black_box(assess(&rubric, black_box(grades), None));
        }
    };
    let with_advice = || {
        for text in &texts {
            let _ = black_box(interface::assess_text(&rubric, black_box(text)));
        }
    };
    let mut times = [const { Vec::new() }; 3];
    for _ in 0..TURNS {
        let runs: [&dyn Fn(); 3] = [&reference, &totals, &with_advice];
        for (run, times) in runs.iter().zip(&mut times) {
            let start = Instant::now();
            run();
            times.push(start.elapsed().as_secs_f64() * 1e6 / places.len() as f64);
        }
    }
    let [base, ..] = times.each_ref().map(|times| median(times.clone()));
    for (name, times) in [
        "reference: three sums",
        "totals and bands",
        "with advice, from text to text",
    ]
    .iter()
    .zip(times)
    {
        let time = median(times);
        println!("native   {name:32} {time:8.3} µs {:8.1} ×", time / base);
    }
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}
