//! Neither the program nor the theme knows the shipped standard.

use std::collections::BTreeSet;
use std::fs;

use clausebook_tests::program::repository;
use clausebook_tests::project::Project;
use walkdir::WalkDir;
use yaml_rust2::{Yaml, YamlLoader};

use crate::absent::{built, contains_word, interface};

/// The texts of the shipped standard that name its own parts: its title, roles, levels, dimensions and tasks.
fn shipped_names() -> Vec<String> {
    let folder = repository().join("content/standards");
    let mut names = Vec::new();
    for entry in WalkDir::new(folder) {
        let entry = entry.expect("a folder can be walked");
        if entry.file_name() != "standard.yaml" {
            continue;
        }
        let text = fs::read_to_string(entry.path()).expect("a file can be read");
        let read = YamlLoader::load_from_str(&text).expect("the standard is YAML");
        collect(&read[0], "", &mut names);
    }
    assert!(names.len() > 20, "{names:?}");
    names
}

/// Collects the texts of titles, people and tasks.
fn collect(value: &Yaml, key: &str, names: &mut Vec<String>) {
    match value {
        Yaml::Hash(pairs) => {
            for (name, value) in pairs {
                let name = name.as_str().unwrap_or_default();
                let is_language = matches!(name, "zh" | "en");
                collect(value, if is_language { key } else { name }, names);
            }
        }
        Yaml::Array(items) => items.iter().for_each(|item| collect(item, key, names)),
        Yaml::String(text) if matches!(key, "title" | "personnel") => {
            names.push(text.to_lowercase());
        }
        _ => {}
    }
}

#[test]
fn the_program_and_the_theme_know_no_standard() {
    let own: BTreeSet<String> = interface()
        .values()
        .map(|word| word.to_lowercase())
        .collect();
    let names = shipped_names().into_iter();
    let names: Vec<String> = names
        .filter(|name| name.chars().count() > 2 && !own.contains(name))
        .collect();
    let mut found = Vec::new();
    for handbook in ["small", "levels", "roles", "plain"] {
        let site = built(&Project::made_up(handbook));
        for entry in WalkDir::new(site.path()) {
            let entry = entry.expect("a folder can be walked");
            let end = entry.path().extension().and_then(|end| end.to_str());
            if !matches!(end, Some("html" | "js" | "css" | "json" | "csv" | "xml")) {
                continue;
            }
            let text = fs::read_to_string(entry.path()).expect("a file of text");
            let text = text.to_lowercase();
            let path = entry.path().display();
            let said = names.iter().filter(|name| contains_word(&text, name));
            found.extend(said.map(|name| format!("{handbook}: {path}: {name}")));
        }
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}
