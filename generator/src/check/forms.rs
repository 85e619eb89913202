//! Forms hold the rubric's rows, with scores that the assessment can add.

use super::content::{Content, Part};
use super::suggest::unknown_at;
use crate::model::rubric::points;
use crate::source::diagnostic::Diagnostic;
use crate::source::format::annex::{Annex, Form, Row};
use crate::source::format::rubric::Rubric;
use crate::source::format::standard::{Role, Standard};
use crate::source::format::text::Id;

/// Demands that a role and its annex name each other; that a form has the rubric's rows in the rubric's order, and a
/// heading for each dimension that they grade; that a row scores each grade once, and no grade more than a better one;
/// and that a criterion says which requirement it restates or which it sums up. A total would otherwise be wrong, or a
/// criterion would lead nowhere.
pub fn rule(content: &Content<'_>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for part in &content.standards {
        if let Some(standard) = part.standard() {
            roles(part, standard, &mut found);
        }
        for (_, annex) in &part.annexes {
            for row in &annex.form.rows {
                criteria(row, &mut found);
            }
            if let Some(rubric) = part.rubric {
                form(&annex.form, rubric, part.standard(), &mut found);
            }
        }
    }
    found
}

/// Roles and annexes name each other.
fn roles(part: &Part<'_>, standard: &Standard, found: &mut Vec<Diagnostic>) {
    for role in &standard.roles {
        if let Some(id) = &role.annex
            && let Some(annex) = part.annex(id.as_str())
            && annex.role != *role.id.value
            && standard
                .roles
                .iter()
                .any(|role| annex.role == *role.id.value)
        {
            found.push(Diagnostic::error(
                &id.position,
                format!(
                    "the role `{}` names the annex `{id}`, which is for `{}`",
                    role.id, annex.role
                ),
                "correct `annex` here or `role` in the annex, so that they name each other",
            ));
        }
    }
    for (place, (_, annex)) in part.annexes.iter().enumerate() {
        let role = standard
            .roles
            .iter()
            .find(|role| annex.role == *role.id.value);
        let Some(role) = role else { continue };
        let earlier = part.annexes[..place]
            .iter()
            .find(|(_, other)| other.role == *annex.role.value);
        if let Some((_, other)) = earlier {
            found.push(Diagnostic::error(
                &annex.role.position,
                format!(
                    "the annexes `{}` and `{}` are both for the role `{}`",
                    other.id, annex.id, role.id
                ),
                "a role has one form: correct `role` in one of them",
            ));
        } else {
            found.extend(unnamed(annex, role));
        }
    }
}

/// Says that a role does not name the annex that is for it. Where it names another one, [`roles`] has said so.
fn unnamed(annex: &Annex, role: &Role) -> Option<Diagnostic> {
    role.annex.is_none().then(|| {
        Diagnostic::error(
            &annex.role.position,
            format!(
                "the annex `{}` is for the role `{}`, which names no annex",
                annex.id, role.id
            ),
            format!("add `annex: {}` to the role in `standard.yaml`", annex.id),
        )
    })
}

fn form(form: &Form, rubric: &Rubric, standard: Option<&Standard>, found: &mut Vec<Diagnostic>) {
    rows(form, rubric, found);
    headings(form, rubric, standard, found);
    for row in &form.rows {
        scores(row, rubric, found);
    }
}

/// The form has a heading for each dimension that the rubric's rows grade.
fn headings(
    form: &Form,
    rubric: &Rubric,
    standard: Option<&Standard>,
    found: &mut Vec<Diagnostic>,
) {
    let exists = |id: &Id| {
        standard.is_none_or(|standard| {
            standard
                .dimensions
                .iter()
                .any(|known| known.id == *id.value)
        })
    };
    // A heading of a dimension that does not exist is said by the rule about references; its place is filled.
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
            found.push(Diagnostic::error(
                &form.position,
                format!("this form has no heading for the dimension `{dimension}`"),
                format!(
                    "add `- {{dimension: {dimension}, label: {{zh: …, en: …}}}}` to `headings`"
                ),
            ));
        }
    }
}

/// The form has the rubric's rows in the rubric's order. A row that the rubric does not have, or that stands twice, is
/// said by the rules about references and names.
fn rows(form: &Form, rubric: &Rubric, found: &mut Vec<Diagnostic>) {
    let has = |id: &Id| form.rows.iter().any(|row| row.row == *id.value);
    // Where there are as many rows as there should be, one has a wrong name, which is said where it stands.
    let is_short = form.rows.len() < rubric.rows.len();
    for row in rubric.rows.iter().filter(|row| is_short && !has(&row.id)) {
        found.push(Diagnostic::error(
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
            found.push(Diagnostic::error(
                &id.position,
                format!("the row `{id}` stands after `{name}`"),
                "put the rows in the order of the rubric",
            ));
        }
        last = Some((place, id));
    }
}

fn scores(row: &Row, rubric: &Rubric, found: &mut Vec<Diagnostic>) {
    let grades = || rubric.grades.iter().map(Id::as_str);
    let lacking: Vec<String> = grades()
        .filter(|grade| row.scores.get(grade).is_none())
        .map(|grade| format!("`{grade}`"))
        .collect();
    if !lacking.is_empty() {
        found.push(Diagnostic::error(
            &row.scores.position,
            format!(
                "the row `{}` has no score for {}",
                row.row,
                lacking.join(" and ")
            ),
            "write what each grade of the rubric is worth",
        ));
    }
    for (grade, _, position) in &row.scores.grades {
        if !grades().any(|known| known == grade) {
            found.push(unknown_at(position, grade, "grade", grades()));
        }
    }
    let mut better: Option<(&str, i32)> = None;
    for grade in grades() {
        let scored = row.scores.grades.iter().find(|(name, _, _)| name == grade);
        let Some((_, score, position)) = scored else {
            continue;
        };
        if let Some((name, most)) = better
            && *score > most
        {
            found.push(Diagnostic::error(
                position,
                format!(
                    "the grade `{grade}` scores {}, more than `{name}` with {}",
                    points(*score),
                    points(most)
                ),
                "a worse grade cannot be worth more: correct one of the scores",
            ));
        }
        better = Some((grade, *score));
    }
}

fn criteria(row: &Row, found: &mut Vec<Diagnostic>) {
    if row.criteria.is_empty() {
        found.push(Diagnostic::error(
            &row.position,
            format!("the row `{}` has no criteria", row.row),
            "add what the row grades",
        ));
    }
    for criterion in &row.criteria {
        match (&criterion.restates, &criterion.summarises) {
            (None, None) => found.push(Diagnostic::error(
                &criterion.position,
                "this criterion says neither what it restates nor what it sums up",
                "add `restates: 5.1-a`, or `summarises: [5.1-a, …]`, which is `[]` where it has no counterpart",
            )),
            (Some(restated), Some(_)) => found.push(Diagnostic::error(
                &restated.position,
                "this criterion has both `restates` and `summarises`",
                "keep `restates` where it repeats one requirement, else `summarises`",
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
                "{ANNEX}:2:7: the annex `A` is for the role `seller`, which names no annex"
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
                "{ANNEX}:24:12: the row `skills-junior` stands after `skills-senior`"
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
                "{ANNEX}:23:11: this criterion says neither what it restates nor what it sums up"
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
