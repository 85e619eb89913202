//! Numbers as their cells show them: codes with leading zeros, decimals, percentages, units.

/// A number as its cell shows it.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct ShownNumber {
    pub(super) words: String,
    /// The number has decimals that are not shown.
    pub(super) is_rounded: bool,
}

/// A part of a format.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum FormatPart {
    Literal(char),
    /// A digit: `0`, which is always shown, or `#` or `?`.
    Digit(char),
    Point,
    Comma,
    Percent,
    General,
}

impl FormatPart {
    /// The sign of a digit.
    fn digit(self) -> Option<char> {
        if let FormatPart::Digit(sign) = self {
            return Some(sign);
        }
        None
    }
}

/// The most digits after the point, and the most commas that divide by a thousand.
const MOST: usize = 30;

/// The words that a cell with this format shows for a number. `None` if the format is not one of those that are understood:
/// fractions, powers of ten, conditions, and formats that hide the number.
pub(super) fn shown(number: f64, format: &str) -> Option<ShownNumber> {
    let sections = sections(format)?;
    let has_own = number < 0.0 && sections.len() > 1;
    let section = match () {
        () if has_own => &sections[1],
        () if number == 0.0 && sections.len() > 2 => &sections[2],
        () => sections.first()?,
    };
    let point = section.iter().position(|part| *part == FormatPart::Point);
    let (whole, fraction) = section.split_at(point.unwrap_or(section.len()));
    let is_digit = |part: &FormatPart| part.digit().is_some();
    let count = |part: FormatPart| section.iter().filter(|known| **known == part).count();
    let percents = count(FormatPart::Percent);
    let last = section.iter().rposition(is_digit);
    let scaling = section.iter().skip(last.map_or(0, |last| last + 1));
    let scaling = scaling.filter(|part| **part == FormatPart::Comma).count();
    let places = fraction.iter().filter(|part| is_digit(part)).count();
    let generals = count(FormatPart::General);
    let is_general = generals == 1 && last.is_none() && point.is_none();
    let is_number = generals == 0 && last.is_some() && count(FormatPart::Point) < 2;
    if !(is_general || is_number) || percents > 1 || scaling > MOST || places > MOST {
        return None;
    }
    let shift = i32::try_from(percents * 2).ok()? - i32::try_from(scaling * 3).ok()?;
    let exact = decimal(number.abs(), shift);
    let rounded = match is_general {
        true => exact.clone(),
        false => round(exact.clone(), places),
    };
    let mut words = String::new();
    let is_zero = rounded.0 == "0" && rounded.1.bytes().all(|digit| digit == b'0');
    if number < 0.0 && !has_own && !is_zero {
        words.push('-');
    }
    words += &whole_part(whole, &rounded);
    fraction_part(fraction, &rounded.1, &mut words);
    Some(ShownNumber {
        words: words.trim().to_owned(),
        is_rounded: exact.1.len() > rounded.1.len(),
    })
}

/// The part before the point. The digits are put into their places from the right.
fn whole_part(parts: &[FormatPart], (whole, fraction): &(String, String)) -> String {
    let is_digit = |part: &FormatPart| part.digit().is_some();
    let first = parts.iter().position(is_digit);
    let last = parts.iter().rposition(is_digit);
    let is_inside = |place: usize| first < Some(place) && Some(place) < last;
    let is_grouped = (parts.iter().enumerate())
        .any(|(place, part)| *part == FormatPart::Comma && is_inside(place));
    let mut digits: Vec<char> = whole.chars().collect();
    if digits == ['0'] {
        digits.clear();
    }
    let mut reversed: Vec<char> = Vec::new();
    let mut count = 0;
    let mut push = |reversed: &mut Vec<char>, digit: char| {
        if is_grouped && count > 0 && count % 3 == 0 {
            reversed.push(',');
        }
        count += 1;
        reversed.push(digit);
    };
    for (place, part) in parts.iter().enumerate().rev() {
        match part {
            FormatPart::Digit(sign) => {
                match digits.pop() {
                    Some(digit) => push(&mut reversed, digit),
                    None if *sign == '0' => push(&mut reversed, '0'),
                    None => {}
                }
                if Some(place) == first {
                    while let Some(digit) = digits.pop() {
                        push(&mut reversed, digit);
                    }
                }
            }
            FormatPart::Literal(sign) => reversed.push(*sign),
            FormatPart::Percent => reversed.push('%'),
            FormatPart::General => {
                if !fraction.is_empty() {
                    reversed.extend(fraction.chars().rev());
                    reversed.push('.');
                }
                reversed.extend(whole.chars().rev());
            }
            FormatPart::Comma | FormatPart::Point => {}
        }
    }
    reversed.into_iter().rev().collect()
}

/// Adds the part after the point. Places with `#` or `?` at its end show no zeros.
fn fraction_part(parts: &[FormatPart], fraction: &str, words: &mut String) {
    let mut signs: Vec<char> = (parts.iter()).filter_map(|part| part.digit()).collect();
    let mut digits: Vec<char> = fraction.chars().collect();
    digits.resize(signs.len(), '0');
    while signs.last().is_some_and(|sign| *sign != '0') && digits.last() == Some(&'0') {
        signs.pop();
        digits.pop();
    }
    let mut digits = digits.into_iter();
    for part in parts {
        match part {
            FormatPart::Point if digits.len() > 0 => words.push('.'),
            FormatPart::Digit(_) => words.extend(digits.next()),
            FormatPart::Literal(sign) => words.push(*sign),
            FormatPart::Percent => words.push('%'),
            FormatPart::Point | FormatPart::Comma | FormatPart::General => {}
        }
    }
}

/// The digits before and after the point, times a power of ten. Spreadsheets keep 15 digits.
fn decimal(number: f64, shift: i32) -> (String, String) {
    let written = format!("{number:.14e}");
    let (mantissa, exponent) = written.split_once('e').unwrap_or((&written, "0"));
    let digits: String = mantissa.chars().filter(char::is_ascii_digit).collect();
    let exponent = exponent.parse::<i32>().unwrap_or(0) + shift;
    let (whole, fraction) = match usize::try_from(exponent + 1) {
        Ok(length) if length >= digits.len() => (
            format!("{digits}{}", "0".repeat(length - digits.len())),
            String::new(),
        ),
        Ok(length) => (digits[..length].to_owned(), digits[length..].to_owned()),
        Err(_) => {
            let zeros = usize::try_from(-exponent - 1).unwrap_or(0);
            (String::new(), format!("{}{digits}", "0".repeat(zeros)))
        }
    };
    let whole = whole.trim_start_matches('0');
    let whole = if whole.is_empty() { "0" } else { whole };
    (whole.to_owned(), fraction.trim_end_matches('0').to_owned())
}

/// Rounds half up, as spreadsheets do.
fn round((whole, fraction): (String, String), places: usize) -> (String, String) {
    if fraction.len() <= places {
        return (whole, fraction);
    }
    let is_up = fraction.as_bytes()[places] >= b'5';
    let mut digits: Vec<u8> = whole.bytes().chain(fraction.bytes().take(places)).collect();
    if is_up {
        let carries = digits.iter().rev().take_while(|digit| **digit == b'9');
        let carries = carries.count();
        let length = digits.len();
        digits[length - carries..].fill(b'0');
        match length.checked_sub(carries + 1) {
            Some(place) => digits[place] += 1,
            None => digits.insert(0, b'1'),
        }
    }
    let mut whole: String = digits.into_iter().map(char::from).collect();
    let fraction = whole.split_off(whole.len() - places);
    (whole, fraction)
}

/// The parts of each section. `None` if there is something else in the format.
fn sections(format: &str) -> Option<Vec<Vec<FormatPart>>> {
    let mut sections = vec![Vec::new()];
    let mut signs = format.chars();
    while let Some(sign) = signs.next() {
        if sign == ';' {
            sections.push(Vec::new());
            continue;
        }
        let section = sections.last_mut()?;
        match sign {
            '"' => section.extend(
                signs
                    .by_ref()
                    .take_while(|sign| *sign != '"')
                    .map(FormatPart::Literal),
            ),
            '\\' | '!' => section.push(FormatPart::Literal(signs.next()?)),
            // Room as wide as a sign, and signs that fill the cell.
            '_' | '*' => {
                signs.next()?;
            }
            '[' => {
                let inside: String = signs.by_ref().take_while(|sign| *sign != ']').collect();
                match inside.strip_prefix('$') {
                    Some(currency) => {
                        let sign = currency.split('-').next().unwrap_or_default();
                        section.extend(sign.chars().map(FormatPart::Literal));
                    }
                    None if is_colour(&inside) => {}
                    None => return None,
                }
            }
            '0' | '#' | '?' => section.push(FormatPart::Digit(sign)),
            '.' => section.push(FormatPart::Point),
            ',' => section.push(FormatPart::Comma),
            '%' => section.push(FormatPart::Percent),
            'G' | 'g' => {
                let rest = signs.as_str();
                let end = rest
                    .get(..6)
                    .filter(|end| end.eq_ignore_ascii_case("eneral"))?;
                signs = rest[end.len()..].chars();
                section.push(FormatPart::General);
            }
            '@' | '/' => return None,
            sign if sign.is_ascii_alphabetic() => return None,
            sign => section.push(FormatPart::Literal(sign)),
        }
    }
    Some(sections)
}

/// Whether a word in brackets is a colour.
fn is_colour(word: &str) -> bool {
    let word = word.to_ascii_lowercase();
    let named = [
        "black", "blue", "cyan", "green", "magenta", "red", "white", "yellow",
    ];
    named.contains(&word.as_str()) || word.starts_with("color")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_shown_as_spreadsheets_show_them() {
        for (number, format, words) in [
            (7.0, "General", "7"),
            (0.1 + 0.2, "General", "0.3"),
            (1.25, "General\"分\"", "1.25分"),
            (7.0, "000", "007"),
            (1234.0, "000", "1234"),
            (7.0, "\"K\"0000", "K0007"),
            (10203.0, "00-00-00", "01-02-03"),
            (3.1, "0.00", "3.10"),
            (1.1, "0.0#", "1.1"),
            (0.2, "0%", "20%"),
            (0.125, "0.0%", "12.5%"),
            (2.675, "0.00", "2.68"),
            (9.995, "0.00", "10.00"),
            (0.5, "#.##", ".5"),
            (5.0, "0\"分\"", "5分"),
            (1234567.0, "#,##0", "1,234,567"),
            (12.0, "#,##0.00", "12.00"),
            (12_000.0, "0,", "12"),
            (5.0, "[$¥-804]#,##0.00", "¥5.00"),
            (-5.0, "0.0", "-5.0"),
            (-5.0, "0_);(0)", "(5)"),
            (-5.0, "#,##0;[Red]-#,##0", "-5"),
            (0.0, "0;-0;\"–\"0", "–0"),
            (-0.2, "0", "0"),
            (1e21, "0", "1000000000000000000000"),
            (1e-12, "0.00", "0.00"),
        ] {
            let shown = shown(number, format).map(|shown| shown.words);
            assert_eq!(shown.as_deref(), Some(words), "{number} {format}");
        }
    }

    #[test]
    fn decimals_that_are_not_shown_are_known() {
        for (number, format, is_rounded) in [
            (12.5, "0", true),
            (12.5, "0.0", false),
            (0.125, "0%", true),
            (0.25, "0%", false),
            (1.0 / 3.0, "General", false),
        ] {
            let shown = shown(number, format).map(|shown| shown.is_rounded);
            assert_eq!(shown, Some(is_rounded), "{number} {format}");
        }
    }

    #[test]
    fn other_formats_are_not_guessed() {
        for format in [
            "# ?/?",
            "0.00E+00",
            "[>100]0;0.0",
            ";;;",
            "\"yes\"",
            "@",
            "[DBNum1]0",
            "0.0.0",
            "0\\",
        ] {
            assert_eq!(shown(7.0, format), None, "{format}");
        }
    }
}
