//! The compact form in which a rubric reaches the page: lines of words, so that no JSON parser is needed there.
//!
//! The first line is `rubric 1`, the format and its version. Then come the lists of [`List`](crate::rubric::List) in its order,
//! one item a line, each list closed by an empty line. A line is the item's identifier, its scores in
//! hundredths, and, if it has places, `/` and the places; a space stands between words.
//!
//! ```text
//! rubric 1
//! cbec-export-operations
//! undated
//! logistics
//!
//! A
//! B
//! …
//! literacy 2000 1600 1200 800 / 0 1 2
//! ```

use crate::rubric::{Item, Rubric};
use crate::score::Score;
use crate::sound::RubricError;
use crate::words::{Parts, number, push_number};

/// The longest text that is read, in bytes.
pub const MAX_TEXT: usize = 64 * 1024;

/// The first line: format and version.
const FIRST: &str = "rubric 1";

/// Why a text is not a rubric.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RubricTextError {
    /// Too long, of another version, or damaged.
    #[error("the text is not a rubric of this version")]
    Damaged,
    /// What it says is not a sound rubric.
    #[error("not a sound rubric: {0}")]
    Unsound(#[from] RubricError),
}

impl Rubric {
    /// The rubric in its compact form.
    pub fn encode(&self) -> String {
        let mut text = FIRST.to_owned();
        text.push('\n');
        for list in &self.lists {
            for item in list {
                text.push_str(&item.id);
                for score in &item.scores {
                    text.push(' ');
                    push_number(&mut text, score.hundredths());
                }
                if !item.places.is_empty() {
                    text.push_str(" /");
                }
                for place in &item.places {
                    text.push(' ');
                    push_number(&mut text, *place as i32);
                }
                text.push('\n');
            }
            text.push('\n');
        }
        text
    }

    /// Reads the compact form and checks that the rubric is sound.
    ///
    /// # Errors
    /// Any [`RubricTextError`].
    pub fn decode(text: &str) -> Result<Rubric, RubricTextError> {
        let rubric = Rubric::read(text).ok_or(RubricTextError::Damaged)?;
        rubric.check()?;
        Ok(rubric)
    }

    /// Reads the compact form without asking whether the rubric is sound; none if the text is damaged.
    pub fn read(text: &str) -> Option<Rubric> {
        let mut rubric = Rubric::default();
        rubric.read_into(text).map(|()| rubric)
    }

    /// Reads the compact form of a rubric that is known to be sound, such as the page's own, which was checked when it was made, into
    /// an empty one. To check it again there would be a fifth of the widget. One that is not sound gives wrong results, but does
    /// no harm. None, and the rubric of no use, if the text is damaged.
    pub(crate) fn read_into(&mut self, text: &str) -> Option<()> {
        if text.len() > MAX_TEXT {
            return None;
        }
        let mut lines = Parts::new(text, b'\n');
        if lines.next_or_empty() != FIRST {
            return None;
        }
        for list in &mut self.lists {
            loop {
                let line = lines.next()?;
                if line.is_empty() {
                    break;
                }
                list.push(Item::default());
                read_item(list.last_mut()?, line)?;
            }
        }
        // The last line feed closes the last line; nothing comes after it.
        (lines.next_or_empty().is_empty() && lines.next().is_none()).then_some(())
    }
}

fn read_item(item: &mut Item, line: &str) -> Option<()> {
    let mut words = Parts::new(line, b' ');
    item.id.push_str(words.next_or_empty());
    let mut places = false;
    for word in words {
        if word == "/" && !places {
            places = true;
            continue;
        }
        let number = number(word)?;
        if places {
            item.places.push(number as usize);
        } else {
            item.scores.push(Score::from_hundredths(number));
        }
    }
    Some(())
}
