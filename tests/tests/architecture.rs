//! The code in ARCHITECTURE.md is quoted from the program, so that the compiler checks it.

use std::fs;
use std::path::Path;

/// Returns the code blocks of a Markdown text that name the file they quote: the name, and the lines.
fn quotations(text: &str) -> Vec<(&str, Vec<&str>)> {
    let mut lines = text.lines();
    let mut quotations = Vec::new();
    while let Some(line) = lines.next() {
        let Some(info) = line.strip_prefix("```") else {
            continue;
        };
        let inside = lines.by_ref().take_while(|line| *line != "```").collect();
        if let Some((_, file)) = info.split_once(' ') {
            quotations.push((file, inside));
        }
    }
    quotations
}

/// Whether `source` contains `lines` in a row, all indented by the same number of additional spaces.
fn is_quoted_from(source: &str, lines: &[&str]) -> bool {
    let source: Vec<&str> = source.lines().collect();
    let first = lines.first().copied().unwrap_or_default();
    source.windows(lines.len().max(1)).any(|window| {
        let Some(indentation) = window[0].strip_suffix(first) else {
            return false;
        };
        indentation.trim().is_empty()
            && window.iter().zip(lines).all(|(found, line)| {
                line.is_empty() && found.is_empty()
                    || found.strip_prefix(indentation) == Some(*line)
            })
    })
}

#[test]
fn the_examples_in_the_architecture_are_quoted_from_the_program() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let text = fs::read_to_string(root.join("ARCHITECTURE.md")).expect("the document");
    let quotations = quotations(&text);
    for part in ["site/page.rs", "render/views/", ".html"] {
        let is_quoted = quotations.iter().any(|(file, _)| file.contains(part));
        assert!(is_quoted, "no example quotes {part}");
    }
    for (file, lines) in quotations {
        let source = fs::read_to_string(root.join(file)).expect(file);
        let quotation = lines.join("\n");
        assert!(
            is_quoted_from(&source, &lines),
            "{file} has no such lines:\n{quotation}"
        );
    }
}

#[test]
fn a_changed_word_or_another_indentation_is_not_a_quotation() {
    let source = "mod a {\n    fn b() {\n        c();\n    }\n}\n";
    assert!(is_quoted_from(source, &["fn b() {", "    c();", "}"]));
    assert!(!is_quoted_from(source, &["fn b() {", "    d();", "}"]));
    assert!(!is_quoted_from(source, &["fn b() {", "  c();", "}"]));
}
