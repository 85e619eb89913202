//! The reader's entries in a self-check.

use crate::rubric::{List, Rubric};
use crate::words::number;

/// The grades of the rows.
///
/// They are stored as in a link: one letter per row, in row order, `-` for an ungraded row. With a rubric of other rows
/// or grades, letters that do not fit count as ungraded.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Grades(String);

/// The answers about the requirements.
///
/// They are stored as in a link: one digit per requirement, the position of its answer, `-` if it is not answered.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answers(String);

/// The state of a self-check that a link can hold.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct State {
    /// The grades, by row.
    pub grades: Grades,
    /// The level that the reader chose to be evaluated for, a position in [`Rubric::levels`].
    pub evaluated_as: Option<usize>,
    /// The target band, a position in [`Rubric::bands`].
    pub target: Option<usize>,
    /// The answers of the guided self-check, by requirement.
    pub answers: Answers,
}

/// The text for no grade and no answer.
pub(crate) const NONE: &str = "-";

impl Grades {
    /// Creates grades from positions in [`Rubric::grades`], in row order. A missing or invalid position is not a grade.
    pub fn from_places(rubric: &Rubric, places: &[Option<usize>]) -> Grades {
        let mut letters = String::new();
        for row in 0..rubric.rows().len() {
            let place = places.get(row).copied().flatten();
            push_or_none(&mut letters, rubric.id(List::Grades, place));
        }
        Grades::from_letters(letters)
    }

    /// Creates grades from letters that are known to be valid.
    pub(crate) fn from_letters(letters: String) -> Grades {
        Grades(none_or(letters))
    }

    /// Reads the text. Returns `None` if its length or one of its letters is not valid.
    #[inline(never)]
    pub fn parse(rubric: &Rubric, text: &str) -> Option<Grades> {
        let known = |letter: &str| rubric.place(List::Grades, letter).is_some();
        parse(text, rubric.rows().len(), &known).map(Grades)
    }

    /// The text; empty if no row is graded.
    pub fn text(&self) -> &str {
        &self.0
    }

    /// The grade of a row, a position in [`Rubric::grades`]; 0 is the best.
    #[inline(never)]
    pub fn get(&self, rubric: &Rubric, row: usize) -> Option<usize> {
        rubric.place(List::Grades, self.0.get(row..=row)?)
    }

    /// A copy with another grade for one row.
    #[must_use]
    pub fn with(&self, rubric: &Rubric, row: usize, grade: Option<usize>) -> Grades {
        let place = |other| {
            if other == row {
                grade
            } else {
                self.get(rubric, other)
            }
        };
        let places: Vec<_> = (0..rubric.rows().len()).map(place).collect();
        Grades::from_places(rubric, &places)
    }
}

impl Answers {
    /// Creates answers from positions in [`Rubric::answers`], in the order of the requirements. A missing or invalid
    /// position is not an answer.
    pub fn from_places(rubric: &Rubric, places: &[Option<usize>]) -> Answers {
        let mut digits = String::new();
        for requirement in 0..rubric.requirements().len() {
            let place = places.get(requirement).copied().flatten();
            push_or_none(
                &mut digits,
                digit(place.filter(|place| *place < rubric.answers().len())),
            );
        }
        Answers::from_digits(digits)
    }

    /// Creates answers from digits that are known to be valid.
    pub(crate) fn from_digits(digits: String) -> Answers {
        Answers(none_or(digits))
    }

    /// Reads the text. Returns `None` if its length or one of its digits is not valid.
    #[inline(never)]
    pub fn parse(rubric: &Rubric, text: &str) -> Option<Answers> {
        let known = |digit: &str| place(digit).is_some_and(|place| place < rubric.answers().len());
        parse(text, rubric.requirements().len(), &known).map(Answers)
    }

    /// The text; empty if nothing is answered.
    pub fn text(&self) -> &str {
        &self.0
    }

    /// The answer about a requirement, a position in [`Rubric::answers`].
    pub fn get(&self, requirement: usize) -> Option<usize> {
        place(self.0.get(requirement..=requirement)?)
    }
}

fn place(digit: &str) -> Option<usize> {
    number(digit).map(|number| number as usize)
}

/// The digit of an answer's position; empty if there is none.
pub(crate) fn digit(place: Option<usize>) -> &'static str {
    place
        .and_then(|place| "0123456789".get(place..=place))
        .unwrap_or("")
}

/// Appends a letter, or [`NONE`] for an empty one.
#[inline(never)]
pub(crate) fn push_or_none(text: &mut String, letter: &str) {
    text.push_str(if letter.is_empty() { NONE } else { letter });
}

/// The text, if it has `length` letters and each is `-` or known.
#[inline(never)]
fn parse(text: &str, length: usize, known: &dyn Fn(&str) -> bool) -> Option<String> {
    for at in 0..length {
        let letter = text.get(at..=at)?;
        if letter != NONE && !known(letter) {
            return None;
        }
    }
    (text.len() == length).then(|| none_or(text.to_owned()))
}

/// The text, or an empty one if it contains only `-`.
#[inline(never)]
pub(crate) fn none_or(mut text: String) -> String {
    if text.as_bytes().iter().all(|letter| *letter == b'-') {
        text.clear();
    }
    text
}
