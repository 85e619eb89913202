//! The same input gives the same bytes, and files that are up to date are not written again.

use std::fs;
use std::path::Path;

use clausebook_tests::folder::{bytes, differences, identities, site};
use clausebook_tests::program::{call, finish, handbook};
use clausebook_tests::project::{Project, copy};

fn built() -> &'static Path {
    handbook(env!("CARGO_TARGET_TMPDIR"))
}

#[test]
fn two_builds_give_the_same_bytes() {
    let project = Project::real();
    let out = project.path("site");
    let written = project.build(&out).expect_code(0).files_written();
    let made = site(&out);
    assert_eq!(written, (made.len(), 0));
    assert_eq!(differences(&made, &site(built())), [""; 0]);
}

#[test]
fn folder_time_locale_and_threads_change_nothing() {
    let (here, there) = (Project::small(), Project::small());
    here.build(&here.path("site")).expect_code(0);
    let elsewhere = there.path("moved/deeper 深");
    copy(&there.path("content"), &elsewhere.join("content"));
    let run = call(["build", "--out", "made"])
        .current_dir(&elsewhere)
        .env("TZ", "Pacific/Kiritimati")
        .env("LANG", "zh_CN.UTF-8")
        .env("LC_ALL", "zh_CN.UTF-8")
        .env("RAYON_NUM_THREADS", "1")
        .env("SOURCE_DATE_EPOCH", "1")
        .spawn();
    finish(run.expect("the program starts")).expect_code(0);
    assert_eq!(
        differences(&site(&here.path("site")), &site(&elsewhere.join("made"))),
        [""; 0]
    );
}

#[test]
fn the_default_output_is_the_folder_site() {
    let project = Project::small();
    let run = call(["build"]).current_dir(project.root()).spawn();
    finish(run.expect("the program starts")).expect_code(0);
    assert!(project.path("site/index.html").is_file());
}

#[test]
fn a_second_build_writes_nothing_and_reports_that() {
    let project = Project::real();
    let out = project.path("site");
    copy(built(), &out);
    let (before, content) = (identities(&out), bytes(&out));
    let run = project.build(&out).expect_code(0);
    assert_eq!(
        differences(&identities(&out), &before),
        [""; 0],
        "files were written again"
    );
    assert_eq!(differences(&bytes(&out), &content), [""; 0]);
    assert_eq!(run.files_written(), (0, site(&out).len()));
}

#[test]
fn a_change_rewrites_only_the_affected_files() {
    let project = Project::small();
    let out = project.path("site");
    project.build(&out).expect_code(0);
    let before = identities(&out);
    project.replace(
        "content/standards/bicycle-repair/clauses/01-scope.yaml",
        "This standard is made up.",
        "This standard is invented.",
    );
    project.build(&out).expect_code(0);
    let changed = differences(&identities(&out), &before);
    assert!(
        changed.contains(&"en/bicycle-repair/1.html".to_owned()),
        "the clause was not written: {changed:?}"
    );
    for untouched in [
        "zh/bicycle-repair/2.2.2.html",
        "en/bicycle-repair/2.2.2.html",
        "en/about.html",
        "id/bicycle-repair/2.2.2-a.html",
    ] {
        assert!(before.contains_key(untouched), "{untouched} is not a page");
        assert!(
            !changed.contains(&untouched.to_owned()),
            "{untouched} was written without need"
        );
    }
}

#[test]
fn an_obsolete_page_is_removed_and_a_damaged_one_is_repaired() {
    let project = Project::small();
    let out = project.path("site");
    project.build(&out).expect_code(0);
    let whole = site(&out);
    for language in ["en", "zh"] {
        let page = |name: &str| format!("content/pages/{name}.{language}.md");
        fs::rename(
            project.path(&page("about")),
            project.path(&page("colophon")),
        )
        .expect("a page can be renamed");
    }
    project.build(&out).expect_code(0);
    assert!(
        out.join("en/colophon.html").is_file(),
        "the new page is not there"
    );
    assert!(
        !out.join("en/about.html").exists(),
        "the old page is still there"
    );
    for language in ["en", "zh"] {
        let page = |name: &str| format!("content/pages/{name}.{language}.md");
        fs::rename(
            project.path(&page("colophon")),
            project.path(&page("about")),
        )
        .expect("a page can be renamed");
    }
    damage(&out.join("en/bicycle-repair/1.html"));
    fs::remove_file(out.join("zh/bicycle-repair/1.html")).expect("a page can be removed");
    project.build(&out).expect_code(0);
    assert_eq!(differences(&site(&out), &whole), [""; 0]);
}

fn damage(path: &Path) {
    let text = fs::read_to_string(path).expect("a page can be read");
    fs::write(path, text.replace("<main", "<aside")).expect("a page can be written");
}
