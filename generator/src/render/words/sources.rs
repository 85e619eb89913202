//! The sources of a language's words: the theme's own files, the built-in ones, and other languages.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::checks;
use super::file::WordFile;
use super::{InterfaceWord, Words};
use crate::language::Profile;
use crate::model::{CompleteHandbook, Language};
use crate::source::diagnostic::Diagnostic;

/// The language in which every built-in word exists.
pub(super) const COMPLETE: &str = "en";

/// Loads the words of the theme in `folder`: those of its own files, `own`, and the built-in ones. Both are given as the
/// language in the file's name with the text. `is_used` tells whether a template uses a key.
pub fn load(
    folder: &str,
    built_in: &[(&str, &str)],
    own: &[(&str, &str)],
    handbook: &CompleteHandbook,
    is_used: impl Fn(&str) -> bool,
    faults: &mut Vec<Diagnostic>,
) -> Words {
    let languages: Vec<&Language> = handbook.languages.iter().collect();
    let complete_profile = Profile::of(COMPLETE);
    let mut read = |files: &[(&str, &str)], are_own: bool| -> Vec<WordFile> {
        let mut read = Vec::new();
        for (name, text) in files {
            let mut suited = languages
                .iter()
                .filter(|language| suits(name, are_own, language, &languages).is_some());
            let suited = suited.next();
            let profile = Profile::of(name);
            let is_lent =
                || (languages.iter()).any(|language| profile.is_related(&profile_of(language)));
            if suited.is_none() && *name != COMPLETE && !is_lent() {
                continue;
            }
            let tag = suited.map_or_else(|| (*name).into(), |language| language.tag.clone());
            let path = format!("{folder}/words.{name}.yaml");
            read.push(WordFile::read(name, tag, &path, text, faults));
        }
        read
    };
    let (own, built_in) = (read(own, true), read(built_in, false));
    let complete: Vec<&WordFile> = (own.iter().chain(&built_in))
        .filter(|file| file.profile.is_written_like(&complete_profile))
        .collect();
    let standard = built_in.iter().find(|file| file.language == COMPLETE);
    for file in &own {
        let same = built_in
            .iter()
            .filter(|built_in| built_in.profile.is_written_like(&file.profile));
        let models: Vec<&WordFile> = same.chain(standard).collect();
        checks::placeholders(file, &models, faults);
        checks::unknown(file, standard, &is_used, faults);
    }
    let by_language: Vec<Vec<&WordFile>> = languages
        .iter()
        .map(|language| {
            let suited = |files, are_own| of_language(files, are_own, language, &languages);
            [suited(&own, true), suited(&built_in, false)].concat()
        })
        .collect();
    let keys: BTreeSet<&Arc<str>> = (by_language.iter().flatten().chain(&complete))
        .flat_map(|file| file.words.keys())
        .collect();
    let mut words = Words::default();
    for (place, language) in languages.iter().enumerate() {
        let own_files = &by_language[place];
        let related = own.iter().chain(&built_in);
        let lenders = lenders(
            language,
            &(languages.iter().zip(&by_language))
                .map(|(language, files)| (Arc::clone(&language.tag), files.clone()))
                .collect::<Vec<_>>(),
            related.map(|file| (Arc::clone(&file.tag), vec![file])),
            (COMPLETE.into(), complete.clone()),
        );
        let mut lacking: Vec<&str> = Vec::new();
        let mut of_this = BTreeMap::new();
        for key in &keys {
            if let Some(word) = word(own_files, key) {
                let borrowed = None;
                of_this.insert(
                    Arc::clone(key),
                    InterfaceWord {
                        words: word,
                        borrowed,
                        common: None,
                    },
                );
                continue;
            }
            lacking.push(key);
            let mut found = lenders.iter();
            let found = found.find_map(|(tag, files)| Some((tag, word(files, key)?)));
            if let Some((lender, word)) = found {
                let borrowed = Some(Arc::clone(lender));
                of_this.insert(
                    Arc::clone(key),
                    InterfaceWord {
                        words: word,
                        borrowed,
                        common: None,
                    },
                );
            }
        }
        let mut readings = handbook.readings.iter();
        let is_shown = readings.any(|reading| {
            let mut shown = reading.languages.iter();
            shown.any(|shown| shown.id == language.id)
        });
        if !lacking.is_empty() && is_shown {
            faults.push(checks::untranslated(
                folder,
                &language.id,
                &lacking,
                keys.len(),
            ));
        }
        words.languages.insert(language.id.clone(), of_this);
    }
    words
}

/// A language that lends words, by its tag, and the files with its words.
type Lender<'a> = (Arc<str>, Vec<&'a WordFile>);

/// Returns those from whom a language borrows the words that it lacks, in order: who reads the language can read the first
/// ones. These are languages that are related to it, first those in its script; then languages of the handbook in its script,
/// and English; and at last the others, for words that English lacks too.
fn lenders<'a>(
    language: &Language,
    handbook: &[Lender<'a>],
    files: impl Iterator<Item = Lender<'a>>,
    english: Lender<'a>,
) -> Vec<Lender<'a>> {
    let profile = profile_of(language);
    let is_english = |other: &Profile| other.is_related(&Profile::of(COMPLETE));
    let others = || handbook.iter().filter(|(tag, _)| *tag != language.tag);
    let mut related: Vec<Lender> = (others().cloned().chain(files))
        .filter(|(tag, _)| Profile::of(tag).is_related(&profile))
        .collect();
    related.sort_by_key(|(tag, _)| !Profile::of(tag).shares_script(&profile));
    let (readable, foreign): (Vec<Lender>, Vec<Lender>) =
        others().cloned().partition(|(tag, _)| {
            let other = Profile::of(tag);
            other.shares_script(&profile) || is_english(&other)
        });
    [related, readable, vec![english], foreign].concat()
}

fn profile_of(language: &Language) -> Profile {
    Profile::of(&language.tag)
}

/// The files with the words of a language, the one that suits it best first.
fn of_language<'a>(
    files: &'a [WordFile],
    are_own: bool,
    language: &Language,
    all: &[&Language],
) -> Vec<&'a WordFile> {
    let mut suited: Vec<(Fit, &WordFile)> = files
        .iter()
        .filter_map(|file| Some((suits(&file.language, are_own, language, all)?, file)))
        .collect();
    suited.sort_by_key(|(fit, _)| *fit);
    suited.into_iter().map(|(_, file)| file).collect()
}

/// The name of the file that suits a language best.
pub fn best<'a>(
    names: impl Iterator<Item = &'a str>,
    are_own: bool,
    language: &Language,
    all: &[&Language],
) -> Option<&'a str> {
    let suited = names.filter_map(|name| Some((suits(name, are_own, language, all)?, name)));
    suited.min().map(|(_, name)| name)
}

/// Why a file has the words of a language, the best reason first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Fit {
    /// It is named by the language's key.
    Key,
    /// It is named by the language's tag.
    Tag,
    /// It is named by a tag of the same language in the same script.
    Writing,
}

/// Whether and why the words in a file called `name` are those of a language. The theme's own files can be named by the
/// handbook's keys; the built-in ones are named by tags.
fn suits(name: &str, is_own: bool, language: &Language, all: &[&Language]) -> Option<Fit> {
    if is_own && name == &*language.id {
        return Some(Fit::Key);
    }
    if name == &*language.tag {
        return Some(Fit::Tag);
    }
    let is_of_another =
        is_own && (all.iter()).any(|other| *other.id == *name || *other.tag == *name);
    let is_alike = || Profile::of(name).is_written_like(&Profile::of(&language.tag));
    (!is_of_another && is_alike()).then_some(Fit::Writing)
}

/// The word with `key` in the first of `files` that has it.
fn word(files: &[&WordFile], key: &Arc<str>) -> Option<Arc<str>> {
    let mut found = files.iter().filter_map(|file| file.words.get(key));
    found.next().map(|(word, _)| word.clone())
}
