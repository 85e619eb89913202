//! The error of a page that cannot be rendered.
//!
//! A renderer returns it for one address, `build` stops with the first, and
//! [`crate::check::rendering`] makes diagnostics of all of them (`E702`).

use crate::language::message::{Message, message};
use crate::source::position::Position;

/// An address could not be rendered. The fault is in a template of the theme, since content is checked before.
#[derive(Debug, thiserror::Error)]
#[error("cannot render {address}: {}", cause.english())]
pub struct RenderError {
    /// The address.
    pub address: String,
    /// The place of the fault in the template, if it is known. The file is relative to the
    /// handbook's folder, or to the built-in theme.
    pub place: Option<Position>,
    /// The fault, in one line.
    pub cause: Message,
    /// What to do, if more is known than that the template is to be corrected.
    pub help: Option<Box<Message>>,
}

impl RenderError {
    /// The error for the user.
    pub fn message(&self) -> Message {
        message!(
            "cannot render {address}: {cause}",
            address = self.address,
            cause = self.cause
        )
    }
}
