//! The standards that the handbook names are there, each with the files that it is made of.

use super::content::Content;
use super::suggest::unknown;
use crate::source::diagnostic::Diagnostic;
use crate::source::place::StandardPart;
use crate::source::position::Position;

/// Demands a `handbook.yaml`, a folder for each standard that it names, and in it a `standard.yaml` and a `rubric.yaml`:
/// without them there is no handbook. Warns of a folder that the handbook does not name.
pub fn rule(content: &Content<'_>) -> Vec<Diagnostic> {
    let Some(handbook) = content.handbook else {
        return if content.handbook_unread {
            Vec::new()
        } else {
            vec![Diagnostic::error(
                &Position::file("content/handbook.yaml"),
                "there is no handbook here",
                "write `content/handbook.yaml`, or say with --root where the handbook is",
            )]
        };
    };
    let mut found = Vec::new();
    for id in &handbook.standards {
        let Some(part) = content.standards.iter().find(|part| *id == *part.folder) else {
            let mut fault = unknown(
                id,
                "standard",
                content.standards.iter().map(|part| part.folder),
            );
            if content.standards.is_empty() {
                fault.help =
                    format!("write `content/standards/{id}/standard.yaml`, or remove the name");
            }
            found.push(fault);
            continue;
        };
        for (of, is_there) in [
            (StandardPart::About, part.about.is_some()),
            (StandardPart::Rubric, part.rubric.is_some()),
        ] {
            let file = of.file();
            if !is_there && !part.model.is_unread(of) {
                found.push(Diagnostic::error(
                    &id.position,
                    format!("the standard `{id}` has no `{file}`"),
                    format!("write `content/standards/{id}/{file}`"),
                ));
            }
        }
    }
    for part in &content.standards {
        if let Some((file, _)) = part.about
            && !handbook.standards.iter().any(|id| *id == *part.folder)
        {
            found.push(Diagnostic::warning(
                &Position::file(file.clone()),
                format!("the handbook does not name the standard `{}`", part.folder),
                format!("add `{}` to `standards` in `content/handbook.yaml`, or move the folder out of `content/`", part.folder),
            ));
        }
    }
    found
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
        assert_eq!(diagnostics(&tree)[0].help, "did you mean `demo`?");
    }

    #[test]
    fn a_standard_has_its_files() {
        let tree = without(sound(), "rubric.yaml");
        assert_eq!(
            found(&tree),
            ["content/handbook.yaml:7:13: the standard `demo` has no `rubric.yaml`"]
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
                "content/standards/other/standard.yaml: warning: the handbook does not name the standard `other`"
            ]
        );
    }
}
