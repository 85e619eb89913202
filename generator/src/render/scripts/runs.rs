//! Runs of words in another script.
//!
//! A run is as long as possible, so that a sentence with a number in it is one run and is read
//! aloud as one. The ranges are those of Unicode's blocks.

/// The scripts that are distinguished from all others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Script {
    /// Only Han characters: Chinese, unless Japanese is the handbook's only language in them.
    Han,
    /// Kana, with or without Han characters: Japanese.
    Kana,
    /// Korean.
    Hangul,
}

/// A character's part in a run of words.
enum TextPart {
    /// A letter of one of the scripts.
    Letter(Script),
    /// Full-width punctuation, which belongs to the adjacent words.
    Mark,
    /// Marks shared by several scripts, and digits: part of a run only between two of its words.
    Between,
    /// Anything else, which ends a run.
    Other,
}

/// The part of a character, by its block.
fn part(character: char) -> TextPart {
    match character {
        '\u{3040}'..='\u{30ff}' | '\u{31f0}'..='\u{31ff}' | '\u{ff66}'..='\u{ff9f}' => {
            TextPart::Letter(Script::Kana)
        }
        '\u{1100}'..='\u{11ff}' | '\u{3130}'..='\u{318f}' | '\u{ac00}'..='\u{d7af}' => {
            TextPart::Letter(Script::Hangul)
        }
        '\u{2e80}'..='\u{2fdf}'
        | '\u{3005}'..='\u{3007}'
        | '\u{3400}'..='\u{4dbf}'
        | '\u{4e00}'..='\u{9fff}'
        | '\u{f900}'..='\u{faff}'
        | '\u{20000}'..='\u{3fffd}' => TextPart::Letter(Script::Han),
        '\u{3001}'..='\u{303f}' | '\u{fe30}'..='\u{fe4f}' | '\u{ff01}'..='\u{ff60}' => {
            TextPart::Mark
        }
        '“' | '”' | '‘' | '’' | '—' | '…' | '·' | '.' | '%' | '0'..='9' => {
            TextPart::Between
        }
        _ => TextPart::Other,
    }
}

/// Returns the runs of words in `text` in any of the scripts: the script, start and end of each.
///
/// In order and without overlaps; offsets are in bytes. Han characters next to kana belong to the
/// Japanese run.
pub(super) fn runs(text: &str) -> Vec<(Script, usize, usize)> {
    let mut runs: Vec<(Script, usize, usize)> = Vec::new();
    // The start of full-width punctuation before the next run, and whether the next word still belongs to the last run.
    let mut lead: Option<usize> = None;
    let mut is_open = false;
    for (at, character) in text.char_indices() {
        let end = at + character.len_utf8();
        match part(character) {
            TextPart::Letter(script) => {
                let last = runs.last_mut().filter(|(known, ..)| {
                    is_open && (*known == Script::Hangul) == (script == Script::Hangul)
                });
                match last {
                    Some((known, _, to)) => {
                        if script == Script::Kana {
                            *known = Script::Kana;
                        }
                        *to = end;
                    }
                    None => runs.push((script, lead.unwrap_or(at), end)),
                }
                (is_open, lead) = (true, None);
            }
            TextPart::Mark => match runs.last_mut() {
                Some((_, _, to)) if *to == at => *to = end,
                _ => lead = lead.or(Some(at)),
            },
            TextPart::Between => lead = None,
            TextPart::Other => (is_open, lead) = (false, None),
        }
    }
    runs
}
