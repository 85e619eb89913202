//! The handbooks that `init` writes: one of each shape, in the languages that the author chooses.
//!
//! Their files are in `starter/`, with every text in each language of the interface. A file of a handbook has the lines of
//! the chosen languages, laid out as people write them.
//!
//! A line of a template is copied, except for `LANGUAGES`, `READINGS`, `TITLE` and `LANGUAGE`, and
//! for groups of lines with one text in each language, of which those of the chosen languages are
//! kept. Tests require that what `init` writes passes `check` and can be built.

use std::fmt::{self, Display, Formatter};

use clap::ValueEnum;

use crate::language::Profile;
use crate::source::emit::{self, Yaml};
use crate::source::schema::{FileKind, KINDS};

/// Embeds the files of a folder of `starter/`, by path.
macro_rules! files {
    ($folder:literal: $($name:literal),* $(,)?) => {
        &[$(($name, include_str!(concat!("starter/", $folder, "/", $name)))),*]
    };
}

/// The files that every handbook has, by path.
const SHARED: &[(&str, &str)] = files!["shared": "content/handbook.yaml"];

/// The `.gitignore` to write. The embedded file has no leading dot, because git would apply it to this repository.
const GITIGNORE: (&str, &str) = (".gitignore", include_str!("starter/shared/gitignore"));

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
    fn files(self) -> &'static [(&'static str, &'static str)] {
        match self {
            StarterKind::Standard => STANDARD,
            StarterKind::Catalogue => CATALOGUE,
            StarterKind::Ladder => LADDER,
            StarterKind::Outline => OUTLINE,
        }
    }
}

/// A language of the interface, in which the texts of the handbooks are written.
struct KnownLanguage {
    id: &'static str,
    /// Its BCP 47 tag on pages.
    tag: &'static str,
    /// Its own name.
    name: &'static str,
    /// The title of a handbook.
    title: &'static str,
    /// The page about the handbook.
    about: &'static str,
}

/// Declares the languages of the interface, with the page about the handbook of each.
macro_rules! known {
    ($($id:literal $tag:literal $name:literal $title:literal),* $(,)?) => {
        [$(KnownLanguage {
            id: $id,
            tag: $tag,
            name: $name,
            title: $title,
            about: include_str!(concat!("starter/shared/pages/about.", $id, ".md")),
        }),*]
    };
}

const KNOWN: [KnownLanguage; 6] = known![
    "en" "en" "English" "Handbook of Requirements",
    "zh" "zh-CN" "中文" "能力要求手册",
    "zh-Hant" "zh-Hant" "繁體中文" "能力要求手冊",
    "ja" "ja" "日本語" "能力要件ハンドブック",
    "es" "es" "Español" "Manual de requisitos",
    "ar" "ar" "العربية" "دليل المتطلبات",
];

/// The language whose texts are given for a language that is not known.
const FALLBACK: &KnownLanguage = &KNOWN[0];

/// A language that the author chose, by its id.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StarterLanguage(String);

impl StarterLanguage {
    /// Reads a language from its BCP 47 tag.
    ///
    /// # Errors
    ///
    /// If `tag` is not the tag of a language.
    pub fn read(tag: &str) -> Result<StarterLanguage, String> {
        match Profile::is_tag(tag) {
            true => Ok(StarterLanguage(tag.to_owned())),
            false => Err("write the tag of a language, such as `en` or `zh-Hant`".to_owned()),
        }
    }

    /// The texts for the language, in English if there are none.
    fn known(&self) -> &'static KnownLanguage {
        let is_this = |known: &&KnownLanguage| known.id == self.0;
        KNOWN.iter().find(is_this).unwrap_or(FALLBACK)
    }

    /// The language's record in `handbook.yaml`.
    fn record(&self) -> Yaml {
        let known = self.known();
        let (tag, name) = match known.id == self.0 {
            true => (known.tag, known.name),
            false => (&*self.0, &*self.0),
        };
        Yaml::Record(vec![
            ("id".to_owned(), Yaml::Symbol(self.0.clone())),
            ("tag".to_owned(), Yaml::Symbol(tag.to_owned())),
            ("name".to_owned(), Yaml::Text(name.to_owned())),
        ])
    }
}

impl Display for StarterLanguage {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

/// A handbook as the author asked for it.
#[derive(Clone, Debug)]
pub struct Starter {
    /// The shape of its standard.
    pub kind: StarterKind,
    /// Its languages. The first is the one in which its standard is written.
    pub languages: Vec<StarterLanguage>,
    /// Its title, if the author gave one.
    pub title: Option<String>,
}

impl Default for Starter {
    /// A standard in Chinese, with a translation into English.
    fn default() -> Self {
        Starter {
            kind: StarterKind::default(),
            languages: ["zh", "en"]
                .map(|tag| StarterLanguage(tag.to_owned()))
                .to_vec(),
            title: None,
        }
    }
}

impl Starter {
    /// The files of the handbook, by path.
    pub fn files(&self) -> Vec<(String, String)> {
        let mut files: Vec<(String, String)> = vec![(GITIGNORE.0.into(), GITIGNORE.1.into())];
        for (name, text) in SHARED.iter().chain(self.kind.files()) {
            files.push(((*name).to_owned(), self.file(name, text)));
        }
        for language in &self.languages {
            let name = format!("content/pages/about.{}.md", language.0);
            files.push((name, language.known().about.to_owned()));
        }
        for kind in KINDS {
            let schema = format!("{:#}\n", kind.schema());
            files.push((schema_file(kind.name), schema));
        }
        files
    }

    /// A file of YAML: the line by which an editor finds its schema, and the text in the chosen languages.
    fn file(&self, name: &str, template: &str) -> String {
        let mut text = String::new();
        if let Some(kind) = FileKind::of(name) {
            let up = "../".repeat(name.matches('/').count());
            let schema = schema_file(kind.name);
            text += &format!("# yaml-language-server: $schema={up}{schema}\n");
        }
        let mut lines = template.lines().peekable();
        while let Some(line) = lines.next() {
            let first = Translation::read(line);
            let mut group: Vec<Translation<'_>> = first.into_iter().collect();
            while let Some(next) = lines.peek().and_then(|line| Translation::read(line)) {
                if next.is_item {
                    break;
                }
                group.push(next);
                lines.next();
            }
            match (group.first(), line.trim_start().trim_end_matches(':')) {
                (None, _) => self.filled(&mut text, line),
                (Some(first), _) if first.is_item => {
                    text += &emit::item(self.chosen(&group), first.indent.saturating_sub(2));
                }
                (Some(_), key) => {
                    let key = key.trim_start_matches("- ");
                    let (start, _) = line.split_at(line.rfind(key).unwrap_or_default());
                    text += start;
                    text += &emit::pair(key, &self.chosen(&group), start.len());
                }
            }
        }
        text
    }

    /// A text in the chosen languages.
    fn chosen(&self, group: &[Translation<'_>]) -> Yaml {
        let words = |id: &str| group.iter().find(|line| line.language == id);
        let chosen = self.languages.iter().filter_map(|language| {
            let line = words(&language.0).or_else(|| words(FALLBACK.id))?;
            Some((language.0.clone(), Yaml::Text(line.words.to_owned())))
        });
        Yaml::Table(chosen.collect())
    }

    /// Adds a line in which what depends on the author's choice is filled in.
    fn filled(&self, text: &mut String, line: &str) {
        let languages = || self.languages.iter();
        match line {
            "title: TITLE" => {
                let title = |language: &StarterLanguage| {
                    let title = self.title.as_deref().unwrap_or(language.known().title);
                    (language.0.clone(), Yaml::Text(title.to_owned()))
                };
                let titles = Yaml::Table(languages().map(title).collect());
                *text += &emit::pair("title", &titles, 0);
            }
            "LANGUAGES" => {
                for language in languages() {
                    *text += &emit::item(language.record(), 2);
                }
            }
            line => {
                let first = languages().next().map_or("", |language| &language.0);
                *text += &line
                    .replace("language: LANGUAGE", &format!("language: {first}"))
                    .replace("READINGS", &self.readings());
                *text += "\n";
            }
        }
    }

    /// Each language alone, and two of them side by side.
    fn readings(&self) -> String {
        let ids: Vec<&str> = self.languages.iter().map(|language| &*language.0).collect();
        match *ids {
            [first, second] => format!("{first}, {second}, {first}-{second}"),
            _ => ids.join(", "),
        }
    }
}

/// A line of a template with a text in one language.
#[derive(Clone, Copy)]
struct Translation<'t> {
    /// The column of the language.
    indent: usize,
    /// Whether it is the first line of an item of a list.
    is_item: bool,
    language: &'t str,
    words: &'t str,
}

impl<'t> Translation<'t> {
    /// The text on a line; `None` for any other line.
    fn read(line: &'t str) -> Option<Translation<'t>> {
        let rest = line.trim_start();
        let is_item = rest.starts_with("- ");
        let rest = rest.strip_prefix("- ").unwrap_or(rest);
        let (language, words) = rest.split_once(": ")?;
        KNOWN.iter().find(|known| known.id == language)?;
        let quoted = words
            .strip_prefix('\'')
            .and_then(|words| words.strip_suffix('\''));
        Some(Translation {
            indent: line.len() - rest.len(),
            is_item,
            language,
            words: quoted.unwrap_or(words),
        })
    }
}

/// The path of a schema in a handbook.
fn schema_file(kind: &str) -> String {
    format!("schema/{kind}.json")
}
