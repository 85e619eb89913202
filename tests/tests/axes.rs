//! The named axes of dimensions and the types of a made-up handbook, wherever they are shown.

use std::fs;
use std::path::Path;
use std::sync::OnceLock;

use clausebook_tests::page::Page;
use clausebook_tests::project::Project;
use tempfile::TempDir;

/// The site, built once.
fn site() -> &'static Path {
    static SITE: OnceLock<TempDir> = OnceLock::new();
    let site = SITE.get_or_init(|| {
        let project = Project::made_up("matrix");
        project.check().expect_code(0);
        let out = TempDir::new().expect("a temporary folder can be made");
        project.build(out.path()).expect_code(0);
        out
    });
    site.path()
}

fn page(path: &str) -> Page {
    Page::open(&site().join(path))
}

fn texts(page: &Page, selector: &str) -> Vec<String> {
    let found = page.select(selector).into_iter();
    let texts = found.map(|element| element.text().collect::<String>());
    texts
        .map(|text| text.split_whitespace().collect::<Vec<_>>().join(" "))
        .collect()
}

#[test]
fn the_list_of_requirements_has_a_filter_for_each_axis_and_for_the_type() {
    let page = page("en/pottery/requirements.html");
    let facets = page.select(".facets [data-facet]").into_iter();
    let keys: Vec<&str> = facets
        .filter_map(|facet| facet.attr("data-facet"))
        .collect();
    assert_eq!(keys, ["axis-matter", "axis-side", "type"]);
    let names = texts(&page, ".facets .name");
    assert_eq!(names, ["Matter", "Side", "Type"]);
    assert_eq!(
        texts(&page, ".groups > section > p.fine"),
        ["Type Craft", "Type Care"]
    );
    let side = texts(&page, "[data-facet='axis-side'] a");
    assert_eq!(side, ["All", "Doing", "Knowing"]);
    let values: Vec<[&str; 3]> = page
        .select(".groups > section")
        .into_iter()
        .map(|group| {
            let value = |name: &str| group.attr(name).expect("it is there");
            assert_eq!(group.attr("data-dimension"), None);
            ["data-axis-matter", "data-axis-side", "data-type"].map(value)
        })
        .collect();
    assert_eq!(
        values,
        [
            ["clay", "doing", "craft"],
            ["clay", "doing", ""],
            ["clay", "knowing", ""],
            ["clay", "knowing", "care"],
            ["fire", "*", ""],
        ]
    );
}

#[test]
fn a_requirement_names_its_value_of_each_axis() {
    let permalink = page("id/pottery/wedging.html");
    let text = permalink.text();
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    for words in ["Matter", "Clay", "Side", "Knowing"] {
        assert!(text.contains(words), "{words}: {text}");
    }
    assert!(!text.contains("Dimension"), "{text}");
    let data = &texts(&permalink, "script[type='application/ld+json']")[0];
    let axes = r#""additionalProperty":[{"@type":"PropertyValue","name":"Matter","value":"Clay"},{"@type":"PropertyValue","name":"Side","value":"Knowing"}]"#;
    assert!(data.contains(axes), "{data}");
}

#[test]
fn pages_group_by_the_first_axis_alone() {
    let role = page("en/pottery/role/keeper.html");
    let groups = texts(&role, "article section > h2");
    assert!(groups.contains(&"Fire".to_owned()), "{groups:?}");
    assert!(
        !groups
            .iter()
            .any(|group| group == "Doing" || group == "Knowing")
    );
}

#[test]
fn the_front_page_lists_each_axis_under_its_own_name() {
    let front = page("en/index.html");
    let headings = texts(&front, "main h2");
    assert!(!headings.contains(&"Dimensions".to_owned()), "{headings:?}");
    let links = front.select("main a").into_iter();
    let links: Vec<&str> = links.filter_map(|link| link.attr("href")).collect();
    assert!(
        links.contains(&"pottery/requirements.html#axis-matter=clay"),
        "{links:?}"
    );
}

#[test]
fn search_can_be_narrowed_by_each_axis_and_by_the_type() {
    let script = fs::read_to_string(site().join("data/search/en.js")).expect("the records");
    for part in [
        r#""further":[{"key":"axis-matter","label":"Matter","any":"Matter: all","choices":[{"id":"clay","label":"Clay"},"#,
        r#"{"key":"axis-side","label":"Side","#,
        r#"{"key":"type","label":"Type","any":"Type: all","#,
        "requirement\u{1f}*\u{1f}*\u{1f}\u{1f}clay\u{1f}knowing\u{1f}care",
    ] {
        assert!(script.contains(part), "{part}: {script}");
    }
}
