//! No page of a large framework is over 300 kB, and the front page states how much is saved for reading offline.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::sync::OnceLock;

use clausebook_tests::catalogue::{self, Size};
use clausebook_tests::described::{self, DescribedSize};
use clausebook_tests::folder;
use clausebook_tests::page::Page;
use clausebook_tests::program::handbook;
use clausebook_tests::project::Project;
use serde_json::Value;
use tempfile::TempDir;

/// The size, in bytes, that no page may exceed.
const LARGEST: usize = 300_000;

const SIZE: DescribedSize = DescribedSize {
    requirements: 430,
    in_clause: 20,
    levels: 8,
    dimensions: 2,
    has_role: false,
};

/// The site of a framework.
struct Site {
    folder: TempDir,
}

/// The site of a framework of [`SIZE`], built once for all tests.
fn whole() -> &'static Site {
    static WHOLE: OnceLock<Site> = OnceLock::new();
    WHOLE.get_or_init(|| Site::of(SIZE))
}

impl Site {
    fn of(size: DescribedSize) -> Site {
        let project = Project::empty();
        described::write(project.root(), size).expect("a framework can be written");
        Site::built(&project)
    }

    fn built(project: &Project) -> Site {
        let folder = TempDir::new().expect("a temporary folder can be made");
        project.build(folder.path()).expect_code(0);
        Site { folder }
    }

    fn path(&self, path: &str) -> std::path::PathBuf {
        self.folder.path().join(path)
    }

    fn page(&self, path: &str) -> Page {
        Page::open(&self.path(path))
    }

    /// The sizes of all pages.
    fn pages(&self) -> BTreeMap<String, usize> {
        let files = folder::site(self.folder.path()).into_iter();
        let is_page = |path: &str| Path::new(path).extension().is_some_and(|ext| ext == "html");
        let pages = files.filter(|(path, _)| is_page(path));
        pages.map(|(path, bytes)| (path, bytes.len())).collect()
    }

    /// The page that a script hands over as `name`.
    fn texts(&self, path: &str, name: &str) -> Page {
        let script = std::fs::read_to_string(self.path(path)).expect("the script can be read");
        let json = script
            .strip_prefix(&format!("globalThis.{name} = "))
            .and_then(|rest| rest.strip_suffix(";\n"));
        let html: Value = serde_json::from_str(json.expect("an assignment")).expect("a string");
        Page::parse(html.as_str().expect("a string"))
    }
}

fn expect_small(pages: &BTreeMap<String, usize>) {
    let large: Vec<_> = pages.iter().filter(|(_, size)| **size > LARGEST).collect();
    assert!(large.is_empty(), "{large:?}");
}

#[test]
fn no_page_of_a_framework_with_many_descriptors_is_over_300_kb() {
    let site = whole();
    let pages = site.pages();
    expect_small(&pages);
    for page in [
        "en-zh/harbour/selfcheck/index.html",
        "en-zh/harbour/selfcheck/frame.html",
        "en-zh/harbour/selfcheck/group.html",
    ] {
        assert!(pages[page] < 100_000, "{page}: {}", pages[page]);
    }
}

#[test]
fn the_areas_of_a_long_self_check_hold_each_requirement_once() {
    let site = whole();
    let page = site.page("en/harbour/selfcheck/index.html");
    let texts = site.texts("en/harbour/selfcheck/index.js", "clausebookRated");
    let named = page.words(".outline li");
    assert_eq!(named.len(), SIZE.requirements);
    let areas = page.select("[data-area]").len();
    assert_eq!(texts.select("[data-texts]").len(), areas);
    // Each dimension is too large for one area, so it has one for each clause; the clause in which it changes is in both.
    assert_eq!(areas, SIZE.requirements.div_ceil(SIZE.in_clause) + 1);
    assert_eq!(page.words("[data-areas] > h3"), ["Area 1", "Area 2"]);
    let rated = texts.select("[data-choices]").into_iter();
    let rated: Vec<&str> = rated.filter_map(|item| item.attr("data-choices")).collect();
    let expected: Vec<String> = (0..SIZE.requirements)
        .map(|place| format!("r{place}"))
        .collect();
    assert_eq!(rated, expected);
    let profile = texts.select("[data-profile]")[0]
        .attr("data-profile")
        .expect("a profile");
    assert_eq!(
        profile.lines().filter(|line| line.starts_with('r')).count(),
        SIZE.requirements
    );
    // Each name leads to its text.
    for link in page.select(".outline a") {
        let href = link.attr("href").expect("a link");
        let (path, id) = href.split_once('#').expect("a place on a page");
        let target = site.path("en/harbour/selfcheck").join(path);
        assert!(target.is_file(), "{href}");
        assert!(id.starts_with('r'), "{href}");
    }
}

#[test]
fn the_view_of_several_people_has_every_requirement_of_a_long_self_check() {
    let page = whole().page("en/harbour/selfcheck/group.html");
    let named = page.select("[data-requirement]").into_iter();
    let named: Vec<&str> = named
        .filter_map(|item| item.attr("data-requirement"))
        .collect();
    let expected: Vec<String> = (0..SIZE.requirements)
        .map(|place| format!("r{place}"))
        .collect();
    assert_eq!(named, expected);
    let data = page.select("[data-profile]")[0].attr("data-profile");
    let lines = data.expect("a profile").lines();
    let rated = lines.filter(|line| line.starts_with('r'));
    assert_eq!(rated.count(), SIZE.requirements);
}

/// The ids of the requirements that a page lists.
fn listed(page: &Page) -> Vec<String> {
    let items = page.select(".requirements > li[id]").into_iter();
    let ids = items.filter_map(|item| item.attr("id"));
    ids.map(str::to_owned).collect()
}

/// The pages to which the parts of a divided page lead.
fn parts(site: &Site, path: &str) -> Vec<Page> {
    let folder = Path::new(path).parent().expect("a folder");
    let page = site.page(path);
    let links = page.select("main nav.tree a").into_iter();
    let paths = links.filter_map(|link| link.attr("href"));
    let pages: Vec<Page> = paths
        .map(|href| Page::open(&site.path("").join(folder).join(href)))
        .collect();
    assert!(pages.len() > 1, "{path}");
    pages
}

#[test]
fn the_parts_of_a_level_list_each_requirement_once_with_its_descriptor() {
    let site = whole();
    let path = "en-zh/harbour/level/level-3.html";
    let page = site.page(path);
    assert!(listed(&page).is_empty());
    let parts = parts(site, path);
    let all: Vec<String> = parts.iter().flat_map(listed).collect();
    let expected: Vec<String> = (0..SIZE.requirements)
        .map(|place| format!("r{place}"))
        .collect();
    assert_eq!(all, expected);
    let described = parts.iter().map(|part| part.select(".descriptor").len());
    assert_eq!(described.sum::<usize>(), SIZE.requirements);
    // Links to a requirement on the page of the level lead to its part.
    let anchors = page.select("[data-part]").into_iter();
    let anchors = anchors.filter_map(|part| part.attr("data-anchors"));
    let anchors: Vec<&str> = anchors.flat_map(|all| all.split(' ')).collect();
    assert_eq!(anchors, expected);
}

#[test]
fn the_pages_and_the_matrix_of_a_role_are_divided() {
    let site = Site::of(DescribedSize {
        has_role: true,
        ..SIZE
    });
    expect_small(&site.pages());
    let matrix = "en-zh/harbour/matrix/role/pilot.html";
    assert!(site.page(matrix).select(".by-level tr").is_empty());
    let rows = parts(&site, matrix).into_iter().map(|part| {
        let rows = part.select(".by-level tbody tr[id]").into_iter();
        let ids = rows.filter_map(|row| row.attr("id"));
        ids.map(str::to_owned).collect::<Vec<String>>()
    });
    let expected: Vec<String> = (0..SIZE.requirements)
        .map(|place| format!("row-r{place}"))
        .collect();
    assert_eq!(rows.flatten().collect::<Vec<_>>(), expected);
    // The highest level lists what it adds, the lowest everything that it asks for.
    let highest = site.page("en/harbour/role/pilot/grade-3.html");
    assert_eq!(listed(&highest).len(), SIZE.requirements / 3);
}

#[test]
fn a_short_self_check_has_its_texts_on_the_page() {
    let site = Site::of(DescribedSize {
        requirements: 40,
        ..SIZE
    });
    let page = site.page("en/harbour/selfcheck/index.html");
    assert_eq!(page.select(".rated").len(), 40);
    assert!(page.select("[data-area]").is_empty());
    assert!(!site.path("en/harbour/selfcheck/index.js").exists());
}

#[test]
fn one_requirement_clauses_share_areas() {
    let site = Site::of(DescribedSize {
        requirements: 620,
        in_clause: 1,
        levels: 0,
        dimensions: 0,
        has_role: false,
    });
    expect_small(&site.pages());
    let page = site.page("en/harbour/selfcheck/index.html");
    assert_eq!(page.words(".outline li").len(), 620);
    assert_eq!(page.select("[data-area]").len(), 11);
    assert_eq!(
        page.words("[data-area] > h3")[1],
        "61 Duty 61 – 120 Duty 120"
    );
}

#[test]
fn the_page_of_a_picker_of_2000_requirements_has_their_names_and_a_script_their_texts() {
    let project = Project::empty();
    let size = Size {
        statements: 2000,
        roles: 1,
        levels: 3,
        asked: 2000,
    };
    catalogue::write(project.root(), size).expect("a catalogue can be written");
    let site = Site::built(&project);
    let pages = site.pages();
    let picker = pages["en/catalogue/picker/role-1.html"];
    assert!(picker < 200_000, "{picker}");
    let level = pages["en/catalogue/role/role-1/level-1.html"];
    assert!(level < LARGEST, "{level}");
    let page = site.page("en/catalogue/picker/role-1.html");
    assert!(
        page.select("[data-requirement], [data-picker-data]")
            .is_empty()
    );
    let texts = site.texts("en/catalogue/picker/role-1.js", "clausebookPicked");
    let areas = texts.select("[data-texts]").len();
    assert_eq!(page.select("[data-area]").len(), areas);
    let items = texts.select("[data-requirement]").into_iter();
    let items: Vec<&str> = items.filter_map(|item| item.attr("id")).collect();
    assert_eq!(items.len(), size.statements);
    assert_eq!(page.words(".outline li"), items);
    assert_eq!(texts.select("[data-picker-data]").len(), 1);
}

#[test]
fn a_clause_of_requirements_with_lists_at_each_level_is_divided() {
    let levels = ["awareness", "working", "practitioner", "expert"];
    let mut about =
        String::from("id: sea\nlanguage: en\nmarkup: markdown\ntitle: {en: Sea}\nlevels:\n");
    for level in levels {
        let _ = writeln!(about, "  - {{id: {level}, title: {{en: {level}}}}}");
    }
    let mut clauses = String::from("- id: skills\n  title: {en: Skills}\n  requirements:\n");
    for place in 0..190 {
        let _ = writeln!(
            clauses,
            "    - id: skill-of-sailors-{place}\n      title: {{en: Skill {place}}}\n      text: {{en: Does it.}}\n      levels:"
        );
        for level in levels {
            let _ = writeln!(
                clauses,
                "        {level}:\n          en: |-\n            You can:"
            );
            for line in 0..3 {
                let _ = writeln!(
                    clauses,
                    "            - moor a boat in a strong wind without help, {line} times"
                );
            }
        }
    }
    let handbook = "title: {en: Sea}\nlanguages: [{id: en, tag: en, name: English}]\nreadings: [en]\nstandards: [sea]\n";
    let project = Project::empty();
    for (path, text) in [
        ("content/handbook.yaml", handbook),
        ("content/standards/sea/standard.yaml", &about),
        ("content/standards/sea/clauses/1.yaml", &clauses),
    ] {
        project.write(path, text);
    }
    let site = Site::built(&project);
    let pages = site.pages();
    expect_small(&pages);
    let parts = pages.keys().filter(|path| path.starts_with("en/sea/part/"));
    assert_eq!(parts.count(), 2);
}

#[test]
fn the_front_page_states_how_much_is_saved_for_reading_offline() {
    let site = handbook(env!("CARGO_TARGET_TMPDIR"));
    let list = fs::read(site.join("offline.json")).expect("a list of the saved files");
    let list: Value = serde_json::from_slice(&list).expect("JSON");
    let files = list["files"].as_array().expect("an array of files");
    let size = |file: &Value| {
        let path = site.join(file.as_str().expect("a path"));
        fs::metadata(&path).expect("a saved file").len()
    };
    let megabytes = files.iter().map(size).sum::<u64>() as f64 / 1e6;
    let front = Page::open(&site.join("en/index.html"));
    let said = front.words("[data-keep] .fine").join(" ");
    let (_, said) = said.split_once("about ").expect("a size");
    let (number, _) = said.split_once(" MB").expect("megabytes");
    let stated: f64 = number.parse().expect("a number");
    // Rounded, and without the few front pages themselves.
    assert!(
        (stated - megabytes).abs() <= 1.0,
        "{stated} MB are stated, {megabytes} are saved"
    );
}
