//! Other requirements of a standard with the same words, or nearly the same.

use serde::Serialize;

use super::difference::{self, DifferenceView};
use crate::index::RequirementIndex;
use crate::model::CompleteStandard;
use crate::model::same::essence;
use crate::render::text::Voice;

/// The requirements that resemble another.
#[derive(Clone, Debug, Default, Serialize)]
pub struct AlikeView {
    /// Requirements with the same words: the link to each, and its id.
    pub same: Vec<(String, String)>,
    /// Requirements with nearly the same words.
    pub near: Vec<NearView>,
}

/// A requirement with nearly the same words as another.
#[derive(Clone, Debug, Serialize)]
pub struct NearView {
    /// The link to it.
    pub href: String,
    /// Its id and the differences. The clause's side is the requirement of this page, and the form's side is the
    /// other one.
    pub difference: DifferenceView,
}

/// Finds the requirements that resemble the one at `requirement`; `href` returns the link to another by its index.
pub(super) fn view(
    voice: &Voice,
    standard: &CompleteStandard,
    requirement: RequirementIndex,
    href: impl Fn(RequirementIndex) -> Option<String>,
) -> AlikeView {
    let text = standard.requirements[requirement].text();
    let near = standard
        .near()
        .others(requirement)
        .iter()
        .filter_map(|other| {
            let entry = &standard.requirements[*other];
            Some(NearView {
                href: href(*other)?,
                difference: difference::between(voice, &entry.name, text, entry.text(), essence)?,
            })
        });
    let same = standard.same().others(requirement).iter();
    AlikeView {
        same: same
            .filter_map(|other| {
                Some((
                    href(*other)?,
                    standard.requirements[*other].name.to_string(),
                ))
            })
            .collect(),
        near: near.collect(),
    }
}
