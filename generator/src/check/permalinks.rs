//! Checks that published permalinks remain and keep their meaning.
//!
//! The codes are `E600` to `E602`, `E605` to `E607`, and `W600` to `W603`. The comparison itself is
//! made by [`crate::model::permalink`]; this file says what it means and what the author can do. A
//! help is always complete: it contains the line to copy into `content/permalinks.yaml`.

use std::sync::Arc;

use crate::language::message::{Message, Series, message};
use crate::model::CompleteHandbook;
use crate::model::permalink::{Changed, Comparison, Shift};
use crate::model::requirement::{lettered, place};
use crate::site::Map;
use crate::source::diagnostic::{Cause, Diagnostic};
use crate::source::emit::Yaml;
use crate::source::format::lock::Locked;
use crate::source::format::permalinks::{self, SiteAddress};
use crate::source::position::Position;
use crate::source::rule::Rule;

/// The file for redirects and retired requirements.
const MOVES: &str = "`content/permalinks.yaml`";

/// The findings about permalinks.
#[derive(Debug, Default)]
pub struct Findings {
    /// Faults that require a change of the content. Accepting would not make them right: a
    /// permalink that has moved or is gone.
    pub faults: Vec<Diagnostic>,
    /// Differences from what was published, which `clausebook check --accept` would record. Among
    /// them are errors: reworded permalinks, which only the author can accept.
    pub pending: Vec<Diagnostic>,
}

/// Requires that every permalink in the lock leads to the requirement for which it was published: the same words in the
/// same clause. A permalink without its requirement must be redirected or retired, and redirects must lead to a page.
/// Warns about permalinks and words that are not recorded yet, and of translations older than the words that they translate.
///
/// Run this only if every file could be read and no name occurs twice: otherwise a hidden requirement would seem to be
/// gone. Permalinks that are gone because of something `missing`, which is reported already, are not reported.
///
/// Without a lock, nothing has been published, and only redirects are checked.
pub fn check(map: &Map, missing: &[Arc<Cause>]) -> Findings {
    let handbook = &map.handbook;
    let mut findings = Findings {
        faults: moves(map),
        pending: Vec::new(),
    };
    if handbook.published.lock.is_none() {
        return findings;
    }
    let comparison = Comparison::of(handbook);
    for changed in &comparison.changed {
        match &changed.shift {
            Some(shift) => findings.faults.push(shifted(handbook, changed, shift)),
            None => findings.pending.push(reworded(changed)),
        }
    }
    let (explained, gone): (Vec<&Locked>, Vec<&Locked>) =
        comparison.gone.iter().partition(|entry| {
            missing
                .iter()
                .any(|cause| explains(handbook, cause, &entry.address))
        });
    findings.faults.extend(
        gone.into_iter()
            .map(|entry| lost(handbook, entry, &comparison)),
    );
    findings
        .faults
        .extend(comparison.misrecorded.iter().map(misrecorded));
    // A lost permalink may be a new one under another name.
    if explained.is_empty() {
        findings.pending.extend(unrecorded(&comparison));
    }
    findings.pending.extend(stale(&comparison));
    findings
}

/// Whether the permalink at `address` is gone because of `cause`, which is reported already.
///
/// A permalink belongs to a missing clause if its name is that of the clause or below it: `5.1`
/// explains `5.1-a` and, by numbers, `5.1.2-a`.
fn explains(handbook: &CompleteHandbook, cause: &Cause, address: &str) -> bool {
    let standard = handbook.standard(&cause.standard);
    let is_dotted = standard.is_some_and(|standard| standard.is_dotted);
    let below = permalinks::name(address)
        .strip_prefix(&*cause.standard)
        .and_then(|rest| rest.strip_prefix('/')?.strip_prefix(&*cause.name));
    let is_below =
        |rest: &str| rest.is_empty() || rest.starts_with('-') || is_dotted && rest.starts_with('.');
    !cause.standard.is_empty() && below.is_some_and(is_below)
}

/// The fault of a permalink that has exchanged its words with another one.
///
/// `E600`.
fn shifted(handbook: &CompleteHandbook, changed: &Changed, shift: &Shift) -> Diagnostic {
    let address = &changed.current.address;
    let (message, help) = match shift {
        Shift::From(was) => (
            message!(
                "the meaning of the permalink `{address}` has changed: its words were published at `{was}`",
                address,
                was
            ),
            from_help(handbook, changed, was),
        ),
        Shift::To(is) => (
            message!(
                "the meaning of the permalink `{address}` has changed: the words published there are now at `{is}`",
                address,
                is
            ),
            to_help(changed, is),
        ),
    };
    Rule::PermalinkMoved.at(&changed.current.position, message, help)
}

/// The help for a requirement in the place of one that is now at the address `is`.
///
/// Within one list, the usual reason is that an item was inserted; otherwise the requirement was
/// moved, and a redirect is possible.
fn to_help(changed: &Changed, is: &str) -> Message {
    let address = &changed.current.address;
    let list = |address: &str| lettered(permalinks::name(address)).map(|(list, _)| list.to_owned());
    if list(address).is_some() && list(address) == list(is) {
        return message!(
            "if the requirement that is here now is new, move it to the end of the list, so that the others keep their \
                letters; if the order has changed, restore it"
        );
    }
    message!(
        "put the requirement back; or, if it was moved on purpose, redirect it in {moves} with `- {{from: {address}, \
         to: {is}}}` under `redirects:`, and use `letter:` to give the requirement that is here now a letter that \
         was never used",
        moves = MOVES,
        address,
        is,
    )
}

/// The help for a requirement whose words were published at the address `was`.
///
/// If the words come from a later letter of the same list, an item before them was removed, and
/// `letter` restores what was published.
fn from_help(handbook: &CompleteHandbook, changed: &Changed, was: &str) -> Message {
    let parts = |address: &str| {
        let (clause, letter) = lettered(permalinks::name(address))?;
        Some((clause.to_owned(), letter.to_owned()))
    };
    let current = parts(&changed.current.address);
    let later = current
        .zip(parts(was))
        .filter(|((clause, now), (other, then))| clause == other && place(then) > place(now));
    match later {
        Some((_, (_, letter))) => message!(
            "restore the requirement's letter with `letter: {letter}` beside its `text`; the letters after it \
             follow. Then retire the removed requirement in {moves} with `{retired_line}` under `retired:`, or \
             redirect it",
            letter,
            moves = MOVES,
            retired_line = retired_line(handbook, &changed.published),
        ),
        None => message!(
            "if a requirement before it is new, move that to the end of the list, so that the others keep their \
             letters; if this one was moved here, move it back"
        ),
    }
}

/// The fault of a published permalink whose words or clause have changed.
///
/// `E601`.
fn reworded(changed: &Changed) -> Diagnostic {
    let (published, current) = (&changed.published, &changed.current);
    let address = &current.address;
    let message = if published.text == current.text {
        message!(
            "the meaning of the permalink `{address}` has changed: the title or intro of its clause differs from the \
             published one",
            address,
        )
    } else {
        message!(
            "the meaning of the permalink `{address}` has changed: its words differ from the published ones",
            address,
        )
    };
    Rule::PermalinkReworded.at(
        &current.position,
        message,
        message!(
            "if it is still the same requirement, accept the new words with `clausebook check --accept`; if it is a \
             different one, move it to the end of the list, and redirect or retire the published one in {moves}",
            moves = MOVES,
        ),
    )
}

/// The fault of a published permalink whose requirement is gone.
///
/// `E602`. If the same words are now at another address, the help contains the redirect.
fn lost(handbook: &CompleteHandbook, published: &Locked, comparison: &Comparison) -> Diagnostic {
    let address = &published.address;
    let same = comparison
        .now
        .entries
        .iter()
        .find(|entry| entry.text == published.text);
    let to = match same {
        Some(entry) => entry.address.to_string(),
        None => permalinks::address("STANDARD", "REQUIREMENT"),
    };
    let message = match same {
        Some(entry) => message!(
            "the requirement of the published permalink `{address}` is gone; the same words are now at `{now}`",
            address,
            now = entry.address,
        ),
        None => message!(
            "the requirement of the published permalink `{address}` is gone",
            address
        ),
    };
    Rule::PermalinkGone.at(
        &published.position,
        message,
        message!(
            "restore the requirement; or redirect it in {moves} with `- {{from: {address}, to: {to}}}` under \
             `redirects:`; or retire it there with `{retired_line}` under `retired:`",
            moves = MOVES,
            address,
            to,
            retired_line = retired_line(handbook, published),
        ),
    )
}

/// The fault of a permalink for which a merge left words of another requirement.
///
/// `E605`.
fn misrecorded(entry: &Locked) -> Diagnostic {
    Rule::MismatchedWords.at(
        &entry.position,
        message!(
            "the last words recorded for `{address}` in `content/permalinks.words` do not match the lock",
            address = entry.address,
        ),
        message!(
            "after a merge, remove the lines there whose words were never published at this address; otherwise \
             restore both files from the published version"
        ),
    )
}

/// The line that retires a permalink, with its published words if they are recorded, and an ellipsis for all others.
///
/// It is written on one line by the emitter, so that quotes are as YAML needs them.
fn retired_line(handbook: &CompleteHandbook, published: &Locked) -> String {
    let text = |known: &[(Arc<str>, &str)]| {
        let languages = handbook.languages.iter().map(|language| {
            let words = known.iter().find(|(of, _)| **of == *language.id);
            let words = words.map_or("…", |(_, words)| words);
            let words: Vec<&str> = words.split_whitespace().collect();
            (language.id.to_string(), Yaml::Text(words.join(" ")))
        });
        Yaml::Table(languages.collect())
    };
    let address = published.address.to_string();
    let retired = Yaml::Record(vec![
        ("address".into(), Yaml::Symbol(address)),
        (
            "text".into(),
            text(&handbook.published.all_words_of(published)),
        ),
        ("reason".into(), text(&[])),
    ]);
    format!("- {}", retired.line().unwrap_or_default())
}

/// The faults of redirects and retired requirements: an address that is in use, or a target that does not exist.
///
/// `E606` and `E607`. An address that is moved twice is in use too. A redirect to a redirect is not
/// allowed, so that readers and machines follow one step at most.
fn moves(map: &Map) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let Some(moves) = &map.handbook.published.moves else {
        return found;
    };
    let redirects = moves.redirects.iter().map(|redirect| &redirect.from);
    let froms: Vec<&SiteAddress> = redirects
        .chain(moves.retired.iter().map(|retired| &retired.address))
        .collect();
    for (place, from) in froms.iter().enumerate() {
        let claimed = froms[..place].iter().any(|other| other.path == from.path);
        let in_use = map
            .addresses()
            .iter()
            .filter(|address| address.path == from.path)
            .count()
            > 1;
        if claimed || in_use || !from.fragment.is_empty() {
            found.push(Rule::AddressInUse.at(
                &from.position,
                message!(
                    "`{path}` cannot be redirected or retired: the address is in use",
                    path = from.path
                ),
                message!("remove it here, or remove the page at this address"),
            ));
        }
    }
    let replacements = moves
        .retired
        .iter()
        .flat_map(|retired| &retired.replaced_by);
    for to in moves
        .redirects
        .iter()
        .map(|redirect| &redirect.to)
        .chain(replacements)
    {
        let leads_on = moves
            .redirects
            .iter()
            .any(|redirect| redirect.from.path == to.path);
        if map.find(&to.path).is_none() || leads_on {
            let path = &to.path;
            let message = if leads_on {
                message!("`{path}` is itself a redirect", path)
            } else {
                message!("`{path}` is not an address of the site", path)
            };
            found.push(Rule::RedirectTarget.at(
                &to.position,
                message,
                message!("write the address of a page that exists"),
            ));
        }
    }
    found
}

/// The warning about permalinks that are not locked, of a handbook in which none is. `None` if it has no permalinks.
///
/// `W600`.
pub fn unlocked(handbook: &CompleteHandbook) -> Option<Diagnostic> {
    not_locked(&Comparison::of(handbook).new)
}

/// `W600`, once for all of `new`.
fn not_locked(new: &[Locked]) -> Option<Diagnostic> {
    let first = new.first()?;
    Some(Rule::UnlockedPermalinks.at(
        &lock_position(),
        message!(
            "{count} {count|permalink is|permalinks are} not locked yet, beginning with `{address}`",
            count = new.len(),
            address = first.address,
        ),
        message!("before you publish the handbook, lock them with `clausebook check --accept`"),
    ))
}

/// Warnings about what the lock and the recorded words do not contain yet.
///
/// `W600`, `W601` and `W602`, each once with the number of permalinks.
fn unrecorded(comparison: &Comparison) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    found.extend(not_locked(&comparison.new));
    if let Some((first, _)) = comparison.retranslated.first() {
        found.push(Rule::UnrecordedTranslations.at(
            &lock_position(),
            message!(
                "{count} {count|permalink has|permalinks have} translations that differ from the published ones, \
                 beginning with `{address}`",
                count = comparison.retranslated.len(),
                address = first.address,
            ),
            message!("record them with `clausebook check --accept`, which keeps the earlier words"),
        ));
    }
    if comparison.unrecorded > 0 {
        found.push(Rule::UnrecordedWords.at(
            &lock_position(),
            message!(
                "{count} published {count|permalink has|permalinks have} no recorded words in \
                 `content/permalinks.words`",
                count = comparison.unrecorded,
            ),
            message!(
                "record them with `clausebook check --accept` before you change any, so that the earlier words are \
                 kept"
            ),
        ));
    }
    found
}

/// The number of permalinks that a warning names.
const NAMED: usize = 6;

/// The warning about translations made for earlier words.
///
/// `W603`, once for all.
fn stale(comparison: &Comparison) -> Option<Diagnostic> {
    let first = comparison.stale.first()?;
    let names: Vec<String> = comparison
        .stale
        .iter()
        .map(|(entry, languages)| stale_name(entry, languages))
        .collect();
    let mut list = message!("{names}", names = Series::plain(names.iter().take(NAMED)));
    if names.len() > NAMED {
        let more = names.len() - NAMED;
        list = message!("{list} and {more} more", list, more);
    }
    let message = match names.len() {
        1 => message!(
            "a translation is older than the words that it translates: {list}",
            list
        ),
        count => message!(
            "the translations of {count} requirements are older than the words that they translate: {list}",
            count,
            list,
        ),
    };
    Some(Rule::StaleTranslation.at(
        &first.0.position,
        message,
        message!("revise them and run `clausebook check --accept`; confirm a translation that still fits with \
             `clausebook check --accept --confirm {name}`", name = permalinks::name(&first.0.address)),
    ))
}

/// A requirement and the languages whose translation is older than its words: `bicycle-repair/2.1-a (zh)`.
pub fn stale_name(entry: &Locked, languages: &[Arc<str>]) -> String {
    format!(
        "{} ({})",
        permalinks::name(&entry.address),
        languages.join(", ")
    )
}

/// The position for faults that concern the lock as a whole.
fn lock_position() -> Position {
    Position::file("content/permalinks.lock")
}

#[cfg(test)]
#[path = "permalinks_tests.rs"]
mod tests;
