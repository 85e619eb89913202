//! Checks that what clauses and requirements relate to exists, that the standard has the kinds of their relations, and
//! that other addresses of roles, their groups, clauses, requirements and descriptors are such.
//!
//! The codes are `E219`, `E220`, `E102` and `E030`. A relation leads to a clause or requirement of the same
//! standard by its id, to one of another standard of the handbook as `STANDARD/ID`, to a web address, such as that of
//! an ESCO skill, or to an identifier, such as a URN.

use std::sync::Arc;

use super::curricula::address_fault;
use super::known::{ids, in_record, standards};
use super::subject::Subject;
use super::suggest::{unknown, unknown_at};
use crate::language::message::message;
use crate::model::{Handbook, Standard};
use crate::source::diagnostic::Diagnostic;
use crate::source::format::relation::{Relation, RelationKind, RelationTarget, StatedKind};
use crate::source::format::text::Symbol;
use crate::source::namespace::Namespace;
use crate::source::rule::Rule;

/// Requires that a relation leads to a web address or another identifier, or to a clause or requirement that exists, and
/// that its kind is declared. Otherwise its link would lead nowhere, or have no words.
pub fn rule(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for part in &subject.handbook.standards {
        let of_clauses = part.main_clauses().flat_map(|clause| &clause.relates);
        let requirements = part.requirements.iter();
        let of_requirements = requirements.flat_map(|requirement| &requirement.item().relates);
        for relation in of_clauses.chain(of_requirements) {
            found.extend(fault(subject.handbook, part, relation));
            found.extend(kind_fault(part, relation));
        }
        let roles = part.roles().iter().map(|role| &role.same_as);
        let tasks = part.roles().iter().flat_map(|role| &role.tasks);
        let tasks = tasks.map(|task| &task.same_as);
        let groups = part.about.iter().flat_map(|about| &about.groups);
        let groups = groups.map(|group| &group.same_as);
        let clauses = part.main_clauses().map(|clause| &clause.same_as);
        let requirements = part.requirements.iter();
        let requirements = requirements.map(|requirement| requirement.item());
        let descriptors = requirements.clone().flat_map(|item| &item.levels.0);
        let descriptors = descriptors.map(|descriptor| &descriptor.words.same_as);
        let standard = part.about.iter().map(|about| &about.same_as);
        let all = standard
            .chain(roles)
            .chain(tasks)
            .chain(groups)
            .chain(clauses);
        let all = all.chain(requirements.map(|item| &item.same_as));
        found.extend(all.chain(descriptors).flatten().filter_map(same_fault));
        let own = part.about.iter().flat_map(|about| &about.relations);
        for kind in own {
            let mut common = RelationKind::ALL.into_iter();
            if common.any(|known| kind.id == *known.word()) {
                found.push(Rule::DuplicateName.at(
                    &kind.id.position,
                    message!(
                        "every standard has the kind of relation `{kind}`",
                        kind = kind.id
                    ),
                    message!("choose another id, or remove it and use the common kind"),
                ));
            }
        }
    }
    found
}

/// The fault of the kind of a relation; `None` if the standard has it.
fn kind_fault(part: &Standard, relation: &Relation) -> Option<Diagnostic> {
    let about = part.about.as_deref()?;
    let StatedKind::Own(kind) = &relation.r#as else {
        return None;
    };
    let known = ids(in_record(Namespace::RelationKind, about));
    let is_known = known.iter().any(|known| *kind == **known);
    let known = known.iter().copied();
    (!is_known).then(|| {
        unknown(
            Rule::UnknownRelationKind,
            kind,
            message!("kind of relation"),
            known,
        )
    })
}

/// The fault of the target of a relation; `None` if it exists, or if that cannot be known.
fn fault(handbook: &Handbook, part: &Standard, relation: &Relation) -> Option<Diagnostic> {
    let to = &relation.to;
    let (part, id) = match relation.target() {
        RelationTarget::Web(_) => return address_fault(to),
        RelationTarget::Identifier(identifier) => {
            return (!is_identifier(identifier)).then(|| {
                Rule::UnknownRelation.at(
                    &to.position,
                    message!("`{identifier}` is not an identifier", identifier),
                    message!("begin it with a scheme and a colon, as in `urn:example:42`, and write no spaces"),
                )
            });
        }
        RelationTarget::Other(standard, id) => {
            let Some(part) = handbook.standard(standard).map(Arc::as_ref) else {
                let known = ids(standards(handbook)).into_iter();
                let rule = Rule::UnknownStandard;
                return Some(unknown_at(
                    rule,
                    &to.position,
                    standard,
                    message!("standard"),
                    known,
                ));
            };
            (part, id)
        }
        RelationTarget::Own(id) => (part, id),
    };
    let is_hidden = part.may_hide_clause(id) || !part.has_all_annexes();
    if part.has_requirement(id) || part.has_clause(id) || is_hidden {
        return None;
    }
    let clauses = part.clauses.iter().map(|clause| clause.id().as_str());
    let requirements = part.requirements.iter().map(|requirement| &*requirement.id);
    let known = clauses.chain(requirements);
    let what = message!("clause or requirement");
    let rule = Rule::UnknownRelation;
    Some(unknown_at(rule, &to.position, id, what, known))
}

/// The fault of another address or identifier of something; `None` if it is one.
fn same_fault(to: &Symbol) -> Option<Diagnostic> {
    match RelationTarget::of(&to.value) {
        RelationTarget::Web(_) => address_fault(to),
        RelationTarget::Identifier(identifier) if is_identifier(identifier) => None,
        RelationTarget::Identifier(_) | RelationTarget::Own(_) | RelationTarget::Other(..) => {
            Some(Rule::InvalidWebAddress.at(
                &to.position,
                message!("`{to}` is neither a web address nor an identifier", to = to.value),
                message!(
                    "write the full address, or begin an identifier with a scheme and a colon, as in \
                     `urn:example:42`"
                ),
            ))
        }
    }
}

/// Whether a text is an identifier with a scheme, as RFC 3986 describes it.
pub fn is_identifier(text: &str) -> bool {
    let is_scheme = |scheme: &str| {
        scheme.starts_with(|c: char| c.is_ascii_alphabetic())
            && scheme
                .chars()
                .all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'))
    };
    text.split_once(':').is_some_and(|(scheme, rest)| {
        is_scheme(scheme) && !rest.is_empty() && !rest.contains(char::is_whitespace)
    })
}
