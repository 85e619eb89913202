//! Splitting texts at an ASCII character, and reading and writing integers.
//!
//! The standard library's `split` and formatting do the same and more, but would add a tenth to the widget's size.

/// The parts of a text between separators. A text without a separator is one part.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Parts<'a> {
    rest: Option<&'a str>,
    separator: u8,
}

impl<'a> Parts<'a> {
    /// Splits `text` at each `separator`, an ASCII character.
    pub(crate) fn new(text: &'a str, separator: u8) -> Parts<'a> {
        Parts {
            rest: Some(text),
            separator,
        }
    }

    /// The next part, or an empty one at the end.
    pub(crate) fn next_or_empty(&mut self) -> &'a str {
        self.next().unwrap_or("")
    }

    /// The remaining text, including its separators.
    pub(crate) fn rest(&self) -> Option<&'a str> {
        self.rest
    }
}

impl<'a> Iterator for Parts<'a> {
    type Item = &'a str;

    #[inline(never)]
    fn next(&mut self) -> Option<&'a str> {
        let text = self.rest?;
        for (end, &byte) in text.as_bytes().iter().enumerate() {
            if byte == self.separator {
                self.rest = text.get(end + 1..);
                return text.get(..end);
            }
        }
        self.rest = None;
        Some(text)
    }
}

/// Reads an integer of at most eight digits, without a sign or leading zeros.
#[inline(never)]
pub(crate) fn number(word: &str) -> Option<i32> {
    let digits = word.as_bytes();
    if digits.is_empty() || digits.len() > 8 || (digits.len() > 1 && digits[0] == b'0') {
        return None;
    }
    let mut number = 0;
    for byte in digits {
        if !byte.is_ascii_digit() {
            return None;
        }
        number = number * 10 + i32::from(byte - b'0');
    }
    Some(number)
}

/// Appends an integer.
#[inline(never)]
pub(crate) fn push_number(text: &mut String, number: i32) {
    if number < 0 {
        text.push_str("-");
    }
    let mut left = number.unsigned_abs();
    let mut unit = 1;
    while left / unit > 9 {
        unit *= 10;
    }
    while unit > 0 {
        let digit = (left / unit) as usize;
        // Pushing a `char` would add the UTF-8 encoder.
        text.push_str("0123456789".get(digit..=digit).unwrap_or(""));
        left %= unit;
        unit /= 10;
    }
}
