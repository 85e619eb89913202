//! What is wrong with the content, and what to do about it.

use super::position::Position;

/// How much a diagnostic weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Nothing is built while it stands.
    Error,
    /// Worth a look; the handbook is built all the same.
    Warning,
}

/// One fault of the content: where, what, and what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// Whether it stops a build.
    pub severity: Severity,
    /// Where the fault is.
    pub position: Position,
    /// What is wrong, as a clause without a full stop.
    pub message: String,
    /// What to do about it; empty where the message says it all.
    pub help: String,
}

impl Diagnostic {
    /// A fault that stops a build.
    pub fn error(position: &Position, message: impl Into<String>, help: impl Into<String>) -> Self {
        Diagnostic {
            severity: Severity::Error,
            position: position.clone(),
            message: message.into(),
            help: help.into(),
        }
    }

    /// A remark that stops nothing.
    pub fn warning(
        position: &Position,
        message: impl Into<String>,
        help: impl Into<String>,
    ) -> Self {
        Diagnostic {
            severity: Severity::Warning,
            ..Diagnostic::error(position, message, help)
        }
    }

    /// Whether it stops a build.
    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }
}

/// The name among `known` that `word` was probably meant to be: about a third of its letters may differ.
pub fn closest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let allowed = word.chars().count().div_ceil(3);
    known
        .into_iter()
        .map(|name| (strsim::levenshtein(word, name), name))
        .filter(|(distance, _)| *distance <= allowed)
        .min()
        .map(|(_, name)| name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_of_the_finger_is_recognised() {
        assert_eq!(closest("titel", ["title", "text"]), Some("title"));
        assert_eq!(
            closest("requirments", ["requirements", "role"]),
            Some("requirements")
        );
        assert_eq!(closest("colour", ["title", "text"]), None);
    }
}
