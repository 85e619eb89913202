//! Warnings that a publisher refuses: `--deny`.

use clap::{Args, ValueEnum};

use crate::source::diagnostic::Severity;

/// Warnings that stop the call.
#[derive(Args, Debug, Default)]
pub(super) struct Deny {
    /// Refuse what is otherwise warned of
    #[arg(long, value_name = "WHAT", value_enum)]
    deny: Vec<Denied>,
}

/// A warning that can be made an error.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Denied {
    /// A curriculum that leaves a requirement of its role and level uncovered
    Uncovered,
}

impl Deny {
    /// How much it weighs that a curriculum leaves something uncovered.
    pub(super) fn uncovered(&self) -> Severity {
        if self.deny.contains(&Denied::Uncovered) {
            Severity::Error
        } else {
            Severity::Warning
        }
    }
}
