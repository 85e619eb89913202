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
use crate::rubric::{Row, Rubric};
use crate::score::Score;
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
pub fn advise(rubric: &Rubric, grades: &Grades, level: usize, band: usize) -> Option<Advice> {
    let form = rubric.levels().get(level)?;
    let bound = rubric.bands().get(band)?.from.unwrap_or_default();
    let now = form_result(rubric, grades, form);
    let missing = (bound - now.minimum).max(Score::ZERO);
    let outcome = if missing == Score::ZERO {
        Outcome::Reached
    } else {
        let rows = form.rows.iter().filter_map(|&row| {
            let grade = grades.get(rubric, row);
            Some(Place {
                row,
                grade,
                scores: rubric.rows().get(row)?,
            })
        });
        match fewest_steps(&rows.collect::<Vec<_>>(), missing) {
            Some((steps, raises)) => Outcome::Steps { steps, raises },
            None => Outcome::OutOfReach {
                greatest: greatest(rubric, level),
            },
        }
    };
    Some(Advice {
        level,
        band,
        bound,
        missing,
        outcome,
    })
}

/// The ways to the band aimed at: on the form of the level evaluated as, and on the form of the level that has the band's name.
/// Where that is one form, or one of them does not exist, there is one way or none.
pub fn advise_target(
    rubric: &Rubric,
    grades: &Grades,
    evaluated_as: Option<usize>,
    band: usize,
) -> Vec<Advice> {
    let own = rubric
        .bands()
        .get(band)
        .and_then(|band| rubric.level(&band.id));
    let own = own.filter(|level| Some(*level) != evaluated_as);
    [evaluated_as, own]
        .into_iter()
        .flatten()
        .filter_map(|level| advise(rubric, grades, level, band))
        .collect()
}

fn greatest(rubric: &Rubric, level: usize) -> Score {
    let nothing = Grades::default();
    rubric
        .levels()
        .get(level)
        .map(|form| form_result(rubric, &nothing, form))
        .map_or(Score::ZERO, |form: FormResult| form.maximum)
}

/// A row of the form and its grade.
struct Place<'a> {
    row: usize,
    grade: Option<usize>,
    scores: &'a Row,
}

/// Room for the second rule below the points, in one number: see [`Place::worth`].
const SECOND: i64 = 1 << 16;

impl Place<'_> {
    /// The grade that steps start from.
    fn start(&self) -> usize {
        self.grade
            .unwrap_or(self.scores.scores.len().saturating_sub(1))
    }

    /// How good it is to raise this row by `steps`: points first, then the second rule as a number less than [`SECOND`],
    /// taken away. At most 32 rows, each at most 9² by the second rule, keep a sum of them below it.
    fn worth(&self, steps: usize) -> Option<i64> {
        let start = self.start();
        let raised = self.scores.scores.get(start.checked_sub(steps)?)?;
        let gain = *raised - *self.scores.scores.get(start)?;
        let height = (self.scores.scores.len() - 1 - start) as i64;
        let steps = steps as i64;
        Some(i64::from(gain.hundredths()) * SECOND - steps * (2 * height + steps))
    }
}

/// The points in a sum of worths.
fn points(worth: i64) -> i64 {
    (worth + SECOND - 1).div_euclid(SECOND)
}

/// The fewest steps that gain `missing`, and the way that the rules choose.
///
/// `best[steps]` is the worth of the best way to spend exactly so many steps on the rows seen; rows are seen from the last to the
/// first, and every stage is kept, so that the way can be read off from the first row on.
fn fewest_steps(rows: &[Place<'_>], missing: Score) -> Option<(usize, Vec<Raise>)> {
    let mut stages: Vec<Vec<i64>> = vec![vec![0]];
    for row in rows.iter().rev() {
        let below = stages.last()?;
        let mut best = vec![i64::MIN; below.len() + row.start()];
        for (spent, worth) in below.iter().enumerate() {
            for steps in 0..=row.start() {
                let worth = worth + row.worth(steps)?;
                if let Some(known) = best.get_mut(spent + steps) {
                    *known = worth.max(*known);
                }
            }
        }
        stages.push(best);
    }

    let mut best = stages.pop()?;
    let fewest = best
        .iter()
        .position(|worth| points(*worth) >= i64::from(missing.hundredths()))?;
    let mut left = fewest;
    let mut raises = Vec::new();
    for row in rows {
        let below = stages.pop()?;
        let aim = *best.get(left)?;
        // The most steps for the earlier row: the third rule.
        let steps = (0..=row.start().min(left)).rev().find(|steps| {
            let rest = below.get(left - steps).copied();
            rest.zip(row.worth(*steps))
                .is_some_and(|(rest, worth)| rest + worth == aim)
        })?;
        if steps > 0 {
            raises.push(Raise {
                row: row.row,
                from: row.grade,
                to: row.start() - steps,
            });
        }
        left -= steps;
        best = below;
    }
    Some((fewest, raises))
}
