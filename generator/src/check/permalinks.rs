//! Published permalinks stay, and keep their meaning.

use std::sync::Arc;

use super::yaml_line::flow_text;
use crate::model::CompleteHandbook;
use crate::model::clause::place;
use crate::model::permalink::{Changed, Comparison, Shift, lock_position};
use crate::site::Site;
use crate::source::diagnostic::Diagnostic;
use crate::source::format::lock::{Locked, clause_key};
use crate::source::format::permalinks::SiteAddress;

/// Where redirects and retired requirements are written.
const MOVES: &str = "`content/permalinks.yaml`";

/// What is wrong with permalinks.
#[derive(Debug, Default)]
pub struct Findings {
    /// Faults that the content has to be changed for.
    pub faults: Vec<Diagnostic>,
    /// Differences from what was published, which `clausebook check --accept` would record.
    pub pending: Vec<Diagnostic>,
}

/// Requires that every permalink in the lock leads to the requirement that it was published for: the same words in the
/// same clause. One that is gone must be redirected or retired, and redirects must lead to a page. Warns of permalinks
/// and words that are not recorded yet, and of translations that are older than the words that they translate.
///
/// Run this only where every file could be read and no name occurs twice: otherwise a requirement may seem gone that is
/// only hidden.
pub fn check(site: &Site) -> Findings {
    let handbook = &site.handbook;
    let mut findings = Findings {
        faults: moves(handbook, site),
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
    let gone = comparison.gone.iter();
    findings
        .faults
        .extend(gone.map(|entry| lost(handbook, entry, &comparison)));
    findings
        .faults
        .extend(comparison.misrecorded.iter().map(misrecorded));
    findings.pending.extend(unrecorded(&comparison));
    findings.pending.extend(stale(&comparison));
    findings
}

/// A permalink that now has the words of another one, or whose words another one has now.
fn shifted(handbook: &CompleteHandbook, changed: &Changed, shift: &Shift) -> Diagnostic {
    let address = &changed.current.address;
    let (message, help) = match shift {
        Shift::From(was) => (
            format!(
                "the permalink `{address}` has changed its meaning: its words were published as `{was}`"
            ),
            from_help(handbook, changed, was),
        ),
        Shift::To(is) => (
            format!(
                "the permalink `{address}` has changed its meaning: the words published there are now at `{is}`"
            ),
            to_help(changed, is),
        ),
    };
    Diagnostic::error(&changed.current.position, message, help)
}

/// The way out for a requirement that took the place of one that is now at the address `is`.
fn to_help(changed: &Changed, is: &str) -> String {
    let address = &changed.current.address;
    if clause_key(address) == clause_key(is) {
        return "if the requirement that is here now is new, put it at the end of the list, so that the others keep their \
                letters; if the order changed, restore it"
            .to_owned();
    }
    format!(
        "put the requirement back; or, where it did move, redirect it in {MOVES} with `- {{from: {address}, to: {is}}}` \
         under `redirects:`, and give the requirement that is here now a letter that was never used, with `letter:`"
    )
}

/// The way out for a requirement whose words were published at the address `was`.
fn from_help(handbook: &CompleteHandbook, changed: &Changed, was: &str) -> String {
    let parts = |address: &str| {
        let (clause, letter) = address.strip_suffix(".html")?.rsplit_once('-')?;
        Some((clause.to_owned(), letter.to_owned()))
    };
    let own = parts(&changed.current.address);
    let later = own
        .zip(parts(was))
        .filter(|((clause, own), (other, letter))| clause == other && place(letter) > place(own));
    match later {
        Some((_, (_, letter))) => format!(
            "give the requirement its letter back with `letter: {letter}` beside its `text`; those after it follow. Then \
             retire the one that is gone in {MOVES} with `{}` under `retired:`, or redirect it",
            retired_line(handbook, &changed.published)
        ),
        None => "if a requirement before it is new, put it at the end of the list, so that the others keep their letters; \
                 if this one moved here, put it back"
            .to_owned(),
    }
}

/// A published permalink whose words or clause have changed.
fn reworded(changed: &Changed) -> Diagnostic {
    let (published, current) = (&changed.published, &changed.current);
    let what = if published.text == current.text {
        "the title or intro of its clause is not the published one"
    } else {
        "its words are not the published ones"
    };
    Diagnostic::error(
        &current.position,
        format!(
            "the permalink `{}` has changed its meaning: {what}",
            current.address
        ),
        format!(
            "if it is still the same requirement, accept the new words with `clausebook check --accept`; if it is a \
             different one, put it at the end of the list, and redirect or retire the published one in {MOVES}"
        ),
    )
}

/// A published permalink that is gone, and the ways out.
fn lost(handbook: &CompleteHandbook, published: &Locked, comparison: &Comparison) -> Diagnostic {
    let address = &published.address;
    let same = comparison
        .now
        .entries
        .iter()
        .find(|entry| entry.text == published.text);
    let to = same.map_or("id/STANDARD/REQUIREMENT.html", |entry| &entry.address);
    let known = match same {
        Some(entry) => format!("; the same words are at `{}` now", entry.address),
        None => String::new(),
    };
    Diagnostic::error(
        &published.position,
        format!("the published permalink `{address}` is gone{known}"),
        format!(
            "bring the requirement back; or redirect it in {MOVES} with `- {{from: {address}, to: {to}}}` under \
             `redirects:`; or retire it there with `{}` under `retired:`",
            retired_line(handbook, published)
        ),
    )
}

/// A permalink for which a merge left words of another requirement.
fn misrecorded(entry: &Locked) -> Diagnostic {
    Diagnostic::error(
        &entry.position,
        format!(
            "the last words recorded for `{}` in `content/permalinks.words` are not those that the lock has",
            entry.address
        ),
        "after a merge, remove the lines there whose words were never published at this address; otherwise restore both \
         files from the published version",
    )
}

/// The line that retires a permalink, with its published words where they are recorded.
fn retired_line(handbook: &CompleteHandbook, published: &Locked) -> String {
    let words = handbook.published.all_words_of(published);
    let languages = || handbook.languages.iter().map(|language| &*language.id);
    let text = languages().map(|language| {
        let mut words = words.iter();
        (
            language,
            words
                .find(|(of, _)| **of == *language)
                .map(|(_, words)| *words),
        )
    });
    format!(
        "- {{address: {}, text: {}, reason: {}}}",
        published.address,
        flow_text(text),
        flow_text(languages().map(|language| (language, None)))
    )
}

/// Faults of redirects and retired requirements: an address that is in use, or a target that is not there.
fn moves(handbook: &CompleteHandbook, site: &Site) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let Some(moves) = &handbook.published.moves else {
        return found;
    };
    let redirects = moves.redirects.iter().map(|redirect| &redirect.from);
    let froms: Vec<&SiteAddress> = redirects
        .chain(moves.retired.iter().map(|retired| &retired.address))
        .collect();
    for (place, from) in froms.iter().enumerate() {
        let claimed = froms[..place].iter().any(|other| other.path == from.path);
        let in_use = site
            .addresses()
            .iter()
            .filter(|address| address.path == from.path)
            .count()
            > 1;
        if claimed || in_use || !from.fragment.is_empty() {
            found.push(Diagnostic::error(
                &from.position,
                format!(
                    "`{}` cannot be redirected or retired: the address is in use",
                    from.path
                ),
                "remove it here, or remove the page that has this address",
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
        if site.find(&to.path).is_none() || leads_on {
            let why = if leads_on {
                "is itself a redirect"
            } else {
                "is not an address of the site"
            };
            found.push(Diagnostic::error(
                &to.position,
                format!("`{}` {why}", to.path),
                "write the address of a page that exists",
            ));
        }
    }
    found
}

/// A warning of what the lock and the recorded words do not hold yet.
fn unrecorded(comparison: &Comparison) -> Vec<Diagnostic> {
    let counted = |count: usize, one: &str, several: &str| match count {
        1 => format!("1 {one}"),
        _ => format!("{count} {several}"),
    };
    let mut found = Vec::new();
    if let Some(first) = comparison.new.first() {
        found.push(Diagnostic::warning(
            &lock_position(),
            format!(
                "{} not in the lock yet, `{}` first",
                counted(comparison.new.len(), "permalink is", "permalinks are"),
                first.address
            ),
            "before you publish the handbook, lock them with `clausebook check --accept`",
        ));
    }
    if let Some((first, _)) = comparison.retranslated.first() {
        found.push(Diagnostic::warning(
            &lock_position(),
            format!(
                "{} not the published ones, those of `{}` first",
                counted(
                    comparison.retranslated.len(),
                    "permalink has translations that are",
                    "permalinks have translations that are"
                ),
                first.address
            ),
            "record them with `clausebook check --accept`, which keeps the earlier words",
        ));
    }
    if comparison.unrecorded > 0 {
        found.push(Diagnostic::warning(
            &lock_position(),
            format!(
                "{} in `content/permalinks.words`",
                counted(
                    comparison.unrecorded,
                    "published permalink has no words",
                    "published permalinks have no words"
                )
            ),
            "record them with `clausebook check --accept` before you change any, so that their earlier words are kept",
        ));
    }
    found
}

/// How many permalinks a warning names.
const NAMED: usize = 6;

/// A warning of translations that were made for earlier words.
fn stale(comparison: &Comparison) -> Option<Diagnostic> {
    let first = comparison.stale.first()?;
    let names: Vec<String> = comparison
        .stale
        .iter()
        .map(|(entry, languages)| stale_name(entry, languages))
        .collect();
    let mut list = names[..names.len().min(NAMED)].join(", ");
    if names.len() > NAMED {
        list.push_str(&format!(" and {} more", names.len() - NAMED));
    }
    let what = match names.len() {
        1 => "a translation is older than the words that it translates".to_owned(),
        count => format!(
            "the translations of {count} requirements are older than the words that they translate"
        ),
    };
    Some(Diagnostic::warning(
        &first.0.position,
        format!("{what}: {list}"),
        format!(
            "revise them and run `clausebook check --accept`; a translation that still fits is confirmed with \
             `clausebook check --accept --confirm {}`",
            short_name(&first.0.address)
        ),
    ))
}

/// A requirement and the languages whose translation is older than its words: `bicycle-repair/2.1-a (zh)`.
pub fn stale_name(entry: &Locked, languages: &[Arc<str>]) -> String {
    format!("{} ({})", short_name(&entry.address), languages.join(", "))
}

/// The name of a requirement with that of its standard, from its permalink: `bicycle-repair/2.1-a`.
pub fn short_name(address: &str) -> &str {
    let name = address.strip_prefix("id/").unwrap_or(address);
    name.strip_suffix(".html").unwrap_or(name)
}

#[cfg(test)]
#[path = "permalinks_tests.rs"]
mod tests;
