//! The exact words of fields, so that an export can repeat them.

use crate::import::json::JsonRecord;
use crate::source::format::date::Date;

/// The field with the time of the last change.
pub(super) const CHANGED: &str = "lastChangeDateTime";

/// The words of a field as they are, unless they are blank.
pub(super) fn written(record: JsonRecord<'_>, key: &str) -> Option<String> {
    let words = record.get(key)?.as_str()?;
    (!words.trim().is_empty()).then(|| words.to_owned())
}

/// The time of the last change, if it can be written as the specification requires. It is in UTC if it names no zone, as in
/// packages of CASE 1.0.
pub(super) fn time_of(record: JsonRecord<'_>) -> Option<String> {
    let time = written(record, CHANGED)?;
    let in_utc = format!("{time}Z");
    [time, in_utc].into_iter().find(|time| is_time(time))
}

/// Whether words are a time such as `2024-05-01T09:30:00Z`, with a zone (RFC 3339).
fn is_time(words: &str) -> bool {
    let Some((day, rest)) = words.split_once('T') else {
        return false;
    };
    let (Some(clock), Some(rest)) = (rest.get(..8), rest.get(8..)) else {
        return false;
    };
    let zone = match rest.strip_prefix('.') {
        Some(rest) => {
            let zone = rest.trim_start_matches(|c: char| c.is_ascii_digit());
            if zone.len() == rest.len() {
                return false;
            }
            zone
        }
        None => rest,
    };
    let offset = zone.strip_prefix(['+', '-']);
    let is_zone = zone == "Z" || offset.is_some_and(|offset| is_clock(offset, 2));
    Date::parse(day).is_some() && is_clock(clock, 3) && is_zone
}

/// Whether words are so many numbers of two digits, hours first: `09:30`.
fn is_clock(words: &str, count: usize) -> bool {
    let below = [24, 60, 60];
    let numbers: Vec<&str> = words.split(':').collect();
    let is_below = |(number, below): (&&str, u8)| {
        number.len() == 2
            && number.bytes().all(|byte| byte.is_ascii_digit())
            && number.parse::<u8>().is_ok_and(|number| number < below)
    };
    numbers.len() == count && numbers.iter().zip(below).all(is_below)
}

#[cfg(test)]
mod tests {
    use super::is_time;

    #[test]
    fn only_times_with_a_zone_are_kept() {
        for time in [
            "2024-05-01T09:30:00Z",
            "2024-02-29T00:00:00.000123+00:00",
            "2023-12-31T23:59:59-05:30",
        ] {
            assert!(is_time(time), "{time}");
        }
        for time in [
            "2024-05-01",
            "2024-05-01 09:30:00Z",
            "2024-05-01T09:30:00",
            "2024-05-01T09:30:00.Z",
            "2023-02-29T09:30:00Z",
            "2024-13-01T09:30:00Z",
            "2024-05-01T24:00:00Z",
            "2024-05-01T09:30:60Z",
            "2024-05-01T09:30:00+0000",
            "2024-05-01T09:30:00+24:00",
            "２０２４年五月一日九時三十分",
            "",
        ] {
            assert!(!is_time(time), "{time}");
        }
    }
}
