//! The matrices of a made-up handbook: requirements by levels, with their descriptors and the steps that a role expects.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

use clausebook_tests::page::Page;
use clausebook_tests::project::{Project, made_up_site};
use tempfile::TempDir;

fn site() -> PathBuf {
    made_up_site("matrix", env!("CARGO_TARGET_TMPDIR"))
}

fn built(project: &Project) -> TempDir {
    let out = TempDir::new().expect("a temporary folder can be made");
    project.build(out.path()).expect_code(0);
    out
}

fn page(path: &str) -> Page {
    Page::open(&site().join(path))
}

/// The text of each row below its head, cell by cell, by the row's id. Cells begin with their level, which is seen on a
/// phone.
fn rows(page: &Page) -> BTreeMap<String, Vec<String>> {
    let mut rows = BTreeMap::new();
    for row in page.select(".by-level tr[id]") {
        let id = row.attr("id").expect("it has one").to_owned();
        let cells = scraper::Selector::parse("td").expect("a selector");
        let cells = row.select(&cells).map(|cell| {
            let text: String = cell.text().map(|part| format!(" {part}")).collect();
            text.split_whitespace().collect::<Vec<_>>().join(" ")
        });
        rows.insert(id, cells.collect());
    }
    rows
}

#[test]
fn a_cell_holds_the_descriptor_of_its_level() {
    let page = page("en/pottery/matrix.html");
    let heads = page.words(".by-level thead th");
    assert_eq!(heads, ["Requirements", "Learner", "Maker", "Master"]);
    let rows = rows(&page);
    assert_eq!(
        rows["row-centring"],
        [
            "Learner Centres half a kilogram with help.",
            "Maker Centres two kilograms alone. The clay does not wobble. The hands rest.",
            "Master Centres whatever is asked. 4 criteria Ten kilograms take two minutes. The eyes may be closed. \
             Somebody else can copy the movement. The wheel may turn either way.",
        ]
    );
    assert_eq!(rows["row-thin"], ["", "Maker Half a centimetre.", ""]);
    // A requirement whose parts alone are described is a heading, and one that nothing describes is not there.
    assert!(rows["row-walls"].is_empty() && !rows.contains_key("row-wedging"));
    // Only criteria that are many or long are folded.
    assert_eq!(page.words(".by-level details > summary"), ["4 criteria"]);
}

#[test]
fn rows_stand_below_the_titles_of_their_clauses() {
    let page = page("en/pottery/matrix.html");
    let headings = page.words(".of-clause th");
    // The title of `hands` names its only requirement, and keeps it apart from those of the clause before.
    assert_eq!(
        headings,
        ["Shaping", "At the wheel", "By hand", "Materials"]
    );
    assert_eq!(page.words(".words.unseen"), ["By hand"]);
    let names = page.words(".by-level tr[id] .words");
    assert_eq!(
        names,
        [
            "CentringCentres clay on the wheel.",
            "Raises walls.",
            "Pulls thin walls.",
            "By hand",
            "FiringFires a kiln."
        ]
    );
    for head in page.select(".by-level th") {
        assert!(head.attr("scope").is_some(), "{}", head.html());
    }
    let links: Vec<&str> = page
        .select(".by-level tr[id] a.letter")
        .into_iter()
        .filter_map(|link| link.attr("href"))
        .collect();
    assert_eq!(links[0], "../../id/pottery/centring.html");
    assert!(
        links
            .iter()
            .all(|link| site().join("en/pottery").join(link).is_file())
    );
}

#[test]
fn a_role_with_levels_of_its_own_has_a_matrix_of_the_steps_that_it_expects() {
    let page = page("en/pottery/matrix/role/thrower.html");
    assert_eq!(page.words("thead th"), ["Requirements", "Hand", "Lead"]);
    let rows = rows(&page);
    assert_eq!(rows["row-centring"], ["Hand Learner", "Lead Master"]);
    assert_eq!(rows["row-wedging"], ["", "Lead required"]);
    assert_eq!(
        rows["row-firing"],
        ["Hand Learner · optional", "Lead Learner · optional"]
    );
    assert!(!site().join("en/pottery/matrix/role/keeper.html").exists());
    let role = Page::open(&site().join("en/pottery/role/thrower.html"));
    assert_eq!(
        role.select("main a[href='../matrix/role/thrower.html']")
            .len(),
        1
    );
}

#[test]
fn what_a_standard_lacks_has_no_matrix_and_no_link_to_one() {
    let contents = page("en/pottery/index.html");
    assert_eq!(contents.select("main a[href='matrix.html']").len(), 1);
    assert_eq!(contents.select("footer a[href='matrix.html']").len(), 1);
    for name in ["levels", "plain", "small"] {
        let site = built(&Project::made_up(name));
        for entry in walkdir::WalkDir::new(site.path()) {
            let entry = entry.expect("the site can be read");
            let path = entry.path();
            assert!(!path.ends_with("matrix.html"), "{}", path.display());
            if path
                .extension()
                .is_some_and(|extension| extension == "html")
            {
                let text = fs::read_to_string(path).expect("a page can be read");
                assert!(!text.contains("matrix.html"), "{}", path.display());
            }
        }
    }
}

#[test]
fn a_matrix_that_would_be_too_large_is_divided_by_clause() {
    let project = Project::made_up("matrix");
    let words = "Knows how clay shrinks. ".repeat(20);
    let requirement = |clause: &str, place: usize| {
        format!(
            "    - id: {clause}-{place}\n      text: {{en: Item {place}, ar: بند {place}}}\n      levels:\n        \
             maker: {{en: {words}, ar: {words}}}\n        master: {{en: {words}, ar: {words}}}\n"
        )
    };
    let mut clauses = String::new();
    for clause in ["one", "two", "three"] {
        let requirements: String = (0..60).map(|place| requirement(clause, place)).collect();
        clauses += &format!(
            "- id: {clause}\n  parent: many\n  title: {{en: '{clause}', ar: '{clause}'}}\n  requirements:\n{requirements}"
        );
    }
    let head = "- id: many\n  title: {en: Many, ar: كثير}\n";
    project.write(
        "content/standards/pottery/clauses/2.yaml",
        format!("{head}{clauses}"),
    );
    let site = built(&project);
    let folder = site.path().join("en-ar/pottery");
    let list = Page::open(&folder.join("matrix.html"));
    assert!(list.select(".by-level").is_empty());
    let links = list.select("main nav.tree a").into_iter();
    let links: Vec<String> = links
        .filter_map(|link| link.attr("href"))
        .map(str::to_owned)
        .collect();
    assert_eq!(
        links,
        ["shaping", "materials", "one", "two", "three"].map(|part| format!("matrix/{part}.html"))
    );
    let mut shown = Vec::new();
    for link in &links {
        let path = folder.join(link);
        let size = fs::metadata(&path).expect("the page is there").len();
        assert!(size < 300_000, "{link}: {size} bytes");
        let page = Page::open(&path);
        shown.extend(
            rows(&page)
                .into_iter()
                .filter(|(_, cells)| !cells.is_empty())
                .map(|(id, _)| id),
        );
    }
    shown.sort();
    let count = shown.len();
    shown.dedup();
    assert_eq!((count, shown.len()), (184, 184));
    let two = Page::open(&folder.join("matrix/two.html"));
    let onward: Vec<&str> = two
        .select(".onward a")
        .into_iter()
        .filter_map(|link| link.attr("href"))
        .collect();
    assert_eq!(onward, ["one.html", "three.html"]);
    let trail: Vec<&str> = two
        .select(".trail a")
        .into_iter()
        .filter_map(|link| link.attr("href"))
        .collect();
    assert_eq!(
        trail,
        ["../../index.html", "../index.html", "../matrix.html"]
    );
}

#[test]
fn clauses_with_levels_of_their_own_have_tables_of_their_own() {
    let project = Project::made_up("ladders");
    project.write(
        "content/standards/workshop/standard.yaml",
        "\
id: workshop
language: en
title: {en: Progression in a workshop}
levels:
  - {id: first, title: {en: First}}
  - {id: second, title: {en: Second}}
  - {id: taking-part, title: {en: Takes part}, follows: []}
",
    );
    project.write(
        "content/standards/workshop/clauses/1.yaml",
        "\
- id: 1
  title: {en: Wood}
  clauses:
    - id: 1.1
      title: {en: Joints}
      requirements:
        - {title: {en: Dovetails}, levels: {first: {en: Marks one.}}}
    - id: 1.2
      title: {en: Finish}
      requirements:
        - {title: {en: Oil}, levels: {second: {en: Chooses an oil.}}}
- id: 2
  title: {en: Values}
  requirements:
    - {title: {en: Care}, levels: {taking-part: {en: Cleans the bench.}}}
",
    );
    let out = built(&project);
    let page = Page::open(&out.path().join("en/workshop/matrix.html"));
    let heads = page.words(".by-level thead th");
    assert_eq!(
        heads,
        [
            "Requirements",
            "First",
            "Second",
            "Requirements",
            "Takes part"
        ]
    );
    let captions = page.words(".by-level caption");
    let title = "Progression in a workshop";
    assert_eq!(
        captions,
        [format!("{title} · Wood"), format!("{title} · Values")]
    );
    let rows = rows(&page);
    assert_eq!(rows["row-1.1-a"], ["First Marks one.", ""]);
    assert_eq!(rows["row-2-a"], ["Takes part Cleans the bench."]);
}
