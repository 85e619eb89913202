//! What an editor wrote.

use serde::Serialize;

use crate::render::frame::{Chrome, Frame};
use crate::render::html::Html;
use crate::render::markdown;

/// A page in the languages of the reading.
#[derive(Debug, Serialize)]
pub struct ArticleView {
    /// The page in each language.
    pub languages: Vec<ArticleLanguage>,
}

/// A page in one language.
#[derive(Debug, Serialize)]
pub struct ArticleLanguage {
    /// The BCP 47 tag.
    pub lang: String,
    /// The title.
    pub title: Html,
    /// The body.
    pub body: Html,
}

/// The page at `page`.
pub fn render(frame: &Frame, page: usize) -> (Chrome, ArticleView) {
    let of = &frame.handbook().pages[page];
    let mut chrome = frame.chrome("article");
    let mut languages = Vec::new();
    for language in &frame.reading().languages {
        let Some(source) = of
            .get(&language.id)
            .or_else(|| of.languages.first().map(AsRef::as_ref))
        else {
            continue;
        };
        if languages.is_empty() {
            chrome.title = format!("{} · {}", source.front_matter.title.value, chrome.title);
            chrome.description = source.front_matter.description.value.to_string();
        }
        languages.push(ArticleLanguage {
            lang: language.tag.to_string(),
            title: Html::escaped(&source.front_matter.title.value),
            body: markdown::document(&source.body),
        });
    }
    (chrome, ArticleView { languages })
}
