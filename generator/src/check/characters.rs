//! Characters that readers cannot tell from others, or cannot see.
//!
//! The code is `W405`. Search, the glossary and permalinks would miss the words that contain them. Every text is checked:
//! those of records and of front matter, in whatever field they are ([`every_word`]), and the bodies of Markdown files.

use std::mem;
use std::ops::Range;

use rayon::prelude::*;

use super::markdown::{Markdown, position};
use super::statements::place_in;
use super::subject::Subject;
use crate::language::message::{Message, message};
use crate::language::{marks_breaks_after, ordinary_form};
use crate::model::every_text::every_word;
use crate::source::diagnostic::Diagnostic;
use crate::source::position::Position;
use crate::source::rule::Rule;

/// Warns about the first character in each text that only looks like another or cannot be seen.
pub fn rule(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let passages = subject.passages.par_iter();
    let mut found: Vec<Diagnostic> = passages
        .flat_map_iter(|passage| &passage.text.languages)
        .filter_map(|(_, words, at)| in_text(words, at))
        .collect();
    every_word(subject.handbook, |word| {
        found.extend(in_text(&word.value, &word.position));
    });
    for text in &subject.prose {
        if text.body.is_ascii() {
            continue;
        }
        let words = Markdown::read(text.body).words;
        let place = |range| position(text.position, text.body, range);
        found.extend(fault(words.into_iter(), place));
    }
    found
}

/// The fault of a text of a record.
fn in_text(words: &str, at: &Position) -> Option<Diagnostic> {
    if words.is_ascii() {
        return None;
    }
    let characters = words
        .char_indices()
        .map(|(offset, character)| (character, offset));
    fault(characters, |range| place_in(at, words, range))
}

/// The fault of a text with these characters and their offsets. `place` finds the position of a range.
fn fault(
    characters: impl Iterator<Item = (char, usize)>,
    place: impl Fn(Range<usize>) -> Position,
) -> Option<Diagnostic> {
    let mut before = ' ';
    let mut doubtful = characters.filter_map(|(character, offset)| {
        let before = mem::replace(&mut before, character);
        let (message, help) = described(before, character)?;
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

/// The message and the help for a character after another; `None` for an ordinary one.
fn described(before: char, character: char) -> Option<(Message, Message)> {
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
    let what = match character {
        '\u{200b}' if !marks_breaks_after(before) => message!("an invisible zero-width space"),
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
