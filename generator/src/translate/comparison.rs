//! Compares returned units with the handbook, and decides what changes.

use std::collections::{HashMap, HashSet};

use super::error::ExchangeError;
use super::intake::{Accepted, Intake, RefusedUnit};
use super::protection::{UnitMarkup, lost_markup};
use super::returned::ReturnedUnit;
use super::unit::Unit;
use super::units::units;
use super::writing::write;
use crate::language::Profile;
use crate::language::message::{Message, Series, message};
use crate::model::translatable::TranslatablePlace;
use crate::model::translated::TranslationState;
use crate::model::{CompleteHandbook, Language};
use crate::source::format::lock::hash;
use crate::source::texts::TextRole;
use crate::source::tree::Tree;

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
                    message!(
                        "this file translates into `{language}` here, and into `{first}` before",
                        language,
                        first
                    ),
                    message!("read a file for each language"),
                ));
            }
            _ => named = Some((language, unit.line)),
        }
    }
    let Some((name, line)) = named else {
        return to.ok_or_else(|| {
            ExchangeError::whole(
                message!("this file does not say into which language it translates"),
                message!("name the language with `--to`"),
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
            message!(
                "this file translates into `{name}`, and the handbook has only {known}",
                name,
                known = Series::plain(known)
            ),
            message!(
                "add the language first with `clausebook new language {name}`",
                name
            ),
        )
    })?;
    match to {
        Some(to) if to.id != found.id => Err(ExchangeError::at(
            line,
            message!(
                "this file translates into `{found}`, not `{to}`",
                found = found.id,
                to = to.id
            ),
            message!("leave `--to` out, or give the other file"),
        )),
        _ => Ok(found),
    }
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
        let refuse = |message: Message, help: Message| RefusedUnit {
            line: back.line,
            id: back.id.clone(),
            message,
            help,
        };
        if repeated.contains(&*back.id) {
            intake.refused.push(refuse(
                message!("several units of this file have this id"),
                message!("keep one of them, with the id that `clausebook translate out` wrote"),
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
                    message!(
                        "the words that it translates have changed since the file was written; they are now `{now}`",
                        now = shortened(&unit.text.shown.words)
                    ),
                    message!("write a new file with `clausebook translate out --missing` and translate the new words"),
                ),
                None => refuse(
                    message!("no text of the handbook has this id"),
                    message!("the text was removed or moved since; write a new file with `clausebook translate out`"),
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
                message!(
                    "it is the text `{id}`, which another unit translates",
                    id = unit.id
                ),
                message!("keep one of them"),
            ));
            continue;
        }
        let lost = lost_markup(&back.source, &words, markup(unit));
        if let Some(first) = lost.first() {
            let faults = lost.iter().map(|lost| lost.message.clone());
            let faults = faults.reduce(|first, next| message!("{first}; {next}", first, next));
            let refused = refuse(faults.unwrap_or_default(), first.help.clone());
            intake.refused.push(refused);
            continue;
        }
        accepted.push(Accepted {
            unit,
            returned: back,
            words,
            is_written: !is_same,
        });
    }
    write(tree, &accepted, &base, to, handbook, &mut intake);
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
