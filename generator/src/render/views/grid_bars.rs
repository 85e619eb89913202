//! The bars of a grid: how many of a cell's requirements belong to each dimension.

use serde::Serialize;

use crate::index::{RequirementIndex, StandardIndex};
use crate::render::frame::Frame;
use crate::render::text::TextView;

/// The most dimensions that a bar tells apart; more shades cannot be told apart.
const MOST: usize = 5;

/// The most cells with bars. Of more, nobody compares the bars, and they would make the page several times as long.
const CELLS: usize = 100;

/// A part of a bar, measured in requirements.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct BarPart {
    /// The place of its dimension in the key, from 1.
    pub dimension: usize,
    /// The number of requirements before it.
    pub from: usize,
    /// The number of its own requirements.
    pub count: usize,
}

/// The dimensions that the bars tell apart, as values of one axis.
pub(super) struct BarKey {
    /// The place of the axis.
    axis: usize,
    /// The ids of the dimensions.
    ids: Vec<String>,
    /// Their titles.
    pub titles: Vec<TextView>,
}

/// Returns the dimensions for the bars of cells that hold `held`: those of the first axis to which every requirement belongs
/// with exactly one value, so that the parts of a bar add up to its cell. `None` if there is no such axis, if it has only one
/// value or too many, or if there are too many cells.
pub(super) fn key<'a>(
    frame: &Frame,
    standard: StandardIndex,
    held: impl Iterator<Item = &'a [RequirementIndex]> + Clone,
) -> Option<BarKey> {
    if held.clone().count() > CELLS {
        return None;
    }
    let standard = &frame.handbook().standards[standard];
    let axes = standard.about.dimensions.axes().into_iter().enumerate();
    let mut axes = axes.filter(|(_, axis)| (2..=MOST).contains(&axis.values.len()));
    let (axis, values) = axes.find_map(|(place, axis)| {
        let has_one = |requirement: &RequirementIndex| {
            let values = standard.requirements[*requirement]
                .axes
                .dimensions
                .of(place);
            let mut values = values.iter();
            let first = values.next();
            first.is_some_and(|first| axis.values.iter().any(|value| value.id.as_str() == first))
                && values.next().is_none()
        };
        let all_have = held.clone().flatten().all(has_one);
        all_have.then_some((place, axis.values))
    })?;
    let voice = frame.voice_of(standard);
    Some(BarKey {
        axis,
        ids: values.iter().map(|value| value.id.to_string()).collect(),
        titles: values
            .iter()
            .map(|value| voice.text(&value.title))
            .collect(),
    })
}

/// Returns the parts of the bar of a cell that holds `held`, without those of no requirement.
pub(super) fn parts(
    frame: &Frame,
    standard: StandardIndex,
    key: &BarKey,
    held: &[RequirementIndex],
) -> Vec<BarPart> {
    let requirements = &frame.handbook().standards[standard].requirements;
    let mut from = 0;
    let parts = key.ids.iter().enumerate().map(|(place, id)| {
        let of = |requirement: &&RequirementIndex| {
            let dimensions = &requirements[**requirement].axes.dimensions;
            dimensions.of(key.axis).has(id)
        };
        let part = BarPart {
            dimension: place + 1,
            from,
            count: held.iter().filter(of).count(),
        };
        from += part.count;
        part
    });
    parts.filter(|part| part.count > 0).collect()
}
