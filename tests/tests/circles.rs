//! No modules of the generator depend on each other in a circle, neither files nor the folders that hold them.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use clausebook_tests::folder::bytes;
use clausebook_tests::modules::{ModulePath, Modules, circles};

/// The circles that may remain, by their modules.
///
/// In each, a part of the handbook holds what was found in it when it was built or first asked for, and the module that
/// finds it must know the part.
const KNOWN: [&[&str]; 2] = [
    &[
        "model/asked_parts",
        "model/generated",
        "model/graded",
        "model/incoming",
        "model/long_list",
        "model/matrix",
        "model/parts",
        "model/standard",
        "model/term",
        "model/unrated",
    ],
    &["model/complete", "model/continuation"],
];

/// Each module of the generator with those that it uses.
fn uses() -> BTreeMap<ModulePath, BTreeSet<ModulePath>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../generator/src");
    let files = bytes(&root).into_iter();
    let files: Vec<(String, String)> = files
        .map(|(path, bytes)| (path, String::from_utf8_lossy(&bytes).into_owned()))
        .collect();
    let files = files
        .iter()
        .map(|(path, text)| (path.as_str(), text.as_str()));
    Modules::of(files).uses()
}

#[test]
fn no_files_depend_on_each_other_in_a_circle() {
    let uses = uses();
    let count: usize = uses.values().map(BTreeSet::len).sum();
    assert!(count > 1000, "only {count} dependencies found");
    let joined = |path: &ModulePath| path.join("/");
    let mut found = Vec::new();
    let mut report = String::new();
    for circle in circles(&uses) {
        let names: Vec<String> = circle.iter().map(joined).collect();
        if !KNOWN.contains(
            &names
                .iter()
                .map(String::as_str)
                .collect::<Vec<_>>()
                .as_slice(),
        ) {
            for module in &circle {
                for other in uses[module].intersection(&circle) {
                    report += &format!("{} uses {}\n", joined(module), joined(other));
                }
            }
            report.push('\n');
        }
        found.push(names);
    }
    assert!(report.is_empty(), "circles:\n{report}");
    assert_eq!(
        found, KNOWN,
        "a known circle is gone: remove it from the list"
    );
}

#[test]
fn no_folders_depend_on_each_other_in_a_circle() {
    let mut folders: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (module, used) in uses() {
        let others = used.into_iter().map(|other| other[0].clone());
        let others = others.filter(|other| *other != module[0]);
        folders.entry(module[0].clone()).or_default().extend(others);
    }
    assert!(folders.len() > 10, "{folders:?}");
    assert_eq!(circles(&folders), Vec::<BTreeSet<String>>::new());
}
