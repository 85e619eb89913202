//! Checks that forms have rows, with scores that the assessment can add.
//!
//! The rubric itself, and the totals and bands that a form has instead, are the subject of [`super::rubric`]; names that
//! do not exist are that of [`super::references`], repeated ones that of [`super::unique`], and roles and annexes that of
//! `form_roles.rs`. The codes are `E314` to `E321` and `E323` to `E326`; forms
//! that are generated are the subject of `generated.rs`. A total decides about people, so everything that
//! could make it wrong is an error.

use super::form_limits::beyond_limits;
use super::form_roles::{forms, roles};
use super::generated;
use super::guidance::guidance;
use super::subject::Subject;
use super::suggest::unknown_at;
use crate::language::message::{Example, Series, message};
use crate::model::rubric::points;
use crate::model::{GradedForm, Standard};
use crate::source::diagnostic::Diagnostic;
use crate::source::format::annex::{Form, Row};
use crate::source::format::rubric::Rubric;
use crate::source::format::standard::StandardRecord;
use crate::source::format::text::Id;
use crate::source::place::StandardPart;
use crate::source::rule::Rule;

/// Requires that a role and its annex name each other, and that the forms of a role have different titles; that a form has
/// the rubric's rows in the rubric's order, or defines rows, each with an id and a dimension or a label; that it has a
/// heading for each dimension that its rows grade; that a row scores each grade once, and no grade higher than a better one;
/// and that a criterion names the requirement that it restates or those that it summarises. Otherwise a total would be
/// wrong, or a criterion would lead nowhere. A form without a rubric cannot be graded at all.
pub fn rule(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for part in &subject.handbook.standards {
        if let Some(standard) = part.about.as_deref() {
            roles(part, standard, &mut found);
        }
        for (_, annex_form) in forms(part) {
            generated::conflicts(annex_form, &mut found);
            for row in &annex_form.rows {
                criteria(row, &mut found);
            }
            if part.rubric.is_none() && !part.is_unread(StandardPart::Rubric) {
                found.push(Rule::FormWithoutRubric.at(
                    &annex_form.position,
                    message!("this form cannot be graded: the standard has no `rubric.yaml`"),
                    message!("write `rubric.yaml` with the grades and rows, or remove `form`"),
                ));
            }
        }
        guidance(part, &mut found);
        generated::grades(part, &mut found);
        for graded in part.graded_forms() {
            let before = found.len();
            match graded.generated {
                Some(made) => generated::rows(part, graded, made, &mut found),
                None => form(part, graded, &mut found),
            }
            if found.len() == before {
                found.extend(beyond_limits(part, graded));
            }
        }
    }
    found
}

fn form(part: &Standard, graded: GradedForm<'_>, found: &mut Vec<Diagnostic>) {
    let (form, rubric) = (graded.form, graded.rubric);
    if form.rows.is_empty() {
        // Without any rows, the rubric seems to be unfinished, which is reported there.
        if part.has_rows() {
            found.push(Rule::FormWithoutRows.at(
                &form.position,
                message!("this form has no rows"),
                message!("write the rows of the rubric, rows with an `id`, or `generate`"),
            ));
        }
        return;
    }
    if !form.defines_rows() {
        rows(form, rubric, found);
    }
    headings(form, rubric, part.about.as_deref(), found);
    for row in &form.rows {
        definition(row, rubric, found);
        scores(row, rubric, found);
    }
}

/// Checks that a row either is one of the rubric's, or has an id, and then a dimension or a label.
///
/// `E323`, `E324` and `E325`.
fn definition(row: &Row, rubric: &Rubric, found: &mut Vec<Diagnostic>) {
    match (&row.row, &row.id) {
        (None, None) => found.push(Rule::RowWithoutId.at(
            &row.position,
            message!("this row has neither `row` nor `id`"),
            message!(
                "add `row`, the row of the rubric, or `id` if the form defines the row itself"
            ),
        )),
        (Some(of), Some(id)) => found.push(Rule::RowWithoutId.at(
            &id.position,
            message!(
                "the row `{id}` is also the row `{of}` of the rubric",
                id,
                of
            ),
            message!("keep `row` if the row is the rubric's; otherwise keep `id`"),
        )),
        (Some(of), None) => {
            if let Some(axis) = row.dimension.as_ref().or(row.level.as_ref()) {
                found.push(Rule::RowDefinedTwice.at(
                    &axis.position,
                    message!(
                        "the row `{of}` is defined in the rubric, with its dimension and level",
                        of
                    ),
                    message!(
                        "remove `dimension` and `level` here, or write `id` in place of `row`"
                    ),
                ));
            }
        }
        (None, Some(_)) => {}
    }
    let Some(name) = row.name() else { return };
    let mut defined = rubric.rows.iter();
    let is_nameless = defined.any(|known| known.id == *name.value && known.dimension.is_none());
    if is_nameless && row.label.is_none() {
        found.push(Rule::RowWithoutLabel.at(
            &row.position,
            message!("the row `{name}` has neither a dimension nor a label", name),
            message!("add `label: {{…}}`, the name of the row"),
        ));
    }
}

/// Checks that the form has a heading for each dimension that its rows grade.
///
/// `E314`. Each dimension is asked for once, however many rows grade it.
fn headings(
    form: &Form,
    rubric: &Rubric,
    standard: Option<&StandardRecord>,
    found: &mut Vec<Diagnostic>,
) {
    let exists = |id: &Id| {
        standard.is_none_or(|standard| {
            standard
                .dimensions
                .values()
                .any(|known| known.id == *id.value)
        })
    };
    // A heading for a dimension that does not exist is reported by the check of references; its place is filled.
    if form
        .headings
        .iter()
        .any(|heading| !exists(&heading.dimension))
    {
        return;
    }
    let mut asked: Vec<&Id> = Vec::new();
    for dimension in rubric.rows.iter().filter_map(|row| row.dimension.as_ref()) {
        if asked.iter().any(|other| **other == *dimension.value) {
            continue;
        }
        asked.push(dimension);
        let mut headings = form.headings.iter();
        let is_there = headings.any(|heading| heading.dimension == *dimension.value);
        if !is_there && exists(dimension) {
            found.push(Rule::MissingHeading.at(
                &form.position,
                message!(
                    "this form has no heading for the dimension `{dimension}`",
                    dimension
                ),
                message!(
                    "add `- {{dimension: {dimension}, label: {{zh: …, en: …}}}}` to `headings`",
                    dimension
                ),
            ));
        }
    }
}

/// Checks that the form has the rubric's rows in the rubric's order. A row that is unknown or repeated is reported by the
/// checks of references and names.
///
/// `E315` and `E316`.
fn rows(form: &Form, rubric: &Rubric, found: &mut Vec<Diagnostic>) {
    let has = |id: &Id| form.rows.iter().any(|row| row.key() == &*id.value);
    // If the number of rows is right, one of them has a wrong name, which is reported at its place.
    let is_short = form.rows.len() < rubric.rows.len();
    for row in rubric.rows.iter().filter(|row| is_short && !has(&row.id)) {
        found.push(Rule::MissingRow.at(
            &form.position,
            message!("this form has no row `{row}`", row = row.id),
            message!("add the row: a form that defines no rows itself has all those of the rubric"),
        ));
    }
    let mut last: Option<(usize, &Id)> = None;
    for id in form.rows.iter().filter_map(Row::name) {
        let Some(place) = rubric.rows.iter().position(|other| other.id == *id.value) else {
            continue;
        };
        if let Some((before, name)) = last
            && before > place
        {
            found.push(Rule::RowOrder.at(
                &id.position,
                message!(
                    "the row `{id}` comes after `{name}`, unlike in the rubric",
                    id,
                    name
                ),
                message!("put the rows in the order of the rubric"),
            ));
        }
        last = Some((place, id));
    }
}

/// `E317`, `E302` and `E318`. Grades are compared in their order, best first; equal
/// scores are allowed.
fn scores(row: &Row, rubric: &Rubric, found: &mut Vec<Diagnostic>) {
    let grades = || rubric.grades.iter().map(|grade| grade.id.as_str());
    for (grade, _) in &row.descriptors.0 {
        if !grades().any(|known| *grade == *known) {
            let position = &grade.position;
            found.push(unknown_at(
                Rule::UnknownGrade,
                position,
                grade.as_str(),
                message!("grade"),
                grades(),
            ));
        }
    }
    let Some(scores) = &row.scores else {
        let mut totals = rubric.totals.iter();
        if totals.any(|total| total.rows.iter().any(|id| *id == *row.key())) {
            found.push(Rule::MissingScore.at(
                &row.position,
                message!(
                    "the row `{key}` has no scores, but a total includes it",
                    key = row.key()
                ),
                message!("write `scores`, with a score for each grade"),
            ));
        }
        return;
    };
    let lacking: Vec<String> = grades()
        .filter(|grade| scores.get(grade).is_none())
        .map(|grade| format!("`{grade}`"))
        .collect();
    if !lacking.is_empty() {
        found.push(Rule::MissingScore.at(
            &scores.position,
            message!(
                "the row `{key}` has no score for {lacking}",
                key = row.key(),
                lacking = Series::all(lacking)
            ),
            message!("write a score for each grade"),
        ));
    }
    for (grade, _, position) in &scores.grades {
        if !grades().any(|known| known == grade) {
            found.push(unknown_at(
                Rule::UnknownGrade,
                position,
                grade,
                message!("grade"),
                grades(),
            ));
        }
    }
    let mut better: Option<(&str, i32)> = None;
    for grade in grades() {
        let scored = scores.grades.iter().find(|(name, _, _)| name == grade);
        let Some((_, score, position)) = scored else {
            continue;
        };
        if let Some((name, most)) = better
            && *score > most
        {
            found.push(Rule::ScoreOrder.at(
                position,
                message!(
                    "the grade `{grade}` scores {points}, more than `{name}` with {points2}",
                    grade,
                    points = points(*score),
                    name,
                    points2 = points(most)
                ),
                message!("correct one of the scores: a lower grade cannot score more"),
            ));
        }
        better = Some((grade, *score));
    }
}

/// `E319` and `E320`. An empty `summarises` is a statement: the criterion has no counterpart.
/// Leaving out both is not.
fn criteria(row: &Row, found: &mut Vec<Diagnostic>) {
    if row.criteria.is_empty() {
        found.push(Rule::RowWithoutCriteria.at(
            &row.position,
            message!("the row `{key}` has no criteria", key = row.key()),
            message!("add the criteria that the row grades"),
        ));
    }
    for criterion in &row.criteria {
        match (&criterion.restates, &criterion.summarises) {
            (None, None) => found.push(Rule::CriterionSource.at(
                &criterion.position,
                message!("this criterion has neither `restates` nor `summarises`"),
                message!(
                    "add `restates: {requirement}` or `summarises: [{requirement}, …]`; write `summarises: []` if it \
                     has no counterpart",
                    requirement = Example::Requirement
                ),
            )),
            (Some(restated), Some(_)) => found.push(Rule::CriterionSource.at(
                &restated.position,
                message!("this criterion has both `restates` and `summarises`"),
                message!("keep `restates` if it repeats one requirement; otherwise keep `summarises`"),
            )),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::{and, found, with};

    const ANNEX: &str = "content/standards/demo/annexes/A.yaml";

    #[test]
    fn a_form_has_the_rows_of_the_rubric_in_their_order() {
        let row = "    - row: skills-junior\n      scores: {A: 30, B: 15}\n      criteria:\n        - {text: {zh: 开店；, en: Open a shop;}, restates: 2.2.1-a}\n";
        let tree = with("annexes/A.yaml", row, "");
        let tree = and(tree, "annexes/A.yaml", "    repeats: [skills-junior]\n", "");
        assert_eq!(
            found(&tree),
            [format!("{ANNEX}:7:3: this form has no row `skills-junior`")]
        );

        let tree = with("annexes/A.yaml", row, "");
        let tree = and(
            tree,
            "annexes/A.yaml",
            "  continuation:\n",
            &format!("{row}  continuation:\n"),
        );
        assert_eq!(
            found(&tree),
            [format!(
                "{ANNEX}:24:12: the row `skills-junior` comes after `skills-senior`, unlike in the rubric"
            )]
        );
    }

    #[test]
    fn a_row_scores_the_grades_of_the_rubric() {
        let tree = with("annexes/A.yaml", "{A: 40, B: 20}", "{A: 40}");
        assert_eq!(
            found(&tree),
            [format!(
                "{ANNEX}:16:15: the row `literacy` has no score for `B`"
            )]
        );
        let tree = with("annexes/A.yaml", "{A: 40, B: 20}", "{A: 40, B: 20, C: 10}");
        assert_eq!(
            found(&tree),
            [format!("{ANNEX}:16:33: there is no grade `C`")]
        );
        let tree = with("annexes/A.yaml", "{A: 40, B: 20}", "{A: 40, B: 40.5}");
        assert_eq!(
            found(&tree),
            [format!(
                "{ANNEX}:16:26: the grade `B` scores 40.5, more than `A` with 40"
            )]
        );
    }

    #[test]
    fn a_form_has_a_heading_for_each_dimension() {
        let heading = "    - {dimension: skills, label: {zh: 技能, en: Skills}}\n";
        let tree = with("annexes/A.yaml", heading, "");
        assert_eq!(
            found(&tree),
            [format!(
                "{ANNEX}:7:3: this form has no heading for the dimension `skills`"
            )]
        );
    }

    #[test]
    fn a_criterion_restates_or_sums_up() {
        let tree = with("annexes/A.yaml", ", restates: 2.2.1-a", "");
        assert_eq!(
            found(&tree),
            [format!(
                "{ANNEX}:23:11: this criterion has neither `restates` nor `summarises`"
            )]
        );
        let tree = with(
            "annexes/A.yaml",
            ", restates: 2.2.1-a",
            ", restates: 2.2.1-a, summarises: []",
        );
        assert_eq!(
            found(&tree),
            [format!(
                "{ANNEX}:23:57: this criterion has both `restates` and `summarises`"
            )]
        );
    }

    #[test]
    fn a_row_has_criteria() {
        let criteria = "\n        - {text: {zh: 开店；, en: Open a shop;}, restates: 2.2.1-a}";
        let tree = with("annexes/A.yaml", criteria, " []");
        assert_eq!(
            found(&tree),
            [format!(
                "{ANNEX}:20:7: the row `skills-junior` has no criteria"
            )]
        );
    }

    #[test]
    fn a_form_may_define_rows_totals_and_bands() {
        let row = "    - row: skills-junior\n      scores: {A: 30, B: 15}";
        let own = |key: &str, more: &str| {
            let tree = with(
                "annexes/A.yaml",
                row,
                &format!("    - id: till\n      {key}\n      scores: {{A: 30, B: 15}}"),
            );
            let tree = and(
                tree,
                "annexes/A.yaml",
                "    repeats: [skills-junior]\n",
                more,
            );
            found(&tree)
        };
        let label = "label: {zh: 收银, en: Till}";
        let total = |rows: &str| {
            format!("  totals:\n    - {{title: {{zh: 总, en: All}}, rows: [{rows}]}}\n")
        };
        let bands = "  bands:\n    - {id: good, from: 500, title: {zh: 好, en: Good}}\n    - {id: bad, title: {zh: 差, en: Bad}}\n";
        let none: [&str; 0] = [];
        assert_eq!(own(label, ""), none);
        assert_eq!(own(label, &total("literacy, till, skills-senior")), none);
        let says = |faults: Vec<String>| -> Vec<String> {
            let messages = faults.iter().filter_map(|fault| fault.split_once(": "));
            messages.map(|(_, message)| message.to_owned()).collect()
        };
        assert_eq!(
            says(own(label, &total("literacy, tilt, skills-senior"))),
            ["this form has no row `tilt`"]
        );
        assert_eq!(
            says(own(label, &total("literacy, till"))),
            [
                "warning: no total includes the row `skills-senior`",
                "warning: the band `senior` begins at 90, but no form can reach more than 70"
            ]
        );
        assert_eq!(says(own(label, bands)), ["there are bands but no totals"]);
        let both = total("literacy, till, skills-senior") + bands;
        assert_eq!(
            says(own(label, &both)),
            ["warning: the band `good` begins at 500, but no form can reach more than 100"]
        );
        assert_eq!(
            says(own("level: junior", "")),
            ["the row `till` has neither a dimension nor a label"]
        );
        assert_eq!(
            says(own("dimension: skill", "")),
            ["there is no dimension `skill`"]
        );
    }
}
