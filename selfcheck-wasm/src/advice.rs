//! What is missing to a band, and the fewest grade steps that reach it.
//!
//! A step is one grade up in one row. A row that is not graded counts as having the lowest grade, since that is the
//! least that grading can give it; to grade it so is no step.
//!
//! Where several ways need the same, fewest, number of steps, the one given is settled by three rules, in this order:
//! 1. it gains the most points;
//! 2. it raises the weakest rows: the sum of the squares of the grades' heights above the lowest is least;
//! 3. it raises earlier rows of the form rather than later ones.

use crate::assess::{FormResult, form_result};
use crate::rubric::{List, Rubric};
use crate::score::Score;
use crate::sound::{MAX_CHOICES, MAX_ROWS};
use crate::state::Grades;

/// What stands between a form's grades and a band.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Advice {
    /// The level whose form it is.
    pub level: usize,
    /// The band aimed at.
    pub band: usize,
    /// The least total of that band (0 for the lowest).
    pub bound: Score,
    /// How many points are missing to it from the least total that is still possible; 0 when none are.
    pub missing: Score,
    /// What to do.
    pub outcome: Outcome,
}

/// What an [`Advice`] comes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The grades already make it, whatever the rows not yet graded are given.
    Reached,
    /// So many steps, in these rows, make it; no fewer do.
    Steps {
        /// The number of steps.
        steps: usize,
        /// The rows to raise, in the form's order.
        raises: Vec<Raise>,
    },
    /// No grades of this form make it: its greatest total is below the bound.
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
    /// Its grade now; none if it has none.
    pub from: Option<usize>,
    /// The grade that it needs at least.
    pub to: usize,
}

/// What stands between the grades on a level's form and a band. None if the rubric has no such level or band.
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

/// The other level whose form may lead to the band aimed at: that of the band's name, if there is one and it is not the level evaluated as.
pub fn target_level(rubric: &Rubric, evaluated_as: Option<usize>, band: usize) -> Option<usize> {
    let own = rubric.level(rubric.id(List::Bands, Some(band)));
    own.filter(|_| own != evaluated_as)
}

/// Room for the second rule below the points, in one number: see [`worth`].
const SECOND: i64 = 1 << 16;

/// Less than any worth, with room to add one.
const UNREACHED: i64 = i64::MIN / 2;

/// The most steps that a form can have.
const MAX_STEPS: usize = MAX_ROWS * (MAX_CHOICES - 1);

/// How good it is to raise a row from `start` by `steps`: points first, then the second rule as a number less than [`SECOND`],
/// taken away. At most 32 rows, each at most 9² by the second rule, keep a sum of them below it.
#[inline(never)]
fn worth(scores: &[Score], start: usize, steps: usize) -> i64 {
    let score = |grade: usize| scores.get(grade).map_or(0, |score| score.hundredths());
    let gain = score(start - steps) - score(start);
    // A row with too few scores is in no sound rubric; it does no harm.
    let height = scores.len().saturating_sub(start + 1);
    i64::from(gain) * SECOND - (steps * (2 * height + steps)) as i64
}

/// The fewest steps that gain `missing`, and the way that the rules choose; none if no number of steps does.
///
/// `best` holds, at each number of steps, the worth of the best way to spend exactly so many on the rows seen. Rows are seen from
/// the last to the first, and `choices` has for each row, at each number of steps, how many of them are its own; so the way is
/// read off from the first row on.
fn fewest_steps(
    rubric: &Rubric,
    grades: &Grades,
    form: &[usize],
    missing: Score,
) -> Option<(usize, Vec<Raise>)> {
    let mut best = [UNREACHED; MAX_STEPS + 1];
    best[0] = 0;
    let mut choices = [[0_u8; MAX_STEPS + 1]; MAX_ROWS];
    let rows = form.iter().zip(&mut choices);
    // More steps than the rows seen have are not to be had.
    let mut most = 0;
    for (&row, choices) in rows.rev() {
        let scores = &rubric.rows().get(row)?.scores;
        let start = start(grades.get(rubric, row), scores);
        most += start;
        for (total, choice) in choices.iter_mut().enumerate().take(most + 1).rev() {
            let mut highest = UNREACHED;
            for steps in 0..=start.min(total) {
                let worth = best[total - steps] + worth(scores, start, steps);
                // Of equals the most steps for the earlier row: the third rule.
                if worth >= highest {
                    highest = worth;
                    *choice = steps as u8;
                }
            }
            best[total] = highest;
        }
    }

    // What the second rule takes away from the points is less than `SECOND`, which is one hundredth.
    let enough = i64::from(missing.hundredths()) * SECOND;
    let fewest = best.iter().position(|worth| *worth + SECOND > enough)?;
    let mut left = fewest;
    let mut raises = Vec::new();
    for (&row, choices) in form.iter().zip(&choices) {
        let steps = usize::from(choices[left]);
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

/// The grade that steps start from.
fn start(grade: Option<usize>, scores: &[Score]) -> usize {
    grade.unwrap_or(scores.len().saturating_sub(1))
}
