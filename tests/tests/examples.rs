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
use yaml_rust2::Yaml;

/// A YAML block of a document.
struct Example {
    /// The file that the first line names, if it does.
    file: Option<String>,
    text: String,
}

/// The YAML in a document: blocks of YAML, the front matter in blocks of Markdown, and indented blocks that begin with a key.
fn examples(document: &str) -> Vec<Example> {
    let mut lines = document.lines().peekable();
    let mut found = Vec::new();
    let mut before = "";
    while let Some(line) = lines.next() {
        let is_indented = line.starts_with("    ") && before.is_empty();
        before = line;
        if let Some(fence) = line.strip_prefix("```") {
            let inside: Vec<&str> = lines.by_ref().take_while(|line| *line != "```").collect();
            match fence.split(' ').next() {
                Some("yaml") => found.push(example(&inside)),
                Some("markdown") => found.extend(front_matter(&inside).map(example)),
                _ => {}
            }
        } else if is_indented {
            let mut inside = vec![line];
            while let Some(line) = lines.next_if(|line| line.starts_with("    ")) {
                inside.push(line);
            }
            before = "-";
            let inside: Vec<&str> = inside.iter().map(|line| &line[4..]).collect();
            let inside = front_matter(&inside).unwrap_or(&inside);
            if inside.first().is_some_and(|line| begins_with_key(line)) {
                found.push(example(inside));
            }
        }
    }
    found
}

/// A YAML block with these lines.
fn example(lines: &[&str]) -> Example {
    let first = lines
        .first()
        .and_then(|line| line.strip_prefix("# content/"));
    Example {
        file: first.map(|path| format!("content/{path}")),
        text: lines.join("\n") + "\n",
    }
}

/// The lines of front matter, if a text begins with it.
fn front_matter<'a, 'b>(lines: &'a [&'b str]) -> Option<&'a [&'b str]> {
    let rest = lines.strip_prefix(&["---"])?;
    let end = rest.iter().position(|line| *line == "---")?;
    Some(&rest[..end])
}

/// Whether a line of code has a key of YAML, as no command and no line of another language has it at its beginning.
fn begins_with_key(line: &str) -> bool {
    let line = line.trim_start().trim_start_matches("- ");
    let key = line.split_once(':').map_or("", |(key, _)| key);
    let is_key = |letter: char| letter.is_ascii_lowercase() || letter == '_';
    !key.is_empty() && key.chars().all(is_key) && !line.ends_with(';')
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

/// Whether the keys of an example are those of interface words.
fn is_of_words(node: &Yaml, words: &Yaml) -> bool {
    let keys = node.as_hash().into_iter().flat_map(|pairs| pairs.keys());
    node.as_hash().is_some()
        && keys
            .filter_map(Yaml::as_str)
            .all(|key| !words[key].is_badvalue())
}

/// Whether an example is a text in one language.
fn is_text(node: &Yaml) -> bool {
    let mut pairs = node.as_hash().into_iter().flatten();
    let is_text = |(language, text): (&Yaml, &Yaml)| {
        ["en", "zh"].contains(&language.as_str().unwrap_or_default()) && text.as_str().is_some()
    };
    node.as_hash().is_some() && pairs.all(is_text)
}

#[test]
fn examples_have_only_known_keys() {
    let schemas = Schema::all();
    let words = yaml::read(&repository().join("themes/default/words.en.yaml"));
    let mut wrong = Vec::new();
    let mut count = 0;
    for (path, document) in documents("docs/content/pages") {
        for example in examples(&document) {
            count += 1;
            let node = yaml::parse(&example.text);
            let is_known = schemas.iter().any(|schema| schema.accepts_part(&node));
            if !is_known && !is_of_words(&node, &words) && !is_text(&node) {
                wrong.push(format!("{path}:\n{}", example.text));
            }
        }
    }
    assert!(count > 120, "only {count} examples");
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

#[test]
fn examples_are_found_in_every_kind_of_block() {
    let document = "```yaml\na: 1\n```\n\n```markdown\n---\nb: 1\n---\n\nText\n```\n\n    c: 1\n\n    ---\n    d: 1\n    ---\n\n    \
                    run --all\n";
    let texts = examples(document).into_iter().map(|example| example.text);
    assert_eq!(
        texts.collect::<Vec<_>>(),
        ["a: 1\n", "b: 1\n", "c: 1\n", "d: 1\n"]
    );
}
