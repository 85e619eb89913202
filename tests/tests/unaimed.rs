//! Curricula and postings of standards that have no roles or no levels.

use clausebook_tests::page::Page;
use clausebook_tests::project::Project;
use tempfile::TempDir;

/// Adds a curriculum with one module and a posting to a made-up handbook in English. `aims` is what the curriculum leads
/// to, and `wanted` what the posting requires, each as lines of YAML.
fn with_course_and_posting(
    name: &str,
    standard: &str,
    covered: &str,
    aims: &str,
    wanted: &str,
) -> Project {
    let project = Project::made_up(name);
    project.write(
        "content/curricula/evening/curriculum.yaml",
        format!(
            "title: {{en: Evening course}}\nsummary: {{en: One module.}}\nstandard: {standard}\n\
             provider: {{en: The village}}\nmode: {{en: In a shed}}\n{aims}modules: [01-first]\n"
        ),
    );
    project.write(
        "content/curricula/evening/overview.en.md",
        "For everybody.\n",
    );
    project.write(
        "content/curricula/evening/01-first.en.md",
        format!(
            "---\ntitle: First\nhours: 2\ncovers: {{introduces: [{covered}]}}\n---\n\nIt begins.\n"
        ),
    );
    project.write(
        "content/postings/village.yaml",
        format!(
            "title: {{en: Help wanted}}\norganisation: {{name: {{en: The village}}}}\nplace: {{en: Village}}\n\
             country: GB\npublished: 2026-01-05\nexpires: 2199-01-31\nemployment: part-time\nstandard: {standard}\n\
             {wanted}must: [{covered}]\ndescription: {{en: Come and help.}}\n"
        ),
    );
    project
}

fn built(project: &Project) -> TempDir {
    project.check().expect_code(0);
    let out = TempDir::new().expect("a temporary folder can be made");
    project.build(out.path()).expect_code(0);
    out
}

fn text(site: &TempDir, path: &str) -> String {
    let text = Page::open(&site.path().join(path)).text();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn a_standard_without_roles_and_levels_has_curricula_and_postings() {
    let site = built(&with_course_and_posting(
        "plain",
        "gardening",
        "2.1-a",
        "",
        "",
    ));
    let course = text(&site, "en/curricula/evening/index.html");
    assert!(course.contains("1 of 5"), "{course}");
    let posting = text(&site, "en/postings/village.html");
    assert!(
        posting.contains("turn a bed without harming the worms"),
        "{posting}"
    );
    let page = Page::open(&site.path().join("en/postings/village.html"));
    let check = page.select("a.primary");
    let hrefs: Vec<_> = check.iter().filter_map(|link| link.attr("href")).collect();
    assert_eq!(hrefs, ["../gardening/selfcheck/index.html#posting=village"]);
}

#[test]
fn a_standard_with_levels_alone_has_curricula_and_postings_for_a_level() {
    let project = with_course_and_posting(
        "levels",
        "swimming",
        "2.1-a",
        "leads_to: [{level: otter}]\n",
        "level: otter\n",
    );
    let site = built(&project);
    let links = |path: &str| {
        let page = Page::open(&site.path().join(path));
        let links = page.select(".facts a").into_iter();
        links
            .filter_map(|link| link.attr("href").map(str::to_owned))
            .collect::<Vec<_>>()
    };
    let level = "../../swimming/level/otter.html".to_owned();
    assert!(links("en/curricula/evening/index.html").contains(&level));
    let level = "../swimming/level/otter.html".to_owned();
    assert!(links("en/postings/village.html").contains(&level));
}

#[test]
fn a_standard_with_roles_or_levels_requires_them() {
    let project = with_course_and_posting("levels", "swimming", "2.1-a", "", "");
    let run = project.check().expect_code(1);
    let report = format!("{}{}", run.stdout, run.stderr);
    for fault in [
        "the curriculum does not say which roles and levels it leads to",
        "the posting must name a level, since the standard has levels",
    ] {
        assert!(report.contains(fault), "{fault}: {report}");
    }
    let project = with_course_and_posting(
        "roles",
        "lighthouse",
        "1-a",
        "leads_to: [{role: keeper}]\n",
        "role: keeper\n",
    );
    project.check().expect_code(0);
}
