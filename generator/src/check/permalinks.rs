//! Published permalinks stay, and keep their meaning.

use std::collections::HashMap;

use crate::model::Handbook;
use crate::model::clause::place;
use crate::model::permalink::{current, lock_position};
use crate::site::Site;
use crate::source::diagnostic::Diagnostic;
use crate::source::format::permalinks::{Lock, Locked, SiteAddress};

/// Demands that every permalink in the lock leads to the requirement that it was published for: the same words in the
/// same clause. Where one is gone, a redirect or a retired requirement must stand for it, and where those lead must be
/// there. Warns of permalinks that the lock does not have yet.
///
/// This is asked only where every file could be read and no name stands twice: otherwise a requirement may seem gone that
/// is only hidden.
pub fn check(site: &Site) -> Vec<Diagnostic> {
    let handbook = &site.handbook;
    let mut found = moves(handbook, site);
    let Some(lock) = &handbook.published.lock else {
        return found;
    };
    let now = current(handbook);
    let by_address: HashMap<&str, &Locked> = now
        .entries
        .iter()
        .map(|entry| (&*entry.address, entry))
        .collect();
    for entry in &lock.entries {
        match by_address.get(&*entry.address) {
            Some(current) => found.extend(changed(entry, current, lock)),
            None if stands_in(handbook, &entry.address) => {}
            None => found.push(gone(handbook, entry, &now)),
        }
    }
    found.extend(unlocked(lock, &now));
    found
}

/// Where a published requirement says something else now.
fn changed(published: &Locked, current: &Locked, lock: &Lock) -> Option<Diagnostic> {
    if let Some((was, letter)) = later(published, current, lock) {
        return Some(Diagnostic::error(
            &current.position,
            format!(
                "the permalink `{}` has changed its meaning: its words were published as `{was}`",
                current.address
            ),
            format!(
                "give the requirement its letter back with `letter: {letter}` beside its `text`, which those after it \
                 follow, and redirect or retire the one that is no more in `content/permalinks.yaml`"
            ),
        ));
    }
    let what = match (
        published.text == current.text,
        published.clause == current.clause,
    ) {
        (true, true) => return None,
        (false, _) => "its words are not the published ones",
        (true, false) => "the title or intro of its clause is not the published one",
    };
    Some(Diagnostic::error(
        &current.position,
        format!(
            "the permalink `{}` has changed its meaning: {what}",
            current.address
        ),
        "if it is still the same requirement, accept the new words with `clausebook check --accept`; \
         if it is another one, put it at the end of the list, and redirect or retire the published one \
         in `content/permalinks.yaml`",
    ))
}

/// The address under which a requirement's words were published, with its letter there, where one of its list before it
/// was taken away: the address is of the same clause and a later letter.
fn later<'l>(published: &Locked, current: &Locked, lock: &'l Lock) -> Option<(&'l str, &'l str)> {
    let parts = |address: &'l str| address.strip_suffix(".html")?.rsplit_once('-');
    let own = current.address.strip_suffix(".html")?.rsplit_once('-')?;
    let was = lock.entries.iter().find(|entry| {
        entry.text == current.text
            && parts(&entry.address)
                .is_some_and(|(clause, letter)| clause == own.0 && place(letter) > place(own.1))
    })?;
    (published.text != current.text).then_some((&*was.address, parts(&was.address)?.1))
}

/// That a published requirement is no more, and the ways out.
fn gone(handbook: &Handbook, published: &Locked, now: &Lock) -> Diagnostic {
    let address = &published.address;
    let languages: Vec<String> = handbook
        .languages
        .iter()
        .map(|language| format!("{}: …", language.id))
        .collect();
    let all = format!("{{{}}}", languages.join(", "));
    let same = now
        .entries
        .iter()
        .find(|entry| entry.text == published.text);
    let to = same.map_or("id/STANDARD/REQUIREMENT.html", |entry| &entry.address);
    let known = match same {
        Some(entry) => format!("; the same words stand at `{}` now", entry.address),
        None => String::new(),
    };
    Diagnostic::error(
        &published.position,
        format!("the published permalink `{address}` is gone{known}"),
        format!(
            "bring the requirement back; or say in `content/permalinks.yaml` where it went, with \
             `- {{from: {address}, to: {to}}}` under `redirects:`; or that it is no more, with \
             `- {{address: {address}, text: {all}, reason: {all}}}` under `retired:`"
        ),
    )
}

/// Whether a redirect or a retired requirement stands at `address`.
fn stands_in(handbook: &Handbook, address: &str) -> bool {
    handbook.published.moves.as_ref().is_some_and(|moves| {
        moves
            .redirects
            .iter()
            .any(|redirect| &*redirect.from.path == address)
            || moves
                .retired
                .iter()
                .any(|retired| &*retired.address.path == address)
    })
}

/// What is wrong with redirects and retired requirements: an address that is in use, or a way that leads nowhere.
fn moves(handbook: &Handbook, site: &Site) -> Vec<Diagnostic> {
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
                    "`{}` cannot stand for a page that is gone: it is in use",
                    from.path
                ),
                "remove it here, or take the page that has this address away",
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
                "is no address of the site"
            };
            found.push(Diagnostic::error(
                &to.position,
                format!("`{}` {why}", to.path),
                "name the address of the page that is there now",
            ));
        }
    }
    found
}

/// That some permalinks are new.
fn unlocked(lock: &Lock, now: &Lock) -> Option<Diagnostic> {
    let known: HashMap<&str, ()> = lock
        .entries
        .iter()
        .map(|entry| (&*entry.address, ()))
        .collect();
    let new: Vec<&Locked> = now
        .entries
        .iter()
        .filter(|entry| !known.contains_key(&*entry.address))
        .collect();
    let first = new.first()?;
    let count = match new.len() {
        1 => "1 permalink is".to_owned(),
        number => format!("{number} permalinks are"),
    };
    Some(Diagnostic::warning(
        &lock_position(),
        format!("{count} not in the lock yet, `{}` first", first.address),
        "before the handbook is published, lock them with `clausebook check --accept`",
    ))
}

#[cfg(test)]
mod tests {
    use super::super::testing::{adding, and, diagnostics, found, sound};
    use super::*;
    use crate::model::permalink::accepted;
    use crate::source::documents::Documents;
    use crate::source::tree::Tree;

    fn handbook(tree: &Tree) -> Handbook {
        Handbook::build(&Documents::read(tree)).expect("a sound handbook")
    }

    /// The sound handbook with its permalinks locked.
    fn published() -> Tree {
        adding(sound(), LOCK, &accepted(&handbook(&sound())).write())
    }

    /// The same after a permalink was locked that is no more.
    fn with_one_gone() -> Tree {
        let lock = format!(
            "{}id/demo/9.9-a.html 0000000000000001 0000000000000002\n",
            accepted(&handbook(&sound())).write()
        );
        adding(sound(), LOCK, &lock)
    }

    const LOCK: &str = "content/permalinks.lock";
    const MOVES: &str = "content/permalinks.yaml";

    #[test]
    fn what_was_published_and_stays_is_sound() {
        assert_eq!(found(&published()), Vec::<String>::new());
    }

    #[test]
    fn other_words_are_another_meaning() {
        let faults = diagnostics(&and(published(), "clauses/02.yaml", "守信；", "诚信；"));
        assert_eq!(faults.len(), 1, "{faults:?}");
        assert!(
            faults[0].message.contains("changed its meaning"),
            "{faults:?}"
        );
        assert!(faults[0].help.contains("--accept"), "{faults:?}");
        assert_eq!(
            (&*faults[0].position.file, faults[0].position.line),
            ("content/standards/demo/clauses/02.yaml", 8)
        );
    }

    #[test]
    fn another_intro_is_another_meaning_for_every_requirement_below_it() {
        let faults = diagnostics(&and(published(), "clauses/02.yaml", "zh: 应：", "zh: 宜："));
        assert_eq!(faults.len(), 2, "{faults:?}");
        assert!(faults[0].message.contains("title or intro"), "{faults:?}");
    }

    #[test]
    fn a_permalink_that_is_gone_says_the_ways_out_and_they_lead_out() {
        let faults = diagnostics(&with_one_gone());
        assert_eq!(faults.len(), 1, "{faults:?}");
        assert!(
            faults[0].message.contains("`id/demo/9.9-a.html` is gone"),
            "{faults:?}"
        );
        assert_eq!(&*faults[0].position.file, LOCK);

        let redirected = "redirects: [{from: id/demo/9.9-a.html, to: id/demo/2.1-a.html}]\n";
        assert_eq!(
            found(&adding(with_one_gone(), MOVES, redirected)),
            Vec::<String>::new()
        );
        let retired = "retired:\n  - address: id/demo/9.9-a.html\n    text: {zh: 旧要求。, en: Old.}\n    \
                       reason: {zh: 已并入。, en: Merged.}\n    replaced_by: [id/demo/2.1-a.html]\n";
        assert_eq!(
            found(&adding(with_one_gone(), MOVES, retired)),
            Vec::<String>::new()
        );
    }

    #[test]
    fn a_redirect_leads_from_a_free_address_to_a_page() {
        let wrong = "redirects:\n  - {from: id/demo/2.1-a.html, to: id/demo/2.1-b.html}\n  \
                     - {from: id/demo/8-a.html, to: id/demo/7-a.html}\n";
        let faults = diagnostics(&adding(published(), MOVES, wrong));
        let lines: Vec<u32> = faults.iter().map(|fault| fault.position.line).collect();
        assert_eq!(lines, [2, 3], "{faults:?}");
    }

    #[test]
    fn new_permalinks_are_told() {
        let lock = accepted(&handbook(&sound())).write();
        let shorter: Vec<&str> = lock
            .lines()
            .filter(|line| !line.contains("2.1-b"))
            .collect();
        let faults = diagnostics(&adding(sound(), LOCK, &shorter.join("\n")));
        assert_eq!(faults.len(), 1, "{faults:?}");
        assert!(
            !faults[0].is_error() && faults[0].message.contains("1 permalink is"),
            "{faults:?}"
        );
    }

    #[test]
    fn accepting_loses_no_line() {
        let accepted = accepted(&handbook(&with_one_gone()));
        assert!(accepted.write().contains("id/demo/9.9-a.html"));
        let again = adding(with_one_gone(), LOCK, &accepted.write());
        assert_eq!(
            crate::model::permalink::accepted(&handbook(&again)).write(),
            accepted.write()
        );
    }
}
