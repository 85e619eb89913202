//! The choice of a standard's self-checks: one for each role and level.

use serde::Serialize;

use super::super::group;
use super::label::label;
use super::{CHOICE, checked, fragment, front_anchor, href};
use crate::index::{LevelIndex, RoleIndex, StandardIndex};
use crate::render::frame::{Frame, LinkView};
use crate::render::html::Html;
use crate::render::text::TextView;
use crate::source::format::text::Text;

/// The choice of a standard's self-checks.
#[derive(Debug, Serialize)]
pub struct CheckChoice {
    /// The anchor.
    pub id: String,
    /// The label.
    pub label: TextView,
    /// The self-checks: those of roles, then that of no role.
    pub roles: Vec<CheckRole>,
    /// Whether any of them is that of a role.
    pub has_roles: bool,
}

/// The self-checks of a role, or of no role.
#[derive(Debug, Serialize)]
pub struct CheckRole {
    /// The heading of the role's group, if it is the first of it.
    pub group: Option<TextView>,
    /// The link to the self-check, labelled with the role, or else with the title of the form's annex or the standard.
    pub link: LinkView,
    /// The same for each level, labelled with the level.
    pub levels: Vec<LinkView>,
}

/// Returns the choice of self-checks on the front page; `None` if the standard has none.
pub fn choice_on_front(frame: &Frame, standard_index: StandardIndex) -> Option<CheckChoice> {
    let standard = &frame.handbook().standards[standard_index];
    choice(frame, standard_index, front_anchor(standard))
}

/// Returns the choice of self-checks on the contents page; `None` if the standard has none.
pub fn choice_in_contents(frame: &Frame, standard: StandardIndex) -> Option<CheckChoice> {
    choice(frame, standard, CHOICE.to_owned())
}

fn choice(frame: &Frame, standard_index: StandardIndex, id: String) -> Option<CheckChoice> {
    let handbook = frame.handbook();
    let standard = &handbook.standards[standard_index];
    let checked_roles = checked(standard);
    if checked_roles.is_empty() {
        return None;
    }
    let voice = frame.voice_of(standard);
    let link = |role: Option<RoleIndex>, level: Option<LevelIndex>, label: &Text| {
        Some(LinkView {
            href: href(frame, standard_index, role, level)?,
            number: Html::default(),
            label: voice.text(label),
            current: false,
        })
    };
    let check = |(role, group): (Option<RoleIndex>, Option<TextView>)| {
        let levels = standard.levels_at(role).indexed();
        let form = standard.graded_form(None);
        let title = role.map_or_else(
            || form.map_or(&standard.about.title, |form| &form.annex.title),
            |role| &standard.about.roles[role].title,
        );
        Some(CheckRole {
            group,
            link: link(role, None, title)?,
            levels: levels
                .filter(|(level, _)| fragment(standard, role, *level).is_some())
                .filter_map(|(level, about)| link(role, Some(level), &about.title))
                .collect(),
        })
    };
    let has_role = |role| checked_roles.contains(&Some(role));
    let roles = group::headed(frame, standard_index, has_role).into_iter();
    let roles = roles.map(|(role, group)| (Some(role), group));
    let other = checked_roles.contains(&None).then_some((None, None));
    Some(CheckChoice {
        id,
        label: label(frame, standard, None, None),
        has_roles: checked_roles.iter().any(Option::is_some),
        roles: roles.chain(other).filter_map(check).collect(),
    })
}
