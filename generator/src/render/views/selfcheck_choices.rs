//! The choices of a self-check by profile that a long list has once for all requirements. Written below each, they would
//! take most of the page.

use std::collections::BTreeMap;

use serde::Serialize;

use super::selfcheck_rated::{RatedGroupView, RatedLevelView, RatedView, is_long};

/// Choices that many requirements of a long list have. A script adds them to each.
#[derive(Debug, Serialize)]
pub struct SharedChoicesView {
    /// The levels, lowest first; empty for met or partly met.
    pub steps: Vec<RatedLevelView>,
}

/// Takes the most frequent choices out of a long list of requirements. Choices that are described requirement by
/// requirement stay where they are. `None` if the list is short, or if no choices are without descriptions.
pub(super) fn share(groups: &mut [RatedGroupView]) -> Option<SharedChoicesView> {
    if !is_long(requirements(groups).count()) {
        return None;
    }
    let mut counts: BTreeMap<Vec<String>, usize> = BTreeMap::new();
    for requirement in requirements(groups) {
        if let Some(key) = key(requirement) {
            *counts.entry(key).or_default() += 1;
        }
    }
    let most = counts.into_iter().max_by_key(|(_, count)| *count);
    let (most, _) = most?;
    let mut shared = None;
    for requirement in requirements(groups) {
        if key(requirement).as_ref() == Some(&most) {
            requirement.has_shared_choices = true;
            shared = Some(std::mem::take(&mut requirement.steps));
        }
    }
    shared.map(|steps| SharedChoicesView { steps })
}

fn requirements(groups: &mut [RatedGroupView]) -> impl Iterator<Item = &mut RatedView> {
    let clauses = groups.iter_mut().flat_map(|group| &mut group.clauses);
    let parts = clauses.flat_map(|clause| &mut clause.parts);
    parts.flat_map(|parts| &mut parts.requirements)
}

/// The titles of its choices; `None` if they have descriptions.
fn key(requirement: &RatedView) -> Option<Vec<String>> {
    let mut steps = requirement.steps.iter();
    let is_plain = steps.all(|step| step.text.is_none() && step.criteria.is_empty());
    let titles = requirement.steps.iter();
    is_plain.then(|| titles.map(|step| step.title.plain.clone()).collect())
}
