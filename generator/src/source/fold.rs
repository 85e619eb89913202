//! Line breaks within a YAML text: wrapped lines of Chinese are joined without a space.
//!
//! YAML folds a line break within a scalar into a space. Chinese has no spaces between words, so an
//! author who wraps a long sentence would get a space in the middle of it. [`super::han`] says
//! which characters join without one. Literal blocks (`|`) keep their line breaks and are not
//! touched.

use std::borrow::Cow;

use granit_parser::{Event, Parser, ScalarStyle};

use super::han::joins;

/// White space within a scalar.
const BLANK: [char; 4] = [' ', '\t', '\n', '\r'];

/// Returns `read`, a scalar as the parser gives it, without the spaces that the parser put for line breaks between Han
/// characters. `written` is the scalar as it appears in the file.
///
/// A space that the author wrote within a line is kept, even between Han characters.
pub(super) fn joined(read: Cow<'_, str>, written: &str, style: ScalarStyle) -> String {
    if style == ScalarStyle::Literal || !written.contains('\n') || !has_gap(&read) {
        return read.into_owned();
    }
    without_breaks(&read, written, style).unwrap_or_else(|| read.into_owned())
}

/// Whether there is a space where two lines of Chinese may have met.
fn has_gap(read: &str) -> bool {
    gaps(read).next().is_some()
}

/// The offsets of the single spaces between characters that join without one.
fn gaps(read: &str) -> impl Iterator<Item = usize> {
    read.match_indices(' ').map(|(at, _)| at).filter(|at| {
        let before = read[..*at].chars().next_back();
        let after = read[at + 1..].chars().next();
        before
            .zip(after)
            .is_some_and(|(before, after)| joins(before, after))
    })
}

/// Follows the text in the file and drops each space of [`gaps`] that is a line break there. Returns `None` if the two
/// are not the same text, which should never happen.
fn without_breaks(read: &str, written: &str, style: ScalarStyle) -> Option<String> {
    if style == ScalarStyle::DoubleQuoted {
        return read_again(&rewritten(written));
    }
    let is_quoted = style == ScalarStyle::SingleQuoted;
    let mut joined = String::with_capacity(read.len());
    let mut rest = written.get(usize::from(is_quoted)..)?;
    let mut gaps = gaps(read).peekable();
    for (at, character) in read.char_indices() {
        let following = rest.trim_start_matches(BLANK);
        let is_gap = gaps.next_if_eq(&at).is_some();
        if BLANK.contains(&character) {
            let is_break = rest[..rest.len() - following.len()].contains('\n');
            if !(is_gap && is_break) {
                joined.push(character);
            }
            // The next character skips the white space.
            continue;
        }
        joined.push(character);
        rest = following.strip_prefix(character)?;
        if is_quoted && character == '\'' {
            rest = rest.strip_prefix('\'')?;
        }
    }
    Some(joined)
}

/// Removes the line breaks between Han characters from a double-quoted scalar.
///
/// An escaped line break at the end of a line joins lines in any case.
fn rewritten(written: &str) -> String {
    let mut joined = String::with_capacity(written.len());
    let mut lines = written.split('\n');
    joined.push_str(lines.next().unwrap_or_default());
    for line in lines {
        let before = joined.trim_end_matches(BLANK);
        let after = line.trim_start_matches(BLANK);
        let is_joined = !joined.ends_with('\n')
            && before
                .chars()
                .next_back()
                .zip(after.chars().next())
                .is_some_and(|(before, after)| joins(before, after));
        if is_joined {
            joined.truncate(before.len());
            joined.push_str(after);
        } else {
            joined.push('\n');
            joined.push_str(line);
        }
    }
    joined
}

/// Parses a single scalar and returns its text.
fn read_again(written: &str) -> Option<String> {
    let options = granit_parser::options! {};
    let mut events = Parser::new_from_str_with_options(written, options);
    events.find_map(|event| match event {
        Ok((Event::Scalar(text, ..), _)) => Some(text.into_owned()),
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use crate::source::yaml::{Value, parse};

    fn read(text: &str) -> String {
        let node = parse(&"x.yaml".into(), text).expect("valid YAML");
        match node.value {
            Value::Scalar(text) => text,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn wrapped_chinese_has_no_space_in_any_style() {
        for text in [
            "第一行，\n第二行\n",
            ">-\n  第一行，\n  第二行\n",
            "'第一行，\n  第二行'\n",
            "\"第一行，\n  第二行\"\n",
            "\"\\u7b2c一行，\n  第\\\n  二行\"\n",
            "|-\n  第一行，第二行\n",
        ] {
            assert_eq!(read(text), "第一行，第二行", "{text:?}");
        }
        assert_eq!(read("称为“要求”\n的\n"), "称为“要求”的");
    }

    #[test]
    fn every_other_space_stays() {
        for (text, shown) in [
            ("用 Word\nExcel 都\n可以\n", "用 Word Excel 都可以"),
            ("甲 乙\n丙\n", "甲 乙丙"),
            ("'甲''乙\n  丙  丁\n\n  戊'\n", "甲'乙丙  丁\n戊"),
            (
                ">-\n  甲\n  乙\n\n  丙\n    丁\n  戊 己\n",
                "甲乙\n丙\n  丁\n戊 己",
            ),
            (
                "\"甲\\ 乙\n  \\t丙 \\\"丁\\\"\n  x\"\n",
                "甲 乙 \t丙 \"丁\" x",
            ),
            ("one\ntwo\n", "one two"),
            ("|-\n  甲\n  乙\n", "甲\n乙"),
        ] {
            assert_eq!(read(text), shown, "{text:?}");
        }
    }
}
