//! The words of the interface that a handbook has translated: those that its theme lacks in a language, and those that it
//! changes.

use std::sync::Arc;

/// The words of the interface to translate into one language.
#[derive(Clone, Debug)]
pub struct TranslatableWords {
    /// The file of the handbook's theme that holds the translations, from the handbook's folder.
    pub file: Arc<str>,
    /// Its text; `None` if there is no such file yet.
    pub current: Option<Arc<str>>,
    /// The words, in the order of the theme's.
    pub words: Vec<TranslatableWord>,
}

/// A word of the interface.
#[derive(Clone, Debug)]
pub struct TranslatableWord {
    /// Its key.
    pub key: String,
    /// The word in other languages, by the language's id, the best to translate from first.
    pub sources: Vec<(Arc<str>, String)>,
    /// The translation, if there is one.
    pub target: Option<String>,
}
