//! The choices of a self-check by profile that a long list has once for all requirements. Written below each, they would
//! take most of the page. What is described requirement by requirement stays with each.

use std::collections::BTreeMap;

use serde::Serialize;

use super::selfcheck_rated::{RatedGroupView, RatedLevelView, RatedView, is_long};

/// Choices that many requirements of a long list have. A script adds them to each, with its descriptions.
#[derive(Debug, Serialize)]
pub struct SharedChoicesView {
    /// The levels, lowest first, without descriptions; empty for met or partly met.
    pub steps: Vec<RatedLevelView>,
    /// Whether a requirement with these choices has criteria.
    pub has_criteria: bool,
}

/// Takes the most frequent choices out of a long list of requirements, whose steps then are only those with descriptions.
/// `None` if the list is short.
pub(super) fn share(groups: &mut [RatedGroupView]) -> Option<SharedChoicesView> {
    if !is_long(requirements(groups).count()) {
        return None;
    }
    let mut counts: BTreeMap<Vec<String>, usize> = BTreeMap::new();
    for requirement in requirements(groups) {
        *counts.entry(key(requirement)).or_default() += 1;
    }
    let most = counts.into_iter().max_by_key(|(_, count)| *count);
    let (most, _) = most?;
    let mut shared = SharedChoicesView {
        steps: Vec::new(),
        has_criteria: false,
    };
    for requirement in requirements(groups).filter(|requirement| key(requirement) == most) {
        requirement.has_shared_choices = true;
        shared.steps = requirement.steps.iter().map(undescribed).collect();
        let mut steps = requirement.steps.iter();
        shared.has_criteria |= steps.any(|step| !step.criteria.is_empty());
        let is_plain = |step: &RatedLevelView| step.text.is_none() && step.criteria.is_empty();
        if requirement.steps.iter().all(is_plain) {
            requirement.steps.clear();
        }
    }
    Some(shared)
}

/// Returns a level without the description of a requirement.
fn undescribed(step: &RatedLevelView) -> RatedLevelView {
    RatedLevelView {
        value: step.value.clone(),
        title: step.title.clone(),
        text: None,
        criteria: Vec::new(),
        shows_criteria: false,
    }
}

fn requirements(groups: &mut [RatedGroupView]) -> impl Iterator<Item = &mut RatedView> {
    let clauses = groups.iter_mut().flat_map(|group| &mut group.clauses);
    let parts = clauses.flat_map(|clause| &mut clause.parts);
    parts.flat_map(|parts| &mut parts.requirements)
}

/// The titles of its choices.
fn key(requirement: &RatedView) -> Vec<String> {
    let titles = requirement.steps.iter();
    titles.map(|step| step.title.plain.clone()).collect()
}
