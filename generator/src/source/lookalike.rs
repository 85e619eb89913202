//! Characters that look like a colon or a space but are neither in YAML.
//!
//! Chinese input methods type `：` and the ideographic space, and text copied from a web page has
//! no-break spaces. YAML takes them as part of a text, so its own message would be misleading. The
//! code is `E013`.

use super::diagnostic::Diagnostic;
use super::position::Position;
use super::rule::Rule;
use crate::language::message::message;

/// Finds the first character in a line that only looks like the colon or space that YAML needs there. Returns its index
/// in characters, and the character.
///
/// `None` if there is none. A full-width colon within a sentence is fine; one after a word that may
/// be a key is not.
pub(super) fn in_line(line: &str) -> Option<(usize, char)> {
    let mut before = String::new();
    for (index, character) in line.chars().enumerate() {
        let is_found = match character {
            '：' => ends_in_key(&before),
            _ if is_space(character) => {
                let is_indentation = before.chars().all(|c| c == ' ' || c == '-' || is_space(c));
                is_indentation || before.strip_suffix(':').is_some_and(ends_in_key)
            }
            _ => false,
        };
        if is_found {
            return Some((index, character));
        }
        before.push(character);
    }
    None
}

/// Whether `text` ends in a word that may be a key.
///
/// Keys are in small letters; they follow the beginning of the line, a space, a brace or a comma.
fn ends_in_key(text: &str) -> bool {
    let is_key = |c: char| c.is_ascii_lowercase() || matches!(c, '_' | '-');
    let around = text.trim_end_matches(is_key);
    around.len() < text.len()
        && (around.is_empty() || around.ends_with([' ', '{', ',', '\u{3000}']))
}

/// The offset of the colon with which a text begins after a word that may be a key, if no space follows it: `zh:文`.
///
/// `None` for other texts, such as a web address.
pub(super) fn joined_colon(text: &str) -> Option<usize> {
    let colon = text.find(':')?;
    let after = &text[colon + 1..];
    let is_joined = !after.is_empty() && !after.starts_with([' ', '/', ':']);
    (is_joined
        && text[..colon].len() > 1
        && ends_in_key(&text[..colon])
        && !text[..colon].contains(' '))
    .then_some(colon)
}

/// Whether a character is a space that YAML does not treat as one, or has no width at all.
fn is_space(character: char) -> bool {
    (character.is_whitespace() && !character.is_ascii_whitespace()) || is_invisible(character)
}

/// Whether a character has no width, and is not needed in any writing.
fn is_invisible(character: char) -> bool {
    matches!(character, '\u{ad}' | '\u{200b}' | '\u{2060}' | '\u{feff}')
}

/// The fault for such a character.
pub(super) fn fault(at: &Position, character: char) -> Diagnostic {
    let code = u32::from(character);
    let at = at.clone().with_length(1);
    if character == '：' {
        return Rule::LookalikeCharacter.at(
            &at,
            message!(
                "`：` (U+{code}) does not end a key",
                code = format!("{code:04X}")
            ),
            message!("write `:` followed by a space"),
        );
    }
    let name = match character {
        '\u{3000}' => message!("a full-width space"),
        '\u{a0}' | '\u{202f}' => message!("a no-break space"),
        character if is_invisible(character) => message!("an invisible character"),
        _ => message!("a special space"),
    };
    Rule::LookalikeCharacter.at(
        &at,
        message!(
            "this is {name} (U+{code}), which YAML does not treat as a space",
            name,
            code = format!("{code:04X}")
        ),
        message!("write an ordinary space instead"),
    )
}

#[cfg(test)]
mod tests {
    use super::in_line;
    use crate::source::decode::Decode;
    use crate::source::format::text::Text;
    use crate::source::yaml::parse;

    #[test]
    fn a_lookalike_is_reported_only_in_place_of_yaml_syntax() {
        for (line, place) in [
            ("zh:　文。", Some(3)),
            ("  zh:\u{a0}文。", Some(5)),
            ("- {zh：面授, en: x}", Some(5)),
            ("　zh: 文", Some(0)),
            ("  -\u{a0}zh: 文", Some(3)),
            ("zh: 文：　文", None),
            ("说明：文", None),
        ] {
            let found = in_line(line).map(|(index, _)| index);
            assert_eq!(found, place, "{line}");
        }
    }

    #[test]
    fn the_lookalike_is_named_at_its_position() {
        for (text, message) in [
            (
                "zh:　文。\nen: x\n",
                "x.yaml:1:4: this is a full-width space (U+3000)",
            ),
            (
                "en: x\nzh:　文。\n",
                "x.yaml:2:4: this is a full-width space (U+3000)",
            ),
            (
                "zh:　文。\n",
                "x.yaml:1:4: this is a full-width space (U+3000)",
            ),
            (
                "en: x\n\u{a0}zh: 文。\n",
                "x.yaml:2:1: this is a no-break space (U+00A0)",
            ),
            (
                "{zh：面授, en: x}\n",
                "x.yaml:1:4: `：` (U+FF1A) does not end a key",
            ),
            (
                "zh：面授\nen: x\n",
                "x.yaml:1:3: `：` (U+FF1A) does not end a key",
            ),
        ] {
            let mut faults = Vec::new();
            match parse(&"x.yaml".into(), text) {
                Ok(node) => drop(Text::decode(&node, &mut faults)),
                Err(fault) => faults.push(fault),
            }
            let fault = faults.first().expect("a fault");
            let told = format!("{}: {}", fault.position, fault.message.english());
            assert!(told.starts_with(message), "{text}: {told}");
        }
    }
}
