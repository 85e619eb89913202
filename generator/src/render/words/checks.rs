//! Checks of the words of a theme.

use super::file::WordFile;
use crate::language::message::{Series, message};
use crate::language::placeholders::value_fault;
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
        if let Some(fault) = value_fault(key, word, model) {
            faults.push(Rule::WrongPlaceholders.at(position, fault.message, fault.help));
        }
    }
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
            message!("nothing uses the word `{key}`", key),
            match near {
                Some(near) => message!("did you mean `{near}`?", near),
                None => message!("remove it, or use it in a template of the theme"),
            },
        ));
    }
}

/// The warning that a language lacks words.
pub(super) fn untranslated(folder: &str, language: &str, keys: &[&str], all: usize) -> Diagnostic {
    let first = keys.iter().take(LISTED).map(|key| format!("`{key}`"));
    let mut named = message!("{names}", names = Series::plain(first));
    let more = keys.len().saturating_sub(LISTED);
    if more > 0 {
        named = message!("{named} and {more} more", named, more);
    }
    let file = format!("{folder}/words.{language}.yaml");
    Rule::UntranslatedWords.at(
        &Position::file(file.clone()),
        if keys.len() == all {
            message!("the theme has no interface words in `{language}`", language)
        } else {
            message!(
                "{count} of {all} interface words are not translated into `{language}`: {named}",
                count = keys.len(),
                all,
                language,
                named
            )
        },
        message!(
            "write them into `{file}`; until then, pages show them in another language",
            file
        ),
    )
}
