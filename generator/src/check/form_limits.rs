//! Checks that the self-check can compute a form: that it has not too many rows, and no number beyond the limits.
//!
//! The code is `E331`. The rest of a form is the subject of [`super::forms`].

use selfcheck_wasm::RubricError;
use selfcheck_wasm::validity::{MAX_REQUIREMENTS, MAX_ROWS};

use crate::language::message::{Message, message};
use crate::model::assessment::rubric as rubric_of;
use crate::model::{GradedForm, Standard};
use crate::source::diagnostic::Diagnostic;
use crate::source::rule::Rule;

/// `E331`. The fault of a form that is too large for the self-check to compute.
pub(super) fn beyond_limits(part: &Standard, graded: GradedForm<'_>) -> Option<Diagnostic> {
    if graded.form.rows.is_empty() || graded.rubric.grades.is_empty() {
        return None;
    }
    let error = rubric_of(part, graded).err()?;
    let (cause, help) = match &error {
        RubricError::Count("rows") => (
            message!("it has more than {max_rows} rows", max_rows = MAX_ROWS),
            if graded.generated.is_some() {
                message!("generate fewer rows, by clause or dimension or for one `level`")
            } else {
                message!("divide the rows among several forms")
            },
        ),
        RubricError::Count("requirements") => (
            message!(
                "its rows name more than {max_requirements} requirements",
                max_requirements = MAX_REQUIREMENTS
            ),
            message!("divide the rows among several forms"),
        ),
        RubricError::OutOfRange(_) => (
            Message::report(error.to_string()),
            message!(
                "correct the score, the bound or the weights: they may not be negative, and a total has at most six \
                 digits"
            ),
        ),
        RubricError::Count(_)
        | RubricError::BadId(_)
        | RubricError::BadGrade(_)
        | RubricError::Duplicate(_)
        | RubricError::Unknown(_)
        | RubricError::ScoreCount(_)
        | RubricError::ScoreOrder(_)
        | RubricError::BandsWithoutTotals
        | RubricError::BandOrder(_)
        | RubricError::AnswerOrder
        | RubricError::ThresholdOrder => return None,
    };
    Some(Rule::FormBeyondLimits.at(
        &graded.form.position,
        message!("the self-check cannot compute this form: {cause}", cause),
        help,
    ))
}
