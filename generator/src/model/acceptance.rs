//! The result of `clausebook check --accept` before it is written: the new lock, the new words, and the items to
//! record.
//!
//! It takes the complete handbook and its comparison with the published permalinks
//! ([`super::permalink::Comparison`]), and returns texts and lists only. `cli/accept.rs` asks for
//! confirmation and writes the two files; `cli/listing.rs` prints the items.
//!
//! Two rules hold whatever the content is: a line of the lock is never lost, and recorded words are
//! never overwritten, only added to.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use super::complete::CompleteHandbook;
use super::permalink::{Comparison, CurrentWords, current_words, is_confirmed};
use super::translation_record::{NextTranslations, next_translations};
use crate::source::format::lock::{Lock, Locked, hash};
use crate::source::format::permalinks;
use crate::source::format::wording::{Day, Wording, Wordings};

/// Everything that would be recorded.
#[derive(Debug)]
pub struct Acceptance {
    /// The new items. Empty if nothing has changed, even if words are recorded for the first time.
    ///
    /// New permalinks come first, then reworded permalinks and clauses, then translations, and last
    /// the confirmed translations.
    pub items: Vec<AcceptedItem>,
    /// The number of wordings recorded for the first time that belong to no item: those of permalinks published before
    /// words were recorded.
    pub first_records: usize,
    /// The new contents of `permalinks.lock`. Written to `content/permalinks.lock` as is.
    pub lock: String,
    /// The new contents of `permalinks.words`. Written to `content/permalinks.words` as is.
    pub words: String,
    /// The new contents of `translations.lock`.
    pub translations: NextTranslations,
}

/// A change that would be recorded.
///
/// Addresses are relative to the site's root, e.g. `id/STANDARD/5.3.4.1-b.html`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AcceptedItem {
    /// A permalink that has not been published yet.
    New {
        /// Its address.
        address: Arc<str>,
        /// Its words in each language.
        words: Vec<(Arc<str>, String)>,
    },
    /// A permalink whose words in the standard's language differ from the published ones.
    Reworded {
        /// Its address.
        address: Arc<str>,
        /// The words that differ.
        words: Vec<Rewording>,
        /// The languages whose translation has not changed and is therefore older than the words.
        stale: Vec<Arc<str>>,
    },
    /// A clause whose title or intro differs from the published one.
    Clause {
        /// The clause part of its permalinks' addresses.
        key: Arc<str>,
        /// The words that differ from the recorded ones.
        words: Vec<Rewording>,
        /// The number of its permalinks. They are listed as one item, since one edit of the title
        /// would otherwise be listed for every requirement of the clause.
        count: usize,
    },
    /// A translation that differs from the published one.
    Retranslated {
        /// The address of the permalink, or the clause part of it.
        address: Arc<str>,
        /// The words that differ.
        words: Vec<Rewording>,
    },
    /// Translations that, as the caller confirms, fit the changed words.
    ///
    /// The caller confirms them by address (`check --accept --confirm`), because nobody but a
    /// translator can tell.
    Confirmed {
        /// The address of the permalink.
        address: Arc<str>,
        /// The languages.
        languages: Vec<Arc<str>>,
    },
}

/// Words in one language that replace others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rewording {
    /// The language.
    pub language: Arc<str>,
    /// The published words, if they are recorded. The hash in the lock can prove that words differ,
    /// but not what they were.
    pub before: Option<String>,
    /// The current words.
    pub after: String,
}

impl Acceptance {
    /// Computes what would be recorded on `day`. The translations of the permalinks at the addresses in `confirmed` are
    /// taken to fit the current words.
    ///
    /// The `comparison` must be of the same handbook. `day` dates the new words only; the lock has
    /// no dates, so that accepting twice on different days gives the same lock.
    pub fn of(
        handbook: &CompleteHandbook,
        comparison: &Comparison,
        confirmed: &BTreeSet<String>,
        day: Day,
    ) -> Acceptance {
        let published = &handbook.published;
        let empty = Wordings::default();
        let recorded = published.words.as_deref().unwrap_or(&empty);
        let locked: HashMap<&str, &Locked> = published
            .lock
            .iter()
            .flat_map(|lock| &lock.entries)
            .map(|entry| (&*entry.address, entry))
            .collect();
        let now = current_words(handbook);
        let mut by_address: HashMap<&str, Vec<&CurrentWords>> = HashMap::new();
        for words in &now {
            by_address.entry(&words.address).or_default().push(words);
        }
        let lock = next_lock(handbook, comparison, &locked, confirmed);
        let mut items = Vec::new();
        let mut named: BTreeSet<Arc<str>> = BTreeSet::new();
        for entry in &comparison.new {
            let words = by_address.get(&*entry.address).into_iter().flatten();
            items.push(AcceptedItem::New {
                address: entry.address.clone(),
                words: words
                    .map(|words| (words.language.clone(), words.words.clone()))
                    .collect(),
            });
            named.insert(entry.address.clone());
        }
        let rewordings = |address: &str, before: Option<&Locked>| -> Vec<Rewording> {
            let words = by_address.get(address).into_iter().flatten();
            words
                .filter_map(|words| rewording(recorded, words, before))
                .collect()
        };
        for changed in &comparison.changed {
            let address = &changed.current.address;
            if changed.published.text != changed.current.text {
                let translations = lock.entries.iter().find(|entry| entry.address == *address);
                let stale = translations.into_iter().flat_map(|entry| {
                    let translations = entry.translations.iter();
                    translations.filter(|translation| translation.source != entry.text)
                });
                items.push(AcceptedItem::Reworded {
                    address: address.clone(),
                    words: rewordings(address, Some(&changed.published)),
                    stale: stale
                        .map(|translation| translation.language.clone())
                        .collect(),
                });
                named.insert(address.clone());
            }
            let key = key_of(handbook, address);
            if changed.published.clause != changed.current.clause && named.insert(key.clone()) {
                let of_clause = comparison.changed.iter().filter(|other| {
                    key_of(handbook, &other.current.address) == key
                        && other.published.clause != other.current.clause
                });
                items.push(AcceptedItem::Clause {
                    words: rewordings(&key, None),
                    count: of_clause.count(),
                    key,
                });
            }
        }
        // The rest are translations, of permalinks and of clauses, and first records.
        let mut first_records = 0;
        for words in &now {
            if named.contains(&words.address) {
                continue;
            }
            let latest = recorded.latest(&words.address, &words.language);
            let is_known = latest.is_some_and(|latest| is_same(latest, &words.words));
            if is_known {
                continue;
            }
            let before = locked.get(&*words.address).copied();
            let is_retranslated = latest.is_some()
                || before
                    .and_then(|before| before.translation(&words.language))
                    .is_some_and(|before| before.words != hash(&[&words.words]));
            if is_retranslated {
                named.insert(words.address.clone());
                items.push(AcceptedItem::Retranslated {
                    words: rewordings(&words.address, before),
                    address: words.address.clone(),
                });
            } else {
                first_records += 1;
            }
        }
        for (entry, languages) in &comparison.stale {
            if confirmed.contains(&*entry.address) {
                items.push(AcceptedItem::Confirmed {
                    address: entry.address.clone(),
                    languages: languages.clone(),
                });
            }
        }
        Acceptance {
            items,
            first_records,
            translations: next_translations(handbook, &lock),
            lock: lock.write(),
            words: next_words(recorded, &now, day).write(),
        }
    }

    /// Whether the handbook's files already contain all of it.
    ///
    /// `lock`, `words` and `translations` are the contents of the files, or `None` for a file that does not
    /// exist. If they are the same, `check --accept` has nothing to write.
    pub fn is_recorded(
        &self,
        lock: Option<&str>,
        words: Option<&str>,
        translations: Option<&str>,
    ) -> bool {
        lock == Some(&*self.lock)
            && words == Some(&*self.words)
            && translations == self.translations.text.as_deref()
    }
}

/// The key of the clause to which the requirement at a current permalink's address belongs.
///
/// Empty if there is no such requirement, which cannot happen while the lock is up to date.
fn key_of(handbook: &CompleteHandbook, address: &str) -> Arc<str> {
    let found = handbook.find_requirement(permalinks::name(address));
    let key = found.map(|(standard, requirement)| {
        let standard = &handbook.standards[standard];
        let clause = &standard.clauses[standard.requirements[requirement].clause];
        permalinks::clause_key(standard.id(), clause.id().as_str())
    });
    key.unwrap_or_default().into()
}

/// Whether two texts are the same words by the hash that the lock records, so that a difference
/// that the lock cannot see does not count as a change of words.
fn is_same(one: &str, other: &str) -> bool {
    one == other || hash(&[one]) == hash(&[other])
}

/// Returns the change from the published words, if the words differ.
fn rewording(
    recorded: &Wordings,
    words: &CurrentWords,
    before: Option<&Locked>,
) -> Option<Rewording> {
    let latest = recorded.latest(&words.address, &words.language);
    let now = hash(&[&words.words]);
    // If no words are recorded, the lock's hash tells whether they differ. A translation that was never locked does not
    // differ.
    let differs = match (latest, before) {
        (Some(latest), _) => !is_same(latest, &words.words),
        (None, Some(before)) if words.is_source => before.text != now,
        (None, Some(before)) => {
            let translation = before.translation(&words.language);
            translation.is_some_and(|translation| translation.words != now)
        }
        (None, None) => true,
    };
    differs.then(|| Rewording {
        language: words.language.clone(),
        before: latest.map(str::to_owned),
        after: words.words.clone(),
    })
}

/// Returns the lock of the current handbook: changed lines have their new hashes, new lines are added, and no line is
/// lost.
///
/// For each translation, the lock records the hash of the source words for which it was made. A
/// translation that has not changed keeps the earlier hash, so that it stays reported as outdated
/// until it is revised or confirmed.
fn next_lock(
    handbook: &CompleteHandbook,
    comparison: &Comparison,
    locked: &HashMap<&str, &Locked>,
    confirmed: &BTreeSet<String>,
) -> Lock {
    let mut entries = comparison.now.entries.clone();
    let present: BTreeSet<Arc<str>> = entries.iter().map(|entry| entry.address.clone()).collect();
    for entry in &mut entries {
        let Some(before) = locked.get(&*entry.address) else {
            continue;
        };
        for translation in &mut entry.translations {
            let is_as_before = match before.translation(&translation.language) {
                Some(before) => before.words == translation.words,
                // A line of an old lock does not tell; a translation that may be older counts as older.
                None => before.translations.is_empty() && before.text != entry.text,
            };
            let is_confirmed = confirmed.contains(&*entry.address)
                || is_confirmed(handbook, &entry.address, &translation.language);
            if is_as_before && !is_confirmed {
                let made_for = before.translation(&translation.language);
                translation.source = made_for.map_or(before.text, |made_for| made_for.source);
            }
        }
    }
    let lost = handbook
        .published
        .lock
        .iter()
        .flat_map(|lock| &lock.entries);
    entries.extend(
        lost.filter(|entry| !present.contains(&entry.address))
            .cloned(),
    );
    let recorded = handbook.published.lock.as_ref();
    let origin = recorded.and_then(|lock| lock.origin.clone());
    Lock {
        origin: origin.or_else(|| comparison.now.origin.clone()),
        entries,
    }
}

/// Returns the recorded words, with the current ones added.
///
/// Words equal to the latest recorded ones are not added again.
fn next_words(recorded: &Wordings, now: &[CurrentWords], day: Day) -> Wordings {
    let mut entries = recorded.entries.clone();
    for words in now {
        let latest = recorded.latest(&words.address, &words.language);
        if !latest.is_some_and(|latest| is_same(latest, &words.words)) {
            // After a clock was wrong once, new words must not be dated before the words they replace.
            let since = recorded
                .history(&words.address)
                .filter(|wording| wording.language == words.language)
                .map(|wording| wording.since)
                .max();
            entries.push(Wording {
                address: words.address.clone(),
                language: words.language.clone(),
                since: since.map_or(day, |since| since.max(day)),
                words: words.words.as_str().into(),
            });
        }
    }
    Wordings::new(entries)
}
