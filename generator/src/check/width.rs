//! The width of characters in a terminal, and a test for Han characters.
//!
//! The widths are those of UAX #11 (East Asian Width), as the crate `unicode-width` gives them.

use unicode_width::UnicodeWidthChar;

/// The number of columns that `c` takes in a terminal. 0 for combining and control characters, 2
/// for wide ones such as Han characters.
pub fn columns(c: char) -> usize {
    c.width().unwrap_or(0)
}

/// Whether `c` is a Han character. The unified ideographs of Unicode with their extensions A to H
/// and the compatibility ideographs, and the marks 々〆〇, which are used like characters.
pub fn is_han(c: char) -> bool {
    matches!(u32::from(c),
        0x3005..=0x3007 | 0x3400..=0x4dbf | 0x4e00..=0x9fff | 0xf900..=0xfaff | 0x20000..=0x323af)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn han_characters_and_their_marks_are_two_columns_wide() {
        for c in ['中', '，', '（', '。', '“', 'あ', '한', '😀'] {
            assert_eq!(columns(c), if c == '“' { 1 } else { 2 }, "{c}");
        }
        for c in ['a', 'é', '—', '…', '·'] {
            assert_eq!(columns(c), 1, "{c}");
        }
        assert_eq!(columns('\u{0301}'), 0);
    }

    #[test]
    fn marks_are_not_han() {
        assert!(is_han('中') && is_han('〇') && is_han('𠀀'));
        assert!(!is_han('，') && !is_han('a') && !is_han('あ'));
    }
}
