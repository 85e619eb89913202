//! The whole standard on one page.

use serde::Serialize;

use super::clause::{self, ClauseView};
use crate::render::frame::{Chrome, Frame};

/// The whole standard.
#[derive(Debug, Serialize)]
pub struct WholeView {
    /// Every clause in document order.
    pub clauses: Vec<ClauseView>,
}

/// The whole standard on one page.
pub fn render(frame: &Frame, standard: usize) -> (Chrome, WholeView) {
    let of = &frame.handbook().standards[standard];
    let clauses = (0..of.clauses.len())
        .map(|index| clause::view(frame, standard, index))
        .collect();
    (
        frame.standard_chrome("whole", standard, "", ""),
        WholeView { clauses },
    )
}
