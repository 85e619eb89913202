//! Scalars: which texts need quotes, and how a text of several lines is written.
//!
//! A text is quoted whenever any reader of YAML 1.1 or 1.2 would take it for something else, since
//! other tools read content too: `no` is a boolean in YAML 1.1, and `12:30` a number to the base of
//! 60. Quotes are used for nothing else.

/// The surroundings of a scalar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum YamlPlace {
    /// After a key or a hyphen, up to the end of the line.
    Block,
    /// Within brackets.
    Flow,
}

/// Writes words on one line. They are quoted if any reader of YAML would take them for something else than a text.
/// For example, `Yes` becomes `'Yes'`.
pub(super) fn text(words: &str, place: YamlPlace) -> String {
    if is_plain(words, place) && !is_typed(words) {
        words.to_owned()
    } else {
        quoted(words)
    }
}

/// Writes a name on one line. A name may look like a number, as long as this number is written with the same characters:
/// `5.1` needs no quotes, but `5.10`, `007` and `1e3` do.
pub(super) fn symbol(name: &str, place: YamlPlace) -> String {
    if is_plain(name, place) && (!is_typed(name) || is_written_same(name)) {
        name.to_owned()
    } else {
        quoted(name)
    }
}

/// Writes a text of several lines: the sign after which it begins, and its lines, `indent` columns from the edge. A text
/// with characters that cannot be seen is quoted instead.
///
/// The result is a literal block (`|`), with a chomping indicator that keeps the line breaks at the
/// end as they are.
pub(super) fn lines(words: &str, indent: usize) -> String {
    let body = words.trim_end_matches('\n');
    let is_literal = !body.trim().is_empty()
        && !body.ends_with([' ', '\t'])
        && !body.contains(|c| c != '\t' && c != '\n' && must_be_escaped(c));
    if !is_literal {
        return format!("{}\n", quoted(words));
    }
    let mut written = String::from("|");
    // The first line with words would otherwise tell how far the text is indented.
    let start = words.len() - words.trim_start_matches([' ', '\t', '\n']).len();
    if words[..start].contains([' ', '\t']) {
        written.push('2');
    }
    let ends = words.len() - body.len();
    match ends {
        0 => written.push('-'),
        1 => {}
        _ => written.push('+'),
    }
    written.push('\n');
    for line in body.split('\n') {
        if !line.is_empty() {
            written.extend(std::iter::repeat_n(' ', indent));
            written.push_str(line);
        }
        written.push('\n');
    }
    written.extend(std::iter::repeat_n('\n', ends.saturating_sub(1)));
    written
}

/// Whether a scalar without quotes is read as the characters that it consists of. Within brackets, readers of YAML 1.1
/// refuse a question mark as well.
fn is_plain(words: &str, place: YamlPlace) -> bool {
    let mut characters = words.chars();
    let (Some(first), second) = (characters.next(), characters.next()) else {
        return false;
    };
    let begins = match first {
        '-' | '.' => {
            second.is_some_and(char::is_alphanumeric) || (first == '.' && second.is_none())
        }
        first => !"?:,[]{}#&*!|>'\"%@`".contains(first),
    };
    begins
        && words.trim() == words
        && !words.contains(must_be_escaped)
        && !words.contains(": ")
        && !words.contains(" #")
        && !words.ends_with(':')
        && (place == YamlPlace::Block || !words.contains([',', '[', ']', '{', '}', '?']))
}

/// Whether a character cannot be written as itself, or could not be seen: a control character, a tab, a line break, and
/// a byte order mark.
fn must_be_escaped(character: char) -> bool {
    character.is_control()
        || matches!(
            character,
            '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}'
        )
}

/// Quotes words, with single quotes if they will do. Double quotes are needed for characters that
/// must be escaped.
pub fn quoted(words: &str) -> String {
    let has_hidden = words.contains(must_be_escaped);
    if !has_hidden && !words.contains('\'') {
        return format!("'{words}'");
    }
    if !has_hidden && words.contains(['"', '\\']) {
        return format!("'{}'", words.replace('\'', "''"));
    }
    let mut quoted = String::from("\"");
    for character in words.chars() {
        match character {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            '\n' => quoted.push_str("\\n"),
            '\r' => quoted.push_str("\\r"),
            '\t' => quoted.push_str("\\t"),
            hidden if must_be_escaped(hidden) => {
                quoted.push_str(&format!("\\u{:04X}", u32::from(hidden)));
            }
            shown => quoted.push(shown),
        }
    }
    quoted.push('"');
    quoted
}

/// Whether a reader of YAML 1.1 or 1.2 takes a scalar without quotes for something else than a text.
fn is_typed(words: &str) -> bool {
    is_word_of_yaml(words) || is_number(words) || is_time(words)
}

/// Whether a scalar without quotes is nothing, true or false, or has another meaning of its own.
/// Only the three spellings that YAML knows: `null`, `Null` and `NULL`.
fn is_word_of_yaml(word: &str) -> bool {
    let is_cased = || {
        let rest = word.get(1..).unwrap_or_default();
        let is_lower = |text: &str| text.bytes().all(|byte| byte.is_ascii_lowercase());
        let is_upper = |text: &str| text.bytes().all(|byte| byte.is_ascii_uppercase());
        is_lower(rest) || is_upper(word)
    };
    let word_of_yaml = ["null", "true", "false", "yes", "no", "on", "off"];
    matches!(word, "~" | "=" | "<<")
        || (word_of_yaml
            .iter()
            .any(|known| known.eq_ignore_ascii_case(word))
            && is_cased())
}

/// Whether a scalar without quotes is a number: `12`, `1_000`, `0x1F`, `1e3`, `.5`, `190:20:30`, `.inf`.
/// In case of doubt, yes: a needless quote does no harm.
fn is_number(words: &str) -> bool {
    let unsigned = words.strip_prefix(['-', '+']).unwrap_or(words);
    if matches!(
        unsigned,
        ".inf" | ".Inf" | ".INF" | ".nan" | ".NaN" | ".NAN"
    ) {
        return true;
    }
    let digits = unsigned.replace('_', "");
    let all = |text: &str, is_digit: fn(&u8) -> bool| {
        !text.is_empty() && text.as_bytes().iter().all(is_digit)
    };
    for (prefix, is_digit) in [
        ("0x", u8::is_ascii_hexdigit as fn(&u8) -> bool),
        ("0o", u8::is_ascii_digit),
        ("0b", u8::is_ascii_digit),
    ] {
        if let Some(rest) = digits.strip_prefix(prefix) {
            return all(rest, is_digit);
        }
    }
    let is_whole = |text: &str| all(text, u8::is_ascii_digit);
    if digits.contains(':') {
        // A number to the base of 60.
        return digits
            .split(':')
            .all(|part| is_whole(&part.replacen('.', "", 1)));
    }
    let (mantissa, exponent) = match digits.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, Some(exponent)),
        None => (&*digits, None),
    };
    is_whole(&mantissa.replacen('.', "", 1))
        && exponent
            .is_none_or(|exponent| is_whole(exponent.strip_prefix(['-', '+']).unwrap_or(exponent)))
}

/// Whether a number is written with the same characters by every program that reads it: it has no zeros at its ends, and
/// no more digits than programs keep.
fn is_written_same(number: &str) -> bool {
    let is_digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let (whole, decimals) = match number.split_once('.') {
        Some((whole, decimals)) => (whole, Some(decimals)),
        None => (number, None),
    };
    let is_fraction = |decimals: &str| is_digits(decimals) && !decimals.ends_with('0');
    number.len() <= 15
        && is_digits(whole)
        && (whole == "0" || !whole.starts_with('0'))
        && decimals.is_none_or(is_fraction)
}

/// Whether a scalar without quotes is a date or a time: `2026-11-16`, `2026-11-16 08:00:00`.
fn is_time(words: &str) -> bool {
    let mut parts = words.splitn(3, '-');
    let is_digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let (Some(year), Some(month), Some(rest)) = (parts.next(), parts.next(), parts.next()) else {
        return false;
    };
    let is_of_time = |c: char| c.is_ascii_digit() || "Tt Zz:.+-".contains(c);
    year.len() == 4
        && is_digits(year)
        && is_digits(month)
        && rest.starts_with(|c: char| c.is_ascii_digit())
        && rest.chars().all(is_of_time)
}
