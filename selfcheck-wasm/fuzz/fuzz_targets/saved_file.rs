//! The entries of a saved file are read or refused; what is read is written as something that reads back the same. The target's
//! text has a line feed where entries have their separator, so that it can be read and mutated as lines; a tab stands for a line feed.
#![no_main]

mod rubrics;

use libfuzzer_sys::fuzz_target;
use rubrics::RUBRICS;
use selfcheck_wasm::SavedCheck;

fuzz_target!(|text: &str| {
    let entries = text.replace('\n', "\u{1f}").replace('\t', "\n");
    // For one rubric a run, since every key is looked up in the whole text: the one that the text names, if it names it.
    let rubric = &RUBRICS[usize::from(text.contains("lighthouse"))];
    let Ok(check) = SavedCheck::decode(rubric, &entries) else { return };
    let written = check.encode(rubric).expect("what is read can be written");
    assert_eq!(SavedCheck::decode(rubric, &written), Ok(check));
});
