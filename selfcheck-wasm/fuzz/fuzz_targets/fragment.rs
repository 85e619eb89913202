//! A fragment is read or refused; what is read is written as something that reads back the same, and that the whole face takes.
#![no_main]

mod rubrics;

use libfuzzer_sys::fuzz_target;
use rubrics::RUBRICS;
use selfcheck_wasm::{face, fragment};

fuzz_target!(|text: &str| {
    for rubric in RUBRICS.iter() {
        let read = fragment::read(rubric, text);
        let answers = [
            face::assess_text(rubric, text),
            face::propose_text(rubric, text),
            face::link(rubric, text),
            face::save_file(rubric, text),
        ];
        for answer in &answers {
            assert_eq!(answer.is_ok(), read.is_ok());
        }
        let Ok(state) = read else { continue };
        let written = fragment::write(rubric, &state);
        assert_eq!(answers[2].as_ref(), Ok(&written));
        assert_eq!(fragment::read(rubric, &written), Ok(state));
        let [_, _, _, Ok(entries)] = &answers else { unreachable!() };
        assert_eq!(face::open_file(rubric, entries), Ok(written));
    }
});
