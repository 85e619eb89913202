//! A build is safe for the content, for other files in its output folder, and when it is interrupted.

use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;
use std::thread;
use std::time::Duration;

use clausebook_tests::fault::faults;
use clausebook_tests::folder::{self, bytes, differences, identities, site};
use clausebook_tests::program::{LIMIT, call, finish, wait};
use clausebook_tests::project::Project;

#[test]
fn an_output_that_overlaps_the_content_is_refused() {
    for out in [
        "content",
        "content/site",
        "content/pages/deeper/site",
        ".",
        "content/../content/site",
    ] {
        let project = Project::small();
        let before = bytes(project.root());
        let run = project.build(&project.path(out)).expect_refusal();
        assert_eq!(
            differences(&bytes(project.root()), &before),
            [""; 0],
            "--out {out} changed something; it said {}",
            run.said()
        );
    }
    let project = Project::small();
    let before = bytes(project.root());
    project
        .build(project.root().parent().expect("a project is in a folder"))
        .expect_refusal();
    symlink(project.path("content"), project.path("disguised")).expect("a link can be made");
    project
        .build(&project.path("disguised/site"))
        .expect_refusal();
    fs::remove_file(project.path("disguised")).expect("a link can be removed");
    assert_eq!(differences(&bytes(project.root()), &before), [""; 0]);
}

#[test]
fn files_of_others_in_the_output_are_not_changed() {
    let project = Project::small();
    let out = project.path("site");
    let others = [
        "CNAME",
        "notes/mine.txt",
        "en/mine.html",
        "zh/bicycle-repair/mine.html",
        ".htaccess",
    ];
    for other in others {
        project.write(&format!("site/{other}"), other);
    }
    project.build(&out).expect_code(0);
    fs::remove_file(project.path("content/pages/about.en.md")).expect("a page can be removed");
    fs::remove_file(project.path("content/pages/about.zh.md")).expect("a page can be removed");
    project.build(&out).expect_code(0);
    for other in others {
        assert_eq!(
            project.read(&format!("site/{other}")),
            other,
            "{other} was changed"
        );
    }
}

#[test]
fn a_file_of_others_in_the_way_stops_the_build_before_anything_is_written() {
    let project = Project::small();
    let out = project.path("site");
    project.write("site/en/bicycle-repair/1.html", "mine");
    let before = identities(&out);
    let run = project.build(&out).expect_refusal();
    assert!(
        run.stderr.contains("1.html"),
        "it does not name the file: {}",
        run.stderr
    );
    assert_eq!(
        differences(&identities(&out), &before),
        [""; 0],
        "something was written"
    );
    assert_eq!(project.read("site/en/bicycle-repair/1.html"), "mine");
}

#[test]
fn links_in_the_output_are_not_written_through() {
    for (link, is_folder) in [
        ("site/en", true),
        ("site/zh/bicycle-repair", true),
        ("site/index.html", false),
        ("site/en/bicycle-repair/1.html", false),
    ] {
        for built_before in [false, true] {
            let project = Project::small();
            let out = project.path("site");
            if built_before {
                project.build(&out).expect_code(0);
                let path = project.path(link);
                if is_folder {
                    fs::remove_dir_all(path)
                } else {
                    fs::remove_file(path)
                }
                .expect("the built files can be removed");
            }
            project.write("elsewhere/file", "mine");
            fs::create_dir_all(project.path(link).parent().expect("a link is in a folder"))
                .expect("a folder can be made");
            let target = project.path(if is_folder {
                "elsewhere"
            } else {
                "elsewhere/file"
            });
            symlink(target, project.path(link)).expect("a link can be made");
            let run = project.build(&out);
            assert!(!run.said().contains("panicked"), "{}", run.said());
            let elsewhere: Vec<_> = bytes(&project.path("elsewhere")).into_iter().collect();
            assert_eq!(
                elsewhere,
                [("file".to_owned(), b"mine".to_vec())],
                "{link}: written through the link; it said {}",
                run.said()
            );
        }
    }
}

#[test]
fn simultaneous_builds_leave_a_complete_site() {
    let project = Project::small();
    let out = project.path("site");
    let reference = project.path("reference");
    project.build(&reference).expect_code(0);
    let children: Vec<_> = (0..3)
        .map(|_| {
            call(project.build_arguments(&out))
                .spawn()
                .expect("the program starts")
        })
        .collect();
    let runs: Vec<_> = children.into_iter().map(finish).collect();
    for run in &runs {
        assert!(!run.said().contains("panicked"), "{}", run.said());
        assert!(matches!(run.code, Some(0..=2)), "{:?}", run.code);
    }
    assert!(
        runs.iter().any(|run| run.code == Some(0)),
        "none of them ended well: {runs:#?}"
    );
    project.build(&out).expect_code(0);
    assert_eq!(differences(&site(&out), &site(&reference)), [""; 0]);
    assert_eq!(folder::leftovers(&out), [""; 0]);
}

#[test]
fn an_interrupted_build_stops() {
    let project = Project::real();
    let out = project.path("site");
    let mut child = call(project.build_arguments(&out))
        .spawn()
        .expect("the program starts");
    while !out.exists() && child.try_wait().expect("a child can be asked").is_none() {
        thread::sleep(Duration::from_millis(1));
    }
    let stopped = std::process::Command::new("sh")
        .args(["-c", &format!("kill -INT {}", child.id())])
        .status();
    assert!(stopped.is_ok());
    assert!(wait(&mut child, LIMIT).is_some(), "it does not stop");
    project.build(&out).expect_code(0);
    assert_eq!(folder::leftovers(&out), [""; 0]);
}

/// The small handbook with links to its clauses and annexes, which are in another folder.
fn linked() -> Project {
    let project = Project::small();
    let standard = "content/standards/bicycle-repair";
    fs::create_dir(project.path("shared")).expect("a folder can be made");
    for name in ["clauses/02-requirements.yaml", "annexes"] {
        let from = project.path(standard).join(name);
        let to = project
            .path("shared")
            .join(name.rsplit('/').next().unwrap_or(name));
        fs::rename(&from, &to).expect("it can be moved");
        symlink(to, from).expect("a link can be made");
    }
    project
}

#[test]
fn links_within_the_handbook_are_followed() {
    let (plain, linked) = (Project::small(), linked());
    linked.check().expect_code(0);
    for project in [&plain, &linked] {
        let theme = project.path("looks");
        fs::create_dir_all(theme.join("assets")).expect("a folder can be made");
        fs::write(theme.join("assets/x.txt"), "x").expect("a file can be written");
        fs::create_dir(project.path("themes")).expect("a folder can be made");
        symlink("../looks", project.path("themes/default")).expect("a link can be made");
        project.build(&project.path("site")).expect_code(0);
    }
    let built = site(&linked.path("site"));
    assert!(built.contains_key("assets/x.txt"));
    assert_eq!(differences(&built, &site(&plain.path("site"))), [""; 0]);
}

#[test]
fn links_that_cannot_be_followed_are_errors() {
    let project = Project::small();
    let outside = Project::empty();
    outside.write("secret.yaml", "- id: 9\n");
    let clauses = project.path("content/standards/bicycle-repair/clauses");
    let outside = outside.path("secret.yaml");
    for (name, target) in [
        ("dangling.yaml", Path::new("nowhere.yaml")),
        ("around.yaml", Path::new("back.yaml")),
        ("back.yaml", Path::new("around.yaml")),
        ("outside.yaml", &outside),
        ("loop", Path::new("..")),
        (".hidden.yaml", Path::new("nowhere.yaml")),
    ] {
        symlink(target, clauses.join(name)).expect("a link can be made");
    }
    let run = project.check().expect_code(1);
    let found = faults(&run.stderr);
    let told = |name: &str, code: &str, words: &str| {
        found.iter().any(|fault| {
            fault.file.ends_with(&format!("clauses/{name}"))
                && fault.code == code
                && fault.message.contains(words)
        })
    };
    let outside = outside.to_string_lossy();
    for (name, code, words) in [
        (
            "dangling.yaml",
            "E004",
            "`nowhere.yaml`, which does not exist",
        ),
        ("around.yaml", "E006", "`back.yaml`, which leads back"),
        ("back.yaml", "E006", "`around.yaml`, which leads back"),
        ("outside.yaml", "E005", &*outside),
        ("loop", "E006", "a folder that contains it"),
    ] {
        assert!(
            told(name, code, words),
            "{name} is not reported:\n{}",
            run.stderr
        );
    }
    assert!(run.stderr.contains("5 errors"), "{}", run.stderr);
    // Nested folders of links must not be followed endlessly.
    let project = Project::small();
    for depth in 0..12 {
        let folder = project.path(&format!("shared/{depth}"));
        fs::create_dir_all(&folder).expect("a folder can be made");
        for name in ["a", "b"] {
            symlink(format!("../{}", depth + 1), folder.join(name)).expect("a link can be made");
        }
    }
    fs::create_dir(project.path("shared/12")).expect("a folder can be made");
    symlink("../shared/0", project.path("content/deep")).expect("a link can be made");
    let run = project.check().expect_code(1);
    assert!(
        run.stderr.contains("too many links lead to this folder"),
        "{}",
        run.stderr
    );
}

#[test]
fn leftover_files_of_editors_and_systems_are_ignored() {
    let project = Project::small();
    for name in [
        "01-scope.yaml___jb_tmp___",
        "01-scope.yaml___jb_old___",
        "~$notes.docx",
        "Thumbs.db",
        "01-scope.yaml.bak",
        "01-scope.yaml~",
        "#01-scope.yaml#",
        ".DS_Store",
    ] {
        project.write(
            &format!("content/standards/bicycle-repair/clauses/{name}"),
            [0xff],
        );
    }
    let run = project.check().expect_code(0);
    assert!(!run.said().contains("warning"), "{}", run.said());
}
