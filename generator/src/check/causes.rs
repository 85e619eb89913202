//! Something that is missing is reported once, however many places refer to it.
//!
//! A fault that follows from something missing carries its [`Cause`]. Faults whose causes are equal
//! are one; [`grouped`] then reports the first place and relates the others to it. A missing clause
//! also explains references to its subclauses and requirements, so the cause is always the
//! outermost clause that is missing.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::subject::Subject;
use super::suggest::meant;
use crate::language::message::message;
use crate::model::Standard;
use crate::model::requirement::{lettered, letters, place};
use crate::model::tree::numbers_to;
use crate::site::address::PAGE_ENDING;
use crate::site::link;
use crate::source::diagnostic::{Cause, Diagnostic};
use crate::source::mention::decoded;
use crate::source::rule::Rule;

/// The cause of every reference to the missing clause `id` or to a part of it: the outermost clause that is missing.
///
/// In a standard whose tree does not follow from the numbers, nothing can be said about what is
/// above, and the cause is `id` itself.
pub fn missing_clause(standard: &Standard, id: &str) -> Cause {
    let mut outer = numbers_to(id).filter(|_| standard.is_dotted);
    let missing = outer.find(|outer| !standard.has_clause(outer));
    let missing = missing.unwrap_or(id);
    let known = standard.main_clauses().map(|clause| clause.id.as_str());
    Cause {
        rule: Rule::UnknownClause,
        standard: standard.id().into(),
        name: missing.into(),
        message: message!("there is no clause `{missing}`", missing),
        help: meant(missing, message!("clause"), known),
    }
}

/// The cause of every reference to the missing requirement `id`: the requirement, or its clause if that is missing too.
///
/// For example, the cause of `5.9-a` is the clause `5.9` if that does not exist. The help says
/// which requirements the clause has.
pub fn missing_requirement(standard: &Standard, id: &str) -> Cause {
    let name = lettered(id).map_or(id, |(clause, _)| clause);
    let Some(clause) = standard.main_clause(name) else {
        return if has_own_ids(standard) {
            missing_of_own_id(standard, id)
        } else {
            missing_clause(standard, name)
        };
    };
    let letters: Vec<String> = letters(&clause.requirements).collect();
    Cause {
        rule: Rule::UnknownRequirement,
        standard: standard.id().into(),
        name: id.into(),
        message: message!("there is no requirement `{id}`", id),
        help: match letters.as_slice() {
            [] => message!("the clause `{name}` has no requirements", name),
            [one] => message!(
                "the clause `{name}` has one requirement, `{name}-{one}`",
                name,
                one
            ),
            [first, .., last] => message!(
                "the clause `{name}` has the requirements `{name}-{first}` to `{name}-{last}`",
                name,
                first,
                last
            ),
        },
    }
}

/// Whether a requirement of the standard has an id of its own. Then an id without a letter may be
/// meant to be that of a requirement.
pub fn has_own_ids(standard: &Standard) -> bool {
    standard
        .requirements
        .iter()
        .any(|requirement| requirement.letter().is_none())
}

/// The cause of every reference to the missing requirement `id` of a standard whose requirements have ids of their own.
fn missing_of_own_id(standard: &Standard, id: &str) -> Cause {
    let known = standard
        .requirements
        .iter()
        .map(|requirement| &*requirement.id);
    Cause {
        rule: Rule::UnknownRequirement,
        standard: standard.id().into(),
        name: id.into(),
        message: message!("there is no requirement `{id}`", id),
        help: meant(id, message!("requirement"), known),
    }
}

/// The cause of a reference to something that is missing, if it can only belong to one standard.
/// `parts` are the standards to which the reference may belong. With several, nobody knows which of
/// them lacks it.
pub fn reference_cause(parts: &[Arc<Standard>], id: &str) -> Option<Cause> {
    let [part] = parts else { return None };
    Some(if lettered(id).is_some() || has_own_ids(part) {
        missing_requirement(part, id)
    } else {
        missing_clause(part, id)
    })
}

/// The cause of a link on the page at `from` to the page of a clause that is missing, or to an item of a clause that it does not have.
///
/// `None` for links to other pages, for fragments that are not letters, and for standards whose
/// clauses have no numbers, where any address might be meant.
pub fn link_cause(subject: &Subject<'_>, from: &str, to: &str) -> Option<Cause> {
    let (path, letter) = to.split_once('#').unwrap_or((to, ""));
    let (address, _) = link::resolve(from, &decoded(path))?;
    let mut folders = address.strip_suffix(PAGE_ENDING)?.rsplit('/');
    let (clause, standard) = (folders.next()?, folders.next()?);
    let index = subject.handbook.standard_index(standard)?;
    let part = &subject.handbook.standards[index];
    let is_number = part.is_dotted && clause.starts_with(|c: char| c.is_ascii_digit());
    if part.has_clause(clause) {
        let is_letter = place(letter).is_some();
        is_letter.then(|| missing_requirement(part, &format!("{clause}-{letter}")))
    } else {
        is_number.then(|| missing_clause(part, clause))
    }
}

/// Makes one diagnostic of those with the same cause: at the first place, with the other places related to it.
///
/// Diagnostics without a cause are returned as they are. Neither part is sorted.
pub fn grouped(diagnostics: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let mut groups: BTreeMap<Arc<Cause>, Vec<Diagnostic>> = BTreeMap::new();
    let mut all = Vec::with_capacity(diagnostics.len());
    for diagnostic in diagnostics {
        match &diagnostic.cause {
            Some(cause) => groups.entry(cause.clone()).or_default().push(diagnostic),
            None => all.push(diagnostic),
        }
    }
    all.extend(
        groups
            .into_iter()
            .filter_map(|(cause, group)| one(&cause, group)),
    );
    all
}

/// Makes one diagnostic of the unknown or missing keys that the records of a list have alike: they follow from one
/// mistake, such as a heading of the list that was deleted, or an older form of the format.
pub fn alike(mut diagnostics: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let mut firsts: Vec<Diagnostic> = Vec::new();
    let mut all = Vec::with_capacity(diagnostics.len());
    diagnostics.sort_by(|a, b| a.position.cmp(&b.position));
    for diagnostic in diagnostics {
        if !matches!(diagnostic.rule, Rule::UnknownKey | Rule::MissingKey) {
            all.push(diagnostic);
            continue;
        }
        let is_same = |first: &&mut Diagnostic| {
            first.position.file == diagnostic.position.file
                && (first.rule, &first.message) == (diagnostic.rule, &diagnostic.message)
        };
        match firsts.iter_mut().find(is_same) {
            Some(first) if first.position != diagnostic.position => {
                *first = first
                    .clone()
                    .see(&diagnostic.position, message!("the same here"));
            }
            Some(_) => {}
            None => firsts.push(diagnostic),
        }
    }
    all.extend(firsts);
    all
}

/// The one diagnostic of a cause.
///
/// If the messages differ, the cause's own message is used. `None` only for an empty group.
fn one(cause: &Cause, mut group: Vec<Diagnostic>) -> Option<Diagnostic> {
    group.sort_by(|a, b| a.position.cmp(&b.position));
    group.dedup_by(|a, b| a.position == b.position && a.message == b.message);
    let mut others = group.into_iter();
    let first = others.next()?;
    let others: Vec<Diagnostic> = others.collect();
    let is_same = |other: &Diagnostic| other.rule == first.rule && other.message == first.message;
    let mut one = if others.iter().all(is_same) {
        first
    } else {
        cause.rule.at(&first.position, &cause.message, &cause.help)
    };
    one.cause = None;
    for other in &others {
        one = one.see(&other.position, message!("also named here"));
    }
    Some(one)
}
