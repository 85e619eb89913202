//! Numbers of points, hours or per cent, with at most two decimals.

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

/// A number of points or of another quantity, with at most two decimals, kept in hundredths so that sums are exact.
///
/// The greatest is 999,999.99.
#[derive(Clone, Debug)]
pub struct Points {
    /// The number, in hundredths.
    pub hundredths: i32,
    /// The position of the number.
    pub position: Position,
}

impl Points {
    /// Reads `20`, `7.5` or `-0.25`. `None` for anything else, such as `1e3`, `.5`, `+1` or
    /// `1,000`.
    fn parse(written: &str) -> Option<i32> {
        let (negative, digits) = match written.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, written),
        };
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, "0"));
        let all_digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
        if !all_digits(whole) || !all_digits(fraction) || fraction.len() > 2 || whole.len() > 6 {
            return None;
        }
        let fraction: i32 = format!("{fraction:0<2}").parse().ok()?;
        let hundredths = whole.parse::<i32>().ok()? * 100 + fraction;
        Some(if negative { -hundredths } else { hundredths })
    }

    /// Writes a number as people do: `20`, `7.5` or `-0.25`.
    pub(super) fn write(hundredths: i32) -> String {
        let sign = if hundredths < 0 { "-" } else { "" };
        let (whole, fraction) = (
            hundredths.unsigned_abs() / 100,
            hundredths.unsigned_abs() % 100,
        );
        let fraction = format!(".{fraction:02}");
        let fraction = fraction.trim_end_matches('0').trim_end_matches('.');
        format!("{sign}{whole}{fraction}")
    }
}

impl Encode for Points {
    fn encode(&self) -> Yaml {
        Yaml::Bare(Points::write(self.hundredths))
    }
}

impl Decode for Points {
    const EXAMPLE: &'static str = "20";

    fn decode(node: &Node, faults: &mut Vec<Diagnostic>) -> Option<Self> {
        let written = symbol(node, faults)?;
        let Some(hundredths) = Points::parse(&written) else {
            faults.push(Rule::InvalidNumber.at(
                &node.position,
                message!("`{written}` is not a number", written),
                match meant::number(&written).filter(|number| Points::parse(number).is_some()) {
                    Some(number) => message!("write only the number: `{number}`", number),
                    None => message!("write a number with at most two decimals, such as 20 or 7.5"),
                },
            ));
            return None;
        };
        Some(Points {
            hundredths,
            position: node.position.clone(),
        })
    }

    fn schema(_: &mut Definitions) -> Json {
        json!({"type": "number"})
    }
}

#[cfg(test)]
mod tests {
    use super::Points;

    #[test]
    fn points_are_exact() {
        assert_eq!(Points::parse("20"), Some(2000));
        assert_eq!(Points::parse("7.5"), Some(750));
        assert_eq!(Points::parse("-0.25"), Some(-25));
        for wrong in ["", "-", "1.", ".5", "1.234", "1e3", "٣", "99999999"] {
            assert_eq!(Points::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn points_are_written_as_people_write_them() {
        for written in ["0", "20", "7.5", "7.05", "-0.25", "-3", "999999.99"] {
            let hundredths = Points::parse(written).expect("a number");
            assert_eq!(Points::write(hundredths), written);
        }
    }
}
