//! The assessment as functions from text to text, which the page's script calls through WASM and tests and fuzzers call
//! directly.
//!
//! Every function takes and returns one text, which keeps the boundary to the script small. The form's state is always a
//! [fragment](mod@crate::fragment), a file's content always a list of [entries](crate::saved). The page receives an error
//! as `!` followed by its code; no other answer starts with `!`.

use crate::advice::{Outcome, Raise, advise, target_level};
use crate::assess::assess;
use crate::fragment::{self, FragmentError};
use crate::guidance::{Reason, propose};
use crate::plan::plan;
use crate::rubric::Rubric;
use crate::saved::{self, FileError, SavedCheck};
use crate::score::Score;
use crate::state::{Grades, State};
use crate::words::push_number;

/// The result of a function of this module.
pub type Answer = Result<String, InterfaceError>;

/// The reason why a text was refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum InterfaceError {
    /// The fragment is not valid.
    #[error(transparent)]
    Fragment(#[from] FragmentError),
    /// The file is not valid.
    #[error(transparent)]
    File(#[from] FileError),
}

impl InterfaceError {
    /// The error's stable code, for pages that have their own messages.
    pub fn code(self) -> &'static str {
        match self {
            InterfaceError::Fragment(error) => error.code(),
            InterfaceError::File(error) => error.code(),
        }
    }
}

/// Assesses a fragment. The answer is a list of integers separated by spaces, with scores in hundredths and -1 for
/// `None`:
/// - the level evaluated for, 1 if it was chosen and 0 otherwise, the number of levels that follow
/// - for each level: graded rows, rows, sum, minimum, maximum, greatest, lowest band, highest band, as in
///   [`FormResult`](crate::FormResult); once all rows are graded, the sum is the total and the lowest band its band
/// - for each piece of advice, until the end: 0 for the next band, 1 for the target band or 2 without a band, level, band,
///   bound, missing points, the greatest total if the band is out of reach and -1 otherwise, steps, the number of lines of
///   the [plan](mod@crate::plan) that follow, and for each line: row, current grade, needed grade, the points gained, and 1 if
///   it is needed to reach the band or 0 if not
///
/// # Errors
/// Returns a [`FragmentError`] if the fragment is not valid.
pub fn assess_text(rubric: &Rubric, fragment: &str) -> Answer {
    let State {
        grades,
        evaluated_as,
        target,
        ..
    } = fragment::read(rubric, fragment)?;
    let assessment = assess(rubric, &grades, evaluated_as);
    let mut out = Numbers(String::with_capacity(512));
    out.place(assessment.evaluated_as);
    out.count(usize::from(assessment.chosen));
    out.count(assessment.forms.len());
    for form in &assessment.forms {
        out.count(form.graded);
        out.count(form.rows);
        out.score(form.sum);
        out.score(form.minimum);
        out.score(form.maximum);
        out.score(form.greatest);
        out.place(form.lowest_band);
        out.place(form.highest_band);
    }
    let length = out.0.len();
    out.advice(
        0,
        rubric,
        &grades,
        assessment.evaluated_as,
        assessment.next_band(),
    );
    out.advice(1, rubric, &grades, assessment.evaluated_as, target);
    if let Some(band) = target {
        let other = target_level(rubric, assessment.evaluated_as, band);
        out.advice(1, rubric, &grades, other, target);
    }
    if out.0.len() == length {
        // There is no band to reach, but there may be rows to raise.
        let level = assessment.evaluated_as;
        out.number(2);
        out.place(level);
        for none in [-1, 0, 0, -1, 0] {
            out.number(none);
        }
        let all: Vec<usize> = (0..rubric.rows().len()).collect();
        let rows = level.and_then(|level| rubric.levels().get(level));
        out.lines(rubric, &grades, rows.map_or(&all, |rows| &rows.places), &[]);
    }
    Ok(out.0)
}

/// Proposes grades from the answers in a fragment. The answer is a list of integers separated by spaces, six for each
/// row: the grade, or -1 for too few answers, -2 if none counts, -3 if there is no rule; requirements, answered,
/// counted, points and possible points, the last two in hundredths.
///
/// # Errors
/// Returns a [`FragmentError`] if the fragment is not valid.
pub fn propose_text(rubric: &Rubric, fragment: &str) -> Answer {
    let state = fragment::read(rubric, fragment)?;
    let mut out = Numbers::default();
    for row in rubric.rows() {
        let proposal = propose(rubric, row, &state.answers);
        out.number(match proposal.reason {
            Reason::Grade(grade) => grade as i32,
            Reason::TooFew => -1,
            Reason::NothingCounts => -2,
            Reason::NoGuidance => -3,
        });
        out.count(proposal.requirements);
        out.count(proposal.answered);
        out.count(proposal.counted);
        out.score(proposal.points);
        out.score(proposal.possible);
    }
    Ok(out.0)
}

/// Reads a fragment and writes its normal form: known keys in their order, without empty values.
///
/// # Errors
/// Returns a [`FragmentError`] if the fragment is not valid.
pub fn link(rubric: &Rubric, fragment: &str) -> Answer {
    Ok(fragment::write(rubric, &fragment::read(rubric, fragment)?))
}

/// Converts the entries of a saved file to a fragment.
///
/// # Errors
/// Returns a [`FileError`] if an entry is not valid.
pub fn open_file(rubric: &Rubric, entries: &str) -> Answer {
    Ok(fragment::write(
        rubric,
        &SavedCheck::decode(rubric, entries)?.state,
    ))
}

/// Converts a fragment to the entries of a saved file. The script adds the texts that the reader entered, and validates
/// the result with [`open_file`] before saving it.
///
/// # Errors
/// Returns a [`FragmentError`] if the fragment is not valid.
pub fn save_file(rubric: &Rubric, fragment: &str) -> Answer {
    Ok(saved::encode_state(
        rubric,
        &fragment::read(rubric, fragment)?,
    ))
}

/// A list of integers separated by spaces.
#[derive(Default)]
pub(crate) struct Numbers(pub(crate) String);

impl Numbers {
    #[inline(never)]
    pub(crate) fn number(&mut self, number: i32) {
        if !self.0.is_empty() {
            self.0.push_str(" ");
        }
        push_number(&mut self.0, number);
    }

    /// Adds a count or position, which the limits of a rubric keep small.
    pub(crate) fn count(&mut self, count: usize) {
        self.number(count as i32);
    }

    pub(crate) fn place(&mut self, place: Option<usize>) {
        self.number(place.map_or(-1, |place| place as i32));
    }

    fn score(&mut self, score: Score) {
        self.number(score.hundredths());
    }

    /// Adds the advice for a level's form and a band; nothing if either is `None`.
    #[inline(never)]
    fn advice(
        &mut self,
        kind: i32,
        rubric: &Rubric,
        grades: &Grades,
        level: Option<usize>,
        band: Option<usize>,
    ) {
        let Some((level, band)) = level.zip(band) else {
            return;
        };
        let Some(advice) = advise(rubric, grades, level, band) else {
            return;
        };
        self.number(kind);
        self.count(advice.level);
        self.count(advice.band);
        self.score(advice.bound);
        self.score(advice.missing);
        let (greatest, steps, raises) = match &advice.outcome {
            Outcome::Reached => (-1, 0, &[][..]),
            Outcome::OutOfReach { greatest } => (greatest.hundredths(), 0, &[][..]),
            Outcome::Steps { steps, raises } => (-1, *steps, &raises[..]),
        };
        self.number(greatest);
        self.count(steps);
        let rows = rubric.levels().get(level);
        self.lines(
            rubric,
            grades,
            rows.map_or(&[], |rows| &rows.places),
            raises,
        );
    }

    /// Adds the plan for some rows.
    #[inline(never)]
    fn lines(&mut self, rubric: &Rubric, grades: &Grades, rows: &[usize], raises: &[Raise]) {
        let lines = plan(rubric, grades, rows, raises);
        self.count(lines.len());
        for line in lines {
            self.count(line.raise.row);
            self.place(line.raise.from);
            self.count(line.raise.to);
            self.score(line.gain);
            self.count(usize::from(line.is_needed));
        }
    }
}
