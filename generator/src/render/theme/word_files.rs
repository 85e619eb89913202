//! The theme's files of interface words, `words.LANGUAGE.yaml`.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use super::embedded::{EMBEDDED, text};
use crate::model::interface_words::TranslatableWords;
use crate::model::{CompleteHandbook, Language};
use crate::render::words::{self, Words};
use crate::source::diagnostic::Diagnostic;

/// Loads the interface words. A file of the theme that is the same as the built-in one adds nothing.
pub(super) fn load(
    files: &BTreeMap<String, Arc<[u8]>>,
    folder: &str,
    handbook: &CompleteHandbook,
    faults: &mut Vec<Diagnostic>,
) -> Words {
    let (built_in, own) = word_files(files);
    let is_used = |key: &str| {
        let mut templates = files
            .iter()
            .filter(|(name, _)| name.starts_with("templates/"));
        templates.any(|(_, bytes)| uses_word(&text(bytes), key))
    };
    words::load(
        folder,
        &borrowed(&built_in),
        &borrowed(&own),
        handbook,
        is_used,
        faults,
    )
}

/// Files of words, each with the language in its name and its text.
type WordFiles = Vec<(String, String)>;

/// The built-in files of words and the theme's own, each with the language in its name and its text.
fn word_files(files: &BTreeMap<String, Arc<[u8]>>) -> (WordFiles, WordFiles) {
    let built_in: WordFiles = EMBEDDED
        .iter()
        .filter_map(|(name, bytes)| Some((language_of(name)?, text(bytes))))
        .collect();
    let own: WordFiles = files
        .iter()
        .filter_map(|(name, bytes)| Some((language_of(name)?, text(bytes))))
        .filter(|file| !built_in.contains(file))
        .collect();
    (built_in, own)
}

/// The language in the name of a file of words.
fn language_of(name: &str) -> Option<String> {
    let rest = name.strip_prefix("words.")?.strip_suffix(".yaml")?;
    Some(rest.to_owned())
}

/// The words of the interface to translate into `to`, for the project at `root`.
///
/// # Errors
/// Returns an error if a file of the theme cannot be read.
pub fn words_to_translate(
    root: &Path,
    handbook: &CompleteHandbook,
    to: &Language,
) -> std::io::Result<TranslatableWords> {
    let name = handbook
        .about
        .theme
        .as_ref()
        .map_or("default", |theme| theme.as_str());
    let folder = format!("themes/{name}");
    let mut files = BTreeMap::new();
    if root.join(&folder).is_dir() {
        for entry in std::fs::read_dir(root.join(&folder))? {
            let name = entry?.file_name().to_string_lossy().into_owned();
            if language_of(&name).is_some() {
                let bytes = std::fs::read(root.join(&folder).join(&name))?;
                files.insert(name, Arc::<[u8]>::from(bytes));
            }
        }
    }
    let (built_in, own) = word_files(&files);
    let languages: Vec<&Language> = handbook.languages.iter().collect();
    let names = own.iter().map(|(name, _)| &**name);
    let own_file = words::best(names, true, to, &languages).unwrap_or(&to.id);
    let current = own.iter().find(|(name, _)| name == own_file);
    Ok(TranslatableWords {
        file: format!("{folder}/words.{own_file}.yaml").into(),
        current: current.map(|(_, text)| text.as_str().into()),
        words: words::to_translate(&borrowed(&built_in), &borrowed(&own), handbook, to),
    })
}

/// The names and texts of files, borrowed.
fn borrowed(files: &[(String, String)]) -> Vec<(&str, &str)> {
    files
        .iter()
        .map(|(name, text)| (&**name, &**text))
        .collect()
}

/// Whether a template shows the word with `key`.
fn uses_word(template: &str, key: &str) -> bool {
    ["words.", "plain."].iter().any(|lists| {
        let mut places = template.match_indices(lists);
        places.any(|(at, _)| {
            let rest = template[at + lists.len()..].strip_prefix(key);
            rest.is_some_and(|rest| {
                !rest.starts_with(|next: char| next.is_alphanumeric() || next == '_')
            })
        })
    })
}
