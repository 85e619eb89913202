//! The differences between a form's criterion and the requirement that it restates.
//!
//! The same view serves for requirements whose words are nearly the same (`alike`): the other
//! requirement then takes the form's side. The comparison itself is in `model::difference`; this
//! module decides which languages are compared, and how.

use serde::Serialize;

use crate::model::Requirement;
use crate::model::difference::{Run, Side, difference, difference_in_words};
use crate::render::text::Voice;
use crate::source::format::text::Text;

/// The differences in the standard's own language, and in the translations that differ too.
#[derive(Clone, Debug, Serialize)]
pub struct DifferenceView {
    /// The requirement's id: `5.3.1.2-b`.
    pub id: String,
    /// The BCP 47 tag of the standard's language.
    pub lang: String,
    /// Both texts in one: the shared characters, and those that only one of them has. Compared
    /// character by character, since every character of a published text matters.
    pub runs: Vec<RunView>,
    /// The same in the other languages of the reading, word by word; empty if the translations are the same.
    pub translations: Vec<TranslationView>,
    /// Whether the reading lacks the standard's language and its translations show no difference.
    /// The page then says that only the original words differ.
    pub is_untranslated: bool,
}

/// A difference between two translations.
#[derive(Clone, Debug, Serialize)]
pub struct TranslationView {
    /// The BCP 47 tag of the language.
    pub lang: String,
    /// Both texts in one.
    pub runs: Vec<RunView>,
}

/// A run of characters of a difference.
#[derive(Clone, Debug, Serialize)]
pub struct RunView {
    /// The characters.
    pub text: String,
    /// The text that has them: `both`, `clause` (not in the form) or `form` (not in the clause).
    pub side: &'static str,
}

/// Compares `criterion` with `requirement` in the standard's language; `None` if they are the same to the letter.
pub fn view(voice: &Voice, requirement: &Requirement, criterion: &Text) -> Option<DifferenceView> {
    between(
        voice,
        &requirement.name,
        requirement.text(),
        criterion,
        |words| words,
    )
}

/// Compares `part` of `form` with `part` of `clause`, under the id `id`; `None` if they are the same.
///
/// The translations are not compared if the texts in the standard's language are the same.
pub fn between(
    voice: &Voice,
    id: &str,
    clause: &Text,
    form: &Text,
    part: fn(&str) -> &str,
) -> Option<DifferenceView> {
    compared(voice, id, (clause, form), part, difference)
}

/// Compares a text of an earlier edition with one of a later, word by word in every language; `None` if they are the same.
/// The earlier text takes the clause's side.
pub fn in_words(voice: &Voice, earlier: &Text, later: &Text) -> Option<DifferenceView> {
    compared(
        voice,
        "",
        (earlier, later),
        |words| words,
        difference_in_words,
    )
}

fn compared(
    voice: &Voice,
    id: &str,
    (clause, form): (&Text, &Text),
    part: fn(&str) -> &str,
    difference: fn(&str, &str) -> Vec<Run>,
) -> Option<DifferenceView> {
    let source = voice.source;
    let words = |text: &Text, language: &str| {
        let words = voice.plain_words(text, text.get(language)?);
        Some(part(&words).to_owned())
    };
    let both = |language: &str| Some((words(clause, language)?, words(form, language)?));
    let (source_clause, source_form) = both(source)?;
    if source_clause == source_form {
        return None;
    }
    let lang = voice
        .all
        .iter()
        .find(|language| &*language.id == source)
        .map_or(source, |language| &*language.tag);
    let languages = voice.reading.languages.iter();
    let translations: Vec<TranslationView> = languages
        .filter(|language| &*language.id != source)
        .filter_map(|language| {
            let (clause, form) = both(&language.id)?;
            (clause != form).then(|| TranslationView {
                lang: language.tag.to_string(),
                runs: views(difference_in_words(&clause, &form)),
            })
        })
        .collect();
    Some(DifferenceView {
        id: id.to_owned(),
        lang: lang.to_owned(),
        runs: views(difference(&source_clause, &source_form)),
        is_untranslated: translations.is_empty() && *voice.own().id != *source,
        translations,
    })
}

/// Returns the runs under the names that themes use for the two sides.
fn views(runs: Vec<Run>) -> Vec<RunView> {
    runs.into_iter()
        .map(|run| RunView {
            text: run.text,
            side: match run.side {
                Side::Both => "both",
                Side::Clause => "clause",
                Side::Form => "form",
            },
        })
        .collect()
}
