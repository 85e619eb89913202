//! The parts of what is too large for one page: runs of clauses, and runs of requirements within a clause.
//!
//! A page must stay below 300 kB. What does not fit is divided by an estimate of the size, since the division decides
//! addresses ([`crate::site`]), and these must not depend on rendering. A part is named after the clause or requirement
//! with which it begins.

use super::clause::{Body, Clause};
use super::requirement::Requirement;
use super::standard::Standard;
use super::text_size::{SHOWN, shown_size, size_in};
use crate::index::{ClauseIndex, Indices, List, RequirementIndex};
use crate::source::texts;

/// The size of what one page lists, in bytes, up to which the page stays below 300 kB.
pub(super) const LIMIT: usize = 230_000;

/// The most requirements on one page: more are too long to read, however short each is.
pub(super) const MOST: usize = 400;

/// The HTML around a requirement, in bytes, without its id.
const REQUIREMENT: usize = 250;

/// How often the HTML around a requirement has its id: as its name, its anchor and the address of its permalink.
const IDS: usize = 4;

/// The HTML around a clause, in bytes.
const CLAUSE: usize = 300;

/// The HTML around a text, such as a descriptor, in bytes.
const TEXT: usize = 70;

/// The most clauses in a list of the parts.
const LISTED: usize = 600;

/// The most clauses below each other on one page that lists them.
const CLAUSES: usize = 300;

/// The number of neighbouring clauses above which those that fit on one page share it.
const MANY: usize = 40;

/// The name of a part: the clause with which it begins or, within a divided clause, the requirement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PartName {
    /// The clause.
    pub clause: ClauseIndex,
    /// The requirement of the clause with which the part begins; `None` if it begins with the clause.
    pub requirement: Option<RequirementIndex>,
}

/// A run of clauses and requirements in document order, up to the next part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DivisionPart {
    /// The first clause: that of the name, or one above it of which nothing else is in another part.
    pub first: ClauseIndex,
    /// The name.
    pub name: PartName,
    /// The number of its requirements, as far as its page shows them.
    pub count: usize,
}

impl DivisionPart {
    /// The place where it begins.
    fn start(&self) -> PartName {
        PartName {
            clause: self.first,
            requirement: self.name.requirement,
        }
    }
}

/// The piece of a clause that is in a part.
#[derive(Clone, Debug)]
pub struct ClausePiece {
    /// The clause.
    pub clause: ClauseIndex,
    /// Whether the clause begins in the part. If not, its text is in an earlier one.
    pub begins: bool,
    /// Its requirements in the part.
    pub requirements: Indices<RequirementIndex>,
}

impl ClausePiece {
    /// All of a clause, without the clauses below it.
    pub fn whole(standard: &Standard, clause: ClauseIndex) -> Self {
        ClausePiece {
            clause,
            begins: true,
            requirements: standard.clauses[clause].requirements.clone(),
        }
    }
}

/// A division into parts, in document order. Empty if everything fits on one page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Division(Vec<DivisionPart>);

impl Division {
    /// Everything on one page.
    pub(super) const fn whole() -> Self {
        Division(Vec::new())
    }

    /// The parts.
    pub fn parts(&self) -> &[DivisionPart] {
        &self.0
    }

    /// Whether everything is on one page.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The names of the parts that have requirements.
    pub fn with_requirements(&self) -> Vec<PartName> {
        let parts = self.0.iter().filter(|part| part.count > 0);
        parts.map(|part| part.name).collect()
    }

    /// The part in which `clause` begins; `None` if nothing is divided.
    pub fn of_clause(&self, clause: ClauseIndex) -> Option<&DivisionPart> {
        self.at(PartName {
            clause,
            requirement: None,
        })
    }

    /// The part with a requirement of `clause`; `None` if nothing is divided.
    pub fn of_requirement(
        &self,
        clause: ClauseIndex,
        requirement: RequirementIndex,
    ) -> Option<&DivisionPart> {
        self.at(PartName {
            clause,
            requirement: Some(requirement),
        })
    }

    /// Whether the list of the parts does not name every clause.
    pub fn is_cut(&self, standard: &Standard) -> bool {
        !self.is_empty() && standard.clauses.len() > LISTED
    }

    /// Whether the list of the parts names `clause`. In a standard with very many clauses, it names only those with which a
    /// part begins, and those above them.
    pub fn lists(&self, standard: &Standard, clause: ClauseIndex) -> bool {
        if !self.is_cut(standard) {
            return true;
        }
        let place = self.0.partition_point(|part| part.name.clause < clause);
        let next = self.0.get(place).map(|part| part.name.clause);
        let after = standard.after(clause);
        next.is_some_and(|next| after.is_none_or(|after| next < after))
    }

    fn at(&self, place: PartName) -> Option<&DivisionPart> {
        let after = self.0.partition_point(|part| part.start() <= place);
        self.0.get(after.checked_sub(1)?)
    }

    /// The clauses of the part called `name`, in document order, each with its requirements in that part. Empty if there is no
    /// such part.
    pub fn pieces(&self, standard: &Standard, name: PartName) -> Vec<ClausePiece> {
        let Some(place) = self.0.iter().position(|part| part.name == name) else {
            return Vec::new();
        };
        let start = self.0[place].start();
        let end = self.0.get(place + 1).map(DivisionPart::start);
        let mut pieces = Vec::new();
        for clause in standard.clauses.indices_from(start.clause) {
            if end.is_some_and(|end| (end.clause, end.requirement) <= (clause, None)) {
                break;
            }
            let all = &standard.clauses[clause].requirements;
            let from = start.requirement.filter(|_| clause == start.clause);
            let to = end.filter(|end| end.clause == clause);
            pieces.push(ClausePiece {
                clause,
                begins: from.is_none(),
                requirements: all.within(from, to.and_then(|to| to.requirement)),
            });
        }
        pieces
    }
}

/// The divisions of a standard.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Parts {
    /// The parts of the whole text.
    pub text: Division,
    /// The parts of the list of requirements.
    pub list: Division,
    /// The parts of the pages of clauses that are themselves too large.
    pub clauses: Division,
}

impl Parts {
    /// Divides `standard`. Must be called again whenever a text has changed, since sizes decide the division.
    ///
    /// The whole text is read, searched and printed in one piece, so it is divided only if it is too large in one language.
    pub(super) fn of(standard: &Standard) -> Self {
        let in_languages = |languages| {
            let clauses = standard.clauses.iter();
            let requirements = standard.requirements.iter();
            PageSizes {
                clauses: clauses.map(|of| text_size(of, languages)).collect(),
                requirements: requirements.map(|of| item_size(of, languages)).collect(),
            }
        };
        let mut own = in_languages(SHOWN);
        let is_long = own.total() > LIMIT && in_languages(1).total() > LIMIT;
        let text = if is_long {
            standard.divided(&own)
        } else {
            Division::default()
        };
        let clauses = standard.divided_clauses(&own);
        let listed = standard.clauses.iter().map(|clause| {
            let has_any = !clause.requirements.is_empty();
            if has_any { CLAUSE } else { 0 }
        });
        own.clauses = listed.collect();
        let requirements = standard.requirements.iter();
        own.requirements = requirements.map(listed_size).collect();
        Parts {
            text,
            list: standard.divided(&own),
            clauses,
        }
    }
}

/// The sizes of what a page shows, in bytes.
pub(super) struct PageSizes {
    /// Those of clauses without their requirements and the clauses below them.
    pub clauses: List<ClauseIndex, usize>,
    /// Those of requirements without the requirements that are part of them. 0 for those that the page does not show.
    pub requirements: List<RequirementIndex, usize>,
}

impl PageSizes {
    /// The size of everything, in bytes.
    pub(super) fn total(&self) -> usize {
        self.clauses.iter().chain(&self.requirements).sum()
    }
}

impl Standard {
    /// Divides a standard that is too large for one page by its outermost clauses, and those that are too large by their
    /// children and their requirements.
    pub(super) fn divided(&self, sizes: &PageSizes) -> Division {
        let own = |(index, clause): (ClauseIndex, &Clause)| {
            let requirements = &sizes.requirements[clause.requirements.clone()];
            let size = sizes.clauses[index] + requirements.iter().sum::<usize>();
            let shown = requirements.iter().filter(|size| **size > 0);
            (size, shown.count())
        };
        let mut within: List<ClauseIndex, (usize, usize)> =
            self.clauses.indexed().map(own).collect();
        // Children come after their parents.
        for index in self.clauses.indices().rev() {
            if let Some(parent) = self.clauses[index].parent {
                let (size, count) = within[index];
                within[parent].0 += size;
                within[parent].1 += count;
            }
        }
        let mut divider = Divider {
            standard: self,
            sizes,
            within,
            parts: Vec::new(),
        };
        if let Some(first) = self.tops.first().filter(|_| sizes.total() > LIMIT) {
            divider.siblings(*first, &self.tops);
        }
        if divider.parts.len() < 2 {
            divider.parts.clear();
        }
        Division(divider.parts)
    }

    /// Divides the clauses whose own requirements are too large for one page.
    fn divided_clauses(&self, sizes: &PageSizes) -> Division {
        let runs = self.clauses.indices().map(|clause| {
            let mut parts = Vec::new();
            self.divide_requirements(clause, clause, sizes, &mut parts);
            if parts.len() < 2 {
                parts.clear();
            }
            parts
        });
        Division(runs.flatten().collect())
    }

    /// Adds the parts into which the requirements of `clause` are divided: one if they fit on a page. The first begins with
    /// `first`, which is the clause itself or contains it. A requirement is on the page of the one that it is part of.
    fn divide_requirements(
        &self,
        first: ClauseIndex,
        clause: ClauseIndex,
        sizes: &PageSizes,
        parts: &mut Vec<DivisionPart>,
    ) {
        let mut part = DivisionPart {
            first,
            name: PartName {
                clause,
                requirement: None,
            },
            count: 0,
        };
        let mut size = sizes.clauses[clause];
        let (mut block, mut count) = (0, 0);
        let mut start = None;
        let all = self.clauses[clause].requirements.clone();
        for requirement in all {
            if self.requirements[requirement].depth == 0 {
                (part.count, size) = (part.count + count, size + block);
                (block, count, start) = (0, 0, Some(requirement));
            }
            block += sizes.requirements[requirement];
            count += usize::from(sizes.requirements[requirement] > 0);
            if size + block > LIMIT && part.count > 0 {
                parts.push(part);
                part = DivisionPart {
                    first: clause,
                    name: PartName {
                        clause,
                        requirement: start,
                    },
                    count: 0,
                };
                size = 0;
            }
        }
        part.count += count;
        parts.push(part);
    }

    /// The clauses below `above`, or the outermost ones, as far as each page lists them: of very many, the first page is that
    /// of `above` or the contents, and the others have addresses of their own.
    pub fn clause_runs(&self, above: Option<ClauseIndex>) -> Vec<&[ClauseIndex]> {
        self.clauses_below(above).chunks(CLAUSES).collect()
    }

    /// The names of the further pages that list clauses. See [`Standard::clause_runs`].
    pub fn further_runs(&self) -> Vec<PartName> {
        let all = self.clauses.indices().map(Some);
        let above = [None].into_iter().chain(all);
        let large = above.filter(|above| self.clauses_below(*above).len() > CLAUSES);
        let runs = large.flat_map(|above| self.clause_runs(above).into_iter().skip(1));
        let first = runs.filter_map(|run| run.first().copied());
        let names = first.map(|clause| PartName {
            clause,
            requirement: None,
        });
        names.collect()
    }

    fn clauses_below(&self, above: Option<ClauseIndex>) -> &[ClauseIndex] {
        above.map_or(&self.tops, |above| &self.clauses[above].children)
    }

    /// The first clause after `clause` and everything in it; `None` if there is none.
    fn after(&self, clause: ClauseIndex) -> Option<ClauseIndex> {
        let mut last = clause;
        while let Some(child) = self.clauses[last].children.last() {
            last = *child;
        }
        self.clauses.next(last)
    }

    /// The divisions of its text and its lists. See [`super::parts`].
    pub fn parts(&self) -> &Parts {
        &self.parts
    }

    /// The parts of the page of `clause`; none if it is one page.
    pub fn pages_of_clause(&self, clause: ClauseIndex) -> &[DivisionPart] {
        let all = &self.parts.clauses.0;
        let start = all.partition_point(|part| part.first < clause);
        let end = all.partition_point(|part| part.first <= clause);
        &all[start..end]
    }
}

/// Everything that a division is made from.
struct Divider<'a> {
    standard: &'a Standard,
    sizes: &'a PageSizes,
    /// The size of each clause with everything in it, and the number of requirements in it that the page shows.
    within: List<ClauseIndex, (usize, usize)>,
    parts: Vec<DivisionPart>,
}

impl Divider<'_> {
    /// Adds the parts into which neighbouring clauses are divided: one for each clause that fits on a page. If there are
    /// many, those that fit on one page together share it. The run of the first begins with `first`, which is the clause
    /// itself or contains it.
    fn siblings(&mut self, first: ClauseIndex, siblings: &[ClauseIndex]) {
        let mut room = 0;
        for (place, clause) in siblings.iter().enumerate() {
            let first = if place == 0 { first } else { *clause };
            let (size, count) = self.within[*clause];
            if size > LIMIT {
                self.large(first, *clause);
                room = 0;
                continue;
            }
            if let Some(part) = self.parts.last_mut().filter(|_| room >= size) {
                part.count += count;
                room -= size;
                continue;
            }
            let name = PartName {
                clause: *clause,
                requirement: None,
            };
            self.parts.push(DivisionPart { first, name, count });
            room = if siblings.len() > MANY {
                LIMIT - size
            } else {
                0
            };
        }
    }

    /// Adds the parts of a clause that does not fit on a page.
    fn large(&mut self, first: ClauseIndex, clause: ClauseIndex) {
        let entry = &self.standard.clauses[clause];
        let has_own = !entry.requirements.is_empty();
        if has_own || entry.children.is_empty() {
            let (standard, sizes) = (self.standard, self.sizes);
            standard.divide_requirements(first, clause, sizes, &mut self.parts);
        }
        if let Some(child) = entry.children.first() {
            let first = if has_own { *child } else { first };
            self.siblings(first, &entry.children);
        }
    }
}

/// The size of a clause on a page that shows it whole, without its requirements and the clauses below it.
fn text_size(clause: &Clause, languages: usize) -> usize {
    let mut size = CLAUSE;
    let add = |met: texts::TextAt<'_>, path: &[&str]| {
        if path.first() != Some(&"requirements") {
            size += TEXT + size_in(met.text, languages);
        }
    };
    match &clause.body {
        Body::Clause(clause) => texts::each(&**clause, add),
        Body::Annex(annex) => texts::each(&**annex, add),
    }
    size
}

/// The size of a requirement on a page that shows it with all its details.
fn item_size(requirement: &Requirement, languages: usize) -> usize {
    let mut size = around(requirement);
    texts::each(requirement.item(), |met, path| {
        if path.first() != Some(&"requirements") {
            size += TEXT + size_in(met.text, languages);
        }
    });
    size.max(LIMIT / MOST)
}

/// The size of a requirement in the list of all.
fn listed_size(requirement: &Requirement) -> usize {
    let title = requirement.title().map_or(0, shown_size);
    let size = around(requirement) + title + shown_size(requirement.text());
    size.max(LIMIT / MOST)
}

/// The size of the HTML around a requirement.
fn around(requirement: &Requirement) -> usize {
    REQUIREMENT + IDS * requirement.id.len()
}

#[cfg(test)]
#[path = "parts_tests.rs"]
mod tests;
