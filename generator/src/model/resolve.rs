//! Resolves the references of curricula, postings and changes in a standard.
//!
//! A reference is an id or a range in one list, in the notation of
//! [`crate::source::format::reference`]: `5.1` is a clause with everything below it, `5.1-b` a
//! requirement with its parts, `5.1-b..d` its neighbours from b to d. [`crate::check::target`]
//! turns [`Unresolved`] into messages; everybody else skips what does not resolve.

use super::requirement::{lettered, place};
use super::standard::Standard;
use crate::index::{ClauseIndex, Indices, RequirementIndex};
use crate::source::format::reference::Reference;

/// The reason why a reference names nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unresolved {
    /// There are no clauses or requirements with these ids. One or, if both ends of a range are
    /// unknown, two.
    Unknown(Vec<String>),
    /// The ends of a range are not in the same list.
    ///
    /// A range across lists would silently include whatever lies between.
    Apart {
        /// The id of the first requirement.
        first: String,
        /// The id of the last requirement.
        last: String,
    },
    /// The last requirement of a range comes before the first.
    Backwards {
        /// The id of the first requirement.
        first: String,
        /// The id of the last requirement.
        last: String,
    },
}

impl Standard {
    /// Returns the indices of the requirements that `reference` names, in document order, with their parts.
    ///
    /// # Errors
    /// Returns the reason if the reference names nothing.
    ///
    /// An id that both a clause and a requirement have means the requirement. A clause without
    /// requirements resolves to an empty list, not to an error.
    ///
    /// # Examples
    ///
    /// - `5.1` gives `5.1-a`, `5.1-b` and those of 5.1.1.
    /// - `5.1-b..d` gives `5.1-b`, `5.1-c` and `5.1-d`, each with its parts.
    /// - `5.1-b..5.1-d` gives the same.
    pub fn resolve(&self, reference: &Reference) -> Result<Vec<RequirementIndex>, Unresolved> {
        let first = &*reference.first;
        let Some(last) = reference.last.as_deref() else {
            if let Some(requirement) = self.requirement_index(first) {
                return Ok(self.parts_of(requirement).collect());
            }
            let clause = self.clause_index(first);
            let clause = clause.ok_or_else(|| Unresolved::Unknown(vec![first.to_owned()]))?;
            return Ok(self.below(clause));
        };
        let start = self.requirement_index(first);
        let end = match start {
            Some(start) => self.end_of_range(start, last),
            None => self.requirement_index(&full(first, last)),
        };
        let (Some(start), Some(end)) = (start, end) else {
            let first_id = start.is_none().then(|| first.to_owned());
            let last_id = end.is_none().then(|| match start {
                Some(start) => self.full_last(start, last),
                None => full(first, last),
            });
            return Err(Unresolved::Unknown(
                first_id.into_iter().chain(last_id).collect(),
            ));
        };
        let (one, other) = (&self.requirements[start], &self.requirements[end]);
        let ends = || (one.id.to_string(), other.id.to_string());
        if (one.clause, one.parent) != (other.clause, other.parent) {
            let (first, last) = ends();
            return Err(Unresolved::Apart { first, last });
        }
        if end < start {
            let (first, last) = ends();
            return Err(Unresolved::Backwards { first, last });
        }
        let parts = self.parts_of(end).next_back().unwrap_or(end);
        Ok(Indices::through(start, parts).collect())
    }

    /// The requirement with the id `last`, or with this letter in the list of the one at `start`.
    /// `None` if there is neither.
    fn end_of_range(&self, start: RequirementIndex, last: &str) -> Option<RequirementIndex> {
        self.requirement_index(last).or_else(|| {
            let (clause, parent) = (
                self.requirements[start].clause,
                self.requirements[start].parent,
            );
            self.clauses[clause].requirements.clone().find(|index| {
                let other = &self.requirements[*index];
                other.parent == parent && other.letter() == Some(last)
            })
        })
    }

    /// The id that the letter `last` means in the list of the requirement at `start`. It is used in
    /// a message, where the full id is clearer than a lone letter. Anything that is not a letter is
    /// returned as it is.
    fn full_last(&self, start: RequirementIndex, last: &str) -> String {
        let requirement = &self.requirements[start];
        if place(last).is_none() {
            return last.to_owned();
        }
        let above = match requirement.parent {
            Some(parent) => &*self.requirements[parent].id,
            None => self.clauses[requirement.clause].id().as_str(),
        };
        format!("{above}-{last}")
    }

    /// The indices of a requirement and its parts at any depth. The requirement itself is the
    /// first; if it has no parts, the only one.
    pub fn parts_of(&self, requirement: RequirementIndex) -> Indices<RequirementIndex> {
        let entry = &self.requirements[requirement];
        let following = self.clauses[entry.clause].requirements.clone();
        let parts = following
            .skip_while(|index| *index <= requirement)
            .take_while(|index| self.requirements[*index].depth > entry.depth);
        Indices::through(requirement, parts.last().unwrap_or(requirement))
    }

    /// The requirements of a clause and of all its descendants. In document order.
    pub fn below(&self, clause: ClauseIndex) -> Vec<RequirementIndex> {
        let clauses = self.branch(clause).into_iter();
        clauses
            .flat_map(|clause| self.clauses[clause].requirements.clone())
            .collect()
    }

    /// A clause and all its descendants, each before its children.
    pub fn branch(&self, clause: ClauseIndex) -> Vec<ClauseIndex> {
        let mut found = vec![clause];
        for child in &self.clauses[clause].children {
            found.extend(self.branch(*child));
        }
        found
    }
}

/// The id that `last` probably means in a range that begins with the unknown id `first`.
fn full(first: &str, last: &str) -> String {
    match (lettered(first), place(last)) {
        (Some((above, _)), Some(_)) => format!("{above}-{last}"),
        (None, _) | (_, None) => last.to_owned(),
    }
}
