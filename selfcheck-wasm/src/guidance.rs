//! The guided self-check: proposes a grade from answers about requirements.
//!
//! All numbers of the rule are data. For each row:
//! 1. If the share of answered requirements is less than `answered`, no grade is proposed.
//! 2. Requirements whose answer has no points are not counted. If none is left, no grade is proposed.
//! 3. The points of the counted answers are divided by the points if each were the best answer.
//! 4. The first threshold that this share reaches determines the grade.
//!
//! A standard's `rubric.yaml` states the rule as follows. The page uses `title` and `note`, this module the rest:
//!
//! ```yaml
//! guidance:
//!   answers:                       # best first
//!     - {id: alone, points: 2, title: {zh: …, en: …}}
//!     - {id: with-help, points: 1, title: {zh: …, en: …}}
//!     - {id: not-yet, points: 0, title: {zh: …, en: …}}
//!     - {id: not-applicable, title: {zh: …, en: …}}      # no points: not counted
//!   answered: 75                   # percent of a row's requirements that must be answered
//!   grades:                        # percent of the possible points, highest first; the last has no bound
//!     - {grade: A, from: 90}
//!     - {grade: B, from: 70}
//!     - {grade: C, from: 40}
//!     - {grade: D}
//!   note: {zh: …, en: …}           # states that the rule is ours
//! ```

use crate::rubric::{Item, List, Rubric};
use crate::score::Score;
use crate::state::Answers;

/// The proposal for a row, based on the answers about its requirements.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Proposal {
    /// The grade, or the reason why none is proposed.
    pub reason: Reason,
    /// The number of requirements of the row.
    pub requirements: usize,
    /// The number of answered requirements.
    pub answered: usize,
    /// The number of answered requirements that count.
    pub counted: usize,
    /// The points of the answers that count.
    pub points: Score,
    /// The most points that those answers could have earned.
    pub possible: Score,
}

/// The grade of a proposal, or the reason why there is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// The share of points reaches the threshold of this grade, a position in [`Rubric::grades`].
    Grade(usize),
    /// Too few requirements are answered.
    TooFew,
    /// None of the answered requirements counts.
    NothingCounts,
    /// The row has no requirements, or the rubric has no guided self-check.
    NoGuidance,
}

impl Proposal {
    /// The proposed grade.
    pub fn grade(&self) -> Option<usize> {
        match self.reason {
            Reason::Grade(grade) => Some(grade),
            _ => None,
        }
    }
}

/// Proposes a grade for one row. An answer that is not in the rubric counts as no answer.
pub fn propose(rubric: &Rubric, row: &Item, answers: &Answers) -> Proposal {
    let mut proposal = Proposal {
        reason: Reason::NoGuidance,
        requirements: row.places.len(),
        answered: 0,
        counted: 0,
        points: Score::ZERO,
        possible: Score::ZERO,
    };
    let Some(least) = rubric.items(List::Shares).first().and_then(Item::score) else {
        return proposal;
    };
    if row.places.is_empty() {
        return proposal;
    }
    let best = rubric
        .answers()
        .iter()
        .find_map(Item::score)
        .unwrap_or_default();
    for &requirement in &row.places {
        let Some(answer) = answers
            .get(requirement)
            .and_then(|answer| rubric.answers().get(answer))
        else {
            continue;
        };
        proposal.answered += 1;
        if let Some(points) = answer.score() {
            proposal.counted += 1;
            proposal.points = proposal.points + points;
            proposal.possible = proposal.possible + best;
        }
    }

    proposal.reason = Reason::TooFew;
    if reaches(proposal.answered as i64, row.places.len() as i64, least) {
        proposal.reason = Reason::NothingCounts;
    }
    if proposal.reason == Reason::NothingCounts && proposal.counted > 0 {
        let (points, possible) = (proposal.points.hundredths(), proposal.possible.hundredths());
        let reached = |threshold: &&Item| {
            reaches(
                points.into(),
                possible.into(),
                threshold.score().unwrap_or_default(),
            )
        };
        // The last threshold is 0, so one is always reached.
        if let Some(threshold) = rubric.items(List::Thresholds).iter().find(reached)
            && let Some(grade) = rubric.place(List::Grades, &threshold.id)
        {
            proposal.reason = Reason::Grade(grade);
        }
    }
    proposal
}

/// Whether `part` is at least `percent` of `whole`, computed exactly.
#[inline(never)]
fn reaches(part: i64, whole: i64, percent: Score) -> bool {
    part * 10_000 >= whole * i64::from(percent.hundredths())
}
