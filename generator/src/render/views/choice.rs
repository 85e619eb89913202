//! The choice of a language, and what a server shows for an address that is not there.

use serde::Serialize;

use crate::render::frame::Frame;
use crate::render::html::Html;

/// A handbook's title and description in every language.
#[derive(Debug, Serialize)]
pub struct ChoiceView {
    /// One entry a language.
    pub languages: Vec<ChoiceLanguage>,
}

/// A handbook's title and description in one language.
#[derive(Debug, Serialize)]
pub struct ChoiceLanguage {
    /// The BCP 47 tag.
    pub lang: String,
    /// The title.
    pub title: Html,
    /// The description.
    pub description: Html,
    /// What to say where an address is not there.
    pub missing: Html,
}

/// The choice of a language.
pub fn view(frame: &Frame) -> ChoiceView {
    let about = &frame.handbook().about;
    ChoiceView {
        languages: frame
            .handbook()
            .languages
            .iter()
            .map(|language| ChoiceLanguage {
                lang: language.tag.to_string(),
                title: Html::escaped(about.title.get(&language.id).unwrap_or_default()),
                description: Html::escaped(about.description.get(&language.id).unwrap_or_default()),
                missing: Html::escaped(frame.words.get(&language.id, "missing_page")),
            })
            .collect(),
    }
}
