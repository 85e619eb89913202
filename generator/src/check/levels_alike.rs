//! Checks that levels differ in something that the standard asks for.
//!
//! The code is `W203`. It is a warning, since requirements may not be written yet.

use super::subject::Subject;
use crate::language::message::message;
use crate::model::Standard;
use crate::source::diagnostic::Diagnostic;
use crate::source::place::StandardPart;
use crate::source::rule::Rule;

/// The number of levels from which they can differ.
const SEVERAL: usize = 2;

/// Requires that the levels of a standard are told apart by a requirement, a descriptor, the list of a role or a form.
/// Otherwise pages say of each level that it asks for everything, which the source does not.
pub fn rule(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let parts = subject.handbook.standards.iter();
    parts.filter_map(|part| fault(part)).collect()
}

/// The diagnostic of a standard whose levels are alike; `None` if they differ, or if that cannot be known.
fn fault(part: &Standard) -> Option<Diagnostic> {
    let about = part.about.as_deref()?;
    let first = about.levels.iter().next()?;
    let unread = [StandardPart::Clauses, StandardPart::Rubric];
    let is_unread = unread.into_iter().any(|file| part.is_unread(file)) || !part.has_all_annexes();
    if is_unread
        || about.levels.len() < SEVERAL
        || part.requirements.is_empty()
        || part.states_levels()
    {
        return None;
    }
    let mut requirements = part.requirements.iter();
    let is_described = requirements.any(|requirement| !requirement.item().levels.0.is_empty());
    let lists = about.roles.iter().flat_map(|role| {
        let of_levels = role.levels.iter().flat_map(|level| &level.asks);
        role.asks.iter().chain(of_levels)
    });
    let mut expected = lists.filter_map(|ask| ask.level.as_ref());
    let rubric = part.rubric.as_deref().into_iter();
    let mut totals = rubric.flat_map(|rubric| &rubric.totals);
    let mut forms = part.graded_forms();
    let is_graded = totals.any(|total| total.level.is_some())
        || forms.any(|graded| {
            let mut totals = graded.form.totals.iter();
            let rule = graded.form.generate.as_ref();
            totals.any(|total| total.level.is_some())
                || rule.is_some_and(|rule| rule.level.is_some())
        });
    if is_described || expected.next().is_some() || is_graded {
        return None;
    }
    Some(Rule::LevelsAlike.at(
        &first.position,
        message!("the levels do not differ: the standard asks for the same at each of them"),
        message!(
            "state the `level` of requirements, or describe them in `levels`; if the standard only describes its \
             levels, write them as clauses"
        ),
    ))
}
