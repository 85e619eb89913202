//! Self-checks by profile whose requirements have levels, weights, parts and rules of their own: the profiles in built pages,
//! and what the pages show, against what the content says.

use std::path::{Path, PathBuf};

use clausebook_tests::page::{Page, words};
use clausebook_tests::program::empty_folder;
use clausebook_tests::project::{Project, made_up_site};
use selfcheck_wasm::profile::Profile;

fn site() -> PathBuf {
    made_up_site("grid", env!("CARGO_TARGET_TMPDIR"))
}

fn open(site: &Path, page: &str) -> Page {
    Page::open(&site.join(page))
}

/// The profile in a page, in its compact form.
fn profile_of(page: &Page) -> String {
    let form = page.select("form[data-selfcheck=profile]");
    let text = form[0].attr("data-profile").expect("it has the profile");
    Profile::decode(text).expect("the profile is valid");
    text.to_owned()
}

/// The text of the first element, with single spaces.
fn text_of(page: &Page, selector: &str) -> String {
    let found = page.select(selector);
    let element = found.first().unwrap_or_else(|| panic!("no {selector}"));
    words(*element)
}

#[test]
fn roles_expect_the_levels_that_their_lists_state() {
    let site = site();
    // Throwing has four steps; trimming is rated by its parts, which share its 20 points; loading is not described at the
    // first level; the log has the levels of the standard; reading the fire is rated as a whole.
    let thrower = "profile 1\npottery 2025 thrower\nforming\nfiring\n\n\
        FO-1 4 4000 0\nFO-2-a 2 1500 0\nFO-2-b 2 500 0\nFI-1 3 2500 1\nFI-2 4 1500 1\nFI-3 2 3000 1\n\n\
        apprentice / 0 1 1 1 2 0 2 2 0\n\
        journeyman 0 / 0 3 1 1 2 1 2 2 1 3 1 0 4 2 1\n\
        master 1 / 0 4 1 1 2 1 2 2 1 3 1 0 4 3 1 5 1 1\n\n\
        must\nshare 8000\n\n";
    let kiln_hand = "profile 1\npottery 2025 kiln-hand\nforming\nfiring\n\n\
        FO-2-a 2 1500 0\nFO-2-b 2 500 0\nFI-1 3 2500 1\nFI-2 4 1500 1\n\n\
        kiln-hand / 0 2 0 1 2 0 2 2 1 3 1 1\n\nmust\nshare 8000\n\n";
    // What is asked for only as helpful is what the result is about.
    let seller = "profile 1\npottery 2025 seller\nforming\n\n\
        FO-2-a 2 1500 0\nFO-2-b 2 500 0\n\nseller / 0 2 1 1 2 1\n\nmust\nshare 8000\n\n";
    for reading in ["en", "zh", "en-zh"] {
        for (role, wanted) in [
            ("thrower", thrower),
            ("kiln-hand", kiln_hand),
            ("seller", seller),
        ] {
            for page in ["", "/frame"] {
                let page = open(
                    &site,
                    &format!("{reading}/pottery/selfcheck/{role}{page}.html"),
                );
                assert_eq!(profile_of(&page), wanted, "{reading} {role}");
            }
        }
    }
}

#[test]
fn a_standard_without_roles_expects_the_level_itself_or_the_nearest_below() {
    let site = site();
    let bells = "profile 1\nbells 2025\n\nK1 2 100\nK2 1 100\nS1 2 100\nS2 2 100\n\n\
        pass / 0 1 1 1 1 1 2 2 1 3 1 1\ndistinction 0 / 0 2 1 1 1 1 2 2 1 3 2 1\n\nmust\n\n";
    assert_eq!(
        profile_of(&open(&site, "en/bells/selfcheck/index.html")),
        bells
    );
    // Descriptors alone, and no rule.
    let signals = "profile 1\nsignals -\nreceiving\nsending\n\n\
        flags-read 3 100 0\nlamps-read 3 100 0\nanswers 3 100 1\n\n\
        S1 / 0 1 1 1 1 1 2 1 1\nS2 0 / 0 2 1 1 2 1 2 2 1\nS3 1 / 0 3 1 1 3 1 2 3 1\n\n\n";
    assert_eq!(
        profile_of(&open(&site, "en/signals/selfcheck/index.html")),
        signals
    );
}

#[test]
fn each_choice_shows_the_level_with_its_descriptor_and_criteria() {
    let site = site();
    let page = open(&site, "en/pottery/selfcheck/thrower.html");
    let values = |id: &str| -> Vec<String> {
        let radios = page.select(&format!("input[name='rate.{id}']"));
        let values = radios
            .iter()
            .map(|radio| radio.attr("value").expect("a value"));
        values.map(str::to_owned).collect()
    };
    assert_eq!(values("FO-1"), ["0", "1", "2", "3", "4", "x"]);
    assert_eq!(values("FI-1"), ["0", "1", "2", "3", "x"]);
    assert_eq!(values("FO-2-a"), ["2", "1", "0", "x"]);
    assert!(values("FO-2").is_empty(), "it is rated by its parts");
    assert_eq!(text_of(&page, "#step-FO-1-2"), "With help");
    assert_eq!(text_of(&page, "#step-FI-1-1"), "With help");
    assert_eq!(text_of(&page, "#step-FI-2-1"), "Has seen it");
    assert_eq!(
        text_of(&page, "#step-FI-1-2-text"),
        "Fills a kiln so that nothing touches."
    );
    let rated = "[data-requirement='FO-1']";
    assert_eq!(page.select(&format!("{rated} .descriptor")).len(), 4);
    let criteria: Vec<usize> = page
        .select(&format!("{rated} .step details ul"))
        .iter()
        .map(|list| list.child_elements().count())
        .collect();
    assert_eq!(criteria, [2, 3]);
    assert_eq!(page.select("[data-requirement='FI-3'] .parts li").len(), 2);
    assert_eq!(
        text_of(&page, "[data-requirement='FO-2-a'] .weight b"),
        "15"
    );
    // The standard's rule, in its words and as it is computed.
    assert!(text_of(&page, "section.rule blockquote").starts_with("A stage is reached when"));
    assert_eq!(page.select("section.rule li").len(), 2);
    assert!(text_of(&page, "section.rule").contains("80%"));
    assert!(page.select(".rule-ours").is_empty());
}

#[test]
fn criteria_without_which_a_level_says_nothing_are_always_shown() {
    let project = Project::made_up("grid");
    project.replace(
        "content/standards/pottery/clauses/1.yaml",
        "Throws a small bowl while somebody steadies the clay, and says afterwards what went wrong;",
        "While somebody steadies the clay:",
    );
    let site = empty_folder(env!("CARGO_TARGET_TMPDIR"), "criteria");
    project.build(&site).expect_code(0);
    let page = open(&site, "en/pottery/selfcheck/thrower.html");
    let folds = page.select("[data-requirement='FO-1'] .step details");
    let are_open: Vec<bool> = folds
        .iter()
        .map(|fold| fold.attr("open").is_some())
        .collect();
    assert_eq!(are_open, [true, false]);
}

#[test]
fn without_a_rule_each_requirement_of_a_grid_has_a_level_and_the_standard_has_none() {
    let page = open(&site(), "en/signals/selfcheck/index.html");
    let cells = page.select("[data-rated-as]");
    let ids: Vec<&str> = cells
        .iter()
        .filter_map(|cell| cell.attr("data-rated-as"))
        .collect();
    assert_eq!(ids, ["flags-read", "lamps-read", "answers"]);
    assert!(page.select("[data-indicative]").is_empty());
    // With a rule of its own, it has a level.
    let project = Project::made_up("grid");
    let site = project.path("site");
    let about = "content/standards/signals/standard.yaml";
    let with_rule = project.read(about) + "rule: {met: 60}\n";
    project.write(about, with_rule);
    project.build(&site).expect_code(0);
    let page = open(&site, "en/signals/selfcheck/index.html");
    assert_eq!(page.select("[data-indicative]").len(), 1);
    assert!(profile_of(&page).ends_with("\n\nmet 6000\n\n"));
    assert!(text_of(&page, "section.rule").contains("60%"));
}

#[test]
fn a_posting_is_judged_by_the_ratings_that_its_requirements_have() {
    let site = site();
    let page = open(&site, "en/pottery/selfcheck/thrower.html");
    let asked = page.select("section[data-posting] [data-asked]");
    let asked: Vec<&str> = asked
        .iter()
        .filter_map(|one| one.attr("data-asked"))
        .collect();
    // Trimming is rated by its parts, and a part of reading the fire by the whole.
    assert_eq!(asked, ["FO-1", "FO-2-a", "FO-2-b", "FI-3", "FI-1"]);
    assert!(
        page.select("section[data-posting] .about").is_empty(),
        "all are listed above"
    );
    let posting = open(&site, "en/postings/kiln.html");
    let links = posting.select("a[href*='selfcheck/thrower.html#']");
    let href = links[0].attr("href").expect("a link");
    assert!(href.ends_with("#target=journeyman&posting=kiln"), "{href}");
}

#[test]
fn levels_of_roles_lead_to_their_self_checks() {
    let site = site();
    let level = open(&site, "en/pottery/role/thrower/master.html");
    let links = level.select("a[href$='selfcheck/thrower.html#target=master']");
    assert!(!links.is_empty());
    let front = open(&site, "en/index.html");
    for end in [
        "pottery/selfcheck/thrower.html#target=apprentice",
        "pottery/selfcheck/kiln-hand.html",
        "signals/selfcheck/index.html",
    ] {
        assert!(
            !front.select(&format!("a[href$='{end}']")).is_empty(),
            "{end}"
        );
    }
}
