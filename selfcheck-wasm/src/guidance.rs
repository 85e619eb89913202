//! The guided way: from answers about requirements to a proposed grade.
//!
//! The rule is data, none of it is here. For one row:
//! 1. Of its requirements, so many are answered. If that share is less than `answered`, nothing is proposed.
//! 2. Answers without points leave their requirement out of the count. If nothing is left, nothing is proposed.
//! 3. The points of the others are set against what they would be if each had the best answer's points.
//! 4. The first threshold that this share reaches gives the grade.
//!
//! In a standard's `rubric.yaml` the rule stands like this; `title` and `note` are for the page, the rest is for here:
//!
//! ```yaml
//! guidance:
//!   answers:                       # best first
//!     - {id: alone, points: 2, title: {zh: …, en: …}}
//!     - {id: with-help, points: 1, title: {zh: …, en: …}}
//!     - {id: not-yet, points: 0, title: {zh: …, en: …}}
//!     - {id: not-applicable, title: {zh: …, en: …}}      # no points: left out of the count
//!   answered: 75                   # percent of a row's requirements that must be answered
//!   grades:                        # percent of the possible points, highest first; the last has no bound
//!     - {grade: A, from: 90}
//!     - {grade: B, from: 70}
//!     - {grade: C, from: 40}
//!     - {grade: D}
//!   note: {zh: …, en: …}           # that the rule is ours
//! ```

use crate::rubric::{Item, List, Rubric};
use crate::score::Score;
use crate::state::Answers;

/// What the answers about a row's requirements come to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Proposal {
    /// Why a grade is proposed or not.
    pub reason: Reason,
    /// How many requirements the row has.
    pub requirements: usize,
    /// How many of them are answered.
    pub answered: usize,
    /// How many of the answered count.
    pub counted: usize,
    /// The points of those that count.
    pub points: Score,
    /// What these points could be at most.
    pub possible: Score,
}

/// Why a grade is proposed or not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// The share of points reaches this grade's threshold, a place in [`Rubric::grades`].
    Grade(usize),
    /// Too few requirements are answered.
    TooFew,
    /// All requirements that are answered are left out of the count.
    NothingCounts,
    /// The row has no requirements, or the rubric has no guided way.
    NoGuidance,
}

impl Proposal {
    /// The grade proposed.
    pub fn grade(&self) -> Option<usize> {
        match self.reason {
            Reason::Grade(grade) => Some(grade),
            _ => None,
        }
    }
}

/// What answers come to for one row. An answer that the rubric does not have counts as none.
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
        // The last threshold begins at 0, so that one is always reached.
        if let Some(threshold) = rubric.items(List::Thresholds).iter().find(reached)
            && let Some(grade) = rubric.place(List::Grades, &threshold.id)
        {
            proposal.reason = Reason::Grade(grade);
        }
    }
    proposal
}

/// Whether `part` of `whole` is at least so many percent, exactly.
#[inline(never)]
fn reaches(part: i64, whole: i64, percent: Score) -> bool {
    part * 10_000 >= whole * i64::from(percent.hundredths())
}
