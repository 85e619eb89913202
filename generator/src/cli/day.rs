//! The date of today, for what is written into the content or printed.

use std::time::{SystemTime, UNIX_EPOCH};

use crate::source::format::wording::Day;

/// Today's date in UTC.
pub(super) fn today() -> Day {
    in_days(0)
}

/// The date `days` days from today, in UTC.
#[expect(
    clippy::disallowed_methods,
    reason = "the day is written into content or printed: no page depends on the time of its build"
)]
pub(super) fn in_days(days: u64) -> Day {
    let since = SystemTime::now().duration_since(UNIX_EPOCH);
    day_after_epoch(since.map_or(0, |since| since.as_secs() / 86_400) + days)
}

/// The date `days` days after 1 January 1970 in the Gregorian calendar. No library for dates is
/// needed for this one conversion.
fn day_after_epoch(days: u64) -> Day {
    // Years start in March, so that a leap day is the last day of its year. There are 719,468 days between 1 March of
    // year 0 and the epoch, and 146,097 days in 400 years.
    let days = days + 719_468;
    let (era, day_of_era) = (days / 146_097, days % 146_097);
    let year_of_era =
        (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month_from_march = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
    let month = (month_from_march + 2) % 12 + 1;
    let year = era * 400 + year_of_era + u64::from(month <= 2);
    (
        u16::try_from(year).unwrap_or(u16::MAX),
        u8::try_from(month).unwrap_or(12),
        u8::try_from(day).unwrap_or(31),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_since_the_epoch_are_converted_to_dates() {
        for (days, expected) in [
            (0, (1970, 1, 1)),
            (59, (1970, 3, 1)),
            (10_956, (1999, 12, 31)),
            (11_016, (2000, 2, 29)),
            (11_017, (2000, 3, 1)),
            (20_785, (2026, 11, 28)),
            (47_540, (2100, 2, 28)),
            (47_541, (2100, 3, 1)),
        ] {
            assert_eq!(day_after_epoch(days), expected, "{days}");
        }
    }
}
