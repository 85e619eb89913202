//! A fragment is read or refused. A state that was read is written so that it reads back unchanged, and it survives a
//! saved file.
#![no_main]

mod rubrics;

use libfuzzer_sys::fuzz_target;
use rubrics::RUBRICS;
use selfcheck_wasm::{State, fragment, interface};

fuzz_target!(|text: &str| {
    for rubric in RUBRICS.iter() {
        let Ok(state) = fragment::read(rubric, text) else {
            continue;
        };
        let written = fragment::write(rubric, &state);
        assert_eq!(fragment::read(rubric, &written).as_ref(), Ok(&state));
        if state != State::default() {
            let entries =
                interface::save_file(rubric, text).expect("a valid fragment can be saved");
            assert_eq!(interface::open_file(rubric, &entries), Ok(written));
        }
    }
});
