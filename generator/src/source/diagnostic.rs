//! Diagnostics: the faults of the content, and how to fix them.

use super::position::Position;

/// The severity of a diagnostic.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Stops the build.
    Error,
    /// Deserves attention, but does not stop the build.
    Warning,
}

/// One fault of the content: its position, a message, and how to fix it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// The severity, which decides whether it stops a build.
    pub severity: Severity,
    /// The position of the fault.
    pub position: Position,
    /// The message, as a clause without a full stop.
    pub message: String,
    /// The way to fix it; empty if the message is enough.
    pub help: String,
}

impl Diagnostic {
    /// Creates an error, which stops a build.
    pub fn error(position: &Position, message: impl Into<String>, help: impl Into<String>) -> Self {
        Diagnostic {
            severity: Severity::Error,
            position: position.clone(),
            message: message.into(),
            help: help.into(),
        }
    }

    /// Creates a warning, which does not stop a build.
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

/// The name in `known` that `word` was probably meant to be. About a third of its letters may differ.
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
