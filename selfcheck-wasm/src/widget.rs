//! The wasm-bindgen exports for the page's script: [`interface`], with the rubric stored between calls.

use std::cell::Cell;

use wasm_bindgen::prelude::wasm_bindgen;

use crate::interface::{self, Answer};
use crate::rubric::Rubric;

thread_local! {
    static RUBRIC: Cell<Option<&'static Rubric>> = const { Cell::new(None) };
}

/// Stores the rubric of the page's form, given in its compact form. Returns whether it could be read.
///
/// The rubric is never freed: a page loads only one, and code to free it would be larger than the rubric.
#[wasm_bindgen]
pub fn load(text: &str) -> bool {
    let rubric = Box::leak(Box::<Rubric>::default());
    let good = rubric.read_into(text).is_some();
    RUBRIC.set(good.then_some(rubric));
    good
}

#[inline(never)]
fn with(text: &str, function: fn(&Rubric, &str) -> Answer) -> String {
    let code = match RUBRIC.get() {
        None => "no-rubric",
        Some(rubric) => match function(rubric, text) {
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

/// [`interface::propose_text`]
#[wasm_bindgen]
pub fn propose(fragment: &str) -> String {
    with(fragment, interface::propose_text)
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
