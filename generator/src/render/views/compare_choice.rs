//! Comparisons that the reader chooses, in a standard with too many roles for a page for each pair: the page, and the
//! scripts with what each role asks for.

use serde::Serialize;

use super::asked::{self, AskedView, DimensionView};
use super::asked_levels;
use super::compare_ways::role_link;
use super::group::{self, GroupHeading};
use super::item::ItemView;
use super::role::{ComparedAxes, StepView, steps};
use crate::index::{RoleIndex, StandardIndex};
use crate::render::chrome::Chrome;
use crate::render::frame::{Frame, LinkView};
use crate::render::text::TextView;

/// The page on which the reader chooses two roles, or two levels of a role.
#[derive(Debug, Serialize)]
pub struct ComparisonChoiceView {
    /// The title.
    pub title: TextView,
    /// The roles.
    pub roles: Vec<ComparedRoleLink>,
    /// The axes along which requirements differ.
    pub has: ComparedAxes,
}

/// A role to choose.
#[derive(Debug, Serialize)]
pub struct ComparedRoleLink {
    /// Its id.
    pub id: String,
    /// The link to its page.
    pub link: LinkView,
    /// The headings of the groups that begin with it, the outermost first.
    pub groups: Vec<GroupHeading>,
    /// Whether it has a group.
    pub is_in_group: bool,
    /// Whether the role before it has a group.
    pub is_after_group: bool,
}

/// The requirements of a role, and those of each of its levels.
#[derive(Debug, Serialize)]
pub struct ComparedRoleView {
    /// The role's id.
    pub id: String,
    /// The link to the role's page.
    pub role: LinkView,
    /// The role's tasks.
    pub tasks: Vec<TextView>,
    /// The role's levels, lowest first.
    pub levels: Vec<ComparedLevel>,
    /// The dimensions with their requirements.
    pub parts: Vec<ChosenPart>,
}

/// A level to choose.
#[derive(Debug, Serialize)]
pub struct ComparedLevel {
    /// Its id.
    pub id: String,
    /// The link to its page, and its rank.
    pub step: StepView,
}

/// A dimension, or an outermost clause.
#[derive(Debug, Serialize)]
pub struct ChosenPart {
    /// The dimension; its clauses are in `clauses`.
    pub dimension: DimensionView,
    /// The clauses with requirements.
    pub clauses: Vec<ChosenClause>,
}

/// A clause with requirements.
#[derive(Debug, Serialize)]
pub struct ChosenClause {
    /// The clause; its requirements are in `items`.
    pub asked: AskedView,
    /// The requirements.
    pub items: Vec<ChosenItem>,
}

/// A requirement that a role asks for.
#[derive(Debug, Serialize)]
pub struct ChosenItem {
    /// The requirement, with the terms of every list that asks for it.
    pub item: ItemView,
    /// The ranks of the levels that ask for it, separated by spaces.
    pub levels: String,
    /// The terms of those levels that state any, each with the rank of its level.
    pub terms: Vec<(usize, TextView)>,
}

/// Renders the page on which the reader chooses what to compare.
pub fn render(frame: &Frame, standard_index: StandardIndex) -> (Chrome, ComparisonChoiceView) {
    let standard = &frame.handbook().standards[standard_index];
    let roles = group::headed(frame, standard_index, |_| true).into_iter();
    let mut is_after_group = false;
    let role = |(index, groups): (RoleIndex, Vec<GroupHeading>)| {
        let is_in_group = !standard.groups_of(index).is_empty();
        ComparedRoleLink {
            id: standard.about.roles[index].id.to_string(),
            link: role_link(frame, standard, standard_index, index),
            groups,
            is_in_group,
            is_after_group: std::mem::replace(&mut is_after_group, is_in_group),
        }
    };
    let view = ComparisonChoiceView {
        title: frame.spoken_label(),
        roles: roles.map(role).collect(),
        has: ComparedAxes {
            roles: standard.about.roles.len() > 1,
            levels: standard
                .about
                .roles
                .indices()
                .any(|role| standard.levels_at(Some(role)).len() > 1),
            forks: false,
        },
    };
    let description = frame.word("compare_choose").to_owned();
    let chrome = frame.standard_chrome("compare", standard_index, &view.title.plain, &description);
    (chrome, view)
}

/// Returns what the role at `role` asks for, with links as on the page on which the reader chooses.
pub fn role(frame: &Frame, standard_index: StandardIndex, role: RoleIndex) -> ComparedRoleView {
    let standard = &frame.handbook().standards[standard_index];
    let voice = frame.voice_of(standard);
    let about = &standard.about.roles[role];
    let by_level = asked_levels::by_level(frame, standard_index, role);
    let item = |item: ItemView| {
        let index = standard.requirement_index(&item.id);
        let levels = index.and_then(|index| by_level.get(&index));
        let levels = levels.into_iter().flatten();
        ChosenItem {
            levels: levels
                .clone()
                .map(|(level, _)| level.position().to_string())
                .collect::<Vec<_>>()
                .join(" "),
            terms: levels
                .filter_map(|(level, terms)| Some((level.position(), terms.clone()?)))
                .collect(),
            item,
        }
    };
    let dimensions = asked::of_role(frame, standard_index, role).into_iter();
    ComparedRoleView {
        id: about.id.to_string(),
        role: role_link(frame, standard, standard_index, role),
        tasks: about
            .tasks
            .iter()
            .map(|task| voice.text(&task.text))
            .collect(),
        levels: steps(frame, standard_index, standard, role)
            .into_iter()
            .map(|step| ComparedLevel {
                id: standard.levels_at(Some(role))[step.rank].id.to_string(),
                step,
            })
            .collect(),
        parts: dimensions
            .map(|mut dimension| ChosenPart {
                clauses: std::mem::take(&mut dimension.clauses)
                    .into_iter()
                    .map(|mut asked| ChosenClause {
                        items: std::mem::take(&mut asked.clause.requirements)
                            .into_iter()
                            .map(item)
                            .collect(),
                        asked,
                    })
                    .collect(),
                dimension,
            })
            .collect(),
    }
}
