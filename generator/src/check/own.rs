//! Help in the handbook's own languages and ids.
//!
//! A file is decoded by itself, so the help of its faults cannot know the languages of the handbook, or which id has the
//! label that an author wrote. Both are filled in here, once everything has been read.

use super::codes::code_meant;
use super::known::{in_standard, names};
use super::subject::Subject;
use super::suggest::did_you_mean;
use crate::language::message::{Example, Message, Series, message};
use crate::language::{Profile, code_fault};
use crate::model::{Handbook, Language, Standard};
use crate::source::decode::Decode;
use crate::source::diagnostic::Diagnostic;
use crate::source::format::annex::Scores;
use crate::source::format::permalinks;
use crate::source::format::text::Text;
use crate::source::namespace::Namespace;
use crate::source::place::{Part, Place};
use crate::source::rule::Rule;

/// The number of ids listed; more are left out.
const LISTED: usize = 12;

/// The diagnostics with their help in the handbook's languages and ids.
pub fn owned(mut faults: Vec<Diagnostic>, subject: &Subject<'_>) -> Vec<Diagnostic> {
    let example = example(&subject.languages);
    for fault in &mut faults {
        if let Some(example) = &example {
            fault.help.replace(Text::EXAMPLE, example);
        }
        let part = part_of(&fault.position.file, subject.handbook);
        fault
            .help
            .exemplify(&|example| part.and_then(|part| of_standard(example, part)));
        if let Some(scores) = part.and_then(scores) {
            fault.help.replace(Scores::EXAMPLE, &scores);
        }
        if let (Rule::FileWithoutLanguage, Some(first)) = (fault.rule, subject.languages.first()) {
            match name_in(&fault.position.file, &subject.languages) {
                Some((name, language)) => {
                    fault.help = message!(
                        "put the language before `.md`, as in `{example}`",
                        example = format!("{name}.{language}.md")
                    );
                }
                None => fault.help.replace(".zh.md", &format!(".{first}.md")),
            }
        }
        let language = fault.cause.as_ref();
        let language = language.filter(|cause| cause.rule == Rule::UnknownLanguage);
        if let Some(meant) = language.and_then(|cause| language_of(&cause.name, subject)) {
            fault.help = did_you_mean(meant);
        }
        let label = fault.cause.as_ref();
        let label = label.filter(|cause| cause.rule == Rule::InvalidIdentifier);
        let help = label.and_then(|cause| id_of(&cause.name, subject));
        if let Some(help) = help {
            fault.help = help;
        }
    }
    faults
}

/// The language of the handbook that is named by its own name or its tag, in capital or small letters: `zh` for `zh-CN` or `中文`.
fn language_of<'h>(name: &str, subject: &Subject<'h>) -> Option<&'h str> {
    let languages = subject.handbook.languages.iter();
    let is_named = |language: &&Language| {
        let names = [&*language.id, &*language.tag, &*language.name];
        names
            .iter()
            .any(|other| other.to_lowercase() == name.to_lowercase())
    };
    let is_alike = |language: &&Language| {
        let is_tag = Profile::is_tag(name) && code_fault(name).is_none();
        is_tag && Profile::of(&language.tag).is_written_like(&Profile::of(name))
    };
    let found = languages.clone().find(is_named);
    let found = found.or_else(|| languages.clone().find(is_alike));
    found.map(|language| &*language.id)
}

/// A text in the handbook's first languages: `{en: …, zh: …}`. `None` if they are not known.
fn example(languages: &[&str]) -> Option<String> {
    let shown: Vec<String> = languages
        .iter()
        .take(2)
        .map(|id| format!("{id}: …"))
        .collect();
    (!shown.is_empty()).then(|| format!("{{{}}}", shown.join(", ")))
}

/// The standard to which a file of the content belongs, or else the first.
fn part_of<'h>(file: &str, handbook: &'h Handbook) -> Option<&'h Standard> {
    let index = match Place::of(file).map(|place| place.part) {
        Some(Part::Standard(id, _)) => handbook.standard_index(id),
        Some(Part::Curriculum(id, _)) => {
            let mut courses = handbook.curricula.iter();
            courses
                .find(|course| &*course.id == id)
                .and_then(|course| course.standard)
        }
        Some(Part::Posting(name)) => {
            let mut postings = handbook.postings.iter();
            postings
                .find(|posting| &*posting.id == name)
                .and_then(|posting| posting.standard)
        }
        Some(
            Part::Handbook
            | Part::Changes
            | Part::Permalinks
            | Part::Lock
            | Part::Wordings
            | Part::Translations
            | Part::Page { .. },
        )
        | None => None,
    };
    let own = index.map(|index| &handbook.standards[index]);
    own.or(handbook.standards.iter().next()).map(AsRef::as_ref)
}

/// The example with an id of a standard. `None` if it has nothing of that kind.
fn of_standard(example: Example, part: &Standard) -> Option<String> {
    let first = part.requirements.iter().next();
    match example {
        Example::Requirement => Some(first?.id.to_string()),
        Example::Clause => Some(part.clauses[first?.clause].id().to_string()),
        Example::Permalink => Some(permalinks::address(part.id(), &first?.id)),
        Example::Range => {
            let mut pairs = part
                .requirements
                .iter()
                .zip(part.requirements.iter().skip(1));
            let (one, next) =
                pairs.find(|(one, next)| (one.clause, one.parent) == (next.clause, next.parent))?;
            let last = next.letter().unwrap_or(&next.id);
            Some(format!("{}..{last}", one.id))
        }
        Example::Scores => scores(part),
    }
}

/// A score for each of the first grades of a standard: `{A: …, B: …}`.
fn scores(part: &Standard) -> Option<String> {
    let mut grades: Vec<&str> = Vec::new();
    for grade in in_standard(Namespace::Grade, part) {
        if !grades.contains(&grade.id) {
            grades.push(grade.id);
        }
    }
    let shown: Vec<String> = grades
        .iter()
        .take(2)
        .map(|grade| format!("{grade}: …"))
        .collect();
    (!shown.is_empty()).then(|| format!("{{{}}}", shown.join(", ")))
}

/// The help for a label in place of an id, or for a name in place of a code. `None` if nothing has that label.
fn id_of(words: &str, subject: &Subject<'_>) -> Option<Message> {
    let is_label = |title: &Text| {
        let mut labels = title.languages.iter();
        labels.any(|(_, label, _)| label.trim().eq_ignore_ascii_case(words))
    };
    let slug = words
        .rsplit('/')
        .next()
        .unwrap_or(words)
        .to_lowercase()
        .replace([' ', '_'], "-");
    for part in subject.handbook.standards.iter() {
        let kinds = [
            (Namespace::Role, message!("roles")),
            (Namespace::Level, message!("levels")),
            (Namespace::Dimension, message!("dimensions")),
            (Namespace::Standard, message!("standards")),
            (Namespace::RoleGroup, message!("groups of roles")),
            (Namespace::Type, message!("types")),
            (Namespace::Tier, message!("tiers")),
            (Namespace::DimensionAxis, message!("axes")),
            (Namespace::Band, message!("bands")),
            (Namespace::Row, message!("rows")),
        ];
        for (namespace, kind) in kinds {
            let known = names(namespace, subject.handbook, Some(part), None);
            if let Some(same) = known.iter().find(|name| name.id.to_lowercase() == slug) {
                return Some(did_you_mean(same.id));
            }
            let Some(meant) = known.iter().find(|name| name.title.is_some_and(is_label)) else {
                continue;
            };
            let mut ids: Vec<&str> = Vec::new();
            for name in &known {
                if !ids.contains(&name.id) {
                    ids.push(name.id);
                }
            }
            let ids = ids.iter().take(LISTED).map(|id| format!("`{id}`"));
            return Some(message!(
                "write its id, `{id}`; the ids of the {name} are {ids}",
                id = meant.id,
                name = kind,
                ids = Series::plain(ids)
            ));
        }
    }
    if let Some(id) = module_of(words, subject) {
        return Some(message!("write the name of its file, `{id}`", id));
    }
    code_meant(words).map(|code| message!("write its code, `{code}`", code))
}

/// The module whose title `words` are.
fn module_of<'a>(words: &str, subject: &'a Subject<'_>) -> Option<&'a str> {
    subject.handbook.curricula.iter().find_map(|course| {
        let files = course.files().into_iter();
        let mut titled = files.filter(|(_, files)| {
            let mut titles = files
                .iter()
                .map(|file| file.front_matter.title.value.trim());
            titles.any(|title| title.eq_ignore_ascii_case(words))
        });
        titled.next().map(|(name, _)| name)
    })
}

/// The language of a file whose name has it after another sign than a dot, and the name without it: `about_zh.md`.
fn name_in<'a>(file: &'a str, languages: &[&'a str]) -> Option<(&'a str, &'a str)> {
    let stem = file.rsplit('/').next()?.strip_suffix(".md")?;
    languages.iter().find_map(|language| {
        let name = stem.strip_suffix(language)?.strip_suffix(['_', '-', ' '])?;
        (!name.is_empty()).then_some((name, *language))
    })
}

#[cfg(test)]
mod tests {
    use super::example;

    #[test]
    fn the_example_has_the_languages_of_the_handbook() {
        assert_eq!(example(&["es"]).as_deref(), Some("{es: …}"));
        assert_eq!(
            example(&["en", "ja", "ar"]).as_deref(),
            Some("{en: …, ja: …}")
        );
        assert_eq!(example(&[]), None);
    }
}
