//! How wide characters are in a terminal, and which of them are Han.

/// Ranges of characters that take two columns, as East Asian Width W and F of Unicode have them, joined where only
/// unassigned characters stand between.
const WIDE: [(u32, u32); 26] = [
    (0x1100, 0x115f),
    (0x231a, 0x231b),
    (0x2329, 0x232a),
    (0x23e9, 0x23ec),
    (0x25fd, 0x25fe),
    (0x2614, 0x2615),
    (0x2648, 0x2653),
    (0x26a1, 0x26a1),
    (0x2705, 0x2705),
    (0x270a, 0x270b),
    (0x2728, 0x2728),
    (0x274c, 0x274c),
    (0x2753, 0x2757),
    (0x2795, 0x2797),
    (0x2b1b, 0x2b1c),
    (0x2e80, 0x303e),
    (0x3041, 0x4dbf),
    (0x4e00, 0xa4cf),
    (0xa960, 0xa97f),
    (0xac00, 0xd7a3),
    (0xf900, 0xfaff),
    (0xfe10, 0xfe19),
    (0xfe30, 0xfe6f),
    (0xff01, 0xff60),
    (0xffe0, 0xffe6),
    (0x1f300, 0x3fffd),
];

/// Ranges of characters that take no column: marks that join the character before, and invisible ones.
const NONE: [(u32, u32); 8] = [
    (0x0300, 0x036f),
    (0x200b, 0x200f),
    (0x202a, 0x202e),
    (0x2060, 0x2064),
    (0x20d0, 0x20ff),
    (0xfe00, 0xfe0f),
    (0xfe20, 0xfe2f),
    (0xfeff, 0xfeff),
];

/// How many columns `c` takes in a terminal.
pub fn columns(c: char) -> usize {
    let within = |ranges: &[(u32, u32)]| {
        let code = u32::from(c);
        ranges
            .iter()
            .any(|(first, last)| (*first..=*last).contains(&code))
    };
    if u32::from(c) < 0x300 {
        1
    } else if within(&NONE) {
        0
    } else if within(&WIDE) {
        2
    } else {
        1
    }
}

/// Whether `c` is a Han character.
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
