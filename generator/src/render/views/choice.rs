//! The choice of a language, and the page served for unknown addresses.

use serde::Serialize;
use serde_json::{Value as Json, json};

use crate::index::ReadingIndex;
use crate::model::Language;
use crate::render::frame::Frame;
use crate::render::html::Html;
use crate::render::typeset;
use crate::site::address::{self, Page};
use crate::source::format::text::Text;

/// A handbook's title and description in every language.
#[derive(Debug, Serialize)]
pub struct ChoiceView {
    /// One entry per language.
    pub languages: Vec<ChoiceLanguage>,
    /// Whether there is a reading in several languages.
    pub has_joined: bool,
    /// The readings for the script that opens one of them: a JSON list of `{id, href, tags}`.
    pub readings: String,
}

/// A handbook's title and description in one language.
#[derive(Debug, Serialize)]
pub struct ChoiceLanguage {
    /// The BCP 47 tag.
    pub lang: String,
    /// The title.
    pub title: Html,
    /// The description; empty if there is none.
    pub description: Html,
    /// The language's name for itself.
    pub name: Html,
    /// The link to the front page in this language alone; empty if there is no such reading.
    pub href: String,
    /// The id of that reading; empty if there is none.
    pub reading: String,
    /// The message for an unknown address.
    pub missing: Html,
    /// The advice below it.
    pub help: Html,
    /// The message for an address that is not saved while the browser is offline.
    pub offline: Html,
    /// The advice below it.
    pub offline_help: Html,
    /// The label of the link that tries the address again.
    pub again: Html,
}

/// Returns the choice of a language.
pub fn view(frame: &Frame) -> ChoiceView {
    let about = &frame.handbook().about;
    let mut readings = frame.handbook().readings.iter();
    ChoiceView {
        has_joined: readings.any(|reading| !reading.is_single()),
        readings: for_script(frame),
        languages: frame
            .handbook()
            .languages
            .iter()
            .map(|language| ChoiceLanguage {
                lang: language.tag.to_string(),
                title: shown(frame, language, &about.title, |words| {
                    typeset::set(words, &[], &[])
                }),
                description: about
                    .description
                    .as_ref()
                    .map(|description| shown(frame, language, description, Html::escaped))
                    .unwrap_or_default(),
                name: Html::escaped(&language.name),
                href: alone(frame, language)
                    .map(|reading| front(frame, reading))
                    .unwrap_or_default(),
                reading: alone(frame, language)
                    .map(|reading| frame.handbook().readings[reading].id.to_string())
                    .unwrap_or_default(),
                help: frame.words.html(&language.id, "missing_page_help"),
                missing: frame.words.html(&language.id, "missing_page"),
                offline: frame.words.html(&language.id, "offline"),
                offline_help: frame.words.html(&language.id, "offline_help"),
                again: frame.words.html(&language.id, "offline_again"),
            })
            .collect(),
    }
}

/// Returns a text in a language, or marked in another if it is not translated.
fn shown(frame: &Frame, language: &Language, text: &Text, html: impl Fn(&str) -> Html) -> Html {
    let (id, words) = text.nearest(&[&language.id]);
    let words = html(words);
    let mut others = frame.handbook().languages.iter();
    match others.find(|other| *other.id == *id && other.id != language.id) {
        Some(other) => {
            let mut marked = Html::default();
            marked.push_element("span", &other.tag, "", &words);
            marked
        }
        None => words,
    }
}

/// Returns the reading that shows a language alone.
fn alone(frame: &Frame, language: &Language) -> Option<ReadingIndex> {
    let readings = &frame.handbook().readings;
    readings.find_index(|reading| {
        reading.languages.len() == 1 && reading.languages[0].id == language.id
    })
}

/// Returns the link to the front page of a reading.
fn front(frame: &Frame, reading: ReadingIndex) -> String {
    frame.link(&address::page_path(frame.handbook(), reading, Page::Front))
}

/// Returns the readings with their links and the tags of their languages, as JSON.
fn for_script(frame: &Frame) -> String {
    let readings = frame.handbook().readings.indexed();
    let readings: Vec<Json> = readings
        .map(|(index, reading)| {
            let languages = reading.languages.iter();
            let tags: Vec<&str> = languages.map(|language| &*language.tag).collect();
            json!({"id": &*reading.id, "href": front(frame, index), "tags": tags})
        })
        .collect();
    Json::from(readings).to_string()
}
