//! The saved files that are accepted and refused, with the code of the error, for which the page has a message.
#![allow(clippy::unwrap_used)]

mod common;

use std::time::Instant;

use common::{made_up, shipped};
use selfcheck_wasm::saved::{MAX_EVIDENCE, MAX_LINK, MAX_NAME, MAX_NOTES};
use selfcheck_wasm::text::{is_day, is_text};
use selfcheck_wasm::{Answers, Evidence, OwnTexts, Rubric, SavedCheck, Source, State, fragment};

fn saved(rubric: &Rubric) -> SavedCheck<'static> {
    let answers: Vec<_> = (0..rubric.requirements().len())
        .map(|place| (place % 3 == 0).then_some(place % 4))
        .collect();
    SavedCheck {
        state: State {
            answers: Answers::from_places(rubric, &answers),
            ..fragment::read(rubric, "g=AAB-CD&as=mid&target=senior").unwrap()
        },
        assessor: Some(1),
        department: "选品部",
        own: OwnTexts {
            date: "2024-02-29",
            name: "李 \"L\" \\ 明",
            notes: "第一行\n\t<b>&amp;</b> \u{1f600}",
            posting: "buyer-2",
            person: "王 伟",
        },
        ..SavedCheck::default()
    }
}

/// The entries with readable separators: `/` between group, key and value, `;` between entries.
fn readable(entries: &str) -> String {
    let parts: Vec<&str> = entries.split('\u{1f}').collect();
    parts
        .chunks(3)
        .map(|entry| entry.join("/"))
        .collect::<Vec<_>>()
        .join(";")
}

fn entries(readable: &str) -> String {
    readable.replace(['/', ';'], "\u{1f}")
}

#[test]
fn a_file_stores_everything_by_name() {
    let rubric = Rubric::new(shipped()).unwrap();
    let text = readable(&saved(&rubric).encode(&rubric).unwrap());
    let start = "/format/clausebook-selfcheck;/version/1;/standard/cbec-export-operations;/edition/undated;/role/product-development;\
                 /evaluated_as/mid;/target/senior;grades/literacy/A;grades/knowledge/A;grades/skills-junior/B;grades/skills-senior/C;\
                 grades/development/D;answers/5.1-a/alone;answers/5.1-d/not-applicable;";
    assert!(text.starts_with(start), "{text}");
    let nothing = SavedCheck::default().encode(&rubric).unwrap();
    assert!(readable(&nothing).ends_with("/role/product-development"));
    assert_eq!(
        SavedCheck::decode(&rubric, &nothing),
        Ok(SavedCheck::default())
    );
}

#[test]
fn a_file_survives_a_new_order_of_rows() {
    let rubric = Rubric::new(shipped()).unwrap();
    let text = saved(&rubric).encode(&rubric).unwrap();
    let mut source = shipped();
    source.rows.reverse();
    let reversed = Rubric::new(source).unwrap();
    let check = SavedCheck::decode(&reversed, &text).unwrap();
    assert_eq!(check.state.grades.text(), "DC-BAA");
    let count = |state: &State| {
        state
            .answers
            .text()
            .bytes()
            .filter(|digit| *digit != b'-')
            .count()
    };
    assert_eq!(count(&check.state), count(&saved(&rubric).state));
}

#[test]
fn an_invalid_file_is_refused_with_a_code() {
    let rubric = Rubric::new(shipped()).unwrap();
    let mut plain = saved(&rubric);
    plain.own.notes = "";
    let text = readable(&plain.encode(&rubric).unwrap());
    let long_name = "长".repeat(MAX_NAME + 1);
    for (from, to, code) in [
        ("/version/1", "/version/2;/new/x", "file-version"),
        ("/version/1;", "", "file-version"),
        ("clausebook-selfcheck", "clausebook", "file-format"),
        ("/format", "/Format", "file-format"),
        ("/format", "grades/format", "file-format"),
        ("export-operations", "import", "file-standard"),
        ("undated", "2025", "file-edition"),
        ("product-development", "procurement", "file-role"),
        ("/edition/undated;", "", "file-edition"),
        ("/date", "/dated", "file-key"),
        ("/date", "/__proto__", "file-key"),
        ("/date", "top/date", "file-key"),
        (
            "/date/2024-02-29",
            "/date/2024-02-29;/date/2024-02-29",
            "file-key",
        ),
        ("/date/2024-02-29", "/date", "file-key"),
        ("2024-02-29", "2023-02-29", "file-date"),
        ("选品部", "选\u{7}部", "file-text"),
        ("选品部", &long_name, "file-text"),
        ("buyer-2", &long_name, "file-text"),
        ("/posting/", "/vacancy/", "file-key"),
        ("/assessor/department", "/assessor/boss", "file-unknown"),
        (
            "/evaluated_as/mid",
            "/evaluated_as/unqualified",
            "file-unknown",
        ),
        ("/target/senior", "/target/", "file-unknown"),
        ("grades/literacy/A", "grades/literacy/AA", "file-unknown"),
        ("grades/literacy/A", "grades/literacy/-", "file-unknown"),
        ("grades/literacy/A", "grades/literature/A", "file-key"),
        ("grades/literacy/A", "grades/knowledge/A", "file-key"),
        ("answers/5.1-a/alone", "answers/5.1-a/maybe", "file-unknown"),
        ("answers/5.1-a/alone", "answers/9.9-z/alone", "file-key"),
    ] {
        let damaged = text.replacen(from, to, 1);
        assert_ne!(damaged, text, "{from}");
        let error = SavedCheck::decode(&rubric, &entries(&damaged)).unwrap_err();
        assert_eq!(error.code(), code, "{from} → {to}");
        assert!(!error.to_string().is_empty());
    }
    assert_eq!(
        SavedCheck::decode(&rubric, "").unwrap_err().code(),
        "file-format"
    );
    assert_eq!(
        SavedCheck::decode(&rubric, &"x".repeat(300_000))
            .unwrap_err()
            .code(),
        "file-too-large"
    );
    let other = Rubric::new(made_up()).unwrap();
    assert_eq!(
        SavedCheck::decode(&other, &entries(&text))
            .unwrap_err()
            .code(),
        "file-standard"
    );
}

#[test]
fn a_file_belongs_to_one_form_of_a_role() {
    let first = Rubric::new(shipped()).unwrap();
    let further = |form: &str| {
        Rubric::new(Source {
            form: form.to_owned(),
            ..shipped()
        })
        .unwrap()
    };
    let rubrics = [first, further("B"), further("C")];
    for (place, written) in rubrics.iter().enumerate() {
        let file = saved(written).encode(written).unwrap();
        for (other, read) in rubrics.iter().enumerate() {
            let code = SavedCheck::decode(read, &file).map_err(|error| error.code());
            let expected = if place == other {
                Ok(saved(read))
            } else {
                Err("file-form")
            };
            assert_eq!(code, expected, "{place} {other}");
        }
    }
}

#[test]
fn a_check_that_could_not_be_read_is_not_written() {
    let rubric = Rubric::new(shipped()).unwrap();
    let write = |own: OwnTexts<'_>| {
        let check = SavedCheck {
            own,
            ..SavedCheck::default()
        };
        check.encode(&rubric).map_err(|error| error.code())
    };
    let named = OwnTexts {
        name: "a\u{1f}b",
        ..OwnTexts::default()
    };
    assert_eq!(write(named), Err("file-text"));
    let dated = OwnTexts {
        date: "yesterday",
        ..OwnTexts::default()
    };
    assert_eq!(write(dated), Err("file-date"));
    let noted = |notes: &str| {
        write(OwnTexts {
            notes,
            ..OwnTexts::default()
        })
        .map(|_| ())
    };
    assert_eq!(noted(&"长".repeat(MAX_NOTES + 1)), Err("file-text"));
    assert_eq!(noted(&"长".repeat(MAX_NOTES)), Ok(()));
}

/// An evidence entry in a file of its own.
fn with_entry(rubric: &Rubric, entry: [&str; 3]) -> String {
    let file = SavedCheck::default().encode(rubric).unwrap();
    format!("{file}\u{1f}{}", entry.join("\u{1f}"))
}

#[test]
fn evidence_is_stored_by_row_and_requirement() {
    let rubric = Rubric::new(shipped()).unwrap();
    let note = Evidence {
        note: "第一行\n<b>",
        link: "",
    };
    let both = Evidence {
        note: "n",
        link: "https://example.org/a?b=c#d",
    };
    let check = SavedCheck {
        row_evidence: vec![(0, both), (2, note)],
        evidence: vec![(1, note), (3, both)],
        ..saved(&rubric)
    };
    let entries = check.encode(&rubric).unwrap();
    assert_eq!(SavedCheck::decode(&rubric, &entries), Ok(check));
    assert!(entries.contains("\u{1f}rows.link\u{1f}literacy\u{1f}https://example.org/a?b=c#d"));
}

#[test]
fn evidence_is_checked() {
    let rubric = Rubric::new(shipped()).unwrap();
    let long_note = "长".repeat(MAX_EVIDENCE + 1);
    let long_link = format!("https://{}", "x".repeat(MAX_LINK));
    for (entry, code) in [
        (["rows.note", "literacy", "seen"], Ok(())),
        (["requirements.link", "5.1-a", "http://x"], Ok(())),
        (
            ["rows.link", "literacy", "javascript:alert(1)"],
            Err("file-link"),
        ),
        (["rows.link", "literacy", "data:,x"], Err("file-link")),
        (["rows.link", "literacy", "//x.org"], Err("file-link")),
        (["rows.link", "literacy", "https://"], Err("file-link")),
        (["rows.link", "literacy", " https://x"], Err("file-link")),
        (["rows.link", "literacy", "https://x y"], Err("file-link")),
        (["rows.link", "literacy", "HTTPS://x"], Err("file-link")),
        (["rows.link", "literacy", &long_link], Err("file-text")),
        (["rows.note", "literacy", &long_note], Err("file-text")),
        (["rows.note", "literacy", "a\u{7}"], Err("file-text")),
        (["rows.note", "literature", "x"], Err("file-key")),
        (["rows.file", "literacy", "x"], Err("file-key")),
        (["requirements.note", "literacy", "x"], Err("file-key")),
        (["evidence", "rows", "x"], Err("file-key")),
    ] {
        let file = with_entry(&rubric, entry);
        let read = SavedCheck::decode(&rubric, &file);
        assert_eq!(
            read.map(|_| ()).map_err(|error| error.code()),
            code,
            "{entry:?}"
        );
    }
    // What could not be read is not written.
    let written = |note: &str, link: &str| {
        let evidence = vec![(0, Evidence { note, link })];
        let check = SavedCheck {
            evidence,
            ..SavedCheck::default()
        };
        check
            .encode(&rubric)
            .map(|_| ())
            .map_err(|error| error.code())
    };
    assert_eq!(written("a", "ftp://x"), Err("file-link"));
    assert_eq!(written(&long_note, ""), Err("file-text"));
    // The largest evidence for everything is more than a file may hold.
    let note = "长".repeat(MAX_EVIDENCE);
    let all = (0..rubric.requirements().len())
        .map(|place| {
            let evidence = Evidence {
                note: &note,
                link: "",
            };
            (place, evidence)
        })
        .collect::<Vec<_>>();
    let check = SavedCheck {
        evidence: all.repeat(200),
        ..SavedCheck::default()
    };
    assert_eq!(check.encode(&rubric).unwrap_err().code(), "file-too-large");
}

#[test]
fn hostile_files_are_refused_quickly() {
    let rubric = Rubric::new(shipped()).unwrap();
    let start = Instant::now();
    let empty = readable(&SavedCheck::default().encode(&rubric).unwrap());
    for more in [
        ";//".repeat(80_000),
        "/".repeat(250_000),
        ";grades/literacy/A".repeat(10_000),
    ] {
        assert!(SavedCheck::decode(&rubric, &entries(&(empty.clone() + &more))).is_err());
    }
    assert!(start.elapsed().as_secs() < 20);
}

#[test]
fn control_characters_and_impossible_dates_are_refused() {
    for (text, expected) in [
        ("", true),
        ("a\n\tb", true),
        ("人\u{a0}\u{1f600}", true),
        ("a\rb", false),
        ("\0", false),
        ("\u{7f}", false),
        ("\u{80}", false),
        ("a\u{9f}", false),
        ("À\u{80}", false),
        ("人人人人人人", false),
    ] {
        assert_eq!(is_text(text, 5), expected, "{text:?}");
        let controls = text
            .chars()
            .any(|letter| letter.is_control() && !matches!(letter, '\n' | '\t'));
        assert_eq!(is_text(text, 10), !controls, "{text:?}");
    }
    for day in [
        "2024-02-29",
        "2000-02-29",
        "2023-12-31",
        "0001-01-01",
        "2023-04-30",
    ] {
        assert!(is_day(day), "{day}");
    }
    for day in [
        "",
        "2023-02-29",
        "1900-02-29",
        "2024-13-01",
        "2024-00-10",
        "2024-04-31",
        "2024-04-00",
        "24-04-30",
        "2024/04/30",
        "2024-4-30",
        "+024-04-30",
        "2024-04-3０",
    ] {
        assert!(!is_day(day), "{day}");
    }
}
