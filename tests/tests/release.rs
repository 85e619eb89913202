//! The archives that `release/build` makes of a program. No test here builds the program for a release.

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use clausebook_tests::folder::bytes;
use clausebook_tests::program::{program, repository};
use tempfile::TempDir;

/// A time that every file of an archive has, in seconds since 1970: 2026-01-02.
const MOMENT: &str = "1767312000";

/// What an archive holds besides the program.
const DOCUMENTS: [&str; 13] = [
    "LICENSE-APACHE",
    "LICENSE-MIT",
    "LICENSE-OF-FONT.txt",
    "LICENSES-OF-LIBRARIES.txt",
    "README.md",
    "README.zh.md",
    "completions/_clausebook",
    "completions/clausebook.bash",
    "completions/clausebook.fish",
    "completions/clausebook.ps1",
    "man/man1/clausebook-serve.1",
    "man/man1/clausebook.1",
    "themes/default/templates/base.html",
];

fn output(command: &mut Command) -> Output {
    command.output().expect("the command runs")
}

/// Runs the script.
fn release<const N: usize>(arguments: [&OsStr; N]) -> Output {
    let mut command = Command::new(repository().join("release/build"));
    output(command.args(arguments).env("SOURCE_DATE_EPOCH", MOMENT))
}

/// Packs a program for a target and returns the path of the only archive in `out`.
#[track_caller]
fn pack(program: &Path, target: &str, out: &Path) -> PathBuf {
    let run = release([
        "--program".as_ref(),
        program.as_os_str(),
        "--target".as_ref(),
        target.as_ref(),
        "--out".as_ref(),
        out.as_os_str(),
    ]);
    assert!(run.status.success(), "{run:?}");
    let archives = fs::read_dir(out).expect("the folder of the archives");
    let archives = archives.map(|entry| entry.expect("an entry").path());
    let mut archives = archives.filter(|path| !path.ends_with("SHA256SUMS"));
    let archive = archives.next().expect("an archive");
    assert_eq!(archives.next(), None);
    archive
}

/// A script that calls the program, so that archives are small and quickly made.
fn small_program(folder: &Path) -> PathBuf {
    let path = folder.join("small");
    let text = format!("#!/bin/sh\nexec '{}' \"$@\"\n", program().display());
    fs::write(&path, text).expect("the script can be written");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o700)).expect("it can be run");
    path
}

#[track_caller]
fn unpack(archive: &Path, folder: &Path) {
    let mut tar = Command::new("tar");
    let tar = tar.arg("--extract").arg("--file").arg(archive);
    let done = output(tar.arg("--directory").arg(folder));
    assert!(done.status.success(), "{done:?}");
}

/// The only entry of a folder.
fn only(folder: &Path) -> PathBuf {
    let mut entries = fs::read_dir(folder).expect("the folder can be read");
    let entry = entries.next().expect("an entry").expect("an entry").path();
    assert!(entries.next().is_none(), "{}", folder.display());
    entry
}

#[test]
fn an_unpacked_archive_makes_a_handbook_in_an_empty_place() {
    let folder = TempDir::new().expect("a temporary folder can be made");
    let (out, place) = (folder.path().join("out"), folder.path().join("empty"));
    let archive = pack(program(), "x86_64-unknown-linux-gnu", &out);
    let mut sums = Command::new("sha256sum");
    let sums = output(
        sums.args(["--check", "--strict", "SHA256SUMS"])
            .current_dir(&out),
    );
    assert!(sums.status.success(), "{sums:?}");

    fs::create_dir(&place).expect("the folder can be made");
    unpack(&archive, &place);
    let unpacked = only(&place);
    let files: BTreeSet<String> = bytes(&unpacked).into_keys().collect();
    for document in DOCUMENTS.into_iter().chain(["clausebook"]) {
        assert!(files.contains(document), "{document} is not in {files:?}");
    }
    // Nothing of the repository, of the user's programs or of the environment is there to help.
    for arguments in [
        &["--version"][..],
        &["init", "handbook", "--yes"],
        &["check", "--root", "handbook"],
        &["build", "--root", "handbook", "--out", "site"],
    ] {
        let mut command = Command::new(unpacked.join("clausebook"));
        let done = output(command.args(arguments).current_dir(&place).env_clear());
        assert!(done.status.success(), "{arguments:?}: {done:?}");
    }
    assert!(place.join("site/index.html").is_file());
}

#[test]
fn the_same_program_gives_the_same_archive() {
    let folder = TempDir::new().expect("a temporary folder can be made");
    let program = small_program(folder.path());
    for (target, ending) in [
        ("x86_64-unknown-linux-musl", "-linux-x86_64.tar.gz"),
        ("x86_64-pc-windows-gnu", "-windows-x86_64.zip"),
    ] {
        let first = pack(&program, target, &folder.path().join(target));
        let name = first.file_name().expect("a name").to_string_lossy();
        assert!(name.ends_with(ending), "{name}");
        // A later copy of the program that only its owner may read.
        let later = folder.path().join("later");
        fs::copy(&program, &later).expect("the script can be copied");
        let second = pack(&later, target, &folder.path().join(format!("{target}-2")));
        assert_eq!(fs::read(&first).ok(), fs::read(&second).ok(), "{name}");
    }
}

#[test]
fn a_windows_archive_holds_the_same_files() {
    let folder = TempDir::new().expect("a temporary folder can be made");
    let program = small_program(folder.path());
    let archive = pack(
        &program,
        "x86_64-pc-windows-gnu",
        &folder.path().join("out"),
    );
    let file = fs::File::open(archive).expect("the archive can be opened");
    let mut archive = zip::ZipArchive::new(file).expect("a ZIP archive");
    let mut names = Vec::new();
    for at in 0..archive.len() {
        let entry = archive.by_index(at).expect("an entry");
        let name = entry.name().expect("a name").into_owned();
        let time = entry.last_modified().expect("a time");
        let day = (time.year(), time.month(), time.day());
        assert_eq!(day, (2026, 1, 2), "{name}");
        names.push(name);
    }
    for document in DOCUMENTS.into_iter().chain(["clausebook.exe"]) {
        let ending = format!("/{document}");
        assert!(
            names.iter().any(|name| name.ends_with(&ending)),
            "{document} is not in {names:?}"
        );
    }
}

#[test]
fn a_target_that_cannot_be_built_is_named_with_the_reason() {
    // Without a path, there is no cargo.
    let folder = TempDir::new().expect("a temporary folder can be made");
    let mut command = Command::new("/usr/bin/python3");
    command.arg(repository().join("release/build"));
    command.args(["--target", "aarch64-apple-darwin", "--out"]);
    let done = output(command.arg(folder.path()).env("PATH", folder.path()));
    assert_eq!(done.status.code(), Some(1), "{done:?}");
    let said = String::from_utf8_lossy(&done.stdout);
    assert_eq!(
        said.trim(),
        "not made: aarch64-apple-darwin: there is no cargo; install Rust from https://rustup.rs"
    );
    assert_eq!(bytes(folder.path()).len(), 0);
}
