//! Colours, and their contrast.
//!
//! Contrast is the ratio that WCAG 2.2 requires in 1.4.3, 1.4.6 and 1.4.11.
//! [`crate::model::palette`] mixes colours with it, and [`crate::check::house`] checks those that
//! authors choose.

use std::fmt;

use serde_json::{Value as Json, json};

use crate::language::message::message;
use crate::source::decode::{Decode, Definitions};
use crate::source::diagnostic::Diagnostic;
use crate::source::emit::Yaml;
use crate::source::encode::Encode;
use crate::source::position::Position;
use crate::source::rule::Rule;
use crate::source::yaml::{Node, Value};

/// A colour in a file.
#[derive(Clone, Debug)]
pub struct Colour {
    /// The colour.
    pub rgb: Rgb,
    /// The position of the colour.
    pub position: Position,
}

/// An opaque sRGB colour: red, green and blue. Written as `#rrggbb` in small letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rgb(pub [u8; 3]);

impl Rgb {
    /// Reads a colour such as `#b8321a`; `None` if `written` has another form. Names and short
    /// forms such as `#fff` are not accepted.
    pub fn parse(written: &str) -> Option<Rgb> {
        let digits = written.strip_prefix('#')?;
        if digits.len() != 6 || !digits.bytes().all(|digit| digit.is_ascii_hexdigit()) {
            return None;
        }
        let value = u32::from_str_radix(digits, 16).ok()?;
        let [_, red, green, blue] = value.to_be_bytes();
        Some(Rgb([red, green, blue]))
    }

    /// Mixes this colour with `parts` percent of another. 0 gives this colour, and 100 or more the
    /// other. Mixed in sRGB, part by part, and rounded to the nearest.
    #[must_use]
    pub fn mixed(self, other: Rgb, parts: u16) -> Rgb {
        let mut mixed = [0; 3];
        for (place, mix) in mixed.iter_mut().enumerate() {
            let kept = u16::from(self.0[place]) * (100 - parts.min(100));
            let sum = kept + u16::from(other.0[place]) * parts.min(100);
            *mix = u8::try_from((sum + 50) / 100).unwrap_or(u8::MAX);
        }
        Rgb(mixed)
    }

    /// The relative luminance, as WCAG 2.2 defines it. From 0 for black to 1 for white.
    fn luminance(self) -> f64 {
        let [red, green, blue] = self.0.map(|part| {
            let part = f64::from(part) / 255.0;
            if part <= 0.04045 {
                part / 12.92
            } else {
                ((part + 0.055) / 1.055).powf(2.4)
            }
        });
        0.2126 * red + 0.7152 * green + 0.0722 * blue
    }

    /// The contrast with another colour, from 1 to 21, as WCAG 2.2 defines it. The order of the two
    /// does not matter.
    pub fn contrast(self, other: Rgb) -> f64 {
        let (a, b) = (self.luminance(), other.luminance());
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }
}

impl fmt::Display for Rgb {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [red, green, blue] = self.0;
        write!(f, "#{red:02x}{green:02x}{blue:02x}")
    }
}

impl Encode for Colour {
    fn encode(&self) -> Yaml {
        Yaml::Symbol(self.rgb.to_string())
    }
}

impl Decode for Colour {
    const EXAMPLE: &'static str = "\"#b8321a\"";

    fn decode(node: &Node, faults: &mut Vec<Diagnostic>) -> Option<Self> {
        let rgb = match &node.value {
            Value::Scalar(written) => Rgb::parse(written),
            _ => None,
        };
        let Some(rgb) = rgb else {
            let message = match &node.value {
                Value::Scalar(written) if !written.is_empty() => {
                    message!("`{written}` is not a colour", written)
                }
                _ => message!("a colour is missing here"),
            };
            faults.push(Rule::InvalidColour.at(
                &node.position,
                message,
                message!(
                    "write red, green and blue as `\"#b8321a\"`, in quotes because `#` would otherwise begin a \
                     comment"
                ),
            ));
            return None;
        };
        Some(Colour {
            rgb,
            position: node.position.clone(),
        })
    }

    fn schema(_: &mut Definitions) -> Json {
        json!({"type": "string", "pattern": "^#[0-9A-Fa-f]{6}$"})
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contrast_is_that_of_wcag() {
        let contrast = |a, b| Rgb::parse(a).unwrap().contrast(Rgb::parse(b).unwrap());
        assert!((contrast("#000000", "#ffffff") - 21.0).abs() < 1e-9);
        assert!((contrast("#777777", "#ffffff") - 4.48).abs() < 0.005);
        assert!((contrast("#0000ff", "#ffffff") - 8.59).abs() < 0.005);
        assert!((contrast("#b8321a", "#b8321a") - 1.0).abs() < 1e-9);
    }

    #[test]
    fn only_six_hexadecimal_digits_are_a_colour() {
        assert_eq!(Rgb::parse("#B8321a"), Some(Rgb([0xb8, 0x32, 0x1a])));
        for written in [
            "", "#", "#fff", "b8321a", "#b8321", "#b8321aa", "#b8321g", "#+12345", "red", "#é1234",
        ] {
            assert_eq!(Rgb::parse(written), None, "{written}");
        }
    }

    #[test]
    fn mixing_goes_from_one_to_the_other() {
        let (black, white) = (Rgb([0, 0, 0]), Rgb([255, 255, 255]));
        assert_eq!(black.mixed(white, 0), black);
        assert_eq!(black.mixed(white, 100), white);
        assert_eq!(black.mixed(white, 50), Rgb([128, 128, 128]));
    }
}
