//! The levels that a role's requirements rise through, and how they relate to each other.
//!
//! A ladder is a partial order, as authors state it with `follows`: by default a chain, but levels
//! may fork (technical and managerial) and join again. [`super::asked`] uses it to decide what a
//! level asks for, and [`super::rating`] to order the targets of a profile.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use super::axis::AxisValues;
use super::branch::LevelBranch;
use super::standard::Standard;
use crate::index::{LevelIndex, List};
use crate::source::format::standard::{Level, Progression, Role};

/// The levels of a role that has none.
static NO_LEVELS: LazyLock<List<LevelIndex, Level>> = LazyLock::new(List::default);

/// The number of branches up to which a role has a self-check for each.
const MAX_BRANCHES: usize = 8;

/// The number of requirements up to which the page of a role or a level lists everything.
const LISTED: usize = 100;

/// The levels of a standard or of a role.
#[derive(Clone, Debug)]
pub struct Ladder<'a> {
    /// The levels, lowest first. Empty if the role has no levels; everything that it asks for then
    /// holds throughout.
    pub levels: &'a List<LevelIndex, Level>,
    /// The relation of a level to those that it follows. Cumulative if neither the role nor the
    /// standard states one.
    pub progression: Progression,
    /// Each level with all that it follows, directly or not, and itself. Computed once, since it is
    /// asked for every requirement.
    reached: List<LevelIndex, BTreeSet<LevelIndex>>,
}

impl<'a> Ladder<'a> {
    /// The ladder of these levels. Ids in `follows` that no level has are ignored, and `E202`
    /// reports them.
    fn new(levels: &'a List<LevelIndex, Level>, progression: Progression) -> Self {
        let reached = levels.indices().map(|level| reached(levels, level));
        Ladder {
            levels,
            progression,
            reached: reached.collect(),
        }
    }

    /// The level with this id. `None` if this ladder does not have it, even if another one does.
    pub fn find(&self, id: &str) -> Option<LevelIndex> {
        self.levels.find_index(|level| level.id == *id)
    }

    /// Those of `levels` that the ladder has, lowest first. Empty if there are none, or if `levels`
    /// are not of this ladder.
    pub fn stated(&self, levels: &AxisValues) -> Vec<LevelIndex> {
        if levels.is_empty() {
            return Vec::new();
        }
        let indexed = self.levels.indexed();
        let stated = indexed.filter(|(_, level)| levels.has(level.id.as_str()));
        stated.map(|(index, _)| index).collect()
    }

    /// Whether `level` is `other` or follows it, directly or not. In a ladder that forks, two
    /// levels may not reach each other in either direction.
    pub fn reaches(&self, level: LevelIndex, other: LevelIndex) -> bool {
        self.reached[level].contains(&other)
    }

    /// Whether `level` follows `other` directly.
    pub fn directly_follows(&self, level: LevelIndex, other: LevelIndex) -> bool {
        match &self.levels[level].follows {
            Some(follows) => follows
                .0
                .iter()
                .any(|id| self.find(id.as_str()) == Some(other)),
            None => level.previous() == Some(other),
        }
    }

    /// The levels that `level` directly follows, lowest first.
    pub fn before(&self, level: LevelIndex) -> Vec<LevelIndex> {
        let others = self.levels.indices();
        others
            .filter(|other| self.directly_follows(level, *other))
            .collect()
    }

    /// The levels that directly follow `level`, lowest first.
    pub fn after(&self, level: LevelIndex) -> Vec<LevelIndex> {
        let others = self.levels.indices();
        others
            .filter(|other| self.directly_follows(*other, level))
            .collect()
    }

    /// Whether each level directly follows the one before it in the list, and no other. Their order then says what each follows.
    pub fn is_chain(&self) -> bool {
        let mut levels = self.levels.indices();
        levels.all(|level| {
            let previous: Vec<LevelIndex> = level.previous().into_iter().collect();
            self.before(level) == previous
        })
    }

    /// The number of levels that `level` follows, directly or not, and itself.
    pub fn count_reached(&self, level: LevelIndex) -> usize {
        self.reached[level].len()
    }

    /// Whether the level follows no other. A ladder that forks at the bottom has several.
    pub fn is_lowest(&self, level: LevelIndex) -> bool {
        self.reached[level].len() == 1
    }

    /// Whether the page of the role, or of its `level`, lists only what is stated there and leaves the rest of the `asked`
    /// requirements to the pages of the other levels: if there are many, and each level adds to those that it follows. The
    /// page of a lowest level lists everything.
    pub fn shares_out(&self, level: Option<LevelIndex>, asked: usize) -> bool {
        asked > LISTED && self.is_cumulative() && level.is_none_or(|level| !self.is_lowest(level))
    }

    /// Whether each level asks for what those that it follows ask for, and more.
    pub fn is_cumulative(&self) -> bool {
        self.progression == Progression::Cumulative
    }

    /// Whether the levels follow each other one by one and each adds to the one before it. Only
    /// then can levels be numbered, and one sentence say what a level includes.
    pub fn is_plain(&self) -> bool {
        self.is_cumulative() && self.is_chain()
    }
}

impl Ladder<'_> {
    /// The branches, in the order of their levels. Empty if the ladder does not fork, if there are more than eight
    /// branches, or if no level distinguishes one of them.
    pub fn branches(&self) -> Vec<LevelBranch> {
        let lowest = self.levels.indices().filter(|level| self.is_lowest(*level));
        let lowest: Vec<LevelIndex> = lowest.collect();
        let mut branches = Vec::new();
        let mut open: Vec<LevelBranch> = (lowest.iter().rev())
            .map(|level| LevelBranch {
                key: *level,
                levels: vec![*level],
            })
            .collect();
        while let Some(branch) = open.pop() {
            let last = branch.levels.last().copied();
            let next: Vec<LevelIndex> = (self.levels.indices())
                .filter(|level| last.is_some_and(|last| self.directly_follows(*level, last)))
                // Levels that follow each other in a circle lead nowhere.
                .filter(|level| !branch.levels.contains(level))
                .collect();
            if next.is_empty() {
                branches.push(branch);
            } else if branches.len() + open.len() + next.len() > MAX_BRANCHES {
                return Vec::new();
            } else {
                open.extend(next.iter().rev().map(|level| {
                    let mut branch = branch.clone();
                    if next.len() > 1 {
                        branch.key = *level;
                    }
                    branch.levels.push(*level);
                    branch
                }));
            }
        }
        let keys: BTreeSet<LevelIndex> = branches.iter().map(|branch| branch.key).collect();
        if branches.len() > 1 && keys.len() == branches.len() {
            branches
        } else {
            Vec::new()
        }
    }
}

/// Returns a level and all levels that it follows, directly or not. A level that follows itself is met once.
fn reached(levels: &List<LevelIndex, Level>, level: LevelIndex) -> BTreeSet<LevelIndex> {
    let mut reached = BTreeSet::new();
    let mut open = vec![level];
    while let Some(next) = open.pop() {
        if !reached.insert(next) {
            continue;
        }
        match &levels[next].follows {
            Some(follows) => {
                let known = follows
                    .0
                    .iter()
                    .map(|id| levels.find_index(|of| of.id == *id.as_str()));
                open.extend(known.flatten());
            }
            None => open.extend(next.previous()),
        }
    }
    reached
}

impl Standard {
    /// The levels of `role`, or those of the standard without one: the role's own if it has any. If the role's list states
    /// a level that it expects of something, or if roles ask by lists and no requirement is about a level, the standard's
    /// levels are not steps of the role, and it has none.
    pub fn ladder(&self, role: Option<&str>) -> Ladder<'_> {
        let about = self.about.as_deref();
        let role = role.and_then(|role| self.role(role));
        let own = about.and_then(|about| about.progression);
        let progression = role.and_then(|role| role.progression).or(own);
        Ladder::new(
            self.levels_of(role),
            progression.unwrap_or(Progression::Cumulative),
        )
    }

    /// The levels that something may state that belongs to `roles`: those that these roles have themselves and, for a role
    /// without its own or for all roles, those of the standard. Each id occurs once, in the order
    /// of the roles. Used to check the level that a record states.
    pub fn levels_among(&self, roles: &AxisValues) -> Vec<&Level> {
        let roles = roles.iter().filter_map(|role| self.role(role));
        let (own, others): (Vec<&Role>, Vec<&Role>) =
            roles.partition(|role| !role.levels.is_empty());
        let mut levels: Vec<&Level> = own.iter().flat_map(|role| &role.levels).collect();
        if own.is_empty() || !others.is_empty() {
            levels.extend(self.levels());
        }
        let mut met = BTreeSet::new();
        levels.retain(|level| met.insert(level.id.as_str()));
        levels
    }

    /// The levels of `role`, or those of the standard without one; see [`Standard::ladder`]. May be
    /// empty.
    pub fn levels_of<'a>(&'a self, role: Option<&'a Role>) -> &'a List<LevelIndex, Level> {
        let of_standard = self.about.as_deref().map(|about| &about.levels);
        let of_standard = of_standard.unwrap_or(&NO_LEVELS);
        match role {
            Some(role) if !role.levels.is_empty() => &role.levels,
            Some(role) if role.asks.iter().any(|ask| ask.level.is_some()) => &NO_LEVELS,
            Some(_) if self.asks_by_lists() && !self.states_levels() => &NO_LEVELS,
            Some(_) | None => of_standard,
        }
    }
}
