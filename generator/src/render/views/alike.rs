//! What else a standard says in a requirement's words, or in nearly those.

use serde::Serialize;

use super::difference::{self, DifferenceView};
use crate::model::Standard;
use crate::model::same::essence;
use crate::render::text::Voice;

/// The requirements in the words of one.
#[derive(Clone, Debug, Default, Serialize)]
pub struct AlikeView {
    /// Those that say the same: the link to each, and its name.
    pub same: Vec<(String, String)>,
    /// Those that say nearly the same.
    pub near: Vec<NearView>,
}

/// A requirement in nearly the words of another.
#[derive(Clone, Debug, Serialize)]
pub struct NearView {
    /// The link to it.
    pub href: String,
    /// Its name, and what sets it apart: the side of the clause is the one whose page this is, the side of the form the other.
    pub difference: DifferenceView,
}

/// What is in the words of the requirement at `requirement`; `href` links to another, by its place.
pub(super) fn view(
    voice: &Voice,
    of: &Standard,
    requirement: usize,
    href: impl Fn(usize) -> Option<String>,
) -> AlikeView {
    let own = of.requirements[requirement].text();
    let near = of.near().others(requirement).iter().filter_map(|other| {
        let entry = &of.requirements[*other];
        Some(NearView {
            href: href(*other)?,
            difference: difference::between(voice, &entry.id, own, entry.text(), essence)?,
        })
    });
    let same = of.same().others(requirement).iter();
    AlikeView {
        same: same
            .filter_map(|other| Some((href(*other)?, of.requirements[*other].id.to_string())))
            .collect(),
        near: near.collect(),
    }
}
