//! Characters that readers cannot tell from others, or cannot see.
//!
//! The code is `W405`. Search, the glossary and permalinks would miss the words that contain them. Every text is checked:
//! those of records, the front matter of Markdown files, and their bodies.

use std::ops::Range;

use rayon::prelude::*;

use super::markdown::{Markdown, position};
use super::statements::place_in;
use super::subject::Subject;
use crate::language::message::{Message, message};
use crate::language::ordinary_form;
use crate::source::diagnostic::Diagnostic;
use crate::source::position::Position;
use crate::source::rule::Rule;

/// Warns about the first character in each text that only looks like another or cannot be seen.
pub fn rule(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let passages = subject.passages.par_iter();
    let mut found: Vec<Diagnostic> = passages
        .flat_map_iter(|passage| &passage.text.languages)
        .filter_map(|(language, words, at)| in_text(language, words, at))
        .collect();
    let words = subject.front_matter().into_iter();
    for (language, word) in words.chain(subject.other_words()) {
        found.extend(in_text(language, &word.value, &word.position));
    }
    for text in &subject.prose {
        if text.body.is_ascii() {
            continue;
        }
        let words = Markdown::read(text.body).words;
        let place = |range| position(text.position, text.body, range);
        found.extend(fault(text.language, words.into_iter(), place));
    }
    found
}

/// The fault of a text of a record.
fn in_text(language: &str, words: &str, at: &Position) -> Option<Diagnostic> {
    if words.is_ascii() {
        return None;
    }
    let characters = words
        .char_indices()
        .map(|(offset, character)| (character, offset));
    fault(language, characters, |range| place_in(at, words, range))
}

/// The fault of a text with these characters and their offsets. `place` finds the position of a range.
fn fault(
    language: &str,
    characters: impl Iterator<Item = (char, usize)>,
    place: impl Fn(Range<usize>) -> Position,
) -> Option<Diagnostic> {
    let mut doubtful = characters.filter_map(|(character, offset)| {
        let (message, help) = described(language, character)?;
        Some((offset..offset + character.len_utf8(), message, help))
    });
    let (range, message, help) = doubtful.next()?;
    let help = match doubtful.count() {
        0 => help,
        more => message!(
            "{help}; the text has {more} more such {more|character|characters}",
            help,
            more,
        ),
    };
    Some(Rule::DoubtfulCharacter.at(&place(range), message, help))
}

/// The message and the help for a character; `None` for an ordinary one.
fn described(language: &str, character: char) -> Option<(Message, Message)> {
    let code = u32::from(character);
    if let Some(form) = ordinary_form(character) {
        return Some((
            message!(
                "`{character}` (U+{code}) only looks like `{form}` (U+{from})",
                character,
                code = format!("{code:04X}"),
                form,
                from = format!("{:04X}", u32::from(form))
            ),
            message!(
                "write `{form}`: search does not find the other character, which often comes from a PDF file",
                form
            ),
        ));
    }
    // Writing systems without spaces mark the places where a line may break.
    let has_breaks = ["th", "km", "lo", "my"].contains(&language);
    let what = match character {
        '\u{200b}' if !has_breaks => message!("an invisible zero-width space"),
        '\u{ad}' => {
            message!("an invisible hyphen, which a word processor put where a line may break")
        }
        '\u{2028}' | '\u{2029}' => message!("an invisible line break"),
        '\u{feff}' => message!("an invisible byte order mark"),
        '\u{fffd}' => {
            message!("a replacement character, which stands for a character that was lost")
        }
        '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..='\u{10fffd}' => {
            message!("a private-use character, which only some fonts can show")
        }
        _ => return None,
    };
    Some((
        message!(
            "this is {what} (U+{code})",
            what,
            code = format!("{code:04X}")
        ),
        message!("remove it, or write the character that is meant"),
    ))
}
