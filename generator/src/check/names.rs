//! Checks names that become addresses, and the names of folders and files.
//!
//! The codes are `E110` (reserved), `E111` (differs from the file) and `E022` (not a valid file
//! name). That names are unique is the subject of [`super::unique`].

use super::subject::Subject;
use crate::language::message::{Message, message};
use crate::model::Standard;
use crate::site::reserved::{Folder, reserved_names};
use crate::source::diagnostic::Diagnostic;
use crate::source::format::text::Id;
use crate::source::position::Position;
use crate::source::rule::Rule;

/// Names that no file may have on Windows, regardless of what follows the first dot. A handbook
/// must be usable on every system on which its folder is checked out.
const DEVICES: [&str; 22] = [
    "con", "prn", "aux", "nul", "com1", "com2", "com3", "com4", "com5", "com6", "com7", "com8",
    "com9", "lpt1", "lpt2", "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9",
];

/// Requires that no name takes an address that the site itself needs or that some systems cannot store, and that a
/// standard's folder and an annex's file have the names given in them: otherwise an editor would look for them in the
/// wrong place.
pub fn rule(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    if let Some(handbook) = subject.about {
        for id in &handbook.readings {
            found.extend(taken(
                message!("reading"),
                id.as_str(),
                &id.position,
                &reserved_names(Folder::Site),
            ));
        }
    }
    pages(subject, &mut found);
    for part in &subject.handbook.standards {
        standard(part, &mut found);
    }
    found
}

/// Names of pages come from their files, so they are not ids that decoding has checked.
fn pages(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    for page in subject.pages() {
        let position = Position::file(page.position.file.clone());
        if page.name.split('/').all(Id::is_valid) {
            let mut names = page.name.split('/');
            let first = names.next().unwrap_or_default();
            // The folder of a standard is full of names that its clauses have.
            let is_standard = |id: &str| first != &*page.name && id == first;
            let standards = subject.handbook.standards.iter();
            let standards = standards
                .map(|standard| standard.id())
                .filter(|id| is_standard(id));
            let reserved = reserved_names(Folder::Reading).into_iter().chain(standards);
            found.extend(taken(
                message!("page"),
                first,
                &position,
                &reserved.collect::<Vec<_>>(),
            ));
            found.extend(names.filter_map(|name| taken(message!("page"), name, &position, &[])));
        } else {
            found.push(Rule::InvalidFileName.at(
                &position,
                message!("`{name}` is not a valid name for a page", name = page.name),
                message!(
                    "name the file with letters, digits, `.`, `-` and `_`, as in `about.zh.md`"
                ),
            ));
        }
    }
}

/// The ids of a standard that become part of an address: its own, and those of its roles, levels
/// and clauses. The name of an annex's file must be its id.
fn standard(part: &Standard, found: &mut Vec<Diagnostic>) {
    if let Some(standard) = part.about.as_deref() {
        let id = &standard.id;
        if *id != *part.id() {
            found.push(Rule::NameDiffersFromFile.at(
                &id.position,
                message!(
                    "the standard `{id}` is in the folder `{part}`",
                    id,
                    part = part.id()
                ),
                message!(
                    "write `id: {part}`, or rename the folder to `{id}`",
                    part = part.id(),
                    id
                ),
            ));
        }
        found.extend(taken(
            message!("standard"),
            id.as_str(),
            &id.position,
            &reserved_names(Folder::Reading),
        ));
        for role in &standard.roles {
            let id = &role.id;
            found.extend(taken(message!("role"), id.as_str(), &id.position, &[]));
        }
        let of_roles = standard.roles.iter().flat_map(|role| &role.levels);
        for level in standard.levels.iter().chain(of_roles) {
            let id = &level.id;
            found.extend(taken(message!("level"), id.as_str(), &id.position, &[]));
        }
    }
    for id in part.clauses.iter().map(|clause| clause.id()) {
        found.extend(taken(
            message!("clause"),
            id.as_str(),
            &id.position,
            &reserved_names(Folder::Standard),
        ));
    }
    for annex in part.annex_bodies() {
        let file = &annex.id.position.file;
        let name = file.rsplit('/').next().unwrap_or_default();
        let stem = name.strip_suffix(".yaml").unwrap_or(name);
        let id = &annex.id;
        if *id != *stem {
            found.push(Rule::NameDiffersFromFile.at(
                &id.position,
                message!("the annex `{id}` is in the file `{name}`", id, name),
                message!(
                    "write `id: {stem}`, or rename the file to `{id}.yaml`",
                    stem,
                    id
                ),
            ));
        }
    }
}

/// The fault of a `name` that is one of `reserved`, or that no file may have on some systems.
///
/// `E110`. Compared without regard to case, as file systems do. `what` is the kind of thing, such
/// as `page`.
pub fn taken(
    what: Message,
    name: &str,
    position: &Position,
    reserved: &[&str],
) -> Option<Diagnostic> {
    let small = name.to_ascii_lowercase();
    let reason = if reserved.contains(&small.as_str()) {
        message!("the site itself has a page or a folder of that name")
    } else if DEVICES.contains(&small.split('.').next().unwrap_or_default()) {
        message!("Windows cannot store a file of that name")
    } else {
        return None;
    };
    Some(Rule::ReservedName.at(
        position,
        message!("a {what} cannot have the name `{name}`", what, name),
        message!("choose another name: {reason}", reason),
    ))
}

#[cfg(test)]
mod tests {
    use crate::check::testing::{adding, diagnostics, found, sound, with};

    #[test]
    fn names_that_the_site_needs_are_refused() {
        let tree = with("clauses/02.yaml", "- id: 3.1", "- id: Terms");
        assert_eq!(
            found(&tree),
            ["content/standards/demo/clauses/02.yaml:27:7: a clause cannot have the name `Terms`"]
        );
        let page = "---\ntitle: x\ndescription: x\n---\n";
        let tree = adding(sound(), "content/pages/postings.zh.md", page);
        let tree = adding(tree, "content/pages/postings.en.md", page);
        assert_eq!(
            found(&tree),
            [
                "content/pages/postings.en.md: a page cannot have the name `postings`",
                "content/pages/postings.zh.md: a page cannot have the name `postings`",
            ]
        );
    }

    #[test]
    fn names_that_windows_cannot_store_are_refused() {
        let tree = with("clauses/00.yaml", "- id: foreword", "- id: aux");
        assert_eq!(
            found(&tree),
            ["content/standards/demo/clauses/00.yaml:1:7: a clause cannot have the name `aux`"]
        );
    }

    #[test]
    fn a_folder_is_called_as_its_standard_is() {
        let tree = with("standard.yaml", "id: demo", "id: demonstration");
        assert_eq!(
            found(&tree)[0],
            "content/standards/demo/standard.yaml:1:5: the standard `demonstration` is in the folder `demo`"
        );
    }

    #[test]
    fn a_file_is_called_as_its_annex_is() {
        let tree = with("annexes/A.yaml", "id: A", "id: B");
        let found = diagnostics(&tree);
        assert_eq!(
            found[0].message.english(),
            "the annex `B` is in the file `A.yaml`"
        );
        assert_eq!(found[0].position.line, 1);
    }

    #[test]
    fn a_page_has_a_name_for_an_address() {
        let page = "---\ntitle: x\ndescription: x\n---\n";
        let tree = adding(sound(), "content/pages/a b.zh.md", page);
        assert_eq!(
            found(&tree)[0],
            "content/pages/a b.zh.md: `a b` is not a valid name for a page"
        );
    }
}
