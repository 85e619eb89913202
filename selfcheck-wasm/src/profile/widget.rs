//! The wasm-bindgen exports for the page's script: [`interface`], with the profile stored between calls.

use std::cell::Cell;

use wasm_bindgen::prelude::wasm_bindgen;

use super::interface::{self, ProfileAnswer};
use super::model::Profile;

thread_local! {
    static PROFILE: Cell<Option<&'static Profile>> = const { Cell::new(None) };
}

/// Stores the page's profile, given in its compact form. Returns whether it could be read.
///
/// The profile was validated when the page was built, and is never freed, since a page loads only one.
#[wasm_bindgen]
pub fn load(text: &str) -> bool {
    let profile = Profile::read(text).map(|profile| &*Box::leak(Box::new(profile)));
    PROFILE.set(profile);
    profile.is_some()
}

#[inline(never)]
fn with(text: &str, function: fn(&Profile, &str) -> ProfileAnswer) -> String {
    let code = match PROFILE.get() {
        None => "no-profile",
        Some(profile) => match function(profile, text) {
            Ok(answer) => return answer,
            Err(error) => error.code(),
        },
    };
    let mut answer = String::from("!");
    answer.push_str(code);
    answer
}

/// [`interface::assess_text`]
#[wasm_bindgen]
pub fn assess(fragment: &str) -> String {
    with(fragment, interface::assess_text)
}

/// [`interface::link`]
#[wasm_bindgen]
pub fn link(fragment: &str) -> String {
    with(fragment, interface::link)
}

/// [`interface::open_file`]
#[wasm_bindgen]
pub fn open_file(entries: &str) -> String {
    with(entries, interface::open_file)
}

/// [`interface::save_file`]
#[wasm_bindgen]
pub fn save_file(fragment: &str) -> String {
    with(fragment, interface::save_file)
}
