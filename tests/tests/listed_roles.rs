//! Roles that list what they ask for: the terms of their lists, the comparison of roles, and lists of many roles.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use clausebook_tests::page::Page;
use clausebook_tests::program::empty_folder;
use clausebook_tests::project::Project;

const HANDBOOK: &str = "title: {en: Bakery}\nlanguages: [{id: en, tag: en, name: English}]\nreadings: [en]\nstandards: [bakery]\n";

const ABOUT: &str = "id: bakery
language: en
title: {en: Work in a bakery}
numbering: stated
progression: replacing
types:
  - {id: craft, title: {en: Craft}, description: {en: What hands can do.}}
  - {id: lore, title: {en: Lore}}
levels: [{id: seen, title: {en: Seen}}, {id: done, title: {en: Done}}]
tiers: [{id: core, title: {en: Core}, must: true}, {id: extra, title: {en: Extra}}]
";

const CLAUSES: &str = "- id: dough
  title: {en: Dough}
  type: craft
  requirements:
    - {id: kneading, title: {en: Kneading}, levels: {seen: {en: Watches.}, done: {en: Kneads.}}}
    - {id: proving, title: {en: Proving}, levels: {seen: {en: Waits.}, done: {en: Judges.}}}
    - {id: shaping, title: {en: Shaping}, levels: {seen: {en: Rolls.}, done: {en: Plaits.}}}
- id: oven
  title: {en: Oven}
  requirements:
    - {id: firing, title: {en: Firing}, levels: {seen: {en: Looks.}, done: {en: Fires.}}}
";

const BAKER: &str = "  - id: baker
    title: {en: Baker}
    levels:
      - id: junior
        title: {en: Junior}
        asks: [{to: kneading, as: core, level: seen}, {to: shaping, as: extra, level: seen}]
      - id: senior
        title: {en: Senior}
        asks:
          - {to: kneading, as: core, level: done}
          - {to: shaping, level: done}
          - {to: proving, as: extra, level: seen}
          - {to: firing, level: seen}
";

/// The site of a bakery with these roles, and its folder.
fn site(name: &str, about: &str, clauses: &str) -> PathBuf {
    let project = Project::empty();
    project.write("content/handbook.yaml", HANDBOOK);
    project.write("content/standards/bakery/standard.yaml", about);
    project.write("content/standards/bakery/clauses/1.yaml", clauses);
    let out = empty_folder(env!("CARGO_TARGET_TMPDIR"), name);
    project.build(&out).expect_code(0);
    out
}

fn open(site: &Path, page: &str) -> Page {
    Page::open(&site.join("en").join(page))
}

#[test]
fn a_tier_that_all_lists_of_a_role_name_is_stated_once() {
    let about = format!("{ABOUT}roles:\n{BAKER}");
    let site = site("listed-terms", &about, CLAUSES);
    let role = open(&site, "bakery/role/baker.html");
    assert_eq!(
        role.words(".requirements > li > .fine"),
        [
            "Core: Junior · Seen; Senior · Done",
            "Senior · Seen · Extra",
            "Junior · Seen · Extra; Senior · Done",
            "Senior · Seen",
        ]
    );
    let check = open(&site, "bakery/selfcheck/baker.html");
    assert_eq!(
        check.words(".rated .tier"),
        ["Core", "Extra", "Junior · Extra"]
    );
}

#[test]
fn a_comparison_names_each_clause_once_for_a_role() {
    let other = BAKER.replace("id: baker", "id: miller");
    let inner = CLAUSES.replace(
        "- id: oven",
        "  clauses:\n    - id: crust\n      title: {en: Crust}\n      requirements:\n        - {id: glazing, title: {en: Glazing}, text: {en: Shines.}}\n- id: oven",
    );
    let other = other.replace("{to: firing, level: seen}", "{to: glazing}");
    let about = format!("{ABOUT}roles:\n{BAKER}{other}");
    let site = site("listed-comparison", &about, &inner);
    let pair = open(&site, "bakery/compare/baker/miller.html");
    // Their names are in the heading of the part; only the clause within it has a name of its own.
    assert_eq!(pair.words(".of-clause"), ["Crust"]);
    assert_eq!(
        pair.words(".compared-part .of-1 li > p"),
        ["Kneading", "Proving", "Shaping", "Firing"]
    );
    assert_eq!(pair.select(".compared-part .of-1 ol").len(), 2);
}

#[test]
fn the_contents_list_the_types_that_are_described() {
    let about = format!("{ABOUT}roles:\n{BAKER}");
    let site = site("listed-types", &about, CLAUSES);
    let contents = open(&site, "bakery/index.html");
    assert_eq!(contents.words(".types dt"), ["Craft"]);
    assert_eq!(contents.words(".types dd"), ["What hands can do."]);
    let plain = about.replace(", description: {en: What hands can do.}", "");
    let site = self::site("listed-types-alone", &plain, CLAUSES);
    assert!(open(&site, "bakery/index.html").select(".types").is_empty());
}

#[test]
fn lists_of_many_roles_are_folded() {
    let roles = |count: usize| {
        let mut roles = String::from(
            "groups: [{id: day, title: {en: By day}}, {id: night, title: {en: By night}}]\nroles:\n",
        );
        for role in 0..count {
            let group = if role % 2 == 0 { "day" } else { "night" };
            writeln!(
                roles,
                "  - {{id: r{role}, title: {{en: Role {role}}}, group: {group}, asks: [{{to: dough}}, {{to: firing}}]}}"
            )
            .expect("a string takes any text");
        }
        format!("{ABOUT}{roles}")
    };
    let few = site("listed-few", &roles(12), CLAUSES);
    let many = site("listed-many", &roles(13), CLAUSES);
    for page in ["index.html", "bakery/index.html"] {
        let few = open(&few, page);
        assert!(few.select(".checks details").is_empty(), "{page}");
        assert_eq!(few.select(".checks .role").len(), 12, "{page}");
        let many = open(&many, page);
        let groups = many.words(".checks summary");
        assert_eq!(groups, ["By day", "By night"], "{page}");
        let within = |group| format!(".checks details:nth-of-type({group}) .role");
        assert_eq!(many.select(&within(1)).len(), 7, "{page}");
        assert_eq!(many.select(&within(2)).len(), 6, "{page}");
    }
    let pickers = |site: &Path| {
        let page = open(site, "index.html");
        page.select(".ways a[href*='/picker/']").len()
    };
    assert_eq!(pickers(&few), 12);
    assert_eq!(pickers(&many), 0);
    let picker = "bakery/picker/r0.html";
    assert!(open(&few, picker).select("details nav").is_empty());
    assert_eq!(open(&many, picker).select("details nav a").len(), 13);
}

#[test]
fn an_area_of_a_long_self_check_is_named_by_all_that_it_holds() {
    let long = "flour ".repeat(20_000);
    let mut clauses = String::new();
    for (clause, title) in [("dough", "Dough"), ("oven", "Oven")] {
        writeln!(
            clauses,
            "- id: {clause}\n  title: {{en: {title}}}\n  requirements:\n    - {{text: {{en: {long}}}}}"
        )
        .expect("a string takes any text");
    }
    let site = site("listed-areas", ABOUT, &clauses);
    let check = open(&site, "bakery/selfcheck/index.html");
    assert_eq!(check.words("[data-area] > h3"), ["Dough", "Oven"]);
    let outlined = check.select("[data-area]:first-child .outline li");
    assert_eq!(outlined.len(), 1);
}
