//! Numbers with at most two decimals, kept in hundredths so that sums and comparisons are exact.

use crate::language::message::message;
use crate::source::decode::symbol;
use crate::source::diagnostic::Diagnostic;
use crate::source::meant;
use crate::source::rule::Rule;
use crate::source::yaml::Node;

/// Reads `20`, `7.5` or `-0.25`, with at most `digits` digits before the point. `None` for anything else, such as `1e3`,
/// `.5`, `+1` or `1,000`.
pub(super) fn parse(written: &str, digits: usize) -> Option<i64> {
    let unsigned = written.strip_prefix('-').unwrap_or(written);
    let (whole, fraction) = unsigned.split_once('.').unwrap_or((unsigned, "0"));
    let all_digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    if !all_digits(whole) || !all_digits(fraction) || fraction.len() > 2 || whole.len() > digits {
        return None;
    }
    let fraction: i64 = format!("{fraction:0<2}").parse().ok()?;
    let hundredths = whole.parse::<i64>().ok()?.checked_mul(100)? + fraction;
    let is_negative = unsigned.len() < written.len();
    Some(if is_negative { -hundredths } else { hundredths })
}

/// Writes a number as people do: `20`, `7.5` or `-0.25`.
pub fn write(hundredths: i64) -> String {
    let sign = if hundredths < 0 { "-" } else { "" };
    let value = hundredths.unsigned_abs();
    let fraction = format!(".{:02}", value % 100);
    let fraction = fraction.trim_end_matches('0').trim_end_matches('.');
    format!("{sign}{}{fraction}", value / 100)
}

/// Reads the number of a node, with at most `digits` digits before the point.
pub(super) fn decode(node: &Node, digits: usize, faults: &mut Vec<Diagnostic>) -> Option<i64> {
    let written = symbol(node, faults)?;
    let number = parse(&written, digits);
    if number.is_none() {
        let meant = meant::number(&written).filter(|meant| parse(meant, digits).is_some());
        faults.push(Rule::InvalidNumber.at(
            &node.position,
            message!("`{written}` is not a number", written),
            match meant {
                Some(number) => message!("write only the number: `{number}`", number),
                None => message!("write a number with at most two decimals, such as 20 or 7.5"),
            },
        ));
    }
    number
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_exact() {
        assert_eq!(parse("20", 6), Some(2000));
        assert_eq!(parse("7.5", 6), Some(750));
        assert_eq!(parse("-0.25", 6), Some(-25));
        assert_eq!(parse("5000000", 12), Some(500_000_000));
        for wrong in ["", "-", "1.", ".5", "1.234", "1e3", "٣", "9999999", "5,000"] {
            assert_eq!(parse(wrong, 6), None, "{wrong}");
        }
    }

    #[test]
    fn numbers_are_written_as_people_write_them() {
        for written in [
            "0",
            "20",
            "7.5",
            "7.05",
            "-0.25",
            "-3",
            "999999.99",
            "120000000",
        ] {
            let hundredths = parse(written, 12).expect("a number");
            assert_eq!(write(hundredths), written);
        }
    }
}
