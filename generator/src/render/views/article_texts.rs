//! The texts of the editors' articles that other pages show as well.

use crate::index::ArticleIndex;
use crate::model::Language;
use crate::render::frame::Frame;
use crate::render::html::Html;
use crate::render::text::{Piece, TextView};
use crate::source::page::PageSource;

/// Returns the article at `article` in the languages of the reading. If one of them is missing, another replaces it.
pub fn written<'a>(
    frame: &Frame<'a>,
    article: ArticleIndex,
) -> Vec<(&'a Language, &'a PageSource)> {
    let handbook = frame.handbook();
    let article = &handbook.pages[article];
    let mut shown: Vec<(&Language, &PageSource)> = Vec::new();
    for wanted in &frame.reading().languages {
        let found = [wanted]
            .into_iter()
            .chain(&handbook.languages)
            .find_map(|language| Some((language, article.get(&language.id)?)));
        let Some((language, source)) = found else {
            continue;
        };
        if shown.iter().all(|(known, _)| known.id != language.id) {
            shown.push((language, source));
        }
    }
    shown
}

/// Returns the title of the article at `article` in the languages in which it is shown.
pub fn title(frame: &Frame, article: ArticleIndex) -> TextView {
    let written = written(frame, article);
    let plain = written.first().map(|(_, source)| source);
    let plain = plain.map(|source| source.front_matter.title.value.to_string());
    let pieces = written
        .iter()
        .map(|(language, source)| Piece {
            lang: language.tag.to_string(),
            language: language.id.to_string(),
            html: Html::escaped(&source.front_matter.title.value),
            is_source: false,
            ..Piece::default()
        })
        .collect();
    TextView::of(pieces, &frame.language().tag, plain.unwrap_or_default())
}
