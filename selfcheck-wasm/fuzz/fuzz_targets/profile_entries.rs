//! A profile's fragment and the entries of its saved file are read or refused. What was read is written so that it reads
//! back unchanged, and it survives the other form. In the target's text, line feeds replace the entries' separators, and
//! tabs replace line feeds.
#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use selfcheck_wasm::profile::{Profile, ProfileState, SavedProfile, fragment, interface};

/// A made-up profile: requirements with scales of several lengths, and a ladder that forks.
static PROFILE: LazyLock<Profile> = LazyLock::new(|| {
    let text = include_str!("../seeds/profile/made-up");
    let text = text.split_once('#').map_or(text, |(profile, _)| profile);
    Profile::decode(text).expect("the seed is a valid profile")
});

fuzz_target!(|text: &str| {
    let profile = &*PROFILE;
    if let Ok(state) = fragment::read(profile, text) {
        let written = fragment::write(profile, &state);
        assert_eq!(fragment::read(profile, &written).as_ref(), Ok(&state));
        if state != ProfileState::default() {
            let entries = interface::save_file(profile, text).expect("a valid fragment can be saved");
            assert_eq!(interface::open_file(profile, &entries), Ok(written));
        }
    }
    let entries = text.replace('\n', "\u{1f}").replace('\t', "\n");
    if let Ok(check) = SavedProfile::decode(profile, &entries) {
        let written = check.encode(profile).expect("a valid check can be written");
        assert_eq!(SavedProfile::decode(profile, &written), Ok(check));
    }
});
