//! Checks that the standards that the handbook names exist, each with its files.
//!
//! The codes are `E100` to `E102` and `W101`. Without the parts that [`missing`] reports, no site
//! can be built, so `build` and `serve` use it as well.

use super::subject::Subject;
use super::suggest::meant;
use crate::language::message::message;
use crate::model::Handbook;
use crate::model::handbook::{Missing, MissingPart};
use crate::source::diagnostic::Diagnostic;
use crate::source::position::Position;
use crate::source::rule::Rule;

/// Requires a `handbook.yaml`, a folder for each standard that it names, and a `standard.yaml` in that folder, since no
/// site can be made without them. Warns about standards that the handbook does not name.
pub fn rule(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let mut found = missing(subject.handbook);
    let is_named = |missing: &Missing| !matches!(missing.part, MissingPart::Standard(_));
    // A wrong name in the list may be meant to be that of a standard that then seems to be left out.
    if subject.about.is_some() && subject.handbook.missing().iter().all(is_named) {
        let standards = subject.handbook.standards.iter();
        for part in standards.skip(subject.handbook.listed) {
            if let Some(about) = &part.about {
                found.push(Rule::UnlistedStandard.at(
                    &Position::file(about.id.position.file.clone()),
                    message!("the handbook does not list the standard `{part}`", part = part.id()),
                    message!(
                        "add `{part}` to `standards` in `content/handbook.yaml`, or move the folder out of \
                         `content/`",
                        part = part.id(),
                    ),
                ));
            }
        }
    }
    found
}

/// The parts that `handbook` needs for a site and lacks. Those whose files could not be read are reported as faults of
/// the files.
///
/// Empty if the handbook is complete, or if every missing part is a file that could not be read.
pub fn missing(handbook: &Handbook) -> Vec<Diagnostic> {
    let missing = handbook.missing().into_iter();
    let missing = missing.filter(|missing| !missing.is_unread);
    missing
        .map(|missing| match &missing.part {
            MissingPart::Handbook => Rule::MissingHandbook.at(
                &Position::file("content/handbook.yaml"),
                message!("there is no handbook here"),
                message!(
                    "write `content/handbook.yaml`, or name the handbook's folder with `--root`"
                ),
            ),
            MissingPart::Standard(id) => {
                let known = handbook.standards.iter().map(|standard| standard.id());
                let help = if handbook.standards.is_empty() {
                    message!(
                        "write `content/standards/{id}/standard.yaml`, or remove the name",
                        id
                    )
                } else {
                    meant(id.as_str(), message!("standard"), known)
                };
                let message = message!("there is no standard `{id}`", id);
                Rule::UnknownStandard.at(&id.position, message, help)
            }
            MissingPart::OfStandard(id, part) => {
                let file = part.file();
                Rule::MissingStandardFile.at(
                    &id.position,
                    message!("the standard `{id}` has no `{file}`", id, file),
                    message!("write `content/standards/{id}/{file}`", id, file),
                )
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use crate::check::testing::{adding, diagnostics, found, sound, with, without};
    use crate::source::tree::Tree;

    #[test]
    fn an_empty_folder_is_no_handbook() {
        assert_eq!(
            found(&Tree::default()),
            ["content/handbook.yaml: there is no handbook here"]
        );
    }

    #[test]
    fn a_standard_that_is_not_there_is_found() {
        let tree = with("content/handbook.yaml", "[demo]", "[demo, demi]");
        assert_eq!(
            found(&tree),
            ["content/handbook.yaml:7:19: there is no standard `demi`"]
        );
        assert_eq!(diagnostics(&tree)[0].help.english(), "did you mean `demo`?");
    }

    #[test]
    fn a_standard_has_its_files() {
        let tree = without(sound(), "standard.yaml");
        assert_eq!(
            found(&tree),
            ["content/handbook.yaml:7:13: the standard `demo` has no `standard.yaml`"]
        );
    }

    #[test]
    fn a_standard_that_the_handbook_does_not_name_is_warned_of() {
        let text = sound().files["content/standards/demo/standard.yaml"]
            .replace("id: demo", "id: other")
            .replace("    annex: A\n", "")
            .replace("clause: 2.1}", "clause: 1}")
            .replace("clause: 2.2}", "clause: 1}");
        let tree = adding(sound(), "content/standards/other/standard.yaml", &text);
        let tree = adding(
            tree,
            "content/standards/other/clauses/1.yaml",
            "- {id: 1, title: {zh: 甲, en: First}}\n",
        );
        assert_eq!(
            found(&tree),
            [
                "content/standards/other/standard.yaml: warning: the handbook does not list the standard `other`"
            ]
        );
    }
}
