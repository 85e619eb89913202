//! The links and references of a Markdown text.

/// Resolves the links and references of a Markdown text.
///
/// The text does not know on which page it is; the page implements this.
pub trait Links {
    /// Returns the link and label for `[[id]]`, or `None` if there is no such clause or requirement.
    /// An unknown reference stays as it is written.
    fn reference(&self, id: &str) -> Option<(String, String)>;

    /// Converts a relative link of the text to the form that works on the page.
    fn relative(&self, to: &str) -> String;

    /// Returns a word of the interface in the language of the text; empty if there is none.
    fn word(&self, _key: &'static str) -> &str {
        ""
    }
}
