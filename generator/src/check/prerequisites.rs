//! Checks that the prerequisites of a module come before it.
//!
//! The codes are `E502`, `E507`, `E508` and `E509`. Prerequisites are read from every language of a
//! module, since each file has a front matter of its own.

use std::collections::{BTreeMap, BTreeSet};

use super::subject::Subject;
use super::suggest::unknown;
use crate::language::message::message;
use crate::model::Curriculum;
use crate::source::diagnostic::Diagnostic;
use crate::source::format::text::Id;
use crate::source::rule::Rule;

/// Requires that a module's prerequisites are modules of its curriculum, that they come before it, and that they do not
/// form a circle. The plan is read from top to bottom.
pub fn rule(subject: &Subject<'_>) -> Vec<Diagnostic> {
    subject
        .handbook
        .curricula
        .iter()
        .flat_map(|curriculum| of_course(curriculum))
        .collect()
}

/// Two modules in a circle are not reported as being in the wrong order as well.
fn of_course(course: &Curriculum) -> Vec<Diagnostic> {
    let Some(about) = course.about.as_deref() else {
        return Vec::new();
    };
    let order: Vec<&str> = about.modules.iter().map(Id::as_str).collect();
    let place = |name: &str| order.iter().position(|known| *known == name);
    let mut found = Vec::new();
    let files = course.files();
    let mut needs: BTreeMap<&str, Vec<&Id>> = BTreeMap::new();
    for (name, languages) in &files {
        for module in languages {
            let prerequisites = &module.front_matter.prerequisites;
            for id in prerequisites {
                if place(id.as_str()).is_some() {
                    needs.entry(name).or_default().push(id);
                } else if !files.contains_key(id.as_str()) {
                    found.push(unknown(
                        Rule::UnknownModule,
                        id,
                        message!("module"),
                        order.iter().copied(),
                    ));
                } else if order.iter().all(|name| files.contains_key(name)) {
                    // A name in the list that no module has is its own fault, and may be meant to be this one.
                    found.push(Rule::UnlistedPrerequisite.at(
                        &id.position,
                        message!("the module `{id}` is not listed in the curriculum", id),
                        message!("add it to `modules` in `curriculum.yaml`, or remove it here"),
                    ));
                }
            }
        }
    }
    let cycles = cycles(&needs);
    for (cycle, at) in &cycles {
        let names: Vec<String> = cycle.iter().map(|name| format!("`{name}`")).collect();
        found.push(Rule::PrerequisiteCircle.at(
            &at.position,
            message!(
                "the prerequisites of modules form a circle: {names} → `{cycle}`",
                names = names.join(" → "),
                cycle = cycle[0]
            ),
            message!("remove one of these prerequisites"),
        ));
    }
    for (name, ids) in &needs {
        for id in ids {
            let in_cycle = cycles.iter().any(|(cycle, _)| {
                cycle.contains(name) && cycle.iter().any(|other| **id == **other)
            });
            if !in_cycle && place(id.as_str()) >= place(name) && place(name).is_some() {
                found.push(Rule::PrerequisiteOrder.at(
                    &id.position,
                    message!("the module `{name}` requires `{id}`, which comes after it", name, id),
                    message!("change the order of `modules` in `curriculum.yaml`, or remove the prerequisite"),
                ));
            }
        }
    }
    found
}

/// The circles among prerequisites, each once, with the prerequisite that completes it.
///
/// A depth-first search; each module is finished once, so the time is linear apart from comparing
/// circles.
fn cycles<'a>(needs: &BTreeMap<&'a str, Vec<&'a Id>>) -> Vec<(Vec<&'a str>, &'a Id)> {
    let mut found = Vec::new();
    let mut done: BTreeSet<&str> = BTreeSet::new();
    for start in needs.keys() {
        // The walk has its own stack, since the content decides its depth.
        let mut path: Vec<(&str, usize)> = vec![(start, 0)];
        while let Some((name, next)) = path.last_mut() {
            let needed = needs.get(name).and_then(|ids| ids.get(*next));
            *next += 1;
            match needed {
                None => {
                    done.insert(name);
                    path.pop();
                }
                Some(id) if done.contains(id.as_str()) => {}
                Some(id) => match path.iter().position(|(name, _)| **id == **name) {
                    Some(at) => {
                        let cycle: Vec<&str> = path[at..].iter().map(|(name, _)| *name).collect();
                        if !found.iter().any(|(known, _): &(Vec<&str>, _)| {
                            known.iter().collect::<BTreeSet<_>>() == cycle.iter().collect()
                        }) {
                            found.push((cycle, *id));
                        }
                    }
                    None => path.push((id.as_str(), 0)),
                },
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use crate::check::curricula::tests::{course, replaced};
    use crate::check::testing::{diagnostics, found};

    const SECOND: &str = "content/curricula/first/02-sell.en.md";

    #[test]
    fn prerequisites_exist_and_come_before() {
        assert!(found(&course()).is_empty(), "{:?}", found(&course()));
        let tree = replaced(course(), SECOND, "[01-open]", "[01-opne]");
        assert_eq!(
            found(&tree),
            [format!("{SECOND}:4:17: there is no module `01-opne`")]
        );
        assert_eq!(
            diagnostics(&tree)[0].help.english(),
            "did you mean `01-open`?"
        );
        let tree = replaced(
            course(),
            "content/curricula/first/curriculum.yaml",
            "[01-open, 02-sell]",
            "[02-sell, 01-open]",
        );
        assert_eq!(
            found(&tree),
            [format!(
                "{SECOND}:4:17: the module `02-sell` requires `01-open`, which comes after it"
            )]
        );
    }

    #[test]
    fn a_circle_is_named_once() {
        let tree = replaced(
            course(),
            "content/curricula/first/01-open.zh.md",
            "hours: 2\n",
            "hours: 2\nprerequisites: [02-sell]\n",
        );
        assert_eq!(
            found(&tree),
            [format!(
                "{SECOND}:4:17: the prerequisites of modules form a circle: `01-open` → `02-sell` → `01-open`"
            )]
        );
        let tree = replaced(course(), SECOND, "[01-open]", "[02-sell]");
        assert_eq!(
            found(&tree),
            [format!(
                "{SECOND}:4:17: the prerequisites of modules form a circle: `02-sell` → `02-sell`"
            )]
        );
    }
}
