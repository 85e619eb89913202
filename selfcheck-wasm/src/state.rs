//! What a reader has entered in a self-check.

use crate::rubric::Rubric;

/// A grade for each row, or none; a grade is a place in [`Rubric::grades`], so 0 is the best.
///
/// The list may be shorter or longer than the rubric's rows, or hold places that it does not have: such rows count as not graded.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Grades(Vec<Option<usize>>);

/// All that a self-check's page holds and a link can carry.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct State {
    /// The grades, by row.
    pub grades: Grades,
    /// The level that the reader says they are evaluated as, a place in [`Rubric::levels`].
    pub evaluated_as: Option<usize>,
    /// The band aimed at, a place in [`Rubric::bands`].
    pub target: Option<usize>,
    /// The answers of the guided way, by requirement: places in [`Guidance::answers`](crate::Guidance::answers).
    pub answers: Vec<Option<usize>>,
}

impl Grades {
    /// No row graded.
    pub fn none(rubric: &Rubric) -> Grades {
        Grades(vec![None; rubric.rows().len()])
    }

    /// Grades from places, in row order.
    pub fn from_places(places: impl IntoIterator<Item = Option<usize>>) -> Grades {
        Grades(places.into_iter().collect())
    }

    /// The grade of a row; none where it has none that the rubric knows.
    pub fn get(&self, rubric: &Rubric, row: usize) -> Option<usize> {
        let grade = self.0.get(row).copied().flatten()?;
        (grade < rubric.grades().len()).then_some(grade)
    }

    /// Gives a row a grade, or takes it away. A row outside the list is ignored.
    pub fn set(&mut self, row: usize, grade: Option<usize>) {
        if let Some(place) = self.0.get_mut(row) {
            *place = grade;
        }
    }

    /// The grades as places, in row order.
    pub fn places(&self) -> &[Option<usize>] {
        &self.0
    }

    /// Reads grades as a fragment has them: `AAB-CD`, one letter a row, `-` for none.
    /// None if the text has another number of rows or a letter that is no grade.
    pub fn parse(rubric: &Rubric, text: &str) -> Option<Grades> {
        let place = |letter: char| match letter {
            '-' => Some(None),
            letter => rubric
                .grades()
                .iter()
                .position(|grade| *grade == letter)
                .map(Some),
        };
        let places = text.chars().map(place).collect::<Option<Vec<_>>>()?;
        (places.len() == rubric.rows().len()).then_some(Grades(places))
    }

    /// The grades as [`Grades::parse`] reads them.
    pub fn text(&self, rubric: &Rubric) -> String {
        (0..rubric.rows().len())
            .map(|row| {
                self.get(rubric, row)
                    .and_then(|grade| rubric.grades().get(grade))
                    .copied()
                    .unwrap_or('-')
            })
            .collect()
    }
}

impl State {
    /// Nothing entered.
    pub fn none(rubric: &Rubric) -> State {
        State {
            grades: Grades::none(rubric),
            answers: vec![None; rubric.requirements().len()],
            ..State::default()
        }
    }
}
