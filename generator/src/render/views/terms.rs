//! The terms of a standard and the glossary.

use serde::Serialize;

use crate::render::frame::{Chrome, Frame};

/// Terms and glossary.
#[derive(Debug, Serialize)]
pub struct TermsView {}

/// The page of terms.
pub fn render(frame: &Frame, standard: usize) -> (Chrome, TermsView) {
    (
        frame.standard_chrome("terms", standard, "", ""),
        TermsView {},
    )
}
