//! Checks that each requirement is asked of somebody.
//!
//! The code is `W202`. It is a warning, since a catalogue may hold statements that no role uses yet.

use std::collections::BTreeMap;

use super::subject::Subject;
use crate::index::RequirementIndex;
use crate::language::message::message;
use crate::model::{Standard, Unasked};
use crate::source::diagnostic::Diagnostic;
use crate::source::rule::Rule;

/// Requires that a role, or everybody, is asked for each requirement. Otherwise it would be missing from the pages of
/// roles and levels and from the self-check, and nobody would notice. Those of a standard that are asked of nobody for the
/// same reason are reported together.
pub fn rule(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for part in &subject.handbook.standards {
        let mut reasons: BTreeMap<Unasked, Vec<RequirementIndex>> = BTreeMap::new();
        for (requirement, reason) in part.unasked() {
            reasons.entry(reason).or_default().push(requirement);
        }
        let reasons = reasons.iter();
        found.extend(reasons.filter_map(|(reason, all)| report(part, *reason, all)));
    }
    found
}

/// The diagnostic of the requirements that are asked of nobody for one reason; `None` if there are none.
fn report(part: &Standard, reason: Unasked, all: &[RequirementIndex]) -> Option<Diagnostic> {
    let (first, others) = all.split_first()?;
    let first = &part.requirements[*first];
    let named = match others.len() {
        0 => message!("`{id}`", id = first.id),
        more => message!(
            "`{id}` and {more} other {more|requirement|requirements}",
            id = first.id,
            more
        ),
    };
    let (cause, help) = match (reason, others.is_empty()) {
        (Unasked::Unlisted, true) => (
            message!("it names no role, and no role has it in its list"),
            message!("add it to `asks` of a role, or state its `role`"),
        ),
        (Unasked::Unlisted, false) => (
            message!("they name no role, and no role has them in its list"),
            message!("add them to `asks` of a role, or state their `role`"),
        ),
        (Unasked::LevelsOfNobody, true) => (
            message!("every role has levels of its own, and none has its level"),
            message!("state a `level` that a role has, or remove `level`"),
        ),
        (Unasked::LevelsOfNobody, false) => (
            message!("every role has levels of its own, and none has their levels"),
            message!("state a `level` that a role has, or remove `level`"),
        ),
    };
    let message = message!("nobody is asked for {named}: {cause}", named, cause);
    let mut found = Rule::AskedOfNobody.at(&first.item().position, message, help);
    for other in others {
        let other = &part.requirements[*other];
        found = found.see(
            &other.item().position,
            message!("nobody is asked for `{other}` either", other = other.id),
        );
    }
    Some(found)
}

#[cfg(test)]
mod tests {
    use crate::check::testing::{and, found, with};

    const ROLE: &str = "    personnel: {zh: 卖家人员, en: Sellers}\n";

    fn of_nobody(tree: &crate::source::tree::Tree) -> Vec<String> {
        let mut found = found(tree);
        found.retain(|fault| fault.contains("nobody is asked"));
        found
    }

    fn listing(list: &str) -> String {
        format!("{ROLE}    asks: [{list}]\n")
    }

    #[test]
    fn what_no_list_names_and_names_no_role_is_asked_of_nobody() {
        let tree = with("standard.yaml", ROLE, &listing("{to: 2.2.1-a}"));
        let expected = "content/standards/demo/clauses/02.yaml:8:7: warning: nobody is asked for `2.1-a` and 1 other \
                        requirement: they name no role, and no role has them in its list";
        assert_eq!(of_nobody(&tree), [expected]);
        let tree = with("standard.yaml", ROLE, &listing("{to: 2.1-a}"));
        let expected = "content/standards/demo/clauses/02.yaml:9:7: warning: nobody is asked for `2.1-b`: it names no \
                        role, and no role has it in its list";
        assert_eq!(of_nobody(&tree), [expected]);
        let tree = with("standard.yaml", ROLE, &listing("{to: 2.1}"));
        assert_eq!(of_nobody(&tree), [""; 0]);
        // The list may have meant what it does not name.
        let tree = with("standard.yaml", ROLE, &listing("{to: 2.1-x}"));
        assert_eq!(of_nobody(&tree), [""; 0]);
    }

    #[test]
    fn a_level_that_no_role_has_is_that_of_nobody() {
        let own = "    levels: [{id: apprentice, title: {zh: 学徒, en: Apprentice}}]\n";
        let tree = with("standard.yaml", ROLE, &format!("{ROLE}{own}"));
        assert_eq!(of_nobody(&tree), [""; 0]);
        let tree = and(
            tree,
            "clauses/02.yaml",
            "  dimension: literacy\n",
            "  dimension: literacy\n  level: junior\n",
        );
        let expected = "content/standards/demo/clauses/02.yaml:9:7: warning: nobody is asked for `2.1-a` and 1 other \
                        requirement: every role has levels of its own, and none has their levels";
        assert_eq!(of_nobody(&tree), [expected]);
    }
}
