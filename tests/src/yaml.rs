//! Content as a generic tree, read by a parser that the program does not use.

use std::fs;
use std::path::{Path, PathBuf};

use yaml_rust2::{Yaml, YamlLoader};

/// Reads the document in a file.
///
/// # Panics
/// Panics if the file cannot be read or does not contain exactly one YAML document.
pub fn read(path: &Path) -> Yaml {
    let text =
        fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    parse_as(&text, &path.display().to_string())
}

/// Reads a document.
///
/// # Panics
/// Panics if the text is not exactly one YAML document.
pub fn parse(text: &str) -> Yaml {
    parse_as(text, text)
}

fn parse_as(text: &str, name: &str) -> Yaml {
    let documents = YamlLoader::load_from_str(text);
    let mut documents = documents.unwrap_or_else(|error| panic!("{name}: {error}"));
    assert_eq!(documents.len(), 1, "{name} does not hold one document");
    documents.remove(0)
}

/// The YAML files of a folder, in the order of their names.
pub fn files(folder: &Path) -> Vec<PathBuf> {
    let entries =
        fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut paths: Vec<PathBuf> = entries
        .map(|entry| entry.expect("a folder can be read").path())
        .collect();
    paths.retain(|path| {
        path.extension()
            .is_some_and(|extension| extension == "yaml")
    });
    paths.sort();
    paths
}

/// The value at a path of keys, such as `term.name.zh`, if there is one.
pub fn get<'a>(node: &'a Yaml, path: &str) -> Option<&'a Yaml> {
    path.split('.')
        .try_fold(node, |node, key| match &node[key] {
            Yaml::BadValue => None,
            value => Some(value),
        })
}

/// The string at a path of keys. A number is returned as written.
///
/// # Panics
/// Panics if there is no string or number.
#[track_caller]
pub fn string(node: &Yaml, path: &str) -> String {
    match get(node, path) {
        Some(Yaml::String(text) | Yaml::Real(text)) => text.clone(),
        Some(Yaml::Integer(number)) => number.to_string(),
        other => panic!("no string at {path}: {other:?} in {node:?}"),
    }
}

/// The list at a path of keys; empty if there is none.
pub fn list<'a>(node: &'a Yaml, path: &str) -> &'a [Yaml] {
    get(node, path)
        .and_then(Yaml::as_vec)
        .map_or(&[], Vec::as_slice)
}

/// Calls `visit` with every mapping in a node, including the node itself, and the path of keys to it.
pub fn mappings(node: &Yaml, path: &str, visit: &mut impl FnMut(&str, &Yaml)) {
    match node {
        Yaml::Hash(entries) => {
            visit(path, node);
            for (key, value) in entries {
                mappings(
                    value,
                    &format!("{path}.{}", key.as_str().unwrap_or("?")),
                    visit,
                );
            }
        }
        Yaml::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                mappings(item, &format!("{path}[{index}]"), visit);
            }
        }
        _ => {}
    }
}
