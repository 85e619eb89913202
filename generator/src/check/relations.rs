//! Checks that what requirements relate to exists.
//!
//! The codes are `E219`, `E102` and `E030`. A relation leads to a clause or requirement of the same
//! standard by its id, to one of another standard of the handbook as `STANDARD/ID`, or to a web
//! address, such as that of an ESCO skill.

use std::sync::Arc;

use super::curricula::address_fault;
use super::subject::Subject;
use super::suggest::unknown_at;
use crate::model::{Handbook, Standard};
use crate::source::diagnostic::Diagnostic;
use crate::source::format::text::Word;
use crate::source::rule::Rule;

/// Requires that a relation leads to a web address, or to a clause or requirement that exists. Otherwise its link would
/// lead nowhere.
pub fn rule(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for part in &subject.handbook.standards {
        for requirement in &part.requirements {
            let targets = requirement.item().relates.iter();
            found.extend(targets.filter_map(|to| fault(subject.handbook, part, &to.to)));
        }
    }
    found
}

/// The fault of the target of a relation; `None` if it exists, or if that cannot be known.
///
/// A target with `://` is an address; one with a `/` names the standard before it.
fn fault(handbook: &Handbook, part: &Standard, to: &Word) -> Option<Diagnostic> {
    if to.value.contains("://") {
        return address_fault(to);
    }
    let (part, id) = match to.value.split_once('/') {
        Some((standard, id)) => {
            let Some(part) = handbook.standard(standard).map(Arc::as_ref) else {
                let known = handbook.standards.iter().map(|part| part.id());
                let rule = Rule::UnknownStandard;
                return Some(unknown_at(rule, &to.position, standard, "standard", known));
            };
            (part, id)
        }
        None => (part, &*to.value),
    };
    let is_hidden = part.may_hide_clause(id) || !part.has_all_annexes();
    if part.has_requirement(id) || part.has_clause(id) || is_hidden {
        return None;
    }
    let clauses = part.clauses.iter().map(|clause| clause.id().as_str());
    let requirements = part.requirements.iter().map(|requirement| &*requirement.id);
    let known = clauses.chain(requirements);
    let what = "clause or requirement";
    let rule = Rule::UnknownRelation;
    Some(unknown_at(rule, &to.position, id, what, known))
}
