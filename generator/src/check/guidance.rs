//! Checks that the rules of the guided way, those of the rubric and of each form, propose grades that the form has, by
//! bounds and points that fall. The self-check cannot compute a form with any others.
//!
//! The codes are `E302` and `E332`.

use super::suggest::unknown;
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
        "`answered`",
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
                "grade",
                known.clone(),
            ));
            return;
        };
        if let Some((before, above)) = last {
            found.extend(order((before, above), (place, bound)));
        }
        if let Some(from) = &bound.from {
            percentage("the bound", &from.position, from.hundredths, found);
        }
        last = Some((place, bound));
    }
    match last {
        None => found.push(Rule::InvalidGuidance.at(
            &guidance.position,
            "the guidance proposes no grade",
            "write the grades with their bounds in `grades`, or remove `guidance`",
        )),
        Some((_, bound)) => {
            if let Some(from) = bound.from.as_ref().filter(|from| from.hundredths != 0) {
                found.push(Rule::InvalidGuidance.at(
                    &from.position,
                    format!(
                        "the last grade, `{}`, has the bound {}",
                        bound.grade,
                        points(from.hundredths)
                    ),
                    "remove `from`: the last grade is proposed below all bounds",
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
            format!(
                "the grade `{}` comes after `{}`, which is not better",
                bound.grade, above.grade
            ),
            "put the grades in their order, best first",
        ));
    }
    let Some(from) = &above.from else {
        return Some(Rule::InvalidGuidance.at(
            &above.position,
            format!(
                "the grade `{}` has no `from` but is not the last",
                above.grade
            ),
            "add `from`, the percentage from which the grade is proposed",
        ));
    };
    let own = bound.from.as_ref()?;
    (own.hundredths >= from.hundredths).then(|| {
        Rule::InvalidGuidance.at(
            &own.position,
            format!(
                "the grade `{}` is proposed from {}, but must be proposed below `{}`, which is from {}",
                bound.grade,
                points(own.hundredths),
                above.grade,
                points(from.hundredths)
            ),
            "correct one of the bounds: those of lower grades are lower",
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
            "no answer is worth any points",
            "write `points` for the best answer, which comes first",
        ));
    }
    for pair in counted.windows(2) {
        if let [(better, most), (answer, own)] = pair
            && own.hundredths > most.hundredths
        {
            found.push(Rule::InvalidGuidance.at(
                &own.position,
                format!(
                    "the answer `{}` is worth {}, more than `{}` with {}",
                    answer.id,
                    points(own.hundredths),
                    better.id,
                    points(most.hundredths)
                ),
                "put the answers in their order, best first, or correct the points",
            ));
        }
    }
}

/// The fault of a percentage that is not one.
fn percentage(what: &str, position: &Position, hundredths: i32, found: &mut Vec<Diagnostic>) {
    if !(0..=ALL).contains(&hundredths) {
        found.push(Rule::InvalidGuidance.at(
            position,
            format!("{what} is not a percentage"),
            "write a number from 0 to 100",
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
