//! The plan: the rows to raise in one order, by the points that each step gains.
//!
//! The raises that [advice](crate::advice) finds for a band come first, since together they are the shortest way to it. The
//! steps that remain in graded rows follow. Both parts are in the same order: most points a step first, and rows that gain
//! the same in the form's order. Rows without points, in a form without totals, follow the number of missing steps, the
//! most first.

use crate::advice::Raise;
use crate::rubric::{Item, Rubric};
use crate::score::Score;
use crate::state::Grades;

/// A line of a plan: a row, raised by one or more steps that gain the same on average.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PlanLine {
    /// The row and its grades.
    pub raise: Raise,
    /// The number of steps, at least 1.
    pub steps: usize,
    /// The points gained.
    pub gain: Score,
    /// Whether the line belongs to the shortest way to the band.
    pub is_needed: bool,
}

impl PlanLine {
    fn new(row: &Item, lowest: usize, raise: Raise, is_needed: bool) -> PlanLine {
        let score = |grade: usize| row.scores.get(grade).copied().unwrap_or_default();
        let start = raise.from.unwrap_or(lowest);
        PlanLine {
            raise,
            steps: start - raise.to,
            gain: score(raise.to) - score(start),
            is_needed,
        }
    }

    /// Whether this line belongs before `other`.
    fn precedes(&self, other: &PlanLine) -> bool {
        if self.is_needed != other.is_needed {
            return self.is_needed;
        }
        let worth = |line: &PlanLine, other: &PlanLine| {
            i64::from(line.gain.hundredths()) * other.steps as i64
        };
        let (mine, theirs) = (worth(self, other), worth(other, self));
        mine > theirs || (mine == theirs && mine == 0 && self.steps > other.steps)
    }
}

/// The plan for `rows` with `grades`. `raises` are those that reach the band. Rows that are neither graded nor raised are
/// left out.
#[inline(never)]
pub fn plan(rubric: &Rubric, grades: &Grades, rows: &[usize], raises: &[Raise]) -> Vec<PlanLine> {
    let lowest = rubric.grades().len().saturating_sub(1);
    let mut lines = Vec::new();
    for &place in rows {
        let Some(row) = rubric.rows().get(place) else {
            continue;
        };
        let mut from = grades.get(rubric, place);
        for raise in raises {
            if raise.row == place {
                insert(&mut lines, PlanLine::new(row, lowest, *raise, true));
                from = Some(raise.to);
            }
        }
        let mut from = from.unwrap_or(0);
        while from > 0 {
            let line = |to: usize| {
                let raise = Raise {
                    row: place,
                    from: Some(from),
                    to,
                };
                PlanLine::new(row, lowest, raise, false)
            };
            let mut best = line(from - 1);
            for to in (0..from - 1).rev() {
                let farther = line(to);
                if !best.precedes(&farther) {
                    best = farther;
                }
            }
            if best.gain == Score::ZERO && !row.scores.is_empty() {
                break;
            }
            insert(&mut lines, best);
            from = best.raise.to;
        }
    }
    lines
}

/// Inserts a line behind those that do not follow it.
#[inline(never)]
fn insert(lines: &mut Vec<PlanLine>, line: PlanLine) {
    let at = lines.iter().position(|other| line.precedes(other));
    lines.insert(at.unwrap_or(lines.len()), line);
}
