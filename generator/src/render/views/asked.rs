//! The requirements that a role or a level asks for, dimension by dimension.

use serde::Serialize;

use super::clause::{self, ClauseView};
use super::joined::joined;
use crate::index::{ClauseIndex, LevelIndex, RoleIndex, StandardIndex};
use crate::model::CompleteStandard;
use crate::render::frame::{Frame, LinkView};
use crate::render::text::TextView;
use crate::site::navigation;
use crate::source::format::standard::Dimension;

/// A dimension and what it asks for. Requirements without a dimension are grouped by their outermost clause.
#[derive(Debug, Serialize)]
pub struct DimensionView {
    /// The dimension's id, or an anchor made of the clause's.
    pub id: String,
    /// The link to the dimension's clause, or to the outermost clause; without an address if the dimension has none.
    pub link: LinkView,
    /// The title of the dimension or of the clause.
    pub title: TextView,
    /// Whether its requirements rise from level to level.
    pub is_by_level: bool,
    /// Whether its requirements are the same for every role.
    pub is_shared: bool,
    /// The clauses with requirements, in document order.
    pub clauses: Vec<AskedView>,
    /// The number of requirements in them.
    pub count: usize,
}

/// A clause with requirements.
#[derive(Debug, Serialize)]
pub struct AskedView {
    /// The clause.
    pub clause: ClauseView,
    /// The titles of the clauses between it and the group's own, and its own.
    pub title: TextView,
    /// The rank of the clause's level, from 0; `None` if the clause applies to all levels.
    pub rank: Option<LevelIndex>,
    /// The clause's level, if it has one.
    pub level: Option<TextView>,
    /// Whether the clause is part of what the highest level shown adds to those below.
    pub is_added: bool,
}

/// What requirements are grouped by.
enum Group<'a> {
    Dimension(&'a Dimension),
    Outermost(ClauseIndex),
}

/// Returns the requirements for the role at `role` up to the level at `level`, or at all levels. Without a role, returns
/// those that are asked of everybody. Groups without requirements are omitted.
pub fn dimensions(
    frame: &Frame,
    standard_index: StandardIndex,
    role: Option<RoleIndex>,
    level: Option<LevelIndex>,
) -> Vec<DimensionView> {
    let standard = &frame.handbook().standards[standard_index];
    let about = &standard.about;
    let role_id = role.map(|role| about.roles[role].id.as_str());
    let is_asked = |clause: &ClauseIndex| {
        let entry = &standard.clauses[*clause];
        let rank = entry.level.as_deref().map(|id| standard.level_index(id));
        !entry.requirements.is_empty()
            && standard.is_asked_of(entry, role_id)
            && rank
                .is_none_or(|rank| rank.is_some_and(|rank| level.is_none_or(|level| rank <= level)))
    };
    let asked: Vec<ClauseIndex> = standard.clauses.indices().filter(is_asked).collect();
    let dimension_of = |clause: ClauseIndex| {
        let id = standard.clauses[clause].dimension.as_deref();
        id.and_then(|id| standard.dimension(id))
    };
    let mut views = Vec::new();
    for dimension in &about.dimensions {
        let clauses = asked.iter().copied();
        let clauses = clauses.filter(|clause| {
            dimension_of(*clause).is_some_and(|of| of.id == *dimension.id.as_str())
        });
        let group = Group::Dimension(dimension);
        views.extend(view(
            frame,
            standard_index,
            &group,
            level,
            clauses.collect(),
        ));
    }
    let others = asked.iter().copied();
    let others: Vec<ClauseIndex> = others
        .filter(|clause| dimension_of(*clause).is_none())
        .collect();
    for top in &standard.tops {
        let is_within = |clause: &ClauseIndex| outermost(standard, *clause) == *top;
        let clauses = others.iter().copied().filter(is_within).collect();
        views.extend(view(
            frame,
            standard_index,
            &Group::Outermost(*top),
            level,
            clauses,
        ));
    }
    views
}

fn outermost(standard: &CompleteStandard, clause: ClauseIndex) -> ClauseIndex {
    let path = navigation::ancestors(standard, clause);
    path.first().copied().unwrap_or(clause)
}

/// Returns a group with its clauses; `None` if there are none.
fn view(
    frame: &Frame,
    standard_index: StandardIndex,
    group: &Group,
    level: Option<LevelIndex>,
    clauses: Vec<ClauseIndex>,
) -> Option<DimensionView> {
    if clauses.is_empty() {
        return None;
    }
    let standard = &frame.handbook().standards[standard_index];
    let voice = frame.voice_of(standard);
    let (id, title, home) = match group {
        Group::Dimension(dimension) => (
            dimension.id.to_string(),
            voice.text(&dimension.title),
            dimension
                .clause
                .as_ref()
                .and_then(|clause| standard.clause_index(clause.as_str())),
        ),
        Group::Outermost(clause) => {
            let entry = &standard.clauses[*clause];
            let label = entry.label().map(|label| voice.text(label));
            let id = format!("clause-{}", entry.id());
            (id, label.unwrap_or_default(), Some(*clause))
        }
    };
    let is_shared = |clause: &ClauseIndex| standard.clauses[*clause].role.is_none();
    let is_shared = clauses.iter().all(is_shared);
    let clauses: Vec<AskedView> = clauses
        .into_iter()
        .map(|clause| {
            let entry = &standard.clauses[clause];
            let rank = entry.level.as_deref();
            let rank = rank.and_then(|level| standard.level_index(level));
            let view = clause::asked(frame, standard_index, clause);
            AskedView {
                title: path(frame, standard_index, home, clause, &view.title),
                clause: view,
                rank,
                level: rank.map(|rank| voice.text(&standard.about.levels[rank].title)),
                is_added: rank.is_some() && rank == level,
            }
        })
        .collect();
    Some(DimensionView {
        link: home.map_or_else(
            || LinkView::without_address(title.clone()),
            |home| frame.clause_link(standard_index, home),
        ),
        is_by_level: clauses.iter().any(|clause| clause.rank.is_some()),
        is_shared,
        count: clauses
            .iter()
            .map(|clause| clause.clause.requirements.len())
            .sum(),
        clauses,
        id,
        title,
    })
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
        body.is_some_and(|body| body.role.is_none())
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

#[cfg(test)]
mod tests {
    use super::super::fixture::Fixture;
    use super::*;

    /// Counted in the source: 5.1 has 7 items and 5.4 has 4, for all; 5.2.1 to 5.2.5 have 5 + 7, 5, 4 + 5, 7 + 6 and 7;
    /// 5.3.1 to 5.3.5 have 5, 6, 5; 5, 5, 3; 5, 5, 3; 5, 3, 5; and 6, 4, 3.
    #[test]
    fn the_number_of_requirements_for_each_role_and_level_matches_the_source() {
        let fixture = Fixture::new();
        let frame = fixture.any();
        let count = |role, level| -> Vec<usize> {
            let dimensions = dimensions(
                &frame,
                StandardIndex::at(0),
                Some(RoleIndex::at(role)),
                level,
            );
            dimensions.iter().map(|dimension| dimension.count).collect()
        };
        let expected = [
            [[7, 12, 5, 4], [7, 12, 11, 4], [7, 12, 16, 4]],
            [[7, 5, 5, 4], [7, 5, 10, 4], [7, 5, 13, 4]],
            [[7, 9, 5, 4], [7, 9, 10, 4], [7, 9, 13, 4]],
            [[7, 13, 5, 4], [7, 13, 8, 4], [7, 13, 13, 4]],
            [[7, 7, 6, 4], [7, 7, 10, 4], [7, 7, 13, 4]],
        ];
        for (role, levels) in expected.iter().enumerate() {
            for (level, dimensions) in levels.iter().enumerate() {
                assert_eq!(
                    count(role, Some(LevelIndex::at(level))),
                    dimensions,
                    "role {role}, level {level}"
                );
            }
            assert_eq!(count(role, None), levels[2], "role {role}");
        }
    }

    #[test]
    fn a_level_marks_the_clauses_that_it_adds() {
        let fixture = Fixture::new();
        let frame = fixture.any();
        let added: Vec<String> = dimensions(
            &frame,
            StandardIndex::at(0),
            Some(RoleIndex::at(3)),
            Some(LevelIndex::at(1)),
        )
        .iter()
        .flat_map(|dimension| &dimension.clauses)
        .filter(|asked| asked.is_added)
        .map(|asked| asked.clause.id.clone())
        .collect();
        assert_eq!(added, ["5.3.4.2"]);
    }
}
