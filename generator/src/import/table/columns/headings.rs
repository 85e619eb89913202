//! The words by which people head the columns of such tables, in English and Chinese and a few other languages.

use std::collections::{HashMap, HashSet};
use std::sync::OnceLock;

use super::meaning::ColumnMeaning;
use crate::source::han::is_han;

/// The words, a line for each meaning, level or language.
const WORDS: &str = include_str!("headings.txt");

/// The headings by their words.
struct KnownHeadings {
    meanings: HashMap<&'static str, ColumnMeaning>,
    levels: HashSet<&'static str>,
    languages: HashMap<&'static str, &'static str>,
}

/// Reads the words once.
fn known() -> &'static KnownHeadings {
    static KNOWN: OnceLock<KnownHeadings> = OnceLock::new();
    KNOWN.get_or_init(|| {
        let mut known = KnownHeadings {
            meanings: HashMap::new(),
            levels: HashSet::new(),
            languages: HashMap::new(),
        };
        for line in WORDS.lines().filter(|line| !line.starts_with('#')) {
            let (name, words) = line.split_once(": ").unwrap_or_default();
            let words = words.split(' ');
            if let Some(tag) = name.strip_prefix("language ") {
                known.languages.extend(words.map(|word| (word, tag)));
            } else if name == "levels" {
                known.levels.extend(words);
            } else if let Some(meaning) = ColumnMeaning::of(name) {
                for word in words {
                    known.meanings.entry(word).or_insert(meaning);
                }
            }
        }
        known
    })
}

/// A heading without the language that it ends in, and that language.
pub(in crate::import::table) fn divided(heading: &str) -> (&str, Option<String>) {
    let heading = heading.trim();
    let cut = heading.rfind(['(', '（', '[', '_', '-', '–', '/', ':']);
    let Some(at) = cut else {
        return (heading, None);
    };
    let (base, end) = heading.split_at(at);
    let end = plain(end);
    let named = known().languages.get(end.as_str());
    let language = match named {
        Some(tag) => Some((*tag).to_owned()),
        // Between brackets, any short tag is one: `text (sv)`.
        None => {
            (heading.ends_with([')', '）', ']']) && end.len() == 2 && end.is_ascii()).then_some(end)
        }
    };
    match language.filter(|_| !base.trim().is_empty()) {
        Some(language) => (base.trim(), Some(language)),
        None => (heading, None),
    }
}

/// A heading in small letters, without spaces and marks.
pub(in crate::import::table) fn plain(heading: &str) -> String {
    let kept = heading
        .chars()
        .filter(|c| c.is_alphanumeric() || matches!(c, '#' | '%'));
    kept.flat_map(char::to_lowercase).collect()
}

/// The meaning that a heading usually has. A heading in two languages has that of the first that is known: `编号 / Number`,
/// `要求 Requirement`.
pub(in crate::import::table) fn meaning(heading: &str) -> Option<ColumnMeaning> {
    let of = |words: &str| known().meanings.get(plain(words).as_str()).copied();
    let either = || {
        let (han, others): (String, String) = heading.chars().partition(|c| is_han(*c));
        of(&han).or_else(|| of(&others))
    };
    of(heading)
        .or_else(|| heading.split('/').find_map(of))
        .or_else(either)
}

/// Whether a heading, in small letters and without spaces, is among the usual names of levels.
pub(super) fn is_level_word(plain: &str) -> bool {
    known().levels.contains(plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_words_is_used() {
        for line in WORDS.lines().filter(|line| !line.starts_with('#')) {
            let (name, words) = line.split_once(": ").unwrap();
            let is_known = name == "levels"
                || name.starts_with("language ")
                || ColumnMeaning::of(name).is_some();
            assert!(
                is_known && words.split(' ').all(|word| word == plain(word)),
                "{line}"
            );
        }
    }

    #[test]
    fn headings_name_meanings_and_languages() {
        for (heading, base, language) in [
            ("text (en)", "text", Some("en")),
            ("要求（英文）", "要求", Some("en")),
            ("Statement - English", "Statement", Some("en")),
            ("title_zh", "title", Some("zh")),
            ("text (sv)", "text", Some("sv")),
            ("Sub-area", "Sub-area", None),
            ("Weight (%)", "Weight (%)", None),
        ] {
            assert_eq!(
                divided(heading),
                (base, language.map(str::to_owned)),
                "{heading}"
            );
        }
        assert_eq!(meaning(" Parent ID "), Some(ColumnMeaning::Parent));
        assert_eq!(meaning("能力要求"), Some(ColumnMeaning::Text));
        assert_eq!(meaning("Owner"), None);
        assert_eq!(meaning("编号 / Number"), Some(ColumnMeaning::Id));
        assert_eq!(meaning("Propietario / 要求"), Some(ColumnMeaning::Text));
        assert_eq!(meaning("and / or"), None);
        assert_eq!(meaning("要求 Requirement"), Some(ColumnMeaning::Text));
        assert_eq!(meaning("ID号"), Some(ColumnMeaning::Id));
    }
}
