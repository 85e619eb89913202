//! The reasons for which nothing of a translated file can be used.

use crate::language::message::{Message, message};

/// A file cannot be used as a whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExchangeError {
    /// The line, from 1, if the cause is in one.
    pub line: Option<u32>,
    /// The fault.
    pub message: Message,
    /// The remedy.
    pub help: Message,
}

impl ExchangeError {
    /// An error at a line, from 1.
    pub(super) fn at(line: u32, message: Message, help: Message) -> Self {
        ExchangeError {
            line: Some(line),
            message,
            help,
        }
    }

    /// The error with its line and its remedy, for the user.
    pub fn report(&self) -> Message {
        let (message, help) = (&self.message, &self.help);
        match self.line {
            Some(line) => {
                message!("line {line}: {message}\nhelp: {help}", line, message, help)
            }
            None => message!("{message}\nhelp: {help}", message, help),
        }
    }

    /// An error of the whole file.
    pub(super) fn whole(message: Message, help: Message) -> Self {
        ExchangeError {
            line: None,
            message,
            help,
        }
    }
}
