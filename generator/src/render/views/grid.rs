//! Grids of roles by levels, with links to each level of each role.
//!
//! The grid is the shortest way from a standard to the requirements for one role at one level: a
//! front page shows that of a standard, and the page of a clause that of its parts.

use serde::Serialize;

use super::grid_bars::{self, BarPart};
use super::group::{self, GroupHeading};
use crate::index::{ClauseIndex, LevelIndex, RequirementIndex, StandardIndex};
use crate::model::CompleteStandard;
use crate::render::frame::{Frame, LinkView};
use crate::render::html::Html;
use crate::render::text::TextView;
use crate::site::address::StandardPage;

/// A grid of roles by levels.
#[derive(Debug, Serialize)]
pub struct GridView {
    /// The levels, one per column.
    pub levels: Vec<TextView>,
    /// A row for each role.
    pub rows: Vec<GridRow>,
    /// The dimensions that the bars of the cells tell apart; empty if they have no bars.
    pub bar_key: Vec<TextView>,
    /// The highest number of requirements of a cell, as which the whole width of a cell counts.
    pub most: usize,
}

/// A role's row.
#[derive(Debug, Serialize)]
pub struct GridRow {
    /// The headings of the groups that begin with the role, the outermost first.
    pub groups: Vec<GroupHeading>,
    /// The role or its clause.
    pub head: LinkView,
    /// A cell for each level.
    pub cells: Vec<GridCell>,
}

/// A level of a role.
#[derive(Debug, Serialize)]
pub struct GridCell {
    /// The link to it.
    pub href: String,
    /// The number of the clause, if the cell represents one. Otherwise empty.
    pub number: Html,
    /// The cell's subject in the page's own language, for readers who cannot see its position: `美工设计 中级`.
    pub plain: String,
    /// The number of requirements. On a standard's grid, those asked of the role at the level; on
    /// a clause's, those within the clause of the cell.
    pub count: usize,
    /// The parts of its bar, in the order of the key; empty if it has no bar.
    pub bar: Vec<BarPart>,
}

/// Returns the grid of every role and level of a standard, if it has both. Each level includes the requirements for every role, the
/// knowledge required of its role, and the skills of this level and those below.
///
/// `None` as well if the roles do not share the standard's levels.
pub fn of_standard(frame: &Frame, standard_index: StandardIndex) -> Option<GridView> {
    let standard = &frame.handbook().standards[standard_index];
    let has_both = !standard.about.roles.is_empty() && !standard.about.levels.is_empty();
    if !has_both || !standard.has_common_levels() {
        return None;
    }
    let voice = frame.voice_of(standard);
    let roles = group::headed(frame, standard_index, |_| true);
    let asked = |role: &str| -> Vec<Vec<RequirementIndex>> {
        let levels = standard.about.levels.iter();
        levels
            .map(|level| standard.asked(Some(role), Some(level.id.as_str())))
            .collect()
    };
    let asked: Vec<Vec<Vec<RequirementIndex>>> = roles
        .iter()
        .map(|(role, _)| asked(standard.about.roles[*role].id.as_str()))
        .collect();
    let held = asked.iter().flatten().map(Vec::as_slice);
    let key = grid_bars::key(frame, standard_index, held.clone());
    let most = held.map(<[RequirementIndex]>::len).max().unwrap_or(0);
    let rows = roles.into_iter().zip(&asked);
    let rows = rows.map(|((role, groups), asked)| {
        let about = &standard.about.roles[role];
        let page = StandardPage::Role(role);
        let levels = standard.about.levels.indexed().zip(asked);
        let cells = levels.map(|((level, titled), held)| {
            let page = StandardPage::Level { role, level };
            GridCell {
                href: frame.standard_link(standard_index, page),
                number: Html::default(),
                plain: format!(
                    "{} {}",
                    voice.plain(&about.title),
                    voice.plain(&titled.title)
                ),
                count: held.len(),
                bar: key.as_ref().map_or_else(Vec::new, |key| {
                    grid_bars::parts(frame, standard_index, key, held)
                }),
            }
        });
        GridRow {
            groups,
            head: frame.link_view(standard, standard_index, page, &about.title),
            cells: cells.collect(),
        }
    });
    let rows = rows.collect();
    Some(GridView {
        levels: levels(frame, standard),
        rows,
        bar_key: key.map_or_else(Vec::new, |key| key.titles),
        most,
    })
}

/// Returns the grid of a clause's parts if they are roles that each consist of all levels; otherwise `None`.
///
/// Every part must have one clause for each level and no other, since a gap or an extra clause
/// would not be visible in a grid. A clause with a single part has no grid.
pub fn of_clause(
    frame: &Frame,
    standard_index: StandardIndex,
    clause: ClauseIndex,
) -> Option<GridView> {
    let standard = &frame.handbook().standards[standard_index];
    let voice = frame.voice_of(standard);
    let parts = &standard.clauses[clause].children;
    let is_own = |clause: ClauseIndex| {
        standard.clauses[clause]
            .as_clause()
            .is_some_and(|body| !body.role.0.is_empty())
    };
    let has_levels = !standard.about.levels.is_empty();
    if parts.len() < 2 || !has_levels || !parts.iter().all(|part| is_own(*part)) {
        return None;
    }
    let row = |part: ClauseIndex| -> Option<GridRow> {
        let head = frame.clause_link(standard_index, part);
        let children = &standard.clauses[part].children;
        let cell = |level: LevelIndex| {
            let id = standard.about.levels[level].id.as_str();
            let child = *children
                .iter()
                .find(|child| standard.clauses[**child].axes.levels.has(id))?;
            Some(GridCell {
                href: frame.standard_link(standard_index, StandardPage::Clause(child)),
                number: frame.number_of(standard, &standard.clauses[child]),
                plain: format!(
                    "{} {}",
                    head.label.plain,
                    voice.plain(&standard.about.levels[level].title)
                ),
                count: standard.clauses[child].within,
                bar: Vec::new(),
            })
        };
        let cells: Option<Vec<GridCell>> = standard.about.levels.indices().map(cell).collect();
        let cells = cells.filter(|cells| cells.len() == children.len())?;
        Some(GridRow {
            groups: Vec::new(),
            head,
            cells,
        })
    };
    let rows: Option<Vec<GridRow>> = parts.iter().map(|part| row(*part)).collect();
    Some(GridView {
        levels: levels(frame, standard),
        rows: rows?,
        bar_key: Vec::new(),
        most: 0,
    })
}

/// Returns the titles of the levels, lowest first.
fn levels(frame: &Frame, standard: &CompleteStandard) -> Vec<TextView> {
    let voice = frame.voice(standard.about.language.as_str());
    standard
        .about
        .levels
        .iter()
        .map(|level| voice.text(&level.title))
        .collect()
}
