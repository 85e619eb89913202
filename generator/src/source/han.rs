//! Chinese characters and punctuation, and where lines of Chinese join.
//!
//! It is used where lines are joined: in YAML (`fold`), in Markdown, and where a sentence
//! of the program follows another. [`crate::check::width`] has a narrower test, for characters
//! only.

/// Whether a line break between two characters is dropped, as it is between two Han characters or their punctuation.
/// Every other line break within a paragraph becomes a space.
///
/// For example, lines are joined without a space in 陶艺⏎工坊, but with one in `wheel⏎thrown`
/// and in 使用⏎ERP.
pub fn joins(before: char, after: char) -> bool {
    (is_han(before) && (is_han(after) || is_shared(after))) || (is_shared(before) && is_han(after))
}

/// Whether a space separates `text` from a sentence that follows it. None follows Han characters, kana and full-width
/// punctuation. Quotation marks at the end are looked through. `false` for an empty text.
pub fn is_spaced_after(text: &str) -> bool {
    let last = text.chars().rev().find(|character| !is_shared(*character));
    last.is_some_and(|last| !is_han(last) && !matches!(last, '\u{3040}'..='\u{30ff}'))
}

/// Whether a character is Han or full-width punctuation. The ranges are those of CJK radicals and
/// punctuation, the unified and the compatibility ideographs with their extensions, and full-width
/// forms.
pub fn is_han(character: char) -> bool {
    matches!(character,
        '\u{2e80}'..='\u{303f}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}'
        | '\u{fe30}'..='\u{fe4f}' | '\u{ff00}'..='\u{ff60}' | '\u{20000}'..='\u{3fffd}')
}

/// Whether a character is a mark that Chinese shares with other scripts. Beside a Han character, such a mark is
/// Chinese.
fn is_shared(character: char) -> bool {
    matches!(character, '“' | '”' | '‘' | '’' | '—' | '…' | '·')
}

#[cfg(test)]
mod tests {
    use super::is_spaced_after;

    #[test]
    fn sentences_are_separated_as_their_script_does() {
        for text in ["Done.", "Está", "تم", "He said “no”", "5", "Готово…"] {
            assert!(is_spaced_after(text), "{text}");
        }
        for text in ["完成。", "他说“不”", "完成", "できる", "等……", ""] {
            assert!(!is_spaced_after(text), "{text}");
        }
    }
}
