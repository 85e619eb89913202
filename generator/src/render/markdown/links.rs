//! The links and references of a Markdown text.

use crate::source::attachment::PictureSize;

/// Resolves the links and references of a Markdown text.
///
/// The text does not know on which page it is; the page implements this.
pub trait Links {
    /// Returns the link and label for `[[id]]`, or `None` if there is no such clause or requirement.
    /// An unknown reference stays as it is written.
    fn reference(&self, id: &str) -> Option<(String, String)>;

    /// Converts a relative link of the text to the form that works on the page.
    fn relative(&self, to: &str) -> String;

    /// Returns the size of the picture that a relative link of the text leads to, if it is known. A page that states it
    /// does not move while the picture loads.
    fn size(&self, _to: &str) -> Option<PictureSize> {
        None
    }

    /// Returns a word of the interface in the language of the text; empty if there is none.
    fn word(&self, _key: &'static str) -> &str {
        ""
    }
}
