//! Checks that no two things of one kind have the same name.
//!
//! The codes are `E112`, `E113`, `E110`, `E214` and `E308`. If any name occurs twice, permalinks
//! are not checked: the second of the two would seem to be gone.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use super::names::taken;
use super::subject::Subject;
use crate::language::message::{Message, message};
use crate::model::Standard;
use crate::model::requirement::place;
use crate::source::diagnostic::Diagnostic;
use crate::source::format::annex::Row;
use crate::source::format::rubric::{Band, Total};
use crate::source::format::text::Id;
use crate::source::position::Position;
use crate::source::rule::Rule;

/// The way in which names are compared.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Case {
    /// Letter by letter.
    Exact,
    /// Without regard to case, as in many file systems. An address that differs from another only
    /// in case would be the same file there.
    Folded,
}

/// Requires that a name is used once among clauses and annexes, roles, dimensions, levels, rows, bands, grades, tables and
/// figures, terms, standards, languages, readings, pages and changes. The second of two would never be found. Names of
/// files must differ in more than case.
pub fn rule(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    if let Some(handbook) = subject.about {
        let languages = handbook.languages.iter().map(|language| &language.id);
        ids(message!("languages"), Case::Folded, languages, &mut found);
        ids(
            message!("readings"),
            Case::Folded,
            &handbook.readings,
            &mut found,
        );
        ids(
            message!("standards"),
            Case::Folded,
            &handbook.standards,
            &mut found,
        );
    }
    let changes = subject.handbook.changes.iter().map(|change| &change.id);
    ids(message!("changes"), Case::Exact, changes, &mut found);
    pages(subject, &mut found);
    for part in &subject.handbook.standards {
        names(part, &mut found);
        rubric(part, &mut found);
        forms(part, &mut found);
        terms(part, &mut found);
    }
    found
}

/// The names in one standard.
fn names(part: &Standard, found: &mut Vec<Diagnostic>) {
    if let Some(standard) = part.about.as_deref() {
        let roles = standard.roles.iter().map(|role| &role.id);
        ids(message!("roles"), Case::Folded, roles, found);
        let axes = standard.dimensions.named().iter().map(|axis| &axis.id);
        ids(message!("axes of dimensions"), Case::Folded, axes, found);
        let dimensions = standard.dimensions.values();
        let dimensions = dimensions.map(|dimension| &dimension.id);
        ids(message!("dimensions"), Case::Exact, dimensions, found);
        let levels = standard.levels.iter().map(|level| &level.id);
        ids(message!("levels"), Case::Folded, levels, found);
        for role in &standard.roles {
            let levels = role.levels.iter().map(|level| &level.id);
            ids(message!("levels of the role"), Case::Folded, levels, found);
        }
        let kinds = standard.relations.iter().map(|kind| &kind.id);
        ids(message!("kinds of relations"), Case::Exact, kinds, found);
        let groups = standard.groups.iter().map(|group| &group.id);
        ids(message!("groups of roles"), Case::Exact, groups, found);
        let tiers = standard.tiers.iter().map(|tier| &tier.id);
        ids(message!("tiers"), Case::Exact, tiers, found);
    }
    ids(
        message!("clauses"),
        Case::Folded,
        part.clauses.iter().map(|clause| clause.id()),
        found,
    );
    requirements(part, found);
    let tables = part.main_clauses().flat_map(|clause| {
        let table = clause.table.as_ref().map(|table| &table.id);
        table
            .into_iter()
            .chain(clause.figure.as_ref().map(|figure| &figure.id))
    });
    ids(message!("tables or figures"), Case::Exact, tables, found);
}

/// Checks the ids of requirements. They share one space with those of clauses, and on the page of a clause with the letters
/// of its items.
///
/// `E214` for a clause whose id is that of a lettered item, `E110` for an id that looks like a
/// letter or that the page itself uses.
fn requirements(part: &Standard, found: &mut Vec<Diagnostic>) {
    let clauses = part.clauses.iter().map(|clause| clause.id());
    let clauses: HashMap<String, &Id> =
        clauses.map(|id| (id.as_str().to_lowercase(), id)).collect();
    let mut first: HashMap<String, (&str, Option<&Id>)> = HashMap::new();
    for requirement in &part.requirements {
        // The requirements of a clause whose id is repeated are not found by their ids.
        let clause = part.clauses[requirement.clause].id();
        if part.clause_index(clause.as_str()) != Some(requirement.clause) {
            continue;
        }
        let own = requirement.item().id.as_ref();
        let key = requirement.id.to_lowercase();
        match (clauses.get(&key), own) {
            (Some(clause), None) => found.push(Rule::ClauseNamedAsRequirement.at(
                &clause.position,
                message!("the clause `{clause}` has the name of a requirement", clause),
                message!("choose another name for the clause: letters after a hyphen name the items of a clause"),
            )),
            (Some(clause), Some(own)) => found.push(twice(own, clause.as_str(), Some(&clause.position))),
            (None, _) => {}
        }
        match first.entry(key) {
            Entry::Vacant(place) => {
                place.insert((&requirement.id, own));
            }
            Entry::Occupied(known) => {
                let (name, earlier) = *known.get();
                if let Some(own) = own.or(earlier) {
                    found.push(twice(own, name, earlier.map(|earlier| &earlier.position)));
                }
            }
        }
        if let Some(own) = own {
            let is_letter = own.as_str().len() <= 2 && place(own.as_str()).is_some();
            if is_letter {
                found.push(Rule::ReservedName.at(
                    &own.position,
                    message!("a requirement cannot have the id `{own}`", own),
                    message!("choose another id: small letters name the items of a clause that have no id"),
                ));
            }
            found.extend(taken(
                message!("requirement"),
                own.as_str(),
                &own.position,
                &["main"],
            ));
        }
    }
}

/// The fault of the requirement with the id `own`, which something else called `name` has too.
///
/// `E112` or, if the two differ in case, `E113`.
fn twice(own: &Id, name: &str, earlier: Option<&Position>) -> Diagnostic {
    let (rule, message) = if own.as_str() == name {
        let message = message!("the id `{own}` is used twice in this standard", own);
        (Rule::DuplicateName, message)
    } else {
        let message = message!(
            "the ids `{name}` and `{own}` differ only in case",
            name,
            own
        );
        (Rule::NamesDifferInCase, message)
    };
    let fault = rule.at(
        &own.position,
        message,
        message!(
            "choose another id for one of them: clauses, annexes and requirements share their ids"
        ),
    );
    match earlier {
        Some(earlier) => fault.see(earlier, message!("first used here")),
        None => fault,
    }
}

/// The names in `rubric.yaml`, and `E308` for a row that a total adds twice: the total would be too
/// high.
fn rubric(part: &Standard, found: &mut Vec<Diagnostic>) {
    let Some(rubric) = part.rubric.as_deref() else {
        return;
    };
    let grades = rubric.grades.iter().map(|grade| &grade.id);
    ids(message!("grades"), Case::Exact, grades, found);
    let rows = rubric.rows.iter().map(|row| &row.id);
    ids(message!("rubric rows"), Case::Exact, rows, found);
    totals(&rubric.totals, &rubric.bands, found);
}

/// The bands and totals of the rubric or of a form.
fn totals(totals: &[Total], bands: &[Band], found: &mut Vec<Diagnostic>) {
    let bands = bands.iter().map(|band| &band.id);
    ids(message!("bands"), Case::Exact, bands, found);
    let levels = totals.iter().filter_map(|total| total.level.as_ref());
    ids(message!("totals of the level"), Case::Exact, levels, found);
    for total in totals {
        for (place, row) in total.rows.iter().enumerate() {
            if total.rows[..place].iter().any(|other| *other == *row.value) {
                found.push(Rule::RowAddedTwice.at(
                    &row.position,
                    match &total.level {
                        Some(level) => message!(
                            "the total of `{level}` adds the row `{row}` twice",
                            level,
                            row
                        ),
                        None => message!("the total adds the row `{row}` twice", row),
                    },
                    message!("remove one of them"),
                ));
            }
        }
    }
}

/// The rows, grades, totals, bands and headings of each form.
fn forms(part: &Standard, found: &mut Vec<Diagnostic>) {
    for form in part.annex_bodies().filter_map(|annex| annex.form.as_ref()) {
        let rows = form.rows.iter().filter_map(Row::name);
        ids(message!("rows"), Case::Exact, rows, found);
        let grades = form.grades.iter().map(|grade| &grade.id);
        ids(message!("grades"), Case::Exact, grades, found);
        totals(&form.totals, &form.bands, found);
        let headings = form.headings.iter();
        let headings = headings.map(|heading| &heading.dimension);
        ids(
            message!("headings of the dimension"),
            Case::Exact,
            headings,
            found,
        );
    }
}

/// The terms of the glossary, in the standard's own language. In a translation, two may be the
/// same.
fn terms(part: &Standard, found: &mut Vec<Diagnostic>) {
    let Some(standard) = part.about.as_deref() else {
        return;
    };
    let language = standard.language.as_str();
    let terms = part.glossary.iter().filter_map(|entry| {
        let term = entry.term.get(language)?;
        Some((term, entry.term.position_of(language)))
    });
    repeated(message!("terms"), Case::Exact, terms, found);
}

/// Pages, by the names of their files.
fn pages(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    let pages = subject.handbook.pages.iter();
    let files: Vec<Position> = pages
        .clone()
        .map(|page| Position::file(page.languages[0].position.file.clone()))
        .collect();
    let names = pages.map(|page| &*page.name);
    repeated(message!("pages"), Case::Folded, names.zip(&files), found);
    let sections = subject.about.into_iter().flat_map(|about| &about.sections);
    let listed = sections.flat_map(|section| &section.pages);
    let listed = listed.map(|name| (&*name.value, &name.position));
    repeated(message!("pages of sections"), Case::Exact, listed, found);
}

/// Reports every id that is used twice.
fn ids<'a>(
    what: Message,
    case: Case,
    ids: impl IntoIterator<Item = &'a Id>,
    found: &mut Vec<Diagnostic>,
) {
    let ids = ids.into_iter().map(|id| (id.as_str(), &id.position));
    repeated(what, case, ids, found);
}

/// Reports every name that is used twice, with the place of the first. `what` is the kind of the named things, in the
/// plural.
///
/// `E112` or `E113`, at the second.
fn repeated<'a>(
    what: Message,
    case: Case,
    names: impl IntoIterator<Item = (&'a str, &'a Position)>,
    found: &mut Vec<Diagnostic>,
) {
    let mut first: HashMap<String, (&str, &Position)> = HashMap::new();
    for (name, position) in names {
        let key = match case {
            Case::Exact => name.to_owned(),
            Case::Folded => name.to_lowercase(),
        };
        match first.entry(key) {
            Entry::Vacant(place) => {
                place.insert((name, position));
            }
            Entry::Occupied(place) => {
                let (other, at) = place.get();
                found.push(if *other == name {
                    Rule::DuplicateName
                        .at(
                            position,
                            message!("there are two {what} `{name}`", what, name),
                            message!("rename or remove this one"),
                        )
                        .see(at, message!("first used here"))
                } else {
                    Rule::NamesDifferInCase
                        .at(
                            position,
                            message!(
                                "the {what} `{other}` and `{name}` differ only in case",
                                what,
                                other,
                                name
                            ),
                            message!(
                                "rename this one: on many systems the two would be the same file"
                            ),
                        )
                        .see(at, message!("the other name"))
                });
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::{adding, found, sound, with};

    #[test]
    fn the_second_of_two_clauses_is_found() {
        let tree = with("clauses/02.yaml", "- id: 3.1", "- id: 3");
        assert_eq!(
            found(&tree)[0],
            "content/standards/demo/clauses/02.yaml:27:7: there are two clauses `3`"
        );
        // The number that it takes the place of seems to be missing, and is not said to be.
        let tree = with("clauses/02.yaml", "id: 2.2.2", "id: 2.2.1");
        assert_eq!(
            found(&tree),
            ["content/standards/demo/clauses/02.yaml:19:7: there are two clauses `2.2.1`"]
        );
        let tree = with("clauses/02.yaml", "- id: 3.1", "- id: A");
        assert!(
            found(&tree).contains(
                &"content/standards/demo/annexes/A.yaml:1:5: there are two clauses `A`".to_owned()
            ),
            "{:?}",
            found(&tree)
        );
    }

    #[test]
    fn each_kind_of_name_is_given_once() {
        for (file, from, to, expected) in [
            (
                "standard.yaml",
                "{id: senior,",
                "{id: junior,",
                "there are two levels `junior`",
            ),
            (
                "standard.yaml",
                "{id: skills,",
                "{id: literacy,",
                "there are two dimensions `literacy`",
            ),
            (
                "rubric.yaml",
                "[A, B]",
                "[A, B, A]",
                "there are two grades `A`",
            ),
            (
                "rubric.yaml",
                "{id: skills-senior,",
                "{id: literacy,",
                "there are two rubric rows `literacy`",
            ),
            (
                "rubric.yaml",
                "{id: unqualified,",
                "{id: junior,",
                "there are two bands `junior`",
            ),
            (
                "rubric.yaml",
                "{level: senior, rows",
                "{level: junior, rows",
                "there are two totals of the level `junior`",
            ),
            (
                "rubric.yaml",
                "[literacy, skills-junior]",
                "[literacy, literacy]",
                "the total of `junior` adds the row `literacy` twice",
            ),
            (
                "clauses/01.yaml",
                "{id: F1,",
                "{id: T1,",
                "there are two tables or figures `T1`",
            ),
            (
                "annexes/A.yaml",
                "row: skills-senior",
                "row: literacy",
                "there are two rows `literacy`",
            ),
            (
                "annexes/A.yaml",
                "dimension: skills",
                "dimension: literacy",
                "there are two headings of the dimension `literacy`",
            ),
            (
                "glossary.yaml",
                "{zh: 店铺装修, en: storefront design}",
                "{zh: 店铺, en: store}",
                "there are two terms `店铺`",
            ),
            (
                "content/handbook.yaml",
                "[zh, en, zh-en]",
                "[zh, en, zh]",
                "there are two readings `zh`",
            ),
            (
                "content/handbook.yaml",
                "[demo]",
                "[demo, demo]",
                "there are two standards `demo`",
            ),
            (
                "content/handbook.yaml",
                "{id: en, tag: en, name: English}",
                "{id: zh, tag: en, name: English}",
                "there are two languages `zh`",
            ),
        ] {
            let found = found(&with(file, from, to));
            assert!(
                found.iter().any(|fault| fault.ends_with(expected)),
                "{expected}: {found:?}"
            );
        }
    }

    #[test]
    fn names_that_one_file_would_hold_are_found() {
        let tree = with("clauses/02.yaml", "- id: 3.1", "- id: a");
        assert!(
            found(&tree).contains(
                &"content/standards/demo/annexes/A.yaml:1:5: the clauses `a` and `A` differ only in case".to_owned()
            ),
            "{:?}",
            found(&tree)
        );
        let page = "---\ntitle: x\ndescription: x\n---\n";
        let tree = adding(sound(), "content/pages/About.zh.md", page);
        let tree = adding(tree, "content/pages/About.en.md", page);
        assert_eq!(
            found(&tree),
            ["content/pages/about.en.md: the pages `About` and `about` differ only in case"]
        );
    }

    #[test]
    fn a_clause_is_not_called_as_a_requirement_is() {
        let tree = with("clauses/02.yaml", "- id: 3.1", "- id: 2.1-b");
        assert_eq!(
            found(&tree)[0],
            "content/standards/demo/clauses/02.yaml:27:7: the clause `2.1-b` comes after `3`"
        );
    }
}
