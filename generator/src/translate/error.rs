//! The reasons for which nothing of a translated file can be used.

use std::fmt;

/// A file cannot be used as a whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExchangeError {
    /// The line, from 1, if the cause is in one.
    pub line: Option<u32>,
    /// The fault.
    pub message: String,
    /// The remedy.
    pub help: String,
}

impl ExchangeError {
    /// An error at a line, from 1.
    pub(super) fn at(line: u32, message: impl Into<String>, help: impl Into<String>) -> Self {
        ExchangeError {
            line: Some(line),
            message: message.into(),
            help: help.into(),
        }
    }

    /// An error of the whole file.
    pub(super) fn whole(message: impl Into<String>, help: impl Into<String>) -> Self {
        ExchangeError {
            line: None,
            message: message.into(),
            help: help.into(),
        }
    }
}

impl std::error::Error for ExchangeError {}

impl fmt::Display for ExchangeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(line) = self.line {
            write!(f, "line {line}: ")?;
        }
        write!(f, "{}\nhelp: {}", self.message, self.help)
    }
}
