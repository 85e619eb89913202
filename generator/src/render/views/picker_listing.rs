//! The requirements of a picker: by dimension and clause or, if they are too many for one page, in areas whose texts a
//! script brings.

use serde::Serialize;

use super::aimed::AimedLevels;
use super::areas::{self, AreaClause, AreaGroup, AreaView, OutlineView};
use super::asked::{self, AskedView, DimensionView};
use super::details::DescriptorView;
use super::item::ItemView;
use crate::index::{ClauseIndex, LevelIndex, RoleIndex, StandardIndex};
use crate::model::CompleteStandard;
use crate::render::frame::{Frame, LinkView};
use crate::render::html::Html;
use crate::render::text::TextView;

/// The number of requirements up to which the names in the areas have titles.
const TITLED: usize = 1000;

/// A dimension with the requirements to pick.
#[derive(Debug, Serialize)]
pub struct PickedDimensionView {
    /// The dimension's id, or an anchor made of the clause's.
    pub id: String,
    /// The title of the dimension or of the clause.
    pub title: TextView,
    /// The link to its clause.
    pub link: LinkView,
    /// Its clauses.
    pub clauses: Vec<PickedClauseView>,
}

/// A clause with the requirements to pick, all of one level.
#[derive(Debug, Serialize)]
pub struct PickedClauseView {
    /// The clause.
    #[serde(skip)]
    index: ClauseIndex,
    /// The title, with those of the clauses above it unless it is in an area; `None` if it is above already.
    pub title: Option<TextView>,
    /// The title alone.
    #[serde(skip)]
    own_title: TextView,
    /// The number as shown.
    pub number: Html,
    /// The link to the clause.
    pub href: String,
    /// Whether the requirements of its dimension have levels.
    pub is_by_level: bool,
    /// The place of its level, from 0, if it has one.
    pub rank: Option<LevelIndex>,
    /// The requirements.
    pub requirements: Vec<PickedItemView>,
}

/// A requirement to pick.
#[derive(Debug, Serialize)]
pub struct PickedItemView {
    /// The requirement.
    #[serde(flatten)]
    pub item: ItemView,
    /// How it reads at each level of the role at which the standard describes it, for the interview sheet.
    pub described: Vec<PickedDescriptor>,
}

/// How a requirement reads for a job at a level.
#[derive(Debug, Serialize)]
pub struct PickedDescriptor {
    /// The place of the level, from 0; `None` for a role without levels.
    pub rank: Option<LevelIndex>,
    /// The words.
    pub descriptor: DescriptorView,
}

/// An area with the texts of its requirements.
#[derive(Debug, Serialize)]
pub struct PickedAreaView {
    /// The level of the headings in it.
    pub heading_level: usize,
    /// Its clauses.
    pub clauses: Vec<PickedClauseView>,
}

/// The texts of a long picker.
#[derive(Debug, Serialize)]
pub struct PickerTextsView {
    /// The data of the picker's script, safe inside a `script` element.
    pub data: Html,
    /// Whether a requirement's rank is enough to tell at which levels it is asked for.
    pub is_plain: bool,
    /// The areas.
    pub areas: Vec<PickedAreaView>,
}

/// Returns the texts of the long picker of the role at `role`, whose script has this `data`.
pub(super) fn texts(
    frame: &Frame,
    standard_index: StandardIndex,
    role: RoleIndex,
    data: Html,
) -> PickerTextsView {
    let standard = &frame.handbook().standards[standard_index];
    let dimensions = dimensions(frame, standard_index, role);
    let areas = areas(frame, standard_index, dimensions).into_iter();
    PickerTextsView {
        data,
        is_plain: standard.ladder_at(Some(role)).is_plain(),
        areas: areas
            .map(|area| PickedAreaView {
                heading_level: if area.is_below { 5 } else { 4 },
                clauses: area.clauses,
            })
            .collect(),
    }
}

/// Returns the requirements of all levels of a role, by dimension.
pub(super) fn dimensions(
    frame: &Frame,
    standard_index: StandardIndex,
    role: RoleIndex,
) -> Vec<PickedDimensionView> {
    let standard = &frame.handbook().standards[standard_index];
    let id = Some(standard.about.roles[role].id.as_str());
    let levels = standard.levels_at(Some(role));
    let mut aims: Vec<(Option<LevelIndex>, AimedLevels)> = levels
        .indexed()
        .map(|(rank, level)| {
            (
                Some(rank),
                AimedLevels::of(standard, id, Some(level.id.as_str())),
            )
        })
        .collect();
    if levels.is_empty() {
        aims.push((None, AimedLevels::of(standard, id, None)));
    }
    let item = |item: ItemView| PickedItemView {
        described: described(frame, standard, &aims, &item.id),
        item,
    };
    let dimensions = asked::dimensions(frame, standard_index, Some(role), None).into_iter();
    let dimension = |dimension: DimensionView| {
        let clauses = dimension.clauses.into_iter().map(|asked| {
            let is_by_level = dimension.is_by_level;
            clause(&dimension.link, is_by_level, asked, &item)
        });
        let mut clauses: Vec<PickedClauseView> = clauses.collect();
        let mut before = None;
        for clause in &mut clauses {
            let index = before.replace(clause.index);
            // Requirements of another level go on below the title.
            clause.title = clause.title.take().filter(|_| index != Some(clause.index));
        }
        PickedDimensionView {
            clauses,
            id: dimension.id,
            title: dimension.title,
            link: dimension.link,
        }
    };
    dimensions.map(dimension).collect()
}

/// Returns how the requirement with this id reads for a job at each of the levels.
fn described(
    frame: &Frame,
    standard: &CompleteStandard,
    aims: &[(Option<LevelIndex>, AimedLevels)],
    id: &str,
) -> Vec<PickedDescriptor> {
    let Some(requirement) = standard.requirement_index(id) else {
        return Vec::new();
    };
    let descriptors = aims.iter().filter_map(|(rank, aimed)| {
        Some(PickedDescriptor {
            rank: *rank,
            descriptor: aimed.descriptor(frame, requirement)?,
        })
    });
    descriptors.collect()
}

fn clause(
    home: &LinkView,
    is_by_level: bool,
    asked: AskedView,
    item: &impl Fn(ItemView) -> PickedItemView,
) -> PickedClauseView {
    PickedClauseView {
        index: asked.index,
        title: (asked.clause.href != home.href).then_some(asked.title),
        own_title: asked.clause.title,
        number: asked.clause.number,
        href: asked.clause.href,
        is_by_level,
        rank: asked.rank,
        requirements: asked.clause.requirements.into_iter().map(item).collect(),
    }
}

/// Returns the areas of all dimensions; without dimensions, those of all clauses.
pub(super) fn areas(
    frame: &Frame,
    standard_index: StandardIndex,
    mut dimensions: Vec<PickedDimensionView>,
) -> Vec<AreaView<PickedClauseView>> {
    let standard = &frame.handbook().standards[standard_index];
    for clause in dimensions.iter_mut().flat_map(|one| &mut one.clauses) {
        // The title of the area has those of the clauses above it.
        let own = std::mem::take(&mut clause.own_title);
        clause.title = clause.title.take().map(|_| own);
    }
    let groups = if standard.about.dimensions.first().is_empty() {
        let clauses = dimensions.into_iter();
        vec![AreaGroup {
            title: None,
            clauses: clauses.flat_map(|one| one.clauses).collect(),
        }]
    } else {
        let groups = dimensions.into_iter().map(|dimension| AreaGroup {
            title: Some(dimension.title),
            clauses: dimension.clauses,
        });
        groups.collect()
    };
    let mut areas = areas::areas(frame, standard_index, groups);
    if areas.iter().map(|area| area.outline.len()).sum::<usize>() > TITLED {
        for item in areas.iter_mut().flat_map(|area| &mut area.outline) {
            item.title = None;
        }
    }
    areas
}

impl AreaClause for PickedClauseView {
    fn index(&self) -> ClauseIndex {
        self.index
    }

    fn count(&self) -> usize {
        self.requirements.len()
    }

    fn outline(&self) -> Vec<OutlineView> {
        let item = |PickedItemView { item, .. }: &PickedItemView| OutlineView {
            href: item.permalink.clone(),
            name: item.name.clone(),
            title: item.title.clone(),
        };
        self.requirements.iter().map(item).collect()
    }

    fn pieces(mut self, most: usize) -> Vec<Self> {
        let mut rest = std::mem::take(&mut self.requirements)
            .into_iter()
            .peekable();
        let mut pieces = Vec::new();
        while rest.peek().is_some() {
            pieces.push(PickedClauseView {
                index: self.index,
                title: self.title.clone(),
                own_title: self.own_title.clone(),
                number: self.number.clone(),
                href: self.href.clone(),
                is_by_level: self.is_by_level,
                rank: self.rank,
                requirements: rest.by_ref().take(most).collect(),
            });
        }
        pieces
    }

    /// Their titles are not shown: the numbers say enough.
    fn set_path(&mut self, _: Vec<LinkView>) {}

    fn leave_out_title(&mut self) {
        self.title = None;
    }
}
