//! Projects to run the program on: copies that a test may change.

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, OnceLock};

use tempfile::TempDir;
use walkdir::WalkDir;

use crate::program::{self, Run, empty_folder, repository};

/// A project in its own temporary folder, which is removed when it is dropped.
pub struct Project {
    folder: TempDir,
}

impl Project {
    /// A copy of this repository's handbook.
    pub fn real() -> Project {
        Project::copy_of(&repository().join("content"))
    }

    /// A copy of the small made-up handbook: another standard, with other roles, levels and rows.
    pub fn small() -> Project {
        Project::copy_of(&repository().join("tests/fixtures/small/content"))
    }

    /// A copy of another made-up handbook, by the name of its folder.
    pub fn made_up(name: &str) -> Project {
        let fixtures = repository().join("tests/fixtures");
        Project::copy_of(&fixtures.join(name).join("content"))
    }

    /// The small handbook with a page, a curriculum and a posting that show and link to files beside them.
    pub fn illustrated() -> Project {
        let project = Project::small();
        let fixture = repository().join("tests/fixtures/pictures/content");
        copy(&fixture, &project.path("content"));
        project
    }

    /// A new handbook in Chinese and English, as `init` makes it.
    pub fn started() -> Project {
        let project = Project::empty();
        let root = project.root().as_os_str();
        let languages = ["--languages", "zh,en"].map(OsStr::new);
        program::run(["init".as_ref(), root].into_iter().chain(languages)).expect_code(0);
        project
    }

    /// A project without content.
    pub fn empty() -> Project {
        Project {
            folder: TempDir::new().expect("a temporary folder can be made"),
        }
    }

    fn copy_of(content: &Path) -> Project {
        assert!(content.is_dir(), "{} is not there", content.display());
        let project = Project::empty();
        copy(content, &project.path("content"));
        project
    }

    /// The project's folder.
    pub fn root(&self) -> &Path {
        self.folder.path()
    }

    /// A path inside the project.
    pub fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    /// The text of a file.
    #[track_caller]
    pub fn read(&self, path: &str) -> String {
        fs::read_to_string(self.path(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
    }

    /// Writes a file and the folders above it.
    pub fn write(&self, path: &str, bytes: impl AsRef<[u8]>) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().expect("a file is in a folder"))
            .expect("a folder can be made");
        fs::write(path, bytes).expect("a file can be written");
    }

    /// Replaces the only occurrence of `old` in a file. Returns the line at which `new` starts, counted from 1.
    #[track_caller]
    pub fn replace(&self, path: &str, old: &str, new: &str) -> usize {
        let text = self.read(path);
        assert_eq!(
            text.matches(old).count(),
            1,
            "{path} does not hold this once: {old}"
        );
        let at = text.find(old).expect("it was just counted");
        self.write(path, text.replacen(old, new, 1));
        text[..at].matches('\n').count() + 1
    }

    /// Runs `clausebook check` on this project.
    #[track_caller]
    pub fn check(&self) -> Run {
        program::run(["check".as_ref(), "--root".as_ref(), self.root().as_os_str()])
    }

    /// Runs `clausebook build` for this project into a folder.
    #[track_caller]
    pub fn build(&self, out: &Path) -> Run {
        program::run(self.build_arguments(out))
    }

    /// The arguments of a build into a folder.
    pub fn build_arguments(&self, out: &Path) -> Vec<std::ffi::OsString> {
        [
            "build".into(),
            "--root".into(),
            self.root().into(),
            "--out".into(),
            out.into(),
        ]
        .into()
    }
}

/// The site of a made-up handbook, checked and built once for all tests, in `folder`. Tests must not change it.
#[track_caller]
pub fn made_up_site(name: &'static str, folder: &str) -> PathBuf {
    static SITES: Mutex<BTreeMap<&str, Arc<OnceLock<PathBuf>>>> = Mutex::new(BTreeMap::new());
    let site = {
        let mut sites = SITES.lock().expect("nobody panics with it");
        Arc::clone(sites.entry(name).or_default())
    };
    let built = site.get_or_init(|| {
        let project = Project::made_up(name);
        project.check().expect_code(0);
        let out = empty_folder(folder, &format!("made-up-{name}"));
        project.build(&out).expect_code(0);
        out
    });
    built.clone()
}

/// Copies a folder and everything in it.
pub fn copy(from: &Path, to: &Path) {
    for entry in WalkDir::new(from).follow_links(true) {
        let entry = entry.expect("a folder can be walked");
        let target = to.join(
            entry
                .path()
                .strip_prefix(from)
                .expect("an entry is in its folder"),
        );
        if entry.file_type().is_dir() {
            fs::create_dir_all(&target).expect("a folder can be made");
        } else {
            fs::copy(entry.path(), &target).expect("a file can be copied");
        }
    }
}
