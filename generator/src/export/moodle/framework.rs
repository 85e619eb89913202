//! A standard on its way to Moodle.

use super::id_numbers::IdNumbers;
use crate::export::Source;
use crate::index::StandardIndex;
use crate::model::{CompleteStandard, Language};
use crate::source::format::text::Text;

/// A standard in one language.
pub(super) struct MoodleFramework<'a> {
    pub(super) source: &'a Source<'a>,
    pub(super) index: StandardIndex,
    pub(super) standard: &'a CompleteStandard,
    pub(super) language: &'a Language,
    pub(super) original: &'a str,
    pub(super) ids: IdNumbers,
}

impl MoodleFramework<'_> {
    /// The words in the language, or else in that of the standard, without markup.
    pub(super) fn words(&self, text: &Text) -> String {
        let (_, words) = text.nearest(&[&self.language.id, self.original]);
        self.standard.plain_words(text, words).into_owned()
    }
}
