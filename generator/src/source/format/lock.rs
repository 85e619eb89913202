//! `permalinks.lock`: every permalink ever published.
//!
//! One line per permalink: its address, a hash of its clause's own words (the title and the intro), a hash of its own
//! words in the standard's language, and one for each translation:
//!
//! ```text
//! id/demo/2.1-a.html 8fcc9dec93f28851 3b5b755f64733c49 en=5f77fc7131cad75b
//! ```
//!
//! A translation made for earlier words also names their hash: `en=5f77fc7131cad75b/d9186a2cada6e4b3`. Lines without
//! translations were written before the lock recorded them.
//!
//! A line such as `origin https://example.org/` comes before the permalinks once a handbook with a base URL was accepted.
//! Identifiers for other programs are made of this address, so that they stay the same if the site moves.
//!
//! Only `clausebook check --accept` writes the file ([`crate::model::acceptance`]). It has one line
//! for each permalink, in order, so that Git merges it line by line; [`super::wording`] records the
//! words themselves.

use std::sync::Arc;

use super::merge::Merge;
use crate::language::message::message;
use crate::source::diagnostic::Diagnostic;
use crate::source::position::Position;
use crate::source::rule::Rule;

/// Every permalink ever published.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lock {
    /// The absolute address under which the permalinks were first published, ending in `/`, if it is recorded. It may
    /// differ from the site's present address.
    pub origin: Option<Arc<str>>,
    /// The permalinks, in the order of the file. After a merge, two may have the same address
    /// (`E603`, `E604`).
    pub entries: Vec<Locked>,
}

/// A published permalink.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Locked {
    /// The address, from the site's root.
    pub address: Arc<str>,
    /// The hash of the clause's own words, such as its title and intro, in the standard's language.
    pub clause: u64,
    /// The hash of the requirement's words in the standard's language.
    pub text: u64,
    /// The translations of the requirement, in the order of their languages. Empty in lines written
    /// before translations were locked.
    pub translations: Vec<LockedTranslation>,
    /// The position of the line.
    pub position: Position,
}

/// A published translation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LockedTranslation {
    /// The language's key: `en`.
    pub language: Arc<str>,
    /// The hash of the translation's words.
    pub words: u64,
    /// The hash of the source words for which it was made. If it differs from the hash of the
    /// current words, the translation is outdated.
    pub source: u64,
}

impl Locked {
    /// The translation into `language`, if one is locked.
    pub fn translation(&self, language: &str) -> Option<&LockedTranslation> {
        let mut translations = self.translations.iter();
        translations.find(|translation| &*translation.language == language)
    }

    /// Whether another line for the same permalink says something else: other words, another clause, or another
    /// translation. Both are then from two branches, and nobody but the author knows which one is right.
    pub fn contradicts(&self, other: &Locked) -> bool {
        let disagrees = |translation: &LockedTranslation| {
            let other = other.translation(&translation.language);
            other.is_some_and(|other| other != translation)
        };
        self.text != other.text
            || self.clause != other.clause
            || self.translations.iter().any(disagrees)
    }

    /// The line that records this permalink, without a line ending.
    pub fn line(&self) -> String {
        let mut line = format!("{} {:016x} {:016x}", self.address, self.clause, self.text);
        for translation in &self.translations {
            line.push_str(&format!(
                " {}={:016x}",
                translation.language, translation.words
            ));
            if translation.source != self.text {
                line.push_str(&format!("/{:016x}", translation.source));
            }
        }
        line
    }

    /// The permalink that a line records; `None` for a damaged line.
    fn parse(line: &str, position: Position) -> Option<Locked> {
        let hash = |part: &str| u64::from_str_radix(part, 16).ok();
        let mut parts = line.split_whitespace();
        let address = parts.next()?.into();
        let clause = hash(parts.next()?)?;
        let text = hash(parts.next()?)?;
        let mut translations = Vec::new();
        for part in parts {
            let (language, hashes) = part.split_once('=')?;
            let (words, source) = match hashes.split_once('/') {
                Some((words, source)) => (hash(words)?, hash(source)?),
                None => (hash(hashes)?, text),
            };
            translations.push(LockedTranslation {
                language: language.into(),
                words,
                source,
            });
        }
        translations.sort_by(|one, other| one.language.cmp(&other.language));
        Some(Locked {
            address,
            clause,
            text,
            translations,
            position,
        })
    }
}

/// The header of a lock.
const HEAD: &str = "# Every permalink ever published: its address, a hash of its clause's words, a hash of its own, and one \
                    for each translation.\n\
                    # Written by `clausebook check --accept`; never remove a line.\n";

impl Lock {
    /// Whether it records nothing.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty() && self.origin.is_none()
    }

    /// Reads the lock in `file`, and reports unreadable lines in `faults`.
    ///
    /// Lines that are empty or begin with `#` are skipped. A damaged line is `E032`, and a conflict
    /// of a merge `E031`; the other lines are read all the same.
    pub fn read(file: &Arc<str>, text: &str, faults: &mut Vec<Diagnostic>) -> Lock {
        let mut origin: Option<Arc<str>> = None;
        let mut entries = Vec::new();
        let mut merge = Merge::new(file);
        for (place, line) in text.lines().enumerate() {
            if merge.takes(place, line, faults) || line.trim().is_empty() || line.starts_with('#') {
                continue;
            }
            if let Some(address) = line.strip_prefix(ORIGIN) {
                // Of the two sides of a merge, the first is as good as the other.
                origin.get_or_insert_with(|| address.trim().into());
                continue;
            }
            let number = u32::try_from(place + 1).unwrap_or(u32::MAX);
            let position = Position::line(file.clone(), number, line);
            match Locked::parse(line, position.clone()) {
                Some(entry) => entries.push(entry),
                None => faults.push(Rule::DamagedRecord.at(
                    &position,
                    message!("this line is not an address followed by its hashes"),
                    message!(
                        "restore the line from the published version; only `clausebook check --accept` writes this \
                         file"
                    ),
                )),
            }
        }
        Lock { origin, entries }
    }

    /// The lock as a file's contents, in the order of addresses. Equal lines are written once.
    pub fn write(&self) -> String {
        let mut lines: Vec<String> = self.entries.iter().map(Locked::line).collect();
        lines.sort();
        lines.dedup();
        let mut text = HEAD.to_owned();
        if let Some(origin) = &self.origin {
            text.push_str(&format!("{ABOUT_ORIGIN}{ORIGIN}{origin}\n"));
        }
        for line in lines {
            text.push_str(&line);
            text.push('\n');
        }
        text
    }
}

/// The beginning of the line that records the address of the site.
const ORIGIN: &str = "origin ";

/// The comment above that line.
const ABOUT_ORIGIN: &str = "# The address of the site when identifiers were first made of its permalinks; they stay the same if it moves.\n";

/// The texts of a clause that are hashed even where they are absent, since every lock was published with them.
const ALWAYS_HASHED: [&str; 2] = ["title", "intro"];

/// The hash of a clause's own words, given with the names of their fields.
///
/// A field that is absent and is not always hashed does not count, so that a new field of the
/// format changes no existing hash.
pub fn clause_hash(words: &[(&str, &str)]) -> u64 {
    let always = ALWAYS_HASHED.map(|name| {
        let mut words = words.iter();
        words
            .find(|(field, _)| *field == name)
            .map_or("", |(_, words)| words)
    });
    let others = words
        .iter()
        .filter(|(field, _)| !ALWAYS_HASHED.contains(field));
    let parts: Vec<&str> = always
        .into_iter()
        .chain(others.map(|(_, words)| *words))
        .collect();
    hash(&parts)
}

/// A hash that is the same on every machine and in every version: FNV-1a, 64 bits. White space is ignored.
///
/// The parts are kept apart, so that `["ab"]` and `["a", "b"]` differ. It finds accidents, not
/// attacks: anybody can compute it.
pub fn hash(parts: &[&str]) -> u64 {
    let parts = parts.iter();
    of_bytes(parts.flat_map(|part| part.split_whitespace().flat_map(str::bytes).chain([0xff])))
}

/// The same hash, in which white space counts.
pub fn exact_hash<'a>(parts: impl IntoIterator<Item = &'a str>) -> u64 {
    let parts = parts.into_iter();
    of_bytes(parts.flat_map(|part| part.bytes().chain([0xff])))
}

fn of_bytes(bytes: impl Iterator<Item = u8>) -> u64 {
    bytes.fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = "content/permalinks.lock";

    fn read(text: &str) -> (Lock, Vec<Diagnostic>) {
        let mut faults = Vec::new();
        let lock = Lock::read(&FILE.into(), text, &mut faults);
        (lock, faults)
    }

    #[test]
    fn a_lock_reads_what_it_writes() {
        let text = hash(&["诚实守信"]);
        let translation = |language: &str, words, source| LockedTranslation {
            language: language.into(),
            words,
            source,
        };
        let mut lock = Lock {
            origin: Some("https://example.org/".into()),
            entries: vec![Locked {
                address: "id/a/5.1-a.html".into(),
                clause: 1,
                text,
                translations: vec![translation("en", 5, text), translation("es", 6, 7)],
                position: Position::file(FILE),
            }],
        };
        lock.entries[0].position = Position::line(FILE, 5, &lock.entries[0].line());
        assert_eq!(read(&lock.write()), (lock, Vec::new()));
    }

    #[test]
    fn a_lock_without_translations_is_written_unchanged() {
        let line = "id/a/5.1-a.html 000000000000000c 00000000000000ff\n";
        let (lock, faults) = read(line);
        assert_eq!(faults, Vec::new());
        assert!(lock.write().ends_with(line), "{}", lock.write());
    }

    #[test]
    fn a_clause_is_known_by_its_title_and_intro_and_by_any_other_text_that_it_has() {
        let words = [("title", "甲"), ("intro", "乙")];
        assert_eq!(clause_hash(&words), hash(&["甲", "乙"]));
        assert_eq!(clause_hash(&words[1..]), hash(&["", "乙"]));
        let more = [("title", "甲"), ("remark", "丙")];
        assert_eq!(clause_hash(&more), hash(&["甲", "", "丙"]));
    }

    #[test]
    fn damaged_lines_are_reported() {
        for line in [
            "id/a/5.1-a.html 12 zz",
            "id/a/5.1-a.html 12",
            "id/a/5.1-a.html 12 13 en",
            "id/a/5.1-a.html 12 13 en=x",
        ] {
            let (_, faults) = read(&format!("# head\n{line}\n"));
            assert_eq!(faults.len(), 1, "{line}");
            assert_eq!(faults[0].position.line, 2);
        }
    }

    #[test]
    fn an_unfinished_merge_is_one_fault_and_both_sides_are_read() {
        let (lock, faults) = read(
            "id/a/1-a.html 1 2\n<<<<<<< HEAD\nid/a/1-b.html 1 3\n=======\nid/a/1-b.html 1 4\n>>>>>>> feature\n",
        );
        assert_eq!(lock.entries.len(), 3);
        assert_eq!(faults.len(), 1, "{faults:?}");
        assert_eq!(faults[0].position.line, 2);
        assert!(
            faults[0].message.english().contains("`HEAD`")
                && faults[0].message.english().contains("`feature`"),
            "{faults:?}"
        );
    }

    #[test]
    fn the_hash_is_the_published_one() {
        // FNV-1a of the byte 0xff alone: changing the function would break every published lock.
        assert_eq!(hash(&[""]), 0xaf64_724c_8602_eb6e);
        assert_eq!(hash(&["一 二"]), hash(&["一二"]));
        assert_ne!(hash(&["一", "二"]), hash(&["一二"]));
    }
}
