//! The markup of a standard's texts.

use super::words::words;

words! {
    /// The markup of a standard's texts.
    "a kind of markup" Markup {
        /// None: the words are printed to the letter.
        Plain = "plain",
        /// Markdown: paragraphs, lists, emphasis, code, links and formulas.
        Markdown = "markdown",
    }
}
