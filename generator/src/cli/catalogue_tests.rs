//! The catalogues are complete: each has every template of the program, no other, and the same places.
//!
//! The templates are found in the sources, since [`message!`] takes nothing but a literal. What else is translated is asked
//! of the program itself: the records of the format, and the command line.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use walkdir::WalkDir;

use crate::language::ProgramLanguage;
use crate::language::catalogue::{entries_of, translation};
use crate::language::message::places;
use crate::source::decode::Definitions;
use crate::source::fields::first_sentence;
use crate::source::schema::KINDS;

/// Files in which the macro takes the literal of another macro: the names of records and of values, which are found in the
/// declarations.
const FORWARDING: [&str; 2] = ["source/record.rs", "source/format/words.rs"];

/// The files of the program without their tests, by their paths.
fn sources() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    for entry in WalkDir::new(&root).sort_by_file_name() {
        let entry = entry.unwrap();
        let path = entry.path().strip_prefix(&root).unwrap();
        let path = path.to_str().unwrap().replace('\\', "/");
        let is_source =
            path.ends_with(".rs") && !path.ends_with("tests.rs") && !path.ends_with("testing.rs");
        if !is_source || path == "language/message.rs" {
            continue;
        }
        let text = fs::read_to_string(entry.path()).unwrap();
        // A declaration of a module of tests, which has no body here, does not end the program's part.
        let mut tests = text.match_indices("\n#[cfg(test)]\nmod ");
        let end = tests.find(|(at, mark)| {
            let declared = &text[at + mark.len()..];
            declared
                .lines()
                .next()
                .is_some_and(|line| line.ends_with('{'))
        });
        let end = end.map_or(text.len(), |(at, _)| at);
        files.push((path, text[..end].to_owned()));
    }
    files
}

/// The literal with which `text` begins, as the compiler reads it. `None` if it begins otherwise.
fn literal(text: &str) -> Option<String> {
    let mut rest = text.trim_start().strip_prefix('"')?.chars();
    let mut found = String::new();
    loop {
        match rest.next()? {
            '"' => return Some(found),
            '\\' => match rest.next()? {
                'n' => found.push('\n'),
                '\n' => rest = rest.as_str().trim_start().chars(),
                escaped @ ('"' | '\\' | '\'') => found.push(escaped),
                other => panic!("an escape that this test does not know: {other}"),
            },
            other => found.push(other),
        }
    }
}

/// Every template in the sources.
fn templates() -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for (path, text) in sources() {
        for (at, name) in text.match_indices("message!(") {
            let line = text[..at].rfind('\n').map_or(0, |end| end + 1);
            if text[line..at].trim_start().starts_with("//") {
                continue;
            }
            match literal(&text[at + name.len()..]) {
                Some(template) => drop(found.insert(template)),
                None => assert!(
                    FORWARDING.contains(&&*path),
                    "{path}: a message whose template is not a literal"
                ),
            }
        }
        if path.starts_with("source/") {
            // `"a clause" ClauseRecord {`
            let is_declaration = |line: &&str| {
                let name = line
                    .strip_suffix(" {")
                    .and_then(|line| line.rsplit_once("\" "));
                name.is_some_and(|(_, name)| name.chars().all(char::is_alphanumeric))
            };
            let declared = text.lines().filter(is_declaration);
            found.extend(declared.filter_map(literal));
        }
    }
    found
}

/// Every description that a message contains: those of keys that a record must have.
fn descriptions() -> BTreeSet<String> {
    let mut definitions = Definitions::default();
    for kind in &KINDS {
        kind.root(&mut definitions);
    }
    let records = definitions.records().iter();
    let keys = records.flat_map(|record| &record.keys);
    keys.filter(|key| key.is_required)
        .map(|key| first_sentence(key.description).to_owned())
        .collect()
}

/// Whether a template has words or marks that differ by language, and not only places and code.
fn has_words(template: &str) -> bool {
    let plain = template.replace("{{", "").replace("}}", "");
    let mut parts = plain.split(['{', '}']).enumerate();
    parts.any(|(index, part)| {
        // Every second part is a place, and the forms of a word follow its name.
        let words = match index % 2 {
            0 => part,
            _ => part.split_once('|').map_or("", |(_, forms)| forms),
        };
        words.contains(|sign: char| sign.is_alphabetic() || ":;,(".contains(sign))
    })
}

/// The places of a template that are shown, and not only counted by.
fn shown(template: &str) -> BTreeSet<&str> {
    let mut names: BTreeSet<&str> = places(template).into_iter().collect();
    names.retain(|name| template.contains(&format!("{{{name}}}")));
    names
}

#[test]
fn catalogues_are_complete() {
    let mut needed: BTreeSet<String> = templates();
    needed.retain(|template| has_words(template));
    assert!(needed.len() > 500, "{}", needed.len());
    let mut phrases = descriptions();
    phrases.extend(super::help::texts());
    let mut faults = Vec::new();
    for language in ProgramLanguage::ALL {
        if language == ProgramLanguage::English {
            continue;
        }
        let tag = language.tag();
        for english in needed.iter().chain(&phrases) {
            if translation(language, english).is_none() {
                faults.push(format!("{tag} lacks {english:?}"));
            }
        }
        let mut seen = BTreeSet::new();
        for (english, translated) in entries_of(language) {
            if !seen.insert(english.clone()) {
                faults.push(format!("{tag} has this twice: {english:?}"));
            }
            if phrases.contains(&english) {
                continue;
            }
            if !needed.contains(&english) {
                faults.push(format!("{tag} has what no message is: {english:?}"));
            }
            if shown(&english) != shown(&translated) {
                faults.push(format!(
                    "{tag} has other places: {english:?}: {translated:?}"
                ));
            }
        }
    }
    assert!(
        faults.is_empty(),
        "{} faults:\n{}",
        faults.len(),
        faults.join("\n")
    );
}

/// The places where text becomes a message without a template, with their number. They are what clap and JSON report.
/// A number here may only fall.
const VERBATIM: [(&str, usize); 3] = [
    ("cli/help.rs", 3),
    ("cli/new/error.rs", 1),
    ("cli/status.rs", 1),
];

#[test]
fn no_other_text_becomes_a_message_without_a_template() {
    let mut found = Vec::new();
    for (path, text) in sources() {
        let count = text.matches("Message::verbatim").count();
        if count > 0 {
            found.push((path, count));
        }
    }
    let found: Vec<(&str, usize)> = (found.iter())
        .map(|(path, count)| (path.as_str(), *count))
        .collect();
    assert_eq!(found, VERBATIM);
}
