//! The interface words of the default theme: the same placeholders in every language, and correct plurals.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

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

/// Returns the placeholders of a word, without their braces.
fn places(words: &str) -> Vec<&str> {
    let parts = words.split('{').skip(1);
    parts
        .filter_map(|part| part.split_once('}'))
        .map(|(place, _)| place)
        .collect()
}

/// Returns the names of the values that a word shows.
fn shown(words: &str) -> BTreeSet<&str> {
    let places = places(words).into_iter();
    places.filter(|place| !place.contains(':')).collect()
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

#[test]
fn plural_forms_name_their_number_and_have_two_parts() {
    for (key, words) in words("en") {
        for place in places(&words) {
            if let Some((name, forms)) = place.split_once(':') {
                assert_eq!(forms.matches('|').count(), 1, "{key}: {place}");
                assert!(!name.is_empty(), "{key}: {place}");
            }
        }
    }
}

#[test]
fn every_language_shows_the_same_values() {
    let zh = words("zh");
    let mut faults = Vec::new();
    for (key, en) in words("en") {
        let other = &zh[&key];
        if shown(&en) != shown(other) {
            faults.push(format!("{key}: `{en}` and `{other}`"));
        }
    }
    assert_eq!(faults, [""; 0]);
}
