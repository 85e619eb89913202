//! Tests of the changes that a build makes to a folder, and of the files that it leaves alone.

use std::fs;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::SystemTime;

use super::{OutputError, Summary, write};
use crate::testing::{Folder, site};

/// Builds the handbook in `folder` into its folder `site`, with these assets.
fn build(folder: &Folder, assets: &[(&str, &str)]) -> Result<Summary, OutputError> {
    write(
        &site(folder, assets),
        folder.root(),
        &folder.path("site"),
        &|_| {},
    )
}

/// Name, time of writing and bytes of everything below a folder, the folder included.
fn state(folder: &Path) -> Vec<(String, SystemTime, Vec<u8>)> {
    walkdir::WalkDir::new(folder)
        .sort_by_file_name()
        .into_iter()
        .map(|entry| {
            let entry = entry.unwrap();
            let bytes = fs::read(entry.path()).unwrap_or_default();
            let time = entry.metadata().unwrap().modified().unwrap();
            (entry.path().display().to_string(), time, bytes)
        })
        .collect()
}

#[test]
fn every_address_is_written_and_nothing_else() {
    let folder = Folder::new();
    let seen = AtomicUsize::new(0);
    let site = site(&folder, &[("a.css", "a")]);
    let summary = write(&site, folder.root(), &folder.path("site"), &|done| {
        seen.fetch_max(done, Ordering::Relaxed);
    })
    .unwrap();
    let mut expected: Vec<String> = site
        .addresses()
        .iter()
        .map(|address| address.path.to_string())
        .collect();
    assert_eq!(seen.into_inner(), expected.len());
    assert_eq!(
        summary,
        Summary {
            pages: expected
                .iter()
                .filter(|path| path.ends_with(".html"))
                .count(),
            written: expected.len(),
            unchanged: 0,
            removed: 0,
        }
    );
    for address in site.addresses() {
        let bytes = fs::read(folder.path("site").join(&*address.path)).unwrap();
        assert_eq!(bytes, site.render(address).unwrap(), "{}", address.path);
    }
    expected.push(".clausebook".into());
    expected.sort();
    let mut found = folder.list("site");
    found.sort();
    assert_eq!(found, expected);
}

#[test]
fn a_rebuild_that_changes_nothing_writes_nothing() {
    let folder = Folder::new();
    let first = build(&folder, &[("a.css", "a")]).unwrap();
    let before = state(&folder.path("site"));
    let second = build(&folder, &[("a.css", "a")]).unwrap();
    assert_eq!((second.written, second.unchanged), (0, first.written));
    assert_eq!(state(&folder.path("site")), before);
}

#[test]
fn only_what_changed_is_written() {
    let folder = Folder::new();
    build(&folder, &[("a.css", "a"), ("b.css", "b")]).unwrap();
    let before = state(&folder.path("site/zh"));
    let summary = build(&folder, &[("a.css", "a"), ("b.css", "other")]).unwrap();
    assert_eq!((summary.written, summary.removed), (1, 0));
    assert_eq!(folder.read("site/assets/b.css"), "other");
    assert_eq!(state(&folder.path("site/zh")), before);
}

#[test]
fn files_changed_by_hand_are_restored() {
    let folder = Folder::new();
    build(&folder, &[("a.css", "a")]).unwrap();
    folder.write("site/assets/a.css", "changed");
    fs::remove_file(folder.path("site/index.html")).unwrap();
    assert_eq!(build(&folder, &[("a.css", "a")]).unwrap().written, 2);
    assert_eq!(folder.read("site/assets/a.css"), "a");
}

#[test]
fn files_of_others_are_kept_and_obsolete_files_are_removed() {
    let folder = Folder::new();
    build(
        &folder,
        &[("old/deep/a.css", "a"), ("kept/b.css", "b"), ("c.css", "c")],
    )
    .unwrap();
    folder.write("site/CNAME", "example.org");
    folder.write("site/assets/kept/mine", "mine");
    let summary = build(&folder, &[("c.css", "c")]).unwrap();
    assert_eq!((summary.written, summary.removed), (0, 2));
    assert!(!folder.path("site/assets/old").exists());
    assert!(!folder.path("site/assets/kept/b.css").exists());
    assert_eq!(folder.read("site/assets/kept/mine"), "mine");
    assert_eq!(folder.read("site/CNAME"), "example.org");
}

#[test]
fn a_file_is_replaced_by_a_folder_and_vice_versa() {
    let folder = Folder::new();
    build(&folder, &[("x", "file"), ("y/z", "deep")]).unwrap();
    build(&folder, &[("x/z", "deep"), ("y", "file")]).unwrap();
    assert_eq!(folder.read("site/assets/x/z"), "deep");
    assert_eq!(folder.read("site/assets/y"), "file");
}

#[test]
fn a_file_of_others_in_the_way_stops_the_build_before_it_writes() {
    let folder = Folder::new();
    folder.write("site/zh/index.html", "mine");
    folder.write("site/assets/a/b", "mine");
    let Err(OutputError::Foreign(files)) = build(&folder, &[("a", "a")]) else {
        panic!("files of others were written over");
    };
    assert_eq!(
        files,
        [
            folder.path("site/assets/a/b"),
            folder.path("site/zh/index.html")
        ]
    );
    assert_eq!(folder.list("site"), ["assets/a/b", "zh/index.html"]);
    assert_eq!(folder.read("site/zh/index.html"), "mine");
}

#[test]
fn a_file_of_others_where_a_folder_is_needed_stops_the_build() {
    let folder = Folder::new();
    folder.write("site/zh", "mine");
    assert!(
        matches!(build(&folder, &[]), Err(OutputError::Foreign(files)) if files == [folder.path("site/zh")])
    );
}

#[test]
fn a_damaged_list_stops_the_build() {
    let folder = Folder::new();
    build(&folder, &[]).unwrap();
    let list = folder.read("site/.clausebook");
    for damaged in [
        &list[..list.len() / 2],
        "",
        "not a list",
        &list.replace("404.html", "../../content/handbook.yaml"),
    ] {
        folder.write("site/.clausebook", damaged);
        let before = state(&folder.path("site"));
        assert!(
            matches!(build(&folder, &[("a", "a")]), Err(OutputError::Manifest(_))),
            "{damaged}"
        );
        assert_eq!(state(&folder.path("site")), before);
    }
    fs::remove_file(folder.path("site/.clausebook")).unwrap();
    assert!(matches!(build(&folder, &[]), Err(OutputError::Foreign(_))));
}

#[test]
fn a_rendering_error_leaves_the_earlier_site_unchanged() {
    let folder = Folder::new();
    assert!(matches!(
        build(&folder, &[("a", "faulty")]),
        Err(OutputError::Render(_))
    ));
    assert!(!folder.path("site").exists());
    build(&folder, &[("a", "a")]).unwrap();
    let before: Vec<_> = folder.list("site");
    let failed = build(&folder, &[("a", "other"), ("b", "faulty"), ("c", "new")]);
    assert!(matches!(failed, Err(OutputError::Render(_))));
    assert_eq!(folder.list("site"), before);
    assert_eq!(folder.read("site/assets/a"), "a");
}

#[test]
fn system_errors_name_their_path() {
    let folder = Folder::new();
    let name = "long".repeat(100);
    let Err(error) = build(&folder, &[(&name, "a")]) else {
        panic!("a name of 400 letters was written");
    };
    assert!(matches!(error, OutputError::Io { .. }));
    assert!(error.to_string().contains(&name), "{error}");
}

#[test]
fn addresses_outside_the_output_are_refused() {
    let folder = Folder::new();
    for name in ["../../a", "x/../../../a", "/a", r"..\a", ""] {
        assert!(
            matches!(build(&folder, &[(name, "a")]), Err(OutputError::Address(_))),
            "{name}"
        );
    }
    assert!(!folder.path("site").exists());
}

#[test]
fn the_handbook_folder_is_not_a_valid_output() {
    let folder = Folder::new();
    folder.write("themes/default/words.zh.yaml", "");
    let before = folder.list(".");
    let site = site(&folder, &[]);
    for out in [
        "",
        "..",
        "/",
        "content",
        "content/new/deep",
        "themes",
        "themes/default",
        "new/../content",
        "site/../themes/x",
    ] {
        let written = write(&site, folder.root(), &folder.path(out), &|_| {});
        assert!(matches!(written, Err(OutputError::Overlap { .. })), "{out}");
    }
    for out in ["content/handbook.yaml", "themes/default/words.zh.yaml/x"] {
        let written = write(&site, folder.root(), &folder.path(out), &|_| {});
        assert!(
            matches!(
                written,
                Err(OutputError::Overlap { .. } | OutputError::NotAFolder(_))
            ),
            "{out}"
        );
    }
    folder.write("plain", "mine");
    let written = write(&site, folder.root(), &folder.path("plain"), &|_| {});
    assert!(matches!(written, Err(OutputError::NotAFolder(_))));
    fs::remove_file(folder.path("plain")).unwrap();
    assert_eq!(folder.list("."), before);
}

#[cfg(unix)]
mod links {
    use std::os::unix::fs::symlink;

    use super::*;

    #[test]
    fn nothing_is_written_or_removed_through_a_link() {
        for link in [
            "site/zh",
            "site/index.html",
            "site/assets/old",
            "site/assets/old/a.css",
            "site/.clausebook",
            "site/.clausebook-new",
        ] {
            let folder = Folder::new();
            build(&folder, &[("old/a.css", "a")]).unwrap();
            let (place, elsewhere) = (folder.path(link), folder.path("elsewhere"));
            if place.exists() {
                fs::rename(&place, &elsewhere).unwrap();
            } else {
                fs::create_dir(&elsewhere).unwrap();
            }
            symlink(&elsewhere, &place).unwrap();
            let before = state(folder.root());
            let written = build(&folder, &[("new.css", "b")]);
            assert!(
                matches!(written, Err(OutputError::Link(path)) if path == place),
                "{link}"
            );
            assert_eq!(state(folder.root()), before, "{link}");
        }
    }

    #[test]
    fn the_output_itself_may_be_a_link_but_not_into_the_content() {
        let folder = Folder::new();
        fs::create_dir(folder.path("elsewhere")).unwrap();
        symlink(folder.path("elsewhere"), folder.path("site")).unwrap();
        build(&folder, &[]).unwrap();
        assert!(folder.path("elsewhere/index.html").is_file());
        fs::remove_file(folder.path("site")).unwrap();
        symlink(folder.path("content"), folder.path("site")).unwrap();
        assert!(matches!(
            build(&folder, &[]),
            Err(OutputError::Overlap { .. })
        ));
    }
}

/// Builds that were killed, reproduced by hand.
mod killed {
    use super::*;
    use crate::output::manifest;

    #[test]
    fn while_gathering() {
        let folder = Folder::new();
        build(&folder, &[("a", "a")]).unwrap();
        folder.write("site/.clausebook-new/files/assets/a", "half");
        folder.write("site/.clausebook-new/files/assets/b", "half");
        assert_eq!(build(&folder, &[("a", "a")]).unwrap().written, 0);
        assert_eq!(folder.read("site/assets/a"), "a");
        assert!(!folder.path("site/.clausebook-new").exists());
        assert!(!folder.path("site/assets/b").exists());
    }

    #[test]
    fn while_moving_into_place() {
        let folder = Folder::new();
        build(&folder, &[("a", "a"), ("old", "old")]).unwrap();
        let mut paths: Vec<String> = folder.list("site");
        paths.retain(|path| path != ".clausebook" && path != "assets/old");
        paths.extend(["assets/b".to_owned(), "assets/c".to_owned()]);
        let list = manifest::write(paths.iter().map(String::as_str));
        // `b` had been moved and `c` had not. Then another file was put at `c`.
        folder.write("site/.clausebook-new/list", &list);
        folder.write("site/.clausebook-new/files/assets/c", "c");
        folder.write("site/assets/b", "b");
        folder.write("site/assets/c", "mine");
        let assets = [("a", "a"), ("b", "b"), ("c", "c")];
        let Err(OutputError::Foreign(files)) = build(&folder, &assets) else {
            panic!("a file of others was written over");
        };
        assert_eq!(files, [folder.path("site/assets/c")]);
        // `b` is still known to be the program's own file after the staged files were removed.
        assert!(!folder.path("site/.clausebook-new").exists());
        fs::remove_file(folder.path("site/assets/c")).unwrap();
        let summary = build(&folder, &assets).unwrap();
        assert_eq!((summary.written, summary.removed), (1, 1));
        assert_eq!(folder.read("site/assets/c"), "c");
    }

    #[test]
    fn before_the_first_list_was_in_place() {
        let folder = Folder::new();
        build(&folder, &[("a", "a")]).unwrap();
        let list = folder.read("site/.clausebook");
        fs::remove_file(folder.path("site/.clausebook")).unwrap();
        folder.write("site/.clausebook-new/list", &list);
        assert_eq!(build(&folder, &[("a", "a")]).unwrap().written, 0);
        assert_eq!(folder.read("site/.clausebook"), list);
    }
}

#[cfg(target_os = "linux")]
#[test]
fn one_build_at_a_time() {
    let folder = Folder::new();
    build(&folder, &[]).unwrap();
    let other = fs::File::open(folder.path("site")).unwrap();
    other.lock().unwrap();
    assert!(matches!(build(&folder, &[]), Err(OutputError::Busy(_))));
    other.unlock().unwrap();
    build(&folder, &[]).unwrap();
}
