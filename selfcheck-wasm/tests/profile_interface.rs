//! The links and saved files of profiles that are accepted and refused, with the code of the error, for which the page
//! has a message, and the numbers that the page receives.
#![allow(clippy::unwrap_used)]

use selfcheck_wasm::profile::fragment::{read, write};
use selfcheck_wasm::profile::{
    Ask, Profile, ProfileState, Requirement, Rule, SavedProfile, Target, interface,
};
use selfcheck_wasm::saved::{MAX_NAME, MAX_NOTES};
use selfcheck_wasm::{Evidence, OwnTexts, Score};

/// Three requirements of a choir, of which the last has a longer scale; two levels.
fn choir() -> Profile {
    let requirement = |id: &str, steps, dimension| Requirement {
        id: id.to_owned(),
        steps,
        weight: Score::from_points(1),
        dimensions: vec![dimension],
    };
    let target = |id: &str, follows: &[usize], asks: &[(usize, u8, bool)]| Target {
        id: id.to_owned(),
        follows: follows.to_vec(),
        asks: asks
            .iter()
            .map(|&(requirement, expected, is_must)| Ask {
                requirement,
                expected,
                is_must,
            })
            .collect(),
    };
    Profile {
        standard: "choir".to_owned(),
        edition: "2024".to_owned(),
        role: "singer".to_owned(),
        dimensions: vec!["voice".to_owned(), "ear".to_owned()],
        requirements: vec![
            requirement("breath", 2, 0),
            requirement("pitch", 2, 1),
            requirement("sight-reading", 4, 1),
        ],
        targets: vec![
            target("novice", &[], &[(0, 2, true), (1, 1, true)]),
            target(
                "soloist",
                &[0],
                &[(0, 2, true), (1, 2, true), (2, 3, false)],
            ),
        ],
        rule: Some(Rule {
            every_must: true,
            share: None,
            met: None,
        }),
    }
}

fn without_roles() -> Profile {
    Profile {
        role: String::new(),
        ..choir()
    }
}

#[test]
fn a_fragment_is_read_or_refused_with_a_code() {
    let profile = choir();
    let long = "x".repeat(5000);
    for (text, expected) in [
        ("", Ok("")),
        ("#", Ok("")),
        ("#result", Ok("")),
        ("a&b&=&=c&&", Ok("")),
        ("#p=2x4&target=soloist", Ok("p=2x4&target=soloist")),
        ("target=novice&p=2-0", Ok("p=2-0&target=novice")),
        ("other=1&p=210&as=mid&g=AAA&:~:text=x", Ok("p=210")),
        ("p=---", Ok("")),
        ("p=", Err("link-ratings")),
        ("p=21", Err("link-ratings")),
        ("p=2104", Err("link-ratings")),
        ("p=310", Err("link-ratings")),
        ("p=215", Err("link-ratings")),
        ("p=X10", Err("link-ratings")),
        ("p=2 0", Err("link-ratings")),
        ("p=%3210", Err("link-ratings")),
        ("p=2\u{ff11}0", Err("link-ratings")),
        ("p=\u{e9}0", Err("link-ratings")),
        ("target=", Err("link-target")),
        ("target=master", Err("link-target")),
        ("target=novice=", Err("link-target")),
        ("p=210&p=210", Err("link-key-twice")),
        ("target=novice&target=soloist", Err("link-key-twice")),
        (&long, Err("link-too-long")),
    ] {
        let written = read(&profile, text).map(|state| write(&profile, &state));
        let written = written.map_err(|error| error.code());
        assert_eq!(written.as_deref().map_err(|code| *code), expected, "{text}");
    }
}

fn saved(profile: &Profile) -> SavedProfile<'static> {
    SavedProfile {
        state: read(profile, "p=2x3&target=soloist").unwrap(),
        own: OwnTexts {
            date: "2024-02-29",
            name: "李 \"L\" \\ 明",
            notes: "第一行\n\t<b>&amp;</b> \u{1f600}",
            posting: "spring-concert",
            person: "王 伟",
        },
        evidence: vec![(
            1,
            Evidence {
                note: "heard",
                link: "https://example.org",
            },
        )],
    }
}

/// The entries with readable separators: `/` between group, key and value, `;` between entries.
fn readable(entries: &str) -> String {
    let parts: Vec<&str> = entries.split('\u{1f}').collect();
    let entries: Vec<String> = parts.chunks(3).map(|entry| entry.join("/")).collect();
    entries.join(";")
}

fn entries(readable: &str) -> String {
    readable.replace(['/', ';'], "\u{1f}")
}

#[test]
fn a_file_stores_everything_by_name() {
    let profile = choir();
    let mut plain = saved(&profile);
    plain.own.notes = "";
    plain.own.name = "";
    plain.own.person = "";
    plain.evidence[0].1.link = "";
    assert_eq!(
        readable(&plain.encode(&profile).unwrap()),
        "/format/clausebook-profile;/version/1;/standard/choir;/edition/2024;/role/singer;/target/soloist;\
         ratings/breath/2;ratings/pitch/x;ratings/sight-reading/3;/date/2024-02-29;/posting/spring-concert;\
         requirements.note/pitch/heard"
    );
    let text = saved(&profile).encode(&profile).unwrap();
    assert_eq!(SavedProfile::decode(&profile, &text), Ok(saved(&profile)));
    let roleless = without_roles();
    let text = readable(&SavedProfile::default().encode(&roleless).unwrap());
    assert!(text.ends_with("/edition/2024"), "{text}");
    assert_eq!(
        SavedProfile::decode(&roleless, &entries(&text)),
        Ok(SavedProfile::default())
    );
}

#[test]
fn a_file_survives_a_new_order_of_requirements_and_a_link_does_not_pretend_to() {
    let profile = choir();
    let text = saved(&profile).encode(&profile).unwrap();
    let mut reversed = choir();
    reversed.requirements.reverse();
    for target in &mut reversed.targets {
        for ask in &mut target.asks {
            ask.requirement = 2 - ask.requirement;
        }
        target.asks.reverse();
    }
    assert_eq!(reversed.check(), Ok(()));
    let check = SavedProfile::decode(&reversed, &text).unwrap();
    assert_eq!(check.state.ratings.text(), "3x2");
    // A requirement added later is not rated.
    let mut longer = choir();
    longer.requirements.push(Requirement {
        id: "blend".to_owned(),
        steps: 2,
        weight: Score::from_points(1),
        dimensions: Vec::new(),
    });
    let check = SavedProfile::decode(&longer, &text).unwrap();
    assert_eq!(check.state.ratings.text(), "2x3-");
    assert_eq!(
        interface::link(&longer, "p=2x3").map_err(|error| error.code()),
        Err("link-ratings")
    );
}

#[test]
fn an_invalid_file_is_refused_with_a_code() {
    let profile = choir();
    let mut plain = saved(&profile);
    plain.own.notes = "";
    plain.evidence[0].1.link = "";
    let text = readable(&plain.encode(&profile).unwrap());
    let long_name = "长".repeat(MAX_NAME + 1);
    let long_notes = format!("spring-concert;/notes/{}", "n".repeat(MAX_NOTES + 1));
    for (from, to, code) in [
        ("clausebook-profile", "clausebook-selfcheck", "file-format"),
        ("/format/clausebook-profile;", "", "file-format"),
        ("/version/1", "/version/2", "file-version"),
        ("/standard/choir", "/standard/orchestra", "file-standard"),
        ("/edition/2024", "/edition/2025", "file-edition"),
        ("/role/singer", "/role/conductor", "file-role"),
        ("/role/singer;", "", "file-role"),
        ("/target/soloist", "/target/master", "file-unknown"),
        (
            "requirements.note/pitch",
            "requirements.note/tone",
            "file-key",
        ),
        ("requirements.note/pitch", "rows.note/pitch", "file-key"),
        ("requirements.note", "requirements.link", "file-link"),
        ("ratings/breath/2", "ratings/breath/3", "file-unknown"),
        ("ratings/breath/2", "ratings/breath/", "file-unknown"),
        ("ratings/breath/2", "ratings/breath/-", "file-unknown"),
        ("ratings/breath/2", "ratings/breath/２", "file-unknown"),
        ("ratings/breath/2", "ratings/breathing/2", "file-key"),
        ("ratings/pitch/x", "ratings/breath/x", "file-key"),
        ("ratings/breath/2", "grades/breath/2", "file-key"),
        ("/date/2024-02-29", "/date/2023-02-29", "file-date"),
        ("spring-concert", "spring\u{7}concert", "file-text"),
        ("spring-concert", &long_name, "file-text"),
        ("spring-concert", &long_notes, "file-text"),
        (
            "spring-concert",
            "spring-concert;/assessor/person",
            "file-key",
        ),
        ("spring-concert", "spring-concert;/", "file-key"),
    ] {
        let changed = text.replace(from, to);
        assert_ne!(changed, text, "{from}");
        let read = interface::open_file(&profile, &entries(&changed));
        assert_eq!(
            read.map_err(|error| error.code()),
            Err(code),
            "{from} → {to}"
        );
    }
    let named = interface::open_file(&without_roles(), &entries(&text));
    assert_eq!(named.map_err(|error| error.code()), Err("file-role"));
    let nothing = interface::open_file(&profile, "");
    assert_eq!(nothing.map_err(|error| error.code()), Err("file-format"));
}

#[test]
fn a_text_that_cannot_be_read_again_is_not_written() {
    let profile = choir();
    let mut bell = SavedProfile::default();
    bell.own.name = "\u{7}";
    assert_eq!(
        bell.encode(&profile).map_err(|error| error.code()),
        Err("file-text")
    );
    let mut day = SavedProfile::default();
    day.own.date = "2024-02-30";
    assert_eq!(
        day.encode(&profile).map_err(|error| error.code()),
        Err("file-date")
    );
}

#[test]
fn the_page_receives_the_assessment_as_numbers() {
    let profile = choir();
    let assess = |text: &str| interface::assess_text(&profile, text).unwrap();
    // Breath met, pitch does not apply, two of three steps of the optional sight-reading.
    assert_eq!(
        assess("p=2x2&target=soloist"),
        // The target, chosen; two targets, two dimensions.
        "1 1 2 2 \
         0 2 1 0 0 0 1 100 100 1 1 0 0 0 0 100 100 1 0 0 0 0 1 -1 -1 \
         0 3 1 1 0 0 1 83 83 1 1 0 0 0 0 100 100 2 0 1 0 0 1 66 66 \
         1 1 \
         1 2 2 3 0 \
         0 1 2 2 3 1666 0"
    );
    // Nothing rated: the first target is the one to work on, and its plan has every step.
    assert_eq!(
        assess(""),
        "0 0 2 2 \
         1 2 0 0 0 2 0 0 100 1 0 0 0 1 0 0 100 1 0 0 0 1 0 0 100 \
         1 3 0 0 0 3 0 0 100 1 0 0 0 1 0 0 100 2 0 0 0 2 0 0 100 \
         0 \
         0 \
         3 2 1 -1 1 5000 1 0 -1 2 5000 1"
    );
    // Everything is reached: the last target.
    assert!(assess("p=224").starts_with("1 0 2 2 0 "));
    assert!(assess("p=224").ends_with("1 1 0 0 0"));
    // Pitch is a step short of the second target, which is then missed.
    let missed = assess("p=21-");
    assert!(missed.contains(" 2 3 1 1 0 1 0 50 83 "), "{missed}");
    assert!(
        missed.ends_with("1 0 1 1 1 2 1 1 1 1 1 2 1666 1"),
        "{missed}"
    );
}

#[test]
fn without_a_rule_there_is_no_plan_and_no_target_is_reached() {
    let profile = Profile {
        rule: None,
        ..choir()
    };
    let answer = interface::assess_text(&profile, "p=224&target=novice").unwrap();
    assert!(answer.starts_with("0 1 2 2 -1 "), "{answer}");
    assert!(answer.ends_with(" 0 0 -1 0"), "{answer}");
}

#[test]
fn a_state_survives_link_and_file() {
    let profile = choir();
    for text in ["", "p=2x3", "target=novice", "p=--0&target=soloist"] {
        let link = interface::link(&profile, text).unwrap();
        assert_eq!(link, text);
        let file = interface::save_file(&profile, text).unwrap();
        assert_eq!(interface::open_file(&profile, &file).unwrap(), text);
    }
    assert_eq!(read(&profile, "").unwrap(), ProfileState::default());
}
