//! Checks that every text is written in every language of the handbook.

use super::subject::Subject;
use super::suggest::{unknown, unknown_at, unknown_cause};
use crate::source::diagnostic::Diagnostic;
use crate::source::format::text::Text;
use crate::source::position::Position;
use crate::source::rule::Rule;

/// Requires that every text has every language of the handbook and no other, and that only these languages are named
/// elsewhere. Otherwise pages would have gaps, and a mistyped language would silently be left out.
pub fn rule(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    if subject.about.is_none() {
        return found;
    }
    let languages = subject.languages.as_slice();
    found.extend(unwritten(subject));
    if found.is_empty() {
        let passages = subject.passages.iter();
        found.extend(passages.filter_map(|passage| text(passage.text, languages)));
    }
    for part in &subject.handbook.standards {
        if let Some(standard) = part.about.as_deref()
            && !languages.contains(&standard.language.as_str())
        {
            found.push(unknown(
                Rule::UnknownLanguage,
                &standard.language,
                "language",
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
                    "language",
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
                        "language",
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
            found.push(unknown(Rule::UnknownLanguage, official, "language", known));
        }
    }
    for page in subject.pages() {
        if !languages.contains(&&*page.language) {
            let file = Position::file(page.position.file.clone());
            found.push(unknown_at(
                Rule::UnknownLanguage,
                &file,
                &page.language,
                "language",
                languages.iter().copied(),
            ));
        }
    }
    found
}

/// The languages in which no text is written: one fault per language, not one per text.
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
    let ids = handbook.languages.iter().map(|language| &language.id);
    ids.filter(|id| !written.contains(&id.as_str()))
        .map(|id| {
            let used = written.iter().copied();
            let unused = used.filter(|name| !subject.languages.contains(name));
            let unused: Vec<String> = unused.map(|name| format!("`{name}`")).collect();
            Rule::LanguageWithoutTexts.at(
                &id.position,
                format!("no text is written in the language `{id}`"),
                match unused.as_slice() {
                    [] => format!("translate the texts, or remove `{id}` from `languages`"),
                    names => format!("did you mean {}?", names.join(" or ")),
                },
            )
        })
        .collect()
}

/// The fault of the languages of one text, as one diagnostic.
fn text(text: &Text, languages: &[&str]) -> Option<Diagnostic> {
    let foreign = text
        .languages
        .iter()
        .find(|(name, _, _)| !languages.contains(&&**name));
    let lacking: Vec<&str> = languages
        .iter()
        .copied()
        .filter(|language| text.get(language).is_none())
        .collect();
    match (foreign, lacking.as_slice()) {
        (None, []) => None,
        (None, _) => Some(Rule::MissingTranslation.at(
            &text.position,
            format!("this text is missing in {}", listed(&lacking)),
            format!("add {}", additions(&lacking)),
        )),
        (Some((name, _, position)), []) => {
            let fault = Rule::UnknownLanguage.at(
                position,
                format!("this text is in `{name}`, which is not a language of the handbook"),
                format!("remove it, or add `{name}` to `languages` in `content/handbook.yaml`"),
            );
            let known = languages.iter().copied();
            Some(fault.because(unknown_cause(
                Rule::UnknownLanguage,
                name,
                "language",
                known,
            )))
        }
        (Some((name, _, position)), _) => Some(Rule::MissingTranslation.at(
            position,
            format!(
                "this text is missing in {}, and `{name}` is not a language of the handbook",
                listed(&lacking)
            ),
            format!("add {}, or correct `{name}`", additions(&lacking)),
        )),
    }
}

fn listed(languages: &[&str]) -> String {
    let names: Vec<String> = languages.iter().map(|name| format!("`{name}`")).collect();
    names.join(" and ")
}

fn additions(languages: &[&str]) -> String {
    let keys: Vec<String> = languages
        .iter()
        .map(|name| format!("`{name}: …`"))
        .collect();
    keys.join(" and ")
}

#[cfg(test)]
mod tests {
    use crate::check::testing::{diagnostics, found, sound, with};

    #[test]
    fn a_text_without_a_language_is_found_at_its_place() {
        let tree = with("clauses/01.yaml", "{zh: 范围, en: Scope}", "{zh: 范围}");
        assert_eq!(
            found(&tree),
            ["content/standards/demo/clauses/01.yaml:2:10: this text is missing in `en`"]
        );
    }

    #[test]
    fn the_assessors_and_the_rules_of_the_guided_way_are_examined() {
        let added = "assessors: {clause: 1, kinds: [{id: person, title: {zh: 个人}}]}\n\
                     guidance:\n  answers: [{id: met, points: 1, title: {zh: 达到}}]\n  answered: 75\n  \
                     grades: [{grade: A, from: 50}, {grade: B}]\n  note: {quote: 不达到, text: {zh: 我们的。}}\nresult:\n";
        let faults = found(&with("rubric.yaml", "result:\n", added));
        let missing = |fault: &&String| fault.ends_with("this text is missing in `en`");
        assert_eq!(faults.iter().filter(missing).count(), 3, "{faults:?}");
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
        assert_eq!(diagnostics(&tree)[0].help, "did you mean `en`?");
        assert!(found(&tree).len() < 8, "{:?}", found(&tree));
    }

    #[test]
    fn sound_content_is_silent() {
        assert!(found(&sound()).is_empty());
    }
}
