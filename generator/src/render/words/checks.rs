//! Checks of the words of a theme.

use std::collections::BTreeSet;

use super::file::WordFile;
use crate::render::fill::{WordPart, parts};
use crate::source::closest::closest;
use crate::source::diagnostic::Diagnostic;
use crate::source::position::Position;
use crate::source::rule::Rule;

/// The maximum number of keys named in a diagnostic.
const LISTED: usize = 5;

/// Requires that the placeholders of each word in `file` are those of the built-in word in the first of `models` that
/// has it.
pub(super) fn placeholders(file: &WordFile, models: &[&WordFile], faults: &mut Vec<Diagnostic>) {
    for (key, (word, position)) in &file.words {
        let Some((model, _)) = models.iter().find_map(|model| model.words.get(key)) else {
            continue;
        };
        if is_damaged(word) {
            continue;
        }
        let (known, written) = (names(model, false), names(word, false));
        let unknown: BTreeSet<&str> = written.difference(&known).copied().collect();
        let missing: BTreeSet<&str> = names(model, true).difference(&written).copied().collect();
        if !unknown.is_empty() {
            faults.push(Rule::WrongPlaceholders.at(
                position,
                format!("the word `{key}` has no value {}", listed(&unknown)),
                match known.len() {
                    0 => "remove the placeholder".to_owned(),
                    _ => format!("use {}", listed(&known)),
                },
            ));
        } else if !missing.is_empty() {
            faults.push(Rule::WrongPlaceholders.at(
                position,
                format!("the word `{key}` does not show {}", listed(&missing)),
                format!("the built-in word is `{model}`"),
            ));
        }
    }
}

/// Whether a placeholder of a word cannot be read, which is reported as such.
fn is_damaged(word: &str) -> bool {
    let mut parts = parts(word).into_iter();
    parts.any(|part| matches!(part, WordPart::Words(words) if words.contains(['{', '}'])))
}

/// The names of the values in a word: all, or only those that it shows and does not merely count by.
fn names(word: &str, only_shown: bool) -> BTreeSet<&str> {
    let mut found = BTreeSet::new();
    for part in parts(word) {
        match part {
            WordPart::Words(_) => {}
            WordPart::Value { name, .. } => {
                found.insert(name);
            }
            WordPart::Forms { name, forms, .. } => {
                if !only_shown {
                    found.insert(name);
                }
                found.extend(forms.into_iter().flat_map(|form| names(form, only_shown)));
            }
        }
    }
    found
}

fn listed(names: &BTreeSet<&str>) -> String {
    let names: Vec<String> = names.iter().map(|name| format!("`{{{name}}}`")).collect();
    names.join(", ")
}

/// Warns about keys that neither a built-in word has nor a template uses.
pub(super) fn unknown(
    file: &WordFile,
    standard: Option<&WordFile>,
    is_used: &impl Fn(&str) -> bool,
    faults: &mut Vec<Diagnostic>,
) {
    let Some(standard) = standard else { return };
    for (key, (_, position)) in &file.words {
        if standard.words.contains_key(key) || is_used(key) {
            continue;
        }
        let near = closest(key, standard.words.keys().map(|key| &**key));
        faults.push(Rule::UnknownWord.at(
            position,
            format!("nothing uses the word `{key}`"),
            match near {
                Some(near) => format!("did you mean `{near}`?"),
                None => "remove it, or use it in a template of the theme".to_owned(),
            },
        ));
    }
}

/// The warning that a language lacks words.
pub(super) fn untranslated(folder: &str, language: &str, keys: &[&str], all: usize) -> Diagnostic {
    let first: Vec<String> = (keys.iter().take(LISTED))
        .map(|key| format!("`{key}`"))
        .collect();
    let first = first.join(", ");
    let more = match keys.len().saturating_sub(LISTED) {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    let file = format!("{folder}/words.{language}.yaml");
    Rule::UntranslatedWords.at(
        &Position::file(file.clone()),
        if keys.len() == all {
            format!("the theme has no interface words in `{language}`")
        } else {
            format!(
                "{} of {all} interface words are not translated into `{language}`: {first}{more}",
                keys.len()
            )
        },
        format!("write them into `{file}`; until then, pages show them in another language"),
    )
}
