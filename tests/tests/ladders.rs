//! The levels and the lists of roles of a made-up handbook, as its pages show them.

use std::fs;
use std::path::PathBuf;

use clausebook_tests::page::Page;
use clausebook_tests::project::{Project, made_up_site};
use tempfile::TempDir;

fn site() -> PathBuf {
    made_up_site("ladders", env!("CARGO_TARGET_TMPDIR"))
}

fn page(path: &str) -> Page {
    Page::open(&site().join("en").join(path))
}

/// The ids of the requirements on a page.
fn asked(path: &str) -> Vec<String> {
    let page = page(path);
    let items = page.select(".requirements > li");
    let ids = items.into_iter().filter_map(|item| item.attr("id"));
    ids.map(str::to_owned).collect()
}

fn text(path: &str) -> String {
    let text = page(path).text();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn a_level_replaces_what_the_levels_below_it_state() {
    let level = |id: &str| asked(&format!("workshop/level/{id}.html"));
    assert_eq!(level("apprentice"), ["1.1-a", "2.1-a", "2.2-a"]);
    assert_eq!(level("joiner"), ["1.2-a", "2.1-a", "2.2-a"]);
    assert_eq!(level("carver"), ["1.3-a", "2.1-a", "2.2-a"]);
    // The other side of the fork.
    assert_eq!(level("foreman"), ["1.2-a", "2.1-a", "2.3-a"]);
    assert_eq!(level("head"), ["1.3-a", "2.1-a", "2.3-a"]);
    for id in ["apprentice", "head"] {
        let text = text(&format!("workshop/level/{id}.html"));
        assert!(text.contains("Competency: 3 in all."), "{text}");
        assert!(
            !text.contains("more than") && !text.contains("Added"),
            "{text}"
        );
    }
    assert!(text("workshop/level/apprentice.html").contains("Somebody who learns the trade."));
    assert!(text("workshop/level/joiner.html").contains("How somebody treats the material."));
}

/// What a level page says of the levels around it, each line with the addresses that it links to.
fn around(page: &Page) -> Vec<(String, Vec<String>)> {
    let lines = page.select("ul.follows > li").into_iter();
    let link = scraper::Selector::parse("a").expect("a selector");
    lines
        .map(|line| {
            let links = line.select(&link);
            let links = links.filter_map(|link| link.attr("href"));
            let text = clausebook_tests::page::words(line);
            (text, links.map(str::to_owned).collect())
        })
        .collect()
}

#[test]
fn a_level_of_a_fork_says_what_it_follows_and_what_follows_it() {
    let links = |ids: &[&str]| -> Vec<String> {
        let ids = ids.iter();
        ids.map(|id| format!("{id}.html")).collect()
    };
    let replaces = "Takes the place of the corresponding provisions of:";
    for (progression, follows, others) in [
        ("replacing", replaces, "Includes"),
        ("cumulative", "Includes everything from:", "place of"),
        ("independent", "Comes after:", "Includes"),
    ] {
        let project = Project::made_up("ladders");
        project.replace(
            "content/standards/workshop/standard.yaml",
            "progression: replacing",
            &format!("progression: {progression}"),
        );
        let out = project.path("site");
        project.build(&out).expect_code(0);
        let level = |id: &str| Page::open(&out.join(format!("en/workshop/level/{id}.html")));
        let lines = [
            ("Starting point.".to_owned(), links(&[])),
            ("Leads to: Joiner".to_owned(), links(&["joiner"])),
        ];
        assert_eq!(around(&level("apprentice")), lines);
        let lines = [
            (format!("{follows} Apprentice"), links(&["apprentice"])),
            (
                "Leads to: Carver · Foreman".to_owned(),
                links(&["carver", "foreman"]),
            ),
        ];
        assert_eq!(around(&level("joiner")), lines);
        let both = links(&["carver", "foreman"]);
        let lines = [(format!("{follows} Carver · Foreman"), both)];
        assert_eq!(around(&level("head")), lines);
        assert!(!level("joiner").text().contains(others), "{progression}");
        // A chain says nothing.
        let chain = Page::open(&out.join("en/kitchen/role/grill/chief.html"));
        assert_eq!(around(&chain), []);
    }
}

#[test]
fn a_role_whose_levels_fork_says_what_each_follows_and_speaks_of_no_lower_level() {
    let project = Project::made_up("ladders");
    let chief = "      - id: chief\n";
    let side = "      - {id: side, title: {en: Sauce hand}, follows: [], asks: [{to: 1.1-a}]}\n";
    let kitchen = "content/standards/kitchen/standard.yaml";
    project.replace(
        kitchen,
        chief,
        &format!("{side}{chief}        follows: [hand, side]\n"),
    );
    let out = project.path("site");
    project.build(&out).expect_code(0);
    let page = |path: &str| Page::open(&out.join("en/kitchen").join(path));
    let role = page("role/grill.html");
    assert_eq!(
        role.words(".follows dt"),
        ["Grill hand", "Sauce hand", "Chief of the grill"]
    );
    assert_eq!(
        role.words(".follows dd"),
        [
            "Starting point. Leads to: Chief of the grill",
            "Starting point. Leads to: Chief of the grill",
            "Includes everything from: Grill hand · Sauce hand",
        ]
    );
    let text = role.text();
    assert!(text.contains("the levels that it follows"), "{text}");
    for path in ["role/grill.html", "compare/grill.html"] {
        let text = page(path).text();
        assert!(!text.contains("below"), "{path}: {text}");
    }
    // Levels that state what they would follow anyway are a chain.
    let project = Project::made_up("ladders");
    project.replace(kitchen, chief, &format!("{chief}        follows: [hand]\n"));
    let out = project.path("site");
    project.build(&out).expect_code(0);
    let page = Page::open(&out.join("en/kitchen/role/grill.html"));
    assert!(page.select(".follows").is_empty());
    assert!(page.text().contains("the levels below it"));
}

#[test]
fn counts_have_the_own_name_of_a_standard_for_its_requirements() {
    for (path, words) in [
        ("workshop/index.html", "Competency: 6 in all."),
        ("workshop/level/joiner.html", "Competency: 3 in all."),
        (
            "workshop/requirements.html",
            "Competency: 6, clause by clause.",
        ),
    ] {
        let text = text(path);
        assert!(text.contains(words), "{path}: {text}");
        let text = text.to_lowercase();
        assert!(!text.contains("requirement"), "{path}: {text}");
    }
    // Another standard of the handbook has no such name, wherever the links to its pages are.
    let kitchen = text("kitchen/index.html");
    assert!(kitchen.contains("requirements in all."), "{kitchen}");
    for path in ["index.html", "kitchen/index.html", "workshop/index.html"] {
        let page = page(path);
        let links = page.select(".colophon a[href$='requirements.html']");
        let labels: Vec<String> = links
            .into_iter()
            .map(clausebook_tests::page::words)
            .collect();
        assert_eq!(labels, ["Competency: all", "All requirements"], "{path}");
    }
}

#[test]
fn a_role_with_levels_and_lists_of_its_own_asks_for_what_they_name() {
    assert_eq!(asked("kitchen/role/grill/hand.html"), ["1.1-a", "2.1-a"]);
    // What the level adds comes first.
    assert_eq!(
        asked("kitchen/role/grill/chief.html"),
        ["1.1-b", "1.1-a", "2.1-a"]
    );
    let hand = text("kitchen/role/grill/hand.html");
    assert!(
        hand.contains("Aware") && hand.contains("optional"),
        "{hand}"
    );
    let chief = text("kitchen/role/grill/chief.html");
    assert!(
        chief.contains("Skilled") && chief.contains("Helpful"),
        "{chief}"
    );
    assert!(!chief.contains("Aware"), "{chief}");
    // A role with a list and no levels of its own has the standard's; what it names is the same at each.
    assert_eq!(asked("kitchen/role/sink.html"), ["2.1-a"]);
    let permalink = Page::open(&site().join("id/kitchen/2.1-a.html"));
    let facts = permalink.select(".facts a");
    let roles: Vec<String> = facts.iter().map(|link| link.text().collect()).collect();
    assert_eq!(roles, ["Grill", "Sink"]);
    let facts: String = permalink.select(".facts")[0].text().collect();
    assert!(!facts.contains("every"), "{facts}");
}

#[test]
fn requirements_that_lists_of_several_levels_name_are_under_one_heading() {
    let page = page("kitchen/role/grill.html");
    assert_eq!(page.words(".ladder h3 .title"), ["Heat", "Cleaning"]);
    // The requirements name their levels, so none of them is of “this level”.
    assert!(page.select(".all-of-level").is_empty());
    let words = text("kitchen/role/grill.html");
    assert_eq!(words.matches("Cumulative:").count(), 1, "{words}");
}

#[test]
fn levels_side_by_side_show_what_the_list_of_each_names() {
    let page = page("kitchen/compare/grill.html");
    let column = |place: usize| page.words(&format!(".of-{place} .requirements > li"));
    let (hand, chief) = (column(1).join(" / "), column(2).join(" / "));
    assert!(
        hand.contains("Keeps an even heat.") && hand.contains("Aware"),
        "{hand}"
    );
    assert!(!hand.contains("Puts out a fire."), "{hand}");
    assert!(
        chief.contains("Keeps an even heat.") && chief.contains("Skilled"),
        "{chief}"
    );
    assert!(
        chief.contains("Puts out a fire.") && chief.contains("Helpful"),
        "{chief}"
    );
    assert_eq!(page.select("[id='1.1-a']").len(), 1);
    // The lists of both name a requirement, so the second does not only add some.
    assert_eq!(page.words(".of-2 > h3 > .fine"), ["2 requirements"]);
}

#[test]
fn a_chosen_comparison_names_no_single_level_for_what_lists_of_several_levels_name() {
    let project = Project::made_up("ladders");
    // With so many roles, the reader chooses what to compare.
    let further =
        (0..13).map(|place| format!("  - {{id: further-{place}, title: {{en: Further}}}}\n"));
    let roles = format!("roles:\n{}", further.collect::<String>());
    let file = "content/standards/kitchen/standard.yaml";
    project.replace(file, "roles:\n", &roles);
    let out = TempDir::new().expect("a temporary folder can be made");
    project.build(out.path()).expect_code(0);
    let script = out.path().join("en/kitchen/compare/grill.js");
    let script = fs::read_to_string(script).expect("the role can be compared");
    assert!(script.contains("Keeps an even heat."), "{script}");
    assert!(!script.contains("<span>Grill hand</span>"), "{script}");
}

#[test]
fn the_front_page_heads_the_parts_of_each_of_several_standards() {
    let page = page("index.html");
    let titles = ["Progression in a workshop", "Skills of a kitchen"];
    assert_eq!(page.words(".front > h2"), titles);
    let parts = page.select(".front > section:not([data-keep]) > h3");
    assert!(parts.len() > titles.len());
    // Each title is stated once, and is a link.
    assert_eq!(page.words("h2.standard > a"), titles);
    assert!(page.select(".front .of").is_empty());
    // Below every page, the pages of each standard follow its title.
    for path in ["index.html", "kitchen/2.1.html"] {
        let page = self::page(path);
        assert_eq!(page.words(".colophon .standard > span"), titles);
        assert_eq!(page.select(".colophon nav > a").len(), 0, "{path}");
    }
}

#[test]
fn parts_are_called_as_the_standard_calls_them() {
    let requirements = page("workshop/requirements.html");
    let names = requirements.select(".facets .name");
    let names: Vec<String> = names.iter().map(|name| name.text().collect()).collect();
    assert_eq!(names[..2], ["Theme", "Stage"]);
    let permalink = Page::open(&site().join("id/workshop/1.3-a.html"));
    let facts: String = permalink.select(".facts")[0].text().collect();
    assert!(
        facts.contains("Stage") && facts.contains("Theme"),
        "{facts}"
    );
    assert!(
        !facts.contains("Level") && !facts.contains("Dimension"),
        "{facts}"
    );
}

#[test]
fn only_the_audience_that_the_handbook_names_is_addressed() {
    let front = page("index.html");
    let heads = front.select(".ways h4");
    let heads: Vec<String> = heads.iter().map(|head| head.text().collect()).collect();
    assert_eq!(heads, ["Learners", "Learners"]);
    assert!(!site().join("en/kitchen/picker").exists());
}

#[test]
fn what_every_level_asks_is_told_apart_from_the_steps_of_a_ladder() {
    let site = made_up_site("generated", env!("CARGO_TARGET_TMPDIR"));
    let page = Page::open(&site.join("en/cafe/role/barista.html"));
    assert_eq!(
        page.words(".rung .heading .title"),
        ["Espresso", "Milk", "Taste · every level"]
    );
    let classes: Vec<Option<&str>> = page
        .select(".rung")
        .into_iter()
        .map(|rung| rung.attr("class"))
        .collect();
    assert_eq!(
        classes,
        [Some("rung first"), Some("rung second"), Some("rung")]
    );
}
