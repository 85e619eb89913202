//! Groups of roles within groups: the order of lists, their headings, and the path of a role, in both languages.

use std::path::PathBuf;

use clausebook_tests::page::{Page, words};
use clausebook_tests::program::run;
use clausebook_tests::project::{Project, made_up_site};
use serde_json::{Value, json};

/// The roles of the made-up harbour in their groups, as a list with headings shows them.
const LISTED: [&str; 19] = [
    "Harbour master",
    "h3 On land",
    "Gatekeeper",
    "Crane driver",
    "Weigher",
    "h4 Sheds",
    "Foreman",
    "Tallyman",
    "Packer",
    "h5 Cold store",
    "Cold store keeper",
    "Ice maker",
    "h3 On the water",
    "Boatman",
    "Diver",
    "h4 Tugs",
    "Deckhand",
    "Tug master",
    "Stoker",
];

fn site() -> PathBuf {
    made_up_site("groups", env!("CARGO_TARGET_TMPDIR"))
}

fn open(path: &str) -> Page {
    Page::open(&site().join(path))
}

/// The headings and other elements that a selector finds, each heading after its name.
fn outline(page: &Page, selector: &str) -> Vec<String> {
    let found = page.select(selector).into_iter();
    found
        .map(|element| match element.value().name() {
            heading @ ("h3" | "h4" | "h5" | "h6") => format!("{heading} {}", words(element)),
            _ => words(element),
        })
        .collect()
}

#[test]
fn lists_have_a_heading_for_each_group_below_that_of_its_own() {
    for path in ["en/index.html", "en/harbour/index.html"] {
        let page = open(path);
        let listed = outline(&page, ".checks :is(h3, h4, h5, h6), .checks .role");
        assert_eq!(listed, LISTED, "{path}");
        // Each list is folded under its own heading.
        assert_eq!(
            outline(&page, ".checks details > summary"),
            ["On land", "Sheds", "Cold store", "On the water", "Tugs"]
        );
        let within = page.select(".checks details[class^=within-]");
        assert_eq!(within.len(), 3, "{path}");
    }
    let choice = open("en/harbour/compare.html");
    let listed = outline(&choice, ".elsewhere :is(h3, h4, h5), .elsewhere li");
    assert_eq!(listed, LISTED);
}

#[test]
fn no_page_skips_a_level_of_headings() {
    for (path, page) in Page::all(&site()) {
        let mut before = 0;
        for heading in page.select("h1, h2, h3, h4, h5, h6") {
            let level: u32 = heading.value().name()[1..].parse().expect("a level");
            assert!(level <= before + 1, "{path}: {}", words(heading));
            before = level;
        }
    }
}

#[test]
fn headings_in_tables_and_choosers_name_the_groups_above() {
    let headings = [
        "On land",
        "On land › Sheds",
        "On land › Sheds › Cold store",
        "On the water",
        "On the water › Tugs",
    ];
    let front = open("en/index.html");
    assert_eq!(front.words(".grid .group th"), headings);
    let rows = front.words(".grid tbody th");
    assert_eq!(rows.len(), 19);
    assert_eq!(
        rows[8..12],
        ["Packer", headings[2], "Cold store keeper", "Ice maker"]
    );
    let choice = open("en/harbour/compare.html");
    let labels: Vec<String> = (choice.select("#first-role optgroup").iter())
        .filter_map(|group| group.attr("label"))
        .map(|label| label.replace('\u{a0}', " "))
        .collect();
    assert_eq!(labels, headings);
    assert_eq!(
        choice.words("#first-role optgroup:nth-of-type(3) option"),
        ["Cold store keeper", "Ice maker"]
    );
}

#[test]
fn the_page_of_a_role_shows_its_groups_and_what_is_said_of_each() {
    let keeper = open("en/harbour/role/keeper.html");
    assert_eq!(
        keeper.words(".role > .facts dt, .role > .facts dd"),
        [
            "Division",
            "On land › Sheds › Cold store",
            "On land Everything behind the quay wall.",
            "https://example.org/land",
            "Sheds The sheds beside the quay.",
        ]
    );
    let gatekeeper = open("en/harbour/role/gatekeeper.html");
    assert_eq!(
        gatekeeper.words(".role > .facts dd"),
        [
            "On land Everything behind the quay wall.",
            "https://example.org/land"
        ]
    );
    let master = open("en/harbour/role/harbour-master.html");
    assert!(master.select(".role > .facts").is_empty());
}

#[test]
fn a_title_that_is_not_translated_keeps_its_place_in_the_path() {
    let stoker = open("ar/harbour/role/stoker.html");
    assert_eq!(stoker.words(".role > .facts dd"), ["على الماء › Tugs"]);
    let english = stoker.words(".role > .facts dd > [lang=en]");
    assert_eq!(english, ["Tugs"]);
    let both = open("en-ar/harbour/role/keeper.html");
    assert_eq!(
        both.words(".role > .facts dd:first-of-type > *"),
        [
            "On land › Sheds › Cold store",
            "على اليابسة › المستودعات › مخزن التبريد"
        ]
    );
}

#[test]
fn a_permalink_names_all_the_groups_of_those_who_ask() {
    let permalink = open("id/harbour/2-a.html");
    assert_eq!(
        permalink.words(".facts .group [lang=en], .facts .group:not(:has([lang=en]))"),
        ["On land", "On land › Sheds", "On land › Sheds › Cold store"]
    );
}

#[test]
fn exports_say_which_group_a_group_is_part_of() {
    let standard = std::fs::read_to_string(site().join("data/harbour/standard.json"));
    let standard: Value = serde_json::from_str(&standard.expect("a file")).expect("JSON");
    let parents: Vec<&Value> = (standard["standard"]["groups"]
        .as_array()
        .expect("groups")
        .iter())
    .map(|group| &group["parent"])
    .collect();
    assert_eq!(
        parents,
        [
            &json!("sheds"),
            &json!(null),
            &json!("land"),
            &json!(null),
            &json!("water")
        ]
    );
}

#[test]
fn groups_come_back_from_a_package_and_follow_a_newer_one() {
    let project = Project::made_up("groups");
    let text = |path: &str| project.path(path).to_str().expect("UTF-8").to_owned();
    let export = || {
        let root = project.root().to_str().expect("UTF-8").to_owned();
        let address = "https://handbook.example/";
        let run = run(["export", "case", "--root", &root, "--base-url", address]);
        project.write("package.json", run.expect_code(0).stdout);
    };
    let import = |options: &[&str]| {
        let (file, into) = (text("package.json"), text("handbook"));
        let mut arguments = vec!["import", "case", &file, "--into", &into];
        arguments.extend(options);
        run(arguments).expect_code(0);
    };
    // The word is also one of the usual types of roles.
    let standard = "content/standards/harbour/standard.yaml";
    project.replace(standard, "{en: Division,", "{en: Profession,");
    export();
    import(&[]);
    let groups = |key: &str| -> Vec<String> {
        let standard = project.read("handbook/content/standards/harbour/standard.yaml");
        let lines = standard.lines().skip_while(|line| *line != "groups:");
        let lines = lines.take_while(|line| *line != "roles:");
        lines
            .filter(|line| line.trim_start_matches([' ', '-']).starts_with(key))
            .map(|line| line.trim().to_owned())
            .collect()
    };
    let ids = [
        "- id: on-land",
        "- id: sheds",
        "- id: cold-store",
        "- id: on-the-water",
        "- id: tugs",
    ];
    assert_eq!(groups("id:"), ids);
    assert_eq!(
        groups("parent:"),
        ["parent: on-land", "parent: sheds", "parent: on-the-water"]
    );
    assert_eq!(groups("description:").len(), 2);
    let imported = project.read("handbook/content/standards/harbour/standard.yaml");
    assert!(imported.contains("group: {en: Profession}"), "{imported}");
    // The cold store moves out of the sheds, and the tugs are on their own.
    project.replace(
        standard,
        "{id: cold-store, parent: sheds,",
        "{id: cold-store, parent: land,",
    );
    project.replace(standard, "{id: tugs, parent: water,", "{id: tugs,");
    export();
    import(&["--update", "harbour"]);
    assert_eq!(groups("parent:"), ["parent: on-land", "parent: on-land"]);
    assert_eq!(groups("id:"), ids);
    run(["check", "--root", &text("handbook")]).expect_code(0);
}

#[test]
fn columns_of_groups_in_a_table_nest() {
    let project = Project::empty();
    project.write(
        "roles.csv",
        "Department,Sub-department,Role,Requirement
Land,Office,Clerk,Counts.
Land,Sheds,Packer,Packs.
Water,Office,Pilot,Steers.
Water,,Diver,Dives.
",
    );
    let text = |path: &str| project.path(path).to_str().expect("UTF-8").to_owned();
    run([
        "import",
        "table",
        &text("roles.csv"),
        "--into",
        &text("handbook"),
    ])
    .expect_code(0);
    let standard = project.read("handbook/content/standards/roles/standard.yaml");
    let groups = "groups:
  - {id: land, title: {en: Land}}
  - {id: office, parent: land, title: {en: Office}}
  - {id: sheds, parent: land, title: {en: Sheds}}
  - {id: water, title: {en: Water}}
  - {id: office-2, parent: water, title: {en: Office}}
";
    assert!(standard.contains(groups), "{standard}");
    for role in [
        "title: {en: Clerk}, group: office}",
        "title: {en: Pilot}, group: office-2}",
        "title: {en: Diver}, group: water}",
    ] {
        assert!(standard.contains(role), "{role}: {standard}");
    }
    run(["check", "--root", &text("handbook")]).expect_code(0);
}
