//! The faults of names that lead to no clause or requirement.
//!
//! [`super::references`], [`super::changes`], [`super::curricula`] and [`super::postings`] use it.
//! Each function answers `None`, or nothing, if the file that may hold the target could not be
//! read.

use super::causes::{has_own_ids, missing_clause, missing_requirement};
use super::suggest::{meant, unknown_at};
use crate::language::message::{Example, message};
use crate::model::Standard;
use crate::model::requirement::lettered;
use crate::model::resolve::Unresolved;
use crate::source::diagnostic::{Cause, Diagnostic};
use crate::source::format::reference::Reference;
use crate::source::position::Position;
use crate::source::rule::Rule;

/// The fault of an `id` that is not a clause or annex; `None` if it is one, or if that cannot be known.
///
/// `E203`, with the outermost missing clause as the cause.
pub fn clause_fault(part: &Standard, id: &str, at: &Position) -> Option<Diagnostic> {
    if part.has_clause(id)
        || part.may_hide_clause(id)
        || !part.has_all_annexes()
        || is_misnamed(part, id)
    {
        return None;
    }
    if let Some(fault) = joined(part, id, at) {
        return Some(fault);
    }
    let known = part.main_clauses().map(|clause| clause.id.as_str());
    let fault = unknown_at(Rule::UnknownClause, at, id, message!("clause"), known);
    Some(fault.because(missing_clause(part, id)))
}

/// Whether the file of an annex with another id is called `id`, which is reported there. Whoever
/// refers to it by the name of the file means this annex.
pub fn is_misnamed(part: &Standard, id: &str) -> bool {
    part.annex_bodies().any(|annex| {
        let file = annex.id.position.file.rsplit('/').next();
        file.and_then(|file| file.strip_suffix(".yaml")) == Some(id) && annex.id != *id
    })
}

/// The fault of an `id` that is a requirement, or the ends of a range, with another sign between the parts than `-` and `..`:
/// `5.1a` for `5.1-a`, and `5.1-a-c` for `5.1-a..c`.
fn joined(part: &Standard, id: &str, at: &Position) -> Option<Diagnostic> {
    let letters = id.len() - id.trim_end_matches(|c: char| c.is_ascii_lowercase()).len();
    let (before, letter) = id.split_at(id.len() - letters);
    let clause = before.trim_end_matches(['.', '_']);
    let single = format!("{clause}-{letter}");
    let meant = if letters > 0 && before.ends_with('-') {
        let first = before.trim_end_matches('-');
        let (clause, _) = lettered(first)?;
        let has_both =
            part.has_requirement(first) && part.has_requirement(&format!("{clause}-{letter}"));
        if !has_both {
            return None;
        }
        format!("{first}..{letter}")
    } else if letters > 0 && part.has_requirement(&single) {
        single
    } else {
        return None;
    };
    let rule = Rule::UnknownRequirement;
    let message = message!("there is no requirement `{id}`", id);
    let help = message!("did you mean `{known}`?", known = meant);
    Some(rule.at(at, &message, &help).because(Cause {
        rule,
        standard: part.id().into(),
        name: id.into(),
        message,
        help,
    }))
}

/// The fault of an `id` that is not a requirement; `None` if it is one, or if that cannot be known.
///
/// `E204`. An id without a letter gets a help about letters, unless requirements have ids of their
/// own.
pub fn requirement_fault(part: &Standard, id: &str, at: &Position) -> Option<Diagnostic> {
    let (clause, letter) = lettered(id).unwrap_or((id, ""));
    let is_hidden = !part.has_clause(clause) && part.may_hide_clause(clause);
    if part.has_requirement(id) || is_hidden {
        return None;
    }
    if let Some(fault) = joined(part, id, at) {
        return Some(fault);
    }
    let cause = missing_requirement(part, id);
    let is_lettered = part.main_clause(clause).is_some() && !letter.is_empty();
    let help = if is_lettered || has_own_ids(part) && !part.has_clause(id) {
        cause.help.clone()
    } else if letter.is_empty() {
        let below = part.clause_index(clause).map(|clause| part.below(clause));
        let first = below.and_then(|below| Some(&part.requirements[*below.first()?].id));
        match first {
            Some(requirement) => message!(
                "write the clause and the letter of the requirement, as in `{requirement}`",
                requirement
            ),
            None => message!(
                "write the clause and the letter of the requirement, as in `{requirement}`",
                requirement = Example::Requirement
            ),
        }
    } else {
        let known = part
            .main_clauses()
            .filter(|clause| !clause.requirements.is_empty());
        let known = known.map(|clause| clause.id.as_str());
        message!(
            "there is no clause `{clause}`; {meant}",
            clause,
            meant = meant(clause, message!("clause"), known)
        )
    };
    let message = message!("there is no requirement `{id}`", id);
    let fault = Rule::UnknownRequirement.at(at, message, help);
    // A clause that exists, named without a letter, is not missing.
    let is_missing = !letter.is_empty() || !part.has_clause(clause);
    Some(if is_missing {
        fault.because(cause)
    } else {
        fault
    })
}

/// The fault of a reference to a clause that has no requirements, the same for all references to it.
fn empty_clause(part: &Standard, clause: &str, at: &Position) -> Diagnostic {
    let rule = Rule::ClauseWithoutRequirements;
    let message = message!(
        "the clause `{clause}` and its subclauses have no requirements",
        clause
    );
    let help = message!("name a clause that has requirements, or remove it");
    rule.at(at, &message, &help).because(Cause {
        rule,
        standard: part.id().into(),
        name: clause.into(),
        message,
        help,
    })
}

/// The faults of a reference: something that does not exist, a range that is not one, or a clause without requirements.
///
/// `E203`, `E204`, `E205`, `E027` and `E028`. Several only if both ends of a range are unknown.
pub fn reference_faults(part: &Standard, reference: &Reference) -> Vec<Diagnostic> {
    let at = &reference.position;
    let first = &*reference.first;
    match part.resolve(reference) {
        Ok(found) if !found.is_empty() => Vec::new(),
        Ok(_) if !part.has_all_annexes() || part.may_hide_clause(first) => Vec::new(),
        Ok(_) => vec![empty_clause(part, first, at)],
        Err(Unresolved::Unknown(ids)) => {
            let is_requirement =
                |id: &str| reference.last.is_some() || lettered(id).is_some() || has_own_ids(part);
            let fault = |id: &String| {
                if is_requirement(id) {
                    requirement_fault(part, id, at)
                } else {
                    clause_fault(part, id, at)
                }
            };
            ids.iter().filter_map(fault).collect()
        }
        Err(Unresolved::Apart { first, last }) => vec![Rule::InvalidReference.at(
            at,
            message!("`{first}` and `{last}` are not in one list", first, last),
            message!("write a range for each list"),
        )],
        Err(Unresolved::Backwards { first, last }) => vec![Rule::BackwardRange.at(
            at,
            message!(
                "the range `{written}` runs backwards",
                written = reference.written
            ),
            message!(
                "write it as `{last}..{first}`",
                last,
                first = lettered(&first).map_or(&*first, |(_, letter)| letter)
            ),
        )],
    }
}
