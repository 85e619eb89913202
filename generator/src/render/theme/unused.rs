//! The files of a theme that neither replace a built-in file nor are used as new ones.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;

use crate::language::message::{Message, message};
use crate::source::closest::closest;
use crate::source::diagnostic::Diagnostic;
use crate::source::position::Position;
use crate::source::rule::Rule;

/// A theme's files and what decides whether they are used.
pub(super) struct ThemeFiles<'a> {
    /// The theme's folder, from the handbook's root.
    pub(super) folder: &'a str,
    /// All files, those of the theme and those that are built in.
    pub(super) all: &'a BTreeMap<String, Arc<[u8]>>,
    /// The names of the built-in files.
    pub(super) built_in: BTreeSet<&'a str>,
    /// The handbook's languages.
    pub(super) languages: Vec<&'a str>,
}

impl ThemeFiles<'_> {
    /// Returns a warning for each of the theme's files `names` that replaces nothing and is not used.
    pub(super) fn unused<'n>(&self, names: impl Iterator<Item = &'n str>) -> Vec<Diagnostic> {
        let unused = names.filter(|name| !self.built_in.contains(name) && !is_note(name));
        unused.filter_map(|name| self.warning(name)).collect()
    }

    fn warning(&self, name: &str) -> Option<Diagnostic> {
        let (folder, file) = name.rsplit_once('/').unwrap_or(("", name));
        let moved = || {
            let named = |other: &&str| other.rsplit_once('/').is_some_and(|other| other.1 == file);
            self.built_in.iter().copied().find(named)
        };
        let consequence = match name.split_once('/') {
            Some(("assets" | "selfcheck", _)) => return None,
            Some(("styles", below)) => match below.split_once('/') {
                None if moved().is_some_and(|other| other.starts_with("styles/")) => {
                    message!("it is added to the styles of every page")
                }
                None => return None,
                Some((sheet, _)) if self.has_sheet(sheet) => return None,
                Some(_) => message!("no page loads it"),
            },
            Some(("templates", below)) if self.is_template_used(name, below) => return None,
            Some(("scripts", _)) if self.is_named_in(name, file) => return None,
            Some(("templates", _)) => message!("no template includes it"),
            Some(("scripts", _)) => message!("no page loads it"),
            Some(_) => message!("it is not in a folder that the program uses"),
            None => match words_of(name) {
                Some(language) if self.languages.contains(&language) => return None,
                Some(language) => return Some(self.of_no_language(name, language)),
                None => message!("it is not in a folder that the program uses"),
            },
        };
        let near = moved().or_else(|| closest(name, self.built_in.iter().copied()));
        let help = match near {
            Some(near) => message!(
                "move it to `{near}` if it is meant to replace that file; otherwise remove or rename it",
                near
            ),
            None if folder.is_empty() => {
                message!("remove it, or move it into the folder of its kind")
            }
            None => message!("remove it, or use it in a template"),
        };
        Some(self.replaces_nothing(name, &consequence, help))
    }

    /// The warning about a file of words in a language that the handbook does not have.
    fn of_no_language(&self, name: &str, language: &str) -> Diagnostic {
        let primary = |tag: &'_ str| {
            tag.split(['-', '_'])
                .next()
                .unwrap_or_default()
                .to_lowercase()
        };
        let mut languages = self.languages.iter();
        let help = match languages.find(|known| primary(known) == primary(language)) {
            Some(close) => message!(
                "did you mean `{close}`?",
                close = format!("words.{close}.yaml")
            ),
            None => message!(
                "add `{language}` to the `languages` of `handbook.yaml`, or remove the file",
                language
            ),
        };
        let consequence = message!("the handbook is not in its language");
        self.replaces_nothing(name, &consequence, help)
    }

    fn replaces_nothing(&self, name: &str, consequence: &Message, help: Message) -> Diagnostic {
        Rule::ReplacesNothing.at(
            &Position::file(format!("{}/{name}", self.folder)),
            message!(
                "the file does not replace a built-in file, and {consequence}",
                consequence = consequence.clone()
            ),
            help,
        )
    }

    /// Whether a page loads the joined styles of the folder `sheet`.
    fn has_sheet(&self, sheet: &str) -> bool {
        let folder = format!("styles/{sheet}/");
        self.built_in.iter().any(|name| name.starts_with(&folder))
            || self.is_named_in("", &format!("{sheet}.css"))
    }

    /// Whether another template uses the new template `name`, found at `below` in the folder of templates. A component can
    /// be used without naming its template.
    fn is_template_used(&self, name: &str, below: &str) -> bool {
        let has_components = self.all.get(name).is_some_and(|bytes| {
            let text = String::from_utf8_lossy(bytes);
            text.contains("{% component") || text.contains("{%- component")
        });
        has_components || self.is_named_in(name, below)
    }

    /// Whether a template or a script other than `name` contains the name `wanted`.
    fn is_named_in(&self, name: &str, wanted: &str) -> bool {
        self.all.iter().any(|(other, bytes)| {
            (other.starts_with("templates/") || other.starts_with("scripts/"))
                && other != name
                && String::from_utf8_lossy(bytes).contains(wanted)
        })
    }
}

/// Whether a file is meant for the people who work on the theme.
fn is_note(name: &str) -> bool {
    let ending = Path::new(name).extension();
    ending.is_none_or(|ending| ending == "md" || ending == "txt")
}

/// Returns the language of a file of interface words.
fn words_of(name: &str) -> Option<&str> {
    name.strip_prefix("words.")?.strip_suffix(".yaml")
}

#[cfg(test)]
mod tests {
    use super::*;

    const BUILT_IN: [(&str, &str); 6] = [
        ("scripts/search.js", "load(\"records.js\");"),
        ("styles/base.css", ""),
        ("styles/form/form.css", ""),
        ("templates/base.html", "{% include \"note.html\" %}"),
        ("templates/form.html", "assets/extra.css assets/mine.js"),
        ("words.en.yaml", ""),
    ];

    /// The warnings about a theme's own `files`, each as its file, its message and its help.
    fn warnings(files: &[(&str, &str)]) -> Vec<String> {
        let all = BUILT_IN.iter().chain(files);
        let all: BTreeMap<String, Arc<[u8]>> = all
            .map(|(name, text)| ((*name).to_owned(), Arc::from(text.as_bytes())))
            .collect();
        let checked = ThemeFiles {
            folder: "themes/a",
            all: &all,
            built_in: BUILT_IN.iter().map(|(name, _)| *name).collect(),
            languages: vec!["de"],
        };
        let found = checked.unused(files.iter().map(|(name, _)| *name));
        let found = found.into_iter().map(|found| {
            let file = found
                .position
                .file
                .strip_prefix("themes/a/")
                .unwrap()
                .to_owned();
            format!(
                "{file}: {} ({})",
                found.message.english(),
                found.help.english()
            )
        });
        found.collect()
    }

    #[test]
    fn files_that_replace_or_add_something_are_not_reported() {
        let files = [
            ("README.md", ""),
            ("LICENSE", ""),
            ("assets/any/thing.svg", ""),
            ("scripts/mine.js", ""),
            ("scripts/records.js", ""),
            (
                "scripts/search.js",
                "import { a } from \"./shared/mine.js\";\nload(\"records.js\");",
            ),
            ("scripts/shared/mine.js", ""),
            ("styles/base.css", ""),
            ("styles/extra/all.css", ""),
            ("styles/form/more.css", ""),
            ("styles/ours.css", ""),
            ("templates/note.html", ""),
            (
                "templates/parts.html",
                "{% component part() %}{% endcomponent part %}",
            ),
            ("words.de.yaml", ""),
        ];
        assert_eq!(warnings(&files), Vec::<String>::new());
    }

    #[test]
    fn files_that_replace_nothing_are_reported_with_the_nearest_name() {
        let near = |name: &str| {
            format!(
                "move it to `{name}` if it is meant to replace that file; otherwise remove or rename it"
            )
        };
        for (file, consequence, help) in [
            (
                "styles/form.css",
                "it is added to the styles of every page",
                near("styles/form/form.css"),
            ),
            (
                "styles/posters/typography.css",
                "no page loads it",
                "remove it, or use it in a template".to_owned(),
            ),
            (
                "styles/froms/form.css",
                "no page loads it",
                near("styles/form/form.css"),
            ),
            (
                "templates/bsae.html",
                "no template includes it",
                near("templates/base.html"),
            ),
            (
                "template/base.html",
                "it is not in a folder that the program uses",
                near("templates/base.html"),
            ),
            (
                "scripts/serch.js",
                "no page loads it",
                near("scripts/search.js"),
            ),
            (
                "words.fr.yaml",
                "the handbook is not in its language",
                "add `fr` to the `languages` of `handbook.yaml`, or remove the file".to_owned(),
            ),
            (
                "words.de_AT.yaml",
                "the handbook is not in its language",
                "did you mean `words.de.yaml`?".to_owned(),
            ),
            (
                "logo.svg",
                "it is not in a folder that the program uses",
                "remove it, or move it into the folder of its kind".to_owned(),
            ),
        ] {
            assert_eq!(
                warnings(&[(file, "")]),
                [format!(
                    "{file}: the file does not replace a built-in file, and {consequence} ({help})"
                )]
            );
        }
    }
}
