//! A made-up handbook in Arabic that is partly translated, and whose requirements have titles, descriptors and relations,
//! as its pages show them.

use std::path::PathBuf;

use clausebook_tests::page::{Page, words};
use clausebook_tests::project::{Project, made_up_site};
use tempfile::TempDir;

fn site() -> PathBuf {
    made_up_site("arabic", env!("CARGO_TARGET_TMPDIR"))
}

fn page(path: &str) -> Page {
    Page::open(&site().join(path))
}

#[test]
fn the_title_of_a_requirement_precedes_its_text_on_every_page() {
    for path in [
        "en/jars/kneading.html",
        "en/jars/level/skilled.html",
        "en/jars/requirements.html",
        "en/jars/whole.html",
    ] {
        let page = page(path);
        let items = page.select(".requirements > li").into_iter().map(words);
        let item = items.into_iter().find(|item| item.contains("Kneads clay"));
        let item = item.unwrap_or_else(|| panic!("{path} lacks the requirement"));
        let place = |part: &str| item.find(part);
        let title = place("Removing air");
        assert!(
            title.is_some() && title < place("Kneads clay"),
            "{path}: {item}"
        );
    }
}

#[test]
fn a_permalink_is_headed_by_what_the_standard_prints() {
    let heading = |id: &str| page(&format!("id/jars/{id}.html")).words("h1");
    assert_eq!(heading("firing"), ["ن-1"]);
    // Without a number, the title; without a title, that of the clause. Ids are not printed.
    assert_eq!(heading("wedging"), ["إخراج الهواء Removing air"]);
    assert_eq!(heading("storing"), ["العجن Kneading"]);
}

#[test]
fn a_level_shows_how_requirements_read_at_it() {
    let level = |id: &str| page(&format!("en/jars/level/{id}.html"));
    let descriptors = |id: &str| level(id).words(".descriptor");
    assert_eq!(descriptors("beginner"), ["Kneads one kilogram."]);
    let skilled = descriptors("skilled").join("");
    assert!(skilled.starts_with("Kneads five kilograms"), "{skilled}");
    assert!(skilled.contains("in ten minutes;"), "{skilled}");
    assert!(descriptors("master").is_empty());
    // Requirements that differ from level to level are not described as the same.
    for id in ["beginner", "skilled", "master"] {
        let text = level(id).text();
        assert!(!text.contains("The same at every level"), "{id}: {text}");
    }
    let permalink = page("id/jars/wedging.html").text();
    assert!(!permalink.contains("every level"), "{permalink}");
}

#[test]
fn relations_of_one_kind_share_one_label() {
    let page = page("en/jars/kneading.html");
    let labels = page.words(".relations > dt");
    assert_eq!(labels, ["Comes before", "Related to"]);
    // A target is named by its title, or else by its text, and by a number only if the standard prints one.
    assert_eq!(
        page.words(".relations > dd"),
        [
            "Chooses the right glaze for each pot.",
            "ن-1 Firing",
            "Kinds of clay"
        ]
    );
}

#[test]
fn texts_that_are_not_translated_are_noted_once_on_a_page_and_marked_with_their_language() {
    let notice = ".untranslated-here";
    assert_eq!(page("en/jars/kiln.html").select(notice).len(), 1);
    assert!(page("ar/jars/kiln.html").select(notice).is_empty());
    assert!(
        page("en/jars/selfcheck/index.html")
            .select("[title]")
            .is_empty()
    );
    let kiln = page("en/jars/kiln.html");
    let shown = kiln.select(".untranslated");
    assert!(!shown.is_empty());
    for element in shown {
        assert_eq!(element.attr("lang"), Some("ar"), "{}", words(element));
    }
    // A notice is not a comment that is left over.
    for path in ["en/index.html", "ar/index.html", "en/jars/kiln.html"] {
        let page = std::fs::read_to_string(site().join(path)).expect("the page exists");
        assert!(!page.contains("<!--"), "{path}");
    }
}

#[test]
fn requirements_of_a_clause_that_differ_in_level_are_grouped_under_its_name() {
    let headings = page("en/jars/requirements.html").words(".groups h2");
    assert_eq!(
        headings,
        [
            "ط-1 Kneading",
            "ط-1 Kneading · Beginner",
            "The kiln · Skilled",
            "The kiln · Skilled · Master Jar Maker"
        ]
    );
}

#[test]
fn a_reference_to_a_requirement_without_a_printed_number_is_labelled_by_its_title() {
    let page = page("ar/curricula/evening/index.html");
    let links = page.select("a[href='../../jars/kneading.html#wedging']");
    let labels: Vec<String> = links.into_iter().map(words).collect();
    assert!(labels.contains(&"إخراج الهواء".to_owned()), "{labels:?}");
}

#[test]
fn learners_are_not_told_about_employers_or_forms() {
    let project = Project::made_up("arabic");
    project.replace("content/handbook.yaml", "[jars, kiln-watch]", "[jars]");
    let out = TempDir::new().expect("a temporary folder can be made");
    project.build(out.path()).expect_code(0);
    let page = |path: &str| Page::open(&out.path().join(path));
    let text = page("en/jars/selfcheck/index.html").text();
    assert!(text.contains("It is not an official assessment"), "{text}");
    let front = page("en/index.html").text();
    assert!(front.contains("rate yourself"), "{front}");
    for text in [text, front] {
        for other in ["an employer’s evaluation", "against the form"] {
            assert!(!text.contains(other), "{text}");
        }
    }
}

#[test]
fn a_level_that_is_a_name_keeps_its_capitals_in_a_sentence() {
    let label = |id: &str| page(&format!("en/jars/level/{id}.html")).words("a.primary");
    assert_eq!(label("skilled"), ["Check yourself at skilled level"]);
    assert_eq!(
        label("master"),
        ["Check yourself at Master Jar Maker level"]
    );
}

#[test]
fn json_ld_names_the_language_of_a_text_that_is_not_translated() {
    let project = Project::made_up("arabic");
    project.replace("content/handbook.yaml", "[ar, en, ar-en]", "[en, ar]");
    let out = TempDir::new().expect("a temporary folder can be made");
    project.build(out.path()).expect_code(0);
    let data = |id: &str| {
        let page = Page::open(&out.path().join(format!("id/jars/{id}.html")));
        let scripts = page.select("script[type='application/ld+json']");
        scripts[0].text().collect::<String>()
    };
    let firing = data("firing");
    assert!(
        firing.contains(r#""name":{"@language":"ar","@value":"يرفع"#),
        "{firing}"
    );
    let wedging = data("wedging");
    assert!(wedging.contains(r#""name":"Kneads clay"#), "{wedging}");
}
