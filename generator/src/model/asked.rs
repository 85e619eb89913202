//! The requirements that a role and a level ask for.

use std::collections::{BTreeMap, BTreeSet};

use super::clause::{Clause, Requirement};
use super::ladder::Ladder;
use super::standard::Standard;
use crate::index::{ClauseIndex, LevelIndex, RequirementIndex};
use crate::source::format::rubric::RubricRow;
use crate::source::format::standard::{Ask, Progression};

/// A requirement that a role asks for.
#[derive(Clone, Copy, Debug)]
pub struct Asked<'a> {
    /// The requirement.
    pub requirement: RequirementIndex,
    /// The level of the role's ladder at which it is stated; `None` if it is the same at every level.
    pub level: Option<LevelIndex>,
    /// The entry of the role's list that asks for it, if it is asked for by a list.
    pub ask: Option<&'a Ask>,
}

/// A requirement that a list names, the entry that names it, and the level whose list it is.
pub type ListedAsk<'a> = (RequirementIndex, &'a Ask, Option<LevelIndex>);

/// The requirements that replace each other from level to level: those of one dimension below one clause.
type Cell<'a> = (Option<ClauseIndex>, Option<&'a str>);

impl Standard {
    /// Returns all requirements for a role at a level, in document order. Without a level, those at any level; without a
    /// role, those that are asked of everybody. See [`Standard::asked_of`].
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
    /// level, and of those that are stated at a level,
    ///
    /// - if levels are cumulative, those of this level and of all that it follows;
    /// - if they replace each other, in each cell those of the highest of these levels that states any;
    /// - if they are independent, those of this level.
    ///
    /// If any role of the standard asks by a list, a role asks for what its list names and what names the role. Otherwise it
    /// also asks for what names no role.
    pub fn asked_of<'a>(
        &'a self,
        role: Option<&str>,
        ladder: &Ladder<'a>,
        level: Option<LevelIndex>,
    ) -> Vec<Asked<'a>> {
        let mut all: BTreeMap<RequirementIndex, Asked<'a>> = BTreeMap::new();
        for asked in self.by_axes(role, ladder) {
            all.insert(asked.requirement, asked);
        }
        // The list of a level has chosen for that level.
        let mut of_level: BTreeSet<RequirementIndex> = BTreeSet::new();
        for (requirement, ask, stated) in self.by_lists(role, ladder, level) {
            if stated.is_some() {
                of_level.insert(requirement);
            }
            let clause = &self.clauses[self.requirements[requirement].clause];
            let own = clause.level.as_deref().and_then(|id| ladder.find(id));
            // It is stated at the lowest level whose list names it; the terms are those of the highest.
            let before = all.get(&requirement).filter(|before| before.ask.is_some());
            let stated = match before {
                Some(before) if before.level.is_none() || stated.is_some() => before.level,
                Some(_) | None => stated.or(own),
            };
            all.insert(
                requirement,
                Asked {
                    requirement,
                    level: stated,
                    ask: Some(ask),
                },
            );
        }
        let Some(level) = level else {
            return all.into_values().collect();
        };
        let highest = self.highest(all.values(), ladder, level);
        all.retain(|requirement, asked| {
            let Some(stated) = asked.level else {
                return true;
            };
            match ladder.progression {
                Progression::Cumulative => ladder.reaches(level, stated),
                Progression::Independent => stated == level,
                Progression::Replacing => {
                    let cell = self.cell(*requirement);
                    of_level.contains(requirement)
                        || highest
                            .get(&cell)
                            .is_some_and(|levels| levels.contains(&stated))
                }
            }
        });
        all.into_values().collect()
    }

    /// The highest levels at which each cell states something, among those that `level` reaches. There may be several
    /// where a ladder forks.
    fn highest<'a, 'b>(
        &'a self,
        all: impl Iterator<Item = &'b Asked<'a>>,
        ladder: &Ladder<'a>,
        level: LevelIndex,
    ) -> BTreeMap<Cell<'a>, BTreeSet<LevelIndex>>
    where
        'a: 'b,
    {
        let mut highest: BTreeMap<Cell<'a>, BTreeSet<LevelIndex>> = BTreeMap::new();
        for asked in all {
            let stated = asked.level.filter(|stated| ladder.reaches(level, *stated));
            if let Some(stated) = stated {
                let cell = self.cell(asked.requirement);
                highest.entry(cell).or_default().insert(stated);
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

    /// The cell of a requirement: its dimension, and the nearest clause above it that is about no level.
    fn cell(&self, requirement: RequirementIndex) -> Cell<'_> {
        let clause = self.requirements[requirement].clause;
        let dimension = self.clauses[clause].dimension.as_deref();
        let mut home = Some(clause);
        while let Some(clause) = home.filter(|clause| self.clauses[*clause].level.is_some()) {
            home = self.clauses[clause].parent;
        }
        (home, dimension)
    }

    /// The requirements that a role asks for by what their clauses are about, at any level of its ladder.
    fn by_axes<'a>(&'a self, role: Option<&str>, ladder: &Ladder<'a>) -> Vec<Asked<'a>> {
        let mut found = Vec::new();
        let clauses = self.clauses.iter();
        for clause in clauses.filter(|clause| self.is_asked_of(clause, role)) {
            let stated = clause.level.as_deref().map(|id| ladder.find(id));
            // A level that the role does not have is none of its own.
            if stated == Some(None) && !ladder.levels.is_empty() {
                continue;
            }
            found.extend(clause.requirements.clone().map(|requirement| Asked {
                requirement,
                level: stated.flatten(),
                ask: None,
            }));
        }
        found
    }

    /// The requirements that the lists of a role name, up to a level of its ladder, each with the level at which its list
    /// is. Of two lists that name the same requirement, that of the higher level comes last.
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

    /// Whether roles ask for requirements by lists.
    pub fn asks_by_lists(&self) -> bool {
        self.roles().iter().any(|role| {
            let mut levels = role.levels.iter();
            !role.asks.is_empty() || levels.any(|level| !level.asks.is_empty())
        })
    }

    /// Whether the requirements of `clause` are asked of `role` by what the clause is about, at some level.
    ///
    /// In a standard with dimensions, a clause without one asks for nothing unless it is about a role or a level: it may
    /// list the duties of an assessor.
    pub fn is_asked_of(&self, clause: &Clause, role: Option<&str>) -> bool {
        let is_about_people =
            clause.dimension.is_some() || clause.role.is_some() || clause.level.is_some();
        if !self.dimensions().is_empty() && !is_about_people {
            return false;
        }
        match clause.role.as_deref() {
            Some(own_role) => Some(own_role) == role,
            None => !self.asks_by_lists(),
        }
    }

    /// The clauses with a role's requirements in a dimension, in document order: those of the role itself and those
    /// that apply to every role. With a level, only the clauses of that level; without one, only those that have no
    /// level.
    pub fn clauses_for<'a>(
        &'a self,
        role: Option<&'a str>,
        dimension: &'a str,
        level: Option<&'a str>,
    ) -> impl Iterator<Item = (ClauseIndex, &'a Clause)> {
        self.clauses.indexed().filter(move |(_, clause)| {
            !clause.requirements.is_empty()
                && clause.dimension.as_deref() == Some(dimension)
                && clause
                    .role
                    .as_deref()
                    .is_none_or(|own_role| Some(own_role) == role)
                && clause.level.as_deref() == level
        })
    }

    /// Whether a row of a role's form grades the requirements of `clause`.
    pub fn is_graded_by(&self, clause: &Clause, role: Option<&str>, row: &RubricRow) -> bool {
        clause.dimension.as_deref() == Some(row.dimension.as_str())
            && clause
                .role
                .as_deref()
                .is_none_or(|own_role| Some(own_role) == role)
            && clause.level.as_deref() == row.level.as_ref().map(|level| level.as_str())
    }

    /// The requirements that a row of a role's form grades: those of the row's dimension and, if the row has a level,
    /// of that level.
    pub fn requirements_for_row<'a>(
        &'a self,
        role: Option<&'a str>,
        row: &'a RubricRow,
    ) -> impl Iterator<Item = &'a Requirement> {
        let level = row.level.as_ref().map(|level| level.as_str());
        self.clauses_for(role, row.dimension.as_str(), level)
            .flat_map(|(_, clause)| self.requirements_of(clause))
    }
}

#[cfg(test)]
#[path = "asked_tests.rs"]
mod tests;
