//! The requirements that a role and a level ask for.
//!
//! A standard states this in two ways, which may be combined: by axes (a clause or requirement
//! names its roles and levels; see [`super::axis`]) and by lists (`asks` of a role or of one of its
//! levels). Everything that counts, compares, rates or exports the requirements of a role uses
//! [`Standard::asked_of`], so that all pages agree.

use std::collections::{BTreeMap, BTreeSet};

use super::axis::Axes;
use super::ladder::Ladder;
use super::requirement::Requirement;
use super::standard::Standard;
use crate::index::{ClauseIndex, LevelIndex, RequirementIndex};
use crate::source::format::rubric::RubricRow;
use crate::source::format::standard::{Ask, Progression};

/// A requirement that a role asks for.
#[derive(Clone, Copy, Debug)]
pub struct Asked<'a> {
    /// The requirement.
    pub requirement: RequirementIndex,
    /// The level of the role's ladder at which it is stated; `None` if it is the same at every level. Of several levels,
    /// the one for which it is asked for: the lowest or, if levels replace each other, the highest.
    pub level: Option<LevelIndex>,
    /// The entry of the role's list that asks for it, if it is asked for by a list. It says how
    /// strictly (`as`) and which `level` of the requirement is expected. If the lists of several
    /// levels name the requirement, this is the entry of the highest of them.
    pub ask: Option<&'a Ask>,
}

/// A requirement that a list names, the entry that names it, and the level whose list it is.
///
/// The level is `None` for the role's own list, which holds at every level.
pub type ListedAsk<'a> = (RequirementIndex, &'a Ask, Option<LevelIndex>);

/// A requirement that a role may ask for, with all the levels of its ladder at which it is stated, lowest first.
///
/// Whether it is asked for at the level in question is decided afterwards, by the progression.
struct Candidate<'a> {
    levels: Vec<LevelIndex>,
    ask: Option<&'a Ask>,
    /// Whether the list of a level names it. The list has chosen for that level.
    is_of_level: bool,
}

/// The requirements that replace each other from level to level: those of one dimension below one clause or requirement.
///
/// Two requirements in the same cell are two wordings of one subject, so if levels replace each
/// other, only the wording of the higher level is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Cell<'a> {
    /// The place that is the same at all levels.
    home: Home,
    /// A dimension of the first axis; `None` for a requirement that belongs to none.
    dimension: Option<&'a str>,
}

/// The nearest clause or requirement that is about no level.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Home {
    Requirement(RequirementIndex),
    Clause(ClauseIndex),
    Standard,
}

impl Standard {
    /// Returns all requirements for a role at a level, in document order. Without a level, those at any level; without a
    /// role, those that are asked of everybody. See [`Standard::asked_of`].
    ///
    /// Empty if the role's ladder has no such level. The level is one of [`Standard::ladder`] of
    /// the role, so an id of the standard's levels is not found for a role that has levels of its
    /// own.
    pub fn asked(&self, role: Option<&str>, level: Option<&str>) -> Vec<RequirementIndex> {
        let ladder = self.ladder(role);
        let at = level.map(|level| ladder.find(level));
        if at == Some(None) {
            return Vec::new();
        }
        let asked = self.asked_of(role, &ladder, at.flatten()).into_iter();
        asked.map(|asked| asked.requirement).collect()
    }

    /// Returns all requirements for a role at a level of its `ladder`, in document order: those that are the same at every
    /// level, and of those that are stated at a level, or at several,
    ///
    /// - if levels are cumulative, those of this level and of all that it follows;
    /// - if they replace each other, in each cell those of the highest of these levels that states any;
    /// - if they are independent, those of this level.
    ///
    /// If any role of the standard asks by a list, a role asks for what its list names and what names the role. Otherwise it
    /// also asks for what names no role.
    ///
    /// `ladder` must be the ladder of `role`. Each requirement occurs once, with its parts as
    /// requirements of their own. Without `level`, the level in the result is the lowest at which
    /// the requirement is stated.
    pub fn asked_of<'a>(
        &'a self,
        role: Option<&str>,
        ladder: &Ladder<'a>,
        level: Option<LevelIndex>,
    ) -> Vec<Asked<'a>> {
        let mut all = self.by_axes(role, ladder);
        for (requirement, ask, stated) in self.by_lists(role, ladder, level) {
            let before = all.get(&requirement).filter(|before| before.ask.is_some());
            // It is stated at the lowest level whose list names it; the terms are those of the highest.
            let levels = match (before, stated) {
                (Some(before), _) if before.levels.is_empty() || stated.is_some() => {
                    before.levels.clone()
                }
                (Some(_) | None, Some(stated)) => vec![stated],
                (Some(_) | None, None) => {
                    ladder.stated(&self.requirements[requirement].axes.levels)
                }
            };
            let is_of_level = stated.is_some() || before.is_some_and(|before| before.is_of_level);
            all.insert(
                requirement,
                Candidate {
                    levels,
                    ask: Some(ask),
                    is_of_level,
                },
            );
        }
        let replacing = level.filter(|_| ladder.progression == Progression::Replacing);
        let highest = replacing.map(|level| self.highest(&all, ladder, level));
        let highest = highest.unwrap_or_default();
        let asked = all.iter().filter_map(|(requirement, candidate)| {
            let stated = match (candidate.levels.first(), level) {
                (None, _) => None,
                (lowest, None) => lowest.copied(),
                (Some(lowest), Some(level)) => {
                    let mut levels = candidate.levels.iter().copied();
                    Some(match ladder.progression {
                        Progression::Cumulative => {
                            levels.find(|stated| ladder.reaches(level, *stated))?
                        }
                        Progression::Independent => levels.find(|stated| *stated == level)?,
                        Progression::Replacing if candidate.is_of_level => *lowest,
                        Progression::Replacing => {
                            let cells = self.cells(*requirement);
                            levels.rfind(|stated| {
                                cells.iter().any(|cell| {
                                    let highest = highest.get(cell);
                                    highest.is_some_and(|levels| levels.contains(stated))
                                })
                            })?
                        }
                    })
                }
            };
            Some(Asked {
                requirement: *requirement,
                level: stated,
                ask: candidate.ask,
            })
        });
        asked.collect()
    }

    /// The highest levels at which each cell states something, among those that `level` reaches. There may be several
    /// where a ladder forks.
    fn highest<'a>(
        &'a self,
        all: &BTreeMap<RequirementIndex, Candidate<'a>>,
        ladder: &Ladder<'a>,
        level: LevelIndex,
    ) -> BTreeMap<Cell<'a>, BTreeSet<LevelIndex>> {
        let mut highest: BTreeMap<Cell<'a>, BTreeSet<LevelIndex>> = BTreeMap::new();
        for (requirement, candidate) in all {
            let levels = candidate.levels.iter().copied();
            let reached: Vec<LevelIndex> = levels
                .filter(|stated| ladder.reaches(level, *stated))
                .collect();
            if reached.is_empty() {
                continue;
            }
            for cell in self.cells(*requirement) {
                highest.entry(cell).or_default().extend(&reached);
            }
        }
        for levels in highest.values_mut() {
            let all = levels.clone();
            levels.retain(|level| {
                let mut above = all.iter();
                !above.any(|above| above != level && ladder.reaches(*above, *level))
            });
        }
        highest
    }

    /// The cells of a requirement: one for each of its dimensions on the first axis, below the nearest requirement or clause above it that is
    /// about no level.
    ///
    /// Never empty: a requirement without a dimension is in the cell of no dimension. It may be in
    /// several, and is asked for if it is at the highest level of any of them.
    fn cells(&self, requirement: RequirementIndex) -> Vec<Cell<'_>> {
        let home = self.home(requirement);
        let dimensions = self.requirements[requirement].axes.dimensions.first();
        if dimensions.is_empty() {
            let dimension = None;
            return vec![Cell { home, dimension }];
        }
        let dimensions = dimensions.iter().map(Some);
        dimensions
            .map(|dimension| Cell { home, dimension })
            .collect()
    }

    /// The home of a requirement: the nearest requirement above it that is about no level, or else
    /// the nearest such clause; the standard as a whole if every clause above is about a level.
    fn home(&self, requirement: RequirementIndex) -> Home {
        let of = &self.requirements[requirement];
        let mut above = of.parent;
        while let Some(requirement) = above {
            if self.requirements[requirement].axes.levels.is_empty() {
                return Home::Requirement(requirement);
            }
            above = self.requirements[requirement].parent;
        }
        let mut clause = Some(of.clause);
        while let Some(index) = clause {
            if self.clauses[index].axes.levels.is_empty() {
                return Home::Clause(index);
            }
            clause = self.clauses[index].parent;
        }
        Home::Standard
    }

    /// The requirements that a role asks for by what they are about, at any level of its ladder.
    ///
    /// A requirement that names only levels of other ladders is left out. If the role has no levels
    /// at all, it is included, as one that is the same throughout.
    fn by_axes<'a>(
        &'a self,
        role: Option<&str>,
        ladder: &Ladder<'a>,
    ) -> BTreeMap<RequirementIndex, Candidate<'a>> {
        let asked = self.requirements.indexed();
        let asked = asked.filter(|(_, requirement)| self.is_asked_of(&requirement.axes, role));
        let candidates = asked.filter_map(|(index, requirement)| {
            let own = &requirement.axes.levels;
            let levels = ladder.stated(own);
            // Levels that the role does not have are none of its own.
            if levels.is_empty() && !own.is_empty() && !ladder.levels.is_empty() {
                return None;
            }
            let candidate = Candidate {
                levels,
                ask: None,
                is_of_level: false,
            };
            Some((index, candidate))
        });
        candidates.collect()
    }

    /// The requirements that the lists of a role name, up to a level of its ladder, each with the level at which its list
    /// is. Of two lists that name the same requirement, that of the higher level comes last.
    ///
    /// Empty without a role, or if the role is unknown. Without a level, the lists of all levels
    /// are included. An entry whose reference does not resolve is skipped; `E203` or `E204` reports
    /// it.
    pub fn by_lists<'a>(
        &'a self,
        role: Option<&str>,
        ladder: &Ladder<'a>,
        level: Option<LevelIndex>,
    ) -> Vec<ListedAsk<'a>> {
        let Some(role) = role.and_then(|role| self.role(role)) else {
            return Vec::new();
        };
        let mut lists: Vec<(&'a [Ask], Option<LevelIndex>)> = vec![(&role.asks, None)];
        let mut levels: Vec<LevelIndex> = role.levels.indices().collect();
        levels.retain(|stated| match level {
            None => true,
            Some(level) if ladder.progression == Progression::Independent => *stated == level,
            Some(level) => ladder.reaches(level, *stated),
        });
        // A level reaches more levels than those that it follows.
        levels.sort_by_key(|level| {
            let reached = ladder
                .levels
                .indices()
                .filter(|other| ladder.reaches(*level, *other));
            reached.count()
        });
        lists.extend(levels.iter().map(|level| {
            let asks: &'a [Ask] = &role.levels[*level].asks;
            (asks, Some(*level))
        }));
        let mut found = Vec::new();
        for (asks, stated) in lists {
            for ask in asks {
                for requirement in self.resolve(&ask.to).unwrap_or_default() {
                    found.push((requirement, ask, stated));
                }
            }
        }
        found
    }

    /// Whether roles ask for requirements by lists. One entry in the list of any role, or of one of
    /// its levels, is enough; this changes what requirements without a role mean for all roles.
    pub fn asks_by_lists(&self) -> bool {
        self.roles().iter().any(|role| {
            let mut levels = role.levels.iter();
            !role.asks.is_empty() || levels.any(|level| !level.asks.is_empty())
        })
    }

    /// Whether a requirement that belongs to `axes` is asked of `role` by what it is about, at some level.
    ///
    /// A dimension says what kind of thing is asked, never of whom: a requirement without one is asked like any other.
    ///
    /// With `role` `None`, the question is about everybody: a requirement that names a role is then
    /// not asked.
    pub fn is_asked_of(&self, axes: &Axes, role: Option<&str>) -> bool {
        if axes.roles.is_empty() {
            return !self.asks_by_lists();
        }
        axes.roles.allow(role)
    }

    /// Whether a row of a role's form grades a requirement: one of the row's dimension, for the role or for every role,
    /// and of the row's level or, if it has none, of no level. A row without a dimension grades only what its criteria
    /// name. Requirements are matched with rows
    /// by these properties, never by their ids or their order.
    pub fn is_graded_by(
        &self,
        requirement: &Requirement,
        role: Option<&str>,
        row: &RubricRow,
    ) -> bool {
        let axes = &requirement.axes;
        let dimension = row.dimension.as_ref();
        dimension.is_some_and(|dimension| axes.dimensions.has(dimension.as_str()))
            && axes.roles.allow(role)
            && match &row.level {
                Some(level) => axes.levels.has(level.as_str()),
                None => axes.levels.is_empty(),
            }
    }

    /// The requirements that a row of a role's form grades, in document order. May be empty if the
    /// form's criteria have no counterpart among the requirements.
    pub fn requirements_for_row<'a>(
        &'a self,
        role: Option<&'a str>,
        row: &'a RubricRow,
    ) -> impl Iterator<Item = &'a Requirement> {
        let requirements = self.requirements.iter();
        requirements.filter(move |requirement| self.is_graded_by(requirement, role, row))
    }
}

#[cfg(test)]
#[path = "asked_tests.rs"]
mod tests;
