//! A requirement's permalink: a small page in all languages.

use serde::Serialize;

use crate::render::frame::{Chrome, Frame};

/// A requirement.
#[derive(Debug, Serialize)]
pub struct PermalinkView {}

/// The page of a requirement; `None` where there is no such requirement.
pub fn render(
    frame: &Frame,
    _standard: usize,
    _requirement: usize,
) -> Option<(Chrome, PermalinkView)> {
    Some((frame.chrome("permalink"), PermalinkView {}))
}
