//! The choice of a standard's self-checks: one for each role and level.

use serde::Serialize;

use super::super::group::{self, GroupHeading};
use super::super::joined::joined;
use super::label::label;
use super::{CHOICE, fragment, front_anchor, href};
use crate::index::{LevelIndex, RoleIndex, StandardIndex};
use crate::render::frame::{Frame, LinkView};
use crate::render::html::Html;
use crate::render::text::TextView;
use crate::site::check_place::CheckPlace;

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
    /// Whether those of each group of roles are folded, since there are many.
    pub is_folded: bool,
}

/// A self-check of a role, or of no role.
#[derive(Debug, Serialize)]
pub struct CheckRole {
    /// Whether a list of its own begins with it: it is the first of its group, or the first without one.
    pub begins_list: bool,
    /// The headings of the groups that begin with the role, the outermost first.
    pub groups: Vec<GroupHeading>,
    /// The link to the self-check, labelled with the role, or else with the title of the form's annex or the standard. If
    /// there are several forms or branches for the role, the label includes what distinguishes them.
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
    let places = CheckPlace::all(standard);
    if places.is_empty() {
        return None;
    }
    let voice = frame.voice_of(standard);
    let link = |place: CheckPlace, level: Option<LevelIndex>, label: TextView| LinkView {
        href: href(frame, standard_index, place, level),
        number: Html::default(),
        label,
        current: false,
    };
    let name = |place: CheckPlace| {
        let titles = place.titles_among_several(standard);
        let own = standard.graded_form(None);
        let role = match (place.role, &*titles) {
            (Some(role), _) => Some(&standard.about.roles[role].title),
            (None, [_, ..]) => None,
            (None, []) => Some(own.map_or(&standard.about.title, |form| &form.annex.title)),
        };
        let parts: Vec<TextView> = (role.into_iter().chain(titles))
            .map(|title| voice.text(title))
            .collect();
        joined(&parts, " · ", &voice.own().tag)
    };
    // Whether the self-check before is in the list of a group.
    let mut is_in_group = None;
    let check = |(place, groups): (CheckPlace, Vec<GroupHeading>)| {
        let levels = standard.levels_at(place.role).indexed();
        let is_outside = place.role.is_none();
        let begins_list = is_in_group.is_none_or(|is_in| is_in && is_outside || !groups.is_empty());
        is_in_group = Some(!is_outside && (is_in_group == Some(true) || !groups.is_empty()));
        CheckRole {
            begins_list,
            groups,
            link: link(place, None, name(place)),
            levels: levels
                .filter(|(level, _)| fragment(standard, place, *level).is_some())
                .map(|(level, about)| link(place, Some(level), voice.text(&about.title)))
                .collect(),
        }
    };
    let of_people = |role: Option<RoleIndex>| {
        let places = places.iter().copied();
        places.filter(move |place| place.role == role)
    };
    let has_role = |role| of_people(Some(role)).next().is_some();
    let roles = group::headed(frame, standard_index, has_role).into_iter();
    let roles = roles.flat_map(|(role, mut groups)| {
        // Only the first form of the role begins its groups.
        of_people(Some(role)).map(move |place| (place, std::mem::take(&mut groups)))
    });
    let others = of_people(None).map(|place| (place, Vec::new()));
    Some(CheckChoice {
        id,
        label: label(frame, standard, None, None),
        has_roles: places.iter().any(|place| place.role.is_some()),
        is_folded: places.len() > group::MOST_ROLES,
        roles: roles.chain(others).map(check).collect(),
    })
}
