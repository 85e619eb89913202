//! `--deny`: warnings that are treated as errors.

use clap::{Args, ValueEnum};

use crate::source::diagnostic::Severity;

/// The warnings to treat as errors.
#[derive(Args, Debug, Default)]
pub(super) struct Deny {
    /// Treat a warning as an error
    #[arg(long, value_name = "WHAT", value_enum)]
    deny: Vec<Denied>,
}

/// A warning that can be treated as an error.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Denied {
    /// A curriculum that leaves a requirement of its role and level uncovered
    Uncovered,
}

impl Deny {
    /// The severity of a requirement that a curriculum leaves uncovered.
    pub(super) fn uncovered(&self) -> Severity {
        if self.deny.contains(&Denied::Uncovered) {
            Severity::Error
        } else {
            Severity::Warning
        }
    }
}
