//! Permalinks: the words published at each, and the current words.
//!
//! A permalink is a promise: what is cited under it must not silently become something else. The
//! lock records a hash of the words at each published address ([`crate::source::format::lock`]),
//! and this file compares the handbook with it. [`crate::check::permalinks`] reports the
//! differences as faults; [`super::acceptance`] computes what is recorded when the author accepts
//! them.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::Arc;

use super::clause::Clause;
use super::complete::CompleteHandbook;
use super::near::{is_near, likeness};
use super::requirement::{Requirement, lettered};
use super::same::essence;
use crate::source::format::lock::{Lock, Locked, LockedTranslation, clause_hash, hash};
use crate::source::format::permalinks;
use crate::source::format::text::Text;
use crate::source::texts;

/// The address of a requirement's permalink, from the site's root. E.g.
/// `id/pottery/5.3.1.2-a.html`. It has no language, since a citation is of the requirement and
/// not of a translation.
pub fn address(standard: &str, requirement: &str) -> String {
    permalinks::address(standard, requirement)
}

/// The lock of the current handbook.
///
/// Every translation is recorded as made for the current words; [`super::acceptance`] corrects that
/// for those that are older.
pub fn current(handbook: &CompleteHandbook) -> Lock {
    let mut entries = Vec::new();
    for standard in &handbook.standards {
        let language = standard.about.language.as_str();
        for requirement in &standard.requirements {
            let clause = &standard.clauses[requirement.clause];
            let text = hash(&[&words_of(requirement, language)]);
            let mut translations: Vec<LockedTranslation> = languages_of(requirement)
                .filter(|name| &***name != language)
                .map(|name| LockedTranslation {
                    language: name.clone(),
                    words: hash(&[&words_of(requirement, name)]),
                    source: text,
                })
                .collect();
            translations.sort_by(|one, other| one.language.cmp(&other.language));
            entries.push(Locked {
                address: address(standard.id(), &requirement.id).into(),
                clause: clause_hash(&own_words(clause, language)),
                text,
                translations,
                position: requirement.text().position.clone(),
            });
        }
    }
    let origin = handbook.about.base_url.as_ref();
    Lock {
        origin: origin.map(|url| format!("{}/", url.value.trim_end_matches('/')).into()),
        entries,
    }
}

/// The own words of a clause in `language`, with the names of their fields. Empty for an annex, and
/// for a clause without a title or intro in that language. The names of the fields are part of the
/// hash, so that moving words from one field to another is a change.
fn own_words<'c>(clause: &'c Clause, language: &str) -> Vec<(&'static str, &'c str)> {
    let texts = clause.as_clause().map(texts::own_texts);
    texts
        .unwrap_or_default()
        .into_iter()
        .filter_map(|(field, text)| Some((field, text.get(language)?)))
        .collect()
}

/// The own words of a requirement in `language`, each text on a line.
///
/// Usually one text; several if the requirement has a title, descriptors or examples.
fn words_of<'r>(requirement: &'r Requirement, language: &str) -> Cow<'r, str> {
    let texts = requirement.own_texts().into_iter();
    let words: Vec<&str> = texts.filter_map(|text| text.get(language)).collect();
    match *words {
        [words] => words.into(),
        _ => words.join("\n").into(),
    }
}

/// The languages in which a requirement is written. Decided by its text: a requirement is
/// translated if that is.
fn languages_of(requirement: &Requirement) -> impl Iterator<Item = &Arc<str>> {
    let languages = &requirement.text().languages;
    languages.iter().map(|(language, _, _)| language)
}

/// The current words at an address, of a permalink or of the clause that its permalinks belong to.
#[derive(Clone, Debug)]
pub struct CurrentWords {
    /// The permalink's address, or the clause part of it.
    pub address: Arc<str>,
    /// The language.
    pub language: Arc<str>,
    /// Whether it is the standard's own language.
    pub is_source: bool,
    /// The words, each text on a line: for a clause, its title and its intro.
    pub words: String,
}

/// Returns every text that is published with a permalink, in all languages.
///
/// The words of a clause come before those of its first requirement. Clauses without requirements
/// have no permalinks, so their words are not recorded.
pub fn current_words(handbook: &CompleteHandbook) -> Vec<CurrentWords> {
    let mut all = Vec::new();
    for standard in &handbook.standards {
        let source = &standard.about.language;
        let mut last_clause = None;
        for requirement in &standard.requirements {
            let address: Arc<str> = address(standard.id(), &requirement.id).into();
            if last_clause != Some(requirement.clause) {
                last_clause = Some(requirement.clause);
                let clause = &standard.clauses[requirement.clause];
                for language in &handbook.languages {
                    let fields = own_words(clause, &language.id).into_iter();
                    let words: Vec<&str> = fields.map(|(_, words)| words).collect();
                    if !words.is_empty() {
                        all.push(CurrentWords {
                            address: permalinks::clause_key(standard.id(), clause.id().as_str())
                                .into(),
                            language: language.id.clone(),
                            is_source: *source == *language.id,
                            words: words.join("\n"),
                        });
                    }
                }
            }
            for language in languages_of(requirement) {
                all.push(CurrentWords {
                    address: address.clone(),
                    language: language.clone(),
                    is_source: *source == **language,
                    words: words_of(requirement, language).into_owned(),
                });
            }
        }
    }
    all
}

/// A published permalink that now means something else.
///
/// Either its own words or those of its clause have changed, since a requirement is read together
/// with the title and intro of its clause.
#[derive(Clone, Debug)]
pub struct Changed {
    /// The permalink as published.
    pub published: Locked,
    /// The permalink as it is now.
    pub current: Locked,
    /// The permalink that the words came from or moved to, if there is one.
    pub shift: Option<Shift>,
}

/// The other permalink involved when words have moved.
///
/// This is the usual accident: an item is inserted in a list, and all letters after it move by one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Shift {
    /// The permalink now has the words that were published at this address.
    From(Arc<str>),
    /// The words that were published at the permalink are now at this address.
    To(Arc<str>),
}

/// The differences between the handbook's permalinks and the published ones.
#[derive(Clone, Debug, Default)]
pub struct Comparison {
    /// The lock of the current handbook. Sorted as the handbook is, not yet as it is written.
    pub now: Lock,
    /// The permalinks that have not been published yet. Only a warning (`W600`): the next `check
    /// --accept` records them.
    pub new: Vec<Locked>,
    /// The published permalinks that now mean something else.
    pub changed: Vec<Changed>,
    /// The published permalinks that are missing and have neither a redirect nor a retired requirement.
    /// An error (`E602`): a cited address would be lost.
    pub gone: Vec<Locked>,
    /// The published permalinks with unchanged words but a translation that differs from the published one: as
    /// published, and as they are now.
    pub retranslated: Vec<(Locked, Locked)>,
    /// The published permalinks with translations made for earlier words, and the languages of those translations.
    /// A warning (`W603`): somebody should compare the translation with the new words.
    pub stale: Vec<(Locked, Vec<Arc<str>>)>,
    /// The published permalinks whose words have not changed although the last recorded words differ.
    /// The lock and the words then contradict each other, as after a careless merge (`E605`).
    pub misrecorded: Vec<Locked>,
    /// The number of published permalinks whose words are not recorded yet.
    pub unrecorded: usize,
}

impl Comparison {
    /// Compares the handbook with its lock; without a lock, everything is new.
    ///
    /// It reads nothing but the handbook, and does not decide what is an error.
    pub fn of(handbook: &CompleteHandbook) -> Self {
        let published = &handbook.published;
        let now = current(handbook);
        let mut locked: HashMap<&str, Vec<&Locked>> = HashMap::new();
        for entry in published.lock.iter().flat_map(|lock| &lock.entries) {
            locked.entry(&entry.address).or_default().push(entry);
        }
        let mut comparison = Comparison::default();
        let mut present: HashMap<&str, &Locked> = HashMap::new();
        for entry in &now.entries {
            present.insert(&entry.address, entry);
            let Some(lines) = locked.get(&*entry.address) else {
                comparison.new.push(entry.clone());
                continue;
            };
            // Two lines for one address come from a merge. If they contradict each other, that is reported separately, and
            // nothing else can be said about the permalink.
            if lines.iter().any(|line| line.contradicts(lines[0])) {
                continue;
            }
            let same = lines
                .iter()
                .find(|line| line.text == entry.text && line.clause == entry.clause);
            let line = same.or(lines.first()).copied().unwrap_or(entry);
            if published.words_of(&line.address, line.text).is_none() {
                comparison.unrecorded += 1;
            }
            if same.is_none() {
                comparison.changed.push(Changed {
                    published: line.clone(),
                    current: entry.clone(),
                    shift: None,
                });
            }
            if line.text == entry.text {
                let source = text_at(handbook, &entry.address).map_or("", |(source, _)| source);
                let recorded = published.words.as_ref();
                let last = recorded.and_then(|words| words.latest(&entry.address, source));
                if last.is_some_and(|last| hash(&[last]) != line.text) {
                    comparison.misrecorded.push(line.clone());
                }
                let differs = entry.translations.iter().any(|translation| {
                    let before = line.translation(&translation.language);
                    before.is_none_or(|before| before.words != translation.words)
                });
                if differs && !line.translations.is_empty() {
                    comparison.retranslated.push((line.clone(), entry.clone()));
                }
                let stale: Vec<Arc<str>> = entry
                    .translations
                    .iter()
                    .filter(|translation| {
                        let before = line.translation(&translation.language);
                        before.is_some_and(|before| {
                            before.words == translation.words && before.source != entry.text
                        }) && !is_confirmed(handbook, &entry.address, &translation.language)
                    })
                    .map(|translation| translation.language.clone())
                    .collect();
                if !stale.is_empty() {
                    comparison.stale.push((entry.clone(), stale));
                }
            }
        }
        for entry in published.lock.iter().flat_map(|lock| &lock.entries) {
            let lines = &locked[&*entry.address];
            let is_first = std::ptr::eq(lines[0], entry);
            let is_clear = is_first && !lines.iter().any(|line| line.contradicts(entry));
            if is_clear
                && !present.contains_key(&*entry.address)
                && !published.has_moved(&entry.address)
            {
                comparison.gone.push(entry.clone());
            }
        }
        let vacated: Vec<&Locked> = published
            .lock
            .iter()
            .flat_map(|lock| &lock.entries)
            .filter(|entry| {
                let now = present.get(&*entry.address);
                now.is_none_or(|now| now.text != entry.text)
            })
            .collect();
        find_shifts(handbook, &vacated, &present, &mut comparison);
        comparison.now = now.clone();
        comparison
    }
}

/// Whether the translation of the requirement at an address is recorded as made for its current words, text by text: a
/// translator has confirmed it.
pub fn is_confirmed(handbook: &CompleteHandbook, address: &str, language: &str) -> bool {
    let Some((source, requirement)) = requirement_at(handbook, address) else {
        return false;
    };
    requirement.own_texts().into_iter().all(|text| {
        let (Some(words), Some(translation)) = (text.get(source), text.get(language)) else {
            return text.get(language).is_none();
        };
        let translations = &handbook.translations;
        translations.is_recorded(language, hash(&[words]), hash(&[translation]))
    })
}

/// A permalink with its published or its current words.
struct Worded<'a> {
    entry: &'a Locked,
    words: Option<Cow<'a, str>>,
}

impl Worded<'_> {
    /// The words of both, if they are known.
    fn both<'w>(&'w self, other: &'w Worded) -> Option<(&'w str, &'w str)> {
        self.words.as_deref().zip(other.words.as_deref())
    }

    /// Whether the words are the same by their hash or, if both are known, apart from the closing
    /// mark.
    fn is_same(&self, other: &Worded) -> bool {
        self.entry.text == other.entry.text
            || self
                .both(other)
                .is_some_and(|(one, other)| essence(one) == essence(other))
    }

    /// The likeness of the words; 0 if one side is not known.
    fn likeness(&self, other: &Worded) -> f64 {
        if self.is_same(other) {
            return 1.0;
        }
        self.both(other)
            .map_or(0.0, |(one, other)| likeness(one, other))
    }

    /// Whether the words may be a corrected version of the other's. Within the same list, more may differ.
    fn resembles(&self, other: &Worded) -> bool {
        self.is_same(other)
            || self.both(other).is_some_and(|(one, two)| {
                if is_of_one_list(self.entry, other.entry) {
                    likeness(one, two) >= ALIKE
                } else {
                    is_near(one, two)
                }
            })
    }
}

/// Whether two permalinks belong to requirements of the same list, or of clauses with the same words where ids do not say.
fn is_of_one_list(one: &Locked, other: &Locked) -> bool {
    let list = |entry: &Locked| {
        lettered(permalinks::name(&entry.address)).map(|(above, _)| above.to_owned())
    };
    match (list(one), list(other)) {
        (Some(one), Some(other)) => one == other,
        (_, None) | (None, _) => {
            standard_of(&one.address) == standard_of(&other.address) && one.clause == other.clause
        }
    }
}

/// The minimum likeness at which two requirements of one list count as the same requirement.
const ALIKE: f64 = 0.6;

/// Finds the changed permalinks whose words were published at another permalink, or have moved to one.
///
/// A shift is named only if the other permalink's words are more like these than the permalink's
/// own earlier words are, so that a mere revision is not called a move.
fn find_shifts(
    handbook: &CompleteHandbook,
    vacated: &[&Locked],
    present: &HashMap<&str, &Locked>,
    comparison: &mut Comparison,
) {
    let published = &handbook.published;
    let vacated: Vec<Worded> = vacated
        .iter()
        .map(|entry| worded_then(handbook, entry))
        .collect();
    let arrived: Vec<Locked> = comparison
        .new
        .iter()
        .chain(comparison.changed.iter().map(|changed| &changed.current))
        .cloned()
        .collect();
    let arrived: Vec<Worded> = arrived
        .iter()
        .map(|entry| worded_now(handbook, entry))
        .collect();
    for changed in &mut comparison.changed {
        if changed.published.text == changed.current.text {
            continue;
        }
        let old = worded_then(handbook, &changed.published);
        let new = worded_now(handbook, &changed.current);
        let unmoved = old.likeness(&new);
        let from = vacated.iter().filter(|other| {
            other.entry.address != new.entry.address
                && published.target_of(&other.entry.address) != Some(&new.entry.address)
                && standard_of(&other.entry.address) == standard_of(&new.entry.address)
                && new.resembles(other)
        });
        let from = likeliest(from, |other| new.likeness(other), unmoved).filter(|other| {
            // If the other permalink still has nearly its own words, it only resembles this one.
            let stays = present.get(&*other.entry.address);
            let stays = stays.map(|now| worded_now(handbook, now));
            stays.is_none_or(|stays| stays.likeness(other) < new.likeness(other))
        });
        let to = || {
            let to = arrived.iter().filter(|other| {
                other.entry.address != old.entry.address
                    && standard_of(&other.entry.address) == standard_of(&old.entry.address)
                    && old.resembles(other)
            });
            likeliest(to, |other| old.likeness(other), unmoved)
        };
        changed.shift = match from {
            Some(from) => Some(Shift::From(from.entry.address.clone())),
            None => to().map(|to| Shift::To(to.entry.address.clone())),
        };
    }
}

/// The candidate with the greatest likeness, if it exceeds `least`. Of several with the same
/// likeness, the first.
fn likeliest<'w, 'e>(
    candidates: impl Iterator<Item = &'w Worded<'e>>,
    likeness: impl Fn(&Worded) -> f64,
    least: f64,
) -> Option<&'w Worded<'e>> {
    let mut best = None;
    let mut most = least;
    for candidate in candidates {
        let alike = likeness(candidate);
        if alike > most {
            most = alike;
            best = Some(candidate);
        }
    }
    best
}

/// A permalink with the words that were published, if they are recorded.
fn worded_then<'a>(handbook: &'a CompleteHandbook, entry: &'a Locked) -> Worded<'a> {
    Worded {
        entry,
        words: (handbook.published)
            .words_of(&entry.address, entry.text)
            .map(Cow::Borrowed),
    }
}

/// A permalink with its current words; `None` for the words if it is gone.
fn worded_now<'a>(handbook: &'a CompleteHandbook, entry: &'a Locked) -> Worded<'a> {
    let found = requirement_at(handbook, &entry.address);
    let words = found.map(|(language, requirement)| words_of(requirement, language));
    Worded { entry, words }
}

/// The language of the standard and the text of the requirement at a permalink's address. `None` if
/// there is no such requirement now.
pub fn text_at<'h>(handbook: &'h CompleteHandbook, address: &str) -> Option<(&'h str, &'h Text)> {
    let (language, requirement) = requirement_at(handbook, address)?;
    Some((language, requirement.text()))
}

/// The language of the standard and the requirement at an address.
fn requirement_at<'h>(
    handbook: &'h CompleteHandbook,
    address: &str,
) -> Option<(&'h str, &'h Requirement)> {
    let (standard, requirement) = handbook.find_requirement(permalinks::name(address))?;
    let standard = &handbook.standards[standard];
    Some((
        standard.about.language.as_str(),
        &standard.requirements[requirement],
    ))
}

/// The id of the standard in an address: `pottery` in `id/pottery/5.1-a.html`.
fn standard_of(address: &str) -> &str {
    address.split('/').nth(1).unwrap_or_default()
}
