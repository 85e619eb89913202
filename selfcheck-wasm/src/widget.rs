//! The face that wasm-bindgen gives to the page's script: [`face`], with the rubric kept between calls.

use std::cell::Cell;

use wasm_bindgen::prelude::wasm_bindgen;

use crate::face::{self, Answer};
use crate::rubric::Rubric;

thread_local! {
    static RUBRIC: Cell<Option<&'static Rubric>> = const { Cell::new(None) };
}

/// Takes the rubric of the page's form in its compact form, and says whether it is one.
///
/// It is kept for good: a page loads one, and to free it would be more code than it takes memory.
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

/// [`face::assess_text`]
#[wasm_bindgen]
pub fn assess(fragment: &str) -> String {
    with(fragment, face::assess_text)
}

/// [`face::propose_text`]
#[wasm_bindgen]
pub fn propose(fragment: &str) -> String {
    with(fragment, face::propose_text)
}

/// [`face::link`]
#[wasm_bindgen]
pub fn link(fragment: &str) -> String {
    with(fragment, face::link)
}

/// [`face::open_file`]
#[wasm_bindgen]
pub fn open_file(entries: &str) -> String {
    with(entries, face::open_file)
}

/// [`face::save_file`]
#[wasm_bindgen]
pub fn save_file(fragment: &str) -> String {
    with(fragment, face::save_file)
}
