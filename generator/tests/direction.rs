//! Handbooks in languages written from right to left.

mod small;

use small::{page, replace, site};
use tempfile::TempDir;

/// The small handbook with a part of its settings replaced.
fn handbook(from: &str, to: &str) -> TempDir {
    let root = small::handbook();
    replace(&root, "content/handbook.yaml", from, to);
    root
}

#[test]
fn pages_and_embedded_texts_have_the_direction_of_their_language() {
    let site = site(&handbook("tag: zh-CN", "tag: he"));
    // The theme has no words in Hebrew, so those of the interface are borrowed.
    let hebrew = page(&site, "zh/bicycle-repair/2.2.1.html");
    assert!(hebrew.contains(r#"<html dir="rtl" lang="he""#), "{hebrew}");
    assert!(
        hebrew.contains(r#"<span dir="ltr" lang="en">"#),
        "borrowed words and other languages"
    );
    assert!(
        hebrew.contains(r#"<p lang="he">"#),
        "the language of the page"
    );
    let both = page(&site, "en-zh/bicycle-repair/2.2.1.html");
    assert!(
        both.contains(r#"<html lang="en""#) && both.contains(r#"<p dir="rtl" lang="he">"#),
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
