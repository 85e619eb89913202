//! Clauses and requirements, and their place in the standard.

use std::sync::Arc;

use crate::source::format::annex::Annex;
use crate::source::format::clause::{Clause as ClauseSource, Item};
use crate::source::format::note::Notes;
use crate::source::format::text::{Id, Text};

/// A numbered part of a standard, with its place among the others. Annexes are clauses too.
#[derive(Clone, Debug)]
pub struct Clause {
    /// What the clause says.
    pub body: Body,
    /// The index of the clause that this one is part of.
    pub parent: Option<usize>,
    /// The indices of the clauses that are part of this one.
    pub children: Vec<usize>,
    /// The role it is about, its own or inherited from the clause that it is part of.
    pub role: Option<Arc<str>>,
    /// The dimension it is about, its own or inherited.
    pub dimension: Option<Arc<str>>,
    /// The level it is about, its own or inherited.
    pub level: Option<Arc<str>>,
    /// The requirements of this clause, as a range of [`super::Standard::requirements`].
    pub requirements: std::ops::Range<usize>,
    /// How many requirements it and its parts hold.
    pub within: usize,
}

/// What a clause says.
#[derive(Clone, Debug)]
pub enum Body {
    /// A clause of the standard's body or a preliminary one.
    Clause(Arc<ClauseSource>),
    /// An annex with its form.
    Annex(Arc<Annex>),
}

impl Clause {
    /// The clause's number or letter, which is its name in addresses.
    pub fn id(&self) -> &Id {
        match &self.body {
            Body::Clause(clause) => &clause.id,
            Body::Annex(annex) => &annex.id,
        }
    }

    /// The clause's title; a term's clause has none.
    pub fn title(&self) -> Option<&Text> {
        match &self.body {
            Body::Clause(clause) => clause.title.as_ref(),
            Body::Annex(annex) => Some(&annex.title),
        }
    }

    /// What the clause is called in a list: its title, or the term that it defines.
    pub fn label(&self) -> Option<&Text> {
        match &self.body {
            Body::Clause(clause) => clause
                .title
                .as_ref()
                .or_else(|| clause.term.as_ref().map(|term| &term.name)),
            Body::Annex(annex) => Some(&annex.title),
        }
    }

    /// The number as it is printed; a preliminary clause has none, an annex is called by its heading.
    pub fn number(&self) -> Option<&str> {
        match &self.body {
            Body::Clause(clause) if clause.preliminary => None,
            Body::Clause(clause) => Some(clause.id.as_str()),
            Body::Annex(_) => None,
        }
    }

    /// Whether it stands before the standard's title.
    pub fn is_preliminary(&self) -> bool {
        matches!(&self.body, Body::Clause(clause) if clause.preliminary)
    }

    /// The clause, where it is not an annex.
    pub fn as_clause(&self) -> Option<&ClauseSource> {
        match &self.body {
            Body::Clause(clause) => Some(clause),
            Body::Annex(_) => None,
        }
    }

    /// The annex, where it is one.
    pub fn as_annex(&self) -> Option<&Annex> {
        match &self.body {
            Body::Annex(annex) => Some(annex),
            Body::Clause(_) => None,
        }
    }

    /// The remarks on the clause as a whole.
    pub fn notes(&self) -> &Notes {
        match &self.body {
            Body::Clause(clause) => &clause.note,
            Body::Annex(annex) => &annex.note,
        }
    }
}

/// A requirement: one list item of a clause.
#[derive(Clone, Debug)]
pub struct Requirement {
    /// The clause and the letter: `5.3.1.2-a`.
    pub id: Arc<str>,
    /// The letter, in the order of the source: `a`.
    pub letter: String,
    /// The index of its clause.
    pub clause: usize,
    /// Its place in the clause's list, from 0.
    pub place: usize,
    pub(super) body: Arc<ClauseSource>,
}

impl Body {
    /// Whether it is the very same.
    pub(super) fn is(&self, other: &Body) -> bool {
        match (self, other) {
            (Body::Clause(one), Body::Clause(other)) => Arc::ptr_eq(one, other),
            (Body::Annex(one), Body::Annex(other)) => Arc::ptr_eq(one, other),
            _ => false,
        }
    }

    /// Whether a standard that holds the other in its place has the same numbers and names.
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
                one.id.as_str() == other.id.as_str() && one.role.as_str() == other.role.as_str()
            }
            _ => false,
        }
    }
}

impl Requirement {
    /// The requirement at `place` of `body`, which has this letter.
    pub fn new(body: &Arc<ClauseSource>, clause: usize, place: usize, letter: String) -> Self {
        Requirement {
            id: format!("{}-{letter}", body.id).into(),
            letter,
            clause,
            place,
            body: body.clone(),
        }
    }

    /// The item of the list.
    pub fn item(&self) -> &Item {
        &self.body.requirements[self.place]
    }

    /// The requirement, to the letter.
    pub fn text(&self) -> &Text {
        &self.item().text
    }
}

/// The letters of a list's items: each follows the one before it, unless the item says a later one.
pub fn letters(items: &[Item]) -> impl Iterator<Item = String> {
    let mut next = 0;
    items.iter().map(move |item| {
        let own = item.letter.as_ref().and_then(|letter| place(&letter.value));
        let at = own.filter(|at| *at >= next).unwrap_or(next);
        next = at + 1;
        letter(at)
    })
}

/// The letter at `place`, from 0: a to z, then aa, ab …
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

/// The place, from 0, of a letter: the inverse of `letter`. `None` where it is none, or one beyond all reason.
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

#[cfg(test)]
mod tests {
    use super::{letter, place};

    #[test]
    fn letters_say_the_place_that_they_were_made_from() {
        for at in [0, 1, 25, 26, 51, 52, 701, 702, 20_000] {
            assert_eq!(place(&letter(at)), Some(at));
        }
        assert_eq!(place(""), None);
        assert_eq!(place("A"), None);
        assert_eq!(place(&"z".repeat(99)), None);
    }

    #[test]
    fn letters_go_on_after_z() {
        let letters: Vec<String> = [0, 25, 26, 51, 52, 701, 702].map(letter).into();
        assert_eq!(letters, ["a", "z", "aa", "az", "ba", "zz", "aaa"]);
    }
}
