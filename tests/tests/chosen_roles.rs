//! Where a role is chosen, the roles are by their groups, in the order of all lists of roles.

use std::path::PathBuf;

use clausebook_tests::page::Page;
use clausebook_tests::project::{Project, made_up_site};
use serde_json::Value;

/// The groups of the made-up harbour in the order of lists, each named with the groups that it is part of.
const GROUPS: [&str; 5] = [
    "On land",
    "On land › Sheds",
    "On land › Sheds › Cold store",
    "On the water",
    "On the water › Tugs",
];

/// Its roles in the order of lists.
const ROLES: [&str; 14] = [
    "Harbour master",
    "Gatekeeper",
    "Crane driver",
    "Weigher",
    "Foreman",
    "Tallyman",
    "Packer",
    "Cold store keeper",
    "Ice maker",
    "Boatman",
    "Diver",
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

/// The site of a changed handbook.
fn built(project: &Project) -> PathBuf {
    let site = project.path("site");
    project.build(&site).expect_code(0);
    site
}

/// The labels of the groups that a selector finds, as screen readers say them.
fn labels(page: &Page, selector: &str, attribute: &str) -> Vec<String> {
    let groups = page.select(selector).into_iter();
    groups
        .filter_map(|group| group.attr(attribute))
        .map(|label| label.replace('\u{a0}', " "))
        .collect()
}

#[test]
fn the_filter_of_requirements_folds_many_roles_by_group() {
    let page = open("en/harbour/requirements.html");
    let facet = "[data-facet=role]";
    assert_eq!(page.words(&format!("{facet} summary")), GROUPS);
    let choices = page.words(&format!("{facet} [data-choice]"));
    assert_eq!(choices[0], "All");
    assert_eq!(choices[1..], ROLES);
    // A role without a group is not folded.
    assert_eq!(
        page.words(&format!("{facet} > [data-choice]")),
        ["All", "Harbour master"]
    );
}

#[test]
fn the_filter_of_requirements_shows_few_roles_under_their_groups() {
    let project = Project::made_up("groups");
    let duties = "content/standards/harbour/clauses/1.yaml";
    project.replace(
        duties,
        "role: [tallyman, packer, gatekeeper, crane-driver, weigher]",
        "role: packer",
    );
    let site = built(&project);
    let page = Page::open(&site.join("en/harbour/requirements.html"));
    let groups = "[data-facet=role] [role=group]";
    assert_eq!(labels(&page, groups, "aria-label"), GROUPS[1..]);
    assert_eq!(page.words(&format!("{groups} > .group")), GROUPS[1..]);
    assert_eq!(
        page.words(&format!("{groups}:nth-of-type(1) > [data-choice]")),
        ["Foreman", "Packer"]
    );
}

#[test]
fn requirements_are_sorted_by_role_in_the_order_of_groups() {
    let page = open("en/harbour/requirements.html");
    let duties = page.select(".groups > [id='3'], .groups > [id='3'] ~ section");
    let ranks: Vec<&str> = duties
        .iter()
        .filter_map(|one| one.attr("data-rank"))
        .collect();
    // The first of each: the foreman, the boatman or deckhand; the gatekeeper; the harbour master.
    assert_eq!(ranks, ["5 0", "2 0", "1 0"]);
}

#[test]
fn the_pickers_of_other_roles_are_by_group() {
    let page = open("en/harbour/picker/keeper.html");
    assert_eq!(labels(&page, ".within [role=group]", "aria-label"), GROUPS);
    assert_eq!(page.words(".within .group"), GROUPS);
    assert_eq!(page.words(".within a"), ROLES);
    assert_eq!(page.words(".within [aria-current]"), ["Cold store keeper"]);
    let both = open("en-ar/harbour/picker/keeper.html");
    assert_eq!(
        both.words(".within [role=group]:nth-of-type(1) .group > *"),
        ["On land", "على اليابسة"]
    );
}

#[test]
fn filters_of_postings_offer_roles_by_group() {
    let project = Project::made_up("groups");
    let standard = project.read("content/standards/harbour/standard.yaml");
    let roles = standard.lines().filter_map(|line| {
        let (id, _) = line.strip_prefix("  - {id: ")?.split_once(',')?;
        line.contains("asks:").then_some(id)
    });
    for role in roles {
        let posting = format!(
            "title: {{en: Wanted, ar: مطلوب}}
organisation: {{name: {{en: Port, ar: ميناء}}}}
example: true
place: {{en: Harbour, ar: الميناء}}
country: GB
published: 2031-01-05
expires: 2199-01-31
employment: full-time
standard: harbour
role: {role}
description: {{en: Work., ar: عمل.}}
"
        );
        project.write(&format!("content/postings/{role}.yaml"), posting);
    }
    let page = Page::open(&built(&project).join("en/postings/index.html"));
    let menu = "[data-facet=role] select";
    assert_eq!(
        labels(&page, &format!("{menu} > optgroup"), "label"),
        GROUPS
    );
    let options = page.select(&format!("{menu} option")).into_iter();
    let values: Vec<&str> = options.filter_map(|option| option.attr("value")).collect();
    let places: Vec<String> = (1..=ROLES.len()).map(|place| place.to_string()).collect();
    assert_eq!(values[1..], places);
    assert_eq!(page.words(&format!("{menu} option"))[1..], ROLES);
}

#[test]
fn search_has_the_groups_of_roles() {
    let script = std::fs::read_to_string(site().join("data/search/en.js")).expect("a script");
    let (_, data) = script.split_once("JSON.parse('").expect("data");
    let (data, _) = data.split_once("'), rows:").expect("rows");
    let data = data.replace("\\'", "'").replace("\\\\", "\\");
    let data: Value = serde_json::from_str(&data).expect("JSON");
    let of = |key: &str| -> Vec<String> {
        let roles = data["roles"].as_array().expect("roles").iter();
        roles
            .map(|role| {
                role[key]
                    .as_str()
                    .unwrap_or_default()
                    .replace('\u{a0}', " ")
            })
            .collect()
    };
    assert_eq!(of("label"), ROLES);
    let mut groups = of("group");
    groups.dedup();
    assert_eq!(groups[0], "");
    assert_eq!(groups[1..], GROUPS);
}
