//! Handbooks in languages written from right to left.

use std::path::Path;

use clausebook::project::Project;
use clausebook::site::Site;
use tempfile::TempDir;
use walkdir::WalkDir;

/// The small handbook with the tag of one language replaced.
fn handbook(from: &str, to: &str) -> TempDir {
    let root = TempDir::new().expect("a temporary folder can be made");
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/fixtures/small");
    for entry in WalkDir::new(&source) {
        let entry = entry.expect("a folder can be walked");
        let target = root
            .path()
            .join(entry.path().strip_prefix(&source).expect("a path below"));
        if entry.file_type().is_dir() {
            std::fs::create_dir_all(&target).expect("a folder can be made");
        } else {
            std::fs::copy(entry.path(), &target).expect("a file can be copied");
        }
    }
    let file = root.path().join("content/handbook.yaml");
    let about = std::fs::read_to_string(&file).expect("the file can be read");
    assert!(about.contains(from));
    std::fs::write(&file, about.replace(from, to)).expect("the file can be written");
    root
}

fn site(root: &TempDir) -> Site {
    let mut project = Project::read(root.path()).expect("the handbook can be read");
    let handbook = project
        .sources
        .handbook()
        .expect("the handbook is complete");
    project.site(handbook, None).expect("the theme is valid")
}

fn page(site: &Site, path: &str) -> String {
    let address = site.find(path).expect("an address");
    String::from_utf8(site.render(address).expect("the page renders")).expect("pages are UTF-8")
}

#[test]
fn pages_and_embedded_texts_have_the_direction_of_their_language() {
    let site = site(&handbook("tag: zh-CN", "tag: ar"));
    let arabic = page(&site, "zh/bicycle-repair/2.2.1.html");
    assert!(arabic.contains(r#"<html dir="rtl" lang="ar""#), "{arabic}");
    assert!(
        arabic.contains(r#"<span dir="ltr" lang="en">"#),
        "borrowed words and other languages"
    );
    assert!(
        arabic.contains(r#"<p lang="ar">"#),
        "the language of the page"
    );
    let both = page(&site, "en-zh/bicycle-repair/2.2.1.html");
    assert!(
        both.contains(r#"<html lang="en""#) && both.contains(r#"<p dir="rtl" lang="ar">"#),
        "{both}"
    );
    assert!(page(&site, "en/bicycle-repair/2.2.1.html").contains(r#"<html lang="en""#));
    let check = page(&site, "zh/bicycle-repair/selfcheck/mechanic.html");
    assert!(
        check.contains("&quot;dir&quot;:&quot;rtl&quot;") && check.contains("&quot;borrowed&quot;")
    );
    let search = page(&site, "data/search/zh.js");
    assert!(search.contains(r#""dir":"rtl""#) || search.contains(r#"\"dir\":\"rtl\""#));
}

#[test]
fn a_handbook_can_say_the_direction_of_a_language() {
    let site = site(&handbook("name: 中文}", "name: 中文, direction: rtl}"));
    assert!(
        page(&site, "zh/bicycle-repair/2.2.1.html").contains(r#"<html dir="rtl" lang="zh-CN""#)
    );
}

#[test]
fn a_handbook_in_one_direction_does_not_mention_it() {
    let site = site(&handbook("tag: zh-CN", "tag: zh-CN"));
    for path in [
        "zh/bicycle-repair/2.2.1.html",
        "en-zh/bicycle-repair/selfcheck/mechanic.html",
    ] {
        let html = page(&site, path);
        assert!(
            !html.contains(" dir=") && !html.contains("&quot;dir&quot;"),
            "{path}"
        );
    }
}
