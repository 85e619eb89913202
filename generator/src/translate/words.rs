//! The words of the interface, as units, and back into the file of the theme.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::Arc;

use super::intake::{ChangedFile, Intake, RefusedUnit};
use super::returned::ReturnedUnit;
use super::unit::Unit;
use crate::language::Plurals;
use crate::language::message::{Message, message};
use crate::language::placeholders::{WordPart, form_faults, names, parts, value_fault};
use crate::model::Language;
use crate::model::interface_words::{TranslatableWord, TranslatableWords};
use crate::model::translatable::{
    FilePart, Translatable, TranslatablePlace, TranslationPart, WordsIn,
};
use crate::model::translated::TranslationState;
use crate::source::edit::YamlEdits;
use crate::source::emit::Yaml;
use crate::source::texts::TextRole;
use crate::source::yaml;

/// The beginning of the ids of these units.
const PREFIX: &str = "words/";

/// Whether a unit is a word of the interface.
pub fn is_word(unit: &ReturnedUnit) -> bool {
    unit.id.starts_with(PREFIX)
}

/// The units of the words, translated from `from` where they are in that language.
pub fn word_units<'w>(
    table: &'w TranslatableWords,
    from: Option<&str>,
    to: &Language,
) -> Vec<Unit<'w>> {
    let plurals = Plurals::of_tag(&to.tag);
    let units = table.words.iter().filter_map(|word| {
        let mut sources = word.sources.iter();
        let wanted = sources.find(|(language, _)| from == Some(language));
        let (language, words) = wanted.or(word.sources.first())?;
        let source = WordsIn {
            language,
            words: Cow::Borrowed(words.as_str()),
        };
        Some(Unit {
            id: format!("{PREFIX}{}", word.key),
            file: table.file.clone(),
            text: Translatable {
                part: TranslationPart::Handbook,
                place: TranslatablePlace::File {
                    file: table.file.clone(),
                    translation: Some(table.file.clone()),
                    title: None,
                    part: FilePart::Words(vec![word.key.clone()]),
                },
                role: TextRole::Label,
                is_markdown: false,
                original: source.clone(),
                shown: source,
                target: word.target.as_deref().map(Cow::Borrowed),
            },
            state: match word.target {
                Some(_) => TranslationState::Done,
                None => TranslationState::Missing,
            },
            context: context(word, words, &plurals),
            permalink: None,
            terms: Vec::new(),
        })
    });
    units.collect()
}

/// The remarks for translators: the key, and the placeholders.
fn context(word: &TranslatableWord, words: &str, plurals: &Plurals) -> String {
    let mut context = format!("{}: word of the interface", word.key);
    let shown = names(words, true);
    if !shown.is_empty() {
        let shown: Vec<String> = shown.iter().map(|name| format!("{{{name}}}")).collect();
        context.push_str(&format!("\nKeep: {}", shown.join(" ")));
    }
    for part in parts(words) {
        if let WordPart::Forms { name, .. } = part {
            let forms = plurals.names();
            context.push_str(&format!("\nForms by number: {{{name}:{forms}}}"));
        }
    }
    context
}

/// Decides what the returned words change.
pub fn compare_words(
    table: &TranslatableWords,
    returned: &[&ReturnedUnit],
    to: &Language,
    intake: &mut Intake,
) {
    let known: HashMap<&str, &TranslatableWord> = (table.words.iter())
        .map(|word| (&*word.key, word))
        .collect();
    let mut count: HashMap<&str, usize> = HashMap::new();
    for back in returned {
        *count.entry(&back.id).or_default() += 1;
    }
    let plurals = Plurals::of_tag(&to.tag);
    let mut accepted: Vec<(&ReturnedUnit, &str, &str)> = Vec::new();
    for back in returned {
        let key = back.id.strip_prefix(PREFIX).unwrap_or_default();
        let target = if back.target.trim().is_empty() {
            ""
        } else {
            &*back.target
        };
        let word = known.get(key);
        let refusal = match word {
            _ if count[&*back.id] > 1 => Some((
                message!("several units of this file have this id"),
                message!("keep one of them, with the id that `clausebook translate out` wrote"),
            )),
            _ if target.is_empty() => None,
            Some(word) if word.target.as_deref() == Some(target) => None,
            None => Some((
                message!("no text of the handbook has this id"),
                message!(
                    "the text was removed or moved since; write a new file with `clausebook translate out`"
                ),
            )),
            Some(word) if !word.sources.iter().any(|(_, words)| *words == back.source) => Some((
                message!(
                    "the words that it translates have changed since the file was written; they are now `{now}`",
                    now = word.sources.first().map_or("", |(_, words)| words)
                ),
                message!(
                    "write a new file with `clausebook translate out --missing` and translate the new words"
                ),
            )),
            Some(_) => fault(key, target, &back.source, to, &plurals),
        };
        let is_same = word.is_some_and(|word| word.target.as_deref() == Some(target));
        match refusal {
            Some((message, help)) => intake.refused.push(refused(back, message, help)),
            None if target.is_empty() || is_same => intake.unchanged += 1,
            None => accepted.push((back, key, target)),
        }
    }
    let words = accepted.iter().map(|(_, key, target)| (*key, *target));
    match edited(table.current.as_deref(), words) {
        Some(after) if !accepted.is_empty() => {
            intake.written += accepted.len();
            intake.files.push(ChangedFile {
                path: table.file.clone(),
                before: table.current.clone(),
                after,
            });
        }
        Some(_) => {}
        None => intake.refused.extend(accepted.iter().map(|(back, _, _)| {
            refused(
                back,
                message!("`{file}` cannot be changed", file = table.file),
                message!("correct the faults that `clausebook check` reports in it"),
            )
        })),
    }
    intake.refused.sort_by_key(|refused| refused.line);
}

fn refused(back: &ReturnedUnit, message: Message, help: Message) -> RefusedUnit {
    RefusedUnit {
        line: back.line,
        id: back.id.clone(),
        message,
        help,
    }
}

/// The first fault in the placeholders of a translation.
fn fault(
    key: &str,
    target: &str,
    source: &str,
    to: &Language,
    plurals: &Plurals,
) -> Option<(Message, Message)> {
    let written = form_faults(&to.tag, key, target, plurals)
        .into_iter()
        .next();
    let fault = written.or_else(|| value_fault(key, target, source))?;
    Some((fault.message, fault.help))
}

/// The text of a file of words with other words. `None` if the file is damaged.
fn edited<'a>(
    current: Option<&str>,
    words: impl Iterator<Item = (&'a str, &'a str)> + Clone,
) -> Option<String> {
    let file: Arc<str> = "words".into();
    let text = current.unwrap_or_default();
    let root = yaml::parse(&file, text).ok()?;
    let mut edits = YamlEdits::of(text);
    let mut lines = String::new();
    for (key, words) in words.clone() {
        let value = Yaml::Text(words.to_owned());
        if matches!(root.value, yaml::Value::Null) {
            lines.push_str(&crate::source::emit::document(&Yaml::Table(vec![(
                key.to_owned(),
                value,
            )])));
        } else if !edits.set(&root, key, &value, &[]) {
            return None;
        }
    }
    let gap = if text.is_empty() || text.ends_with('\n') {
        ""
    } else {
        "\n"
    };
    let after = format!("{}{gap}{lines}", edits.finish()?);
    let read = yaml::parse(&file, &after).ok()?;
    let is_meant = |(key, words): (&str, &str)| {
        let value = read.get(key).map(|value| &value.value);
        matches!(value, Some(yaml::Value::Scalar(now)) if now == words)
    };
    words.into_iter().all(is_meant).then_some(after)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_changed_and_added_in_place() {
        let words = [("next", "Sig: a"), ("count", "{count:página|páginas}")];
        let after = edited(Some("# ours\nnext: N # c\nhome: H\n"), words.into_iter());
        let expected = "# ours\nnext: 'Sig: a' # c\nhome: H\ncount: '{count:página|páginas}'\n";
        assert_eq!(after.as_deref(), Some(expected));
        let fresh = edited(None, words.into_iter());
        let expected = "next: 'Sig: a'\ncount: '{count:página|páginas}'\n";
        assert_eq!(fresh.as_deref(), Some(expected));
        assert_eq!(edited(Some("a: [\n"), words.into_iter()), None);
    }
}
