//! Permalinks: what each stood for when it was published, and what became of it.

use std::sync::Arc;

use super::handbook::Handbook;
use crate::source::format::permalinks::{Lock, Locked, Permalinks, hash};
use crate::source::format::text::Text;
use crate::source::position::Position;

/// The published permalinks and what became of those that are gone.
#[derive(Clone, Debug, Default)]
pub struct Published {
    /// Every permalink ever published; absent where nothing was published yet.
    pub lock: Option<Arc<Lock>>,
    /// Redirects and retired requirements.
    pub moves: Option<Arc<Permalinks>>,
}

/// The address of a requirement's permalink, from the site's root.
pub fn address(standard: &str, requirement: &str) -> String {
    format!("id/{standard}/{requirement}.html")
}

/// The lock of what the handbook holds now.
pub fn current(handbook: &Handbook) -> Lock {
    let mut entries = Vec::new();
    for standard in &handbook.standards {
        let language = standard.about.language.as_str();
        let words = |text: Option<&Text>| -> String {
            text.and_then(|text| text.get(language))
                .unwrap_or_default()
                .to_owned()
        };
        for requirement in &standard.requirements {
            let clause = &standard.clauses[requirement.clause];
            let intro = clause.as_clause().and_then(|clause| clause.intro.as_ref());
            entries.push(Locked {
                address: address(standard.id(), &requirement.id).into(),
                clause: hash(&[&words(clause.title()), &words(intro)]),
                text: hash(&[&words(Some(requirement.text()))]),
                position: requirement.text().position.clone(),
            });
        }
    }
    Lock { entries }
}

/// The lock after everything that the handbook holds now is accepted: changed lines take their new hashes, new ones are
/// added, and none is lost.
pub fn accepted(handbook: &Handbook) -> Lock {
    let now = current(handbook);
    let gone = handbook
        .published
        .lock
        .iter()
        .flat_map(|lock| &lock.entries)
        .filter(|entry| {
            !now.entries
                .iter()
                .any(|current| current.address == entry.address)
        })
        .cloned();
    let mut entries: Vec<Locked> = gone.collect();
    entries.extend(now.entries.iter().cloned());
    Lock { entries }
}

/// A place in the file for a fault of the lock as a whole.
pub fn lock_position() -> Position {
    Position::file("content/permalinks.lock")
}
