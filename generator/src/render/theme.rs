//! A theme: templates, styles, scripts and words. The default theme is embedded; files in the project's own
//! `themes/NAME/` replace the embedded files of the same name.
//!
//! [`Theme::load`] takes the project's files over the embedded ones and gives compiled templates,
//! words and finished assets: scripts are joined (`modules`) and style sheets minified (`styles`).
//! The codes are `E700` to `E709` and `W700` to `W703`. `docs/content/pages/en/theming.md` describes themes for
//! authors.

mod embedded;
mod fault;
mod lines;
mod loaded;
mod modules;
mod styles;
mod tags;
mod unused;
mod word_files;

pub use self::fault::{TemplateFault, fault};
pub use self::word_files::words_to_translate;

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::hash::Hash;
use std::path::Path;
use std::sync::Arc;

use siphasher::sip128::{Hasher128, SipHasher13};
use tera::{Kwargs, State, Tera};

use self::embedded::{EMBEDDED, text};
use super::house;
use super::logo::{self, Logo};
use super::words::Words;
use crate::language::message::message;
use crate::model::CompleteHandbook;
use crate::source::diagnostic::Diagnostic;
use crate::source::position::Position;
use crate::source::rule::Rule;
use crate::source::tree;

/// The order in which the styles are joined; all others follow by name.
const STYLES: [&str; 3] = ["styles/tokens.css", HOUSE, "styles/base.css"];

/// The styles derived from the house's colours. They follow the tokens, which they override, and precede all others.
const HOUSE: &str = "styles/house.css";

/// Everything that determines how a handbook looks.
pub struct Theme {
    /// The folder of the project's own theme files, from the handbook's root. E.g.
    /// `themes/default`; it need not exist.
    pub folder: String,
    /// The compiled templates.
    pub templates: Tera,
    /// The words of the interface.
    pub words: Words,
    /// The files beside the pages, by their names below `assets/`. E.g. `handbook.css`.
    pub assets: BTreeMap<String, Vec<u8>>,
    /// The house's logo, if it has one.
    pub logo: Option<Logo>,
    /// The faults that do not keep the theme from being used.
    pub warnings: Vec<Diagnostic>,
    /// Changes whenever any of the files changes.
    pub fingerprint: u128,
}

impl Theme {
    /// Loads the theme `name` of the project at `root`.
    ///
    /// # Errors
    /// Returns every fault in its templates and words, with positions, if any of them is an error.
    ///
    /// The default theme needs no folder; any other must have one.
    pub fn load(
        root: &Path,
        name: &str,
        handbook: &CompleteHandbook,
    ) -> Result<Theme, Vec<Diagnostic>> {
        let mut faults = Vec::new();
        let folder = format!("themes/{name}");
        let replacing = if root.join(&folder).is_dir() {
            let pictures = format!("{folder}/assets/");
            tree::read_bytes(
                root,
                &folder,
                |name| name.starts_with(&pictures),
                &mut faults,
            )
            .map_err(|error| {
                vec![Rule::UnreadableFile.at(
                    &Position::file(folder.as_str()),
                    error.message(),
                    message!("check that the folder exists and is readable"),
                )]
            })?
        } else {
            if name != "default" {
                return Err(vec![Rule::UnknownTheme.at(
                    &Position::file("content/handbook.yaml"),
                    message!("there is no theme `{name}`", name),
                    message!(
                        "put its files into `{folder}/`, or remove the key `theme`",
                        folder
                    ),
                )]);
            }
            BTreeMap::new()
        };
        let mut files: BTreeMap<String, Arc<[u8]>> = EMBEDDED
            .iter()
            .map(|(name, bytes)| ((*name).to_owned(), Arc::from(*bytes)))
            .collect();
        let mut names = Vec::new();
        for (path, bytes) in replacing {
            let name = path.strip_prefix(&format!("{folder}/")).unwrap_or(&path);
            names.push(name.to_owned());
            files.insert(name.to_owned(), bytes);
        }
        let languages = handbook.languages.iter();
        let unused = unused::ThemeFiles {
            folder: &folder,
            all: &files,
            built_in: EMBEDDED.iter().map(|(name, _)| *name).collect(),
            languages: languages.map(|language| &*language.id).collect(),
        };
        faults.extend(unused.unused(names.iter().map(String::as_str)));
        if let Some(house) = &handbook.about.house {
            files.insert(HOUSE.to_owned(), Arc::from(house::styles(house).as_bytes()));
        }
        let logo = handbook.about.house.as_ref();
        let logo = logo.and_then(|house| house.logo.as_ref());
        let assets = assets(&files, &folder, &mut faults);
        let sheets = loaded::ThemeSheets {
            folder: &folder,
            files: &files,
            assets: &assets,
        };
        faults.extend(sheets.missing(names.iter().map(String::as_str)));
        let mut theme = Theme {
            folder: folder.clone(),
            templates: templates(&files, &folder, &mut faults),
            words: word_files::load(&files, &folder, handbook, &mut faults),
            assets,
            logo: logo.and_then(|name| logo::read(name, &folder, &files, &mut faults)),
            warnings: Vec::new(),
            fingerprint: fingerprint(&files),
        };
        if faults.iter().any(Diagnostic::is_error) {
            return Err(faults);
        }
        theme.warnings = faults;
        Ok(theme)
    }
}

/// A hash of the names and the contents of all files.
fn fingerprint(files: &BTreeMap<String, Arc<[u8]>>) -> u128 {
    let mut hasher = SipHasher13::new();
    files.hash(&mut hasher);
    hasher.finish128().as_u128()
}

/// Compiles the templates. If one has a fault, it is reported and the built-in one takes its place,
/// so that the faults of the others are found too.
fn templates(
    files: &BTreeMap<String, Arc<[u8]>>,
    folder: &str,
    faults: &mut Vec<Diagnostic>,
) -> Tera {
    let below = |name: &str| name.strip_prefix("templates/").map(str::to_owned);
    let mut sources: BTreeMap<String, String> = files
        .iter()
        .filter_map(|(name, bytes)| Some((below(name)?, text(bytes))))
        .collect();
    extended(&mut sources);
    let mut seen: BTreeSet<String> = BTreeSet::new();
    loop {
        let mut tera = Tera::new();
        tera.autoescape_on(vec![".html", ".svg", ".xml"]);
        tera.register_filter("fill", fill);
        let joined = sources.iter().map(|(name, source)| {
            let is_script = name.ends_with(".js");
            let source = if is_script {
                Cow::from(source)
            } else {
                Cow::from(tags::join_lines(source))
            };
            (name, source)
        });
        let Err(error) = tera.add_raw_templates(joined) else {
            return tera;
        };
        let fault = fault::explained(fault(folder, &error), &sources);
        let file = fault.place.as_ref().map_or("", |place| &*place.file);
        let name = file
            .strip_prefix(folder)
            .and_then(|name| name.strip_prefix("/templates/"));
        let name = name.unwrap_or_default().to_owned();
        let known = !seen.insert(name.clone());
        if !known {
            let place = fault.place;
            faults.push(
                Rule::InvalidTemplate.at(
                    &place.unwrap_or_else(|| Position::file(format!("{folder}/templates"))),
                    message!("the template cannot be used: {cause}", cause = fault.cause),
                    fault
                        .help
                        .unwrap_or_else(|| message!("correct the template")),
                ),
            );
        }
        // The engine stops at the first fault; replacing that template with the built-in one reveals the others.
        let source = sources.get(&name);
        match built_in(&name).filter(|built_in| source.is_some_and(|source| source != built_in)) {
            Some(built_in) if !known => drop(sources.insert(name, built_in)),
            _ => return tera,
        }
    }
}

/// The folder under whose name templates of a theme can extend or include the built-in templates that they replace.
const BUILT_IN: &str = "built-in/";

/// Adds the built-in templates that are named as such: `{% extends "built-in/postings.html" %}`. Only these, since a template
/// with components cannot be there twice.
fn extended(sources: &mut BTreeMap<String, String>) {
    loop {
        let named = EMBEDDED.iter().filter_map(|(file, bytes)| {
            let name = format!("{BUILT_IN}{}", file.strip_prefix("templates/")?);
            let is_missing = !sources.contains_key(&name);
            let quoted = format!("\"{name}\"");
            let is_named = || sources.values().any(|source| source.contains(&quoted));
            (is_missing && is_named()).then(|| (name, text(bytes)))
        });
        let named: Vec<(String, String)> = named.collect();
        if named.is_empty() {
            return;
        }
        sources.extend(named);
    }
}

/// Returns the built-in template `name`. `None` for a template that only the project has.
fn built_in(name: &str) -> Option<String> {
    let mut files = EMBEDDED.iter();
    let (_, bytes) = files.find(|(file, _)| file.strip_prefix("templates/") == Some(name))?;
    Some(text(bytes))
}

/// Fills the placeholders of a word: `{{ words.requirements_shown | fill(count=3) }}`.
///
/// A value that is not HTML is escaped if the word is.
fn fill(word: tera::Value, values: Kwargs, _: &State) -> tera::TeraResult<tera::Value> {
    let shown = |value: &tera::Value| match value.as_str() {
        Some(string) if value.is_safe() || !word.is_safe() => string.to_owned(),
        Some(string) => super::html::Html::escaped(string).0,
        None => value.to_string(),
    };
    let words = word.as_str().unwrap_or_default();
    let value = |name: &str| {
        let mut all = values.iter();
        let (_, value) = all.find(|(key, _)| key.as_str() == Some(name))?;
        Some(shown(value))
    };
    Ok(if word.is_safe() {
        tera::Value::safe_string(&super::fill::fill_html(words, value))
    } else {
        tera::Value::normal_string(&super::fill::fill(words, value))
    })
}

/// Collects the files beside the pages. The styles in `styles/` are joined into one file, which every page loads. Those
/// in a subfolder are joined into a file of the folder's name, for the pages that need it: `styles/selfcheck/` becomes
/// `selfcheck.css`.
fn assets(
    files: &BTreeMap<String, Arc<[u8]>>,
    folder: &str,
    faults: &mut Vec<Diagnostic>,
) -> BTreeMap<String, Vec<u8>> {
    let mut sheets: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    sheets.insert("handbook", STYLES.to_vec());
    for name in files.keys() {
        let Some(below) = name.strip_prefix("styles/") else {
            continue;
        };
        let sheet = below
            .split_once('/')
            .map_or("handbook", |(folder, _)| folder);
        if !STYLES.contains(&name.as_str()) {
            sheets.entry(sheet).or_default().push(name);
        }
    }
    let mut assets = modules::scripts(files, folder, faults);
    for (sheet, names) in sheets {
        let parts = names.into_iter().filter_map(|name| files.get(name));
        let parts: Vec<String> = parts.map(|bytes| text(bytes)).collect();
        let joined = styles::minify(&parts.join("\n"));
        assets.insert(format!("{sheet}.css"), joined.into_bytes());
    }
    for (name, bytes) in files {
        if let Some(name) = name
            .strip_prefix("assets/")
            .or_else(|| name.strip_prefix("selfcheck/"))
        {
            assets.insert(name.to_owned(), bytes.to_vec());
        }
    }
    assets
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_of_templates_are_short() {
        let mut templates = 0;
        for (name, bytes) in EMBEDDED {
            if !name.starts_with("templates/") || name.ends_with(".js") {
                continue;
            }
            templates += 1;
            for (line, number) in text(bytes).lines().zip(1..) {
                assert!(
                    line.chars().count() <= 120,
                    "line {number} of {name} is longer than 120 columns"
                );
            }
        }
        assert!(templates > 40, "only {templates} templates");
    }

    #[test]
    fn an_error_after_a_tag_of_several_lines_has_its_place() {
        let wrapped = "<a\n  href=\"b\"\n    class=\"{{ c }}\"\n>{{ d }}</a\n>\n";
        let templates = |template: &str| {
            let file = (
                "templates/a.html".to_owned(),
                Arc::from(template.as_bytes()),
            );
            let mut faults = Vec::new();
            let templates = templates(&BTreeMap::from([file]), "themes/a", &mut faults);
            (templates, faults)
        };
        let place = |position: &Position| (position.line, position.column);

        let at = |error: &tera::Error| place(&fault("themes/a", error).place.unwrap());
        let (_, faults) = templates(&format!("{wrapped}<b {{{{ }}}}>"));
        assert_eq!(faults.len(), 1);
        assert_eq!(place(&faults[0].position), (6, 7));

        let (engine, faults) = templates(wrapped);
        assert!(faults.is_empty());
        let mut context = tera::Context::new();
        let error = engine.render("a.html", &context).unwrap_err();
        assert_eq!(at(&error), (3, 15));
        context.insert("c", "e");
        let error = engine.render("a.html", &context).unwrap_err();
        assert_eq!(at(&error), (4, 5));
    }

    #[test]
    fn a_folder_of_styles_becomes_a_file_for_some_pages() {
        let file = |name: &str| {
            (
                name.to_owned(),
                Arc::from(format!("/* of */\n.a {{ b: \"{name}\" }}\n").as_bytes()),
            )
        };
        let files = [
            "assets/icon.svg",
            "styles/article.css",
            "styles/base.css",
            "styles/selfcheck/form.css",
            "styles/selfcheck/page.css",
            "styles/tokens.css",
            "templates/base.html",
        ];
        let mut faults = Vec::new();
        let assets = assets(&files.into_iter().map(file).collect(), "", &mut faults);
        assert_eq!(
            assets.keys().collect::<Vec<_>>(),
            ["handbook.css", "icon.svg", "selfcheck.css"]
        );
        let sheet = |name: &str| String::from_utf8_lossy(&assets[name]).into_owned();
        assert_eq!(
            sheet("handbook.css"),
            ".a{b:\"styles/tokens.css\"}.a{b:\"styles/base.css\"}.a{b:\"styles/article.css\"}"
        );
        assert_eq!(
            sheet("selfcheck.css"),
            ".a{b:\"styles/selfcheck/form.css\"}.a{b:\"styles/selfcheck/page.css\"}"
        );
    }
}
