use std::path::Path;
use std::sync::Arc;

use crate::cli::STARTER;
use crate::source::documents::{Document, Documents};
use crate::source::tree::Tree;

/// The content of the shipped handbook, of the tests' handbook, and of the handbook that `init` writes.
fn trees() -> Vec<Tree> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let mut trees: Vec<Tree> = [root.clone(), root.join("tests/fixtures/small")]
        .iter()
        .map(|root| Tree::read(root, "content", &mut Vec::new()).expect("a content tree"))
        .collect();
    let starter = STARTER.iter().filter(|(name, _)| name.starts_with("content/"));
    trees.push(Tree {
        files: starter.map(|(name, text)| ((*name).into(), (*text).into())).collect(),
    });
    trees
}

/// Reads one file.
fn read(file: &Arc<str>, text: &str) -> Document {
    let files = [(file.clone(), text.into())].into_iter().collect();
    let documents = Documents::read(&Tree { files });
    let faults: Vec<String> = documents
        .faults()
        .map(|fault| format!("{}: {}", fault.position, fault.message))
        .collect();
    let document = documents.iter().next().map(|(_, document)| document.clone());
    document.unwrap_or_else(|| panic!("{file} cannot be read: {faults:?}\n{text}"))
}

/// Everything in a document except its positions.
fn contents(document: &Document) -> String {
    let shown = match document {
        Document::Clauses(items) => format!("{:#?}", items.read),
        other => format!("{other:#?}"),
    };
    let mut kept = String::with_capacity(shown.len());
    let mut position: Option<usize> = None;
    for line in shown.lines() {
        let indent = line.len() - line.trim_start().len();
        match position {
            Some(around) if indent > around => {}
            Some(_) => position = None,
            None if line.trim_end().ends_with("Position {") => position = Some(indent),
            None => {
                kept.push_str(line);
                kept.push('\n');
            }
        }
    }
    kept
}

/// The lines of a file without comments; if it has any, also without the blank lines that part them from the rest.
fn without_comments(text: &str, written: &str) -> String {
    let is_comment = |line: &&str| {
        line.trim_start().starts_with('#') && !written.lines().any(|other| other == *line)
    };
    if !text.lines().any(|line| is_comment(&line)) {
        return text.to_owned();
    }
    let lines = text.lines().filter(|line| !is_comment(line) && !line.is_empty());
    lines.flat_map(|line| [line, "\n"]).collect()
}

#[test]
fn every_content_file_reads_the_same_after_it_is_written() {
    let mut files = 0;
    for (file, text) in trees().iter().flat_map(|tree| &tree.files) {
        let document = read(file, text);
        let written = document.write();
        let again = read(file, &written);
        assert_eq!(contents(&again), contents(&document), "{file}");
        assert_eq!(again.write(), written, "{file}");
        files += 1;
    }
    assert!(files > 70, "only {files} files were read");
}

#[test]
fn content_is_written_as_its_authors_wrote_it() {
    let mut differences = String::new();
    for (file, text) in trees().iter().flat_map(|tree| &tree.files) {
        let written = read(file, text).write();
        let expected = without_comments(text, &written);
        if expected != written {
            let compared = similar::TextDiff::from_lines(&*expected, &*written);
            differences.push_str(&format!("{file}\n{}", compared.unified_diff().context_radius(1)));
        }
    }
    assert!(differences.is_empty(), "{differences}");
}
