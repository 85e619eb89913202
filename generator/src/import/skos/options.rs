//! The options of an import of SKOS.

/// How a scheme is read.
#[derive(Clone, Debug, Default)]
pub struct SkosOptions {
    /// The scheme, by its address or its title, if the file has several.
    pub scheme: Option<String>,
    /// The language of texts that do not name theirs, and of the standard.
    pub language: Option<String>,
    /// The encoding of the file.
    pub encoding: Option<String>,
}
