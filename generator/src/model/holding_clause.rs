//! Clauses that only hold the requirements of a standard without clauses.

use super::axis::Axes;
use super::complete_standard::CompleteStandard;
use crate::index::ClauseIndex;

impl CompleteStandard {
    /// Whether a clause only holds requirements that its standard has without any clause: it has the title of the
    /// standard, and nothing else of its own. Imports make such clauses, and exports leave them out.
    pub fn only_holds(&self, index: ClauseIndex) -> bool {
        let clause = &self.clauses[index];
        let Some(body) = clause.as_clause() else {
            return false;
        };
        let original = self.about.language.as_str();
        let title = clause.label().and_then(|label| label.get(original));
        let has_words = body.intro.is_some() || !body.remarks.is_empty() || !body.note.0.is_empty();
        let is_known = !body.relates.is_empty() || !body.same_as.is_empty();
        title.is_some_and(|title| self.about.title.get(original) == Some(title))
            && clause.number().is_none()
            && clause.parent.is_none()
            && clause.children.is_empty()
            && clause.axes == Axes::default()
            && !has_words
            && !is_known
    }
}
