//! Checks the languages in which texts are written.
//!
//! The codes are `E400`, `E401`, `E106` and `W402`. The standard's own text must exist in its own
//! language, which is authoritative; everything else may be missing and is shown in another
//! language. `clausebook status` uses [`progress`].

use std::collections::BTreeMap;

use super::subject::Subject;
use super::suggest::{unknown, unknown_at, unknown_cause};
use super::walk::{Passage, PassageKind};
use crate::index::StandardIndex;
use crate::language::message::{Series, message};
use crate::source::diagnostic::Diagnostic;
use crate::source::format::text::Text;
use crate::source::position::Position;
use crate::source::rule::Rule;

/// Requires that every text of a standard has the standard's language and every text some language of the handbook, and
/// that no other languages are named. Warns about texts that are not translated into every language: pages show them in
/// another.
pub fn rule(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    if subject.about.is_none() {
        return found;
    }
    let languages = subject.languages.as_slice();
    found.extend(unwritten(subject));
    if found.is_empty() {
        let passages = subject.passages.iter();
        found.extend(passages.filter_map(|passage| text(subject, passage)));
        found.extend(untranslated(subject));
    }
    for part in &subject.handbook.standards {
        if let Some(standard) = part.about.as_deref()
            && !languages.contains(&standard.language.as_str())
        {
            found.push(unknown(
                Rule::UnknownLanguage,
                &standard.language,
                message!("language"),
                languages.iter().copied(),
            ));
        }
        let terms = part
            .main_clauses()
            .filter_map(|clause| clause.term.as_ref());
        for id in terms.flat_map(|term| &term.printed) {
            if !languages.contains(&id.as_str()) {
                found.push(unknown(
                    Rule::UnknownLanguage,
                    id,
                    message!("language"),
                    languages.iter().copied(),
                ));
            }
        }
        for entry in &*part.glossary {
            for (language, _) in &entry.forms.0 {
                if !languages.contains(&&**language) {
                    let position = &entry.term.position;
                    found.push(unknown_at(
                        Rule::UnknownLanguage,
                        position,
                        language,
                        message!("language"),
                        languages.iter().copied(),
                    ));
                }
            }
        }
    }
    let about = subject.handbook.standards.iter();
    for official in about
        .filter_map(|part| part.about.as_deref())
        .flat_map(|about| &about.official)
    {
        if !languages.contains(&official.as_str()) {
            let known = languages.iter().copied();
            found.push(unknown(
                Rule::UnknownLanguage,
                official,
                message!("language"),
                known,
            ));
        }
    }
    for page in subject.pages() {
        if !languages.contains(&&*page.language) {
            let file = Position::file(page.position.file.clone());
            found.push(unknown_at(
                Rule::UnknownLanguage,
                &file,
                &page.language,
                message!("language"),
                languages.iter().copied(),
            ));
        }
    }
    found
}

/// The languages in which no text is written while texts are written in others that the handbook does not have: one fault
/// per language, not one per text.
///
/// `E400`: a typing error in `languages` of `handbook.yaml`. If there are any, the texts themselves
/// are not checked, since each would have the same fault.
fn unwritten(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let Some(handbook) = subject.about else {
        return Vec::new();
    };
    let mut written: Vec<&str> = Vec::new();
    for passage in &subject.passages {
        for (name, _, _) in &passage.text.languages {
            if !written.contains(&&**name) {
                written.push(name);
            }
        }
    }
    // With so few texts, a wrong language is a fault of the text.
    if subject.passages.len() < 3 {
        return Vec::new();
    }
    let used = written.iter().copied();
    let unused = used.filter(|name| !subject.languages.contains(name));
    let unused: Vec<String> = unused.map(|name| format!("`{name}`")).collect();
    if unused.is_empty() {
        // An empty language is not a mistake: nobody has begun to translate.
        return Vec::new();
    }
    let ids = handbook.languages.iter().map(|language| &language.id);
    ids.filter(|id| !written.contains(&id.as_str()))
        .map(|id| {
            Rule::LanguageWithoutTexts.at(
                &id.position,
                message!("no text is written in the language `{id}`", id),
                message!("did you mean {unused}?", unused = Series::any(&unused)),
            )
        })
        .collect()
}

/// The fault of the languages of one text, as one diagnostic.
///
/// `E401` if the text is not in the language that it must have, and `E106` if it is in one that the
/// handbook lacks.
fn text(subject: &Subject<'_>, passage: &Passage<'_>) -> Option<Diagnostic> {
    let text = passage.text;
    let languages = subject.languages.as_slice();
    let foreign = text
        .languages
        .iter()
        .find(|(name, _, _)| !languages.contains(&&**name));
    let lacking: Vec<&str> = lacking(text, languages).collect();
    match (foreign, lacking.as_slice()) {
        (None, []) => None,
        (None, _) => {
            let required = required(subject, passage);
            let required = required.filter(|language| text.get(language).is_none())?;
            Some(Rule::MissingTranslation.at(
                &text.position,
                message!(
                    "this text is missing in `{required}`, the language of the standard",
                    required
                ),
                message!("add {additions}", additions = additions(&[required])),
            ))
        }
        (Some((name, _, position)), []) => {
            let fault = Rule::UnknownLanguage.at(
                position,
                message!(
                    "this text is in `{name}`, which is not a language of the handbook",
                    name
                ),
                message!(
                    "remove it, or add `{name}` to `languages` in `content/handbook.yaml`",
                    name
                ),
            );
            let known = languages.iter().copied();
            Some(fault.because(unknown_cause(
                Rule::UnknownLanguage,
                name,
                message!("language"),
                known,
            )))
        }
        (Some((name, _, position)), _) => Some(Rule::MissingTranslation.at(
            position,
            message!(
                "this text is missing in {listed}, and `{name}` is not a language of the handbook",
                listed = listed(&lacking),
                name
            ),
            match lacking.as_slice() {
                [one] => message!(
                    "if `{name}` is meant to be `{one}`, write `{one}`; otherwise, add {additions}",
                    name,
                    one,
                    additions = additions(&lacking)
                ),
                _ => message!(
                    "add {additions}, or correct `{name}`",
                    additions = additions(&lacking),
                    name
                ),
            },
        )),
    }
}

/// The languages that a text lacks.
fn lacking<'a>(text: &Text, languages: &[&'a str]) -> impl Iterator<Item = &'a str> {
    let languages = languages.iter().copied();
    languages.filter(|language| text.get(language).is_none())
}

/// The language that a text of a standard must have. `None` for the handbook's own texts, and if
/// the standard's language is not one of the handbook.
fn required<'a>(subject: &Subject<'a>, passage: &Passage<'_>) -> Option<&'a str> {
    let standard = subject.source(passage.standard)?;
    (passage.kind == PassageKind::Standard).then(|| standard.language.as_str())
}

/// The maximum number of other places that a warning of untranslated texts names.
const PLACES: usize = 4;

/// The texts that lack languages of the handbook: one warning for each language of a standard or of another file.
///
/// `W402`. One warning for each text would bury everything else while a translation is under way. A language that no
/// reading shows is reported as such (`W100`): its texts are on no page.
fn untranslated(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let is_shown = |language: &str| {
        let mut readings = subject.handbook.readings.iter();
        readings.any(|reading| reading.languages.iter().any(|shown| *shown.id == *language))
    };
    /// A standard, or a file that belongs to none.
    type TextGroup<'a> = (Option<StandardIndex>, &'a str);
    let mut missing: BTreeMap<(TextGroup<'_>, &str), Vec<&Position>> = BTreeMap::new();
    for passage in &subject.passages {
        let position = &passage.text.position;
        // A language that the handbook does not have is reported, and may be the one that is missing.
        if passage
            .text
            .languages
            .iter()
            .any(|(name, _, _)| !subject.languages.contains(&&**name))
        {
            continue;
        }
        let file = passage.standard.map_or(&*position.file, |_| "");
        for language in lacking(passage.text, &subject.languages) {
            if required(subject, passage) != Some(language) && is_shown(language) {
                let places = missing.entry(((passage.standard, file), language));
                places.or_default().push(position);
            }
        }
    }
    missing
        .into_iter()
        .filter_map(|((_, language), mut places)| {
            places.sort();
            let (first, others) = places.split_first()?;
            let message = match places.len() {
                1 => message!("this text is not translated into `{language}`", language),
                count => message!(
                    "{count} texts are not translated into `{language}`",
                    count,
                    language
                ),
            };
            let help = message!(
                "add {additions}; until then, pages show another language",
                additions = additions(&[language])
            );
            let fault = Rule::Untranslated.at(first, message, help);
            let others = others.iter().take(PLACES);
            Some(others.fold(fault, |fault, place| {
                fault.see(place, message!("not translated either"))
            }))
        })
        .collect()
}

/// The progress of a handbook's translation into a language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LanguageProgress<'a> {
    /// The language's id.
    pub language: &'a str,
    /// The number of texts in the handbook. The same for each language. Texts that are files of
    /// their own, such as pages, are not counted.
    pub texts: usize,
    /// The number of them in this language. Never more than `texts`.
    pub written: usize,
}

/// Returns the progress of the translation into each of the handbook's languages. In the handbook's
/// order.
pub fn progress<'a>(subject: &Subject<'a>) -> Vec<LanguageProgress<'a>> {
    let languages = subject.languages.iter();
    let progress = languages.map(|language| {
        let passages = subject.passages.iter();
        let written = passages.filter(|passage| passage.text.get(language).is_some());
        LanguageProgress {
            language,
            texts: subject.passages.len(),
            written: written.count(),
        }
    });
    progress.collect()
}

/// Joins languages for a message.
fn listed(languages: &[&str]) -> Series {
    Series::all(languages.iter().map(|name| format!("`{name}`")))
}

/// The additions that the author should make, for a help.
fn additions(languages: &[&str]) -> Series {
    Series::all(languages.iter().map(|name| format!("`{name}: …`")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{and, diagnostics, found, sound, with};
    use crate::model::Handbook;
    use crate::source::documents::Documents;

    #[test]
    fn untranslated_texts_are_one_warning_for_each_language_of_a_standard() {
        let tree = with("clauses/01.yaml", "{zh: 范围, en: Scope}", "{zh: 范围}");
        assert_eq!(
            found(&tree),
            [
                "content/standards/demo/clauses/01.yaml:2:10: warning: this text is not translated into `en`"
            ]
        );
        let tree = and(
            tree,
            "standard.yaml",
            "{zh: 店铺标准, en: Standard for stores}",
            "{zh: 店铺标准}",
        );
        let tree = and(
            tree,
            "content/handbook.yaml",
            "{zh: 手册, en: Handbook}",
            "{en: Handbook}",
        );
        assert_eq!(
            found(&tree),
            [
                "content/handbook.yaml:1:8: warning: this text is not translated into `zh`",
                "content/standards/demo/clauses/01.yaml:2:10: warning: 2 texts are not translated into `en`",
            ]
        );
        let fault = &diagnostics(&tree)[1];
        assert_eq!(fault.rule, Rule::Untranslated);
        assert_eq!(
            &*fault.related[0].position.file,
            "content/standards/demo/standard.yaml"
        );
    }

    #[test]
    fn a_text_needs_no_language_that_no_reading_shows() {
        let tree = with("clauses/01.yaml", "{zh: 范围, en: Scope}", "{zh: 范围}");
        let readings = "readings: [zh, en, zh-en]";
        let tree = and(tree, "content/handbook.yaml", readings, "readings: [zh]");
        let found = found(&tree);
        assert!(
            found[0].ends_with("no reading shows the language `en`"),
            "{found:?}"
        );
        assert!(
            !found.iter().any(|fault| fault.contains("not translated")),
            "{found:?}"
        );
    }

    #[test]
    fn a_text_of_the_standard_needs_the_language_of_the_standard() {
        let tree = with("clauses/01.yaml", "{zh: 范围, en: Scope}", "{en: Scope}");
        assert_eq!(
            found(&tree),
            [
                "content/standards/demo/clauses/01.yaml:2:10: this text is missing in `zh`, the language of the standard"
            ]
        );
    }

    #[test]
    fn progress_counts_the_texts_of_each_language() {
        let tree = with("clauses/01.yaml", "{zh: 范围, en: Scope}", "{zh: 范围}");
        let handbook = Handbook::build(&Documents::read(&tree));
        let subject = Subject::new(&handbook, None, None);
        let progress = progress(&subject);
        assert_eq!((progress[0].language, progress[1].language), ("zh", "en"));
        assert_eq!(progress[0].texts, progress[0].written);
        assert_eq!(progress[1].texts, progress[1].written + 1);
    }

    #[test]
    fn the_assessors_and_the_rules_of_the_guided_self_check_are_examined() {
        let added = "assessors: {clause: 1, kinds: [{id: person, title: {zh: 个人}}]}\n\
                     guidance:\n  answers: [{id: met, points: 1, title: {zh: 达到}}]\n  answered: 75\n  \
                     grades: [{grade: A, from: 50}, {grade: B}]\n  note: {quote: 不达到, text: {zh: 我们的。}}\nresult:\n";
        let faults = found(&with("rubric.yaml", "result:\n", added));
        let missing = |fault: &String| fault.ends_with("3 texts are not translated into `en`");
        assert!(faults.iter().any(missing), "{faults:?}");
        let is_quote = |fault: &String| fault.contains("does not contain “不达到”");
        assert!(faults.iter().any(is_quote), "{faults:?}");
    }

    #[test]
    fn a_mistyped_language_is_one_fault() {
        let tree = with(
            "clauses/01.yaml",
            "{zh: 范围, en: Scope}",
            "{zh: 范围, em: Scope}",
        );
        assert_eq!(
            found(&tree),
            [
                "content/standards/demo/clauses/01.yaml:2:23: this text is missing in `en`, and `em` is not a language of the handbook"
            ]
        );
    }

    #[test]
    fn a_language_too_many_is_found() {
        let tree = with("clauses/01.yaml", "en: Scope}", "en: Scope, fr: Domaine}");
        assert_eq!(
            found(&tree),
            [
                "content/standards/demo/clauses/01.yaml:2:34: this text is in `fr`, which is not a language of the handbook"
            ]
        );
    }

    #[test]
    fn what_names_a_language_names_one_of_the_handbook() {
        let tree = with("standard.yaml", "language: zh", "language: zz");
        assert_eq!(
            found(&tree),
            ["content/standards/demo/standard.yaml:4:11: there is no language `zz`"]
        );
        let tree = with("clauses/01.yaml", "printed: [zh, en]", "printed: [zh, fr]");
        assert_eq!(
            found(&tree),
            ["content/standards/demo/clauses/01.yaml:13:19: there is no language `fr`"]
        );
        let tree = with("glossary.yaml", "forms: {en:", "forms: {fr:");
        assert_eq!(
            found(&tree),
            ["content/standards/demo/glossary.yaml:1:9: there is no language `fr`"]
        );
    }

    #[test]
    fn a_language_that_nothing_is_written_in_is_one_fault() {
        let tree = with("content/handbook.yaml", "{id: en,", "{id: em,");
        assert_eq!(
            found(&tree)[0],
            "content/handbook.yaml:5:10: no text is written in the language `em`"
        );
        assert_eq!(diagnostics(&tree)[0].help.english(), "did you mean `en`?");
        assert!(found(&tree).len() < 8, "{:?}", found(&tree));
    }

    #[test]
    fn sound_content_is_silent() {
        assert!(found(&sound()).is_empty());
    }
}
