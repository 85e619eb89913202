//! A role's page.

use serde::Serialize;

use crate::render::frame::{Chrome, Frame};

/// A role.
#[derive(Debug, Serialize)]
pub struct RoleView {}

/// The page of a role.
pub fn render(frame: &Frame, standard: usize, _role: usize) -> (Chrome, RoleView) {
    (frame.standard_chrome("role", standard, "", ""), RoleView {})
}
