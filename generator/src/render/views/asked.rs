//! The requirements for a role, dimension by dimension.

use serde::Serialize;

use super::clause::{self, ClauseView};
use crate::index::{LevelIndex, RoleIndex, StandardIndex};
use crate::render::frame::{Frame, LinkView};
use crate::render::text::TextView;

/// A dimension and its requirements for a role.
#[derive(Debug, Serialize)]
pub struct DimensionView {
    /// The dimension's id.
    pub id: String,
    /// The link to the dimension's clause; without an address if it has none.
    pub link: LinkView,
    /// The dimension's title.
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
    /// The rank of the clause's level, from 0; `None` if the clause applies to all levels.
    pub rank: Option<LevelIndex>,
    /// The clause's level, if it has one.
    pub level: Option<TextView>,
    /// Whether the clause is part of what the highest level shown adds to those below.
    pub is_added: bool,
}

/// Returns the requirements for the role at `role` up to the level at `level`, or at all levels. Dimensions without
/// requirements for it are omitted.
pub fn dimensions(
    frame: &Frame,
    standard_index: StandardIndex,
    role: RoleIndex,
    level: Option<LevelIndex>,
) -> Vec<DimensionView> {
    let standard = &frame.handbook().standards[standard_index];
    let voice = frame.voice_of(standard);
    let id = standard.about.roles[role].id.as_str();
    let mut dimensions = Vec::new();
    for dimension in &standard.about.dimensions {
        let mut clauses = Vec::new();
        let mut is_shared = true;
        for (index, entry) in standard.clauses.indexed() {
            let rank = entry
                .level
                .as_deref()
                .and_then(|level| standard.level_index(level));
            let is_asked = !entry.requirements.is_empty()
                && entry.dimension.as_deref() == Some(dimension.id.as_str())
                && entry.role.as_deref().is_none_or(|role| role == id)
                && rank.zip(level).is_none_or(|(rank, level)| rank <= level);
            if !is_asked {
                continue;
            }
            is_shared &= entry.role.is_none();
            clauses.push(AskedView {
                clause: clause::asked(frame, standard_index, index),
                rank,
                level: rank.map(|rank| voice.text(&standard.about.levels[rank].title)),
                is_added: rank.is_some() && rank == level,
            });
        }
        if clauses.is_empty() {
            continue;
        }
        let home = dimension.clause.as_ref();
        let home = home.and_then(|clause| standard.clause_index(clause.as_str()));
        dimensions.push(DimensionView {
            id: dimension.id.to_string(),
            link: home.map_or_else(
                || LinkView::without_address(voice.text(&dimension.title)),
                |home| frame.clause_link(standard_index, home),
            ),
            title: voice.text(&dimension.title),
            is_by_level: clauses.iter().any(|clause| clause.rank.is_some()),
            is_shared,
            count: clauses
                .iter()
                .map(|clause| clause.clause.requirements.len())
                .sum(),
            clauses,
        });
    }
    dimensions
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
            let dimensions = dimensions(&frame, StandardIndex::at(0), RoleIndex::at(role), level);
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
            RoleIndex::at(3),
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
