//! The texts of a long self-check by profile, for the script that brings them to its page.

use serde::Serialize;

use super::areas;
use super::selfcheck_choices;
use super::selfcheck_rated::{RatedBuilder, RatedClauseView};
use crate::index::StandardIndex;
use crate::model::{RuleBasis, rating};
use crate::render::frame::Frame;
use crate::site::check_place::CheckPlace;

/// The texts of a self-check.
#[derive(Debug, Serialize)]
pub struct CheckTextsView {
    /// The profile in its compact form.
    pub profile: String,
    /// Whether the page has the choices that are common to many requirements.
    pub has_shared_choices: bool,
    /// Whether the result has a level for each requirement.
    pub has_each: bool,
    /// The clauses of each area with the requirements to rate.
    pub areas: Vec<Vec<RatedClauseView>>,
}

/// Returns the texts of the self-check by profile at `place`; `None` if there is none.
pub fn render(
    frame: &Frame,
    standard_index: StandardIndex,
    place: CheckPlace,
) -> Option<CheckTextsView> {
    let standard = &frame.handbook().standards[standard_index];
    let role = standard.role_id(place.role);
    let profile = rating::profile(standard, role, place.branch(standard))?;
    let rated = RatedBuilder::new(frame, standard_index, place.role, &profile);
    let mut groups = rated.groups();
    let has_shared_choices = selfcheck_choices::share(&mut groups).is_some();
    let groups = groups.into_iter().map(Into::into).collect();
    let areas = areas::areas(frame, standard_index, groups).into_iter();
    Some(CheckTextsView {
        profile: profile.profile.encode(),
        has_shared_choices,
        has_each: matches!(profile.basis, RuleBasis::None),
        areas: areas.map(|area| area.clauses).collect(),
    })
}
