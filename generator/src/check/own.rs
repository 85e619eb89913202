//! Help in the handbook's own languages and ids.
//!
//! A file is decoded by itself, so the help of its faults cannot know the languages of the handbook, or which id has the
//! label that an author wrote. Both are filled in here, once everything has been read.

use super::codes::code_meant;
use super::subject::Subject;
use crate::language::message::{Message, Series, message};
use crate::source::decode::Decode;
use crate::source::diagnostic::Diagnostic;
use crate::source::format::text::Text;
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
        let label = fault.cause.as_ref();
        let label = label.filter(|cause| cause.rule == Rule::InvalidIdentifier);
        let help = label.and_then(|cause| id_of(&cause.name, subject));
        if let Some(help) = help {
            fault.help = help;
        }
    }
    faults
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

/// The help for a label in place of an id, or for a name in place of a code. `None` if nothing has that label.
fn id_of(words: &str, subject: &Subject<'_>) -> Option<Message> {
    for part in subject.handbook.standards.iter() {
        let Some(about) = &part.about else { continue };
        let roles = about.roles.iter().map(|role| (&role.id, &role.title));
        let levels = about.levels.iter().map(|level| (&level.id, &level.title));
        let dimensions = about
            .dimensions
            .values()
            .map(|dimension| (&dimension.id, &dimension.title));
        let standards = subject.handbook.standards.iter();
        let standards = standards.filter_map(|part| part.about.as_deref());
        let standards = standards.map(|standard| (&standard.id, &standard.title));
        let axes: [(Message, Vec<_>); 4] = [
            (message!("roles"), roles.collect()),
            (message!("levels"), levels.collect()),
            (message!("dimensions"), dimensions.collect()),
            (message!("standards"), standards.collect()),
        ];
        for (name, axis) in &axes {
            let is_label = |title: &Text| {
                let mut labels = title.languages.iter();
                labels.any(|(_, label, _)| label.trim().eq_ignore_ascii_case(words))
            };
            let Some((id, _)) = axis.iter().find(|(_, title)| is_label(title)) else {
                continue;
            };
            let ids: Vec<String> = axis
                .iter()
                .take(LISTED)
                .map(|(id, _)| format!("`{id}`"))
                .collect();
            return Some(message!(
                "write its id, `{id}`; the ids of the {name} are {ids}",
                id,
                name,
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
