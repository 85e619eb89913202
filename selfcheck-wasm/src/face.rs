//! The assessment on texts: what the page's script calls through WASM, and what tests and fuzzing call as it is.
//!
//! Every function takes one text and gives one, so that the border to the script stays thin. What is entered in the form
//! is always a [fragment](mod@crate::fragment), what a file holds always a list of [entries](crate::saved). In the page an error is `!`
//! and its code; no other answer begins with `!`.

use crate::advice::{Outcome, advise, target_level};
use crate::assess::assess;
use crate::fragment::{self, FragmentError};
use crate::guidance::{Reason, propose};
use crate::rubric::Rubric;
use crate::saved::{self, FileError, SavedCheck};
use crate::score::Score;
use crate::state::{Grades, State};
use crate::words::push_number;

/// The answer, or why there is none.
pub type Answer = Result<String, FaceError>;

/// What a text of this module can be refused for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FaceError {
    /// The fragment is not read.
    #[error(transparent)]
    Fragment(#[from] FragmentError),
    /// The file is not read.
    #[error(transparent)]
    File(#[from] FileError),
}

impl FaceError {
    /// A stable name of the error, for a page that has its own words.
    pub fn code(self) -> &'static str {
        match self {
            FaceError::Fragment(error) => error.code(),
            FaceError::File(error) => error.code(),
        }
    }
}

/// Assesses a fragment. The answer is whole numbers with a space between, scores in hundredths and -1 for none:
/// - level evaluated as, 1 if it was chosen or else 0, how many levels follow
/// - for each level: rows graded, rows, sum, minimum, maximum, greatest, lowest band, highest band, as in
///   [`FormResult`](crate::FormResult); where all rows are graded, the total is the sum and its band the lowest band
/// - for each piece of advice, to the end: 0 if it is to the next band or 1 if to the band aimed at, level, band, bound,
///   points missing, the greatest total if it is out of reach or else -1, steps, how many raises follow, and for each
///   raise: row, grade now, grade needed
///
/// # Errors
/// A [`FragmentError`].
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
        out.count(form.lowest_band);
        out.count(form.highest_band);
    }
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
    Ok(out.0)
}

/// Proposes grades from the answers in a fragment. The answer is six whole numbers for each row with a space between: the grade, or
/// -1 for too few answers, -2 if none counts, -3 if there is no rule; requirements, answered, counted, points and
/// possible points, both in hundredths.
///
/// # Errors
/// A [`FragmentError`].
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

/// Reads a fragment and writes it again as it should be: known keys in their order, and only what is not empty.
///
/// # Errors
/// A [`FragmentError`].
pub fn link(rubric: &Rubric, fragment: &str) -> Answer {
    Ok(fragment::write(rubric, &fragment::read(rubric, fragment)?))
}

/// Turns the entries of a saved file into a fragment, if all of them are good.
///
/// # Errors
/// A [`FileError`].
pub fn open_file(rubric: &Rubric, entries: &str) -> Answer {
    Ok(fragment::write(
        rubric,
        &SavedCheck::decode(rubric, entries)?.state,
    ))
}

/// Turns a fragment into the entries of a saved file. The script adds what the person says about it, and tries the whole
/// with [`open_file`] before it is saved.
///
/// # Errors
/// A [`FragmentError`].
pub fn save_file(rubric: &Rubric, fragment: &str) -> Answer {
    Ok(saved::encode_state(
        rubric,
        &fragment::read(rubric, fragment)?,
    ))
}

/// Whole numbers with a space between.
#[derive(Default)]
struct Numbers(String);

impl Numbers {
    #[inline(never)]
    fn number(&mut self, number: i32) {
        if !self.0.is_empty() {
            self.0.push_str(" ");
        }
        push_number(&mut self.0, number);
    }

    /// A count or place, which the limits of a rubric keep small.
    fn count(&mut self, count: usize) {
        self.number(count as i32);
    }

    fn place(&mut self, place: Option<usize>) {
        self.number(place.map_or(-1, |place| place as i32));
    }

    fn score(&mut self, score: Score) {
        self.number(score.hundredths());
    }

    /// The advice on the way from a level's form to a band; nothing if one of them is not there.
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
        self.count(raises.len());
        for raise in raises {
            self.count(raise.row);
            self.place(raise.from);
            self.count(raise.to);
        }
    }
}
