//! The files of a folder and their bytes.

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::MetadataExt;
use std::path::Path;
use std::time::SystemTime;

use walkdir::WalkDir;

/// The identity of a file: it differs after the file is written again, even with the same bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Identity {
    inode: u64,
    modified: SystemTime,
}

/// All files below a folder with their bytes, by paths with forward slashes. A symbolic link is represented by its target.
pub fn bytes(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    files(folder, |path, link| {
        if link {
            target(path)
        } else {
            fs::read(path).expect("a file can be read")
        }
    })
}

/// All files below a folder except the program's own records, whose names start with a dot.
pub fn site(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut all = bytes(folder);
    all.retain(|path, _| !path.split('/').any(|part| part.starts_with('.')));
    all
}

/// The files in an output besides the site and the program's list of written files: none, once a build is done.
pub fn leftovers(folder: &Path) -> Vec<String> {
    let hidden = |path: &String| path.split('/').any(|part| part.starts_with('.'));
    let own: Vec<String> = bytes(folder).into_keys().filter(hidden).collect();
    if own.len() <= 1 { Vec::new() } else { own }
}

/// All files below a folder with their identities.
pub fn identities(folder: &Path) -> BTreeMap<String, Identity> {
    files(folder, |path, _| {
        let data = fs::symlink_metadata(path).expect("a file has metadata");
        Identity {
            inode: data.ino(),
            modified: data.modified().expect("a file has a time"),
        }
    })
}

/// The paths at which two folders' files differ, or that only one of them has.
pub fn differences<T: PartialEq>(
    left: &BTreeMap<String, T>,
    right: &BTreeMap<String, T>,
) -> Vec<String> {
    let paths: std::collections::BTreeSet<&String> = left.keys().chain(right.keys()).collect();
    paths
        .into_iter()
        .filter(|path| left.get(*path) != right.get(*path))
        .cloned()
        .collect()
}

fn files<T>(folder: &Path, read: impl Fn(&Path, bool) -> T) -> BTreeMap<String, T> {
    let mut found = BTreeMap::new();
    if !folder.exists() {
        return found;
    }
    for entry in WalkDir::new(folder).sort_by_file_name() {
        let entry = entry.expect("a folder can be walked");
        if entry.file_type().is_dir() {
            continue;
        }
        let path = entry
            .path()
            .strip_prefix(folder)
            .expect("an entry is in its folder");
        let path = path.to_string_lossy().replace('\\', "/");
        found.insert(path, read(entry.path(), entry.path_is_symlink()));
    }
    found
}

fn target(link: &Path) -> Vec<u8> {
    let target = fs::read_link(link).expect("a link can be read");
    format!("link to {}", target.display()).into_bytes()
}
