//! The titles of several levels: many in a row are named by the first and the last.

use super::joined::joined_as_range;
use crate::render::text::{TextView, Voice};
use crate::source::format::standard::Level;

/// The number of levels in a row from which only the first and the last are named.
const MANY: usize = 4;

/// Returns the titles of those of `levels` that `has` accepts. In levels that follow each other in the order of their list,
/// many in a row are one entry, from the first to the last.
pub(super) fn titles(
    voice: &Voice,
    levels: &[&Level],
    has: impl Fn(&str) -> bool,
) -> Vec<TextView> {
    let follow_each_other = levels.iter().all(|level| level.follows.is_none());
    let runs = levels.chunk_by(|one, other| has(one.id.as_str()) == has(other.id.as_str()));
    let runs = runs.filter(|run| has(run[0].id.as_str()));
    let title = |level: &&Level| voice.text(&level.title);
    let entries = runs.flat_map(|run| match run {
        [first, .., last] if follow_each_other && run.len() >= MANY => {
            vec![joined_as_range(
                &title(first),
                &title(last),
                &voice.own().tag,
            )]
        }
        run => run.iter().map(title).collect(),
    });
    entries.collect()
}
