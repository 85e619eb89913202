//! Writes accepted translations into the files of the handbook.

use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;

use super::intake::{Accepted, ChangedFile, Intake, RefusedUnit};
use super::markdown_edit;
use super::unit::Unit;
use crate::language::message::{Message, message};
use crate::model::translatable::{FilePart, TranslatablePlace};
use crate::model::translated::TranslationState;
use crate::model::{CompleteHandbook, Language};
use crate::source::edit::words::{self, WordsEdit};
use crate::source::format::lock::hash;
use crate::source::format::translations::{RecordedTranslation, TranslationLock};
use crate::source::tree::Tree;

/// The file in which translations are recorded.
pub(super) const LOCK: &str = "content/translations.lock";

/// Writes accepted translations into the files.
pub(super) fn write(
    tree: &Tree,
    accepted: &[Accepted<'_, '_>],
    base: &[Unit<'_>],
    to: &Language,
    handbook: &CompleteHandbook,
    intake: &mut Intake,
) {
    let mut by_file: BTreeMap<Arc<str>, Vec<&Accepted<'_, '_>>> = BTreeMap::new();
    for item in accepted.iter().filter(|item| item.is_written) {
        by_file
            .entry(target_file(item.unit, &to.id))
            .or_default()
            .push(item);
    }
    let mut lost: HashSet<&str> = HashSet::new();
    for (file, items) in by_file {
        let refused = |item: &Accepted<'_, '_>, message: Message, help: Message| RefusedUnit {
            line: item.returned.line,
            id: item.returned.id.clone(),
            message,
            help,
        };
        let current = tree.files.get(&file);
        let (after, failed) = if let TranslatablePlace::Text(_) = items[0].unit.text.place {
            let edits: Vec<WordsEdit> = items
                .iter()
                .filter_map(|item| words_edit_of(item, to))
                .collect();
            words::edited(&file, current.map_or("", |text| text), 1, &edits)
        } else {
            let source = &items[0].unit.file;
            if current.is_none() {
                let all = base.iter().filter(|unit| unit.file == *source).count();
                if items.len() < all {
                    let missing = all - items.len();
                    lost.extend(items.iter().map(|item| &*item.returned.id));
                    intake.refused.push(refused(
                        items[0],
                        message!(
                            "`{file}` is not written yet: {missing} of its {all} parts have no translation",
                            file,
                            missing,
                            all
                        ),
                        message!("translate these too and read the file again; until then, keep the translations in your file"),
                    ));
                    continue;
                }
            }
            let text = current
                .or_else(|| tree.files.get(source))
                .map_or("", |text| &**text);
            let parts: Vec<(&FilePart, &str)> = items
                .iter()
                .filter_map(|item| match &item.unit.text.place {
                    TranslatablePlace::File { part, .. } => Some((part, &*item.words)),
                    TranslatablePlace::Text(_) => None,
                })
                .collect();
            markdown_edit::edited(&file, text, &parts)
        };
        for index in &failed {
            let item = items[*index];
            lost.insert(&item.returned.id);
            intake.refused.push(match &item.unit.text.place {
                TranslatablePlace::Text(text) => refused(
                    item,
                    message!(
                        "it cannot be written at {position} without changing something else",
                        position = text.position
                    ),
                    message!("write it there by hand; a text that `*` repeats has to be written out first"),
                ),
                TranslatablePlace::File { .. } => refused(
                    item,
                    message!(
                        "in `{file}`, this part would no longer be what it is in the source, such as one paragraph",
                        file
                    ),
                    message!("translate each paragraph, heading, list and table as one, and give lists in front matter as many items"),
                ),
            });
        }
        if failed.len() < items.len() {
            intake.files.push(ChangedFile {
                path: file,
                before: current.cloned(),
                after,
            });
        }
    }
    let done: Vec<&Accepted<'_, '_>> = accepted
        .iter()
        .filter(|item| !lost.contains(&*item.returned.id))
        .collect();
    intake.written = done.iter().filter(|item| item.is_written).count();
    intake.confirmed = done.len() - intake.written;
    record(tree, &done, to, handbook, intake);
}

/// The change of a text in several languages.
fn words_edit_of(item: &Accepted<'_, '_>, to: &Language) -> Option<WordsEdit> {
    match &item.unit.text.place {
        TranslatablePlace::Text(text) => Some(WordsEdit {
            at: (text.position.line, text.position.column),
            language: Some(to.id.clone()),
            words: item.words.clone(),
        }),
        TranslatablePlace::File { .. } => None,
    }
}

/// The file to which a translation belongs.
fn target_file(unit: &Unit<'_>, to: &str) -> Arc<str> {
    match &unit.text.place {
        TranslatablePlace::Text(_) => unit.file.clone(),
        TranslatablePlace::File { .. } => {
            let stem = unit.file.strip_suffix(".md").unwrap_or(&unit.file);
            let (name, _) = stem.rsplit_once('.').unwrap_or((stem, ""));
            format!("{name}.{to}.md").into()
        }
    }
}

/// Records for which words the translations were made.
fn record(
    tree: &Tree,
    done: &[&Accepted<'_, '_>],
    to: &Language,
    handbook: &CompleteHandbook,
    intake: &mut Intake,
) {
    if done.is_empty() {
        return;
    }
    let empty = TranslationLock::default();
    let before = handbook.published.translations.as_deref().unwrap_or(&empty);
    let mut entries = before.entries.clone();
    for item in done {
        let text = &item.unit.text;
        let shown_in = text.shown.language;
        let is_older = shown_in != text.original.language
            && handbook
                .translations
                .state(shown_in, &text.original.words, Some(&text.shown.words))
                == TranslationState::Stale;
        let source = if is_older {
            &text.shown.words
        } else {
            &text.original.words
        };
        let entry = RecordedTranslation {
            language: to.id.clone(),
            words: hash(&[&item.words]),
            source: hash(&[source]),
            is_draft: item.returned.is_draft,
        };
        entries.retain(|other| {
            (&other.language, other.words, other.source)
                != (&entry.language, entry.words, entry.source)
        });
        entries.push(entry);
    }
    let words = before.words.clone();
    let after = TranslationLock { entries, words }.write();
    let current = tree.files.get(LOCK);
    if current.is_none_or(|current| **current != *after) {
        intake.files.push(ChangedFile {
            path: LOCK.into(),
            before: current.cloned(),
            after,
        });
    }
}
