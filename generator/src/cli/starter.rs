//! The handbooks that `init` writes: one of each shape, in the languages that the author chooses.
//!
//! Their files are in `starter/`, with every text in each language of the interface. A file of a handbook has the lines of
//! the chosen languages, laid out as people write them.
//!
//! [`template`] describes the templates. Tests require that what `init` writes passes `check` without a warning and can
//! be built.

pub(super) mod languages;
pub(super) mod publishing;
pub(super) mod template;

use clap::ValueEnum;

use self::languages::{FALLBACK, KnownLanguage, StarterLanguage};
use self::publishing::Host;
use self::template::Filling;
use crate::language::message::{Message, message};
use crate::source::emit::{self, Yaml};
use crate::source::format::lock::Lock;
use crate::source::format::wording::Day;
use crate::source::schema::{FileKind, KINDS};

/// Embeds the files of a folder of `starter/`, by path.
macro_rules! files {
    ($folder:literal: $($name:literal),* $(,)?) => {
        &[$(($name, include_str!(concat!("starter/", $folder, "/", $name)))),*]
    };
}

/// The files that every handbook has, by path.
const SHARED: &[(&str, &str)] = files!["shared":
    "content/handbook.yaml",
    "content/curricula/example/curriculum.yaml",
    "content/postings/example.yaml",
];

/// The files for Git. The embedded files have no leading dot, because Git would apply them to this repository.
const FOR_GIT: [(&str, &str); 2] = [
    (".gitignore", include_str!("starter/shared/gitignore")),
    (
        ".gitattributes",
        include_str!("starter/shared/gitattributes"),
    ),
];

/// The file of a module of the example curriculum, in any language.
const MODULE: &str = "\
---
title: MODULE_TITLE
hours: 4
covers:
  introduces: [COVERED]
---

## PURPOSE

MODULE_TEXT
";

const STANDARD: &[(&str, &str)] = files!["standard":
    "content/standards/example/annexes/A.yaml",
    "content/standards/example/clauses/01-skills.yaml",
    "content/standards/example/clauses/02-evaluation.yaml",
    "content/standards/example/glossary.yaml",
    "content/standards/example/rubric.yaml",
    "content/standards/example/standard.yaml",
];

const CATALOGUE: &[(&str, &str)] = files!["catalogue":
    "content/standards/example/clauses/01-knowledge.yaml",
    "content/standards/example/clauses/02-skills.yaml",
    "content/standards/example/standard.yaml",
];

const LADDER: &[(&str, &str)] = files!["ladder":
    "content/standards/example/clauses/01-craft.yaml",
    "content/standards/example/clauses/02-people.yaml",
    "content/standards/example/standard.yaml",
];

const OUTLINE: &[(&str, &str)] = files!["outline":
    "content/standards/example/clauses/01-plants.yaml",
    "content/standards/example/clauses/02-tools.yaml",
    "content/standards/example/standard.yaml",
];

/// The shape of a standard.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum StarterKind {
    /// A standard with roles, and a form by which people are graded
    #[default]
    Standard,
    /// A catalogue of requirements that roles share
    Catalogue,
    /// A career ladder, with a description of each requirement at each level
    Ladder,
    /// An outline of what is learnt, nested to any depth
    Outline,
}

impl StarterKind {
    /// The files of a handbook of this shape, besides the shared ones.
    pub(super) fn files(self) -> &'static [(&'static str, &'static str)] {
        match self {
            StarterKind::Standard => STANDARD,
            StarterKind::Catalogue => CATALOGUE,
            StarterKind::Ladder => LADDER,
            StarterKind::Outline => OUTLINE,
        }
    }

    /// What the example curriculum leads to, and the role and level of the example posting.
    fn aims(self) -> (&'static str, &'static str) {
        match self {
            StarterKind::Standard => (
                "leads_to:\n  - {role: editor, level: qualified}",
                "role: editor\nlevel: qualified",
            ),
            StarterKind::Catalogue => ("leads_to:\n  - {role: desk}", "role: desk"),
            StarterKind::Ladder => ("leads_to:\n  - {level: junior}", "level: junior"),
            StarterKind::Outline => ("leads_to:\n  - {level: first}", "level: first"),
        }
    }

    /// The clauses that the example curriculum covers, and the requirements that the example posting asks for.
    fn references(self) -> (&'static str, &'static str) {
        match self {
            StarterKind::Standard => ("1", "1-a..b"),
            StarterKind::Catalogue => ("K, S", "K1, S1"),
            StarterKind::Ladder => ("craft, people", "drafts"),
            StarterKind::Outline => ("plants, tools", "sows"),
        }
    }
}

/// A handbook as the author asked for it.
#[derive(Clone, Debug)]
pub struct Starter {
    /// The shape of its standard.
    pub kind: StarterKind,
    /// Its languages. The first is the one in which its standard is written.
    pub languages: Vec<StarterLanguage>,
    /// Its titles in these languages, if the author gave any. An empty one is left out, to be translated.
    pub titles: Vec<String>,
    /// The id of its standard, if the author gave one.
    pub standard: Option<String>,
    /// The first and the last day of the example posting.
    pub days: (Day, Day),
    /// Where it will be published; each host adds a file.
    pub hosts: Vec<Host>,
}

/// Requires that there are not more titles than languages.
///
/// # Errors
/// Returns the message for the user if there are.
pub(super) fn require_titles(titles: &[String], languages: usize) -> Result<(), Message> {
    match titles.len() > languages {
        true => Err(message!(
            "{titles} titles are given for {languages} {languages|language|languages}",
            titles = titles.len(),
            languages
        )),
        false => Ok(()),
    }
}

/// A file of a handbook whose standard has another id than that of the templates.
fn renamed((path, mut text): (String, String), id: &str) -> (String, String) {
    let name = emit::name(id);
    for (line, key) in [
        ("id: example", format!("id: {name}")),
        ("standards: [example]", format!("standards: [{name}]")),
        ("standard: example", format!("standard: {name}")),
    ] {
        text = text.replace(&format!("\n{line}\n"), &format!("\n{key}\n"));
    }
    let folder = format!("content/standards/{id}/");
    (path.replace("content/standards/example/", &folder), text)
}

impl Default for Starter {
    /// A standard in Chinese, with a translation into English.
    fn default() -> Self {
        Starter {
            kind: StarterKind::default(),
            languages: StarterLanguage::read_all("zh,en").unwrap_or_default(),
            titles: Vec::new(),
            standard: None,
            days: ((2026, 12, 1), (2027, 2, 28)),
            hosts: Vec::new(),
        }
    }
}

impl Starter {
    /// The files of the handbook, by path.
    pub fn files(&self) -> Vec<(String, String)> {
        let filling = self.filling();
        let mut files: Vec<(String, String)> = Vec::new();
        for (name, text) in FOR_GIT {
            files.push((name.to_owned(), text.to_owned()));
        }
        let first = self.languages.first().map_or(FALLBACK, words_for);
        let title = self.titles.first().filter(|title| !title.is_empty());
        let title = title.map_or(first.title, String::as_str);
        files.push(("README.md".to_owned(), first.readme.replace("TITLE", title)));
        for (name, text) in SHARED.iter().chain(self.kind.files()) {
            files.push(((*name).to_owned(), with_schema(name, &filling.fill(text))));
        }
        // The lock is empty: nothing has been published.
        let lock = "content/permalinks.lock".to_owned();
        files.push((lock, Lock::default().write()));
        for language in &self.languages {
            let (id, known) = (language.id(), words_for(language));
            let about = format!("content/pages/about.{id}.md");
            files.push((about, known.about.to_owned()));
            let curriculum = "content/curricula/example";
            let overview = format!("{}\n", known.phrase("overview"));
            files.push((format!("{curriculum}/overview.{id}.md"), overview));
            let module = self.module(known);
            files.push((format!("{curriculum}/first-steps.{id}.md"), module));
        }
        if let Some(id) = &self.standard {
            files = files.into_iter().map(|file| renamed(file, id)).collect();
        }
        files.extend(schemas());
        files.extend(self.hosts.iter().map(|host| host.file()));
        files
    }

    /// The languages and values of the templates.
    fn filling(&self) -> Filling {
        let languages = self.languages.iter();
        let (aims, aim) = self.kind.aims();
        let (_, must) = self.kind.references();
        let first = self.languages.first();
        let records = self
            .languages
            .iter()
            .map(|language| emit::item(language.record(), 2));
        Filling {
            languages: languages
                .map(|language| (language.id().to_owned(), words_for(language)))
                .collect(),
            values: Vec::new(),
        }
        .with("title: TITLE", emit::pair("title", &self.titles(), 0))
        .with("LANGUAGES", records.collect::<String>())
        .with("LANGUAGE", first.map_or("", StarterLanguage::id))
        .with("READINGS", self.readings())
        .with("AIMS", aims)
        .with("AIM", aim)
        .with("MUST", must)
        .with("COUNTRY", first.map_or(FALLBACK, words_for).country)
        .with("PUBLISHED", written(self.days.0))
        .with("EXPIRES", written(self.days.1))
    }

    /// The handbook's title in each language.
    fn titles(&self) -> Yaml {
        let languages = self.languages.iter();
        let titles: Vec<(String, Yaml)> = match &*self.titles {
            [] => languages
                .map(|language| (language.id().to_owned(), words_for(language).title))
                .map(|(id, title)| (id, Yaml::Text(title.to_owned())))
                .collect(),
            given => languages
                .zip(given)
                .filter(|(_, title)| !title.is_empty())
                .map(|(language, title)| (language.id().to_owned(), Yaml::Text(title.clone())))
                .collect(),
        };
        Yaml::Table(titles)
    }

    /// The module of the example curriculum.
    fn module(&self, known: &KnownLanguage) -> String {
        let (covered, _) = self.kind.references();
        MODULE
            .replace("MODULE_TITLE", known.phrase("first_steps"))
            .replace("COVERED", covered)
            .replace("PURPOSE", known.phrase("purpose"))
            .replace("MODULE_TEXT", known.phrase("module"))
    }

    /// Each language alone, and two of them side by side.
    fn readings(&self) -> String {
        let ids: Vec<&str> = self.languages.iter().map(StarterLanguage::id).collect();
        match *ids {
            [first, second] => format!("{first}, {second}, {first}-{second}"),
            _ => ids.join(", "),
        }
    }
}

/// The language whose words are written for `language`: English if it is not known.
fn words_for(language: &StarterLanguage) -> &'static KnownLanguage {
    language.known().unwrap_or(FALLBACK)
}

/// A file of YAML with the line by which an editor finds its schema.
pub(super) fn with_schema(name: &str, text: &str) -> String {
    let Some(kind) = FileKind::of(name) else {
        return text.to_owned();
    };
    let up = "../".repeat(name.matches('/').count());
    let schema = schema_file(kind.name);
    format!("# yaml-language-server: $schema={up}{schema}\n{text}")
}

/// The schemas of all kinds of files, by path.
fn schemas() -> impl Iterator<Item = (String, String)> {
    KINDS
        .iter()
        .map(|kind| (schema_file(kind.name), format!("{:#}\n", kind.schema())))
}

/// A day as it is written in the content.
pub(super) fn written((year, month, day): Day) -> String {
    format!("{year:04}-{month:02}-{day:02}")
}

/// The path of a schema in a handbook.
fn schema_file(kind: &str) -> String {
    format!("schema/{kind}.json")
}
