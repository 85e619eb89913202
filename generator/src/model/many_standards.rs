//! Whether a handbook has so many standards that its front page lists them, with no more of each than helps to choose one.

use super::complete::CompleteHandbook;

/// The most standards that the front page shows with their roles, levels and clauses.
const SHOWN: usize = 5;

impl CompleteHandbook {
    /// Whether the front page lists the standards. Their contents pages then begin with what it would have shown of each.
    pub fn lists_standards(&self) -> bool {
        self.latest_standards().nth(SHOWN).is_some()
    }
}
