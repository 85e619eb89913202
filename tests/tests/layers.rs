//! The rooms of the generator know each other in one direction only, as ARCHITECTURE.md draws it.

use std::path::Path;

use clausebook_tests::folder::bytes;

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
    let known = ROOMS.iter().filter(|(name, _)| *name == room);
    let mut known = known.flat_map(|(_, known)| *known);
    room == other || known.any(|known| may_know(known, other))
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

#[test]
fn no_arrow_between_the_rooms_runs_back() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../generator/src");
    let (mut faults, mut seen) = (Vec::new(), 0);
    for (path, bytes) in bytes(&root) {
        let Some((rest, "rs")) = path.rsplit_once('.') else {
            continue;
        };
        let room = rest.split('/').next().unwrap_or_default();
        let name = rest.rsplit('/').next().unwrap_or_default();
        let is_test = ["testing", "tests"].contains(&name) || name.ends_with("_tests");
        if is_test || !ROOMS.iter().any(|(known, _)| *known == room) {
            continue;
        }
        for (line, other) in named(&String::from_utf8_lossy(&bytes)) {
            if ROOMS.iter().any(|(known, _)| *known == other) {
                seen += 1;
                if !may_know(room, &other) {
                    faults.push(format!("{path}:{line}: `{room}` knows `{other}`"));
                }
            }
        }
    }
    assert!(seen > 100, "only {seen} arrows found");
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
