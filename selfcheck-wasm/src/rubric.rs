//! The rubric of a form: a few lists of items.
//!
//! All lists have the same item type, so that one function finds an id in any of them: each further type would add
//! three functions to the widget, to read, find and drop its items.
//!
//! A [`Rubric`] is built from data ([`Source`](crate::source::Source)) and validated on the way
//! ([`validity`](crate::validity)), so later code relies on it.

use crate::score::Score;

/// A form with all data for its assessment.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rubric {
    pub(crate) lists: [Vec<Item>; LISTS],
}

/// An item of a rubric's lists. The meaning of its scores and places depends on the list; see [`List`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Item {
    /// The item's id.
    pub id: String,
    /// The item's scores.
    pub scores: Vec<Score>,
    /// Positions in another list, from 0.
    pub places: Vec<usize>,
}

/// The lists of a rubric, in the order of its compact form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum List {
    /// The form's standard, edition and role, and its own id unless it is the first form of its role.
    Identity,
    /// Grades, best first. The id is one ASCII letter or digit.
    Grades,
    /// The requirements that can be answered, each once. A requirement without a row does not count towards a grade.
    Requirements,
    /// The kinds of assessor; may be empty.
    Assessors,
    /// Rows, in the form's order. Scores: the points of each grade, never more for a worse grade, or none if no total
    /// includes the row. Places: the requirements that the row grades.
    Rows,
    /// Levels with a total, lowest first; a form without totals has none. Places: the rows in the level's total.
    Levels,
    /// Bands, highest first; may be empty. Score: the band's least total; the lowest band has none.
    Bands,
    /// The guided self-check's answers, best first. Score: the answer's points; without points, the requirement is not
    /// counted. Empty without a guided self-check.
    Answers,
    /// The guided self-check's share `answered`. Score: the least share of a row's requirements that must be answered, in
    /// percent.
    Shares,
    /// The guided self-check's thresholds, highest first; the id is a grade. Score: the least share of points for the grade,
    /// in percent.
    Thresholds,
}

/// The number of lists.
pub(crate) const LISTS: usize = List::Thresholds as usize + 1;

impl Rubric {
    /// The standard's id.
    pub fn standard(&self) -> &str {
        self.id(List::Identity, Some(0))
    }

    /// The edition's id.
    pub fn edition(&self) -> &str {
        self.id(List::Identity, Some(1))
    }

    /// The id of the form's role.
    pub fn role(&self) -> &str {
        self.id(List::Identity, Some(2))
    }

    /// The id of the form; empty for the first form of a role.
    pub fn form(&self) -> &str {
        self.id(List::Identity, Some(3))
    }

    /// The grades, best first.
    pub fn grades(&self) -> &[Item] {
        self.items(List::Grades)
    }

    /// The rows, in the form's order.
    pub fn rows(&self) -> &[Item] {
        self.items(List::Rows)
    }

    /// The levels, lowest first.
    pub fn levels(&self) -> &[Item] {
        self.items(List::Levels)
    }

    /// The bands, highest first.
    pub fn bands(&self) -> &[Item] {
        self.items(List::Bands)
    }

    /// The requirements that can be answered.
    pub fn requirements(&self) -> &[Item] {
        self.items(List::Requirements)
    }

    /// The answers of the guided self-check.
    pub fn answers(&self) -> &[Item] {
        self.items(List::Answers)
    }

    /// The position of a level.
    pub fn level(&self, id: &str) -> Option<usize> {
        self.place(List::Levels, id)
    }

    /// The position of a band.
    pub fn band(&self, id: &str) -> Option<usize> {
        self.place(List::Bands, id)
    }

    /// The items of a list.
    pub fn items(&self, list: List) -> &[Item] {
        // `lists` has one entry for each variant of `List`.
        &self.lists[list as usize]
    }

    /// The position of an id in a list.
    #[inline(never)]
    pub fn place(&self, list: List, id: &str) -> Option<usize> {
        self.items(list).iter().position(|item| item.id == id)
    }

    /// The id at a position in a list; empty if there is none.
    #[inline(never)]
    pub fn id(&self, list: List, place: Option<usize>) -> &str {
        place
            .and_then(|place| self.items(list).get(place))
            .map_or("", |item| &item.id)
    }

    /// The band of a total; `None` if the rubric has no bands.
    #[inline(never)]
    pub fn band_of(&self, total: Score) -> Option<usize> {
        // The last band has no bound, so it is always reached.
        let reached = |band: &Item| total >= band.score().unwrap_or(total);
        self.bands().iter().position(reached)
    }
}

impl Item {
    /// The first score, which is the only one except in rows.
    pub fn score(&self) -> Option<Score> {
        self.scores.first().copied()
    }
}
