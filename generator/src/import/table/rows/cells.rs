//! The values of single cells.

use std::borrow::Cow;

use crate::import::found::FoundText;
use crate::import::table::columns::TableColumn;
use crate::import::table::columns::marks::{CellMark, mark};
use crate::source::format::permalinks::PAGE_ENDING;
use crate::source::format::text::Id;
use crate::source::return_sheet::FORMULA_SIGNS;

/// Adds words to the last text if they are the same text in another language.
pub(super) fn add_words(texts: &mut Vec<FoundText>, words: FoundText, column: &TableColumn) {
    let language = column.language.as_deref();
    let last = texts.last_mut().filter(|last| {
        language.is_some_and(|language| !last.0.iter().any(|(known, _)| known == language))
    });
    match last {
        Some(last) => words
            .0
            .iter()
            .for_each(|(language, words)| last.add(language, words)),
        None => texts.push(words),
    }
}

/// Joins the lines of a sentence that somebody broke to fit it into its cell. Lines are only joined where each continues
/// the one before it in small letters, and the cell as a whole is a sentence.
pub(super) fn unbroken(words: &str) -> Cow<'_, str> {
    let is_sentence = words.starts_with(char::is_uppercase) && words.ends_with(['.', '!', '?']);
    let lines = || words.lines().map(str::trim).filter(|line| !line.is_empty());
    let begins_list = |line: &str| line.ends_with([':', ';']) || line.starts_with(['-', '•', '*']);
    if !is_sentence || lines().count() < 2 || lines().any(begins_list) {
        return Cow::Borrowed(words);
    }
    let mut joined = String::with_capacity(words.len());
    for line in words.lines() {
        let continues = line.trim_start().starts_with(char::is_lowercase)
            && joined.ends_with(|c: char| c.is_alphanumeric() || matches!(c, ',' | ')'));
        if !joined.is_empty() {
            joined.push(if continues { ' ' } else { '\n' });
        }
        joined.push_str(line.trim());
    }
    Cow::Owned(joined)
}

/// A weight in hundredths: `2.5`, `2,5` or `20%`.
pub(in crate::import::table) fn hundredths(words: &str) -> Option<i32> {
    let words = words.trim_end_matches(['%', '％', '分']).trim();
    // `2,500` is two thousand or two and a half.
    let is_grouped = |(_, rest): (&str, &str)| rest.len() == 3;
    if words.split_once(',').is_some_and(is_grouped) {
        return None;
    }
    let words = words.replace(',', ".");
    let (whole, fraction) = words.split_once('.').unwrap_or((&words, "0"));
    let is_digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let fraction = fraction.trim_end_matches('0');
    let fraction = if fraction.is_empty() { "0" } else { fraction };
    if !is_digits(whole) || !is_digits(fraction) || fraction.len() > 2 || whole.len() > 6 {
        return None;
    }
    Some(whole.parse::<i32>().ok()? * 100 + format!("{fraction:0<2}").parse::<i32>().ok()?)
}

/// The words of a cell without the apostrophe by which our own tables keep spreadsheets from running them.
pub(super) fn unmarked(words: &str) -> &str {
    let rest = words.strip_prefix('\'');
    rest.filter(|rest| rest.starts_with(FORMULA_SIGNS))
        .unwrap_or(words)
}

/// The ids of the standard and of the requirement in a permalink that this program made: `…id/STANDARD/REQUIREMENT.html`.
pub(in crate::import::table) fn own_permalink(words: &str) -> Option<(&str, &str)> {
    let (before, id) = words.strip_suffix(PAGE_ENDING)?.rsplit_once('/')?;
    let (before, standard) = before.rsplit_once('/')?;
    let is_own = before == "id" || before.ends_with("/id");
    (is_own && Id::is_valid(standard) && Id::is_valid(id)).then_some((standard, id))
}

/// Whether a cell says that there is nothing: `–`, `/`, `n/a`, `无`.
pub(super) fn is_dash(words: &str) -> bool {
    let is_sign = !words.chars().any(char::is_alphanumeric);
    let is_word = matches!(words, "n/a" | "N/A" | "无" | "無" | "なし");
    is_word || (is_sign && mark(words) == Some(CellMark::No))
}

/// The depth by the indentation of a cell, in steps of two spaces or one wider character: a single space is a slip.
pub(super) fn indentation(row: &[String], column: &TableColumn) -> usize {
    let raw = row.get(column.index).map_or("", String::as_str);
    let width = |c: char| if matches!(c, ' ' | '\u{a0}') { 1 } else { 2 };
    let spaces = raw.chars().take_while(|c| c.is_whitespace());
    spaces.map(width).sum::<usize>() / 2
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_broken_sentences_are_joined() {
        for (words, joined) in [
            (
                "Washes, with regard to\ntheir needs,\nthe patients.",
                "Washes, with regard to their needs, the patients.",
            ),
            ("Washes patients.\nlogs it.", "Washes patients.\nlogs it."),
            (
                "Uses:\nword processors\nspreadsheets.",
                "Uses:\nword processors\nspreadsheets.",
            ),
            ("communication\nteamwork", "communication\nteamwork"),
            ("Mixes\n- flour\n- water.", "Mixes\n- flour\n- water."),
            ("Mixes dough\nBakes bread.", "Mixes dough\nBakes bread."),
            ("能策划活动\n并核算成本。", "能策划活动\n并核算成本。"),
        ] {
            assert_eq!(unbroken(words), joined);
        }
    }

    #[test]
    fn only_signs_and_short_words_say_that_there_is_nothing() {
        for words in ["–", "/", "—", "×", "n/a", "无"] {
            assert!(is_dash(words), "{words}");
        }
        for words in ["0", "no", "不要求", "Kneads.", "…", "?"] {
            assert!(!is_dash(words), "{words}");
        }
    }

    #[test]
    fn weights_are_exact() {
        for (words, weight) in [
            ("2.5", Some(250)),
            ("2,50", Some(250)),
            ("20%", Some(2000)),
            ("1e9", None),
            ("0.123", None),
            ("2,500", None),
            ("", None),
        ] {
            assert_eq!(hundredths(words), weight, "{words}");
        }
    }
}
