//! Advice: the points missing to a band, and the fewest grade steps that reach it.
//!
//! A step raises one row by one grade. An ungraded row counts as if it had the lowest grade, since that is the least it
//! can get; giving it that grade is not a step.
//!
//! If several ways need the same, smallest number of steps, three rules decide in this order:
//! 1. the way that gains the most points;
//! 2. the way that raises the weakest rows: the least sum of the squared heights of the grades above the lowest;
//! 3. the way that raises earlier rows of the form.

use crate::assess::{FormResult, form_result};
use crate::rubric::{List, Rubric};
use crate::score::Score;
use crate::state::Grades;

/// Advice on reaching a band with a level's form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Advice {
    /// The level whose form is used.
    pub level: usize,
    /// The band to reach.
    pub band: usize,
    /// The least total of that band (0 for the lowest).
    pub bound: Score,
    /// The points missing from the least total that is still possible to the bound; 0 if none are.
    pub missing: Score,
    /// The steps, if there are any.
    pub outcome: Outcome,
}

/// The conclusion of an [`Advice`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The band is reached, whatever grades the remaining rows get.
    Reached,
    /// The fewest steps that reach the band.
    Steps {
        /// The number of steps.
        steps: usize,
        /// The rows to raise, in the form's order.
        raises: Vec<Raise>,
    },
    /// The form's greatest total is below the bound.
    OutOfReach {
        /// The greatest total of the form.
        greatest: Score,
    },
}

/// A row to raise.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Raise {
    /// The row.
    pub row: usize,
    /// Its current grade; `None` if it is not graded.
    pub from: Option<usize>,
    /// The lowest grade that suffices.
    pub to: usize,
}

/// Advises how to reach `band` with the form of `level`. Returns `None` if the rubric has no such level or band.
#[inline(never)]
pub fn advise(rubric: &Rubric, grades: &Grades, level: usize, band: usize) -> Option<Advice> {
    let form = rubric.levels().get(level)?;
    let bound = rubric.bands().get(band)?.score().unwrap_or_default();
    let FormResult {
        minimum, greatest, ..
    } = form_result(rubric, grades, form);
    let mut advice = Advice {
        level,
        band,
        bound,
        missing: Score::ZERO,
        outcome: Outcome::Reached,
    };
    if minimum < bound {
        advice.missing = bound - minimum;
        advice.outcome = Outcome::OutOfReach { greatest };
        if greatest >= bound
            && let Some((steps, raises)) =
                fewest_steps(rubric, grades, &form.places, advice.missing)
        {
            advice.outcome = Outcome::Steps { steps, raises };
        }
    }
    Some(advice)
}

/// The level with the id of `band`, whose form may lead there, unless it is `evaluated_as` itself.
pub fn target_level(rubric: &Rubric, evaluated_as: Option<usize>, band: usize) -> Option<usize> {
    let level = rubric.level(rubric.id(List::Bands, Some(band)));
    level.filter(|_| level != evaluated_as)
}

/// The factor that leaves room for the second rule below the points; see [`worth`].
const SECOND: i64 = 1 << 16;

/// Less than any worth, and small enough that adding one does not overflow.
const UNREACHED: i64 = i64::MIN / 2;

/// The worth of raising a row from `start` by `steps`: the points gained, scaled by [`SECOND`], minus the second rule's
/// sum. With at most 256 rows of at most 9² each, that sum stays below [`SECOND`].
#[inline(never)]
fn worth(scores: &[Score], start: usize, steps: usize) -> i64 {
    let score = |grade: usize| scores.get(grade).map_or(0, |score| score.hundredths());
    let gain = score(start - steps) - score(start);
    // A valid rubric has no row with too few scores; in an invalid one it must not cause a panic.
    let height = scores.len().saturating_sub(start + 1);
    i64::from(gain) * SECOND - (steps * (2 * height + steps)) as i64
}

/// The fewest steps that gain `missing`, and the raises that the rules choose; `None` if no number of steps suffices.
///
/// For each number of steps, `best` holds the worth of the best way to spend exactly that many on the rows processed so
/// far. Rows are processed from last to first. For each row and number of steps, `choices` holds how many of the steps
/// the row takes, so the result is read off from the first row onwards.
fn fewest_steps(
    rubric: &Rubric,
    grades: &Grades,
    form: &[usize],
    missing: Score,
) -> Option<(usize, Vec<Raise>)> {
    let steps_of = |row: &usize| {
        let scores = &rubric.rows().get(*row)?.scores;
        Some(start(grades.get(rubric, *row), scores))
    };
    let width = form.iter().filter_map(steps_of).sum::<usize>() + 1;
    let mut best = vec![UNREACHED; width];
    best[0] = 0;
    // One line for each row of the form.
    let mut choices = vec![0_u8; width * form.len()];
    // The rows processed so far offer no more steps than this.
    let mut most = 0;
    for (at, &row) in form.iter().enumerate().rev() {
        let scores = &rubric.rows().get(row)?.scores;
        let start = start(grades.get(rubric, row), scores);
        most += start;
        let line = choices.get_mut(at * width..)?;
        for (total, choice) in line.iter_mut().enumerate().take(most + 1).rev() {
            let mut highest = UNREACHED;
            for steps in 0..=start.min(total) {
                let worth = best[total - steps] + worth(scores, start, steps);
                // If ways are equal, prefer more steps in the earlier row: the third rule.
                if worth >= highest {
                    highest = worth;
                    *choice = steps as u8;
                }
            }
            best[total] = highest;
        }
    }

    // The second rule subtracts less than `SECOND`, the equivalent of one hundredth of a point.
    let enough = i64::from(missing.hundredths()) * SECOND;
    let fewest = best.iter().position(|worth| *worth + SECOND > enough)?;
    let mut left = fewest;
    let mut raises = Vec::new();
    for (at, &row) in form.iter().enumerate() {
        let steps = usize::from(*choices.get(at * width + left)?);
        if steps > 0 {
            let from = grades.get(rubric, row);
            raises.push(Raise {
                row,
                from,
                to: start(from, &rubric.rows().get(row)?.scores) - steps,
            });
        }
        left -= steps;
    }
    Some((fewest, raises))
}

/// The grade that the steps start from.
fn start(grade: Option<usize>, scores: &[Score]) -> usize {
    grade.unwrap_or(scores.len().saturating_sub(1))
}
