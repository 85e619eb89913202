//! The rooms of the generator know each other in one direction only, as ARCHITECTURE.md draws it.

use std::fs;
use std::path::Path;

/// Rooms, each with those that it may know, besides what these may know.
const ROOMS: &[(&str, &[&str])] = &[
    ("source", &[]),
    ("model", &["source"]),
    ("site", &["model"]),
    ("check", &["site"]),
    ("export", &["site"]),
    ("render", &["export"]),
    ("project", &["check", "render"]),
    ("output", &["project"]),
    ("serve", &["project"]),
    ("cli", &["output", "serve"]),
];

fn may_know(room: &str, other: &str) -> bool {
    let (_, known) = ROOMS.iter().find(|(name, _)| *name == room).unwrap();
    room == other || known.iter().any(|known| may_know(known, other))
}

/// The rooms that a file names in its code, tests and comments left out, with their lines.
fn named(text: &str) -> Vec<(usize, String)> {
    let code = text.split("#[cfg(test)]\nmod ").next().unwrap_or_default();
    let mut found = Vec::new();
    for (number, line) in code.lines().enumerate() {
        if line.trim_start().starts_with("//") {
            continue;
        }
        for rest in line.split("crate::").skip(1) {
            let end = rest.find(|c: char| !c.is_alphanumeric() && c != '_');
            found.push((number + 1, rest[..end.unwrap_or(rest.len())].to_owned()));
        }
    }
    found
}

fn walk(folder: &Path, visit: &mut dyn FnMut(&Path)) {
    let mut entries: Vec<_> = fs::read_dir(folder).unwrap().map(Result::unwrap).collect();
    entries.sort_by_key(std::fs::DirEntry::path);
    for entry in entries {
        match entry.file_type().unwrap().is_dir() {
            true => walk(&entry.path(), visit),
            false => visit(&entry.path()),
        }
    }
}

#[test]
fn no_arrow_between_the_rooms_runs_back() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../generator/src");
    let (mut faults, mut seen) = (Vec::new(), 0);
    walk(&root, &mut |path| {
        let within = path.strip_prefix(&root).unwrap();
        let first = within.iter().next().unwrap().to_string_lossy();
        let room = first.trim_end_matches(".rs");
        let is_test = path.file_stem().is_some_and(|stem| {
            let stem = stem.to_string_lossy();
            stem == "testing" || stem == "tests" || stem.ends_with("_tests")
        });
        if is_test || !ROOMS.iter().any(|(name, _)| *name == room) {
            return;
        }
        for (line, other) in named(&fs::read_to_string(path).unwrap()) {
            if ROOMS.iter().any(|(name, _)| *name == other) {
                seen += 1;
                if !may_know(room, &other) {
                    faults.push(format!(
                        "{}:{line}: `{room}` knows `{other}`",
                        within.display()
                    ));
                }
            }
        }
    });
    assert!(seen > 100, "only {seen} arrows found");
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
