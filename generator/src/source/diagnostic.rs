//! Diagnostics: the faults of the content, and how to fix them.
//!
//! It is defined here and not in `check`, since the first faults are found while files are read. A
//! diagnostic is data: [`crate::check::report`] prints it for people, and its submodules for
//! programs.

use std::sync::Arc;

use super::position::Position;
use super::rule::{Rule, Severity};
use crate::language::message::{Message, message};

/// One fault of the content: the rule that it breaks, its place, a message, and how to fix it.
///
/// Create one with [`Rule::at`], and add to it with [`Diagnostic::see`] and
/// [`Diagnostic::because`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// The rule that is broken.
    pub rule: Rule,
    /// The severity, which decides whether it stops a build: that of the rule, unless the user has set another one.
    pub severity: Severity,
    /// The place of the fault.
    pub position: Position,
    /// The message, as a clause without a full stop.
    pub message: Message,
    /// The way to fix it; empty if the message is enough.
    pub help: Message,
    /// Other places that the fault is about. In the order in which they matter.
    pub related: Vec<Related>,
    /// The cause, if other faults can have the same one. Those of one cause are reported as one diagnostic.
    pub cause: Option<Arc<Cause>>,
}

/// Something missing, which is reported at every place that refers to it.
///
/// Two causes are the same if everything in them is.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Cause {
    /// The rule that is broken.
    pub rule: Rule,
    /// The standard in which it is missing; empty if it is not part of a standard.
    pub standard: Arc<str>,
    /// The missing name.
    pub name: Arc<str>,
    /// The message, as in a diagnostic.
    pub message: Message,
    /// The way to fix it.
    pub help: Message,
}

/// Another place that a fault is about.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Related {
    /// The place.
    pub position: Position,
    /// Its part in the fault: `first defined here`.
    pub words: Message,
}

impl Rule {
    /// Creates a diagnostic of this rule.
    ///
    /// The severity is that of the rule.
    pub fn at(
        self,
        position: &Position,
        message: impl Into<Message>,
        help: impl Into<Message>,
    ) -> Diagnostic {
        Diagnostic {
            rule: self,
            severity: self.severity(),
            position: position.clone(),
            message: message.into(),
            help: help.into(),
            related: Vec::new(),
            cause: None,
        }
    }
}

/// The number of other places that are shown to people. More are counted.
const SHOWN: usize = 4;

impl Diagnostic {
    /// The other places to show to people: the first few, the last of which says how many more there are.
    /// Programs get all of them from `related`.
    pub fn shown_places(&self) -> Vec<Related> {
        let mut shown: Vec<Related> = self.related.iter().take(SHOWN).cloned().collect();
        let more = self.related.len() - shown.len();
        if let Some(last) = shown.last_mut()
            && more > 0
        {
            let words = &last.words;
            last.words = message!(
                "{words}, and in {more} more {more|place|places}",
                words,
                more
            );
        }
        shown
    }

    /// Adds another place that the fault is about, and its part in the fault.
    #[must_use]
    pub fn see(mut self, position: &Position, words: impl Into<Message>) -> Self {
        self.related.push(Related {
            position: position.clone(),
            words: words.into(),
        });
        self
    }

    /// Names the cause of the fault.
    #[must_use]
    pub fn because(mut self, cause: Cause) -> Self {
        self.cause = Some(Arc::new(cause));
        self
    }

    /// Whether it stops a build.
    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }
}
