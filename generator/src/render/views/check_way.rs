//! Links to the self-check, which pages offer first to readers who want to know their level.

mod choice;
mod label;

pub use choice::{CheckChoice, CheckRole, choice_in_contents, choice_on_front};

use serde::Serialize;

use self::label::{called, called_by, label};
use crate::index::{ClauseIndex, LevelIndex, RoleIndex, StandardIndex};
use crate::model::{CompleteStandard, GradedForm};
use crate::render::frame::Frame;
use crate::render::text::TextView;
use crate::site::address::{self, Page, StandardPage};
use crate::site::check_place::CheckPlace;
use crate::source::format::curriculum::AimIds;
use crate::source::format::rubric::Rubric;

/// The anchor of the choice of self-checks on a standard's contents page, and the prefix of the anchors on the front
/// page.
const CHOICE: &str = "self-check";

/// The anchor of the list of many standards on the front page.
const LIST: &str = "standards";

/// A link to a self-check, or to the choice of one.
#[derive(Clone, Debug, Serialize)]
pub struct CheckWay {
    /// The address, relative to the page.
    pub href: String,
    /// The label.
    pub label: TextView,
}

/// Returns the link to the self-check of the role at `role`, with the level at `level` selected, or to the choice of one if
/// the role has several forms or branches; `None` if the role has no self-check.
pub fn of_role(
    frame: &Frame,
    standard_index: StandardIndex,
    role: RoleIndex,
    level: Option<LevelIndex>,
) -> Option<CheckWay> {
    way(frame, standard_index, Some(role), level)
}

/// Returns the links to the self-checks of the role at `role`: one or, if the role has several forms or branches, one for
/// each, named by the title of the form's annex or by the level that distinguishes the branch.
pub fn all_of_role(frame: &Frame, standard_index: StandardIndex, role: RoleIndex) -> Vec<CheckWay> {
    let standard = &frame.handbook().standards[standard_index];
    let places = CheckPlace::all(standard).into_iter();
    let places = places.filter(|place| place.role == Some(role));
    let way = |place: CheckPlace| CheckWay {
        href: href(frame, standard_index, place, None),
        label: match &*place.titles_among_several(standard) {
            [] => label(frame, standard, place.role, None),
            titles => called_by(frame, standard, titles),
        },
    };
    places.map(way).collect()
}

/// Returns the link to the self-check with the form that belongs to no role, with the level at `level` selected; `None`
/// if there is no such form.
pub fn of_level(
    frame: &Frame,
    standard_index: StandardIndex,
    level: LevelIndex,
) -> Option<CheckWay> {
    way(frame, standard_index, None, Some(level))
}

/// Returns the link to the self-check with `form`; `None` if its role is not one of the standard.
pub fn of_form(
    frame: &Frame,
    standard_index: StandardIndex,
    form: GradedForm<'_>,
) -> Option<CheckWay> {
    let standard = &frame.handbook().standards[standard_index];
    let place = CheckPlace::of_form(standard, form)?;
    Some(CheckWay {
        href: href(frame, standard_index, place, None),
        label: label(frame, standard, place.role, None),
    })
}

fn way(
    frame: &Frame,
    standard_index: StandardIndex,
    role: Option<RoleIndex>,
    level: Option<LevelIndex>,
) -> Option<CheckWay> {
    let standard = &frame.handbook().standards[standard_index];
    let level = level.filter(|level| leads_to(standard, role, *level));
    Some(CheckWay {
        href: of_people(frame, standard_index, role, level)?,
        label: label(frame, standard, role, level),
    })
}

/// Whether a link to the self-check of a role or of everybody can select a level. A link to the choice of a form cannot.
fn leads_to(standard: &CompleteStandard, role: Option<RoleIndex>, level: LevelIndex) -> bool {
    let place = CheckPlace::of_level(standard, role, level);
    !has_choice(standard, role, Some(level)) && fragment(standard, place, level).is_some()
}

/// Whether there are several forms for a role or for everybody, or several branches of which `level` decides none.
pub fn has_choice(
    standard: &CompleteStandard,
    role: Option<RoleIndex>,
    level: Option<LevelIndex>,
) -> bool {
    let id = standard.role_id(role);
    standard.forms_of(id).len() > 1 || level.is_none() && !standard.branches_of(id).is_empty()
}

/// Returns the links to the self-checks of several roles and levels, without duplicates. If there are several, each
/// label includes its role.
pub fn of_aims(frame: &Frame, standard_index: StandardIndex, aims: &[AimIds<'_>]) -> Vec<CheckWay> {
    let standard = &frame.handbook().standards[standard_index];
    let mut places: Vec<(Option<RoleIndex>, Option<LevelIndex>)> = Vec::new();
    for (role, level) in aims {
        let roles = &standard.about.roles;
        let index = role.and_then(|id| roles.find_index(|known| known.id == *id));
        if role.is_some() && index.is_none() {
            continue;
        }
        let level = level.and_then(|level| standard.ladder_at(index).find(level));
        let place = (index, level);
        if has_check(standard, index) && !places.contains(&place) {
            places.push(place);
        }
    }
    if let [(role, level)] = places.as_slice() {
        return way(frame, standard_index, *role, *level)
            .into_iter()
            .collect();
    }
    let way = |(role, level): (Option<RoleIndex>, Option<LevelIndex>)| {
        let level = level.filter(|level| leads_to(standard, role, *level));
        Some(CheckWay {
            href: of_people(frame, standard_index, role, level)?,
            label: called(frame, standard, role, level),
        })
    };
    places.into_iter().filter_map(way).collect()
}

/// Returns the link to a standard's self-check if the role is not known: to the choice of one, or to the only one;
/// `None` if the standard has no self-check.
pub fn of_standard(frame: &Frame, standard_index: StandardIndex) -> Option<CheckWay> {
    let standard = &frame.handbook().standards[standard_index];
    let href = match CheckPlace::all(standard).as_slice() {
        [] => return None,
        [only] => href(frame, standard_index, *only, None),
        [_, _, ..] => choice_link(frame, standard_index),
    };
    Some(CheckWay {
        href,
        label: label(frame, standard, None, None),
    })
}

/// Returns the link to a self-check for the header of any page: that of the page's standard, or else of the first
/// standard on the front page with a self-check. If the front page lists the standards, it is the link to this list.
pub fn of_page(frame: &Frame) -> Option<CheckWay> {
    if let Some(standard) = frame.standard_of_page() {
        return of_standard(frame, standard);
    }
    let handbook = frame.handbook();
    let mut standards = handbook.latest_standards();
    let first = standards.find_map(|standard| of_standard(frame, standard))?;
    if !handbook.lists_standards() {
        return Some(first);
    }
    let front = address::page_path(handbook, frame.reading_index, Page::Front);
    Some(CheckWay {
        href: frame.link(&format!("{front}#{LIST}")),
        label: frame.spoken("check"),
    })
}

/// Returns the link to a self-check for the clause at `clause` if the clause is about the evaluation: it defines the
/// bands, the assessors or the consequences of a band, or it consists of such clauses and has no requirements itself.
pub fn of_clause(
    frame: &Frame,
    standard_index: StandardIndex,
    clause: ClauseIndex,
) -> Option<CheckWay> {
    let standard = &frame.handbook().standards[standard_index];
    standard
        .is_evaluation(&standard.clauses[clause])
        .then(|| of_standard(frame, standard_index))
        .flatten()
}

/// Returns the anchor of a standard's choice on the front page, which may have several.
fn front_anchor(standard: &CompleteStandard) -> String {
    format!("{CHOICE}-{}", standard.id())
}

/// Returns the link to the choice of a standard's self-checks.
fn choice_link(frame: &Frame, standard_index: StandardIndex) -> String {
    let handbook = frame.handbook();
    let is_in_front =
        !handbook.lists_standards() && handbook.later_editions(standard_index).is_empty();
    let path = if is_in_front {
        let page = address::page_path(handbook, frame.reading_index, Page::Front);
        format!(
            "{page}#{}",
            front_anchor(&handbook.standards[standard_index])
        )
    } else {
        let page = frame.path_of(standard_index, StandardPage::Contents);
        format!("{page}#{CHOICE}")
    };
    frame.link(&path)
}

fn has_check(standard: &CompleteStandard, role: Option<RoleIndex>) -> bool {
    let id = role.map(|role| standard.about.roles[role].id.as_str());
    standard.has_self_check(id)
}

/// Returns the link to the self-check of a role or of everybody with a level selected, or to the choice of one if there are
/// several; `None` if there is none.
fn of_people(
    frame: &Frame,
    standard_index: StandardIndex,
    role: Option<RoleIndex>,
    level: Option<LevelIndex>,
) -> Option<String> {
    let standard = &frame.handbook().standards[standard_index];
    has_check(standard, role).then(|| {
        if has_choice(standard, role, level) {
            choice_link(frame, standard_index)
        } else {
            let place = level.map_or_else(
                || CheckPlace::of_role(role),
                |level| CheckPlace::of_level(standard, role, level),
            );
            href(frame, standard_index, place, level)
        }
    })
}

/// Returns the link to a self-check with a level selected.
fn href(
    frame: &Frame,
    standard_index: StandardIndex,
    place: CheckPlace,
    level: Option<LevelIndex>,
) -> String {
    let standard = &frame.handbook().standards[standard_index];
    let path = frame.path_of(standard_index, place.page());
    let chosen = level.and_then(|level| fragment(standard, place, level));
    frame.link(&match chosen {
        Some(chosen) => format!("{path}#{chosen}"),
        None => path,
    })
}

/// Returns the fragment of a link that makes a self-check evaluate for the role's level at `level` and aim at the band
/// of the same id; `None` if the rubric has neither, or if the level is on another branch. A band that every total reaches cannot be a target. In a self-check by
/// profile, the level is the target.
pub fn fragment(
    standard: &CompleteStandard,
    place: CheckPlace,
    level: LevelIndex,
) -> Option<String> {
    let id = standard.levels_at(place.role).get(level)?.id.as_str();
    match place.form(standard) {
        Some(form) => fragment_of(form.rubric, id),
        None => (place.has_level(standard, level)).then(|| format!("target={id}")),
    }
}

fn fragment_of(rubric: &Rubric, id: &str) -> Option<String> {
    let is_total = (rubric.totals.iter()).any(|total| total.is_of(id));
    let is_aim = (rubric.bands.iter()).any(|band| *band.id.as_str() == *id && band.from.is_some());
    let parts = [(is_total, "as"), (is_aim, "target")];
    let parts: Vec<String> = parts
        .into_iter()
        .filter(|(is_known, _)| *is_known)
        .map(|(_, key)| format!("{key}={id}"))
        .collect();
    (!parts.is_empty()).then(|| parts.join("&"))
}

#[cfg(test)]
mod tests {
    use super::super::fixture::Fixture;
    use super::*;

    #[test]
    fn the_link_selects_the_level_and_target_that_the_rubric_has() {
        let fixture = Fixture::pottery();
        let frame = fixture.any();
        let standard = &frame.handbook().standards[StandardIndex::at(0)];
        let thrower = CheckPlace::of_role(Some(RoleIndex::at(0)));
        assert_eq!(
            fragment(standard, thrower, LevelIndex::at(1)).as_deref(),
            Some("as=journeyman&target=journeyman")
        );
        assert_eq!(fragment(standard, thrower, LevelIndex::at(9)), None);
        let mut rubric = standard.rubric.as_deref().cloned().unwrap();
        rubric.totals.clear();
        assert_eq!(
            fragment_of(&rubric, "journeyman").as_deref(),
            Some("target=journeyman")
        );
        rubric.bands.clear();
        assert_eq!(fragment_of(&rubric, "journeyman"), None);
    }

    #[test]
    fn each_page_links_to_the_most_specific_self_check() {
        let fixture = Fixture::pottery();
        let level = fixture.frame("en/pottery/role/firer/journeyman.html");
        let way = of_role(
            &level,
            StandardIndex::at(0),
            RoleIndex::at(2),
            Some(LevelIndex::at(1)),
        )
        .unwrap();
        assert_eq!(
            way.href,
            "../../selfcheck/firer.html#as=journeyman&target=journeyman"
        );
        assert_eq!(way.label.plain, "Check yourself at journeyman level");
        let clause = fixture.frame("en/pottery/4.html");
        let standard = &clause.handbook().standards[StandardIndex::at(0)];
        let index_of = |id| standard.clause_index(id).unwrap();
        let way = of_clause(&clause, StandardIndex::at(0), index_of("4")).unwrap();
        assert_eq!(way.href, "../index.html#self-check-pottery");
        for id in ["4.1", "4.2", "4.3", "4.3.2"] {
            assert!(
                of_clause(&clause, StandardIndex::at(0), index_of(id)).is_some(),
                "{id}"
            );
        }
        for id in ["1", "2.1", "3", "3.3.2.2"] {
            assert!(
                of_clause(&clause, StandardIndex::at(0), index_of(id)).is_none(),
                "{id}"
            );
        }
        let aims = |ids: &[(&'static str, &'static str)]| -> Vec<AimIds<'static>> {
            let ids = ids.iter();
            ids.map(|(role, level)| (Some(*role), Some(*level)))
                .collect()
        };
        let ids = aims(&[
            ("firer", "journeyman"),
            ("firer", "journeyman"),
            ("x", "journeyman"),
        ]);
        assert_eq!(of_aims(&clause, StandardIndex::at(0), &ids).len(), 1);
        let ids = aims(&[("firer", "journeyman"), ("thrower", "master")]);
        let ways = of_aims(&clause, StandardIndex::at(0), &ids);
        assert_eq!(ways[1].label.plain, "Check yourself: Throwers · Master");
        assert_eq!(
            ways[1].href,
            "selfcheck/thrower.html#as=master&target=master"
        );
    }
}
