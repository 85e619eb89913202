//! Weights, as exact fractions.
//!
//! `weighing.rs` finds those of a standard's requirements; the core takes those of a profile as whole numbers
//! (`scores`). Fractions are needed because the points of a requirement may be divided among
//! three parts. All arithmetic is checked: a weight that does not fit gives no profile rather than
//! a wrong one.

use selfcheck_wasm::Score;
use selfcheck_wasm::profile::MAX_WEIGHT;

use super::rubric::points;

/// A weight: a positive fraction of hundredths of a point, in lowest terms.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Weight {
    /// The numerator, in hundredths of a point.
    part: i128,
    /// The denominator, at least 1.
    whole: i128,
}

impl Weight {
    /// Reduces the fraction to lowest terms. `whole` must be positive.
    pub(super) fn new(part: i128, whole: i128) -> Self {
        let divisor = divisor(part, whole);
        Weight {
            part: part / divisor,
            whole: whole / divisor,
        }
    }

    /// Whether it is more than 0.
    pub(super) fn is_positive(self) -> bool {
        self.part > 0
    }

    /// A weight of `hundredths` of a point; `None` unless it is positive.
    pub(super) fn stated(hundredths: i32) -> Option<Self> {
        (hundredths > 0).then(|| Weight::new(hundredths.into(), 1))
    }

    /// The sum; `None` if it does not fit.
    pub(super) fn plus(self, other: Weight) -> Option<Weight> {
        let (one, two) = (
            self.part.checked_mul(other.whole)?,
            other.part.checked_mul(self.whole)?,
        );
        Some(Weight::new(
            one.checked_add(two)?,
            self.whole.checked_mul(other.whole)?,
        ))
    }

    /// This weight, multiplied by `one` and divided by `two`. `None` if the result does not fit.
    /// `two` must not be 0.
    pub(super) fn scaled(self, one: i128, two: Weight) -> Option<Weight> {
        let part = self.part.checked_mul(one)?.checked_mul(two.whole)?;
        Some(Weight::new(part, self.whole.checked_mul(two.part)?))
    }

    /// The score of a grade that is worth `points`, in hundredths, for each point of this weight. In hundredths; `None` if
    /// they cannot state it exactly.
    pub fn times(self, points: i32) -> Option<i32> {
        let whole = self.whole.checked_mul(100)?;
        let part = self.part.checked_mul(i128::from(points))?;
        (part % whole == 0).then(|| i32::try_from(part / whole).ok())?
    }

    /// The weight as people write it: `7.5`, or `40/3` if decimals cannot state it. The fraction is
    /// in points, not in hundredths.
    pub fn written(self) -> String {
        match (i32::try_from(self.part), self.whole) {
            (Ok(hundredths), 1) => points(hundredths),
            _ => {
                let points = Weight::new(self.part, self.whole.saturating_mul(100));
                format!("{}/{}", points.part, points.whole)
            }
        }
    }
}

/// The greatest common divisor of two numbers, at least 1.
fn divisor(one: i128, two: i128) -> i128 {
    let (mut one, mut two) = (one, two);
    while two != 0 {
        (one, two) = (two, one % two);
    }
    one.max(1)
}

/// The weights as the core takes them, in proportion to each other; `None` if they are too far apart.
///
/// Weights are multiplied by their common denominator, so 1 and 40/3 become 3 and 40. They are
/// reduced only if they would exceed [`MAX_WEIGHT`], so that ordinary points stay as people know
/// them.
pub(super) fn scores(weights: &[Weight]) -> Option<Vec<Score>> {
    let mut whole = 1_i128;
    for weight in weights {
        whole = (whole / divisor(whole, weight.whole)).checked_mul(weight.whole)?;
    }
    let parts = weights
        .iter()
        .map(|weight| weight.part.checked_mul(whole / weight.whole));
    let mut parts: Vec<i128> = parts.collect::<Option<_>>()?;
    let most = i128::from(MAX_WEIGHT.hundredths());
    if parts.iter().any(|part| *part > most) {
        let common = parts.iter().fold(0, |common, part| divisor(*part, common));
        for part in &mut parts {
            *part /= common;
        }
    }
    let score = |part: i128| {
        let hundredths = i32::try_from(part).ok().filter(|_| part <= most)?;
        Some(Score::from_hundredths(hundredths))
    };
    parts.into_iter().map(score).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weights_that_are_not_decimal_stay_in_proportion() {
        let thirds = [
            Weight::new(4000, 3),
            Weight::new(4000, 3),
            Weight::new(500, 1),
        ];
        assert_eq!(
            thirds.map(Weight::written),
            ["40/3", "40/3", "5"].map(str::to_owned)
        );
        let exact = scores(&thirds).unwrap();
        let hundredths: Vec<i32> = exact.iter().map(|score| score.hundredths()).collect();
        assert_eq!(hundredths, [4000, 4000, 1500]);
    }

    #[test]
    fn weights_are_reduced_only_if_they_are_too_large() {
        let hundredths = |weights: &[i128]| -> Option<Vec<i32>> {
            let weights: Vec<Weight> = weights.iter().map(|one| Weight::new(*one, 1)).collect();
            let scores = scores(&weights)?;
            Some(scores.iter().map(|score| score.hundredths()).collect())
        };
        assert_eq!(hundredths(&[200, 400]), Some(vec![200, 400]));
        assert_eq!(hundredths(&[2_000_000, 4_000_000]), Some(vec![1, 2]));
        assert_eq!(hundredths(&[1, 4_000_000]), None);
    }
}
