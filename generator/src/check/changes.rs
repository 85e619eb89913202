//! Checks the handbook's list of changes: the newest comes first, and each is about something that exists.
//!
//! It reports `E114` (order), `E102` (unknown standard), `E110` (reserved name), and the faults of
//! references ([`super::target`]). Pages rely on the order: the first entry is the latest.

use super::known::{ids, standards};
use super::names::taken;
use super::subject::Subject;
use super::suggest::unknown;
use super::target::reference_faults;
use crate::language::message::message;
use crate::source::diagnostic::Diagnostic;
use crate::source::format::change::Change;
use crate::source::rule::Rule;

/// Requires that changes are listed with the newest first, that each is about clauses and requirements that exist, and
/// that none has a name that the page itself uses.
pub fn rule(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for (place, change) in subject.handbook.changes.iter().enumerate() {
        let id = &change.id;
        found.extend(taken(
            message!("change"),
            id.as_str(),
            &id.position,
            &["main"],
        ));
        if let Some(above) = place
            .checked_sub(1)
            .and_then(|above| subject.handbook.changes.get(above))
            && above.date.day < change.date.day
        {
            found.push(
                Rule::ChangeOrder
                    .at(
                        &change.date.position,
                        message!(
                            "the change of {date} is below the change of {date2}, which is older",
                            date = change.date,
                            date2 = above.date
                        ),
                        message!("put the newest change first"),
                    )
                    .see(&above.date.position, message!("the older change")),
            );
        }
        about(subject, change, &mut found);
    }
    found
}

/// A change without `standard` is about the first standard of the handbook. If that does not exist,
/// the handbook's own list is at fault, and nothing is reported here.
fn about(subject: &Subject<'_>, change: &Change, found: &mut Vec<Diagnostic>) {
    let first = subject
        .about
        .and_then(|handbook| handbook.standards.first());
    let Some(name) = change.standard.as_ref().or(first) else {
        return;
    };
    match subject.handbook.standard_index(name.as_str()) {
        Some(place) => {
            let part = &subject.handbook.standards[place];
            // An annex is not a requirement, but can change as well.
            let references = change.about.iter();
            let others = references
                .filter(|reference| reference.last.is_some() || !part.has_clause(&reference.first));
            found.extend(others.flat_map(|reference| reference_faults(part, reference)));
        }
        // A wrong name in the handbook's own list is reported there.
        None if change.standard.is_none() => {}
        None => {
            let known = ids(standards(subject.handbook)).into_iter();
            found.push(unknown(
                Rule::UnknownStandard,
                name,
                message!("standard"),
                known,
            ));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::{adding, and, found, sound};
    use crate::source::tree::Tree;

    const FILE: &str = "content/changes.yaml";

    fn changed() -> Tree {
        let text = "\
- id: stores
  date: 2026-11-20
  title: {zh: 译文改了, en: A translation was changed}
  text: {zh: 店铺。, en: A store is a store.}
  about: [2.2.1-a, A]
- id: first
  date: 2026-11-16
  title: {zh: 发布, en: Published}
  standard: demo
";
        adding(sound(), FILE, text)
    }

    #[test]
    fn sound_changes_are_sound() {
        assert_eq!(found(&changed()), Vec::<String>::new());
    }

    #[test]
    fn what_is_wrong_is_found_at_its_place() {
        for (from, to, expected) in [
            (
                "2026-11-16",
                "2026-11-21",
                "7:9: the change of 2026-11-21 is below the change of 2026-11-20, which is older",
            ),
            (
                "2026-11-16",
                "2026-11-31",
                "7:9: `2026-11-31` is not a valid date",
            ),
            (
                "id: first",
                "id: stores",
                "6:7: there are two changes `stores`",
            ),
            (
                "id: first",
                "id: main",
                "6:7: a change cannot have the name `main`",
            ),
            (", A]", ", F]", "5:20: there is no clause `F`"),
            (
                "2.2.1-a",
                "2.2.1-b",
                "5:11: there is no requirement `2.2.1-b`",
            ),
            (
                "standard: demo",
                "standard: dem",
                "9:13: there is no standard `dem`",
            ),
            (
                ", en: Published",
                "",
                "8:10: warning: this text is not translated into `en`",
            ),
        ] {
            let found = found(&and(changed(), FILE, from, to));
            assert!(
                found
                    .iter()
                    .any(|fault| fault.starts_with(&format!("{FILE}:{expected}"))),
                "{expected}: {found:?}"
            );
        }
    }
}
