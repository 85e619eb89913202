//! What a translator returns, from either format.

/// A unit as returned.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReturnedUnit {
    /// Its id.
    pub id: String,
    /// The line at which it begins, from 1.
    pub line: u32,
    /// The words that were translated.
    pub source: String,
    /// The translation. Empty if there is none.
    pub target: String,
    /// Whether somebody has yet to review it.
    pub is_draft: bool,
    /// The language of the words, as the file names it.
    pub source_language: Option<String>,
    /// The language of the translation, as the file names it.
    pub target_language: Option<String>,
}
