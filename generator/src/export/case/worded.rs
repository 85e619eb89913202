//! A handbook with the words of the interface, of which frameworks are made.

use crate::export::{Source, WordSource};
use crate::model::CompleteHandbook;

/// A handbook with the words of the interface.
#[derive(Clone, Copy)]
pub(super) struct WordedHandbook<'a> {
    pub(super) handbook: &'a CompleteHandbook,
    pub(super) words: &'a dyn WordSource,
}

impl<'a> From<&'a Source<'a>> for WordedHandbook<'a> {
    fn from(source: &'a Source<'a>) -> Self {
        WordedHandbook {
            handbook: source.site.handbook(),
            words: source.words,
        }
    }
}
