//! The functions that the page calls, with a rubric that is read but not validated, as in the page: every function
//! returns, whatever the rubric holds. The text is the rubric, a line with `#`, and the argument.
#![no_main]

use libfuzzer_sys::fuzz_target;
use selfcheck_wasm::{Rubric, interface};

fuzz_target!(|text: &str| {
    let (rubric, argument) = text.split_once('#').unwrap_or((text, ""));
    let Some(rubric) = Rubric::read(rubric) else {
        return;
    };
    let _ = interface::assess_text(&rubric, argument);
    let _ = interface::propose_text(&rubric, argument);
    let _ = interface::link(&rubric, argument);
    if let Ok(entries) = interface::save_file(&rubric, argument) {
        let _ = interface::open_file(&rubric, &entries);
    }
    let _ = interface::open_file(&rubric, &argument.replace('\n', "\u{1f}"));
});
