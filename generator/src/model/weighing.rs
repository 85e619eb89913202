//! The weights of the requirements of a standard.
//!
//! A requirement counts by the points that it states, and by 1 point without any. If it states points but is rated by its
//! parts, its points are divided among these in proportion to their own.

use super::standard::Standard;
use super::weight::Weight;
use crate::index::RequirementIndex;

/// The weight of a requirement without one, in hundredths of a point.
const DEFAULT: i128 = 100;

impl Standard {
    /// The weights of the requirements `rated`; `None` if one is not positive or cannot be stated exactly.
    ///
    /// In the order of `rated`. A requirement that states no points counts 1 point, unless one
    /// above it states points, which are then divided.
    pub(super) fn weights(&self, rated: &[RequirementIndex]) -> Option<Vec<Weight>> {
        let stated = |index: RequirementIndex| {
            let weight = self.requirements[index].item().weight.as_ref();
            weight.map(|weight| i128::from(weight.hundredths))
        };
        let own = rated.iter().map(|index| stated(*index).unwrap_or(DEFAULT));
        let mut weights: Vec<Weight> = own.map(|weight| Weight::new(weight, 1)).collect();
        // The requirements above, each after those below it.
        let mut above: Vec<RequirementIndex> = Vec::new();
        for index in rated {
            above.extend(self.above(*index));
        }
        above.sort_unstable();
        above.dedup();
        for parent in above.into_iter().rev() {
            let Some(points) = stated(parent) else {
                continue;
            };
            let is_part = |index: RequirementIndex| self.above(index).any(|one| one == parent);
            let parts: Vec<usize> = (0..rated.len()).filter(|at| is_part(rated[*at])).collect();
            let mut sum = Weight::new(0, 1);
            for part in &parts {
                sum = sum.plus(weights[*part])?;
            }
            for part in parts {
                weights[part] = weights[part].scaled(points, sum)?;
            }
        }
        weights
            .iter()
            .all(|weight| weight.is_positive())
            .then_some(weights)
    }

    /// The requirements that the one at `index` is part of, the nearest first.
    pub fn above(&self, index: RequirementIndex) -> impl Iterator<Item = RequirementIndex> {
        let parent = |index: &RequirementIndex| self.requirements[*index].parent;
        std::iter::successors(parent(&index), parent)
    }
}
