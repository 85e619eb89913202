//! Two editions of a standard in one handbook: each requirement's page links to its predecessor and successor.

use std::path::Path;

use clausebook_tests::page::Page;
use clausebook_tests::project::{Project, copy};
use scraper::ElementRef;

const FIRST: &str = "content/standards/bicycle-repair";
const SECOND: &str = "content/standards/bicycle-repair-2";

/// The small handbook with a second edition that equals the first and does not state any predecessor.
fn equal_editions() -> Project {
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
    project
}

/// The small handbook with a second edition: one requirement is unchanged, one is reworded, two are merged, and the last
/// one does not state its predecessor.
fn two_editions() -> Project {
    let project = equal_editions();
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

/// The targets of a section's links, relative to the page's folder, and its text.
fn section(page: &Path, id: &str) -> (Vec<String>, String) {
    let page = Page::open(page);
    let heading = page.by_id(id).unwrap_or_else(|| panic!("no #{id}"));
    let section = heading
        .parent()
        .and_then(ElementRef::wrap)
        .expect("a heading is in its section");
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

    // Two requirements were merged: check the links in both directions.
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

    // A requirement that does not state its predecessor continues the one in the same words.
    let (links, text) = section(&id("bicycle-repair/2.2.2-a.html"), "editions");
    assert!(
        links.contains(&"../bicycle-repair-2/2.2.2-a.html".into()),
        "{links:?}"
    );
    assert!(text.contains("same wording"), "{text}");
    // Equal words do not count if another requirement states that it replaces the earlier one.
    let (_, text) = section(&id("bicycle-repair-2/2.2.1-b.html"), "editions");
    assert!(text.contains("New in this edition"), "{text}");
}

#[test]
fn an_edition_in_the_same_words_continues_every_requirement() {
    let project = equal_editions();
    let run = project.check().expect_code(0);
    assert!(!run.stderr.contains("warning"), "{}", run.stderr);
    let out = project.path("site");
    project.build(&out).expect_code(0);
    for name in ["2.1-a", "2.1-b", "2.2.1-a", "2.2.1-b", "2.2.2-a"] {
        for (own, other) in [
            ("bicycle-repair", "bicycle-repair-2"),
            ("bicycle-repair-2", "bicycle-repair"),
        ] {
            let page = out.join(format!("id/{own}/{name}.html"));
            let (links, text) = section(&page, "editions");
            assert!(
                links.contains(&format!("../{other}/{name}.html")),
                "{own}/{name}: {links:?}"
            );
            assert!(text.contains("same wording"), "{own}/{name}: {text}");
        }
    }
}

#[test]
fn reworded_moved_split_and_withdrawn_requirements_are_distinguished() {
    let project = equal_editions();
    let clauses = format!("{SECOND}/clauses/02-requirements.yaml");
    let form = format!("{SECOND}/annexes/A.yaml");
    // Reword one in place.
    project.replace(&clauses, "patch a tube;", "patch a tyre tube;");
    // Move one to another list.
    let moved = "    - text: {en: why a wheel stays true;, zh: 车轮为何保持平正；}\n";
    project.replace(&clauses, moved, "");
    project.replace(
        &clauses,
        "    - text: {en: build a wheel., zh: 编制车轮。}\n",
        "    - text: {en: why a wheel stays true., zh: 车轮为何保持平正。}\n",
    );
    project.replace(
        &form,
        "{text: {en: build a wheel., zh: 编制车轮。}, restates: 2.2.2-a}",
        "{text: {en: why a wheel stays true., zh: 车轮为何保持平正。}, restates: 2.2.2-a}",
    );
    project.replace(&form, "summarises: [2.1-a]", "summarises: []");
    project.replace(&form, "summarises: [2.1-b]", "summarises: [2.1-a]");
    // Split one in two, which only `replaces` can state, and withdraw one: to build a wheel.
    project.replace(
        &clauses,
        "text: {en: oil a chain., zh: 给链条上油。}\n",
        "text: {en: clean the links., zh: 清洁链节。}\n      replaces: [bicycle-repair/2.2.1-b]\n    \
         - text: {en: put oil on., zh: 上油。}\n      replaces: [bicycle-repair/2.2.1-b]\n",
    );

    let run = project.check().expect_code(0);
    let warnings: Vec<&str> = (run.stderr.lines())
        .filter(|line| line.contains("nearly those of"))
        .collect();
    assert_eq!(warnings.len(), 1, "{}", run.stderr);
    assert!(
        warnings[0].contains("`bicycle-repair/2.2.1-a`"),
        "{warnings:?}"
    );
    assert!(
        run.stderr.contains("`replaces: [bicycle-repair/2.2.1-a]`")
            && run.stderr.contains("`replaces: []`"),
        "{}",
        run.stderr
    );

    let out = project.path("site");
    project.build(&out).expect_code(0);
    let section = |name: &str| section(&out.join(format!("id/{name}.html")), "editions");
    let (links, text) = section("bicycle-repair/2.2.1-a");
    assert!(
        links.contains(&"../bicycle-repair-2/2.2.1-a.html".into()),
        "{links:?}"
    );
    assert!(text.contains("nearly the same wording"), "{text}");
    // The next requirement took the letter of the one that was moved.
    let (links, text) = section("bicycle-repair/2.1-b");
    assert!(
        links.contains(&"../bicycle-repair-2/2.1-a.html".into()),
        "{links:?}"
    );
    assert!(
        text.contains("same wording") && !text.contains("nearly"),
        "{text}"
    );
    let (links, text) = section("bicycle-repair/2.1-a");
    assert!(
        links.contains(&"../bicycle-repair-2/2.2.2-a.html".into()),
        "{links:?}"
    );
    assert!(text.contains("same wording"), "{text}");
    let (links, _) = section("bicycle-repair/2.2.1-b");
    for part in ["b", "c"] {
        let to = format!("../bicycle-repair-2/2.2.1-{part}.html");
        assert!(links.contains(&to), "{links:?}");
    }
    let (_, text) = section("bicycle-repair/2.2.2-a");
    assert!(text.contains("Withdrawn without replacement"), "{text}");
}

#[test]
fn clauses_and_contents_link_to_other_editions() {
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
fn a_handbook_with_one_edition_mentions_no_others() {
    let project = Project::small();
    let out = project.path("site");
    project.build(&out).expect_code(0);
    for page in ["id/bicycle-repair/2.1-a.html", "en/bicycle-repair/2.1.html"] {
        let page = Page::open(&out.join(page));
        assert!(page.by_id("editions").is_none() && page.select(".later-edition").is_empty());
    }
}

/// The words of the marked runs of a page: those removed, and those inserted, without the words for screen readers.
fn marked(page: &Page, element: &str) -> Vec<String> {
    let own = |run: &ElementRef| -> String {
        let texts = run
            .children()
            .filter_map(|node| node.value().as_text().map(|text| text.to_string()));
        texts.collect::<String>().trim().to_owned()
    };
    page.select(&format!(".runs {element}"))
        .iter()
        .map(own)
        .collect()
}

#[test]
fn a_page_compares_the_editions_word_by_word() {
    let project = two_editions();
    let out = project.path("site");
    project.build(&out).expect_code(0);
    let path = out.join("en/bicycle-repair-2/editions.html");
    let page = Page::open(&path);
    assert_eq!(
        marked(&page, "ins").first().map(String::as_str),
        Some("or a belt")
    );
    // Of the two requirements that are merged into one, the other is shown with its own words and its former place.
    let (links, text) = section(&path, "reworded");
    assert!(
        links.contains(&"../bicycle-repair/2.2.1.html#b".into()),
        "{links:?}"
    );
    assert!(text.contains("formerly 2.2.1-b"), "{text}");
    assert!(
        marked(&page, "del").contains(&"oil".to_owned()),
        "{:?}",
        marked(&page, "del")
    );
    // The requirement in the words of a merged one continues none.
    let (_, text) = section(&path, "added");
    assert!(text.contains("2.2.1-b"), "{text}");
    assert!(page.by_id("withdrawn").is_none());
    assert!(page.by_id("clauses").is_none());
}

#[test]
fn both_editions_lead_to_their_comparison_and_one_edition_has_none() {
    let project = two_editions();
    let out = project.path("site");
    project.build(&out).expect_code(0);
    let hrefs = |path: &str| -> Vec<String> {
        let page = Page::open(&out.join(path));
        let links = page.select("main a");
        links
            .iter()
            .filter_map(|link| link.attr("href").map(str::to_owned))
            .collect()
    };
    for (path, href) in [
        ("en/bicycle-repair-2/index.html", "editions.html"),
        (
            "en/bicycle-repair/index.html",
            "../bicycle-repair-2/editions.html",
        ),
        (
            "en/bicycle-repair-2/editions.html",
            "../bicycle-repair/index.html",
        ),
        ("en/bicycle-repair-2/editions.html", "index.html"),
    ] {
        assert!(
            hrefs(path).contains(&href.into()),
            "{path}: {:?}",
            hrefs(path)
        );
    }
    assert!(!out.join("en/bicycle-repair/editions.html").exists());

    let project = equal_editions();
    let out = project.path("site");
    project.build(&out).expect_code(0);
    let page = Page::open(&out.join("en/bicycle-repair-2/editions.html"));
    assert!(
        page.select("main section").is_empty(),
        "nothing has changed"
    );
}
