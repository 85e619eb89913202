//! The state of the translations, for editors: how much is done, and which texts need work.

use serde::Serialize;

use super::text_pages::TextPages;
use crate::index::{ReadingIndex, StandardIndex};
use crate::language::on_one_line;
use crate::model::translatable::{Translatable, TranslationPart};
use crate::model::translated::TranslationState;
use crate::model::translation_progress::{
    StateCounts, TranslationProgress, open_translations, translation_progress,
};
use crate::model::{Handbook, Language};
use crate::render::chrome::Chrome;
use crate::render::fill::fill;
use crate::render::frame::Frame;
use crate::render::html::Html;
use crate::render::maker::PageMaker;
use crate::site::address::pages;
use crate::site::{Make, RenderError};

/// The most texts of a part that are listed.
const LISTED: usize = 100;

/// The length of the longest excerpt, in characters.
const EXCERPT: usize = 70;

/// The state of the translations.
#[derive(Debug, Serialize)]
pub struct TranslationStatusView {
    /// The languages into which anything is translated.
    pub languages: Vec<TranslatedLanguageView>,
}

/// The translation into a language.
#[derive(Debug, Serialize)]
pub struct TranslatedLanguageView {
    /// The language's id, which is the anchor.
    pub id: String,
    /// The BCP 47 tag.
    pub lang: String,
    /// The language's name for itself.
    pub name: String,
    /// All texts.
    pub all: CountsView,
    /// The parts of the handbook.
    pub parts: Vec<TranslatedPartView>,
}

/// The translation of a part of the handbook.
#[derive(Debug, Serialize)]
pub struct TranslatedPartView {
    /// The part's name.
    pub name: Html,
    /// Its texts.
    pub counts: CountsView,
    /// The texts that need work: the stale ones, the drafts, and those that are missing.
    pub open: Vec<OpenTextView>,
    /// The number of those that are not listed, in words; empty if all are.
    pub more: String,
}

/// Texts by the state of their translation.
#[derive(Debug, Serialize)]
pub struct CountsView {
    /// The share that is done.
    pub percent: usize,
    /// The number that are done.
    pub done: usize,
    /// The number that are stale.
    pub stale: usize,
    /// The number of drafts.
    pub draft: usize,
    /// The number that are missing.
    pub missing: usize,
}

/// A text whose translation needs work.
#[derive(Debug, Serialize)]
pub struct OpenTextView {
    /// The link to a page that shows it.
    pub href: String,
    /// The BCP 47 tag of the original.
    pub lang: String,
    /// The beginning of the original.
    pub words: String,
    /// The key of the word for the state.
    pub state: &'static str,
}

impl Make<pages::TranslationStatus> for PageMaker<'_, '_> {
    fn make(&self, _: pages::TranslationStatus) -> Result<Vec<u8>, RenderError> {
        self.shown(render(self.frame))
    }
}

/// Renders the state of the translations.
pub fn render(frame: &Frame) -> (Chrome, TranslationStatusView) {
    let mut chrome = frame.chrome("translation-status");
    chrome.call(frame.label().to_owned());
    chrome.description = frame.word("translation_status_is").to_owned();
    let handbook = frame.handbook();
    let languages = translation_progress(handbook)
        .into_iter()
        .filter_map(|progress| {
            let mut languages = handbook.languages.iter();
            let language = languages.find(|known| known.id == progress.language)?;
            Some(translated(frame, language, &progress))
        });
    let view = TranslationStatusView {
        languages: languages.collect(),
    };
    (chrome, view)
}

fn translated(
    frame: &Frame,
    language: &Language,
    progress: &TranslationProgress,
) -> TranslatedLanguageView {
    let handbook = frame.handbook();
    let there = Frame::new(
        frame.site,
        frame.words,
        frame.address,
        reading_of(frame, language),
    );
    let pages = TextPages::of(&there);
    let mut open = open_translations(handbook, &language.id);
    let parts = progress.parts.iter().map(|(part, counts)| {
        let mut texts = open.remove(part).unwrap_or_default();
        // Stale translations mislead readers, so they come first.
        texts.sort_by_key(|(state, _)| match state {
            TranslationState::Stale => 0,
            TranslationState::Draft => 1,
            TranslationState::Missing | TranslationState::Done => 2,
        });
        let more = texts.len().saturating_sub(LISTED);
        let listed = texts.iter().take(LISTED);
        TranslatedPartView {
            name: name(frame, *part),
            counts: CountsView::of(counts),
            open: listed
                .map(|(state, text)| open_text(&there, &pages, *state, text))
                .collect(),
            more: match more {
                0 => String::new(),
                count => fill(frame.word("translation_status_more"), |name| {
                    (name == "count").then(|| count.to_string())
                }),
            },
        }
    });
    TranslatedLanguageView {
        id: language.id.to_string(),
        lang: language.tag.to_string(),
        name: language.name.to_string(),
        all: CountsView::of(&progress.all),
        parts: parts.collect(),
    }
}

/// The reading that shows a language best: alone, or else with others; otherwise that of the page.
fn reading_of(frame: &Frame, language: &Language) -> ReadingIndex {
    let readings = &frame.handbook().readings;
    let alone = readings.find_index(|reading| {
        reading.languages.len() == 1 && reading.languages[0].id == language.id
    });
    let with_others = || {
        readings.find_index(|reading| {
            let mut shown = reading.languages.iter();
            shown.any(|shown| shown.id == language.id)
        })
    };
    alone.or_else(with_others).unwrap_or(frame.reading_index)
}

fn open_text(
    there: &Frame,
    pages: &TextPages,
    state: TranslationState,
    text: &Translatable<'_>,
) -> OpenTextView {
    let words = &text.original.words;
    let words = on_one_line(words);
    let mut characters = words.chars();
    let mut excerpt: String = characters.by_ref().take(EXCERPT).collect();
    if characters.next().is_some() {
        excerpt.push('…');
    }
    let mut languages = there.handbook().languages.iter();
    let original = languages.find(|language| *language.id == *text.original.language);
    OpenTextView {
        href: pages.href(there, &text.place),
        lang: original.map_or_else(String::new, |language| language.tag.to_string()),
        words: excerpt,
        state: match state {
            TranslationState::Stale => "translation_stale",
            TranslationState::Draft => "translation_draft",
            TranslationState::Missing | TranslationState::Done => "translation_missing",
        },
    }
}

impl CountsView {
    fn of(counts: &StateCounts) -> Self {
        CountsView {
            percent: counts.percent(),
            done: counts.done,
            stale: counts.stale,
            draft: counts.draft,
            missing: counts.missing,
        }
    }
}

/// The name of a part of the handbook, in the languages of the reading.
fn name(frame: &Frame, part: TranslationPart) -> Html {
    let handbook = frame.handbook();
    let word = |key| frame.spoken(key).inline;
    let title = |index: StandardIndex| {
        let all: &Handbook = handbook;
        let known = handbook.standard(all.standards[index].id());
        known.map_or_else(Html::default, |standard| {
            frame.voice_of(standard).text(&standard.about.title).inline
        })
    };
    let of_title = |key, index: StandardIndex| {
        let mut name = title(index);
        name.push_text(" · ");
        name.0.push_str(&word(key).0);
        name
    };
    match part {
        TranslationPart::Handbook => word("translation_of_handbook"),
        TranslationPart::Standard(index) => title(index),
        TranslationPart::Glossary(index) => of_title("terms", index),
        TranslationPart::Notes(index) => of_title("translation_of_notes", index),
        TranslationPart::Curriculum(index) => {
            let all: &Handbook = handbook;
            let about = all.curricula[index].about.as_deref();
            about.map_or_else(Html::default, |about| {
                frame.own_voice().text(&about.title).inline
            })
        }
        TranslationPart::Pages => word("handbook_pages"),
        TranslationPart::Postings => word("postings"),
    }
}
