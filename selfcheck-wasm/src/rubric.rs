//! What a form is: a few lists of items.
//!
//! All lists have the same kind of item, so that one function finds the place of an identifier in any of them: in the widget
//! every kind of its own would be there three times over, to be read, found and dropped.
//!
//! A [`Rubric`] is built from data ([`Source`](crate::source::Source)) and checked there ([`sound`](crate::sound)), so that
//! everything after it can rely on it.

use crate::score::Score;

/// A form with all that its assessment needs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rubric {
    pub(crate) lists: [Vec<Item>; LISTS],
}

/// An item of a rubric's lists. What its scores and places are depends on the list: see [`List`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Item {
    /// Its identifier.
    pub id: String,
    /// Its scores.
    pub scores: Vec<Score>,
    /// Places in another list, from 0.
    pub places: Vec<usize>,
}

/// The lists of a rubric, in the order in which its compact form has them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum List {
    /// Standard, edition and role that the form is of.
    Of,
    /// Grades, best first. The identifier is one ASCII letter or digit.
    Grades,
    /// The requirements that can be answered, each once. A requirement that no row names does not count towards a grade.
    Requirements,
    /// Who may assess; may be empty.
    Assessors,
    /// Rows, in the form's order. Scores: what each grade is worth, never rising from a better grade to a worse. Places: the requirements that the row grades.
    Rows,
    /// Levels, lowest first. Places: the rows that its total adds up.
    Levels,
    /// Bands, highest first. Score: its least total; the lowest band has none.
    Bands,
    /// The guided way's answers, best first. Score: what it is worth; none leaves the requirement out of the count. Empty where there is no guided way.
    Answers,
    /// The guided way's rule about a share: `answered`. Score: the least share of a row's requirements that must be answered, in percent.
    Shares,
    /// The guided way's thresholds, highest first; the identifier is a grade. Score: the share of points from which it is proposed, in percent.
    Thresholds,
}

/// How many lists there are.
pub(crate) const LISTS: usize = List::Thresholds as usize + 1;

impl Rubric {
    /// The standard's identifier.
    pub fn standard(&self) -> &str {
        self.id(List::Of, Some(0))
    }

    /// The edition's identifier.
    pub fn edition(&self) -> &str {
        self.id(List::Of, Some(1))
    }

    /// The role whose form this is.
    pub fn role(&self) -> &str {
        self.id(List::Of, Some(2))
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

    /// The answers of the guided way.
    pub fn answers(&self) -> &[Item] {
        self.items(List::Answers)
    }

    /// The place of a level.
    pub fn level(&self, id: &str) -> Option<usize> {
        self.place(List::Levels, id)
    }

    /// The place of a band.
    pub fn band(&self, id: &str) -> Option<usize> {
        self.place(List::Bands, id)
    }

    /// A list.
    pub fn items(&self, list: List) -> &[Item] {
        // There are as many lists as there are names of them.
        &self.lists[list as usize]
    }

    /// The place of an identifier in a list.
    #[inline(never)]
    pub fn place(&self, list: List, id: &str) -> Option<usize> {
        self.items(list).iter().position(|item| item.id == id)
    }

    /// The identifier at a place in a list; empty where there is none.
    #[inline(never)]
    pub fn id(&self, list: List, place: Option<usize>) -> &str {
        place
            .and_then(|place| self.items(list).get(place))
            .map_or("", |item| &item.id)
    }

    /// The band that a total falls in.
    #[inline(never)]
    pub fn band_of(&self, total: Score) -> usize {
        let reached = |band: &Item| total >= band.score().unwrap_or(total);
        // The last band has no bound, so that it is always reached.
        self.bands().iter().position(reached).unwrap_or_default()
    }
}

impl Item {
    /// Its first score, which is the only one in all lists but that of rows.
    pub fn score(&self) -> Option<Score> {
        self.scores.first().copied()
    }
}
