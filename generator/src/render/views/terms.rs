//! The terms of a standard and the glossary.

use serde::Serialize;

use super::note::{self, NoteView};
use crate::index::StandardIndex;
use crate::language::Collation;
use crate::model::{CompleteStandard, Reading};
use crate::render::chrome::Chrome;
use crate::render::frame::{Frame, LinkView};
use crate::render::maker::StandardPageMaker;
use crate::render::text::{TextView, Voice};
use crate::site::address::standard_pages;
use crate::site::{Make, RenderError};
use crate::source::format::glossary::GlossaryEntry;
use crate::source::format::text::Text;

/// The page of terms and the glossary.
#[derive(Debug, Serialize)]
pub struct TermsView {
    /// The standard's title.
    pub standard: TextView,
    /// The terms that the standard itself defines, in its order.
    pub defined: Vec<DefinedView>,
    /// The glossary by initial.
    pub groups: Vec<InitialView>,
    /// The number of entries in the glossary.
    pub count: usize,
}

/// A term that the standard defines.
#[derive(Debug, Serialize)]
pub struct DefinedView {
    /// The clause and the link to it. Its number is the anchor.
    pub clause: LinkView,
    /// The anchor.
    pub anchor: String,
    /// The term.
    pub entry: EntryView,
    /// The source of the definition, as the standard cites it.
    pub source: Option<TextView>,
}

/// The entries that begin with one letter.
#[derive(Debug, Serialize)]
pub struct InitialView {
    /// The letter, or `#` for entries that do not begin with one.
    pub letter: String,
    /// The anchor.
    pub anchor: String,
    /// The entries.
    pub entries: Vec<EntryView>,
}

/// A term in all languages of the handbook.
#[derive(Debug, Serialize)]
pub struct EntryView {
    /// The anchor.
    pub anchor: String,
    /// The term in every language, the page's own first.
    pub term: TextView,
    /// The pinyin of the Chinese term; empty if it is not given.
    pub pinyin: String,
    /// The definition.
    pub definition: Option<TextView>,
    /// Notes on the term.
    pub notes: Vec<NoteView>,
}

impl Make<standard_pages::Terms> for StandardPageMaker<'_, '_> {
    fn make(&self, _: standard_pages::Terms) -> Result<Vec<u8>, RenderError> {
        self.shown(render(self.frame, self.standard))
    }
}

/// Renders the page of terms.
pub fn render(frame: &Frame, standard_index: StandardIndex) -> (Chrome, TermsView) {
    let standard = &frame.handbook().standards[standard_index];
    let voice = frame.voice_of(standard);
    // A term is shown in every language, whatever the reading; the page's own language comes first.
    let mut languages = frame.handbook().languages.to_vec();
    languages.sort_by_key(|language| language.id != frame.language().id);
    let all = Reading {
        id: Default::default(),
        languages,
    };
    let terms = Voice {
        reading: &all,
        ..voice
    };
    let view = TermsView {
        standard: voice.text(&standard.about.title),
        defined: defined(frame, standard_index, standard, &terms),
        groups: groups(frame, standard, &terms),
        count: standard.glossary.len(),
    };
    let title = frame.label();
    let names: Vec<&str> = view
        .defined
        .iter()
        .map(|term| term.entry.term.plain.as_str())
        .collect();
    let description = match names[..] {
        [] => format!("{}{}{title}", view.standard.plain, frame.word("colon")),
        _ => format!(
            "{}{}{}",
            frame.word("terms_defined"),
            frame.word("colon"),
            names.join(frame.word("list_semicolon"))
        ),
    };
    let chrome = frame.standard_chrome("terms", standard_index, title, &description);
    (chrome, view)
}

fn defined<'a>(
    frame: &Frame<'a>,
    standard_index: StandardIndex,
    standard: &'a CompleteStandard,
    terms: &Voice,
) -> Vec<DefinedView> {
    let voice = frame.voice_of(standard);
    let clauses = standard.clauses.indexed();
    clauses
        .filter_map(|(index, clause)| {
            let term = clause.as_clause()?.term.as_ref()?;
            let anchor = clause.id().to_string();
            Some(DefinedView {
                clause: frame.clause_link(standard_index, index),
                source: term.source.as_ref().map(|source| voice.text(source)),
                entry: EntryView {
                    anchor: anchor.clone(),
                    term: terms.text(&term.name),
                    pinyin: pinyin_of(standard, &term.name),
                    definition: Some(voice.text(&term.definition)),
                    notes: note::views(frame, &voice, clause.notes()),
                },
                anchor,
            })
        })
        .collect()
}

/// Returns the pinyin of a term according to the glossary; empty if it is not there.
fn pinyin_of(standard: &CompleteStandard, name: &Text) -> String {
    let source = standard.about.language.as_str();
    standard
        .glossary
        .iter()
        .find(|entry| entry.term.get(source) == name.get(source))
        .and_then(|entry| entry.pinyin.as_ref())
        .map(|pinyin| pinyin.value.to_string())
        .unwrap_or_default()
}

fn groups<'a>(
    frame: &Frame<'a>,
    standard: &'a CompleteStandard,
    terms: &Voice,
) -> Vec<InitialView> {
    let voice = frame.own_voice();
    let page_language = &*frame.language().id;
    let anchors = standard.terms().anchors.iter().cloned();
    let mut sorted: Vec<(String, String, &GlossaryEntry)> = standard
        .glossary
        .iter()
        .zip(anchors)
        .map(|(entry, anchor)| (sort_key(standard, page_language, entry), anchor, entry))
        .collect();
    let collation = Collation::of_tag(&frame.language().tag);
    sorted.sort_by(|a, b| {
        let order = collation.compare(&a.0, &b.0);
        order.then_with(|| (&a.0, &a.1).cmp(&(&b.0, &b.1)))
    });
    let mut groups: Vec<InitialView> = Vec::new();
    for (key, anchor, entry) in sorted {
        let letter = collation.initial(&key).unwrap_or_else(|| "#".to_owned());
        let view = EntryView {
            anchor,
            term: terms.text(&entry.term),
            pinyin: entry
                .pinyin
                .as_ref()
                .map(|pinyin| pinyin.value.to_string())
                .unwrap_or_default(),
            definition: entry
                .definition
                .as_ref()
                .map(|definition| voice.text(definition)),
            notes: note::views(frame, &voice, &entry.note),
        };
        match groups.last_mut() {
            Some(group) if group.letter == letter => group.entries.push(view),
            _ => groups.push(InitialView {
                anchor: match letter.as_str() {
                    "#" => "initial-other".to_owned(),
                    letter => format!("initial-{}", letter.to_lowercase()),
                },
                letter,
                entries: vec![view],
            }),
        }
    }
    groups
}

/// Returns the sort key of an entry on a page in `language`: the pinyin if it is given and the language is the
/// standard's own, or else the term.
fn sort_key(standard: &CompleteStandard, language: &str, entry: &GlossaryEntry) -> String {
    let pinyin = entry
        .pinyin
        .as_ref()
        .filter(|_| language == standard.about.language.as_str());
    pinyin
        .map(|pinyin| &*pinyin.value)
        .unwrap_or_else(|| {
            let source = standard.about.language.as_str();
            entry.term.nearest(&[language, source]).1
        })
        .to_lowercase()
}
