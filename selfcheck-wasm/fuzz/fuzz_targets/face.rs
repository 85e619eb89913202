//! What the page calls, with a rubric that was read and not checked, as the page does: whatever is in it, every function answers.
//! The text is the rubric, a line with `#`, and what is called with.
#![no_main]

use libfuzzer_sys::fuzz_target;
use selfcheck_wasm::{Rubric, face};

fuzz_target!(|text: &str| {
    let (rubric, given) = text.split_once('#').unwrap_or((text, ""));
    let Some(rubric) = Rubric::read(rubric) else { return };
    let _ = face::assess_text(&rubric, given);
    let _ = face::propose_text(&rubric, given);
    let _ = face::link(&rubric, given);
    if let Ok(entries) = face::save_file(&rubric, given) {
        let _ = face::open_file(&rubric, &entries);
    }
    let _ = face::open_file(&rubric, &given.replace('\n', "\u{1f}"));
});
