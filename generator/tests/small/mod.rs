//! Copies of the small handbook of the whole-program tests, with a few changes.

use std::path::Path;

use clausebook::project::Project;
use clausebook::site::Site;
use tempfile::TempDir;
use walkdir::WalkDir;

/// The path of the scope clause, from the handbook's root.
#[allow(dead_code, reason = "each test uses its own part of this module")]
pub(crate) const SCOPE: &str = "content/standards/bicycle-repair/clauses/01-scope.yaml";

/// The small handbook.
pub(crate) fn handbook() -> TempDir {
    let root = TempDir::new().expect("a temporary folder can be made");
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/fixtures/small");
    for entry in WalkDir::new(&source) {
        let entry = entry.expect("a folder can be walked");
        let inside = entry.path().strip_prefix(&source).expect("a path below");
        let target = root.path().join(inside);
        if entry.file_type().is_dir() {
            std::fs::create_dir_all(&target).expect("a folder can be made");
        } else {
            std::fs::copy(entry.path(), &target).expect("a file can be copied");
        }
    }
    root
}

/// Writes a file of the handbook.
#[allow(dead_code, reason = "each test uses its own part of this module")]
pub(crate) fn write(root: &TempDir, path: &str, text: &str) {
    let path = root.path().join(path);
    std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder can be made");
    std::fs::write(path, text).expect("a file can be written");
}

/// Replaces the only occurrence of `from` in a file of the handbook.
#[allow(dead_code, reason = "each test uses its own part of this module")]
pub(crate) fn replace(root: &TempDir, path: &str, from: &str, to: &str) {
    let text = std::fs::read_to_string(root.path().join(path)).expect("the file can be read");
    assert_eq!(text.matches(from).count(), 1, "{from}");
    write(root, path, &text.replace(from, to));
}

/// The site of the handbook at `root`.
#[allow(dead_code, reason = "each test uses its own part of this module")]
pub(crate) fn site(root: &TempDir) -> Site {
    let mut project = Project::read(root.path()).expect("the handbook can be read");
    let handbook = project
        .sources
        .handbook()
        .expect("the handbook is complete");
    project.site(handbook, None).expect("the theme is valid")
}

/// The text at an address.
pub(crate) fn page(site: &Site, path: &str) -> String {
    let address = site
        .find(path)
        .unwrap_or_else(|| panic!("{path} is an address"));
    String::from_utf8(site.render(address).expect("the page renders")).expect("pages are UTF-8")
}
