//! The examples in the documents that users read: those of whole handbooks can be built, and the others have only keys
//! and values that the format knows.

use std::collections::BTreeMap;
use std::fs;

use clausebook_tests::folder::bytes;
use clausebook_tests::program::repository;
use clausebook_tests::project::Project;
use clausebook_tests::schema::Schema;
use clausebook_tests::yaml;
use tempfile::TempDir;

/// A YAML block of a document.
struct Example {
    /// The file that the first line names, if it does.
    file: Option<String>,
    text: String,
}

/// The YAML blocks of a document.
fn examples(document: &str) -> Vec<Example> {
    let mut lines = document.lines();
    let mut found = Vec::new();
    while let Some(line) = lines.next() {
        let is_example = line.starts_with("```yaml");
        if !line.starts_with("```") {
            continue;
        }
        let inside: Vec<&str> = lines.by_ref().take_while(|line| *line != "```").collect();
        if is_example {
            let first = inside
                .first()
                .and_then(|line| line.strip_prefix("# content/"));
            found.push(Example {
                file: first.map(|path| format!("content/{path}")),
                text: inside.join("\n") + "\n",
            });
        }
    }
    found
}

/// The documents below a folder, by path. Those about the rules show what is wrong; their examples are tested with the rules.
fn documents(folder: &str) -> BTreeMap<String, String> {
    let files = bytes(&repository().join(folder)).into_iter();
    files
        .filter(|(path, _)| path.ends_with(".md") && !path.contains("rules/"))
        .map(|(path, bytes)| (path, String::from_utf8(bytes).expect("a text")))
        .collect()
}

/// Writes the example files of a document. Returns whether there is any.
fn write(project: &Project, document: &str) -> bool {
    let files = examples(document).into_iter();
    let files = files.filter_map(|example| Some((example.file?, example.text)));
    let files = files.map(|(file, text)| project.write(&file, text));
    files.count() > 0
}

/// Builds the handbook of every shape in the documents of a language, with the handbook file that they share.
fn build_shapes(docs: &str) {
    let shared = repository().join(docs).join("shapes.md");
    let shared = fs::read_to_string(shared).expect("the document can be read");
    let shapes = documents(&format!("{docs}/shapes"));
    assert!(shapes.len() >= 6, "only {} shapes", shapes.len());
    for (name, document) in shapes {
        let project = Project::empty();
        assert!(write(&project, &shared), "{docs}/shapes.md has no file");
        assert!(
            write(&project, &document),
            "{docs}/shapes/{name} has no file"
        );
        let checked = project.check().expect_code(0);
        assert!(
            !checked.said().contains("warning"),
            "{docs}/shapes/{name}: {}",
            checked.said()
        );
        let out = TempDir::new().expect("a temporary folder can be made");
        project.build(out.path()).expect_code(0);
        assert!(out.path().join("index.html").is_file(), "{docs}/{name}");
    }
}

#[test]
fn the_example_of_every_shape_can_be_built_in_english() {
    build_shapes("docs/content/pages/en");
}

#[test]
fn the_example_of_every_shape_can_be_built_in_chinese() {
    build_shapes("docs/content/pages/zh");
}

#[test]
fn examples_have_only_known_keys() {
    let schemas = Schema::all();
    let mut wrong = Vec::new();
    let mut count = 0;
    for (path, document) in documents("docs/content/pages") {
        for example in examples(&document) {
            count += 1;
            let node = yaml::parse(&example.text);
            if !schemas.iter().any(|schema| schema.accepts_part(&node)) {
                wrong.push(format!("{path}:\n{}", example.text));
            }
        }
    }
    assert!(count > 50, "only {count} examples");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn unknown_keys_and_unsuitable_values_are_found() {
    let schemas = Schema::all();
    let is_known = |text: &str| {
        let node = yaml::parse(text);
        schemas.iter().any(|schema| schema.accepts_part(&node))
    };
    assert!(is_known("- id: 1\n  title: {en: Wheels}\n  role: [a, b]\n"));
    assert!(is_known("relates: [{to: 1-a, as: narrower}]\n"));
    for wrong in [
        "- id: 1\n  titel: {en: Wheels}\n",
        "- id: 1\n  title: Wheels\n",
        "- id: 1\n  title: [Wheels]\n",
        "relates: [{to: 1-a, as: {en: nearer}}]\n",
        "relates: [{to: 1-a}]\n",
    ] {
        assert!(!is_known(wrong), "{wrong}");
    }
}
