//! Validation of texts that a person enters or a file contains.

/// Whether a saved file may contain this text: at most `most` characters, and no control characters but line feed and
/// tab.
#[inline(never)]
pub fn is_text(text: &str, most: usize) -> bool {
    let mut characters = 0;
    let mut before = 0;
    for &byte in text.as_bytes() {
        // In UTF-8, U+0080 to U+009F are 0xC2 and one more byte.
        let control = byte < b' ' && byte != b'\n' && byte != b'\t'
            || byte == 0x7f
            || before == 0xc2 && byte < 0xa0;
        if control {
            return false;
        }
        // Continuation bytes start with the bits 10.
        characters += usize::from(byte & 0xc0 != 0x80);
        before = byte;
    }
    characters <= most
}

/// Whether a text is a valid date, `YYYY-MM-DD`.
pub fn is_day(text: &str) -> bool {
    if text.len() != 10 {
        return false;
    }
    let mut number = 0;
    for (at, &byte) in text.as_bytes().iter().enumerate() {
        if matches!(at, 4 | 7) {
            if byte != b'-' {
                return false;
            }
        } else {
            if !byte.is_ascii_digit() {
                return false;
            }
            number = number * 10 + u32::from(byte - b'0');
        }
    }
    let (year, month, day) = (number / 10_000, number / 100 % 100, number % 100);
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let days = match month {
        2 => 28 + u32::from(leap),
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => 0,
    };
    (1..=days).contains(&day)
}
