use std::path::Path;
use std::sync::Arc;

use crate::cli::Starter;
use crate::source::documents::{Document, Documents};
use crate::source::schema::KINDS;
use crate::source::testing::{with_every_key, without_positions};
use crate::source::tree::Tree;

/// The content of the shipped handbook, of the tests' handbook, and of the handbook that `init` writes.
fn trees() -> [Tree; 3] {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let [shipped, small] = [root.clone(), root.join("tests/fixtures/small")]
        .map(|root| Tree::read(&root, "content", &mut Vec::new()).expect("a content tree"));
    let starter = Starter::default().files().into_iter();
    let starter = starter.filter(|(name, _)| name.starts_with("content/"));
    let starter = Tree {
        files: starter
            .map(|(name, text)| (name.into(), text.into()))
            .collect(),
        ..Tree::default()
    };
    [shipped, small, starter]
}

/// Reads one file.
fn read(file: &Arc<str>, text: &str) -> Document {
    let files = [(file.clone(), text.into())].into_iter().collect();
    let documents = Documents::read(&Tree {
        files,
        ..Tree::default()
    });
    let faults: Vec<String> = documents
        .faults()
        .map(|fault| format!("{}: {}", fault.position, fault.message.english()))
        .collect();
    let document = documents
        .iter()
        .next()
        .map(|(_, document)| document.clone());
    document.unwrap_or_else(|| panic!("{file} cannot be read: {faults:?}\n{text}"))
}

/// The contents of a document without positions.
fn contents(document: &Document) -> String {
    without_positions(&match document {
        Document::Clauses(items) => format!("{:#?}", items.read),
        other => format!("{other:#?}"),
    })
}

/// Requires that a file reads the same after it is written.
#[track_caller]
fn survives(file: &Arc<str>, text: &str) {
    let document = read(file, text);
    let written = document.write();
    let again = read(file, &written);
    assert_eq!(contents(&again), contents(&document), "{file}");
    assert_eq!(again.write(), written, "{file}");
}

/// A file and the same as it is written, without the comments of the file; if it has any, also without the blank lines
/// that part them from the rest.
fn without_comments(text: &str, written: &str) -> [String; 2] {
    let is_comment = |line: &&str| {
        line.trim_start().starts_with('#') && !written.lines().any(|other| other == *line)
    };
    if !text.lines().any(|line| is_comment(&line)) {
        return [text, written].map(str::to_owned);
    }
    [text, written].map(|text| {
        let lines = text.lines();
        let lines = lines.filter(|line| !is_comment(line) && !line.is_empty());
        lines.flat_map(|line| [line, "\n"]).collect()
    })
}

#[test]
fn every_content_file_reads_the_same_after_it_is_written() {
    let trees = trees();
    let files = || trees.iter().flat_map(|tree| &tree.files);
    assert!(files().count() > 70, "only {} files", files().count());
    for (file, text) in files() {
        survives(file, text);
    }
}

#[test]
fn every_key_of_every_kind_of_file_is_written() {
    for kind in KINDS {
        let (record, _) = with_every_key(kind.name);
        let (file, text) = match kind.files.strip_suffix(".md") {
            Some(name) => (
                format!("{name}.en.md"),
                format!("---\n{record}\n---\nBody\n"),
            ),
            None => (kind.files.to_owned(), record),
        };
        let file: Arc<str> = file.replace('*', "a").into();
        survives(&file, &text);
    }
}

/// The lines of a tree that are written otherwise.
fn differences(tree: &Tree) -> Vec<String> {
    let mut lines = Vec::new();
    for (file, text) in &tree.files {
        let [expected, written] = without_comments(text, &read(file, text).write());
        let compared = similar::TextDiff::from_lines(&*expected, &*written);
        let changed = compared
            .iter_all_changes()
            .filter(|change| change.tag() != similar::ChangeTag::Equal);
        lines.extend(changed.map(|change| format!("{}{}", change.tag(), change.value())));
    }
    lines
}

#[test]
fn content_is_written_as_its_authors_wrote_it() {
    let [shipped, small, _] = trees();
    assert_eq!(differences(&shipped), Vec::<String>::new());
    // The tests' handbook has short sentences on one line, and criteria together with the requirement that they restate.
    for line in differences(&small) {
        let is_short_sentence = [".,", ".',", ";,"].iter().any(|end| line.contains(end));
        assert!(
            line.starts_with('+') || is_short_sentence || line.contains("- {text: "),
            "{line}"
        );
    }
}
