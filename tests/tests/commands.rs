//! Every command in the documents that users read is one that the program understands.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use clausebook_tests::folder::bytes;
use clausebook_tests::program::{repository, run};

/// The folders of the documents: the manual, the explanations of rules, and what `init` writes.
const FOLDERS: [&str; 3] = [
    "docs/content/pages",
    "generator/src/source/rules",
    "generator/src/cli/starter",
];

/// The documents of all folders and the READMEs, by path.
fn documents() -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    for folder in FOLDERS {
        for (path, bytes) in bytes(&repository().join(folder)) {
            if path.ends_with(".md") {
                let text = String::from_utf8(bytes).expect("a text");
                found.insert(format!("{folder}/{path}"), text);
            }
        }
    }
    for name in ["README.md", "README.zh.md"] {
        let text = fs::read_to_string(repository().join(name)).expect("it can be read");
        found.insert(name.to_owned(), text);
    }
    found
}

/// The arguments of a call of the program; `None` if the text is not one. Ends at a comment, at a description in a column to
/// the right, and where the shell takes over.
fn arguments(text: &str) -> Option<Vec<String>> {
    let text = text.trim().strip_prefix("clausebook ")?;
    let ends = ["  ", " #", " > ", " >> ", " | "]
        .into_iter()
        .filter_map(|end| text.find(end));
    let text = &text[..ends.min().unwrap_or(text.len())];
    let mut words = Vec::new();
    let (mut word, mut is_quoted) = (String::new(), false);
    for letter in text.chars() {
        match letter {
            '"' => is_quoted = !is_quoted,
            ' ' if !is_quoted => words.push(std::mem::take(&mut word)),
            letter => word.push(letter),
        }
    }
    words.push(word);
    words.retain(|word| !word.is_empty());
    Some(words)
}

/// The calls in a document: lines of code, and code within a line.
fn calls(document: &str) -> Vec<Vec<String>> {
    let mut found = Vec::new();
    for line in document.lines() {
        found.extend(arguments(line));
        found.extend(line.split('`').skip(1).step_by(2).filter_map(arguments));
    }
    found
}

/// A call with something in place of what the reader is to choose, such as `DIR` and `[--port N]`; `None` if it names no
/// one command, as in `translate out|in`.
fn filled(call: &[String]) -> Option<Vec<String>> {
    let mut words = Vec::new();
    for word in call {
        let word = word.trim_matches(['[', ']']);
        match word {
            "FORMAT" | "HOST" | "KIND" | "SHELL" | "PART" | "COMMAND" => return None,
            "RULE" | "CODE" => words.push("E018".to_owned()),
            "URL" => words.push("https://example.org/".to_owned()),
            "N" => words.push("4000".to_owned()),
            word if word.contains('|') => return None,
            word => words.push(word.to_owned()),
        }
    }
    Some(words)
}

#[test]
fn the_program_understands_every_command_in_the_documents() {
    let mut faults = BTreeSet::new();
    let mut seen = BTreeSet::new();
    for (path, document) in documents() {
        for call in calls(&document) {
            let Some(words) = filled(&call) else { continue };
            if !seen.insert(words.clone()) {
                continue;
            }
            // Options and values are read up to `--help`, which then prevents that anything is done.
            let help = words.iter().map(String::as_str).chain(["--help"]);
            let read = run(help);
            if read.code != Some(0) {
                faults.insert(format!("{path}: {}\n{}", words.join(" "), read.said()));
            }
        }
    }
    assert!(seen.len() > 60, "only {} commands", seen.len());
    let faults: Vec<String> = faults.into_iter().collect();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn commands_are_found_and_wrong_ones_are_refused() {
    let document =
        "Run `clausebook check`:\n\n    clausebook new page a --title \"A page\"    # a page\n";
    let found = calls(document);
    assert_eq!(found[0], ["check"]);
    assert_eq!(found[1], ["new", "page", "a", "--title", "A page"]);
    run(["check", "--allow-all", "--help"]).expect_code(2);
    run(["export", "word", "--help"]).expect_code(2);
}
