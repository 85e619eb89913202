//! Checks that the rules of the guided self-check, those of the rubric and of each form, propose grades that the form has, by
//! bounds and points that fall. The self-check cannot compute a form with any others.
//!
//! The codes are `E302` and `E332`.

use super::suggest::unknown;
use crate::language::message::{Message, message};
use crate::model::Standard;
use crate::model::rubric::points;
use crate::source::diagnostic::Diagnostic;
use crate::source::format::grade::Grade;
use crate::source::format::rubric::{GradeFrom, Guidance};
use crate::source::position::Position;
use crate::source::rule::Rule;

/// The highest percentage, in hundredths.
const ALL: i32 = 10_000;

/// Checks every guidance of a standard, that of the rubric once.
pub(super) fn guidance(part: &Standard, found: &mut Vec<Diagnostic>) {
    if let Some(rubric) = part.rubric.as_deref()
        && let Some(guidance) = &rubric.guidance
    {
        of_grades(guidance, &rubric.grades, found);
    }
    for graded in part.graded_forms() {
        if let Some(guidance) = &graded.form.guidance {
            of_grades(guidance, &graded.rubric.grades, found);
        }
    }
}

fn of_grades(guidance: &Guidance, grades: &[Grade], found: &mut Vec<Diagnostic>) {
    answers(guidance, found);
    percentage(
        message!("`answered`"),
        &guidance.answered.position,
        guidance.answered.hundredths,
        found,
    );
    let known = grades.iter().map(|grade| grade.id.as_str());
    let mut last: Option<(usize, &GradeFrom)> = None;
    for bound in &guidance.grades {
        let Some(place) = grades
            .iter()
            .position(|grade| bound.grade == *grade.id.value)
        else {
            found.push(unknown(
                Rule::UnknownGrade,
                &bound.grade,
                message!("grade"),
                known.clone(),
            ));
            return;
        };
        if let Some((before, above)) = last {
            found.extend(order((before, above), (place, bound)));
        }
        if let Some(from) = &bound.from {
            percentage(
                message!("the bound"),
                &from.position,
                from.hundredths,
                found,
            );
        }
        last = Some((place, bound));
    }
    match last {
        None => found.push(Rule::InvalidGuidance.at(
            &guidance.position,
            message!("the guidance proposes no grade"),
            message!("write the grades with their bounds in `grades`, or remove `guidance`"),
        )),
        Some((_, bound)) => {
            if let Some(from) = bound.from.as_ref().filter(|from| from.hundredths != 0) {
                found.push(Rule::InvalidGuidance.at(
                    &from.position,
                    message!(
                        "the last grade, `{grade}`, has the bound {points}",
                        grade = bound.grade,
                        points = points(from.hundredths)
                    ),
                    message!("remove `from`: the last grade is proposed below all bounds"),
                ));
            }
        }
    }
}

/// The fault of a bound that is out of order, given the one before it.
fn order(
    (before, above): (usize, &GradeFrom),
    (place, bound): (usize, &GradeFrom),
) -> Option<Diagnostic> {
    if place <= before {
        return Some(Rule::InvalidGuidance.at(
            &bound.grade.position,
            message!(
                "the grade `{grade}` comes after `{grade2}`, which is not better",
                grade = bound.grade,
                grade2 = above.grade
            ),
            message!("put the grades in their order, best first"),
        ));
    }
    let Some(from) = &above.from else {
        return Some(Rule::InvalidGuidance.at(
            &above.position,
            message!(
                "the grade `{grade}` has no `from` but is not the last",
                grade = above.grade
            ),
            message!("add `from`, the percentage from which the grade is proposed"),
        ));
    };
    let own = bound.from.as_ref()?;
    (own.hundredths >= from.hundredths).then(|| {
        Rule::InvalidGuidance.at(
            &own.position,
            message!(
                "the grade `{grade}` is proposed from {points}, but must begin below `{grade2}`, which is proposed from {points2}",
                grade = bound.grade,
                points = points(own.hundredths),
                grade2 = above.grade,
                points2 = points(from.hundredths),
            ),
            message!("correct one of the bounds: those of lower grades are lower"),
        )
    })
}

fn answers(guidance: &Guidance, found: &mut Vec<Diagnostic>) {
    let counted = guidance
        .answers
        .iter()
        .filter_map(|answer| Some((answer, answer.points.as_ref()?)));
    let counted: Vec<_> = counted.collect();
    if counted.first().is_none_or(|(_, best)| best.hundredths <= 0) {
        found.push(Rule::InvalidGuidance.at(
            &guidance.position,
            message!("no answer is worth any points"),
            message!("write `points` for the best answer, which comes first"),
        ));
    }
    for pair in counted.windows(2) {
        if let [(better, most), (answer, own)] = pair
            && own.hundredths > most.hundredths
        {
            found.push(Rule::InvalidGuidance.at(
                &own.position,
                message!(
                    "the answer `{answer}` is worth {points}, more than `{better}` with {points2}",
                    answer = answer.id,
                    points = points(own.hundredths),
                    better = better.id,
                    points2 = points(most.hundredths)
                ),
                message!("put the answers in their order, best first, or correct the points"),
            ));
        }
    }
}

/// The fault of a percentage that is not one.
fn percentage(what: Message, position: &Position, hundredths: i32, found: &mut Vec<Diagnostic>) {
    if !(0..=ALL).contains(&hundredths) {
        found.push(Rule::InvalidGuidance.at(
            position,
            message!("{what} is not a percentage", what),
            message!("write a number from 0 to 100"),
        ));
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::{found, with};

    const RUBRIC: &str = "content/standards/demo/rubric.yaml";

    /// The messages about a guidance for the grades A and B.
    fn says(answers: &str, grades: &str) -> Vec<String> {
        let guidance = format!(
            "guidance: {{answers: [{answers}], answered: 50, grades: [{grades}]}}\ngrades: [A, B]"
        );
        let faults = found(&with("rubric.yaml", "grades: [A, B]", &guidance));
        let about = faults.iter().filter(|fault| fault.starts_with(RUBRIC));
        let messages = about.filter_map(|fault| fault.split_once(": "));
        messages.map(|(_, message)| message.to_owned()).collect()
    }

    const ANSWERS: &str =
        "{id: y, points: 1, title: {zh: 是, en: Yes}}, {id: n, points: 0, title: {zh: 否, en: No}}";

    #[test]
    fn bounds_fall_and_only_the_last_grade_has_none() {
        let none: [&str; 0] = [];
        assert_eq!(says(ANSWERS, "{grade: A, from: 80}, {grade: B}"), none);
        assert_eq!(
            says(ANSWERS, "{grade: A, from: 80}, {grade: B, from: 0}"),
            none
        );
        assert_eq!(
            says(ANSWERS, "{grade: A, from: 80}, {grade: C}"),
            ["there is no grade `C`"]
        );
        assert_eq!(
            says(ANSWERS, "{grade: A, from: 80}, {grade: B, from: 50}"),
            ["the last grade, `B`, has the bound 50"]
        );
        assert_eq!(
            says(ANSWERS, "{grade: A}, {grade: B}"),
            ["the grade `A` has no `from` but is not the last"]
        );
        assert_eq!(
            says(ANSWERS, "{grade: B, from: 80}, {grade: A}"),
            ["the grade `A` comes after `B`, which is not better"]
        );
        assert_eq!(
            says(ANSWERS, "{grade: A, from: 101}, {grade: B}"),
            ["the bound is not a percentage"]
        );
        assert_eq!(says(ANSWERS, ""), ["the guidance proposes no grade"]);
    }

    #[test]
    fn answers_are_worth_less_and_less() {
        assert_eq!(
            says(
                "{id: n, points: 1, title: {zh: 否, en: No}}, {id: y, points: 2, title: {zh: 是, en: Yes}}",
                "{grade: A, from: 80}, {grade: B}"
            ),
            ["the answer `y` is worth 2, more than `n` with 1"]
        );
        assert_eq!(
            says(
                "{id: n, title: {zh: 否, en: No}}",
                "{grade: A, from: 80}, {grade: B}"
            ),
            ["no answer is worth any points"]
        );
    }
}
