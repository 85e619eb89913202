//! Comparisons of the levels of a role.

use serde::Serialize;

use super::asked::{self, AskedView};
use super::asked_levels;
use super::compare::{ComparedPartView, SharedView, cell, link_alike, part_id, shared};
use super::compare_ways::{WayView, role_link, ways};
use super::item::ItemView;
use super::joined::joined;
use super::role::{self, ComparedAxes, OverviewView, StepView};
use crate::index::{LevelIndex, RoleIndex, StandardIndex};
use crate::render::chrome::Chrome;
use crate::render::frame::{Frame, LinkView};
use crate::render::maker::StandardPageMaker;
use crate::render::text::TextView;
use crate::site::address::standard_pages;
use crate::site::{Make, RenderError};

/// A comparison of the levels of a role.
#[derive(Debug, Serialize)]
pub struct LevelsView {
    /// The title of the comparison.
    pub title: TextView,
    /// The role and the link to its page.
    pub role: LinkView,
    /// The axes along which requirements differ.
    pub has: ComparedAxes,
    /// Whether each column only adds to those of the levels below it.
    pub is_cumulative: bool,
    /// The levels, one per column.
    pub levels: Vec<StepView>,
    /// The requirements that rise from level to level: each column has those that its level adds to the one below.
    pub parts: Vec<ComparedPartView>,
    /// The dimensions whose requirements are the same at every level.
    pub shared: Vec<SharedView>,
    /// The role's forms with totals, including how those of the levels differ.
    pub forms: Vec<OverviewView>,
    /// Links to every comparison.
    pub ways: Vec<WayView>,
}

impl Make<standard_pages::CompareLevels> for StandardPageMaker<'_, '_> {
    fn make(&self, page: standard_pages::CompareLevels) -> Result<Vec<u8>, RenderError> {
        self.shown(levels(self.frame, self.standard, page.role))
    }
}

/// Renders the comparison of the levels of the role at `role`.
///
/// A dimension is a row if its requirements differ by level; a level at which it adds nothing has
/// no cell in it.
pub fn levels(
    frame: &Frame,
    standard_index: StandardIndex,
    role: RoleIndex,
) -> (Chrome, LevelsView) {
    let standard = &frame.handbook().standards[standard_index];
    let voice = frame.voice_of(standard);
    let dimensions = asked::of_role(frame, standard_index, role);
    let listed = asked_levels::by_list(frame, standard_index, role);
    // What a list names is in the column of each level whose list it is, with the terms of that list.
    let of_list = |item: &ItemView, level: LevelIndex| {
        let levels = listed.get(&standard.requirement_index(&item.id)?)?;
        let (_, terms) = levels.iter().find(|(stated, _)| *stated == level)?;
        Some(ItemView {
            asked: terms.clone(),
            ..item.clone()
        })
    };
    let items_at = |asked: &AskedView, level: LevelIndex| -> Vec<ItemView> {
        let items = asked.clause.requirements.iter();
        match asked.rank {
            Some(rank) => items.filter(|_| rank == level).cloned().collect(),
            None => items.filter_map(|item| of_list(item, level)).collect(),
        }
    };
    let levels = role::steps(frame, standard_index, standard, role);
    let mut parts: Vec<ComparedPartView> = dimensions
        .iter()
        .filter(|dimension| dimension.is_by_level)
        .map(|dimension| ComparedPartView {
            id: part_id(&dimension.id, None),
            dimension: dimension.link.clone(),
            title: dimension.title.clone(),
            is_by_level: false,
            is_added: false,
            cells: levels
                .iter()
                .enumerate()
                .filter_map(|(column, level)| {
                    let clauses = dimension.clauses.iter();
                    let of_level = clauses.map(|asked| (asked, items_at(asked, level.rank)));
                    cell(frame, standard_index, column, level.link.clone(), of_level)
                })
                .collect(),
        })
        .collect();
    link_alike(frame, standard_index, &mut parts);
    let title = joined(
        &[
            voice.text(&standard.about.roles[role].title),
            frame.spoken("compare_levels"),
        ],
        " · ",
        &voice.own().tag,
    );
    let view = LevelsView {
        role: role_link(frame, standard, standard_index, role),
        has: ComparedAxes::of(standard, Some(role)),
        is_cumulative: standard.ladder_at(Some(role)).is_cumulative()
            && listed.values().all(|levels| levels.len() < 2),
        levels,
        parts,
        shared: shared(&dimensions),
        forms: {
            let mut forms = role::overviews(frame, standard_index, role);
            forms.retain(|form| !form.totals.is_empty());
            forms
        },
        ways: ways(frame, standard_index),
        title,
    };
    let description = format!(
        "{}{}{}",
        voice.plain(&standard.about.roles[role].title),
        frame.word("colon"),
        frame.word("compare_levels_is")
    );
    let chrome = frame.standard_chrome("compare", standard_index, &view.title.plain, &description);
    (chrome, view)
}
