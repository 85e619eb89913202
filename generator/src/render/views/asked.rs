//! The requirements that a role or a level asks for, dimension by dimension. The pages of roles and levels that ask for many
//! list only those that no other page of them lists, and count the rest.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use serde::Serialize;

use super::asked_terms::{self, ListedTerms, terms};
use super::clause::{self, ClauseView};
use super::details::{self, DescriptorView};
use super::joined::joined;
use crate::index::{ClauseIndex, LevelIndex, RequirementIndex, RoleIndex, StandardIndex};
use crate::model::asked::Asked;
use crate::model::{CompleteStandard, Ladder};
use crate::render::frame::{Frame, LinkView};
use crate::render::text::TextView;
use crate::site::address::StandardPage;
use crate::site::navigation;
use crate::source::format::dimension::Dimension;

/// A dimension and what it asks for. Requirements without a dimension are grouped by their outermost clause.
#[derive(Debug, Serialize)]
pub struct DimensionView {
    /// The dimension's id, or an anchor made of the clause's.
    pub id: String,
    /// The place of the group among all groups of the standard.
    pub order: usize,
    /// A description of the dimension.
    pub description: Option<TextView>,
    /// The link to the dimension's clause, or to the outermost clause; without an address if the dimension has none.
    pub link: LinkView,
    /// The title of the dimension or of the clause.
    pub title: TextView,
    /// Whether its requirements rise from level to level.
    pub is_by_level: bool,
    /// Whether any of its requirements reads differently from level to level.
    pub has_descriptors: bool,
    /// Whether its requirements are the same for every role.
    pub is_shared: bool,
    /// The clauses with requirements, in document order.
    pub clauses: Vec<AskedView>,
    /// The number of requirements, listed or counted.
    pub count: usize,
    /// The number of those that the page's level adds to the levels below.
    pub added: usize,
    /// The requirements that are only counted here, by level.
    pub counted: Vec<CountedView>,
}

/// Requirements of a dimension that another page lists.
#[derive(Debug, Serialize)]
pub struct CountedView {
    /// The link to them. Its label is the level at which they are stated, or that they are the same at every level.
    pub link: LinkView,
    /// Their number.
    pub count: usize,
}

/// A clause with requirements.
#[derive(Debug, Serialize)]
pub struct AskedView {
    /// The clause's index.
    #[serde(skip)]
    pub index: ClauseIndex,
    /// The clause.
    pub clause: ClauseView,
    /// The titles of the clauses between it and the group's own, and its own.
    pub title: TextView,
    /// The title, and the level if the clause itself is about none.
    pub heading: TextView,
    /// The level of its requirements, if the clause itself is about none and the requirements do not state it. On the page
    /// of a role, also that they are those of every level, if others of the group are not.
    pub of_level: Option<TextView>,
    /// The rank of the clause's level, from 0; `None` if the clause applies to all levels.
    pub rank: Option<LevelIndex>,
    /// The clause's level, if it has one.
    pub level: Option<TextView>,
    /// Whether the clause is part of what the highest level shown adds to those below.
    pub is_added: bool,
}

/// What the requirements under one heading have in common: their clause, and their level if they have one.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
struct Rung {
    clause: ClauseIndex,
    rank: Option<LevelIndex>,
}

/// The headings under which requirements are grouped.
enum Group<'a> {
    Dimension(&'a Dimension),
    Outermost(ClauseIndex),
}

/// Returns the requirements for the role at `role` at the level at `level` of its ladder, or at all levels. Without a role,
/// returns those that are asked of everybody. Groups without requirements are omitted.
pub fn dimensions(
    frame: &Frame,
    standard_index: StandardIndex,
    role: Option<RoleIndex>,
    level: Option<LevelIndex>,
) -> Vec<DimensionView> {
    let every = AskedListing {
        may_share: false,
        joins_listed: false,
        within: None,
    };
    grouped(frame, standard_index, role, level, every)
}

/// Returns the requirements for a level as [`dimensions`] does, except that the pages of a role and its levels share out
/// many requirements; see [`Ladder::shares_out`]. Those of other levels are only counted.
pub fn of_level(
    frame: &Frame,
    standard_index: StandardIndex,
    role: Option<RoleIndex>,
    level: LevelIndex,
) -> Vec<DimensionView> {
    let shared = AskedListing {
        may_share: true,
        joins_listed: false,
        within: None,
    };
    grouped(frame, standard_index, role, Some(level), shared)
}

/// Returns the requirements for the role at `role` at all levels, shared out as [`of_level`] does. Those of a clause that
/// lists ask for are together: each states the levels whose lists name it, so they need no heading for each level.
pub fn of_role(
    frame: &Frame,
    standard_index: StandardIndex,
    role: RoleIndex,
) -> Vec<DimensionView> {
    let shared = AskedListing {
        may_share: true,
        joins_listed: true,
        within: None,
    };
    grouped(frame, standard_index, Some(role), None, shared)
}

/// Returns those of the requirements `within` that the page of a role or of a level lists, as [`of_role`] and [`of_level`]
/// do.
pub(super) fn of_part(
    frame: &Frame,
    standard_index: StandardIndex,
    (role, level): (Option<RoleIndex>, Option<LevelIndex>),
    within: &BTreeSet<RequirementIndex>,
) -> Vec<DimensionView> {
    let part = AskedListing {
        may_share: true,
        joins_listed: level.is_none(),
        within: Some(within),
    };
    let mut dimensions = grouped(frame, standard_index, role, level, part);
    dimensions.retain(|dimension| !dimension.clauses.is_empty());
    dimensions
}

/// How a page lists requirements.
#[derive(Clone, Copy)]
struct AskedListing<'s> {
    /// Whether the page may only count what other pages list.
    may_share: bool,
    /// Whether the requirements of a clause that lists ask for are together, whatever their level.
    joins_listed: bool,
    /// The requirements of the page, if it is only a part.
    within: Option<&'s BTreeSet<RequirementIndex>>,
}

/// Returns the requirements by dimension.
fn grouped(
    frame: &Frame,
    standard_index: StandardIndex,
    role: Option<RoleIndex>,
    level: Option<LevelIndex>,
    listing: AskedListing<'_>,
) -> Vec<DimensionView> {
    let standard = &frame.handbook().standards[standard_index];
    let ladder = standard.ladder_at(role);
    let mut asked = standard.asked_of(standard.role_id(role), &ladder, level);
    let is_shared_out = listing.may_share && ladder.shares_out(level, asked.len());
    if let Some(within) = listing.within {
        asked.retain(|asked| within.contains(&asked.requirement));
    }
    let mut lists: HashMap<RequirementIndex, Vec<ListedTerms>> = HashMap::new();
    for (requirement, ask, stated) in standard.by_lists(standard.role_id(role), &ladder, None) {
        lists.entry(requirement).or_default().push((ask, stated));
    }
    let page = AskedPage {
        is_shared_out,
        lists,
        frame,
        standard_index,
        standard,
        role,
        ladder,
        level,
        joins_listed: listing.joins_listed,
    };
    let dimension_of = |asked: &Asked| {
        let axes = &standard.requirements[asked.requirement].axes;
        standard.first_dimension(axes)
    };
    let mut views = Vec::new();
    for (order, dimension) in standard.about.dimensions.first().iter().enumerate() {
        let is_within = |asked: &Asked| {
            dimension_of(asked).is_some_and(|other| other.id == *dimension.id.as_str())
        };
        let within: Vec<Asked> = asked.iter().copied().filter(is_within).collect();
        views.extend(page.view(&Group::Dimension(dimension), order, &within));
    }
    // The others, by outermost clause. All groups of clauses come after those of dimensions, in document order.
    let first = standard.about.dimensions.first().len();
    let mut others: BTreeMap<ClauseIndex, Vec<Asked>> = BTreeMap::new();
    for asked in asked.iter().filter(|asked| dimension_of(asked).is_none()) {
        let clause = standard.requirements[asked.requirement].clause;
        let top = outermost(standard, clause);
        others.entry(top).or_default().push(*asked);
    }
    for (top, within) in others {
        let group = Group::Outermost(top);
        views.extend(page.view(&group, first + top.position(), &within));
    }
    views
}

fn outermost(standard: &CompleteStandard, clause: ClauseIndex) -> ClauseIndex {
    let path = navigation::ancestors(standard, clause);
    path.first().copied().unwrap_or(clause)
}

/// Everything that the views of a page's requirements are made from.
struct AskedPage<'f, 'a> {
    frame: &'f Frame<'a>,
    standard_index: StandardIndex,
    standard: &'a CompleteStandard,
    role: Option<RoleIndex>,
    ladder: Ladder<'a>,
    level: Option<LevelIndex>,
    /// Whether the page lists only those stated at its level, and counts the others.
    is_shared_out: bool,
    /// Whether the requirements of a clause that lists ask for are together, whatever their level.
    joins_listed: bool,
    /// The entries of the role's lists that name each requirement, each with the level whose list it is.
    lists: HashMap<RequirementIndex, Vec<ListedTerms<'a>>>,
}

impl AskedPage<'_, '_> {
    /// Returns a group with its clauses; `None` if there are none.
    fn view(&self, group: &Group, order: usize, asked: &[Asked]) -> Option<DimensionView> {
        if asked.is_empty() {
            return None;
        }
        let (frame, standard) = (self.frame, self.standard);
        let voice = frame.voice_of(standard);
        let (id, title, home, description) = match group {
            Group::Dimension(dimension) => (
                dimension.id.to_string(),
                voice.text(&dimension.title),
                dimension
                    .clause
                    .as_ref()
                    .and_then(|clause| standard.clause_index(clause.as_str())),
                dimension.description.as_ref(),
            ),
            Group::Outermost(clause) => {
                let entry = &standard.clauses[*clause];
                let label = entry.label().map(|label| voice.text(label));
                let id = format!("clause-{}", entry.id());
                (id, label.unwrap_or_default(), Some(*clause), None)
            }
        };
        let clause_of = |asked: &Asked| standard.requirements[asked.requirement].clause;
        let is_shared = |asked: &Asked| {
            let axes = &standard.requirements[asked.requirement].axes;
            asked.ask.is_none() && axes.roles.is_empty()
        };
        // Requirements of one clause at one level are together, in the order in which the levels first occur.
        let mut clauses: Vec<(Rung, Vec<Asked>)> = Vec::new();
        let mut places: HashMap<Rung, usize> = HashMap::new();
        let mut counts: BTreeMap<Option<LevelIndex>, usize> = BTreeMap::new();
        for asked in asked {
            if self.is_shared_out && asked.level != self.level && !self.reads_differently(asked) {
                *counts.entry(asked.level).or_default() += 1;
                continue;
            }
            let is_joined = self.joins_listed && asked.ask.is_some();
            let rung = Rung {
                clause: clause_of(asked),
                rank: asked.level.filter(|_| !is_joined),
            };
            let place = *places.entry(rung).or_insert(clauses.len());
            if place == clauses.len() {
                clauses.push((rung, Vec::new()));
            }
            clauses[place].1.push(*asked);
        }
        let is_by_level = asked.iter().any(|asked| asked.level.is_some());
        Some(DimensionView {
            link: home.map_or_else(
                || LinkView::without_address(title.clone()),
                |home| frame.clause_link(self.standard_index, home),
            ),
            is_by_level,
            has_descriptors: asked.iter().any(|asked| {
                let requirement = &standard.requirements[asked.requirement];
                !requirement.item().levels.0.is_empty()
            }),
            is_shared: asked.iter().all(is_shared),
            count: asked.len(),
            added: (asked.iter())
                .filter(|asked| self.adds(asked.level))
                .count(),
            counted: counts
                .into_iter()
                .map(|(level, count)| self.counted(&id, level, count))
                .collect(),
            clauses: clauses
                .iter()
                .map(|(rung, asked)| self.clause(home, *rung, asked, is_by_level))
                .collect(),
            description: description.map(|description| voice.text(description)),
            id,
            order,
            title,
        })
    }

    /// Returns requirements of the group with an `id` that are stated at `level`, or are the same at every level, as those
    /// that another page lists.
    fn counted(&self, id: &str, level: Option<LevelIndex>, count: usize) -> CountedView {
        let lowest = || {
            let mut levels = self.ladder.levels.indices();
            levels.find(|level| self.ladder.is_lowest(*level))
        };
        let page = match (level, self.role) {
            (Some(level), role) => StandardPage::of_level(role, level),
            (None, Some(role)) => StandardPage::Role(role),
            (None, None) => lowest().map_or(StandardPage::Contents, |level| {
                StandardPage::of_level(None, level)
            }),
        };
        let label = match level {
            Some(level) => {
                let voice = self.frame.voice_of(self.standard);
                voice.text(&self.ladder.levels[level].title)
            }
            None => self.frame.spoken("every_level"),
        };
        let href = self.frame.standard_link(self.standard_index, page);
        // A page that is divided has no such heading.
        let lists_itself = match page {
            StandardPage::Role(role) => self.standard.parts_of_asked(Some(role), None).is_empty(),
            _ => (level.or_else(lowest)).is_none_or(|level| {
                let parts = self.standard.parts_of_asked(self.role, Some(level));
                parts.is_empty()
            }),
        };
        let href = if lists_itself {
            format!("{href}#{id}")
        } else {
            href
        };
        CountedView {
            link: LinkView {
                href,
                ..LinkView::without_address(label)
            },
            count,
        }
    }

    /// Returns a clause with those of its requirements that are asked for. `is_by_level` is whether the group has
    /// requirements of some levels only, so that those of every level need to be told apart from them.
    fn clause(
        &self,
        home: Option<ClauseIndex>,
        rung: Rung,
        asked: &[Asked],
        is_by_level: bool,
    ) -> AskedView {
        let Rung { clause, rank } = rung;
        let voice = self.frame.voice_of(self.standard);
        let requirements: Vec<RequirementIndex> =
            asked.iter().map(|asked| asked.requirement).collect();
        let mut view = clause::asked(self.frame, self.standard_index, clause, &requirements);
        for (item, asked) in view.requirements.iter_mut().zip(asked) {
            item.asked = match self.level {
                Some(_) => asked
                    .ask
                    .and_then(|ask| terms(self.frame, self.standard, ask)),
                None => self.terms_by_level(asked),
            };
            item.descriptor = self.descriptor(asked);
        }
        let level = rank.map(|rank| voice.text(&self.ladder.levels[rank].title));
        // On the page of a level, requirements of other levels are only in a ladder in which levels add up.
        let shows_levels = self.level.is_none() || self.ladder.is_cumulative();
        let is_stated = !self.standard.clauses[clause].axes.levels.is_empty();
        let is_of_every =
            is_by_level && self.level.is_none() && asked.iter().all(|asked| asked.level.is_none());
        let of_level = level
            .clone()
            .or_else(|| is_of_every.then(|| self.frame.spoken("every_level")))
            .filter(|_| shows_levels && !is_stated);
        let title = path(self.frame, self.standard_index, home, clause, &view.title);
        let heading: Vec<TextView> = [title.clone()]
            .into_iter()
            .chain(of_level.clone())
            .collect();
        AskedView {
            index: clause,
            heading: joined(&heading, " · ", &voice.own().tag),
            of_level,
            title,
            clause: view,
            rank,
            level,
            is_added: self.adds(rank),
        }
    }

    /// Whether a requirement has words of its own for the page's level.
    fn reads_differently(&self, asked: &Asked) -> bool {
        let level = self
            .level
            .map(|level| self.ladder.levels[level].id.as_str());
        self.standard.reads_differently(asked.requirement, level)
    }

    /// Whether the page's level adds what is stated at `level` to the levels below.
    fn adds(&self, level: Option<LevelIndex>) -> bool {
        self.ladder.is_cumulative() && level.is_some() && level == self.level
    }

    /// Returns how a requirement reads at the level that is expected of it, or else at the level of the page.
    fn descriptor(&self, asked: &Asked) -> Option<DescriptorView> {
        let expected = asked.ask.and_then(|ask| ask.level.as_ref());
        let level = match (expected, self.level) {
            (Some(expected), Some(_)) => self.standard.level(expected.as_str())?,
            (None, Some(level)) => &self.ladder.levels[level],
            (_, None) => return None,
        };
        let voice = self.frame.voice_of(self.standard);
        let requirement = &self.standard.requirements[asked.requirement];
        let words = requirement.descriptor(level.id.as_str())?;
        Some(details::descriptor(
            self.frame,
            &voice,
            self.standard,
            level,
            words,
        ))
    }

    /// Returns the terms of every list that asks for a requirement.
    fn terms_by_level(&self, asked: &Asked) -> Option<TextView> {
        let lists = self.lists.get(&asked.requirement)?;
        asked_terms::of_lists(self.frame, self.standard, &self.ladder, lists)
    }
}

/// Returns the titles of the clauses between `home` and `clause`, and that of the clause, `title`. A clause that is about
/// a role is left out: the page is about that role.
fn path(
    frame: &Frame,
    standard_index: StandardIndex,
    home: Option<ClauseIndex>,
    clause: ClauseIndex,
    title: &TextView,
) -> TextView {
    let standard = &frame.handbook().standards[standard_index];
    let voice = frame.voice_of(standard);
    let above = navigation::ancestors(standard, clause);
    let from = above.iter().position(|above| Some(*above) == home);
    let between = above.iter().skip(from.map_or(0, |from| from + 1));
    let is_stated = |above: &&ClauseIndex| {
        let body = standard.clauses[**above].as_clause();
        body.is_some_and(|body| body.role.0.is_empty())
    };
    let labels = between
        .filter(is_stated)
        .filter_map(|above| standard.clauses[*above].label())
        .map(|label| voice.text(label));
    let mut labels: Vec<TextView> = labels.collect();
    if labels.is_empty() {
        return title.clone();
    }
    labels.push(title.clone());
    joined(&labels, " · ", &voice.own().tag)
}
