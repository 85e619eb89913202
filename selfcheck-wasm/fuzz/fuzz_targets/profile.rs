//! The functions that a profile's page calls, with a profile that is read but not validated, as in the page: every
//! function returns, whatever the profile holds. A valid profile reads back unchanged. The text is the profile, a line
//! with `#`, and the argument.
#![no_main]

use libfuzzer_sys::fuzz_target;
use selfcheck_wasm::profile::{Profile, interface};

fuzz_target!(|text: &str| {
    let (profile, argument) = text.split_once('#').unwrap_or((text, ""));
    let Some(profile) = Profile::read(profile) else {
        return;
    };
    if profile.check().is_ok() {
        assert_eq!(Profile::decode(&profile.encode()).as_ref(), Ok(&profile));
    }
    let _ = interface::assess_text(&profile, argument);
    let _ = interface::link(&profile, argument);
    if let Ok(entries) = interface::save_file(&profile, argument) {
        let _ = interface::open_file(&profile, &entries);
    }
    let _ = interface::open_file(&profile, &argument.replace('\n', "\u{1f}"));
});
