//! The modules of the generator depend on each other in one direction only, as ARCHITECTURE.md shows.

use std::path::Path;

use clausebook_tests::code::{code, is_for_tests};
use clausebook_tests::folder::bytes;

/// The modules, each with those that it may use directly; it may also use theirs.
const MODULES: &[(&str, &[&str])] = &[
    ("index", &[]),
    ("language", &[]),
    ("source", &["index", "language"]),
    ("model", &["source"]),
    ("site", &["model"]),
    ("check", &["site"]),
    ("export", &["site"]),
    ("import", &["check", "export"]),
    ("translate", &["model"]),
    ("render", &["export"]),
    ("project", &["check", "render"]),
    ("output", &["project"]),
    ("serve", &["project"]),
    ("language_server", &["project"]),
    (
        "cli",
        &["output", "serve", "language_server", "import", "translate"],
    ),
];

fn may_use(module: &str, other: &str) -> bool {
    let direct = MODULES.iter().filter(|(name, _)| *name == module);
    let mut direct = direct.flat_map(|(_, used)| *used);
    module == other || direct.any(|used| may_use(used, other))
}

/// The modules that a file names in its code, with their lines. Tests and comments are left out.
fn named(text: &str) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    for (number, line) in code(text) {
        for rest in line.split("crate::").skip(1) {
            let end = rest.find(|c: char| !c.is_alphanumeric() && c != '_');
            found.push((number, rest[..end.unwrap_or(rest.len())].to_owned()));
        }
    }
    found
}

#[test]
fn no_dependency_between_modules_points_backwards() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../generator/src");
    let (mut faults, mut seen) = (Vec::new(), 0);
    for (path, bytes) in bytes(&root) {
        let Some((rest, "rs")) = path.rsplit_once('.') else {
            continue;
        };
        let module = rest.split('/').next().unwrap_or_default();
        if is_for_tests(&path) || !MODULES.iter().any(|(known, _)| *known == module) {
            continue;
        }
        for (line, other) in named(&String::from_utf8_lossy(&bytes)) {
            if MODULES.iter().any(|(known, _)| *known == other) {
                seen += 1;
                if !may_use(module, &other) {
                    faults.push(format!("{path}:{line}: `{module}` uses `{other}`"));
                }
            }
        }
    }
    assert!(seen > 100, "only {seen} dependencies found");
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
