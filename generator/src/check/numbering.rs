//! Clauses stand in the order of their numbers, each below the clause that it is part of.

use std::cmp::Ordering;

use super::content::{Content, Part};
use crate::model::clause::{letters, order};
use crate::source::diagnostic::Diagnostic;
use crate::source::format::clause::{Clause, Item};

/// Demands that clauses stand in the order of their numbers, that 5.3.1.2 has a 5.3.1 before it, that what stands before
/// the title stands first, that every clause is called something, and warns where a clause and the one that it is part of
/// are about different things. The contents, the way from page to page and what a clause inherits follow this order.
pub fn rule(content: &Content<'_>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for part in &content.standards {
        standard(part, &mut found);
    }
    found
}

fn standard(part: &Part<'_>, found: &mut Vec<Diagnostic>) {
    let mut last: Option<&Clause> = None;
    for clause in &part.clauses {
        let id = &clause.id;
        if clause.title.is_none() && clause.term.is_none() {
            found.push(Diagnostic::error(
                &clause.position,
                format!("the clause `{id}` has neither a title nor a term"),
                "add `title: {zh: …, en: …}`, or a `term` that the clause defines",
            ));
        }
        if clause.preliminary {
            if let Some(last) = last {
                found.push(Diagnostic::error(
                    &id.position,
                    format!(
                        "`{id}` is preliminary, but stands after the clause `{}`",
                        last.id
                    ),
                    "move it before the first numbered clause, or remove `preliminary`",
                ));
            }
            continue;
        }
        for items in [&clause.requirements, &clause.outcomes] {
            lettered(items, found);
        }
        if let Some((parent, _)) = id.as_str().rsplit_once('.') {
            match part.clause(parent) {
                Some(parent) => differing(clause, parent, found),
                None if !part.may_hide_clause(parent) => found.push(Diagnostic::error(
                    &id.position,
                    format!("the clause `{id}` is part of `{parent}`, which does not exist"),
                    format!(
                        "add the clause `{parent}` before it, with its title, or correct the number"
                    ),
                )),
                None => {}
            }
        }
        if let Some(last) = last
            && order(last.id.as_str(), id.as_str()) == Ordering::Greater
        {
            found.push(Diagnostic::error(
                &id.position,
                format!("the clause `{id}` stands after `{}`", last.id),
                "put the clauses in the order of their numbers; files are read in the order of their names",
            ));
        }
        last = Some(clause);
    }
}

/// Demands that an item's own letter is one, and later than the one before it.
fn lettered(items: &[Item], found: &mut Vec<Diagnostic>) {
    let mut before: Option<String> = None;
    for (item, letter) in items.iter().zip(letters(items)) {
        if let Some(own) = &item.letter
            && *own.value != letter
        {
            let help = match &before {
                Some(before) => format!("write a letter after `{before}`, or remove `letter`"),
                None => "write a letter such as `b`, or remove `letter`".to_owned(),
            };
            found.push(Diagnostic::error(
                &own.position,
                format!("an item of the list cannot have the letter `{}`", own.value),
                help,
            ));
        }
        before = Some(letter);
    }
}

/// Warns where a clause says that it is about something else than the clause that it is part of.
fn differing(clause: &Clause, parent: &Clause, found: &mut Vec<Diagnostic>) {
    for (what, own, above) in [
        ("role", &clause.role, &parent.role),
        ("dimension", &clause.dimension, &parent.dimension),
        ("level", &clause.level, &parent.level),
    ] {
        if let (Some(own), Some(above)) = (own, above)
            && *own != *above.value
        {
            found.push(Diagnostic::warning(
                &own.position,
                format!(
                    "the clause `{}` has the {what} `{own}`, but is part of `{}`, which has `{above}`",
                    clause.id, parent.id
                ),
                format!("correct one of them; without a {what} of its own a clause has that of `{}`", parent.id),
            ));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{found, with};

    #[test]
    fn numbers_are_compared_part_by_part() {
        assert_eq!(order("5.2", "5.10"), Ordering::Less);
        assert_eq!(order("5.10", "5.2.9"), Ordering::Greater);
        assert_eq!(order("5", "5.1"), Ordering::Less);
        assert_eq!(order("5.1", "5.1"), Ordering::Equal);
        assert_eq!(order("9", "A"), Ordering::Less);
        assert_eq!(order("B.1", "A.2"), Ordering::Greater);
        assert_eq!(order("index", "bibliography"), Ordering::Equal);
    }

    #[test]
    fn a_letter_of_its_own_is_later_than_the_one_before() {
        let item = "    - text: {zh: 店铺装修。";
        for (letter, is_sound) in [("b", true), ("d", true), ("a", false), ("B", false)] {
            let lettered = item.replace("text:", &format!("letter: {letter}\n      text:"));
            let faults = found(&with("clauses/02.yaml", item, &lettered));
            let said = format!("cannot have the letter `{letter}`");
            let is_said = faults.iter().any(|fault| fault.contains(&said));
            assert_eq!(is_said, !is_sound, "{letter}: {faults:?}");
        }
    }

    #[test]
    fn a_clause_out_of_order_is_found() {
        let tree = with("clauses/02.yaml", "- id: 3.1", "- id: 2.0.1");
        assert_eq!(
            found(&tree),
            [
                "content/standards/demo/clauses/02.yaml:27:7: the clause `2.0.1` is part of `2.0`, which does not exist",
                "content/standards/demo/clauses/02.yaml:27:7: the clause `2.0.1` stands after `3`",
            ]
        );
        let tree = with("clauses/02.yaml", "- id: 3.1", "- id: 2.3");
        assert_eq!(
            found(&tree),
            ["content/standards/demo/clauses/02.yaml:27:7: the clause `2.3` stands after `3`"]
        );
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
                "content/standards/demo/clauses/02.yaml:27:7: `3.1` is preliminary, but stands after the clause `3`"
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
    fn a_clause_about_something_else_is_warned_of() {
        let tree = with(
            "clauses/02.yaml",
            "  role: seller\n  level: junior",
            "  role: seller\n  dimension: literacy\n  level: junior",
        );
        assert_eq!(
            found(&tree),
            [
                "content/standards/demo/clauses/02.yaml:16:14: warning: the clause `2.2.1` has the dimension `literacy`, but is part of `2.2`, which has `skills`"
            ]
        );
    }
}
