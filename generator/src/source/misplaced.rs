//! Files in places from which nothing is read, and the places where they were probably meant to be.

use std::sync::Arc;

use super::diagnostic::Diagnostic;
use super::place::{CONTENT, Place};
use super::position::Position;
use super::rule::Rule;
use crate::language::message::{Message, Series, message};

/// The places from which files are read, each below its folder of content.
const PLACES: [&str; 16] = [
    "handbook.yaml",
    "changes.yaml",
    "permalinks.{yaml,lock,words}",
    "translations.lock",
    "standards/ID/{standard,rubric,glossary}.yaml",
    "standards/ID/clauses/*.yaml",
    "standards/ID/annexes/*.yaml",
    "standards/ID/associations.lock",
    "standards/ID/statements.lock",
    "standards/ID/competencies.lock",
    "pages/NAME.LANGUAGE.md",
    "pages/LANGUAGE/NAME.md",
    "curricula/NAME/curriculum.yaml",
    "curricula/NAME/overview.LANGUAGE.md",
    "curricula/NAME/MODULE.LANGUAGE.md",
    "postings/NAME.yaml",
];

/// The fault of a file that is in no place from which files are read. `E007`.
pub(super) fn fault(file: &Arc<str>) -> Diagnostic {
    Rule::MisplacedFile.at(
        &Position::file(file.clone()),
        message!("files in this place are not read"),
        remedy(file),
    )
}

/// The `fault` of a file, with other help if it is the fault above and the name to give the file is taken. `has` tells whether
/// there is a file.
pub fn beside(fault: &Diagnostic, has: impl Fn(&str) -> bool) -> Diagnostic {
    let mut fault = fault.clone();
    let file = &fault.position.file;
    if fault.rule == Rule::MisplacedFile
        && let Some(name) = renamed(file)
        && let Some((folder, _)) = file.rsplit_once('/')
        && has(&format!("{folder}/{name}"))
    {
        fault.help = message!(
            "there is a `{name}` beside it, which is read: move what is missing there into it, and delete this file",
            name
        );
    }
    fault
}

/// A better name, or the places of the folder that the file is in.
fn remedy(file: &str) -> Message {
    if let Some(name) = renamed(file) {
        return message!("rename it to `{name}`", name);
    }
    if let Some(folder) = small_folder(file) {
        return message!(
            "rename the folder to `{name}`: capital letters count",
            name = folder
        );
    }
    let below = file.strip_prefix(CONTENT).unwrap_or(file);
    let folder = below.trim_start_matches('/').split_once('/');
    let near =
        |place: &&&str| folder.is_some_and(|(first, _)| place.starts_with(&format!("{first}/")));
    let mut places: Vec<&&str> = PLACES.iter().filter(near).collect();
    if places.is_empty() {
        places = PLACES.iter().collect();
    }
    message!(
        "move it out of `content/`, or to one of the places that are read: {places}",
        places = Series::plain(places.iter().map(|place| format!("`{place}`")))
    )
}

/// The name in small letters of the folder of the content, if the file would be read in it.
fn small_folder(file: &str) -> Option<String> {
    let below = file.strip_prefix(CONTENT)?.strip_prefix('/')?;
    let (folder, rest) = below.split_once('/')?;
    let small = folder.to_lowercase();
    let path = format!("{CONTENT}/{small}/{rest}");
    (small != folder && Place::of(&path).is_some_and(|place| place.is_read)).then_some(small)
}

/// The name under which the file would be read, if only its ending is wrong: `.yml`, `.YAML`, `.yaml.txt`, `.markdown`.
fn renamed(file: &str) -> Option<String> {
    let (folder, name) = file.rsplit_once('/')?;
    let small = name.to_ascii_lowercase();
    let endings = [
        (".yaml.txt", ".yaml"),
        (".yml.txt", ".yaml"),
        (".md.txt", ".md"),
        (".yml", ".yaml"),
        (".yaml", ".yaml"),
        (".markdown", ".md"),
        (".md", ".md"),
        (".txt", ".yaml"),
        (".txt", ".md"),
    ];
    endings.iter().find_map(|(wrong, right)| {
        let stem = small.strip_suffix(wrong)?;
        let renamed = format!("{}{right}", name.get(..stem.len())?);
        let path = format!("{folder}/{renamed}");
        let is_read = Place::of(&path).is_some_and(|place| place.is_read);
        (is_read && renamed != name).then_some(renamed)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wrong_ending_is_recognised() {
        for (file, name) in [
            (
                "content/standards/x/clauses/03-new.yml",
                Some("03-new.yaml"),
            ),
            (
                "content/standards/x/clauses/03-new.yaml.txt",
                Some("03-new.yaml"),
            ),
            (
                "content/standards/x/clauses/03-new.txt",
                Some("03-new.yaml"),
            ),
            ("content/pages/Contact.zh.MD", Some("Contact.zh.md")),
            ("content/postings/job.YAML", Some("job.yaml")),
            ("content/postings/job.zh.md", None),
            ("content/standards/x/03-new.yaml", None),
        ] {
            assert_eq!(renamed(file).as_deref(), name, "{file}");
        }
    }

    #[test]
    fn only_the_places_of_the_same_folder_are_named() {
        let help = |file| remedy(file).english();
        assert_eq!(
            help("content/postings/2026/job.yaml"),
            "move it out of `content/`, or to one of the places that are read: `postings/NAME.yaml`"
        );
        assert!(help("content/standards/x/03.yaml").contains("`standards/ID/clauses/*.yaml`"));
        assert!(!help("content/standards/x/03.yaml").contains("postings"));
        assert!(help("content/else.yaml").contains("`handbook.yaml`"));
        assert!(help("content/Postings/job.yaml").starts_with("rename the folder to `postings`"));
    }
}
