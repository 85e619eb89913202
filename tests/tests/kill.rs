//! A build that is killed, at any moment, leaves every file whole, and the next build repairs.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::thread;
use std::time::Duration;

use clausebook_tests::folder::{differences, leftovers, site};
use clausebook_tests::program::{call, finish};
use clausebook_tests::project::Project;
use walkdir::WalkDir;

const SCOPE: &str = "content/standards/cbec-export-operations/clauses/01-scope.yaml";
const TITLE: &str = "title: {zh: 范围, en: Scope}";
const OLD_TITLE: &str = "title: {zh: 旧范围, en: Old scope}";

/// A handbook, and the two sites that can be made of it: one from before an edit, and one from after.
struct Edited {
    project: Project,
    old: BTreeMap<String, Vec<u8>>,
    new: BTreeMap<String, Vec<u8>>,
}

impl Edited {
    fn new() -> Edited {
        let project = Project::real();
        let out = project.path("reference");
        project.build(&out).expect_code(0);
        let new = site(&out);
        project.replace(SCOPE, TITLE, OLD_TITLE);
        project.build(&out).expect_code(0);
        let old = site(&out);
        project.replace(SCOPE, OLD_TITLE, TITLE);
        Edited { project, old, new }
    }

    /// Kills a build into `out` once so many files more are there than before, and a little later; whether it was
    /// killed before it was done. Then asserts that every file is whole, and that the next build repairs.
    fn kill(&self, out: &Path, after_files: usize, later: Duration) -> bool {
        let before = count(out);
        let mut child = call(self.project.build_arguments(out))
            .spawn()
            .expect("the program starts");
        while count(out) < before + after_files
            && child.try_wait().expect("a child can be asked").is_none()
        {
            thread::yield_now();
        }
        thread::sleep(later);
        let was_at_work = child.try_wait().expect("a child can be asked").is_none();
        let _ = child.kill();
        finish(child);
        let at = format!("killed {later:?} after {after_files} files");
        for (path, found) in site(out) {
            let is_whole =
                self.new.get(&path) == Some(&found) || self.old.get(&path) == Some(&found);
            assert!(is_whole, "{at}: {path} is not whole");
        }
        self.project.build(out).expect_code(0);
        let wrong = differences(&site(out), &self.new);
        assert_eq!(wrong, [""; 0], "{at}: the next build does not repair");
        assert_eq!(leftovers(out), [""; 0], "{at}: left behind");
        was_at_work
    }
}

/// How many files a folder holds, while another program writes to it.
fn count(folder: &Path) -> usize {
    let entries = WalkDir::new(folder).into_iter().filter_map(Result::ok);
    entries.filter(|entry| entry.file_type().is_file()).count()
}

/// Moments of a build that makes `files` files: while they are made, when all are there, and while they move.
fn moments(files: usize) -> Vec<(usize, Duration)> {
    let made = [1, files / 2, files * 9 / 10].map(|count| (count, Duration::ZERO));
    let moved = [0, 1000, 4000].map(|micros| (files, Duration::from_micros(micros)));
    made.into_iter().chain(moved).collect()
}

#[test]
fn a_first_build() {
    let edited = Edited::new();
    let out = edited.project.path("site");
    let mut killed = 0;
    for (files, later) in moments(edited.new.len()) {
        let _ = fs::remove_dir_all(&out);
        killed += usize::from(edited.kill(&out, files, later));
    }
    assert!(killed >= 3, "only {killed} builds were killed in time");
}

#[test]
fn a_build_over_an_older_site() {
    let edited = Edited::new();
    let out = edited.project.path("site");
    let changed = differences(&edited.old, &edited.new).len();
    assert!(changed > 20, "the edit changes only {changed} files");
    let mut killed = 0;
    for (files, later) in moments(changed) {
        edited.project.replace(SCOPE, TITLE, OLD_TITLE);
        edited.project.build(&out).expect_code(0);
        edited.project.replace(SCOPE, OLD_TITLE, TITLE);
        killed += usize::from(edited.kill(&out, files, later));
    }
    assert!(killed >= 3, "only {killed} builds were killed in time");
}
