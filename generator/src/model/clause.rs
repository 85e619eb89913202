//! Clauses and requirements, and their place in the standard.

use std::cmp::Ordering;
use std::sync::Arc;

use crate::index::{ClauseIndex, Indices, RequirementIndex};
use crate::source::format::annex::Annex;
use crate::source::format::clause::{ClauseRecord, Item};
use crate::source::format::note::Notes;
use crate::source::format::text::{Id, Text};

/// A numbered part of a standard, with its place in the tree of clauses. Annexes are clauses too.
#[derive(Clone, Debug)]
pub struct Clause {
    /// The content of the clause.
    pub body: Body,
    /// The index of the parent clause.
    pub parent: Option<ClauseIndex>,
    /// The indices of the child clauses.
    pub children: Vec<ClauseIndex>,
    /// The role of the clause, its own or inherited from its parent.
    pub role: Option<Arc<str>>,
    /// The dimension of the clause, its own or inherited.
    pub dimension: Option<Arc<str>>,
    /// The level of the clause, its own or inherited.
    pub level: Option<Arc<str>>,
    /// The clause's own requirements, as a range of [`super::Standard::requirements`].
    pub requirements: Indices<RequirementIndex>,
    /// The number of requirements in the clause and all its descendants.
    pub within: usize,
}

/// The content of a clause.
#[derive(Clone, Debug)]
pub enum Body {
    /// A preliminary clause or a clause of the standard's body.
    Clause(Arc<ClauseRecord>),
    /// An annex.
    Annex(Arc<Annex>),
}

impl Clause {
    /// The clause's number or letter, which is also its id in addresses.
    pub fn id(&self) -> &Id {
        match &self.body {
            Body::Clause(clause) => &clause.id,
            Body::Annex(annex) => &annex.id,
        }
    }

    /// The clause's title. A clause that defines a term has none.
    pub fn title(&self) -> Option<&Text> {
        match &self.body {
            Body::Clause(clause) => clause.title.as_ref(),
            Body::Annex(annex) => Some(&annex.title),
        }
    }

    /// The clause's label in lists: its title, or the term that it defines.
    pub fn label(&self) -> Option<&Text> {
        match &self.body {
            Body::Clause(clause) => clause
                .title
                .as_ref()
                .or_else(|| clause.term.as_ref().map(|term| &term.name)),
            Body::Annex(annex) => Some(&annex.title),
        }
    }

    /// The number as printed. A preliminary clause has none, and an annex is identified by its heading.
    pub fn number(&self) -> Option<&str> {
        match &self.body {
            Body::Clause(clause) if clause.preliminary => None,
            Body::Clause(clause) => Some(clause.id.as_str()),
            Body::Annex(_) => None,
        }
    }

    /// Whether it comes before the standard's title.
    pub fn is_preliminary(&self) -> bool {
        matches!(&self.body, Body::Clause(clause) if clause.preliminary)
    }

    /// The clause, unless it is an annex.
    pub fn as_clause(&self) -> Option<&ClauseRecord> {
        match &self.body {
            Body::Clause(clause) => Some(clause),
            Body::Annex(_) => None,
        }
    }

    /// The annex, if it is one.
    pub fn as_annex(&self) -> Option<&Annex> {
        match &self.body {
            Body::Annex(annex) => Some(annex),
            Body::Clause(_) => None,
        }
    }

    /// The notes on the clause as a whole.
    pub fn notes(&self) -> &Notes {
        match &self.body {
            Body::Clause(clause) => &clause.note,
            Body::Annex(annex) => &annex.note,
        }
    }
}

/// A requirement: one item of a clause's list.
#[derive(Clone, Debug)]
pub struct Requirement {
    /// The id, made of the clause and the letter: `5.3.1.2-a`.
    pub id: Arc<str>,
    /// The letter of the item: `a`.
    pub letter: String,
    /// The index of its clause.
    pub clause: ClauseIndex,
    /// Its position in the clause's list, from 0.
    pub place: usize,
    pub(super) body: Arc<ClauseRecord>,
}

impl Body {
    /// Whether both are the same allocation.
    pub(super) fn is(&self, other: &Body) -> bool {
        match (self, other) {
            (Body::Clause(one), Body::Clause(other)) => Arc::ptr_eq(one, other),
            (Body::Annex(one), Body::Annex(other)) => Arc::ptr_eq(one, other),
            _ => false,
        }
    }

    /// Whether `other` can replace it without changing an id, role, dimension, level or letter, or whether it has a form.
    pub(super) fn is_placed_as(&self, other: &Body) -> bool {
        let same = |one: &Option<Id>, other: &Option<Id>| {
            one.as_ref().map(Id::as_str) == other.as_ref().map(Id::as_str)
        };
        match (self, other) {
            _ if self.is(other) => true,
            (Body::Clause(one), Body::Clause(other)) => {
                one.id.as_str() == other.id.as_str()
                    && same(&one.role, &other.role)
                    && same(&one.dimension, &other.dimension)
                    && same(&one.level, &other.level)
                    && letters(&one.requirements).eq(letters(&other.requirements))
            }
            (Body::Annex(one), Body::Annex(other)) => {
                one.id.as_str() == other.id.as_str()
                    && same(&one.role, &other.role)
                    && one.form.is_some() == other.form.is_some()
            }
            _ => false,
        }
    }
}

impl Requirement {
    /// Creates the requirement at `place` in the list of `body`, with this letter.
    pub fn new(
        body: &Arc<ClauseRecord>,
        clause: ClauseIndex,
        place: usize,
        letter: String,
    ) -> Self {
        Requirement {
            id: format!("{}-{letter}", body.id).into(),
            letter,
            clause,
            place,
            body: body.clone(),
        }
    }

    /// The list item.
    pub fn item(&self) -> &Item {
        &self.body.requirements[self.place]
    }

    /// The requirement's text, verbatim.
    pub fn text(&self) -> &Text {
        &self.item().text
    }
}

/// The letters of a list's items: each follows the previous one, unless the item sets a later letter.
pub fn letters(items: &[Item]) -> impl Iterator<Item = String> {
    let mut next = 0;
    items.iter().map(move |item| {
        let stated = item.letter.as_ref().and_then(|letter| place(&letter.value));
        let position = stated.filter(|position| *position >= next).unwrap_or(next);
        next = position + 1;
        letter(position)
    })
}

/// The letter at `place`, counting from 0: a to z, then aa, ab …
fn letter(place: usize) -> String {
    let mut rest = place;
    let mut letters = Vec::new();
    loop {
        letters.push(char::from(b'a' + u8::try_from(rest % 26).unwrap_or(0)));
        if rest < 26 {
            break;
        }
        rest = rest / 26 - 1;
    }
    letters.into_iter().rev().collect()
}

/// The place of a letter, counting from 0: the inverse of `letter`. `None` if `letters` is not a letter or has more
/// than four characters.
pub fn place(letters: &str) -> Option<usize> {
    if letters.len() > 4 {
        return None;
    }
    let mut place = 0usize;
    for letter in letters.bytes() {
        if !letter.is_ascii_lowercase() {
            return None;
        }
        place = place * 26 + usize::from(letter - b'a') + 1;
    }
    place.checked_sub(1)
}

/// Compares the numbers of two clauses part by part: 5.2 comes before 5.10, and 5 before 5.1.
pub fn order(a: &str, b: &str) -> Ordering {
    let mut a = a.split('.');
    let mut b = b.split('.');
    loop {
        let (x, y) = match (a.next(), b.next()) {
            (None, None) => return Ordering::Equal,
            (None, Some(_)) => return Ordering::Less,
            (Some(_), None) => return Ordering::Greater,
            (Some(x), Some(y)) => (x, y),
        };
        let ordering = match (x.parse::<u64>(), y.parse::<u64>()) {
            (Ok(x), Ok(y)) => x.cmp(&y),
            // Letters come after numbers, as annexes come after clauses.
            (Ok(_), Err(_)) => Ordering::Less,
            (Err(_), Ok(_)) => Ordering::Greater,
            (Err(_), Err(_)) if x == y || (x.len() == 1 && y.len() == 1) => x.cmp(y),
            // Words, such as `bibliography`, have no order.
            (Err(_), Err(_)) => return Ordering::Equal,
        };
        if ordering != Ordering::Equal {
            return ordering;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{letter, place};

    #[test]
    fn letters_convert_back_to_their_positions() {
        for position in [0, 1, 25, 26, 51, 52, 701, 702, 20_000] {
            assert_eq!(place(&letter(position)), Some(position));
        }
        assert_eq!(place(""), None);
        assert_eq!(place("A"), None);
        assert_eq!(place(&"z".repeat(99)), None);
    }

    #[test]
    fn letters_continue_after_z() {
        let letters: Vec<String> = [0, 25, 26, 51, 52, 701, 702].map(letter).into();
        assert_eq!(letters, ["a", "z", "aa", "az", "ba", "zz", "aaa"]);
    }
}
