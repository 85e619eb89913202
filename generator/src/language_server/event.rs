//! The events that the server waits for.

use super::checking::CheckResult;
use super::wire::Received;

/// An event.
pub(super) enum Event {
    /// The editor has sent a message.
    Message(Received),
    /// The editor sends nothing more.
    End,
    /// The rules have been run.
    Checked(CheckResult),
}
