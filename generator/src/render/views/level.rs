//! All that a level asks of a role.

use serde::Serialize;

use crate::render::frame::{Chrome, Frame};

/// A level of a role.
#[derive(Debug, Serialize)]
pub struct LevelView {}

/// The page of a role's level.
pub fn render(frame: &Frame, standard: usize, _role: usize, _level: usize) -> (Chrome, LevelView) {
    (
        frame.standard_chrome("level", standard, "", ""),
        LevelView {},
    )
}
