//! The words of items to the letter, so that an export can have them again.

use super::CaseReader;
use crate::import::found::{FoundItem, FoundStatement};
use crate::import::json::JsonRecord;
use crate::model::framework_item::imported_as;

/// The field with the time of the last change.
pub(super) const CHANGED: &str = "lastChangeDateTime";

impl CaseReader<'_> {
    /// Keeps what the source says in an item to the letter. Returns whether the time of its last change is kept.
    pub(super) fn keep_words(&mut self, record: JsonRecord<'_>, item: &FoundItem) -> bool {
        let Some(identifier) = imported_as(item.same_as.iter().map(String::as_str)) else {
            return false;
        };
        let own = |key: &str| written(record, key);
        let notes = match self.is_own {
            // The notes of editors follow them.
            true => {
                let remarks = item.remarks.iter().map(|remark| remark.nearest(""));
                let remarks: Vec<&str> = remarks.collect();
                (!remarks.is_empty()).then(|| remarks.join("\n"))
            }
            false => own("notes"),
        };
        let changed = time_of(record);
        let is_kept = changed.is_some();
        self.statements.push(FoundStatement {
            identifier,
            full: own("fullStatement"),
            // The specification allows neither line breaks nor tabs in it.
            abbreviated: own("abbreviatedStatement")
                .map(|words| words.replace("\r\n", " ").replace(['\r', '\n', '\t'], " ")),
            notes,
            changed,
        });
        is_kept
    }
}

/// The words of a field as they are, unless they are blank.
pub(super) fn written(record: JsonRecord<'_>, key: &str) -> Option<String> {
    let words = record.get(key)?.as_str()?;
    (!words.trim().is_empty()).then(|| words.to_owned())
}

/// The time of the last change, if it is written as the specification requires.
pub(super) fn time_of(record: JsonRecord<'_>) -> Option<String> {
    written(record, CHANGED).filter(|time| is_time(time))
}

/// Whether words are a time such as `2024-05-01T09:30:00Z`, with a zone (RFC 3339).
fn is_time(words: &str) -> bool {
    let pattern = "0000-00-00T00:00:00";
    let (Some(clock), Some(rest)) = (words.get(..pattern.len()), words.get(pattern.len()..)) else {
        return false;
    };
    let fits = |words: &str, pattern: &str| {
        words.len() == pattern.len()
            && words
                .bytes()
                .zip(pattern.bytes())
                .all(|(byte, wanted)| match wanted {
                    b'0' => byte.is_ascii_digit(),
                    wanted => byte == wanted,
                })
    };
    let number = |words: &str, place: usize| words[place..place + 2].parse::<u32>().unwrap_or(99);
    if !fits(clock, pattern) {
        return false;
    }
    let (month, day) = (number(clock, 5), number(clock, 8));
    let year: u32 = clock[..4].parse().unwrap_or(0);
    let is_leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let days = match month {
        2 if is_leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    };
    let is_clock = |hours: u32, minutes: u32| hours < 24 && minutes < 60;
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
    let is_zone = zone == "Z"
        || ((fits(zone, "+00:00") || fits(zone, "-00:00"))
            && is_clock(number(zone, 1), number(zone, 4)));
    is_zone
        && (1..=12).contains(&month)
        && (1..=days).contains(&day)
        && is_clock(number(clock, 11), number(clock, 14))
        && number(clock, 17) < 60
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
