//! The handbook's front page.

use serde::Serialize;

use crate::render::frame::{Chrome, Frame};

/// The front page.
#[derive(Debug, Serialize)]
pub struct FrontView {}

/// The front page.
pub fn render(frame: &Frame) -> (Chrome, FrontView) {
    (frame.chrome("front"), FrontView {})
}
