//! The entries of a saved file are read or refused. A check that was read is written so that it reads back unchanged. In
//! the target's text, line feeds replace the entries' separators, so that it can be read and mutated as lines, and tabs
//! replace line feeds.
#![no_main]

mod rubrics;

use libfuzzer_sys::fuzz_target;
use rubrics::RUBRICS;
use selfcheck_wasm::SavedCheck;

fuzz_target!(|text: &str| {
    let entries = text.replace('\n', "\u{1f}").replace('\t', "\n");
    // Only one rubric per run, since every key is searched for in the whole text: the one that the text names.
    let rubric = &RUBRICS[usize::from(text.contains("lighthouse"))];
    let Ok(check) = SavedCheck::decode(rubric, &entries) else {
        return;
    };
    let written = check.encode(rubric).expect("a valid check can be written");
    assert_eq!(SavedCheck::decode(rubric, &written), Ok(check));
});
