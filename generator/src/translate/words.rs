//! The words of the interface, as units, and back into the file of the theme.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use super::intake::{ChangedFile, Intake, RefusedUnit};
use super::returned::ReturnedUnit;
use super::unit::Unit;
use super::writing::LOCK;
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
use crate::source::format::lock::hash;
use crate::source::format::translations::{RecordedTranslation, TranslationLock};
use crate::source::texts::TextRole;
use crate::source::tree::Tree;
use crate::source::yaml;

/// The beginning of the ids of these units.
const PREFIX: &str = "words/";

/// Whether a unit is a word of the interface.
pub fn is_word(unit: &ReturnedUnit) -> bool {
    unit.id.starts_with(PREFIX)
}

/// The units of the words, translated from `from` where they are in that language. `tree` has the files of the handbook.
pub fn word_units<'w>(
    table: &'w TranslatableWords,
    tree: &Tree,
    from: Option<&str>,
    to: &Language,
) -> Vec<Unit<'w>> {
    let plurals = Plurals::of_tag(&to.tag);
    let states = WordStates::of(table, &recorded(tree.files.get(LOCK)), to);
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
            state: states.state(word),
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

/// The lock of translations in a file's text.
fn recorded(text: Option<&Arc<str>>) -> TranslationLock {
    let text = text.map_or("", |text| text);
    // Damaged lines are reported by `clausebook check`.
    TranslationLock::read(&LOCK.into(), text, &mut Vec::new())
}

/// The states of the words in one language.
struct WordStates {
    /// For each translation, the words for which it was made, and whether it is a draft.
    made_for: HashMap<u64, Vec<(u64, bool)>>,
    /// The present pairs of a translation and the words that it translates.
    present: HashSet<(u64, u64)>,
}

impl WordStates {
    fn of(table: &TranslatableWords, lock: &TranslationLock, to: &Language) -> Self {
        let mut made_for: HashMap<u64, Vec<(u64, bool)>> = HashMap::new();
        for entry in lock.words.iter().filter(|entry| entry.language == to.id) {
            let known = made_for.entry(entry.words).or_default();
            known.push((entry.source, entry.is_draft));
        }
        let pairs = table.words.iter().flat_map(|word| {
            let target = word.target.as_deref().map(|target| hash(&[target]));
            let sources = word.sources.iter().map(|(_, words)| hash(&[words]));
            sources.filter_map(move |source| Some((target?, source)))
        });
        WordStates {
            present: pairs.collect(),
            made_for,
        }
    }

    /// The state of a word. As with texts, words with the same translation are not stale because of each other, and a
    /// translation that is not recorded was written by hand and fits.
    fn state(&self, word: &TranslatableWord) -> TranslationState {
        let Some(target) = word.target.as_deref().map(|target| hash(&[target])) else {
            return TranslationState::Missing;
        };
        let Some(made_for) = self.made_for.get(&target) else {
            return TranslationState::Done;
        };
        let sources: Vec<u64> = (word.sources.iter())
            .map(|(_, words)| hash(&[words]))
            .collect();
        match made_for.iter().find(|(source, _)| sources.contains(source)) {
            Some((_, true)) => TranslationState::Draft,
            Some((_, false)) => TranslationState::Done,
            None if (made_for.iter())
                .all(|(source, _)| self.present.contains(&(target, *source))) =>
            {
                TranslationState::Done
            }
            None => TranslationState::Stale,
        }
    }
}

/// Decides what the returned words change. `tree` has the files of the handbook.
pub fn compare_words(
    table: &TranslatableWords,
    tree: &Tree,
    returned: &[&ReturnedUnit],
    to: &Language,
    intake: &mut Intake,
) {
    let known: HashMap<&str, &TranslatableWord> = (table.words.iter())
        .map(|word| (&*word.key, word))
        .collect();
    let states = WordStates::of(table, &recorded(tree.files.get(LOCK)), to);
    let mut count: HashMap<&str, usize> = HashMap::new();
    for back in returned {
        *count.entry(&back.id).or_default() += 1;
    }
    let plurals = Plurals::of_tag(&to.tag);
    let mut accepted: Vec<AcceptedWord<'_>> = Vec::new();
    let mut confirmed: Vec<AcceptedWord<'_>> = Vec::new();
    for back in returned {
        let key = back.id.strip_prefix(PREFIX).unwrap_or_default();
        let target = written(back);
        let word = known.get(key);
        let is_same = word.is_some_and(|word| word.target.as_deref() == Some(target));
        let is_draft_now = word.is_some_and(|word| match states.state(word) {
            TranslationState::Draft | TranslationState::Stale => true,
            TranslationState::Done | TranslationState::Missing => false,
        });
        let is_unchanged = target.is_empty() || (is_same && back.is_draft == is_draft_now);
        let refusal = match word {
            _ if count[&*back.id] > 1 => Some((
                message!("several units of this file have this id"),
                message!("keep one of them, with the id that `clausebook translate out` wrote"),
            )),
            _ if is_unchanged => None,
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
        let item = AcceptedWord { back, key, target };
        match refusal {
            Some((message, help)) => intake.refused.push(refused(back, message, help)),
            None if is_unchanged => intake.unchanged += 1,
            None if is_same => confirmed.push(item),
            None => accepted.push(item),
        }
    }
    let words = accepted.iter().map(|item| (item.key, item.target));
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
        None => {
            intake.refused.extend(accepted.drain(..).map(|item| {
                refused(
                    item.back,
                    message!("`{file}` cannot be changed", file = table.file),
                    message!("correct the faults that `clausebook check` reports in it"),
                )
            }));
        }
    }
    intake.confirmed += confirmed.len();
    accepted.append(&mut confirmed);
    record(table, tree, &accepted, to, intake);
    intake.refused.sort_by_key(|refused| refused.line);
}

/// The words of a translation, without white space at its ends that the source does not have.
fn written(back: &ReturnedUnit) -> &str {
    let target = match back.source.starts_with(char::is_whitespace) {
        true => &*back.target,
        false => back.target.trim_start(),
    };
    match back.source.ends_with(char::is_whitespace) && !target.trim().is_empty() {
        true => target,
        false => target.trim_end(),
    }
}

/// A word that is accepted, with its key.
struct AcceptedWord<'r> {
    back: &'r ReturnedUnit,
    key: &'r str,
    target: &'r str,
}

/// Records for which words the translations were made, and forgets those that are no longer there.
fn record(
    table: &TranslatableWords,
    tree: &Tree,
    accepted: &[AcceptedWord<'_>],
    to: &Language,
    intake: &mut Intake,
) {
    if accepted.is_empty() {
        return;
    }
    // The texts of the same file may have changed the lock already.
    let changed = intake.files.iter().position(|file| *file.path == *LOCK);
    let current = tree.files.get(LOCK);
    let mut lock = match changed {
        Some(place) => recorded(Some(&intake.files[place].after.as_str().into())),
        None => recorded(current),
    };
    let replaced: HashMap<&str, &str> = (accepted.iter())
        .map(|item| (item.key, item.target))
        .collect();
    let targets = table.words.iter().filter_map(|word| {
        let new = replaced.get(&*word.key).copied();
        new.or(word.target.as_deref())
    });
    let targets: HashSet<u64> = targets.map(|target| hash(&[target])).collect();
    lock.words
        .retain(|entry| entry.language != to.id || targets.contains(&entry.words));
    for item in accepted {
        let entry = RecordedTranslation {
            language: to.id.clone(),
            words: hash(&[item.target]),
            source: hash(&[&item.back.source]),
            is_draft: item.back.is_draft,
        };
        lock.words.retain(|other| {
            (&other.language, other.words, other.source)
                != (&entry.language, entry.words, entry.source)
        });
        lock.words.push(entry);
    }
    let after = lock.write();
    match changed {
        Some(place) => intake.files[place].after = after,
        None if current.is_none_or(|current| **current != *after) => {
            intake.files.push(ChangedFile {
                path: LOCK.into(),
                before: current.cloned(),
                after,
            });
        }
        None => {}
    }
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
