//! Checks that clauses are in the order of their numbers, each below the clause that it is part of.
//!
//! The codes are `E209` to `E213`, `E215`, `E216`, `E218` and `W200`. The tree itself is built by
//! [`crate::model::tree`], which accepts everything; this file reports what it had to ignore.

use std::cmp::Ordering;

use super::causes::missing_clause;
use super::subject::Subject;
use crate::language::message::message;
use crate::model::Standard;
use crate::model::requirement::{Lettered, letters};
use crate::model::tree::{depth, number_above, number_order};
use crate::source::decode::Decode;
use crate::source::diagnostic::Diagnostic;
use crate::source::format::clause::{ClauseRecord, RequirementRecord};
use crate::source::format::text::{Id, Text};
use crate::source::rule::Rule;

/// Requires that preliminary clauses come first, and that every clause has a title or a term. If the tree follows from the
/// numbers, requires that clauses are in the order of their numbers, and that 5.3.1 exists if 5.3.1.2 does; otherwise that
/// no clause is nested and also names a parent, and that none is part of itself. Warns about a clause whose role,
/// dimension or level differs from that of the clause it is part of. The contents, the links from page to page and inheritance
/// follow this order.
pub fn rule(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for part in &subject.handbook.standards {
        standard(part, &mut found);
    }
    found
}

/// Preliminary clauses are outside the numbering, so only their title and their place are checked.
fn standard(part: &Standard, found: &mut Vec<Diagnostic>) {
    for index in &part.cut {
        found.extend(part.clauses[*index].as_clause().and_then(own_part));
    }
    let mut last: Option<&ClauseRecord> = None;
    for entry in &part.clauses {
        let Some(clause) = entry.as_clause() else {
            continue;
        };
        let id = &clause.id;
        for nested in &clause.clauses.0 {
            found.extend(
                nested
                    .parent
                    .as_ref()
                    .map(|parent| twice_placed(nested, clause, parent)),
            );
        }
        if clause.title.is_none() && clause.term.is_none() {
            found.push(Rule::ClauseWithoutTitle.at(
                &clause.position,
                message!("the clause `{id}` has neither a title nor a term", id),
                message!(
                    "add `title: {example}`, or a `term` that the clause defines",
                    example = Text::EXAMPLE
                ),
            ));
        }
        if clause.preliminary {
            if let Some(last) = last {
                found.push(Rule::MisplacedPreliminary.at(
                    &id.position,
                    message!(
                        "the clause `{id}` is preliminary, but comes after the clause `{last}`",
                        id,
                        last = last.id
                    ),
                    message!("move it before the first numbered clause, or remove `preliminary`"),
                ));
            }
            continue;
        }
        requirements(&clause.requirements, found);
        lettered(&clause.outcomes, found);
        if part.is_dotted {
            numbered(part, clause, last, found);
        } else if let Some(parent) = entry
            .parent
            .and_then(|parent| part.clauses[parent].as_clause())
        {
            differing(part, clause, parent, found);
        }
        last = Some(clause);
    }
}

/// Checks the number of a clause: the clause that it is part of exists, and `last` is before it.
///
/// `E211` and `E212`. If the parent may be in a file that could not be read, nothing is said about
/// it.
fn numbered(
    part: &Standard,
    clause: &ClauseRecord,
    last: Option<&ClauseRecord>,
    found: &mut Vec<Diagnostic>,
) {
    let id = &clause.id;
    let mut follows_parent = false;
    if let Some(parent) = number_above(id.as_str()) {
        let is_beside = |last: &ClauseRecord| depth(last.id.as_str()) == depth(parent);
        follows_parent = !part.has_clause(parent) && last.is_some_and(is_beside);
        match part.main_clause(parent) {
            Some(parent) => differing(part, clause, parent, found),
            None if !part.may_hide_clause(parent) => {
                let fault = Rule::MissingParentClause.at(
                    &id.position,
                    message!("the clause `{id}` is part of `{parent}`, which does not exist", id, parent),
                    message!(
                        "add the clause `{parent}` with its title before it, or correct the number; if the dots in \
                         the number mean nothing, nest the clauses or state each one's `parent`",
                        parent,
                    ),
                );
                found.push(fault.because(missing_clause(part, parent)));
            }
            None => {}
        }
    }
    // The clause before may be the missing parent under a wrong number, which is reported as missing.
    if let Some(last) = last
        && !follows_parent
        && is_numbered(last.id.as_str(), id.as_str())
        && number_order(last.id.as_str(), id.as_str()) == Ordering::Greater
    {
        found.push(Rule::ClauseOrder.at(
            &id.position,
            message!("the clause `{id}` comes after `{last}`", id, last = last.id),
            message!("put the clauses in the order of their numbers; files are read in the order of their names"),
        ).see(&last.id.position, message!("the clause before it")));
    }
}

/// Whether two ids are numbers, which have an order. Ids that are only letters, such as `S` and `K`, have none.
fn is_numbered(one: &str, other: &str) -> bool {
    let is_number = |id: &str| id.contains(|c: char| c == '.' || c.is_ascii_digit());
    is_number(one) || is_number(other)
}

/// The fault of a clause whose parent is part of it.
///
/// `E215`. `None` for a clause without `parent`, which cannot be cut.
fn own_part(clause: &ClauseRecord) -> Option<Diagnostic> {
    let parent = clause.parent.as_ref()?;
    let message = if parent.value == clause.id.value {
        message!(
            "the clause `{clause}` is its own parent",
            clause = clause.id
        )
    } else {
        message!(
            "the clause `{clause}` is part of `{parent}`, which is part of it",
            clause = clause.id,
            parent
        )
    };
    Some(Rule::ClauseCircle.at(
        &parent.position,
        message,
        message!(
            "name a clause that is not below this one, or remove `parent` from the outermost clause"
        ),
    ))
}

/// The fault of a clause that is nested in `outer` and also names a `parent`.
///
/// `E216`.
fn twice_placed(clause: &ClauseRecord, outer: &ClauseRecord, parent: &Id) -> Diagnostic {
    Rule::ClausePlacedTwice
        .at(
            &parent.position,
            message!(
                "the clause `{clause}` is nested in `{outer}` and also has a `parent`",
                clause = clause.id,
                outer = outer.id
            ),
            message!("remove `parent`, or move the clause out of `clauses`"),
        )
        .see(
            &outer.id.position,
            message!("the clause that it is nested in"),
        )
}

/// Checks the letters of requirements and of their parts.
///
/// `E218` for one without text and without levels, at any depth.
fn requirements(items: &[RequirementRecord], found: &mut Vec<Diagnostic>) {
    lettered(items, found);
    for item in items {
        if item.text.is_none() && item.levels.0.is_empty() {
            found.push(Rule::RequirementWithoutText.at(
                &item.position,
                message!("the requirement has no text"),
                message!("add `text`, or `levels` with a text for each level"),
            ));
        }
        requirements(&item.requirements, found);
    }
}

/// Requires that an item's own letter is a letter, and comes after that of the item before it.
///
/// `E213`. The letters of [`letters`] are those that the ids have, so a stated letter that is not
/// among them was ignored.
fn lettered<T: Lettered>(items: &[T], found: &mut Vec<Diagnostic>) {
    let mut before: Option<String> = None;
    for (item, letter) in items.iter().zip(letters(items)) {
        if let Some(chosen) = item.stated_letter()
            && *chosen.value != letter
        {
            let help = match &before {
                Some(before) => message!(
                    "write a letter after `{before}`, or remove `letter`",
                    before
                ),
                None => message!("write a letter such as `b`, or remove `letter`"),
            };
            found.push(Rule::InvalidLetter.at(
                &chosen.position,
                message!(
                    "an item cannot have the letter `{chosen}` here",
                    chosen = chosen.value
                ),
                help,
            ));
        }
        before = Some(letter);
    }
}

/// Warns about a clause whose role, dimension or level differs from that of the clause it is part of.
///
/// `W200`. One that states several is compared value by value, each with those of the same axis; the first that the parent
/// lacks is reported.
fn differing(
    part: &Standard,
    clause: &ClauseRecord,
    parent: &ClauseRecord,
    found: &mut Vec<Diagnostic>,
) {
    let dimensions = part.about.as_ref().map(|about| &about.dimensions);
    for (what, axes, own, above) in [
        (message!("role"), None, &clause.role, &parent.role),
        (
            message!("dimension"),
            dimensions,
            &clause.dimension,
            &parent.dimension,
        ),
        (message!("level"), None, &clause.level, &parent.level),
    ] {
        let axis_of = |id: &Id| axes.and_then(|axes| axes.axis_of(id.as_str()));
        let is_of_parent = |id: &Id| above.0.iter().any(|of_parent| of_parent.value == id.value);
        let mut others = own.0.iter().filter(|id| !is_of_parent(id));
        let other = others.find_map(|id| {
            let mut above = above.0.iter();
            let of_parent = above.find(|of_parent| axis_of(of_parent) == axis_of(id))?;
            Some((id, of_parent))
        });
        if let Some((own, of_parent)) = other {
            found.push(Rule::DiffersFromParent.at(
                &own.position,
                message!(
                    "the clause `{clause}` has the {what} `{own}`, but it is part of `{parent}`, which has \
                     `{of_parent}`",
                    clause = clause.id,
                    what,
                    own,
                    parent = parent.id,
                    of_parent,
                ),
                message!(
                    "correct one of them, or remove the {what} here: the clause then has that of `{parent}`",
                    what,
                    parent = parent.id,
                ),
            ).see(&of_parent.position, message!("the {what} of the clause above", what)));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::{and, found, with};
    use crate::source::tree::Tree;

    #[test]
    fn a_letter_of_its_own_is_later_than_the_one_before() {
        let item = "    - text: {zh: 店铺装修。";
        for (letter, is_sound) in [("b", true), ("d", true), ("a", false), ("B", false)] {
            let lettered = item.replace("text:", &format!("letter: {letter}\n      text:"));
            let faults = found(&with("clauses/02.yaml", item, &lettered));
            let message = format!("cannot have the letter `{letter}`");
            let is_reported = faults.iter().any(|fault| fault.contains(&message));
            assert_eq!(is_reported, !is_sound, "{letter}: {faults:?}");
        }
    }

    #[test]
    fn a_clause_out_of_order_is_found() {
        let tree = with("clauses/02.yaml", "- id: 3.1", "- id: 2.0.1");
        assert_eq!(
            found(&tree),
            [
                "content/standards/demo/clauses/02.yaml:27:7: the clause `2.0.1` comes after `3`",
                "content/standards/demo/clauses/02.yaml:27:7: the clause `2.0.1` is part of `2.0`, which does not exist",
            ]
        );
        let tree = with("clauses/02.yaml", "- id: 3.1", "- id: 2.3");
        assert_eq!(
            found(&tree),
            ["content/standards/demo/clauses/02.yaml:27:7: the clause `2.3` comes after `3`"]
        );
    }

    #[test]
    fn ids_that_are_only_letters_have_no_order() {
        for (first, second) in [("K", "B"), ("S", "K"), ("b", "a")] {
            assert!(!super::is_numbered(first, second), "{first} {second}");
        }
        for (first, second) in [("B", "A.1"), ("2", "A"), ("5.2", "5.10")] {
            assert!(super::is_numbered(first, second), "{first} {second}");
        }
    }

    #[test]
    fn a_clause_without_the_clause_above_it_is_found() {
        let tree = with("clauses/02.yaml", "- id: 3.1", "- id: 3.1.2");
        assert_eq!(
            found(&tree),
            [
                "content/standards/demo/clauses/02.yaml:27:7: the clause `3.1.2` is part of `3.1`, which does not exist"
            ]
        );
    }

    #[test]
    fn what_stands_before_the_title_stands_first() {
        let tree = with("clauses/02.yaml", "band: senior", "preliminary: true");
        assert_eq!(
            found(&tree),
            [
                "content/standards/demo/clauses/02.yaml:27:7: the clause `3.1` is preliminary, but comes after the clause `3`"
            ]
        );
    }

    #[test]
    fn a_clause_is_called_something() {
        let tree = with(
            "clauses/02.yaml",
            "  title: {zh: 评价, en: Evaluation}\n",
            "",
        );
        assert_eq!(
            found(&tree),
            [
                "content/standards/demo/clauses/02.yaml:25:3: the clause `3` has neither a title nor a term"
            ]
        );
    }

    #[test]
    fn a_value_of_another_axis_differs_from_none() {
        let tree = with(
            "clauses/02.yaml",
            "  role: seller\n  level: junior",
            "  role: seller\n  dimension: literacy\n  level: junior",
        );
        let differing = |tree: &Tree| {
            let mut found = found(tree);
            found.retain(|fault| fault.contains("has the dimension"));
            found.len()
        };
        assert_eq!(differing(&tree), 1);
        let tree = and(
            tree,
            "standard.yaml",
            "  - {id: literacy, title: {zh: 素养, en: Literacy}, clause: 2.1}
  - {id: skills, title: {zh: 技能, en: Skills}, clause: 2.2}
",
            "  - id: topic
    title: {zh: 主题, en: Topic}
    values: [{id: skills, title: {zh: 技能, en: Skills}}]
  - id: side
    title: {zh: 方面, en: Side}
    values: [{id: literacy, title: {zh: 素养, en: Literacy}}]
",
        );
        assert_eq!(differing(&tree), 0);
    }

    #[test]
    fn a_clause_about_something_else_is_warned_of() {
        let tree = with(
            "clauses/02.yaml",
            "  role: seller\n  level: junior",
            "  role: seller\n  dimension: literacy\n  level: junior",
        );
        assert_eq!(
            found(&tree),
            [
                "content/standards/demo/clauses/02.yaml:16:14: warning: the clause `2.2.1` has the dimension `literacy`, but it is part of `2.2`, which has `skills`"
            ]
        );
    }
}
