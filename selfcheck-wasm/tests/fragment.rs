//! The fragments that are accepted and refused, with the code of the error, for which the page has a message.
#![allow(clippy::unwrap_used)]

mod common;

use common::shipped;
use selfcheck_wasm::{Rubric, Source, State, fragment};

#[test]
fn a_fragment_holds_the_entries() {
    let rubric = Rubric::new(shipped()).unwrap();
    let state = fragment::read(&rubric, "#g=AAB-CD&as=mid&target=senior").unwrap();
    assert_eq!(state.grades.text(), "AAB-CD");
    assert_eq!(
        [0, 3, 5].map(|row| state.grades.get(&rubric, row)),
        [Some(0), None, Some(3)]
    );
    assert_eq!((state.evaluated_as, state.target), (Some(1), Some(0)));
    assert_eq!(
        fragment::write(&rubric, &state),
        "g=AAB-CD&as=mid&target=senior"
    );
    assert_eq!(fragment::write(&rubric, &State::default()), "");
}

#[test]
fn a_fragment_is_read_or_refused_with_a_code() {
    let rubric = Rubric::new(shipped()).unwrap();
    let long = "x".repeat(5000);
    let twenty = "0-".repeat(10);
    for (text, expected) in [
        ("", Ok("")),
        ("#", Ok("")),
        ("#result", Ok("")),
        ("a&b&=&=c&&", Ok("")),
        ("other=1&as=mid&:~:text=x", Ok("as=mid")),
        ("as=mid&g=AAAAAA", Ok("g=AAAAAA&as=mid")),
        ("g=------", Ok("")),
        ("target=unqualified", Ok("target=unqualified")),
        (&format!("q={twenty}3"), Ok("q=0-0-0-0-0-0-0-0-0-0-3")),
        (&format!("q={twenty}4"), Err("link-answers")),
        (&format!("q={twenty}"), Err("link-answers")),
        ("g=AAAAA", Err("link-grades")),
        ("g=AAAAAAA", Err("link-grades")),
        ("g=AAAAAE", Err("link-grades")),
        ("g=aaaaaa", Err("link-grades")),
        ("g=", Err("link-grades")),
        ("g=%41AAAAA", Err("link-grades")),
        ("g=AAAAA\u{ff21}", Err("link-grades")),
        ("as=", Err("link-level")),
        ("as=unqualified", Err("link-level")),
        ("as=mid=", Err("link-level")),
        ("target=expert", Err("link-target")),
        ("as=mid&form=B", Err("link-form")),
        ("g=AAAAAA&g=AAAAAA", Err("link-key-twice")),
        (&long, Err("link-too-long")),
    ] {
        let read = fragment::read(&rubric, text).map_err(|error| error.code());
        let written = read.map(|state| fragment::write(&rubric, &state));
        assert_eq!(written.as_deref().map_err(|code| *code), expected, "{text}");
    }
}

#[test]
fn a_link_to_a_further_form_states_which() {
    let rubric = Rubric::new(Source {
        form: "B".to_owned(),
        ..shipped()
    })
    .unwrap();
    for (text, expected) in [
        ("", Ok("")),
        ("form=B", Ok("")),
        ("as=mid", Ok("as=mid&form=B")),
        ("form=B&g=AAAAAA", Ok("g=AAAAAA&form=B")),
        ("g=AAAAAA&form=C", Err("link-form")),
        ("g=AAAAAA&form=", Err("link-form")),
        ("form=B&form=B", Err("link-key-twice")),
    ] {
        let read = fragment::read(&rubric, text).map_err(|error| error.code());
        let written = read.map(|state| fragment::write(&rubric, &state));
        assert_eq!(written.as_deref().map_err(|code| *code), expected, "{text}");
    }
}
