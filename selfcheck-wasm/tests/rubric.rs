//! The compact form of a rubric, and what makes a rubric unsound.
#![allow(clippy::unwrap_used)]

mod common;

use common::shipped;
use selfcheck_wasm::Rubric;

#[test]
fn a_rubric_has_a_compact_form() {
    let rubric = Rubric::new(shipped()).unwrap();
    let text = rubric.encode();
    assert!(text.starts_with("rubric 1\nof cbec-export-operations undated product-development\ngrades A B C D\nrow literacy 2000 1600 1200 800 5.1-a"));
    assert!(text.ends_with("propose C 4000\npropose D 0"));
    for (from, to, code) in [
        ("rubric 1", "rubric 2", "rubric-version"),
        ("rubric 1\n", "", "rubric-version"),
        ("grades A B C D", "grades A B C", "unknown"),
        ("of cbec", "of  cbec", "rubric-line"),
        ("propose D 0", "propose D 0\n", "rubric-line"),
        ("propose D 0", "propose D 10", "threshold-order"),
        (
            "propose A 9000\n",
            "propose A 9000\npropose A 8000\n",
            "threshold-order",
        ),
        ("row knowledge", "row literacy", "duplicate"),
        ("row knowledge 2000", "row knowledge 02000", "rubric-line"),
        (
            "row knowledge 2000 1600",
            "row knowledge 1600 2000",
            "score-order",
        ),
        (
            "row knowledge 2000",
            "row knowledge 99999999",
            "out-of-range",
        ),
        (
            "level junior literacy",
            "level junior illiteracy",
            "unknown",
        ),
        (
            "level junior literacy",
            "level junior knowledge",
            "duplicate",
        ),
        ("band senior 9000", "band senior 7000", "band-order"),
        ("band mid 8000", "band mid", "band-order"),
        ("band unqualified", "band unqualified 10", "band-order"),
        ("band unqualified", "band unqualified 10 10", "rubric-line"),
        ("answer alone 200", "answer alone 0", "answer-order"),
        ("answered 7500", "answered 10001", "out-of-range"),
        ("answered 7500\n", "", "ok"),
    ] {
        let damaged = text.replacen(from, to, 1);
        assert_ne!(damaged, text, "{from}");
        let found = Rubric::decode(&damaged).map_or_else(|error| error.code(), |_| "ok");
        assert_eq!(found, code, "{from} → {to}");
    }
    assert_eq!(
        Rubric::decode(&"x".repeat(70_000)).unwrap_err().code(),
        "rubric-too-long"
    );
}
