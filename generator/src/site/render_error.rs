//! The error of a page that cannot be rendered.

use super::address::Address;
use crate::source::position::Position;

/// An address could not be rendered. The fault is in a template of the theme, since content is checked before.
#[derive(Debug, thiserror::Error)]
#[error("cannot render {address}: {cause}")]
pub struct RenderError {
    /// The address.
    pub address: String,
    /// The place of the fault in the template, if it is known.
    pub place: Option<Position>,
    /// The fault, in one line.
    pub cause: String,
}

impl RenderError {
    /// The error for an address that could not be rendered for a reason outside the templates.
    pub fn of(address: &Address, cause: impl Into<String>) -> Self {
        RenderError {
            address: address.path.to_string(),
            place: None,
            cause: cause.into(),
        }
    }
}
