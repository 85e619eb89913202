//! Two editions of a standard in one handbook: each requirement's page leads to what came before and after.

use std::path::Path;

use clausebook_tests::page::Page;
use clausebook_tests::project::{Project, copy};
use scraper::ElementRef;

const FIRST: &str = "content/standards/bicycle-repair";
const SECOND: &str = "content/standards/bicycle-repair-2";

/// The small handbook with a second edition: one requirement keeps its words, one changes them, two become one, and of
/// the last nothing says what it replaces.
fn two_editions() -> Project {
    let project = Project::small();
    copy(&project.path(FIRST), &project.path(SECOND));
    project.replace(
        "content/handbook.yaml",
        "[bicycle-repair]",
        "[bicycle-repair-2, bicycle-repair]",
    );
    let about = format!("{SECOND}/standard.yaml");
    project.replace(&about, "id: bicycle-repair", "id: bicycle-repair-2");
    project.replace(
        &about,
        "{id: first, title: {en: First edition, zh: 第一版}}",
        "{id: second, title: {en: Second edition, zh: 第二版}, replaces: bicycle-repair}",
    );
    let clauses = format!("{SECOND}/clauses/02-requirements.yaml");
    for (text, changed, replaces) in [
        (
            "why a wheel stays true;, zh: 车轮为何保持平正；}",
            "",
            "bicycle-repair/2.1-a",
        ),
        (
            "how a chain wears., zh: 链条如何磨损。}",
            "how a chain or a belt wears., zh: 链条或皮带如何磨损。}",
            "bicycle-repair/2.1-b",
        ),
        (
            "patch a tube;, zh: 修补内胎；}",
            "",
            "bicycle-repair/2.2.1-a, bicycle-repair/2.2.1-b",
        ),
    ] {
        let words = if changed.is_empty() { text } else { changed };
        project.replace(
            &clauses,
            text,
            &format!("{words}\n      replaces: [{replaces}]"),
        );
    }
    project
}

/// Where the links of a section lead, from the page's own folder, and its text.
fn section(page: &Path, id: &str) -> (Vec<String>, String) {
    let page = Page::open(page);
    let heading = page.by_id(id).unwrap_or_else(|| panic!("no #{id}"));
    let section = heading
        .parent()
        .and_then(ElementRef::wrap)
        .expect("a heading stands in its section");
    let links = section
        .descendants()
        .filter_map(ElementRef::wrap)
        .filter_map(|element| element.attr("href").map(str::to_owned))
        .collect();
    let text: String = section.text().collect();
    (links, text.split_whitespace().collect::<Vec<_>>().join(" "))
}

#[test]
fn each_requirement_shows_its_successor_and_predecessor() {
    let project = two_editions();
    project.check().expect_code(0);
    let out = project.path("site");
    project.build(&out).expect_code(0);
    let id = |name: &str| out.join("id").join(name);

    let (links, text) = section(&id("bicycle-repair/2.1-b.html"), "editions");
    assert!(
        links.contains(&"../bicycle-repair-2/2.1-b.html".into()),
        "{links:?}"
    );
    assert!(text.contains("how a chain or a belt wears."), "{text}");
    assert!(!text.contains("same wording"), "{text}");
    let (links, text) = section(&id("bicycle-repair-2/2.1-b.html"), "editions");
    assert!(
        links.contains(&"../bicycle-repair/2.1-b.html".into()),
        "{links:?}"
    );
    assert!(text.contains("how a chain wears."), "{text}");

    let (_, text) = section(&id("bicycle-repair-2/2.1-a.html"), "editions");
    assert!(text.contains("same wording"), "{text}");

    // Two that became one, from both sides.
    for old in ["2.2.1-a", "2.2.1-b"] {
        let (links, _) = section(&id(&format!("bicycle-repair/{old}.html")), "editions");
        assert!(
            links.contains(&"../bicycle-repair-2/2.2.1-a.html".into()),
            "{links:?}"
        );
        let (links, _) = section(&id("bicycle-repair-2/2.2.1-a.html"), "editions");
        assert!(
            links.contains(&format!("../bicycle-repair/{old}.html")),
            "{links:?}"
        );
    }

    // What has no counterpart says so.
    let (_, text) = section(&id("bicycle-repair/2.2.2-a.html"), "editions");
    assert!(text.contains("Withdrawn without replacement."), "{text}");
    let (_, text) = section(&id("bicycle-repair-2/2.2.2-a.html"), "editions");
    assert!(text.contains("New in this edition."), "{text}");
}

#[test]
fn clauses_and_contents_lead_from_edition_to_edition() {
    let project = two_editions();
    let out = project.path("site");
    project.build(&out).expect_code(0);
    let (links, text) = section(&out.join("en/bicycle-repair/2.1.html"), "editions");
    for letter in ["a", "b"] {
        let to = format!("../../id/bicycle-repair-2/2.1-{letter}.html");
        assert!(links.contains(&to), "{links:?}");
    }
    assert!(text.contains("Second edition"), "{text}");

    for page in ["en/bicycle-repair/index.html", "en/bicycle-repair/2.1.html"] {
        let page = Page::open(&out.join(page));
        let links = page.select(".later-edition a");
        assert_eq!(links.len(), 1);
        assert_eq!(
            links[0].attr("href"),
            Some("../bicycle-repair-2/index.html")
        );
    }
    let front = Page::open(&out.join("en/index.html"));
    let ways: Vec<_> = front.select(".front .of a");
    assert_eq!(ways.len(), 1, "the front page is the later edition's");
    assert_eq!(ways[0].attr("href"), Some("bicycle-repair-2/index.html"));
    let page = Page::open(&out.join("en/bicycle-repair-2/index.html"));
    assert!(page.select(".later-edition").is_empty());
    let before = page.select(".edition a");
    assert_eq!(before[0].attr("href"), Some("../bicycle-repair/index.html"));
}

#[test]
fn a_handbook_with_one_edition_says_nothing_of_others() {
    let project = Project::small();
    let out = project.path("site");
    project.build(&out).expect_code(0);
    for page in ["id/bicycle-repair/2.1-a.html", "en/bicycle-repair/2.1.html"] {
        let page = Page::open(&out.join(page));
        assert!(page.by_id("editions").is_none() && page.select(".later-edition").is_empty());
    }
}
