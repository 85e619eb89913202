//! Clauses, and their place in the standard.
//!
//! A clause is the record that its file holds ([`ClauseRecord`] or [`Annex`]) and the facts that
//! the file alone does not tell: its parent and children, its axes after inheritance, and the range
//! of its requirements. [`super::tree`] finds the tree, [`super::standard`] builds the list, and
//! [`super::requirement`] the requirements.

use std::sync::Arc;

use super::axis::Axes;
use super::requirement::letters;
use crate::index::{ClauseIndex, Indices, RequirementIndex};
use crate::source::format::annex::Annex;
use crate::source::format::axis::Ids;
use crate::source::format::clause::{ClauseRecord, RequirementRecord};
use crate::source::format::note::Notes;
use crate::source::format::text::{Id, Number, Text};

/// A numbered part of a standard, with its place in the tree of clauses. Annexes are clauses too.
///
/// Clauses are in document order, each after its parent, with the annexes last.
#[derive(Clone, Debug)]
pub struct Clause {
    /// The content of the clause.
    pub body: Body,
    /// The number as printed. A preliminary clause has none unless it states one, and an annex is identified by its heading.
    /// E.g. `5.3.1.2`.
    pub number: Option<Arc<str>>,
    /// The index of the parent clause. `None` for a top-level clause. It is always less than the
    /// clause's own index.
    pub parent: Option<ClauseIndex>,
    /// The indices of the child clauses. In document order; without grandchildren.
    pub children: Vec<ClauseIndex>,
    /// The roles, levels and dimensions of the clause, its own or inherited from its parent, and its own type.
    pub axes: Axes,
    /// The clause's own requirements, as a range of [`super::Standard::requirements`]. Includes
    /// their parts at any depth, each after the one that it is part of. Empty for an annex.
    pub requirements: Indices<RequirementIndex>,
    /// The number of requirements in the clause and all its descendants. Parts are counted as well.
    pub within: usize,
}

/// The content of a clause.
///
/// The record is shared with the document, so that comparing two builds is comparing pointers.
#[derive(Clone, Debug)]
pub enum Body {
    /// A preliminary clause or a clause of the standard's body.
    Clause(Arc<ClauseRecord>),
    /// An annex.
    Annex(Arc<Annex>),
}

impl Clause {
    /// The clause's id, which is part of its address.
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

    /// The clause's label in lists: its title, or the term that it defines. `None` only if a clause
    /// has neither, which `E209` reports.
    pub fn label(&self) -> Option<&Text> {
        match &self.body {
            Body::Clause(clause) => clause
                .title
                .as_ref()
                .or_else(|| clause.term.as_ref().map(|term| &term.name)),
            Body::Annex(annex) => Some(&annex.title),
        }
    }

    /// The number as printed.
    pub fn number(&self) -> Option<&str> {
        self.number.as_deref()
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

impl Body {
    /// Whether both are the same allocation.
    pub(super) fn is(&self, other: &Body) -> bool {
        match (self, other) {
            (Body::Clause(one), Body::Clause(other)) => Arc::ptr_eq(one, other),
            (Body::Annex(one), Body::Annex(other)) => Arc::ptr_eq(one, other),
            _ => false,
        }
    }

    /// Whether `other` can replace it without changing an id, number, role, dimension, level or letter, or whether it has a
    /// form.
    ///
    /// If every clause is placed as before, the indices of the previous build remain valid, and so
    /// do the addresses. A clause never takes the place of an annex.
    pub(super) fn is_placed_as(&self, other: &Body) -> bool {
        match (self, other) {
            _ if self.is(other) => true,
            (Body::Clause(one), Body::Clause(other)) => {
                one.id.as_str() == other.id.as_str()
                    && is_same(&one.r#type, &other.r#type)
                    && are_same(&one.role, &other.role)
                    && are_same(&one.dimension, &other.dimension)
                    && are_same(&one.level, &other.level)
                    && same_number(&one.number, &other.number)
                    && one.preliminary == other.preliminary
                    && are_named_alike(&one.requirements, &other.requirements)
            }
            (Body::Annex(one), Body::Annex(other)) => {
                one.id.as_str() == other.id.as_str()
                    && is_same(&one.role, &other.role)
                    && one.form.is_some() == other.form.is_some()
            }
            _ => false,
        }
    }

    /// The number that a clause prints, its id if `prints_ids` and it states none. `None` for an
    /// annex, whose heading (`Annex A`) names it, and for a preliminary clause without a number of
    /// its own.
    pub(super) fn number(&self, prints_ids: bool) -> Option<Arc<str>> {
        match self {
            Body::Clause(clause) => {
                let stated = clause.number.as_ref().map(|number| number.value.clone());
                let is_by_id = prints_ids && !clause.preliminary;
                stated.or_else(|| is_by_id.then(|| clause.id.value.clone()))
            }
            Body::Annex(_) => None,
        }
    }
}

/// Whether the stated numbers are the same, wherever in the file they are.
fn same_number(one: &Option<Number>, other: &Option<Number>) -> bool {
    let value = |number: &Option<Number>| number.as_ref().map(|number| number.value.clone());
    value(one) == value(other)
}

/// Whether two ids are the same, or both absent.
fn is_same(one: &Option<Id>, other: &Option<Id>) -> bool {
    one.as_ref().map(Id::as_str) == other.as_ref().map(Id::as_str)
}

/// Whether two lists have the same ids in the same order.
fn are_same(one: &Ids, other: &Ids) -> bool {
    let ids = |ids: &Ids| ids.0.iter().map(|id| id.value.clone()).collect::<Vec<_>>();
    ids(one) == ids(other)
}

/// Whether two lists have the same ids, numbers and letters, and belong to the same roles, levels and dimensions.
fn are_named_alike(one: &[RequirementRecord], other: &[RequirementRecord]) -> bool {
    let mut both = one.iter().zip(other);
    letters(one).eq(letters(other))
        && both.all(|(one, other)| {
            is_same(&one.id, &other.id)
                && is_same(&one.r#type, &other.r#type)
                && are_same(&one.role, &other.role)
                && are_same(&one.dimension, &other.dimension)
                && are_same(&one.level, &other.level)
                && same_number(&one.number, &other.number)
                && are_named_alike(&one.requirements, &other.requirements)
        })
}
