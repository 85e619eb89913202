//! Compares returned units with the handbook, and decides what changes.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

use super::error::ExchangeError;
use super::protection::{UnitMarkup, lost_markup};
use super::returned::ReturnedUnit;
use super::unit::Unit;
use super::units::units;
use super::yaml_edit::YamlEdit;
use super::{markdown_edit, yaml_edit};
use crate::language::Profile;
use crate::model::translatable::{FilePart, TranslatablePlace};
use crate::model::translated::TranslationState;
use crate::model::{CompleteHandbook, Language};
use crate::source::format::lock::hash;
use crate::source::format::translations::{RecordedTranslation, TranslationLock};
use crate::source::texts::TextRole;
use crate::source::tree::Tree;

/// The file in which translations are recorded.
pub const LOCK: &str = "content/translations.lock";

/// The result of reading translations.
#[derive(Debug, Default)]
pub struct Intake {
    /// The files to write.
    pub files: Vec<ChangedFile>,
    /// The number of translations that are written.
    pub written: usize,
    /// The number of translations whose words stay and whose state changes.
    pub confirmed: usize,
    /// The number of units that change nothing.
    pub unchanged: usize,
    /// The units that are not written, in the order of the file.
    pub refused: Vec<RefusedUnit>,
}

/// A file of the handbook to write.
#[derive(Debug)]
pub struct ChangedFile {
    /// Its path from the handbook's folder.
    pub path: Arc<str>,
    /// Its text now; `None` if there is no such file.
    pub before: Option<Arc<str>>,
    /// Its text then.
    pub after: String,
}

/// A unit that is not written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RefusedUnit {
    /// The line of the translated file at which it begins, from 1.
    pub line: u32,
    /// Its id.
    pub id: String,
    /// The reason.
    pub message: String,
    /// The remedy.
    pub help: String,
}

/// The language of the handbook that a file names by its id or its tag.
pub fn language<'h>(handbook: &'h CompleteHandbook, name: &str) -> Option<&'h Language> {
    let languages = || handbook.languages.iter();
    let same = languages().find(|language| {
        language.tag.eq_ignore_ascii_case(name) || language.id.eq_ignore_ascii_case(name)
    });
    same.or_else(|| {
        let wanted = Profile::of(name);
        languages().find(|language| Profile::of(&language.tag).is_written_like(&wanted))
    })
}

/// The language into which the units are translated: that of the file, or `to`.
///
/// # Errors
/// Returns an error if the file names none or several, or one that the handbook does not have, or another than `to`.
pub fn target<'h>(
    handbook: &'h CompleteHandbook,
    returned: &[ReturnedUnit],
    to: Option<&'h Language>,
) -> Result<&'h Language, ExchangeError> {
    let mut named: Option<(&str, u32)> = None;
    for unit in returned {
        let Some(language) = unit.target_language.as_deref() else {
            continue;
        };
        match named {
            Some((first, _)) if first != language => {
                return Err(ExchangeError::at(
                    unit.line,
                    format!(
                        "this file translates into `{language}` here, and into `{first}` before"
                    ),
                    "read a file for each language",
                ));
            }
            _ => named = Some((language, unit.line)),
        }
    }
    let Some((name, line)) = named else {
        return to.ok_or_else(|| {
            ExchangeError::whole(
                "this file does not say into which language it translates",
                "name the language with `--to`",
            )
        });
    };
    let found = language(handbook, name).ok_or_else(|| {
        let known: Vec<String> = handbook
            .languages
            .iter()
            .map(|language| format!("`{}`", language.id))
            .collect();
        ExchangeError::at(
            line,
            format!(
                "this file translates into `{name}`, and the handbook has only {}",
                known.join(", ")
            ),
            format!("add the language first with `clausebook new language {name}`"),
        )
    })?;
    match to {
        Some(to) if to.id != found.id => Err(ExchangeError::at(
            line,
            format!("this file translates into `{}`, not `{}`", found.id, to.id),
            "leave `--to` out, or give the other file",
        )),
        _ => Ok(found),
    }
}

/// A translation that is accepted.
struct Accepted<'u, 'h> {
    unit: &'u Unit<'h>,
    returned: &'u ReturnedUnit,
    words: String,
    is_written: bool,
}

/// Decides what the returned units change in the handbook whose files are in `tree`.
pub fn compare(
    handbook: &CompleteHandbook,
    tree: &Tree,
    returned: &[ReturnedUnit],
    to: &Language,
) -> Intake {
    let mut intake = Intake::default();
    let base = units(handbook, tree, None, &to.id);
    let sources: HashSet<&str> = returned
        .iter()
        .filter_map(|unit| unit.source_language.as_deref())
        .collect();
    let sources = sources
        .into_iter()
        .filter_map(|name| language(handbook, name));
    let others: HashMap<&str, Vec<Unit<'_>>> = sources
        .map(|source| (&*source.id, units(handbook, tree, Some(&source.id), &to.id)))
        .collect();
    let index = |all: &[Unit<'_>]| -> HashMap<String, usize> {
        let ids = all.iter().enumerate();
        ids.map(|(place, unit)| (unit.id.clone(), place)).collect()
    };
    let base_index = index(&base);
    let other_index: HashMap<&str, HashMap<String, usize>> = others
        .iter()
        .map(|(language, all)| (*language, index(all)))
        .collect();
    let mut moved: HashMap<u64, Vec<&Unit<'_>>> = HashMap::new();
    for unit in &base {
        moved
            .entry(hash(&[&unit.text.shown.words]))
            .or_default()
            .push(unit);
    }
    let mut first_lines: HashMap<&str, u32> = HashMap::new();
    let mut repeated: HashSet<&str> = HashSet::new();
    for unit in returned {
        if first_lines.insert(&unit.id, unit.line).is_some() {
            repeated.insert(&unit.id);
        }
    }
    let claimed: HashSet<&str> = returned
        .iter()
        .filter(|back| {
            let unit = base_index.get(&back.id).map(|place| &base[*place]);
            unit.is_some_and(|unit| is_source(unit, back, &to.id))
        })
        .map(|back| &*back.id)
        .collect();
    let mut accepted: Vec<Accepted<'_, '_>> = Vec::new();
    let mut taken: HashSet<&str> = HashSet::new();
    for back in returned {
        let refuse = |message: String, help: &str| RefusedUnit {
            line: back.line,
            id: back.id.clone(),
            message,
            help: help.to_owned(),
        };
        if repeated.contains(&*back.id) {
            intake.refused.push(refuse(
                "several units of this file have this id".to_owned(),
                "keep one of them, with the id that `clausebook translate out` wrote",
            ));
            continue;
        }
        let shown_in = back
            .source_language
            .as_deref()
            .and_then(|name| language(handbook, name));
        let at_id = shown_in
            .and_then(|language| {
                let place = other_index.get(&*language.id)?.get(&back.id)?;
                Some(&others[&*language.id][*place])
            })
            .or_else(|| base_index.get(&back.id).map(|place| &base[*place]));
        let words = returned_words(back);
        let same = at_id.filter(|unit| is_source(unit, back, &to.id));
        // A text without an id of its own is known by its place in a list, which may have moved.
        let unit = same.or_else(|| {
            let key = |id: &str| id.rsplit('/').next().map(str::to_owned);
            let is_it =
                |unit: &&&Unit<'_>| key(&unit.id) == key(&back.id) && !claimed.contains(&*unit.id);
            let mut found = moved.get(&hash(&[&back.source]))?.iter().filter(is_it);
            found.next().filter(|_| found.next().is_none()).copied()
        });
        let Some(unit) = unit else {
            let is_as_before =
                at_id.is_some_and(|unit| unit.text.target.as_deref().unwrap_or_default() == words);
            if words.is_empty() || is_as_before {
                intake.unchanged += 1;
                continue;
            }
            intake.refused.push(match at_id {
                Some(unit) => refuse(
                    format!(
                        "the words that it translates have changed since the file was written; they are now `{}`",
                        shortened(&unit.text.shown.words)
                    ),
                    "write a new file with `clausebook translate out --missing` and translate the new words",
                ),
                None => refuse(
                    "no text of the handbook has this id".to_owned(),
                    "the text was removed or moved since; write a new file with `clausebook translate out`",
                ),
            });
            continue;
        };
        let is_same = unit.text.target.as_deref() == Some(&*words);
        let is_draft_now = matches!(
            unit.state,
            TranslationState::Draft | TranslationState::Stale
        );
        if words.is_empty() || (is_same && back.is_draft == is_draft_now) {
            intake.unchanged += 1;
            continue;
        }
        if !taken.insert(&unit.id) {
            intake.refused.push(refuse(
                format!(
                    "it is the text `{}`, which another unit translates",
                    unit.id
                ),
                "keep one of them",
            ));
            continue;
        }
        let lost = lost_markup(&back.source, &words, markup(unit));
        if let Some(first) = lost.first() {
            let messages: Vec<&str> = lost.iter().map(|lost| &*lost.message).collect();
            intake
                .refused
                .push(refuse(messages.join("; "), &first.help));
            continue;
        }
        accepted.push(Accepted {
            unit,
            returned: back,
            words,
            is_written: !is_same,
        });
    }
    write(tree, accepted, &base, to, handbook, &mut intake);
    intake.refused.sort_by_key(|refused| refused.line);
    intake
}

/// The words of a translation as the handbook holds them.
fn returned_words(back: &ReturnedUnit) -> String {
    let words = back.target.replace("\r\n", "\n");
    let words = words.trim_end();
    let words = if back.source.starts_with(char::is_whitespace) {
        words
    } else {
        words.trim_start()
    };
    words.to_owned()
}

/// Whether the words that a unit translates are those of the text now.
fn is_source(unit: &Unit<'_>, back: &ReturnedUnit, to: &str) -> bool {
    let source = hash(&[&back.source]);
    match &unit.text.place {
        TranslatablePlace::Text(text) => {
            let mut languages = text.languages.iter();
            languages.any(|(language, words, _)| **language != *to && hash(&[words]) == source)
        }
        TranslatablePlace::File { .. } => {
            hash(&[&unit.text.original.words]) == source
                || hash(&[&unit.text.shown.words]) == source
        }
    }
}

/// The markup of a unit.
fn markup(unit: &Unit<'_>) -> UnitMarkup {
    match (unit.text.is_markdown, unit.text.role) {
        (false, _) => UnitMarkup::Plain,
        (true, TextRole::Source) => UnitMarkup::Statement,
        (true, TextRole::Label | TextRole::Quote | TextRole::Ours | TextRole::Markdown) => {
            UnitMarkup::Page
        }
    }
}

/// The beginning of a long text.
fn shortened(words: &str) -> String {
    let mut characters = words.chars();
    let start: String = characters.by_ref().take(80).collect();
    let end = if characters.next().is_some() {
        "…"
    } else {
        ""
    };
    format!("{}{end}", start.replace('\n', " "))
}

/// Writes accepted translations into the files.
fn write(
    tree: &Tree,
    accepted: Vec<Accepted<'_, '_>>,
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
        let refused = |item: &Accepted<'_, '_>, message: String, help: &str| RefusedUnit {
            line: item.returned.line,
            id: item.returned.id.clone(),
            message,
            help: help.to_owned(),
        };
        let current = tree.files.get(&file);
        let (after, failed) = if let TranslatablePlace::Text(_) = items[0].unit.text.place {
            let edits: Vec<YamlEdit> = items
                .iter()
                .filter_map(|item| yaml_edit_of(item, to))
                .collect();
            yaml_edit::edited(&file, current.map_or("", |text| text), 1, &edits)
        } else {
            let source = &items[0].unit.file;
            if current.is_none() {
                let all = base.iter().filter(|unit| unit.file == *source).count();
                if items.len() < all {
                    let missing = all - items.len();
                    lost.extend(items.iter().map(|item| &*item.returned.id));
                    intake.refused.push(refused(
                        items[0],
                        format!("`{file}` is not written yet: {missing} of its {all} parts have no translation"),
                        "translate these too and read the file again; until then, keep the translations in your file",
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
                    format!("it cannot be written at {} without changing something else", text.position),
                    "write it there by hand; a text that `*` repeats has to be written out first",
                ),
                TranslatablePlace::File { .. } => refused(
                    item,
                    format!("in `{file}`, this part would no longer be what it is in the source, such as one paragraph"),
                    "translate each paragraph, heading, list and table as one, and give lists in front matter as many items",
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
fn yaml_edit_of(item: &Accepted<'_, '_>, to: &Language) -> Option<YamlEdit> {
    match &item.unit.text.place {
        TranslatablePlace::Text(text) => Some(YamlEdit {
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
    let after = TranslationLock { entries }.write();
    let current = tree.files.get(LOCK);
    if current.is_none_or(|current| **current != *after) {
        intake.files.push(ChangedFile {
            path: LOCK.into(),
            before: current.cloned(),
            after,
        });
    }
}
