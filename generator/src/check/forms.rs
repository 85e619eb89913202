//! Checks that forms have the rubric's rows, with scores that the assessment can add.
//!
//! The rubric itself is the subject of [`super::rubric`]; names that do not exist are that of
//! [`super::references`], and repeated ones that of [`super::unique`]. The codes are `E312` to
//! `E321`. A total decides about people, so everything that could make it wrong is an error.

use super::subject::Subject;
use super::suggest::unknown_at;
use crate::model::Standard;
use crate::model::rubric::points;
use crate::source::diagnostic::Diagnostic;
use crate::source::format::annex::{Annex, Form, Row};
use crate::source::format::rubric::Rubric;
use crate::source::format::standard::{Role, StandardRecord};
use crate::source::format::text::Id;
use crate::source::place::StandardPart;
use crate::source::position::Position;
use crate::source::rule::Rule;

/// Requires that a role and its annex name each other; that a form has the rubric's rows in the rubric's order, and a
/// heading for each dimension that they grade; that a row scores each grade once, and no grade higher than a better one;
/// and that a criterion names the requirement that it restates or those that it summarises. Otherwise a total would be
/// wrong, or a criterion would lead nowhere. A form without a rubric cannot be graded at all.
pub fn rule(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for part in &subject.handbook.standards {
        if let Some(standard) = part.about.as_deref() {
            roles(part, standard, &mut found);
        }
        for (_, annex_form) in forms(part) {
            for row in &annex_form.rows {
                criteria(row, &mut found);
            }
            if let Some(rubric) = part.rubric.as_deref() {
                form(annex_form, rubric, part.about.as_deref(), &mut found);
            } else if !part.is_unread(StandardPart::Rubric) {
                found.push(Rule::FormWithoutRubric.at(
                    &annex_form.position,
                    "this form cannot be graded: the standard has no `rubric.yaml`",
                    "write `rubric.yaml` with the grades and rows, or remove `form`",
                ));
            }
        }
    }
    found
}

/// The annexes that have a form, each with its form. In document order.
fn forms(part: &Standard) -> impl Iterator<Item = (&Annex, &Form)> {
    let annexes = part.annex_bodies();
    annexes.filter_map(|annex| Some((annex, annex.form.as_ref()?)))
}

/// Checks that roles and annexes name each other, and that no two forms are for the same role or for none.
///
/// `E312` and `E313`. A role that does not exist is skipped.
fn roles(part: &Standard, standard: &StandardRecord, found: &mut Vec<Diagnostic>) {
    for role in &standard.roles {
        if let Some(id) = &role.annex
            && let Some(annex) = part.annex(id.as_str())
        {
            found.extend(mismatch(standard, role, id, annex));
        }
    }
    for (place, (annex, form)) in forms(part).enumerate() {
        let role = match &annex.role {
            Some(id) => match standard.roles.iter().find(|role| role.id == *id.value) {
                Some(role) => Some(role),
                // The check of references reports a role that does not exist.
                None => continue,
            },
            None => None,
        };
        let at = annex
            .role
            .as_ref()
            .map_or(&form.position, |role| &role.position);
        let is_same = |other: &Annex| match (&other.role, &annex.role) {
            (Some(other), Some(role)) => *other == *role.value,
            (None, None) => true,
            (Some(_), None) | (None, Some(_)) => false,
        };
        let mut earlier = forms(part).take(place);
        if let Some((other, other_form)) = earlier.find(|(other, _)| is_same(other)) {
            let role = role.map_or_else(
                || "no role".to_owned(),
                |role| format!("the role `{}`", role.id),
            );
            let other_at = other.role.as_ref();
            let other_at = other_at.map_or(&other_form.position, |role| &role.position);
            found.push(
                Rule::RoleWithTwoAnnexes
                    .at(
                        at,
                        format!(
                            "the annexes `{}` and `{}` are both for {role}",
                            other.id, annex.id
                        ),
                        "correct `role` in one of them: a role has only one form, and only one form has no role",
                    )
                    .see(other_at, "the other annex"),
            );
        } else if let Some(role) = role {
            found.extend(unnamed(annex, role, at));
        }
    }
}

/// The fault of a role that names, as `id`, an annex for another role or for none.
///
/// `E312`. `None` if they name each other, or if the annex names a role that does not exist.
fn mismatch(standard: &StandardRecord, role: &Role, id: &Id, annex: &Annex) -> Option<Diagnostic> {
    let Some(named) = &annex.role else {
        return Some(
            Rule::AnnexRoleMismatch
                .at(
                    &id.position,
                    format!(
                        "the role `{}` names the annex `{id}`, which names no role",
                        role.id
                    ),
                    format!("add `role: {}` to the annex", role.id),
                )
                .see(&annex.id.position, "the annex"),
        );
    };
    let mut roles = standard.roles.iter();
    if *named == *role.id.value || !roles.any(|role| *named == *role.id.value) {
        return None;
    }
    Some(
        Rule::AnnexRoleMismatch
            .at(
                &id.position,
                format!(
                    "the role `{}` names the annex `{id}`, which is for `{named}`",
                    role.id
                ),
                "correct `annex` here or `role` in the annex, so that they name each other",
            )
            .see(&named.position, "the role of the annex"),
    )
}

/// The fault of an annex whose role, written at `at`, names no annex. If the role names another annex, [`roles`] reports
/// that.
///
/// `E312`.
fn unnamed(annex: &Annex, role: &Role, at: &Position) -> Option<Diagnostic> {
    role.annex.is_none().then(|| {
        Rule::AnnexRoleMismatch.at(
            at,
            format!(
                "the annex `{}` is for the role `{}`, which does not name an annex",
                annex.id, role.id
            ),
            format!("add `annex: {}` to the role in `standard.yaml`", annex.id),
        )
    })
}

fn form(
    form: &Form,
    rubric: &Rubric,
    standard: Option<&StandardRecord>,
    found: &mut Vec<Diagnostic>,
) {
    rows(form, rubric, found);
    headings(form, rubric, standard, found);
    for row in &form.rows {
        scores(row, rubric, found);
    }
}

/// Checks that the form has a heading for each dimension that the rubric's rows grade.
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
    for dimension in rubric.rows.iter().map(|row| &row.dimension) {
        if asked.iter().any(|other| **other == *dimension.value) {
            continue;
        }
        asked.push(dimension);
        let mut headings = form.headings.iter();
        let is_there = headings.any(|heading| heading.dimension == *dimension.value);
        if !is_there && exists(dimension) {
            found.push(Rule::MissingHeading.at(
                &form.position,
                format!("this form has no heading for the dimension `{dimension}`"),
                format!(
                    "add `- {{dimension: {dimension}, label: {{zh: …, en: …}}}}` to `headings`"
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
    let has = |id: &Id| form.rows.iter().any(|row| row.row == *id.value);
    // If the number of rows is right, one of them has a wrong name, which is reported at its place.
    let is_short = form.rows.len() < rubric.rows.len();
    for row in rubric.rows.iter().filter(|row| is_short && !has(&row.id)) {
        found.push(Rule::MissingRow.at(
            &form.position,
            format!("this form has no row `{}`", row.id),
            "add the row: every form has all rows of the rubric",
        ));
    }
    let mut last: Option<(usize, &Id)> = None;
    for row in &form.rows {
        let id = &row.row;
        let Some(place) = rubric.rows.iter().position(|other| other.id == *id.value) else {
            continue;
        };
        if let Some((before, name)) = last
            && before > place
        {
            found.push(Rule::RowOrder.at(
                &id.position,
                format!("the row `{id}` comes after `{name}`, unlike in the rubric"),
                "put the rows in the order of the rubric",
            ));
        }
        last = Some((place, id));
    }
}

/// `E317`, `E302` and `E318`. Grades are compared in the order of the rubric, best first; equal
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
                "grade",
                grades(),
            ));
        }
    }
    let Some(scores) = &row.scores else {
        let mut totals = rubric.totals.iter();
        if totals.any(|total| total.rows.iter().any(|id| *id == *row.row.value)) {
            found.push(Rule::MissingScore.at(
                &row.position,
                format!(
                    "the row `{}` has no scores, but a total includes it",
                    row.row
                ),
                "write `scores`, with a score for each grade of the rubric",
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
            format!(
                "the row `{}` has no score for {}",
                row.row,
                lacking.join(" and ")
            ),
            "write a score for each grade of the rubric",
        ));
    }
    for (grade, _, position) in &scores.grades {
        if !grades().any(|known| known == grade) {
            found.push(unknown_at(
                Rule::UnknownGrade,
                position,
                grade,
                "grade",
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
                format!(
                    "the grade `{grade}` scores {}, more than `{name}` with {}",
                    points(*score),
                    points(most)
                ),
                "correct one of the scores: a lower grade cannot score more",
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
            format!("the row `{}` has no criteria", row.row),
            "add the criteria that the row grades",
        ));
    }
    for criterion in &row.criteria {
        match (&criterion.restates, &criterion.summarises) {
            (None, None) => found.push(Rule::CriterionSource.at(
                &criterion.position,
                "this criterion has neither `restates` nor `summarises`",
                "add `restates: 5.1-a` or `summarises: [5.1-a, …]`; write `summarises: []` if it has no counterpart",
            )),
            (Some(restated), Some(_)) => found.push(Rule::CriterionSource.at(
                &restated.position,
                "this criterion has both `restates` and `summarises`",
                "keep `restates` if it repeats one requirement; otherwise keep `summarises`",
            )),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::{adding, and, found, sound, with};

    const ANNEX: &str = "content/standards/demo/annexes/A.yaml";

    #[test]
    fn a_role_and_its_annex_name_each_other() {
        let tree = with("standard.yaml", "    annex: A\n", "");
        assert_eq!(
            found(&tree),
            [format!(
                "{ANNEX}:2:7: the annex `A` is for the role `seller`, which does not name an annex"
            )]
        );
        let other = "  - id: buyer\n    title: {zh: 买家, en: Buyer}\n    personnel: {zh: 买家, en: Buyers}\n    annex: A\ndimensions:";
        let tree = with("standard.yaml", "dimensions:", other);
        assert_eq!(
            found(&tree),
            [
                "content/standards/demo/standard.yaml:18:12: the role `buyer` names the annex `A`, which is for `seller`"
            ]
        );
        let copy = sound().files[ANNEX].replace("id: A", "id: B");
        let tree = adding(sound(), "annexes/B.yaml", &copy);
        assert_eq!(
            found(&tree),
            [
                "content/standards/demo/annexes/B.yaml:2:7: the annexes `A` and `B` are both for the role `seller`"
            ]
        );
    }

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
}
