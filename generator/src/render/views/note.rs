//! Notes beside the text that they are about.

use serde::Serialize;

use crate::index::{Indices, StandardIndex};
use crate::model::Language;
use crate::render::attached::Written;
use crate::render::frame::Frame;
use crate::render::html::Html;
use crate::render::markdown::{self, Links};
use crate::render::statement_links::{reference_label, requirement_label};
use crate::render::text::{TextView, Voice};
use crate::render::typeset;
use crate::site::address::{self, Page, StandardPage};
use crate::source::attachment::PictureSize;
use crate::source::format::note::{Notes, Remark};
use crate::source::format::shared_text::SharedText;
use crate::source::markdown::{is_plain, statement};
use crate::source::position::Position;

/// A note.
#[derive(Clone, Debug, Serialize)]
pub struct NoteView {
    /// Whether it is about certain words rather than the whole element. A theme can then place it
    /// beside those words.
    pub is_quoting: bool,
    /// The beginning of the note in each language of the reading, which shows the essentials even while the note is
    /// folded. Without a quote, only the languages in which the note is written have one.
    pub heads: Vec<HeadView>,
    /// The text of the note.
    pub text: TextView,
}

/// The beginning of a note in one language.
#[derive(Clone, Debug, Serialize)]
pub struct HeadView {
    /// The BCP 47 tag of the language.
    pub lang: String,
    /// The words that the note is about, in this language if the note gives them, or else as printed; empty if the note
    /// is about the whole element.
    pub quote: Html,
    /// The BCP 47 tag of the quote.
    pub quote_lang: String,
    /// Whether the quote is short. At most 20 Han or 40 Latin characters.
    pub is_brief: bool,
    /// The label of the quote, if the presumably intended words follow it.
    pub printed: Html,
    /// The label of the presumably intended words.
    pub presumably: Html,
    /// The presumably intended words, if the note gives them.
    pub meant: Option<Html>,
    /// The BCP 47 tag of the intended words; empty for an id, which is the same in every language.
    pub meant_lang: String,
    /// The beginning of the text without markup, for a folded note without a quote.
    pub opening: String,
}

/// Returns the notes of one element.
pub fn views(frame: &Frame, voice: &Voice, notes: &Notes) -> Vec<NoteView> {
    notes
        .0
        .iter()
        .map(|remark| view(frame, voice, remark))
        .collect()
}

/// Returns the view of one note.
fn view(frame: &Frame, voice: &Voice, remark: &Remark) -> NoteView {
    // A note is the handbook's own in every language: none of its pieces is the source's.
    let own = frame.own_voice();
    let mut text = own.converted(&remark.text, |language, words| {
        markdown::inline(
            words,
            &TextPlace::of_note(frame, language, &remark.text.position),
        )
    });
    for piece in &mut text.pieces {
        piece.is_source = false;
    }
    let mut languages: Vec<&Language> = voice.reading.languages.iter().collect();
    if remark.quote.is_none() {
        // The opening of a note that is not translated is shown once, in its own language.
        languages.retain(|language| remark.text.get(&language.id).is_some());
        if languages.is_empty() {
            let mut all = voice.all.iter();
            languages.extend(all.find(|language| remark.text.get(&language.id).is_some()));
        }
    }
    let heads = languages
        .into_iter()
        .map(|language| head(frame, voice, remark, language))
        .collect();
    NoteView {
        is_quoting: remark.quote.is_some(),
        heads,
        text,
    }
}

/// Returns the beginning of `remark` in `language`.
fn head(frame: &Frame, voice: &Voice, remark: &Remark, language: &Language) -> HeadView {
    // If a language has no words of its own, those of the source replace them, with its tag.
    let words_and_tag = |words: &SharedText| match words {
        SharedText::Text(text) if text.get(&language.id).is_some() => (
            text.get(&language.id).map(str::to_owned),
            language.tag.to_string(),
        ),
        words => (
            words.get(voice.source).map(str::to_owned),
            source_tag(voice),
        ),
    };
    let (quote, quote_lang) = remark.quote.as_ref().map(words_and_tag).unwrap_or_default();
    let quote = quote.unwrap_or_default();
    // A quote is words of the file, which are Markdown in some standards.
    let quote = match voice.markdown {
        Some(_) => statement::plain(&quote),
        None => quote.into(),
    };
    let (meant, meant_lang) = match &remark.meant {
        Some(SharedText::Word(word)) => (Some(word.value.to_string()), String::new()),
        meant => meant.as_ref().map(words_and_tag).unwrap_or_default(),
    };
    HeadView {
        lang: language.tag.to_string(),
        is_brief: quote.chars().map(width).sum::<usize>() <= BRIEF,
        quote: typeset::set(&quote, &[], &[]),
        quote_lang,
        printed: frame.words.html(&language.id, "printed"),
        presumably: frame.words.html(&language.id, "presumably"),
        meant: meant.map(|meant| typeset::set(&meant, &[], &[])),
        meant_lang,
        opening: opening(remark.text.get(&language.id).unwrap_or_default()),
    }
}

/// Returns the tag of the source's language. Empty if the handbook does not have the language.
fn source_tag(voice: &Voice) -> String {
    let mut all = voice.all.iter();
    all.find(|language| *language.id == *voice.source)
        .map_or_else(String::new, |language| language.tag.to_string())
}

/// The maximum width of a short quote, in Latin characters.
const BRIEF: usize = 40;

/// Returns the width of a character, in Latin characters. Those outside ASCII count twice, which is
/// right for Han and close enough for the others.
fn width(character: char) -> usize {
    if character.is_ascii() { 1 } else { 2 }
}

/// Returns the first words of a note: at most about 20 Han or 40 Latin characters, ending with a whole word.
///
/// Markup is removed, and a picture is its alternative text. A text that is cut ends
/// with `…`, without the punctuation mark before it; a shorter text is returned whole.
fn opening(text: &str) -> String {
    const ROOM: usize = 40;
    let text = match is_plain(text) {
        true => text.to_owned(),
        false => markdown::plain(text).replace('\n', " "),
    };
    let mut room = ROOM;
    let mut end = 0;
    for (at, character) in text.char_indices() {
        if width(character) > room {
            let cut = &text[..end];
            let whole = match cut.rfind(' ') {
                Some(space)
                    if text[end..].starts_with(|next: char| next.is_ascii_alphanumeric()) =>
                {
                    &cut[..space]
                }
                _ => cut,
            };
            return format!(
                "{}…",
                whole.trim_end_matches([
                    ' ', ',', '，', '、', '；', ';', '：', ':', '（', '(', '“', '‘'
                ])
            );
        }
        room -= width(character);
        end = at + character.len_utf8();
    }
    text
}

/// The place of a Markdown text, which determines the targets of its links.
pub struct TextPlace<'a> {
    frame: &'a Frame<'a>,
    written: Written<'a>,
    language: &'a str,
    /// The standards to which references apply. If two have a clause of the same number, the first is used.
    standards: Indices<StandardIndex>,
    /// The path, from the site's root, of the page that relative links start from.
    from: String,
}

impl<'a> TextPlace<'a> {
    /// Returns the place of a note that is written at `written`. Its relative links to pages start from the standard's
    /// folder, wherever the note is shown.
    pub fn of_note(frame: &'a Frame<'a>, language: &'a Language, written: &'a Position) -> Self {
        let standard = frame.address.target.subject().standard;
        let Some(standard) = standard.or(frame.handbook().standards.index_at(0)) else {
            return TextPlace::of_page(frame, language, Page::Front, written);
        };
        let page = Page::Standard {
            standard,
            page: StandardPage::Contents,
        };
        TextPlace {
            standards: Indices::through(standard, standard),
            ..TextPlace::of_page(frame, language, page, written)
        }
    }

    /// Returns the place of a text of a curriculum or posting that is written at `written`. Its references apply to the
    /// standard that it is aligned to.
    pub fn of_curriculum(
        frame: &'a Frame<'a>,
        language: &'a Language,
        page: Page,
        written: &'a Position,
        standard: StandardIndex,
    ) -> Self {
        TextPlace {
            standards: Indices::through(standard, standard),
            ..TextPlace::of_page(frame, language, page, written)
        }
    }

    /// Returns the place of a page's own text that is written at `written`. Its relative links to pages start from the page.
    pub fn of_page(
        frame: &'a Frame<'a>,
        language: &'a Language,
        page: Page,
        written: &'a Position,
    ) -> Self {
        TextPlace {
            frame,
            written: Written {
                site: frame.site,
                file: &written.file,
            },
            language: &language.id,
            standards: frame.handbook().standards.indices(),
            from: address::page_path(frame.handbook(), frame.reading_index, page),
        }
    }
}

impl Links for TextPlace<'_> {
    fn reference(&self, id: &str) -> Option<(String, String)> {
        self.standards.clone().find_map(|index| {
            let standard = &self.frame.handbook().standards[index];
            if let Some(requirement) = standard.requirement(id) {
                let href = self.frame.item_link(index, requirement);
                let label = requirement_label(standard, requirement, self.language);
                return Some((href, label));
            }
            let clause = standard.clause_index(id)?;
            let href = self
                .frame
                .standard_link(index, StandardPage::Clause(clause));
            let label = reference_label(&standard.clauses[clause], self.language);
            Some((href, label.unwrap_or_else(|| id.to_owned())))
        })
    }

    fn word(&self, key: &'static str) -> &str {
        self.frame.words.get(self.language, key)
    }

    fn relative(&self, to: &str) -> String {
        let destination = self.written.destination(&self.from, to);
        destination.map_or_else(|| to.to_owned(), |path| self.frame.link(&path))
    }

    fn size(&self, to: &str) -> Option<PictureSize> {
        self.written.size(to)
    }
}
