//! What a reader has entered in a self-check.

use crate::rubric::{List, Rubric};
use crate::words::number;

/// A grade for each row, or none.
///
/// It is kept as the text that a link has: one letter a row, in row order, `-` for none. On a rubric with other rows or
/// grades the letters that do not fit count as none.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Grades(String);

/// An answer about each requirement, or none.
///
/// It is kept as the text that a link has: one digit a requirement, the place of its answer, `-` for none.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answers(String);

/// All that a self-check's page holds and a link can carry.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct State {
    /// The grades, by row.
    pub grades: Grades,
    /// The level that the reader says they are evaluated as, a place in [`Rubric::levels`].
    pub evaluated_as: Option<usize>,
    /// The band aimed at, a place in [`Rubric::bands`].
    pub target: Option<usize>,
    /// The answers of the guided way, by requirement.
    pub answers: Answers,
}

/// What stands for no grade and no answer.
pub(crate) const NONE: &str = "-";

impl Grades {
    /// Grades from places in [`Rubric::grades`], in row order; what is missing or is no grade is none.
    pub fn from_places(rubric: &Rubric, places: &[Option<usize>]) -> Grades {
        let mut letters = String::new();
        for row in 0..rubric.rows().len() {
            let place = places.get(row).copied().flatten();
            push_or_none(&mut letters, rubric.id(List::Grades, place));
        }
        Grades::from_letters(letters)
    }

    /// Grades from letters that are known to be right.
    pub(crate) fn from_letters(letters: String) -> Grades {
        Grades(none_or(letters))
    }

    /// Reads the text. None if it has another number of rows or a letter that is no grade.
    #[inline(never)]
    pub fn parse(rubric: &Rubric, text: &str) -> Option<Grades> {
        let known = |letter: &str| rubric.place(List::Grades, letter).is_some();
        parse(text, rubric.rows().len(), &known).map(Grades)
    }

    /// The text; empty where no row is graded.
    pub fn text(&self) -> &str {
        &self.0
    }

    /// The grade of a row, a place in [`Rubric::grades`]: 0 is the best.
    #[inline(never)]
    pub fn get(&self, rubric: &Rubric, row: usize) -> Option<usize> {
        rubric.place(List::Grades, self.0.get(row..=row)?)
    }

    /// The same with another grade for one row.
    #[must_use]
    pub fn with(&self, rubric: &Rubric, row: usize, grade: Option<usize>) -> Grades {
        let place = |at| {
            if at == row {
                grade
            } else {
                self.get(rubric, at)
            }
        };
        let places: Vec<_> = (0..rubric.rows().len()).map(place).collect();
        Grades::from_places(rubric, &places)
    }
}

impl Answers {
    /// Answers from places in [`Rubric::answers`], in the order of the requirements; what is missing or is no answer is none.
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

    /// Answers from digits that are known to be right.
    pub(crate) fn from_digits(digits: String) -> Answers {
        Answers(none_or(digits))
    }

    /// Reads the text. None if it has another number of requirements or a digit that is no answer.
    #[inline(never)]
    pub fn parse(rubric: &Rubric, text: &str) -> Option<Answers> {
        let known = |digit: &str| place(digit).is_some_and(|place| place < rubric.answers().len());
        parse(text, rubric.requirements().len(), &known).map(Answers)
    }

    /// The text; empty where nothing is answered.
    pub fn text(&self) -> &str {
        &self.0
    }

    /// The answer about a requirement, a place in [`Rubric::answers`].
    pub fn get(&self, requirement: usize) -> Option<usize> {
        place(self.0.get(requirement..=requirement)?)
    }
}

fn place(digit: &str) -> Option<usize> {
    number(digit).map(|number| number as usize)
}

/// The digit of an answer's place; empty where there is none.
pub(crate) fn digit(place: Option<usize>) -> &'static str {
    place
        .and_then(|place| "0123456789".get(place..=place))
        .unwrap_or("")
}

/// Writes a letter, or what stands for none.
#[inline(never)]
pub(crate) fn push_or_none(text: &mut String, letter: &str) {
    text.push_str(if letter.is_empty() { NONE } else { letter });
}

/// The text, if it has so many letters, each `-` or known.
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

/// The text, or an empty one where it holds nothing but `-`.
#[inline(never)]
fn none_or(mut text: String) -> String {
    if text.as_bytes().iter().all(|letter| *letter == b'-') {
        text.clear();
    }
    text
}
