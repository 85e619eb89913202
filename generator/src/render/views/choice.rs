//! The choice of a language, and what a server shows for an address that is not there.

use serde::Serialize;

use crate::model::Language;
use crate::render::frame::Frame;
use crate::render::html::Html;
use crate::render::text;
use crate::site::address::{self, Page};

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
    /// What the language calls itself.
    pub name: Html,
    /// The front page in this language alone; empty where there is no such reading.
    pub href: String,
    /// What to say where an address is not there.
    pub missing: Html,
    /// What to do then.
    pub help: Html,
    /// What to say where an address is not kept and the browser is offline.
    pub offline: Html,
    /// What to do then.
    pub offline_help: Html,
    /// How the link back to the address is called.
    pub again: Html,
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
                title: text::set(about.title.get(&language.id).unwrap_or_default(), &[], &[]),
                description: Html::escaped(about.description.get(&language.id).unwrap_or_default()),
                name: Html::escaped(&language.name),
                href: front(frame, language).unwrap_or_default(),
                help: Html::escaped(frame.words.get(&language.id, "missing_page_help")),
                missing: Html::escaped(frame.words.get(&language.id, "missing_page")),
                offline: Html::escaped(frame.words.get(&language.id, "offline")),
                offline_help: Html::escaped(frame.words.get(&language.id, "offline_help")),
                again: Html::escaped(frame.words.get(&language.id, "offline_again")),
            })
            .collect(),
    }
}

fn front(frame: &Frame, language: &Language) -> Option<String> {
    let readings = &frame.handbook().readings;
    let reading = readings.iter().position(|reading| {
        reading.languages.len() == 1 && reading.languages[0].id == language.id
    })?;
    Some(frame.link(&address::page_path(frame.handbook(), reading, Page::Front)))
}
