//! Calendar dates.
//!
//! Dates have no time and no time zone: content says on which day something holds, not when.
//! [`super::wording`] uses the same days.

use std::fmt;

use serde_json::{Value as Json, json};

use crate::language::message::message;
use crate::source::decode::{Decode, Definitions, symbol};
use crate::source::diagnostic::Diagnostic;
use crate::source::emit::Yaml;
use crate::source::encode::Encode;
use crate::source::meant;
use crate::source::position::Position;
use crate::source::rule::Rule;
use crate::source::yaml::Node;

/// A day of the Gregorian calendar in ISO 8601 format: `2026-11-16`.
#[derive(Clone, Debug)]
pub struct Date {
    /// The year, month and day. Compared as a tuple, days are in order.
    pub day: (u16, u8, u8),
    /// The position of the date.
    pub position: Position,
}

impl Date {
    /// Reads a date such as `2026-11-16`; `None` if there is no such day in the calendar. The form
    /// is exactly four, two and two digits; the year 0 does not exist.
    pub fn parse(written: &str) -> Option<(u16, u8, u8)> {
        let mut parts = written.split('-');
        let number = |part: Option<&str>, length: usize| {
            let part = part.filter(|part| {
                part.len() == length && part.bytes().all(|byte| byte.is_ascii_digit())
            })?;
            part.parse::<u16>().ok()
        };
        let year = number(parts.next(), 4)?;
        let month = u8::try_from(number(parts.next(), 2)?).ok()?;
        let day = u8::try_from(number(parts.next(), 2)?).ok()?;
        let leap =
            year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
        let length = match month {
            2 if leap => 29,
            2 => 28,
            4 | 6 | 9 | 11 => 30,
            1..=12 => 31,
            _ => return None,
        };
        (parts.next().is_none() && year > 0 && (1..=length).contains(&day))
            .then_some((year, month, day))
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = self.day;
        write!(f, "{year:04}-{month:02}-{day:02}")
    }
}

impl Encode for Date {
    fn encode(&self) -> Yaml {
        Yaml::Bare(self.to_string())
    }
}

impl Decode for Date {
    const EXAMPLE: &'static str = "2026-11-16";

    fn decode(node: &Node, faults: &mut Vec<Diagnostic>) -> Option<Self> {
        let written = symbol(node, faults)?;
        let Some(day) = Date::parse(&written) else {
            faults.push(Rule::InvalidDate.at(
                &node.position,
                message!("`{written}` is not a valid date", written),
                match meant::date(&written).filter(|date| Date::parse(date).is_some()) {
                    Some(date) => message!("write it as year-month-day: `{date}`", date),
                    None => {
                        message!("write a date that exists as year-month-day, such as 2026-11-16")
                    }
                },
            ));
            return None;
        };
        Some(Date {
            day,
            position: node.position.clone(),
        })
    }

    fn schema(_: &mut Definitions) -> Json {
        json!({"type": "string", "format": "date"})
    }
}

#[cfg(test)]
mod tests {
    use super::Date;

    #[test]
    fn only_valid_dates_are_read() {
        assert_eq!(Date::parse("2024-02-29"), Some((2024, 2, 29)));
        for wrong in [
            "2023-02-29",
            "1900-02-29",
            "2026-13-01",
            "2026-00-10",
            "2026-1-1",
            "2026-11-31",
            "2026-11-16-1",
            "",
            "０２",
        ] {
            assert_eq!(Date::parse(wrong), None, "{wrong}");
        }
    }
}
