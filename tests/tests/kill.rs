//! A build that is killed at any moment leaves every file complete, and the next build repairs the site.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::thread;
use std::time::Duration;

use clausebook_tests::folder::{differences, leftovers, site};
use clausebook_tests::program::{call, finish};
use clausebook_tests::project::{Project, copy};
use walkdir::WalkDir;

const HANDBOOK: &str = "content/handbook.yaml";
const TITLE: &str = "title: {en: Bicycle Workshop Handbook,";
const OLD_TITLE: &str = "title: {en: Old Bicycle Workshop Handbook,";

/// The number of builds that may end before they are killed, on a machine that is faster than the test can observe.
const ATTEMPTS: usize = 50;

/// The time between two looks at the files that a build has written, far shorter than it takes to write them.
const GLANCE: Duration = Duration::from_micros(200);

/// A handbook and the sites built before and after an edit that changes nearly every page.
struct Edited {
    project: Project,
    old: BTreeMap<String, Vec<u8>>,
    new: BTreeMap<String, Vec<u8>>,
}

impl Edited {
    fn new() -> Edited {
        let project = Project::small();
        let out = project.path("reference");
        project.build(&out).expect_code(0);
        let new = site(&out);
        project.replace(HANDBOOK, TITLE, OLD_TITLE);
        project.build(&out).expect_code(0);
        let old = site(&out);
        project.replace(HANDBOOK, OLD_TITLE, TITLE);
        Edited { project, old, new }
    }

    /// Kills builds that write `files` files: while the files are written, once all are written, and while they are moved.
    /// `prepare` restores the state of the output before each build.
    fn kill_at_every_moment(&self, out: &Path, files: usize, prepare: impl Fn()) {
        for written in [1, files / 2, files * 9 / 10] {
            let is_killed = (0..ATTEMPTS).any(|_| {
                prepare();
                self.kill(out, written, Duration::ZERO)
            });
            assert!(
                is_killed,
                "no build was killed after {written} of {files} files"
            );
        }
        for micros in [0, 500, 2000] {
            prepare();
            self.kill(out, files, Duration::from_micros(micros));
        }
    }

    /// Kills a build into `out` the time `later` after it has written `after_files` files. Then asserts that every file is
    /// complete and that the next build repairs the site. Returns whether the build was killed before it ended.
    fn kill(&self, out: &Path, after_files: usize, later: Duration) -> bool {
        let before = count(out);
        let mut child = call(self.project.build_arguments(out))
            .spawn()
            .expect("the program starts");
        while count(out) < before + after_files
            && child.try_wait().expect("a child can be asked").is_none()
        {
            thread::sleep(GLANCE);
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

/// The number of files in a folder to which another program is writing.
fn count(folder: &Path) -> usize {
    let entries = WalkDir::new(folder).into_iter().filter_map(Result::ok);
    entries.filter(|entry| entry.file_type().is_file()).count()
}

#[test]
fn a_killed_first_build_leaves_complete_files() {
    let edited = Edited::new();
    let out = edited.project.path("site");
    edited.kill_at_every_moment(&out, edited.new.len(), || {
        let _ = fs::remove_dir_all(&out);
    });
}

#[test]
fn a_killed_build_over_an_older_site_leaves_complete_files() {
    let edited = Edited::new();
    let out = edited.project.path("site");
    let older = edited.project.path("reference");
    let changed = differences(&edited.old, &edited.new);
    for page in ["en/about.html", "en/bicycle-repair/1.html"] {
        assert!(
            changed.contains(&page.to_owned()),
            "the edit leaves {page} as it was"
        );
    }
    edited.kill_at_every_moment(&out, changed.len(), || {
        let _ = fs::remove_dir_all(&out);
        copy(&older, &out);
    });
}
