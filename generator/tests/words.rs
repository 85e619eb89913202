//! The interface words of the default theme: the same placeholders in every language, and correct plurals.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use clausebook::language::Plurals;
use clausebook::language::placeholders::{WordPart, parts};

/// Returns the words of one language, by key.
fn words(language: &str) -> BTreeMap<String, String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../themes/default");
    let file = folder.join(format!("words.{language}.yaml"));
    let text = std::fs::read_to_string(file).expect("the theme has words in this language");
    let pairs = text.lines().filter(|line| !line.starts_with('#'));
    let pairs = pairs.filter_map(|line| line.split_once(": "));
    pairs
        .map(|(key, words)| (key.to_owned(), words.trim_matches('\'').to_owned()))
        .collect()
}

/// Returns the names of the values that a word shows, in its forms or beside them.
fn shown(words: &str) -> BTreeSet<&str> {
    let mut names = BTreeSet::new();
    for part in parts(words) {
        match part {
            WordPart::Words(_) => {}
            WordPart::Value { name, .. } => drop(names.insert(name)),
            WordPart::Forms { forms, .. } => names.extend(forms.into_iter().flat_map(shown)),
        }
    }
    names
}

/// Returns the plural nouns and verbs within a few words after a number that do not depend on it. Words after another
/// placeholder belong to that placeholder.
fn fixed_plurals(words: &str) -> Vec<String> {
    /// The values that count things.
    const NUMBERS: [&str; 19] = [
        "count",
        "all",
        "asked",
        "taken",
        "covered",
        "added",
        "hours",
        "points",
        "possible",
        "missing",
        "steps",
        "rows",
        "graded",
        "answered",
        "requirements",
        "met",
        "must",
        "done",
        "number",
    ];
    /// Words that only look like plurals.
    const SINGULAR: [&str; 8] = ["is", "was", "has", "this", "its", "needs", "adds", "begins"];
    let mut found = Vec::new();
    for part in words.split('{').skip(1) {
        let Some((name, after)) = part.split_once('}') else {
            continue;
        };
        if !NUMBERS.contains(&name) {
            continue;
        }
        let clause = after.split(['.', ',', ';', ':', '(', '–']).next();
        let near = clause.unwrap_or_default().split_whitespace().take(4);
        found.extend(
            near.filter(|word| {
                let is_plural = word.ends_with('s') && !word.ends_with("ss") || *word == "are";
                is_plural && !SINGULAR.contains(word)
            })
            .map(|word| format!("{{{name}}} … {word}")),
        );
    }
    found
}

#[test]
fn fixed_plurals_are_found() {
    for wrong in [
        "{count} requirements are listed.",
        "{count} of the musts are above it.",
        "One module, {hours} hours",
        "{points} points",
    ] {
        assert!(!fixed_plurals(wrong).is_empty(), "{wrong}");
    }
    for right in [
        "{count} {count:requirement is|requirements are} listed.",
        "({asked} {asked:requirement|requirements}, {taken} in the form)",
        "{missing} {missing:point|points} short",
        "Roles on the left: {roles}. Lines connect them.",
    ] {
        assert_eq!(fixed_plurals(right), [""; 0], "{right}");
    }
}

#[test]
fn counted_nouns_have_both_forms() {
    let all = words("en");
    assert!(all.len() > 300, "the words are read");
    let faults: Vec<String> = all
        .iter()
        .flat_map(|(key, words)| {
            let found = fixed_plurals(words).into_iter();
            found.map(move |fault| format!("{key}: {fault}"))
        })
        .collect();
    assert_eq!(faults, [""; 0]);
}

/// The languages that have words.
fn languages() -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../themes/default");
    let files = std::fs::read_dir(folder).expect("the theme can be listed");
    let names = files.map(|file| file.expect("a file").file_name());
    let names = names.filter_map(|name| name.into_string().ok());
    let mut languages: Vec<String> = names
        .filter_map(|name| {
            Some(
                name.strip_prefix("words.")?
                    .strip_suffix(".yaml")?
                    .to_owned(),
            )
        })
        .collect();
    languages.sort();
    assert!(languages.len() >= 2, "{languages:?}");
    languages
}

#[test]
fn counted_words_have_the_forms_of_their_language() {
    for language in languages() {
        let plurals = Plurals::of_tag(&language);
        for (key, words) in words(&language) {
            for part in parts(&words) {
                match part {
                    WordPart::Words(rest) => {
                        assert!(!rest.contains(['{', '}']), "{language}, {key}: {rest}");
                    }
                    WordPart::Forms {
                        written,
                        tag,
                        forms,
                        ..
                    } => {
                        assert_eq!(tag, "", "{language}, {key}: {written}");
                        assert_eq!(forms.len(), plurals.count(), "{language}, {key}: {written}");
                    }
                    WordPart::Value { .. } => {}
                }
            }
        }
    }
}

#[test]
fn every_language_has_the_words_of_english_and_shows_the_same_values() {
    let english = words("en");
    let mut faults = Vec::new();
    for language in languages() {
        let others = words(&language);
        for key in others.keys().filter(|key| !english.contains_key(*key)) {
            faults.push(format!("{language}, {key}: not in English"));
        }
        for (key, en) in &english {
            match others.get(key) {
                Some(other) if shown(en) == shown(other) => {}
                Some(other) => faults.push(format!("{language}, {key}: `{en}` and `{other}`")),
                None => faults.push(format!("{language}, {key}: missing")),
            }
        }
    }
    assert_eq!(faults, [""; 0]);
}
