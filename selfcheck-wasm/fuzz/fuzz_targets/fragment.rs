//! A fragment is read or refused; what is read is written as something that reads back the same, and what it holds survives a saved
//! file.
#![no_main]

mod rubrics;

use libfuzzer_sys::fuzz_target;
use rubrics::RUBRICS;
use selfcheck_wasm::{State, face, fragment};

fuzz_target!(|text: &str| {
    for rubric in RUBRICS.iter() {
        let Ok(state) = fragment::read(rubric, text) else { continue };
        let written = fragment::write(rubric, &state);
        assert_eq!(fragment::read(rubric, &written).as_ref(), Ok(&state));
        if state != State::default() {
            let entries = face::save_file(rubric, text).expect("what is read can be saved");
            assert_eq!(face::open_file(rubric, &entries), Ok(written));
        }
    }
});
