//! Checks that editions form one line, and that a requirement replaces requirements of earlier editions only.
//!
//! An edition names the standard that it replaces (`edition.replaces` in `standard.yaml`), and a
//! requirement those that it replaces (`replaces`). [`crate::model::continuation`] follows both.
//! The codes are `E608` to `E611` and `W604`.

use std::collections::BTreeSet;

use super::subject::Subject;
use super::suggest::unknown;
use super::target::requirement_fault;
use crate::language::message::{Message, Series, message};
use crate::model::CompleteHandbook;
use crate::model::Standard;
use crate::source::diagnostic::Diagnostic;
use crate::source::format::text::{Id, Word};
use crate::source::rule::Rule;

/// Requires that the edition that a standard replaces is another standard of the handbook, that no edition precedes
/// itself, and that what a requirement `replaces` is a requirement of an earlier edition, named once. Warns about a
/// requirement that is nearly the same as an earlier one and does not say whether it replaces it.
pub fn rule(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for part in &subject.handbook.standards {
        let line = line(subject, part);
        found.extend(edition(subject, part, &line));
        for requirement in &part.requirements {
            let id = &requirement.id;
            let mut seen = BTreeSet::new();
            for name in requirement.item().replaces.iter().flatten() {
                if seen.insert(&*name.value) {
                    found.extend(replaced(part, &line, name));
                } else {
                    found.push(Rule::ReplacedTwice.at(
                        &name.position,
                        message!(
                            "`{id}` names `{name}` twice in `replaces`",
                            id,
                            name = name.value
                        ),
                        message!("remove one of them"),
                    ));
                }
            }
        }
    }
    if let Some(map) = subject.map {
        found.extend(proposed(&map.handbook));
    }
    found
}

/// Requirements that seem to continue one of the earlier edition, for the author to confirm.
///
/// `W604`. Both answers are offered, since only the author knows: `replaces: [STANDARD/ID]`, or an
/// empty list for a new requirement.
fn proposed(handbook: &CompleteHandbook) -> Vec<Diagnostic> {
    let proposals = handbook.proposed_continuations().iter();
    proposals
        .map(|proposal| {
            let [later, earlier] = [proposal.later, proposal.earlier].map(|(standard, index)| {
                let standard = &handbook.standards[standard];
                (standard.id(), &standard.requirements[index])
            });
            let name = format!("{}/{}", earlier.0, earlier.1.id);
            Rule::UnconfirmedContinuation.at(
                &later.1.text().position,
                message!(
                    "the words of `{later}` are nearly those of `{name}`, but `replaces` is missing",
                    later = later.1.id,
                    name,
                ),
                message!(
                    "if this requirement continues the earlier one, add `replaces: [{name}]` beside its `text`; if \
                     it is new, add `replaces: []`. Until then it is shown as a continuation",
                    name,
                ),
            )
            .see(&earlier.1.text().position, message!("the requirement of the earlier edition"))
        })
        .collect()
}

/// The editions before a standard.
struct EditionLine<'a> {
    /// The nearest first. Without the standard itself, and without repetitions. Empty for a first
    /// edition.
    before: Vec<&'a Standard>,
    /// Whether the line leads back to its beginning. That is, the standard precedes itself.
    is_circle: bool,
    /// Whether it ends at an edition whose own `standard.yaml` could not be read.
    is_cut: bool,
}

/// Ends at the first edition that is not there or was met before, so it always ends.
fn line<'a>(subject: &Subject<'a>, part: &'a Standard) -> EditionLine<'a> {
    let mut line = EditionLine {
        before: Vec::new(),
        is_circle: false,
        is_cut: false,
    };
    let mut edition = part;
    while let Some(id) = replaced_edition(edition) {
        let mut parts = subject.handbook.standards.iter();
        let Some(before) = parts.find(|other| *id == *other.id()) else {
            break;
        };
        if before.id() == part.id() {
            line.is_circle = true;
        }
        if line.is_circle || line.before.iter().any(|known| known.id() == before.id()) {
            break;
        }
        line.before.push(before);
        edition = before;
    }
    line.is_cut = edition.about.is_none();
    line
}

/// The id that `edition.replaces` states.
fn replaced_edition(part: &Standard) -> Option<&Id> {
    part.about.as_deref()?.edition.as_ref()?.replaces.as_ref()
}

/// The fault of the edition that a standard replaces.
///
/// `E608` for a circle, reported at the edition whose id is first in alphabetical order, and `E102`
/// for a standard that the handbook does not list.
fn edition(subject: &Subject<'_>, part: &Standard, line: &EditionLine<'_>) -> Option<Diagnostic> {
    let id = replaced_edition(part)?;
    if line.is_circle {
        // Reported once for the whole circle.
        let is_first = line.before.iter().all(|other| part.id() < other.id());
        let mut names = vec![part.id()];
        names.extend(line.before.iter().map(|other| other.id()));
        names.push(part.id());
        let names: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
        return is_first.then(|| {
            Rule::EditionCircle.at(
                &id.position,
                message!(
                    "editions replace each other in a circle: {names}",
                    names = names.join(" → ")
                ),
                message!("remove `replaces` from the first edition, which replaces none"),
            )
        });
    }
    let listed = subject.about?.standards.iter().map(Id::as_str);
    (!listed.clone().any(|known| *id == *known)).then(|| {
        let others = listed.filter(|known| *known != part.id());
        unknown(Rule::UnknownStandard, id, message!("standard"), others)
    })
}

/// The fault of the name of a replaced requirement.
///
/// `E610` without a standard before the slash, `E611` for a standard that is not an earlier
/// edition, and `E204` for a requirement that the earlier edition does not have.
fn replaced(part: &Standard, line: &EditionLine<'_>, name: &Word) -> Option<Diagnostic> {
    let fault =
        |rule: Rule, message: Message, help: Message| rule.at(&name.position, message, help);
    let Some((standard, requirement)) = name.value.split_once('/') else {
        // The nearest edition that has it, or else the nearest one.
        let mut before = line.before.iter();
        let has_it = before.find(|earlier| earlier.has_requirement(&name.value));
        let meant = has_it.or(line.before.first());
        let standard = meant.map_or("STANDARD", |earlier| earlier.id());
        return Some(fault(
            Rule::ReplacedWithoutEdition,
            message!("`{name}` does not name an edition", name = name.value),
            message!(
                "write the standard before the requirement, as in `{standard}/{name}`",
                standard,
                name = name.value
            ),
        ));
    };
    if let Some(earlier) = line.before.iter().find(|earlier| earlier.id() == standard) {
        return requirement_fault(earlier, requirement, &name.position).map(|mut fault| {
            let what = &fault.message;
            fault.message = message!("{what} in `{standard}`", what, standard);
            fault
        });
    }
    // A broken line is reported at the break.
    if line.is_circle || line.is_cut || (line.before.is_empty() && replaced_edition(part).is_some())
    {
        return None;
    }
    let known: Vec<String> = line
        .before
        .iter()
        .map(|earlier| format!("`{}`", earlier.id()))
        .collect();
    Some(fault(
        Rule::NotAnEarlierEdition,
        message!(
            "`{standard}` is not an earlier edition of `{part}`",
            standard,
            part = part.id()
        ),
        if known.is_empty() {
            message!(
                "name the earlier edition in `content/standards/{part}/standard.yaml`: \
                 `edition: {{replaces: {standard}}}`",
                part = part.id(),
                standard
            )
        } else {
            message!(
                "the earlier editions are {known}",
                known = Series::plain(known)
            )
        },
    ))
}

#[cfg(test)]
mod tests {
    use crate::check::testing::{adding, and, diagnostics, found, sound};
    use crate::source::tree::Tree;

    /// The sound handbook with a second edition of its standard, in which the second requirement replaces both.
    fn two_editions() -> Tree {
        let mut tree = sound();
        let first: Vec<(String, String)> = tree
            .files
            .iter()
            .filter(|(file, _)| file.starts_with("content/standards/demo/"))
            .map(|(file, text)| (file.replace("/demo/", "/demo-2/"), text.to_string()))
            .collect();
        for (file, text) in first {
            tree = adding(tree, &file, &text);
        }
        let tree = and(tree, "content/handbook.yaml", "[demo]", "[demo, demo-2]");
        let about = "content/standards/demo-2/standard.yaml";
        let tree = and(tree, about, "id: demo", "id: demo-2");
        let tree = and(
            tree,
            about,
            "{id: first, title: {zh: 第一版, en: First edition}}",
            "{id: second, title: {zh: 第二版, en: Second edition}, replaces: demo}",
        );
        and(
            tree,
            CLAUSES,
            "be honest;}\n",
            "be honest;}\n      replaces: [demo/2.1-a, demo/2.1-b]\n",
        )
    }

    const CLAUSES: &str = "content/standards/demo-2/clauses/02.yaml";
    const ABOUT: &str = "content/standards/demo-2/standard.yaml";

    #[test]
    fn a_second_edition_is_sound() {
        assert_eq!(found(&two_editions()), Vec::<String>::new());
    }

    #[test]
    fn nearly_the_same_words_are_proposed_until_the_author_decides() {
        let first = "content/standards/demo/clauses/02.yaml";
        let before = and(
            two_editions(),
            first,
            "开店；",
            "能独立完成产品资料的收集与整理；",
        );
        let near = and(before, CLAUSES, "开店；", "能独立完成产品资料收集与整理；");
        let faults = diagnostics(&near);
        assert_eq!(faults.len(), 1, "{faults:?}");
        assert!(!faults[0].is_error());
        assert_eq!(&*faults[0].position.file, CLAUSES);
        assert!(
            faults[0]
                .help
                .english()
                .contains("`replaces: [demo/2.2.1-a]`"),
            "{faults:?}"
        );
        for decided in ["[demo/2.2.1-a]", "[]"] {
            let text = "en: Open a shop;}\n";
            let line = format!("{text}      replaces: {decided}\n");
            assert_eq!(
                found(&and(near.clone(), CLAUSES, text, &line)),
                Vec::<String>::new(),
                "{decided}"
            );
        }
    }

    #[test]
    fn what_is_replaced_stands_in_an_edition_before() {
        for (to, expected, help) in [
            (
                "demo/2.1-c",
                "there is no requirement `2.1-c` in `demo`",
                "the clause `2.1` has the requirements `2.1-a` to `2.1-b`",
            ),
            (
                "2.1-b",
                "`2.1-b` does not name an edition",
                "write the standard before the requirement, as in `demo/2.1-b`",
            ),
            (
                "demo-2/2.1-b",
                "`demo-2` is not an earlier edition of `demo-2`",
                "the earlier editions are `demo`",
            ),
            (
                "demo/2.1-a",
                "`2.1-a` names `demo/2.1-a` twice in `replaces`",
                "remove one of them",
            ),
        ] {
            let faults = diagnostics(&and(two_editions(), CLAUSES, "demo/2.1-b", to));
            assert_eq!(faults.len(), 1, "{faults:?}");
            assert_eq!(faults[0].position.to_string(), format!("{CLAUSES}:9:30"));
            assert_eq!(
                (&*faults[0].message.english(), &*faults[0].help.english()),
                (expected, help)
            );
        }
    }

    #[test]
    fn an_edition_replaces_another_standard_of_the_handbook() {
        assert_eq!(
            found(&and(
                two_editions(),
                ABOUT,
                "replaces: demo}",
                "replaces: dmo}"
            )),
            [format!("{ABOUT}:3:64: there is no standard `dmo`")]
        );
        let faults = diagnostics(&and(two_editions(), ABOUT, ", replaces: demo}", "}"));
        assert_eq!(faults.len(), 2, "{faults:?}");
        assert_eq!(
            faults[0].help.english(),
            "name the earlier edition in `content/standards/demo-2/standard.yaml`: `edition: {replaces: demo}`"
        );
    }

    #[test]
    fn a_circle_of_editions_is_told_once() {
        let first = "content/standards/demo/standard.yaml";
        let tree = and(
            two_editions(),
            first,
            "en: First edition}}",
            "en: First edition}, replaces: demo-2}",
        );
        assert_eq!(
            found(&tree),
            [format!(
                "{first}:3:62: editions replace each other in a circle: `demo` → `demo-2` → `demo`"
            )]
        );
        let tree = and(
            two_editions(),
            ABOUT,
            "replaces: demo}",
            "replaces: demo-2}",
        );
        assert_eq!(
            found(&tree),
            [format!(
                "{ABOUT}:3:64: editions replace each other in a circle: `demo-2` → `demo-2`"
            )]
        );
    }
}
