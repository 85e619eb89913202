//! A standard with levels and without roles: what its levels ask for, and the self-check of everybody.

use clausebook_tests::page::Page;
use clausebook_tests::program::empty_folder;
use clausebook_tests::project::{Project, made_up_site};

#[test]
fn requirements_of_several_levels_in_one_clause_are_under_the_names_of_their_levels() {
    let project = Project::made_up("levels");
    project.replace(
        "content/standards/swimming/clauses/1.yaml",
        "    - text: {en: Breathe out under water.}\n",
        "    - text: {en: Breathe out under water.}\n    - {level: dolphin, text: {en: Dive for a ring.}}\n",
    );
    project.check().expect_code(0);
    let site = empty_folder(env!("CARGO_TARGET_TMPDIR"), "several-levels");
    project.build(&site).expect_code(0);
    let headings = |level: &str, rank: &str| {
        let page = Page::open(&site.join(format!("en/swimming/level/{level}.html")));
        page.words(&format!("{rank} .title"))
    };
    assert_eq!(
        headings("otter", "h3"),
        ["Confidence · Everybody", "First stroke"]
    );
    assert_eq!(
        headings("orca", ".taken-over h4")[..2],
        ["Confidence · Everybody", "Confidence · Everybody · Dolphin"]
    );
}

#[test]
fn a_level_without_a_role_has_a_page_with_all_that_it_asks_for() {
    let site = made_up_site("levels", env!("CARGO_TARGET_TMPDIR"));
    let asked = |level: &str| -> Vec<String> {
        let page = Page::open(&site.join(format!("en/swimming/level/{level}.html")));
        let items = page.select(".requirements > li");
        let ids = items.into_iter().filter_map(|item| item.attr("id"));
        ids.map(str::to_owned).collect()
    };
    assert_eq!(asked("otter"), ["1.1-a", "2.1-a", "2.1-b"]);
    // What the level adds comes first.
    assert_eq!(
        asked("dolphin"),
        ["1.2-a", "2.2-a", "1.1-a", "2.1-a", "2.1-b"]
    );
    assert_eq!(
        asked("orca"),
        ["2.3-a", "1.1-a", "1.2-a", "2.1-a", "2.1-b", "2.2-a"]
    );
    let clause = Page::open(&site.join("en/swimming/2.2.html"));
    let tags = clause.select(".tags a");
    assert_eq!(tags[0].attr("href"), Some("level/dolphin.html"));
    let permalink = Page::open(&site.join("id/swimming/2.2-a.html"));
    let facts: String = permalink.select(".facts")[0].text().collect();
    assert!(
        facts.contains("Dolphin") && !facts.contains("every"),
        "{facts}"
    );
}

#[test]
fn a_form_without_a_role_has_a_self_check() {
    let site = made_up_site("levels", env!("CARGO_TARGET_TMPDIR"));
    let page = Page::open(&site.join("en/swimming/selfcheck/index.html"));
    assert_eq!(page.select("[data-row]").len(), 4);
    let rubric = page.select("[data-rubric], script[type='text/plain']");
    assert!(!rubric.is_empty(), "the script has its data");
    let annex = Page::open(&site.join("en/swimming/A.html"));
    let ways = annex.select("a.primary");
    assert_eq!(ways[0].attr("href"), Some("selfcheck/index.html"));
    assert!(!site.join("en/swimming/role").exists());
}
