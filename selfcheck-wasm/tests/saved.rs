//! The saved file: what is accepted and refused, with the name of the error, which the page turns into words.
#![allow(clippy::unwrap_used)]

mod common;

use common::{made_up, shipped};
use selfcheck_wasm::saved::MAX_NOTES;
use selfcheck_wasm::text::clean;
use selfcheck_wasm::{Rubric, SavedCheck, State, fragment};

fn saved(rubric: &Rubric) -> SavedCheck {
    SavedCheck {
        state: State {
            answers: (0..rubric.requirements().len())
                .map(|place| (place % 3 == 0).then_some(place % 4))
                .collect(),
            ..fragment::read(rubric, "g=AAB-CD&as=mid&target=senior").unwrap()
        },
        date: "2024-02-29".to_owned(),
        assessor: Some(1),
        name: "李 \"L\" \\ 明".to_owned(),
        department: "选品部".to_owned(),
        notes: "第一行\n\t<b>&amp;</b> \u{1f600}".to_owned(),
    }
}

#[test]
fn a_saved_file_is_plain_to_read() {
    let rubric = Rubric::new(shipped()).unwrap();
    let text = saved(&rubric).encode(&rubric).unwrap();
    let start = "{\n  \"format\": \"clausebook-selfcheck\",\n  \"version\": 1,\n  \"standard\": \"cbec-export-operations\",\n  \"edition\": \"undated\",\n";
    assert!(text.starts_with(start), "{text}");
    assert!(
        text.contains("  \"grades\": {\n    \"literacy\": \"A\",\n    \"knowledge\": \"A\",\n"),
        "{text}"
    );
    assert!(text.contains("\"5.1-a\": \"alone\""), "{text}");
    assert!(text.ends_with("\n  }\n}\n"), "{text}");
    assert_eq!(SavedCheck::decode(&rubric, &text), Ok(saved(&rubric)));
}

#[test]
fn a_saved_file_outlives_a_new_order_of_rows() {
    let rubric = Rubric::new(shipped()).unwrap();
    let text = saved(&rubric).encode(&rubric).unwrap();
    let mut source = shipped();
    source.rows.reverse();
    let turned = Rubric::new(source).unwrap();
    let check = SavedCheck::decode(&turned, &text).unwrap();
    assert_eq!(check.state.grades.text(&turned), "DC-BAA");
    assert_eq!(
        check.state.answers.iter().flatten().count(),
        saved(&rubric).state.answers.iter().flatten().count()
    );
}

#[test]
fn a_saved_file_is_refused_by_name() {
    let rubric = Rubric::new(shipped()).unwrap();
    let text = saved(&rubric).encode(&rubric).unwrap();
    let long = "长".repeat(MAX_NOTES + 1);
    for (from, to, code, detail) in [
        ("{", "", "file-damaged", ""),
        ("\n}\n", "\n}\n}", "file-damaged", ""),
        (
            "\"version\": 1",
            "\"version\": 2, \"new\": [{}]",
            "file-version",
            "",
        ),
        ("\"version\": 1", "\"version\": \"1\"", "file-version", ""),
        ("\"version\": 1", "\"version\": 1.0", "file-version", ""),
        ("clausebook-selfcheck", "clausebook", "file-format", ""),
        ("\"format\"", "\"Format\"", "file-format", ""),
        (
            "export-operations",
            "import",
            "file-standard",
            "cbec-import",
        ),
        ("undated", "2025", "file-edition", "2025"),
        (
            "product-development",
            "procurement\\u0007",
            "file-role",
            "procurement ",
        ),
        ("\"edition\": \"undated\",", "", "file-value", "edition"),
        ("\"date\"", "\"dated\"", "file-key", "dated"),
        ("\"date\"", "\"__proto__\"", "file-key", "__proto__"),
        ("2024-02-29", "2023-02-29", "file-date", "2023-02-29"),
        ("2024-02-29", "2024-13-01", "file-date", "2024-13-01"),
        ("2024-02-29", "2024-04-31", "file-date", "2024-04-31"),
        ("2024-02-29", "24-04-30", "file-date", "24-04-30"),
        ("2024-02-29", "+024-04-30", "file-date", "+024-04-30"),
        (
            "department\": \"选品部",
            "department\": \"选\\u0000部",
            "file-text",
            "department",
        ),
        ("第一行", &long, "file-text", "notes"),
        (
            "\"assessor\": \"department\"",
            "\"assessor\": \"boss\"",
            "file-unknown",
            "boss",
        ),
        (
            "\"assessor\": \"department\"",
            "\"assessor\": null",
            "file-value",
            "assessor",
        ),
        (
            "\"evaluated_as\": \"mid\"",
            "\"evaluated_as\": \"unqualified\"",
            "file-unknown",
            "unqualified",
        ),
        (
            "\"target\": \"senior\"",
            "\"target\": \"\"",
            "file-unknown",
            "",
        ),
        (
            "\"literacy\": \"A\"",
            "\"literacy\": \"AA\"",
            "file-unknown",
            "AA",
        ),
        (
            "\"literacy\": \"A\"",
            "\"literacy\": 1",
            "file-value",
            "grades",
        ),
        (
            "\"literacy\": \"A\"",
            "\"literature\": \"A\"",
            "file-unknown",
            "literature",
        ),
        (
            "\"literacy\": \"A\"",
            "\"knowledge\": \"A\"",
            "file-damaged",
            "",
        ),
        (
            "\"5.1-a\": \"alone\"",
            "\"5.1-a\": \"maybe\"",
            "file-unknown",
            "maybe",
        ),
        (
            "\"5.1-a\": \"alone\"",
            "\"9.9-z\": \"alone\"",
            "file-unknown",
            "9.9-z",
        ),
    ] {
        let damaged = text.replacen(from, to, 1);
        assert_ne!(damaged, text, "{from}");
        let error = SavedCheck::decode(&rubric, &damaged).unwrap_err();
        assert_eq!(
            (error.code(), error.detail()),
            (code, detail),
            "{from} → {to}"
        );
        assert!(!error.to_string().is_empty());
    }
    for (text, code) in [
        ("".to_owned(), "file-damaged"),
        ("[]".to_owned(), "file-format"),
        ("null".to_owned(), "file-format"),
        ("[".repeat(100_000), "file-damaged"),
        (
            format!("{{\"a\":\"{}\"}}", "x".repeat(300_000)),
            "file-too-large",
        ),
    ] {
        assert_eq!(SavedCheck::decode(&rubric, &text).unwrap_err().code(), code);
    }
    let other = Rubric::new(made_up()).unwrap();
    assert_eq!(
        SavedCheck::decode(&other, &text).unwrap_err().code(),
        "file-standard"
    );
}

#[test]
fn what_cannot_be_read_is_not_written() {
    let rubric = Rubric::new(shipped()).unwrap();
    let check = SavedCheck {
        name: "a\u{7}".to_owned(),
        ..SavedCheck::default()
    };
    assert_eq!(check.encode(&rubric).unwrap_err().code(), "file-text");
    let check = SavedCheck {
        date: "yesterday".to_owned(),
        ..SavedCheck::default()
    };
    assert_eq!(check.encode(&rubric).unwrap_err().code(), "file-date");
    assert_eq!(clean("a\r\nb\rc\u{7}\u{85}\td"), "a\nb\nc\td");
}

#[test]
fn a_file_made_to_hurt_costs_little() {
    let rubric = Rubric::new(shipped()).unwrap();
    let start = std::time::Instant::now();
    let keys: String = (0..30_000).map(|key| format!("\"{key}\":0,")).collect();
    let escapes = format!("{{\"format\":\"{}\"}}", "\\u0041".repeat(40_000));
    for text in [
        format!("{{{keys}\"x\":0}}"),
        format!("[{}0]", "0,".repeat(100_000)),
        escapes,
    ] {
        assert!(SavedCheck::decode(&rubric, &text).is_err());
    }
    assert!(start.elapsed().as_secs() < 2);
}
