//! The default theme with a small handbook that it was not written for, whose source language is English.

use std::path::Path;

use clausebook::project::Project;
use clausebook::site::Site;

/// Builds the site of the small handbook in the test fixtures.
fn site(base_url: Option<&str>) -> Site {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/fixtures/small");
    let mut project = Project::read(&root).expect("the fixture can be read");
    let handbook = project.sources.handbook().expect("the fixture is valid");
    project
        .site(handbook, base_url)
        .expect("the theme is valid")
}

fn page(site: &Site, path: &str) -> String {
    let address = site
        .find(path)
        .unwrap_or_else(|| panic!("{path} is an address"));
    String::from_utf8(site.render(address).expect("the page renders")).expect("pages are UTF-8")
}

/// Asserts that `html` contains all of `parts`, in this order.
#[track_caller]
fn assert_in_order(html: &str, parts: &[&str]) {
    let mut rest = html;
    for part in parts {
        let Some(at) = rest.find(part) else {
            panic!("`{part}` is missing or out of order in:\n{rest}");
        };
        rest = &rest[at + part.len()..];
    }
}

#[test]
fn a_requirement_has_its_letter_its_permalink_and_its_note() {
    let html = page(&site(None), "en/bicycle-repair/2.2.1.html");
    assert_in_order(
        &html,
        &[
            r#"<a class="number" href="2.2.1.html">2.2.1</a>"#,
            r#"<li id="a"><a class="letter" href="../../id/bicycle-repair/2.2.1-a.html">"#,
            r#"<p lang="en">patch a <span class="quoted">tube</span>;</p>"#,
            r#"data-copy="../../id/bicycle-repair/2.2.1-a.html" aria-label="Copy 2.2.1-a""#,
            r#"<details class="note" data-note>"#,
            r#"<span class="said">Printed: <q><span lang="en">tube</span></q></span>"#,
            r#"<span class="said">Presumably meant: <q lang="en">inner tube</q></span>"#,
            "An inner tube is meant.",
            r#"<li id="b">"#,
        ],
    );
}

#[test]
fn languages_are_paired_in_the_order_of_the_reading() {
    let html = page(&site(None), "en-zh/bicycle-repair/2.2.1.html");
    assert_in_order(
        &html,
        &[
            r#"<html lang="en" class="side-by-side">"#,
            r#"<span lang="en" class="first">Helper</span> <span lang="zh-CN" class="second">帮工</span>"#,
            r#"<div class="pair"><p lang="en">patch a"#,
            r#"<p lang="zh-CN">修补内胎；</p></div>"#,
        ],
    );
}

#[test]
fn a_translation_is_marked_and_links_to_the_original() {
    let site = site(None);
    let mark = r#"<p class="unofficial">非官方译文 <a href="../../en/bicycle-repair/2.1.html" hreflang="en">"#;
    assert!(page(&site, "zh/bicycle-repair/2.1.html").contains(mark));
    assert!(page(&site, "en-zh/bicycle-repair/2.1.html").contains(r#"<p class="unofficial">"#));
    assert!(!page(&site, "en/bicycle-repair/2.1.html").contains(r#"<p class="unofficial">"#));
}

#[test]
fn a_clause_with_only_a_heading_lists_its_subclauses() {
    let html = page(&site(None), "en/bicycle-repair/2.html");
    assert_in_order(
        &html,
        &[
            "2.1.html",
            "Mechanics shall know:",
            "2 requirements",
            "2.2.html",
        ],
    );
}

#[test]
fn the_title_of_an_outcome_clause_names_its_parent() {
    let html = page(&site(None), "en/bicycle-repair/3.2.1.html");
    assert!(
        html.contains(
            "<title>3.2.1 Use of the result · Master · Bicycle Workshop Handbook</title>"
        )
    );
}

#[test]
fn the_front_page_counts_the_requirements_of_a_level() {
    let html = page(&site(None), "en/index.html");
    assert_in_order(
        &html,
        &[
            r#"href="bicycle-repair/role/mechanic.html""#,
            r#"href="bicycle-repair/role/mechanic/helper.html""#,
            r#"<span class="tally">4</span>"#,
            r#"href="bicycle-repair/role/mechanic/master.html""#,
            r#"<span class="tally">5</span>"#,
        ],
    );
}

#[test]
fn references_in_an_article_are_links_in_the_same_reading() {
    let html = page(&site(None), "zh/about.html");
    assert!(html.contains(
        r#"<a href="bicycle-repair/2.2.1.html#a"><span class="whole">2.2.1-a</span></a>"#
    ));
}

#[test]
fn the_page_for_missing_addresses_has_links_from_the_root() {
    // If the address is not known, the site is assumed to have a host to itself.
    for (base_url, root) in [
        (Some("https://example.org/h"), "/h/"),
        (Some("https://example.org"), "/"),
        (None, "/"),
    ] {
        let html = page(&site(base_url), "404.html");
        for link in [
            "assets/handbook.css",
            "assets/handbook.js",
            "en/index.html",
            "zh/index.html",
        ] {
            let link = format!("=\"{root}{link}\"");
            assert!(html.contains(&link), "{base_url:?}: {link}");
        }
    }
}

#[test]
fn no_page_contains_inline_styles_or_scripts() {
    let site = site(None);
    for address in site
        .addresses()
        .iter()
        .filter(|address| address.path.ends_with(".html"))
    {
        let html = page(&site, &address.path);
        assert!(!html.contains(" style="), "{}", address.path);
        assert!(!html.contains("<style"), "{}", address.path);
        for handler in [" onclick=", " onload=", " onerror=", " onfocus="] {
            assert!(!html.contains(handler), "{}: {handler}", address.path);
        }
        // Structured data is not a script, since nothing runs it.
        let data = html
            .matches(r#"<script type="application/ld+json">"#)
            .count()
            + html.matches(r#"<script type="application/json""#).count();
        let scripts = html.matches("<script").count() - data;
        assert_eq!(
            scripts,
            html.matches("<script src=").count(),
            "{}",
            address.path
        );
    }
}
