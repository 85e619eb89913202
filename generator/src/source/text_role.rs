//! The kind of words in a text.

/// The kind of words in a text, which the field that holds it declares.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TextRole {
    /// Prose of the standard, and our translation of it. Keywords and terms are found in it, and it is Markdown if the
    /// standard says so. E.g. a requirement's text.
    Source,
    /// Words of the standard that name, number or label something, and our translation of them.
    /// E.g. a title or a table's number.
    Label,
    /// Words of the standard that a note repeats. It must occur in the noted text.
    Quote,
    /// Our words. E.g. a description, or a definition in the glossary.
    Ours,
    /// Our words in Markdown.
    Markdown,
}
