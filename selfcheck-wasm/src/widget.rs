//! The wasm-bindgen exports for the page's script: the interface of [forms](crate::interface) or of
//! [profiles](crate::profile::interface), with the page's data stored between calls.

use std::cell::Cell;

use wasm_bindgen::prelude::wasm_bindgen;

#[cfg(feature = "widget")]
use crate::{interface, interface::Answer, rubric::Rubric as Data};
#[cfg(not(feature = "widget"))]
use crate::{
    profile::interface, profile::interface::ProfileAnswer as Answer,
    profile::model::Profile as Data,
};

thread_local! {
    static DATA: Cell<Option<&'static Data>> = const { Cell::new(None) };
}

/// Stores the page's rubric or profile, given in its compact form. Returns whether it could be read.
///
/// It was validated when the page was built. It is never freed: a page loads only one, and code to free it would be larger
/// than the data.
#[wasm_bindgen]
pub fn load(text: &str) -> bool {
    let data = Box::leak(Box::<Data>::default());
    let good = data.read_into(text).is_some();
    DATA.set(good.then_some(data));
    good
}

#[inline(never)]
fn with(text: &str, function: fn(&Data, &str) -> Answer) -> String {
    let code = match DATA.get() {
        None => "no-data",
        Some(data) => match function(data, text) {
            Ok(answer) => return answer,
            Err(error) => error.code(),
        },
    };
    let mut answer = String::from("!");
    answer.push_str(code);
    answer
}

/// `interface::assess_text`
#[wasm_bindgen]
pub fn assess(fragment: &str) -> String {
    with(fragment, interface::assess_text)
}

/// [`interface::propose_text`]
#[cfg(feature = "widget")]
#[wasm_bindgen]
pub fn propose(fragment: &str) -> String {
    with(fragment, interface::propose_text)
}

/// `interface::link`
#[wasm_bindgen]
pub fn link(fragment: &str) -> String {
    with(fragment, interface::link)
}

/// `interface::open_file`
#[wasm_bindgen]
pub fn open_file(entries: &str) -> String {
    with(entries, interface::open_file)
}

/// `interface::save_file`
#[wasm_bindgen]
pub fn save_file(fragment: &str) -> String {
    with(fragment, interface::save_file)
}
