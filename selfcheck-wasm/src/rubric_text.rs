//! The compact form of a rubric in the page: lines of words, which are read without a JSON parser.
//!
//! The first line is `rubric 1`, the format and its version. The lists follow in the order of
//! [`List`](crate::rubric::List), one item per line, each list ended by an empty line. A line holds the item's id, its
//! scores in hundredths, and, if it has places, `/` and the places, separated by spaces.
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
use crate::validity::RubricError;
use crate::words::{Parts, number, push_number};

/// The longest text that is accepted, in bytes.
pub const MAX_TEXT: usize = 256 * 1024;

/// The first line: format and version.
const FIRST: &str = "rubric 1";

/// The reason why a text is not a rubric.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RubricTextError {
    /// The text is too long, of another version, or damaged.
    #[error("the text is not a rubric of this version")]
    Damaged,
    /// The rubric is not valid.
    #[error("not a valid rubric: {0}")]
    Invalid(#[from] RubricError),
}

impl Rubric {
    /// Writes the rubric in its compact form.
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

    /// Reads the compact form and validates the rubric.
    ///
    /// # Errors
    /// Returns a [`RubricTextError`] if the text is damaged or the rubric is not valid.
    pub fn decode(text: &str) -> Result<Rubric, RubricTextError> {
        let rubric = Rubric::read(text).ok_or(RubricTextError::Damaged)?;
        rubric.check()?;
        Ok(rubric)
    }

    /// Reads the compact form without validating the rubric. Returns `None` if the text is damaged.
    pub fn read(text: &str) -> Option<Rubric> {
        let mut rubric = Rubric::default();
        rubric.read_into(text).map(|()| rubric)
    }

    /// Reads the compact form of a rubric that is known to be valid into an empty one. The page's rubric was validated
    /// when the page was built; validating it again would add a fifth to the widget. An invalid rubric gives wrong
    /// results but never causes a panic. Returns `None` and leaves the rubric unusable if the text is damaged.
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
        // Nothing follows the last line feed.
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
