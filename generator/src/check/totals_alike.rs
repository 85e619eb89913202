//! Checks that the totals of levels differ in what they add.
//!
//! The code is `W305`. It is a warning: whoever is graded gets the same total for each of the levels, which a source may
//! print, but rarely means.

use super::subject::Subject;
use crate::language::message::{Message, Series, message};
use crate::model::GradedForm;
use crate::source::diagnostic::Diagnostic;
use crate::source::format::annex::Row;
use crate::source::format::rubric::Total;
use crate::source::format::text::Id;
use crate::source::place::StandardPart;
use crate::source::rule::Rule;

/// Warns about levels whose totals add the same rows: those of the rubric, those of a form, and those of a form that is
/// generated.
pub fn rule(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for part in &subject.handbook.standards {
        if let Some(rubric) = part.rubric.as_deref() {
            let rows = rubric.rows.iter().map(|row| &row.id);
            found.extend(written(&rubric.totals, rows));
        }
        // The rows of generated forms follow from the requirements.
        let is_known = !part.is_unread(StandardPart::Clauses);
        let forms = part
            .graded_forms()
            .filter(|graded| is_known || graded.generated.is_none());
        found.extend(forms.filter_map(of_form));
    }
    found
}

/// The diagnostic of a form whose own totals are alike.
fn of_form(graded: GradedForm<'_>) -> Option<Diagnostic> {
    let stated = graded
        .annex
        .form
        .as_ref()
        .map_or(&[][..], |form| &form.totals);
    let Some(rule) = &graded.form.generate else {
        return written(stated, graded.form.rows.iter().filter_map(Row::name));
    };
    if stated.iter().any(|total| !total.rows.is_empty()) {
        return written(stated, std::iter::empty());
    }
    let alike = alike(&graded.form.totals)?;
    Some(Rule::TotalsAlike.at(
        &rule.position,
        fault(&alike),
        message!(
            "each row has requirements of several levels; generate the rows `by: requirement`, or write a single total \
             with a `title` and without a `level`"
        ),
    ))
}

/// The diagnostic of totals that are written with their rows. Silent if one of `rows` is in no total, which is reported: it is
/// probably what the totals differ in.
fn written<'a>(totals: &[Total], mut rows: impl Iterator<Item = &'a Id>) -> Option<Diagnostic> {
    let is_added = |row: &Id| {
        let mut added = totals.iter().flat_map(|total| &total.rows);
        added.any(|id| *id == *row.value)
    };
    if rows.any(|row| !is_added(row)) {
        return None;
    }
    let alike = alike(totals)?;
    let [first, others @ ..] = &*alike else {
        return None;
    };
    let last = others.last()?;
    let found = Rule::TotalsAlike.at(
        &last.position,
        fault(&alike),
        message!(
            "write the rows that each level adds; if there is one total for all levels, write it with a `title` and \
             without a `level`"
        ),
    );
    Some(found.see(&first.position, message!("the same rows")))
}

/// The first totals of several levels that add the same rows.
fn alike(totals: &[Total]) -> Option<Vec<&Total>> {
    let of_levels = || {
        let totals = totals.iter();
        totals.filter(|total| total.level.is_some() && !total.rows.is_empty())
    };
    of_levels().find_map(|total| {
        let same: Vec<&Total> = of_levels()
            .filter(|other| rows(other) == rows(total))
            .collect();
        (same.len() > 1).then_some(same)
    })
}

/// The rows of a total, in any order.
fn rows(total: &Total) -> Vec<&str> {
    let mut rows: Vec<&str> = total.rows.iter().map(|row| row.as_str()).collect();
    rows.sort_unstable();
    rows
}

fn fault(alike: &[&Total]) -> Message {
    let levels = alike.iter().filter_map(|total| total.level.as_ref());
    message!(
        "the totals for {levels} add the same rows, so they are always equal",
        levels = Series::all(levels.map(|level| format!("`{level}`")))
    )
}
