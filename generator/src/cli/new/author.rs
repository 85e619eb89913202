//! The handbook to which something is added, and the choices that its content leaves.

use std::path::Path;
use std::sync::Arc;

use super::error::NewError;
use crate::cli::starter::languages::{FALLBACK, KnownLanguage};
use crate::cli::starter::template::Filling;
use crate::cli::starter::{require_titles, with_schema};
use crate::cli::terminal::Failure;
use crate::language::message::Message;
use crate::model::{Handbook, Standard};
use crate::project::Project;
use crate::source::emit::{self, Yaml};
use crate::source::format::text::Id;
use crate::source::place::StandardPart;

/// The handbook's own file.
pub(super) const HANDBOOK: &str = "content/handbook.yaml";

/// An addition to a handbook: new files, and files with something added.
#[derive(Debug, Default)]
pub(super) struct Addition {
    /// The new files, by path from the handbook's folder.
    pub files: Vec<(String, String)>,
    /// The new contents of existing files.
    pub edits: Vec<(String, String)>,
    /// The next step.
    pub next: Vec<Message>,
}

/// The handbook, as far as its files can be read.
pub(super) struct Author {
    pub project: Project,
    pub handbook: Handbook,
    /// Whether there are schemas for editors, as `init` writes them.
    has_schemas: bool,
}

impl Author {
    /// Reads the handbook at `root`.
    pub(super) fn read(root: &Path) -> Result<Author, Failure> {
        let project = Project::read(root)?;
        let handbook = Handbook::build(&project.sources.documents);
        if handbook.about.is_none() || handbook.languages.is_empty() {
            return Err(NewError::Unread(HANDBOOK.to_owned()).into());
        }
        Ok(Author {
            project,
            handbook,
            has_schemas: root.join("schema").is_dir(),
        })
    }

    /// A new file of YAML, with the line by which an editor finds its schema, if there are schemas.
    pub(super) fn file(&self, name: String, text: &str) -> (String, String) {
        let text = match self.has_schemas {
            true => with_schema(&name, text),
            false => text.to_owned(),
        };
        (name, text)
    }

    /// The text of a file.
    pub(super) fn text(&self, file: &str) -> Option<&Arc<str>> {
        self.project.sources.tree.files.get(file)
    }

    /// The languages of new texts: those of the handbook in which there are words. `main` is always one of them, and the
    /// first.
    pub(super) fn filling(&self, main: &str) -> Filling {
        let known = |tag: &str| KnownLanguage::of(tag);
        let languages = self.handbook.languages.iter();
        let mut languages: Vec<(String, &'static KnownLanguage)> = languages
            .filter_map(|language| Some((language.id.to_string(), known(&language.tag)?)))
            .collect();
        match languages.iter().position(|(id, _)| id == main) {
            Some(place) => languages[..=place].rotate_right(1),
            None => languages.insert(0, (main.to_owned(), FALLBACK)),
        }
        Filling {
            languages,
            values: Vec::new(),
        }
    }

    /// The languages of texts about the handbook, as [`Author::filling`] has them.
    pub(super) fn own_filling(&self) -> Filling {
        let main = self.handbook.languages.iter().next();
        let languages = self.filling(main.map_or("", |language| &language.id));
        let order = |id: &str| {
            let mut all = self.handbook.languages.iter();
            all.position(|language| *language.id == *id)
        };
        let mut sorted = languages;
        sorted.languages.sort_by_key(|(id, _)| order(id));
        sorted
    }

    /// The standard with an id or, without one, the only standard.
    pub(super) fn standard(&self, id: Option<&str>) -> Result<&Standard, NewError> {
        let standards = || self.handbook.standards.iter();
        let ids = standards().map(|standard| standard.id());
        let found = match (id, standards().len()) {
            (Some(id), _) => standards()
                .find(|standard| standard.id() == id)
                .map(|standard| &**standard)
                .ok_or_else(|| NewError::unknown("standard", id, ids)),
            (None, 0) => Err(NewError::None { kind: "standard" }),
            (None, 1) => standards()
                .next()
                .map(|standard| &**standard)
                .ok_or(NewError::None { kind: "standard" }),
            (None, _) => Err(NewError::Several {
                option: "standard",
                known: ids.map(str::to_owned).collect(),
            }),
        }?;
        // Without it, neither the language of the skeleton nor its roles and levels are known.
        if found.is_unread(StandardPart::About) {
            let id = found.id();
            let file = StandardPart::About.file();
            return Err(NewError::Unread(format!("content/standards/{id}/{file}")));
        }
        Ok(found)
    }

    /// The aim of a posting or curriculum: the ids of a role and a level of the standard, those that were given or the first.
    pub(super) fn aim(
        standard: &Standard,
        role: Option<&str>,
        level: Option<&str>,
    ) -> Result<(Option<String>, Option<String>), NewError> {
        let about = standard.about.as_deref();
        let roles: Vec<&str> = about.map_or(Vec::new(), |about| {
            about.roles.iter().map(|role| role.id.as_str()).collect()
        });
        let role = chosen("role", role, &roles)?;
        let ladder = standard.ladder(role);
        let levels: Vec<&str> = ladder
            .levels
            .iter()
            .map(|level| level.id.as_str())
            .collect();
        let level = chosen("level", level, &levels)?;
        Ok((role.map(str::to_owned), level.map(str::to_owned)))
    }

    /// Requires that a name can be part of an address.
    pub(super) fn require_name(name: &str) -> Result<(), NewError> {
        match Id::is_valid(name) {
            true => Ok(()),
            false => Err(NewError::InvalidName(name.to_owned())),
        }
    }

    /// The titles that were given, one for each language of the handbook: `main` first, and the others in their order.
    pub(super) fn titles(
        &self,
        main: Option<&str>,
        given: &[String],
    ) -> Result<GivenTitles, NewError> {
        let all = self.handbook.languages.iter();
        let all: Vec<&str> = all.map(|language| &*language.id).collect();
        let others = all.iter().filter(|id| Some(**id) != main);
        let languages: Vec<&str> = main.into_iter().chain(others.copied()).collect();
        require_titles(given, languages.len()).map_err(NewError::TooManyTitles)?;
        let titles = languages.into_iter().map(str::to_owned).zip(given.iter());
        let titles = titles.filter(|(_, title)| !title.is_empty());
        Ok(GivenTitles(
            titles.map(|(id, title)| (id, title.clone())).collect(),
        ))
    }
}

/// Titles by language.
pub(super) struct GivenTitles(Vec<(String, String)>);

impl GivenTitles {
    /// The key `title` with these titles or, without any, with a phrase in every language that is filled in.
    pub(super) fn key(&self, filling: &Filling, phrase: &str) -> String {
        let words = match &*self.0 {
            [] => filling.phrase(phrase),
            given => {
                let given = given.iter();
                let texts = given.map(|(id, title)| (id.clone(), Yaml::Text(title.clone())));
                Yaml::Table(texts.collect())
            }
        };
        emit::pair("title", &words, 0)
    }

    /// The title in a language, or else a phrase.
    pub(super) fn or<'t>(&'t self, language: &str, phrase: &'t str) -> &'t str {
        let mut given = self.0.iter();
        let given = given.find(|(id, _)| id == language);
        given.map_or(phrase, |(_, title)| title)
    }

    /// Languages, and those of the titles that are not among them.
    pub(super) fn languages(
        &self,
        mut known: Vec<(String, &'static KnownLanguage)>,
    ) -> Vec<(String, &'static KnownLanguage)> {
        for (language, _) in &self.0 {
            if !known.iter().any(|(id, _)| id == language) {
                known.push((language.clone(), FALLBACK));
            }
        }
        known
    }
}

/// The name that was given, if it is known, or else the first of the known names.
fn chosen<'a>(
    kind: &'static str,
    given: Option<&str>,
    known: &[&'a str],
) -> Result<Option<&'a str>, NewError> {
    match given {
        None => Ok(known.first().copied()),
        Some(given) => match known.iter().find(|known| **known == given) {
            Some(known) => Ok(Some(known)),
            None => Err(NewError::unknown(kind, given, known.iter().copied())),
        },
    }
}
