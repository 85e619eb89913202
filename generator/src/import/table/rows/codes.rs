//! Codes that spreadsheets changed.

use super::reader::RowReader;
use crate::import::found::FoundPlace;
use crate::language::message::message;

impl RowReader<'_> {
    /// Reports a code that a spreadsheet may have taken for a date.
    pub(super) fn look_for_date(&mut self, place: FoundPlace, words: &str) {
        let is_digit = |(at, byte): (usize, u8)| match at {
            4 | 7 => byte == b'-',
            _ => byte.is_ascii_digit(),
        };
        if words.len() == 10 && words.bytes().enumerate().all(is_digit) {
            self.leave(
                place,
                message!("a code that is a date; spreadsheets make dates of codes such as 1-1"),
                words,
            );
        }
    }
}

/// The code that follows `last`, if `code` is that without the zeros at its end: `1.10` after `1.9` for `1.1`.
pub(super) fn without_zeros(last: &str, code: &str) -> Option<String> {
    let (above, number) = last.rsplit_once('.')?;
    let next = format!("{above}.{}", number.parse::<u32>().ok()?.checked_add(1)?);
    (next.ends_with('0') && next.trim_end_matches('0') == code).then_some(next)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn zeros_are_put_back_only_after_the_number_before() {
        assert_eq!(without_zeros("1.9", "1.1").as_deref(), Some("1.10"));
        assert_eq!(without_zeros("2.3.19", "2.3.2").as_deref(), Some("2.3.20"));
        for (last, code) in [("1.8", "1.1"), ("9", "1"), ("1.9", "1.2"), ("A.9", "1.1")] {
            assert_eq!(without_zeros(last, code), None, "{last} {code}");
        }
    }
}
